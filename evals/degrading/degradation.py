"""A way to spoil a report, and how much of it is spoiled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from drafter.document import Fact, Report
from drafter.document.fact_check import told_facts
from drafter.document.views import ProseSentence, sentences
from drafter.text import Span

DOSES = (0.25, 0.5, 1.0)  # share of the places that are spoiled
Edit = tuple[Span, str]  # what stands at the span is replaced
Places = list[list[Edit]]  # the edits of one place go together


@dataclass(frozen=True, slots=True)
class Degradation:
    """One way to spoil a report.

    A higher dose spoils the places of a lower one and more.
    """

    name: str  # kebab-case
    title: str  # for people
    meant: tuple[str, ...]  # scorers that have to notice
    places: Callable[[Report, Random], Places]
    is_circular: bool = False  # places change places: what stands at one moves to the next


def degraded(report: Report, how: Degradation, dose: float, seed: int = 0) -> str:
    """The text of a report, spoiled.

    Args:
        report: with its facts.
        how: the way to spoil it.
        dose: share of its places, more than 0 and at most 1; at least one place is spoiled.
        seed: of the choice among places.

    Returns:
        The spoiled text; the text itself where it has no such place.
    """
    chance = Random(f"{how.name} {seed}")
    rows = how.places(report, chance)
    chance.shuffle(rows)
    least = 2 if how.is_circular else 1
    if len(rows) < least:
        return report.text
    rows = rows[: max(least, round(dose * len(rows)))]
    if how.is_circular:
        rows = _rotated(rows)
    text = report.text
    for (start, end), words in sorted((edit for row in rows for edit in row), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def told_sentences(report: Report) -> list[tuple[ProseSentence, tuple[Fact, ...]]]:
    """The sentences of the sections that tell facts, with these."""
    inside = [section.span for section in report.sections]
    return [
        (sentence, facts)
        for sentence, facts in zip(sentences(report), told_facts(report), strict=True)
        if facts and any(a <= sentence.span[0] < b for a, b in inside)
    ]


def _rotated(rows: Sequence[list[Edit]]) -> Places:
    words = [row[0][1] for row in rows]
    moved = [*words[1:], words[0]]
    return [[(row[0][0], said)] for row, said in zip(rows, moved, strict=True)]
