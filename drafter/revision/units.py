"""Which words of the text that came back are which sentence of the one that was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from drafter.document import Origin
from drafter.exporters.provenance import Record
from drafter.redline.difference import END, DiffStretch, edits
from drafter.text import Span, sentences

_ENDED = re.compile(r"[。！？；：:!?][”’』」）)]*$")
_MARK = "。！？；" + END
_SENTENCE = re.compile("[^。！？]+[。！？]?|[。！？]")
NOBODY = -1


@dataclass(slots=True)
class RevisedUnit:
    """A stretch of the text: a sentence of the written one as it stands now, or a new one."""

    span: Span
    text: str
    records: tuple[Record, ...] = ()  # several where sentences were made one; none where it is new
    facts: tuple[str, ...] = ()
    settled: tuple[str, ...] = field(default=())

    @property
    def was(self) -> str:
        """What stood there when it was written."""
        return "".join(each.text for each in self.records)

    @property
    def is_changed(self) -> bool:
        """Whether a person has touched it since."""
        return self.text != self.was

    @property
    def is_own(self) -> bool:
        """Whether its words are a person's: they win over ours."""
        return self.is_changed or any(each.origin is Origin.PERSON for each in self.records)

    @property
    def part(self) -> str:
        """The part of the plan that it belongs to."""
        return next((each.part for each in self.records if each.part), "")

    @property
    def origin(self) -> Origin:
        """Where the sentence's words come from."""
        if self.is_own:
            return Origin.PERSON
        return self.records[0].origin


@dataclass(frozen=True, slots=True)
class Gone:
    """A sentence that is not there any more, and where it would stand."""

    record: Record
    at: int
    is_line: bool = False  # its whole paragraph went


@dataclass(frozen=True, slots=True)
class Matched:
    """The text cut into units, and what of the written one is not there any more."""

    units: tuple[RevisedUnit, ...]
    gone: tuple["Gone", ...]
    kept: float  # share of the characters written that still stand


def matched(lines: Sequence[Sequence[Record]], text: str) -> Matched:
    """`text` cut into units by the sentences that were written.

    Args:
        lines: what was written, paragraph by paragraph.
        text: what came back, a line a paragraph.
    """
    old, owners, records, rows = _flat(lines)
    found = _slid(list(edits(old, text.replace("\n", END))))
    owner_of, kept = _owned(found, owners, old)
    units = list(_units(text, owner_of, records))
    units = _merged(_moved(units, records))
    there = {id(each) for unit in units for each in unit.records}
    ends = {owner: at + 1 for at, owner in enumerate(owner_of)}
    starts = {owner: at for at, owner in reversed(list(enumerate(owner_of)))}
    gone = tuple(
        _gone(number, records, rows, (starts, ends))
        for number, each in enumerate(records)
        if id(each) not in there and each.text.strip()
    )
    return Matched(tuple(units), gone, kept / max(1, len(old)))


def _gone(
    number: int,
    records: Sequence[Record],
    rows: Sequence[int],
    places: tuple[dict[int, int], dict[int, int]],
) -> Gone:
    """A sentence that went: behind the last before it that still stands, in its line if any."""
    starts, ends = places
    before = [n for n in range(number) if n in ends]
    same = [n for n in before if rows[n] == rows[number]]
    if same:
        return Gone(records[number], ends[same[-1]])
    first = next((n for n in range(number + 1, len(records)) if n in ends), None)
    if first is not None and rows[first] == rows[number]:
        return Gone(records[number], starts[first])
    return Gone(records[number], ends[before[-1]] if before else 0, is_line=True)


def _flat(
    lines: Sequence[Sequence[Record]],
) -> tuple[str, list[int], list[Record], list[int]]:
    """The written text, for each of its characters its record, the records and their lines."""
    text, owners, records, rows = "", list[int](), list[Record](), list[int]()
    for number, line in enumerate(lines):
        if number:
            text += END
            owners.append(NOBODY)
        for each in line:
            owners += [len(records)] * len(each.text)
            text += each.text.replace("\n", " ")
            records.append(each)
            rows.append(number)
    return text, owners, records, rows


def _slid(found: list[DiffStretch]) -> list[DiffStretch]:
    """。X before 。 as X。 behind it: what comes or goes is a whole sentence, where it can be."""
    for at in range(1, len(found) - 1):
        edit, after, before = found[at], found[at + 1], found[at - 1]
        is_lone = edit.kind != "keep" and after.kind == before.kind == "keep"
        mark = edit.text[0]
        if is_lone and mark in _MARK and after.text.startswith(mark):
            found[at - 1] = DiffStretch("keep", before.text + mark)
            found[at] = DiffStretch(edit.kind, edit.text[1:] + mark)
            found[at + 1] = DiffStretch("keep", after.text[1:])
    return _parted([edit for edit in found if edit.text])


