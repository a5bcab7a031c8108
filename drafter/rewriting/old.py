"""What an old report holds: its facts in its own words, and where each of them stood."""

from dataclasses import dataclass

from drafter.document import Facts, Report, Span


@dataclass(frozen=True, slots=True)
class OldPoint:
    """A point as its author made it."""

    lead: str  # "" where it has none
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Old:
    """An old report, read: every figure, name, quote, mask and date stands in a fact or is kept."""

    report: Report  # of the text without Markdown, marks put right
    facts: Facts
    spans: dict[str, Span]  # where each fact stands in it
    front: str  # titles and salutation, as they stand
    back: str  # closing and signature
    preamble: str  # where it is as the genre wants it, else ""
    points: dict[str, tuple[OldPoint, ...]]  # by section
    headings: tuple[str, ...]  # of all sections, where they match each other
    feedback: tuple[str, ...]
    shortcomings: tuple[tuple[str, ...], ...]
    measures: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]  # set phrases that say nothing of this author
