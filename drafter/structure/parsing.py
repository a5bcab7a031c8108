"""The parts of a report in any text: title, sections by role, points, shortcomings, measures.

Nothing is required of the text and nothing in it is changed: what cannot be placed is body.
A text is cut where something opens — a heading, a label, the feedback —, and each stretch
belongs to what opened it. Time grows with the length, also for one line of megabytes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafter.document import (
    Evidence,
    Facts,
    Kind,
    Paragraph,
    Plan,
    Point,
    Report,
    Role,
    Section,
    Span,
)
from drafter.genre import Genre
from drafter.structure.enumeration import enumeration, lead, points
from drafter.structure.opening import Line, Opening, openings
from drafter.structure.vocabulary import Vocabulary

_LINE = re.compile(r"[^\r\n]+")
_SHORT = 40  # characters: titles, salutations, closings and signatures are not longer
_AFTER = " \t\r\n\u3000。：:"  # between a heading and its text
_LAST = 5  # lines at the end that can be closing and signature
_SIGNED = re.compile(
    r"[〇○零一二\d]{4}年.{1,3}月(?:.{1,3}日)?[)）]?$|[人名][：:]"
)  # a date, 述职人：
_KINDS = {
    Role.FEEDBACK: Kind.FEEDBACK,
    Role.SHORTCOMING: Kind.SHORTCOMINGS,
    Role.MEASURE: Kind.MEASURES,
}


def parse(
    text: str,
    genre: Genre,
    *,
    facts: Facts | None = None,
    plan: Plan | None = None,
    evidence: Iterable[Evidence] = (),
    source: str = "",
) -> Report:
    """The report that `text` is, byte for byte, with what was recognised in it.

    Args:
        text: any text; line ends as they come.
        genre: says how headings, labels, closings and salutations are worded.
        facts: what the report was written from, where known.
        plan: where a draft's facts went.
        evidence: a draft's sentences and the facts behind them.
        source: the file it was read from.
    """
    lines = tuple(_lines(text))
    words = Vocabulary.of(genre)
    front = _front(lines, genre, words)
    back = _back(lines, front, genre, words)
    opened = openings(lines[len(front) : len(lines) - len(back)], words)
    until = lines[-len(back)].span[0] if back else len(text)
    ends = [*(opening.start for opening in opened), until][1:]
    paragraphs = (
        *front,
        *_paragraphs(lines[len(front) : len(lines) - len(back)], opened),
        *back,
    )
    starts = [paragraph.span[0] for paragraph in paragraphs]
    regions = [_Region(text, each, end, starts) for each, end in zip(opened, ends, strict=True)]
    return Report(
        genre=genre,
        text=text,
        paragraphs=paragraphs,
        sections=tuple(region.section() for region in regions if region.opening.is_heading),
        shortcomings=_answers(regions, Role.SHORTCOMING),
        measures=_answers(regions, Role.MEASURE),
        facts=facts,
        plan=plan,
        evidence=tuple(evidence),
        source=source,
    )


@dataclass(frozen=True)
class _Region:
    """A stretch of text and what opened it."""

    text: str
    opening: Opening
    until: int
    starts: list[int]  # of all paragraphs

    @property
    def body(self) -> Span:
        """Without the blanks around it."""
        told = self.text[self.opening.end : self.until]
        start = self.opening.end + len(told) - len(told.lstrip(_AFTER))
        return start, max(start, self.opening.end + len(told.rstrip()))

    def points(self) -> tuple[Point, ...]:
        """The numbered points, each knowing its paragraph."""
        start, end = self.body
        found = points(self.text[start:end], start)
        return tuple(replace(point, paragraph=self._paragraph(point.span[0])) for point in found)

    def section(self) -> Section:
        opening, (start, end) = self.opening, self.body
        found = self.points()
        return Section(
            role=opening.role,
            ordinal=opening.ordinal,
            heading=opening.title,
            span=(opening.start, max(end, opening.end)),
            heading_span=(opening.start, opening.end),
            text=self.text[start:end],
            points=found,
            enumeration=enumeration(found),
        )

    def paragraphs(self, told: int) -> tuple[Point, ...]:
        """A point for each line, where nothing is numbered; `told` came before."""
        start, end = self.body
        return tuple(
            Point(
                ordinal=told + count,
                marker="",
                lead=lead(line[0].strip()),
                text=line[0].strip(),
                span=_trimmed(line, start),
                paragraph=self._paragraph(start + line.start()),
            )
            for count, line in enumerate(_LINE.finditer(self.text[start:end]), 1)
            if line[0].strip()
        )

    def _paragraph(self, place: int) -> int:
        return max(bisect_right(self.starts, place) - 1, 0)


def _answers(regions: list[_Region], role: Role) -> tuple[Point, ...]:
    """The points of every region of this role; a remark before the next label is none."""
    told: list[Point] = []
    following = [*(region.opening.role for region in regions), ""][1:]
    for region, after in zip(regions, following, strict=True):
        if region.opening.role == role:
            told += region.points() or (() if after == role else region.paragraphs(len(told)))
    return tuple(told)


def _lines(text: str) -> Iterator[Line]:
    """Every line with something in it."""
    for found in _LINE.finditer(text):
        if line := found[0].strip():
            yield Line(line, _trimmed(found, 0))


def _trimmed(found: re.Match[str], offset: int) -> Span:
    """The span of a line without the blanks around it."""
    start = offset + found.start() + len(found[0]) - len(found[0].lstrip())
    return start, start + len(found[0].strip())


def _paragraphs(lines: tuple[Line, ...], opened: list[Opening]) -> Iterator[Paragraph]:
    """The lines between front and back, each with the kind of what it stands under."""
    starts = [opening.start for opening in opened]
    for index, line in enumerate(lines):
        under = bisect_right(starts, line.span[0]) - 1
        if under < 0:
            is_first = index == 0 or bool(opened and opened[0].is_heading)
            yield Paragraph(Kind.PREAMBLE if is_first else Kind.BODY, line.span, line.text)
            continue
        opening = opened[under]
        is_heading = opening.is_heading and line.span == (opening.start, opening.end)
        role = Role(opening.role) if opening.role in set(Role) else None
        kind = Kind.HEADING if is_heading else _KINDS[role] if role else Kind.BODY
        yield Paragraph(kind, line.span, line.text, opening.role)


def _front(lines: tuple[Line, ...], genre: Genre, words: Vocabulary) -> list[Paragraph]:
    """Titles and the salutation, up to the first line that is something else."""
    found: list[Paragraph] = []
    for line in lines[:6]:
        is_text = len(line.text) > _SHORT or re.search("[。；！？]|[，,]$", line.text)
        if is_text or _is_told(line, words):
            break
        if line.text.endswith(genre.phrases.salutations):
            return [*found, Paragraph(Kind.SALUTATION, line.span, line.text)]
        found.append(Paragraph(Kind.TITLE, line.span, line.text))
    return found


def _back(
    lines: tuple[Line, ...], front: list[Paragraph], genre: Genre, words: Vocabulary
) -> list[Paragraph]:
    """Closing and signature: the short lines after the last one that is something else.

    A line without end mark may as well be an unnumbered point, so there has to be a closing,
    a date or a signer among them.
    """
    found: list[Paragraph] = []
    is_signed = False
    for line in reversed(lines[max(len(front) + 1, len(lines) - _LAST) :]):
        if len(line.text) > _SHORT or _is_told(line, words):
            break
        is_closing = line.text.startswith(genre.phrases.closings)
        if not is_closing and re.search(r"[。；！？，]", line.text):
            break
        is_signed = is_signed or is_closing or bool(_SIGNED.search(line.text))
        kind = Kind.CLOSING if is_closing else Kind.SIGNATURE
        found.append(Paragraph(kind, line.span, line.text))
    return found[::-1] if is_signed else []


def _is_told(line: Line, words: Vocabulary) -> bool:
    """A heading, a label, an enumerated point or the feedback: never a title or signature."""
    return (
        bool(openings((line,), words)) or bool(points(line.text)) or words.opens_feedback(line.text)
    )
