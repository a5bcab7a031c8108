"""What of a paragraph is one thing and is never cut in two: links, fields, content controls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.redline.difference import END
from drafter.redline.markup import SPACE, W, parent_of, runs, unwrap
from drafter.redline.runs import RunPiece, like

_SIMPLE = f"{W}fldSimple"
_KEPT = tuple(f"{W}{name}" for name in ("fldLock", "dirty"))  # of a field, however it is written


@dataclass(frozen=True, slots=True)
class Whole:
    """A link, field or content control: where its words stand, and the child that ends it."""

    start: int
    end: int
    last: Any


def wholes(paragraph: Any, found: Sequence[RunPiece]) -> list[Whole]:
    """The links, fields and content controls of a paragraph that show something.

    A field that ends in another paragraph is none: it reaches over ends as it is.
    """
    made: list[Whole] = []
    start = open_ = 0
    for piece in found:
        child = _child_of(paragraph, piece.run)
        if child is not piece.run:  # in a link, a simple field or a control
            if made and made[-1].last is child:
                made[-1] = Whole(made[-1].start, piece.end, child)
            else:
                made.append(Whole(piece.start, piece.end, child))
            continue
        mark = child.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        if kind == "begin":
            start = start if open_ else piece.start
            open_ += 1
        elif kind == "end" and open_:
            open_ -= 1
            if not open_:
                made = [each for each in made if each.start < start]
                made.append(Whole(start, piece.end, child))
    return [each for each in made if each.start < each.end]


def uncut(
    deleted: Sequence[tuple[int, int]],
    inserted: Sequence[tuple[int, str]],
    text: str,
    found: Sequence[Whole],
) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """The changes of a paragraph, in which no end of a paragraph comes inside of a whole.

    Nothing of the kind can reach over the end of a paragraph: where one is to come inside, all of
    it is deleted, and what is to stand there comes behind it as words.

    Args:
        deleted: stretches of `text` that go.
        inserted: what comes, and where.
        text: of the paragraph.
        found: its wholes.

    >>> link = Whole(2, 6, None)
    >>> uncut([(4, 5)], [(4, "。" + END)], "见附件清单。", [link]) == (
    ...     [(2, 6)], [(6, "件清。" + END + "。")])
    True
    """
    gone, come = list(deleted), dict(inserted)
    for whole in found:
        inside = {at: words for at, words in come.items() if whole.start < at < whole.end}
        if not any(END in words for words in inside.values()):
            continue
        told = ""
        for at in range(whole.start, whole.end):
            told += inside.get(at, "")
            told += "" if any(a <= at < b for a, b in gone) else text[at]
        come = {at: words for at, words in come.items() if at not in inside}
        come[whole.end] = told + come.get(whole.end, "")
        parts = [(a, min(b, whole.start)) for a, b in gone]
        parts += [(max(a, whole.end), b) for a, b in gone]
        gone = [(a, b) for a, b in (*parts, (whole.start, whole.end)) if a < b]
    return sorted(gone), sorted(come.items())


def spell_out(
    paragraph: Any, found: Sequence[RunPiece], deleted: Sequence[tuple[int, int]]
) -> None:
    """Write simple fields that go as fields of several runs: the same field, which can be deleted.

    A deletion holds runs alone: of a simple field it would leave the code, which shows its
    result anew as soon as somebody updates the fields.
    """
    spans: dict[Any, list[RunPiece]] = {}
    for piece in found:
        for each in _around(paragraph, piece.run):
            if each.tag == _SIMPLE:
                spans.setdefault(each, []).append(piece)
    doomed = [
        element
        for element, held in spans.items()
        if any(a <= held[0].start < held[-1].end <= b for a, b in deleted)
    ]
    for element in doomed:
        _spell_out(element)


def _spell_out(element: Any) -> None:
    pattern = next(iter(runs(element)))
    begin = _mark(pattern, "begin")
    for name in _KEPT:
        if name in element.attrib:
            begin[-1].set(name, element.get(name))
    begin[-1].extend(element.findall(f"{W}fldData"))
    code = like(pattern)
    told = code.makeelement(f"{W}instrText", {SPACE: "preserve"})
    told.text = element.get(f"{W}instr", "")
    code.append(told)
    for at, each in enumerate((begin, code, _mark(pattern, "separate"))):
        element.insert(at, each)
    element.append(_mark(pattern, "end"))
    unwrap(element)


def _mark(pattern: Any, kind: str) -> Any:
    run = like(pattern)
    run.append(run.makeelement(f"{W}fldChar", {f"{W}fldCharType": kind}))
    return run


def _child_of(paragraph: Any, element: Any) -> Any:
    """The paragraph's own child that holds an element, or is it."""
    *_, last = (element, *_around(paragraph, element))
    return last


def _around(paragraph: Any, element: Any) -> Iterator[Any]:
    """What holds an element within its paragraph, the nearest first."""
    above = parent_of(element)
    while above is not paragraph:
        yield above
        above = parent_of(above)
