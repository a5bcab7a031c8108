"""The runs of one paragraph: cut where a change begins or ends, and wrapped in it."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from drafter.readers.wordbreaks import layout_breaks
from drafter.redline.markup import SPACE, W, parent_of, runs, shown

RUBY = f"{W}ruby"  # words with their reading above them, which stay together
_DELETED = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_FIELD = (f"{W}fldChar", f"{W}instrText")


@dataclass(frozen=True, slots=True)
class RunPiece:
    """A run that shows one thing, and where it stands in the paragraph's text."""

    run: Any
    start: int
    end: int

    @property
    def is_field(self) -> bool:
        """Whether it is a field's code, which shows nothing itself."""
        return self.start == self.end and any(c.tag in _FIELD for c in self.run)

    @property
    def is_break(self) -> bool:
        """Whether it is a break that only lays out a title."""
        return self.start == self.end and self.run.find(f"{W}br") is not None


def pieces(paragraph: Any, cuts: Iterable[int], *, is_centred: bool, start: int) -> list[RunPiece]:
    """The paragraph's runs, each showing one thing, parted at `cuts`.

    Args:
        paragraph: its runs are replaced by smaller ones that look the same.
        cuts: places in the paragraph's text.
        is_centred: soft breaks are layout.
        start: where its runs' text starts: behind an automatic number.
    """
    wanted = sorted(set(cuts))
    layout = layout_breaks(paragraph, is_centred=is_centred)
    found: list[RunPiece] = []
    at = start
    for run in list(runs(paragraph)):
        for small in _parted(run):
            for part, text in _cut(small, wanted, at, layout):
                found.append(RunPiece(part, at, at + len(text)))
                at += len(text)
    return found


def parted_at(paragraph: Any, cuts: Iterable[int], *, is_centred: bool) -> list[RunPiece]:
    """The paragraph's runs, of which only those are cut that reach over one of `cuts`.

    Args:
        paragraph: a run that is cut is replaced by smaller ones that look the same.
        cuts: places in the text of its runs.
        is_centred: soft breaks are layout.
    """
    wanted = sorted(set(cuts))
    layout = layout_breaks(paragraph, is_centred=is_centred)
    found: list[RunPiece] = []
    at = 0
    for run in list(runs(paragraph)):
        size = sum(len(shown(child, layout)) for child in run)
        if not any(at < cut < at + size for cut in wanted):
            found.append(RunPiece(run, at, at + size))
            at += size
            continue
        for small in _parted(run):
            for part, text in _cut(small, wanted, at, layout):
                found.append(RunPiece(part, at, at + len(text)))
                at += len(text)
    return found


def rubies(paragraph: Any, *, is_centred: bool, start: int) -> list[tuple[int, str]]:
    """The words with a reading above them, each with where it stands in the paragraph's text."""
    found, at = [], start
    layout = layout_breaks(paragraph, is_centred=is_centred)
    for run in runs(paragraph):
        for child in run:
            words = shown(child, layout)
            if child.tag == RUBY:
                found.append((at, words))
            at += len(words)
    return found


def _parted(run: Any) -> list[Any]:
    """The run as runs of one child each."""
    children = [child for child in run if child.tag != f"{W}rPr"]
    if len(children) <= 1:
        return [run]
    made = []
    for child in children:
        small = like(run)
        small.append(child)
        run.addprevious(small)
        made.append(small)
    parent_of(run).remove(run)
    return made


def like(run: Any) -> Any:
    """An empty run with the looks of `run`."""
    made = run.makeelement(f"{W}r", dict(run.attrib))
    looks = run.find(f"{W}rPr")
    if looks is not None:
        made.append(copy.deepcopy(looks))
    return made


def _cut(run: Any, cuts: list[int], at: int, layout: frozenset[Any]) -> list[tuple[Any, str]]:
    """The run cut where a change begins or ends inside its text."""
    child = next((c for c in run if c.tag != f"{W}rPr"), None)
    text = shown(child, layout) if child is not None else ""
    inside = [cut - at for cut in cuts if at < cut < at + len(text)]
    is_whole = child is not None and child.tag == RUBY  # its reading is that of all of it
    if not inside or is_whole:
        return [(run, text)]
    bounds = [0, *inside, len(text)]
    made = []
    for first, last in pairwise(bounds):
        part = like(run)
        put(part, text[first:last])
        run.addprevious(part)
        made.append((part, text[first:last]))
    parent_of(run).remove(run)
    return made


def put(run: Any, text: str) -> None:
    """Write text into a run: tabs and soft breaks as Word has them."""
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(run.makeelement(f"{W}br", {}))
        for tab, words in enumerate(line.split("\t")):
            if tab:
                run.append(run.makeelement(f"{W}tab", {}))
            if words:
                held = run.makeelement(f"{W}t", {SPACE: "preserve"})
                held.text = words
                run.append(held)


def delete(run: Any, mark: Any) -> None:
    """Wrap a run in the deletion `mark`."""
    run.addprevious(mark)
    mark.append(run)
    for child in run.iter():
        child.tag = _DELETED.get(child.tag, child.tag)
        if child.tag == f"{W}delText":
            child.set(SPACE, "preserve")


def fields(found: list[RunPiece]) -> list[tuple[int, int, list[RunPiece]]]:
    """Fields with something to show: where it stands, and the pieces of their code."""
    open_: list[list[RunPiece]] = []
    made = []
    for piece in found:
        kind = piece.run.find(f"{W}fldChar") if piece.is_field else None
        sort = kind.get(f"{W}fldCharType") if kind is not None else ""
        if sort == "begin":
            open_.append([])
        if open_ and piece.is_field:
            open_[-1].append(piece)
        if sort == "end" and open_:
            code = open_.pop()
            made.append((code[0].start, piece.start, code))
    return made
