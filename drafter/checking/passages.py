"""What of a report a reader is given who looks for one thing.

That is the part which it is about, cut where it is longer than the reader can hold. A passage
is words of the report, one stretch of it wherever that is possible, so that what is quoted
from it can be found again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from drafter.document import ParagraphKind, Report
from drafter.text import Span, sentences

PAIRS = (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES)


class Scope(StrEnum):
    """Something a reader may look at."""

    WHOLE = "whole"
    PAIRS = "pairs"  # shortcomings and measures
    FEEDBACK = "feedback"
    OUTLINE = "outline"  # headings and leads


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to read, and where in the report they begin."""

    text: str
    start: int = 0


def passages(report: Report, part: Scope, *, most: int) -> tuple[Passage, ...]:
    """The part in passages of at most `most` characters; the whole where no such part is told.

    Lines stay together where they can, then sentences; only a sentence that is longer than
    `most` by itself is cut inside. An outline is never cut: it is short, or it is no outline.
    """
    if part is Scope.OUTLINE:
        outline = _outline(report)
        if outline and len(outline) <= most:
            return (Passage(outline),)
    spans = list(_lines(report, part) or _lines(report, Scope.WHOLE))
    return tuple(_packed(report.text, spans, most))


def _lines(report: Report, part: Scope) -> list[Span]:
    """The paragraphs of the part."""
    wanted = {Scope.PAIRS: PAIRS, Scope.FEEDBACK: (ParagraphKind.FEEDBACK,)}.get(
        part, tuple(ParagraphKind)
    )
    return [each.span for each in report.paragraphs if each.kind in wanted and each.text.strip()]


def _outline(report: Report) -> str:
    """Every heading with its length and the leads of its points."""
    lines = []
    for section in report.sections:
        lines.append(report.text[slice(*section.heading_span)].strip())
        lines.append(f"（本节{len(section.text)}字）")
        lines += [f"{point.marker}{point.lead}" for point in section.points if point.lead]
    return "\n".join(lines)


def _packed(text: str, spans: Iterable[Span], most: int) -> Iterator[Passage]:
    """As many neighbours together as there is room for."""
    start = end = -1
    for low, high in _small(text, spans, most):
        if start >= 0 and high - start <= most:
            end = high
            continue
        if start >= 0:
            yield Passage(text[start:end], start)
        start, end = low, high
    if start >= 0:
        yield Passage(text[start:end], start)


def _small(text: str, spans: Iterable[Span], most: int) -> Iterator[Span]:
    """The same stretches, those that are too long in sentences, and those in pieces."""
    for low, high in spans:
        if high - low <= most:
            yield low, high
            continue
        for begin, finish in sentences(text[low:high]):
            for at in range(low + begin, low + finish, most):
                yield at, min(at + most, low + finish)
