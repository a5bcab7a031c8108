"""Tracked changes in Word: accepting all gives the new text, rejecting all the old one.

Only the text's runs change: paragraph properties, headers, tables and every other part of the
file stay. What moved is deleted and inserted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from drafter.document import ParagraphKind, parsing
from drafter.document.genre import Genre
from drafter.exporters.docx import DOCX
from drafter.redline.difference import END, DiffStretch, edits
from drafter.redline.tracking import Changes, Tracker, finish, last_id, spread
from drafter.redline.word import Word, WordParagraph, opened

_ENDS = re.compile(f"[{END}\n]")  # of lines: a soft break that stays ends one of the new text

__all__ = ["Marks", "fresh", "opened", "redline"]


@dataclass(frozen=True, slots=True)
class Marks:
    """Who changes a document, and when."""

    author: str
    date: str  # 2026-01-31T08:00:00Z


def fresh(text: str, genre: Genre, source: str) -> Word:
    """A new Word file of a plain text, laid out as reports are."""
    return opened(DOCX.export(parsing.parse(text, genre)), source)


def redline(word: Word, new: str, genre: Genre, marks: Marks) -> bytes:
    """The file of `word` with every difference between its text and `new` tracked."""
    segments = _segments(word.lines)
    tracker = Tracker(marks.author, marks.date, _looks(word, genre), last_id(word.root))
    kinds = _kinds(new, genre)
    lines = new.split("\n")
    shares = _shares(segments, lines)
    at = 0
    for segment, share in zip(segments, shares, strict=True):
        found = edits(_joined(segment), END.join(share))
        _write(segment, found, tracker, _ended(found, kinds[at : at + len(share)]))
        at += len(share)
    finish(word.root)
    return word.saved()


def _write(
    segment: Sequence[WordParagraph],
    found: Sequence[DiffStretch],
    tracker: Tracker,
    kinds: Iterator[ParagraphKind],
) -> None:
    changes = spread(found, len(segment))
    is_changed = any(changes)
    for line, change in zip(segment, changes, strict=True):
        if is_changed and line.number and not _is_gone(line, change):
            tracker.unnumber(line, change)
        if change:
            tracker.write(line, change, kinds)


def _is_gone(line: WordParagraph, change: Changes) -> bool:
    """Whether nothing of a paragraph stays, its end included."""
    whole = change.deleted == [(0, len(line.text))] or not line.text
    return change.is_joined and whole and not change.inserted


def _joined(segment: Sequence[WordParagraph]) -> str:
    return END.join(line.text for line in segment)


def _segments(lines: Sequence[WordParagraph]) -> list[list[WordParagraph]]:
    """The paragraphs, cut where a table, picture or section break stands between them."""
    found: list[list[WordParagraph]] = [[]]
    for line in lines:
        found[-1].append(line)
        if line.ends_segment and line is not lines[-1]:
            found.append([])
    return found


def _shares(segments: Sequence[Sequence[WordParagraph]], lines: list[str]) -> list[list[str]]:
    """The new lines of each segment: as many as stand before what parts them."""
    if len(segments) == 1:
        return [lines]
    old = END.join(map(_joined, segments))
    passed = _passed(edits(old, END.join(lines)))
    cuts = [0]
    ends = 0
    for number, segment in enumerate(segments[:-1], 1):
        ends += len(segment)
        left = len(segments) - number
        cut = max(passed[ends - 1], cuts[-1] + 1)
        cuts.append(max(cuts[-1], min(cut, len(lines) - left)))
    return [lines[a:b] for a, b in pairwise([*cuts, len(lines)])]


def _passed(found: Sequence[DiffStretch]) -> list[int]:
    """For the end of each old paragraph, how many new lines have ended by then."""
    ended = 0
    passed = []
    for edit in found:
        for end in _ENDS.findall(edit.text):
            ended += edit.kind != "delete"
            if edit.kind != "insert" and end == END:
                passed.append(ended)
    return passed


def _kinds(new: str, genre: Genre) -> list[ParagraphKind]:
    """What each line of the new text is for."""
    kinds = parsing.parse(new, genre).kinds
    found, at = [], 0
    for line in new.split("\n"):
        found.append(kinds.get(at, ParagraphKind.BODY))
        at += len(line) + 1
    return found


def _ended(found: Sequence[DiffStretch], kinds: Sequence[ParagraphKind]) -> Iterator[ParagraphKind]:
    """The kinds of the paragraphs whose end is inserted, in order."""
    at = 0
    for edit in found:
        if edit.kind == "delete":
            continue
        for _ in _ENDS.findall(edit.text):
            if edit.kind == "insert":
                yield kinds[at]
            at += 1


def _looks(word: Word, genre: Genre) -> Mapping[ParagraphKind, Any]:
    """For each kind of paragraph one of the document that looks so, else one of its body."""
    kinds = _kinds(word.text.replace(END, "\n"), genre)
    first: dict[ParagraphKind, Any] = {}
    at = 0
    for line in word.lines:
        kind = kinds[at] if at < len(kinds) else ParagraphKind.BODY
        at += line.text.count("\n") + 1
        if line.text.strip():
            first.setdefault(kind, line.element)
    body = next(
        (
            first[kind]
            for kind in (ParagraphKind.BODY, ParagraphKind.PREAMBLE, *ParagraphKind)
            if kind in first
        ),
        None,
    )
    return {kind: first.get(kind, body) for kind in ParagraphKind} if body is not None else {}
