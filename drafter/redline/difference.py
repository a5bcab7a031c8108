"""What changed between two texts: clause by clause, and character by character where little did."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

END = "\u2029"  # of a paragraph; a soft break inside one is \n
_TOKEN = re.compile(rf"{END}|[，。；：！？\n\t]|[^，。；：！？\n\t{END}]+")
_ATOM = re.compile(r"\d[\d.,]*\d|\d|[*＊]+|[A-Za-z]+|.", re.DOTALL)
_MARKS = frozenset("，。；：！？\n\t")
SHORT = 80  # characters of a change that is looked into
ALIKE = 0.5  # of its characters stay: then only the others are marked
LEAST = 2  # characters that stay between two changes; less is one change


@dataclass(frozen=True, slots=True)
class DiffStretch:
    """A stretch that stays, goes or comes, in the order of the text."""

    kind: str  # keep, delete, insert
    text: str


def edits(old: str, new: str) -> tuple[DiffStretch, ...]:
    r"""The shortest readable way from `old` to `new`.

    A soft break in `old` stays one where `new` has an end of a paragraph: both end a line there.

    >>> [(e.kind, e.text) for e in edits("新建学校6所，群众满意。", "新建学校6所。")]
    [('keep', '新建学校6所'), ('delete', '，群众满意'), ('keep', '。')]
    >>> [(e.kind, e.text) for e in edits("修路3公里;\n建桥2座", "修路3公里；" + END + "建桥2座")]
    [('keep', '修路3公里'), ('delete', ';'), ('insert', '；'), ('keep', '\n建桥2座')]
    """
    found = _matched(_TOKEN.findall(old.replace("\n", END)), _TOKEN.findall(new))
    fine = (piece for change in _folded(found) for piece in _looked_into(*change))
    return tuple(_softened(_apart(_turned(_joined(fine))), old))


def _softened(stretches: Iterable[DiffStretch], old: str) -> Iterator[DiffStretch]:
    """The stretches with the soft breaks that `old` has among its ends of lines."""
    at = 0
    for edit in stretches:
        if edit.kind == "insert":
            yield edit
        else:
            yield DiffStretch(edit.kind, old[at : at + len(edit.text)])
            at += len(edit.text)


Change = tuple[str, str]  # what goes and what comes; equal where it stays


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield "".join(old[a:b]), "".join(new[c:d])


def _folded(changes: Iterator[Change]) -> Iterator[Change]:
    """Marks alone that stay between two changes are part of them."""
    gone, come = "", ""
    waiting = ""
    for old, new in changes:
        is_same = old == new
        if is_same and (gone or come) and set(old) <= _MARKS:
            waiting = old
            continue
        if is_same:
            yield gone, come
            yield waiting, waiting
            yield old, new
            gone = come = waiting = ""
            continue
        gone, come, waiting = gone + waiting + old, come + waiting + new, ""
    yield gone, come
    yield waiting, waiting


def _looked_into(old: str, new: str) -> Iterator[DiffStretch]:
    """A change in its smallest parts, where it is short and most of it stays."""
    if old == new:
        yield DiffStretch("keep", old)
        return
    parts = [(old, new)]
    is_short = max(len(old), len(new)) <= SHORT and END not in old + new
    if old and new and is_short:
        a, b = _ATOM.findall(old), _ATOM.findall(new)
        stretches = list(_matched(a, b))
        stays = sum(len(x) for x, y in stretches if x == y)
        if 2 * stays >= ALIKE * (len(old) + len(new)):
            parts = _coarse(stretches)
    for gone, come in parts:
        if gone == come:
            yield DiffStretch("keep", gone)
        else:
            yield DiffStretch("delete", gone)
            yield DiffStretch("insert", come)


def _coarse(parts: Sequence[Change]) -> list[Change]:
    """Without single characters that stay between two changes; figures stay as they are."""
    found: list[Change] = []
    for at, (old, new) in enumerate(parts):
        is_short = len(old) < LEAST and not old.isdecimal()
        is_lone = old == new and is_short and 0 < at < len(parts) - 1
        if found and (is_lone or old != new) and found[-1][0] != found[-1][1]:
            found[-1] = (found[-1][0] + old, found[-1][1] + new)
        else:
            found.append((old, new))
    return found


def _joined(found: Iterator[DiffStretch]) -> list[DiffStretch]:
    """Neighbours of a kind as one, deletions before insertions."""
    made: list[DiffStretch] = []
    stretches = [edit for edit in found if edit.text]
    for is_kept, row in groupby(stretches, key=lambda edit: edit.kind == "keep"):
        several = list(row)
        if is_kept:
            made.append(DiffStretch("keep", "".join(edit.text for edit in several)))
            continue
        gone, come = (
            "".join(edit.text for edit in several if edit.kind == kind)
            for kind in ("delete", "insert")
        )
        made += _level(gone, come)
    return [edit for edit in made if edit.text]


def _level(gone: str, come: str) -> Iterator[DiffStretch]:
    """Paragraphs that go and come at one place, end by end: the ends that both have stay."""
    before, after = gone.split(END), come.split(END)
    common = min(len(before), len(after)) - 1
    for old, new in zip(before[:common], after[:common], strict=True):
        yield from (
            DiffStretch("delete", old),
            DiffStretch("insert", new),
            DiffStretch("keep", END),
        )
    yield DiffStretch("delete", END.join(before[common:]))
    yield DiffStretch("insert", END.join(after[common:]))


def _turned(stretches: list[DiffStretch]) -> list[DiffStretch]:
    """¶X before ¶ as X¶ after it: a whole paragraph comes or goes, none is parted."""
    made: list[DiffStretch] = []
    for at, edit in enumerate(stretches):
        after = stretches[at + 1] if at + 1 < len(stretches) else None
        is_change = edit.kind != "keep" and edit.text.startswith(END)
        if is_change and after and after.kind == "keep" and after.text.startswith(END):
            made += [DiffStretch("keep", END), DiffStretch(edit.kind, edit.text[1:] + END)]
            stretches[at + 1] = DiffStretch("keep", after.text[1:])
        else:
            made.append(edit)
    return [edit for edit in made if edit.text]


def _apart(stretches: list[DiffStretch]) -> list[DiffStretch]:
    """No two changes of a kind on both sides of an end that stays, as far as can be.

    LibreOffice 7.4 makes one change of them, the end included, and so joins the paragraphs. What
    goes and what comes at one place can stand in either order: the orders that meet least win.
    """
    rows = [list(row) for _, row in groupby(stretches, key=lambda edit: edit.kind == "keep")]
    best: list[tuple[int, list[DiffStretch]]] = [(0, [])]
    for at, row in enumerate(rows):
        if row[0].kind == "keep":
            best = [(cost, [*way, *row]) for cost, way in best]
            continue
        orders = [row]
        if len(row) > 1 and END not in "".join(edit.text for edit in row):
            orders.append(row[::-1])
        is_near = at > 1 and rows[at - 1] == [DiffStretch("keep", END)]
        best = [_cheapest(best, order, is_near=is_near) for order in orders]
    return _slid(min(best, key=lambda found: found[0])[1])


def _cheapest(
    ways: list[tuple[int, list[DiffStretch]]], order: list[DiffStretch], *, is_near: bool
) -> tuple[int, list[DiffStretch]]:
    """The way so far on which `order` follows with the fewest meetings."""
    followed = [
        (cost + (is_near and row[-2].kind == order[0].kind), [*row, *order]) for cost, row in ways
    ]
    return min(followed, key=lambda found: found[0])


def _slid(stretches: list[DiffStretch]) -> list[DiffStretch]:
    """A change at a paragraph's end that still meets one, moved before the mark that ends it."""
    made = list(stretches)
    for at in range(2, len(made) - 1):
        kept, before, end, after = made[at - 2 : at + 2]
        is_met = end == DiffStretch("keep", END) and before.kind == after.kind != "keep"
        mark = kept.text[-1:] if kept.kind == "keep" else ""
        if is_met and mark == before.text[-1:] not in ("", END):
            made[at - 2] = DiffStretch("keep", kept.text[:-1])
            made[at - 1] = DiffStretch(before.kind, mark + before.text[:-1])
            made[at] = DiffStretch("keep", mark + END)
    return [edit for edit in made if edit.text]