def _parted(found: list[DiffStretch]) -> list[DiffStretch]:
    """Words put before a 。 and a sentence taken out behind it, which a difference takes for one.

    Of 甲。乙。 and 甲，好。 it says that 。乙 became ，好; but ，好 came and 乙。 went. The same
    where words went and a sentence came.
    """
    made: list[DiffStretch] = []
    for edit in found:
        made.append(edit)
        kinds = [each.kind for each in made[-4:]]
        if kinds not in (
            ["keep", "delete", "insert", "keep"],
            ["keep", "insert", "delete", "keep"],
        ):
            continue
        *_, one, other, behind = made
        mark = behind.text[0]
        marked = [each for each in (one, other) if each.text[0] == mark]
        if mark in _MARK and len(marked) == 1 and len(marked[0].text) > 1:
            rest = other if marked[0] is one else one
            whole = DiffStretch(marked[0].kind, marked[0].text[1:] + mark)
            made[-3:] = [rest, DiffStretch("keep", mark), whole]
            made.append(DiffStretch("keep", behind.text[1:]))
    return [edit for edit in made if edit.text]


def _owned(found: Sequence[DiffStretch], owners: Sequence[int], old: str) -> tuple[list[int], int]:
    """For each character of the new text its record, and how many were kept."""
    owner_of: list[int] = []
    at = kept = 0
    new = ""
    for is_kept, row in groupby(found, key=lambda edit: edit.kind == "keep"):
        if is_kept:
            for edit in row:
                owner_of += owners[at : at + len(edit.text)]
                new += edit.text
                at += len(edit.text)
                kept += len(edit.text)
            continue
        several = list(row)
        gone = "".join(edit.text for edit in several if edit.kind == "delete")
        come = "".join(edit.text for edit in several if edit.kind == "insert")
        owner_of += _taken(come, owners, old, (at, at + len(gone)), new)
        new += come
        at += len(gone)
    return owner_of, kept


def _taken(come: str, owners: Sequence[int], old: str, span: Span, before: str) -> list[int]:
    """Whose the characters are that came at a place of the old text."""
    start, end = span
    if several := _sentence_by_sentence(come, owners[start:end]):
        return several
    touched = [each for each in dict.fromkeys(owners[start:end]) if each != NOBODY]
    left = owners[start - 1] if start else NOBODY
    right = owners[end] if end < len(owners) else NOBODY
    if touched:
        owner = touched[0]
    elif left == right != NOBODY:
        owner = left
    elif _ENDED.search(come.rstrip(END)) and (not before or before[-1] in _MARK or left == NOBODY):
        owner = NOBODY
    elif left == NOBODY or (old[start - 1] in _MARK and right != NOBODY):
        owner = right
    else:
        owner = left
    first, *rest = come.split(END)
    owned = [owner] * len(first)
    for each in rest:
        owned += [NOBODY] * (1 + len(each))
    if rest and right != NOBODY and left == NOBODY and not touched:
        # a paragraph before one that stays: its last piece opens that one
        owned[len(owned) - len(rest[-1]) :] = [right] * len(rest[-1])
    return owned


def _sentence_by_sentence(come: str, owners: Sequence[int]) -> list[int]:
    """Whose what came is, where it is as many sentences as went; else nothing."""
    touched = [each for each, _ in groupby(owners)]
    several = _SENTENCE.findall(come)
    if len(several) != len(touched) or len(touched) == 1 or NOBODY in touched or END in come:
        return []
    return [owner for owner, each in zip(touched, several, strict=True) for _ in each]


def _units(text: str, owner_of: Sequence[int], records: Sequence[Record]) -> Iterator[RevisedUnit]:
    """Runs of one owner, those of nobody cut into sentences."""
    spans: dict[int, list[int]] = {}
    for at, owner in enumerate(owner_of):
        if owner != NOBODY:
            spans.setdefault(owner, [at, at])[1] = at + 1
    at = 0
    for owner, (start, end) in sorted(spans.items(), key=lambda item: item[1]):
        yield from _new(text, at, start)
        each = records[owner]
        yield RevisedUnit((start, end), text[start:end], (each,), each.facts, each.settled)
        at = end
    yield from _new(text, at, len(text))


def _new(text: str, start: int, end: int) -> Iterator[RevisedUnit]:
    """What nobody of the written text owns, sentence by sentence."""
    for first, last in sentences(text[start:end]):
        yield RevisedUnit((start + first, start + last), text[start + first : start + last])


def _moved(units: list[RevisedUnit], records: Sequence[Record]) -> list[RevisedUnit]:
    """A new sentence that is word for word one that is gone was only moved."""
    there = {id(each) for unit in units for each in unit.records}
    left: dict[str, list[Record]] = {}
    for each in records:
        if id(each) not in there:
            left.setdefault(each.text.strip(), []).append(each)
    for unit in units:
        if not unit.records and (same := left.get(unit.text.strip())):
            each = same.pop(0)
            unit.records, unit.facts, unit.settled = (each,), each.facts, each.settled
    return units


def _merged(units: list[RevisedUnit]) -> list[RevisedUnit]:
    """Sentences that a person made one of are one unit."""
    made: list[RevisedUnit] = []
    for unit in units:
        last = made[-1] if made else None
        is_open = (
            last is not None
            and last.records
            and last.is_changed
            and _ENDED.search(last.was)
            and not _ENDED.search(last.text)
            and last.span[1] == unit.span[0]
        )
        if last is None or not is_open:
            made.append(unit)
            continue
        made[-1] = RevisedUnit(
            (last.span[0], unit.span[1]),
            last.text + unit.text,
            (*last.records, *unit.records),
            tuple(dict.fromkeys((*last.facts, *unit.facts))),
            (*last.settled, *unit.settled),
        )
    return made
