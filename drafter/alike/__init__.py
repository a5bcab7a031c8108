"""What stands in two reports word for word: the longest runs, with the place in each.

Pure but for `earlier`, which keeps hashed runs of the tool's own drafts on this machine.

`batch.alike` is something else: it groups whole sentences that are nearly the same in many
reports (MinHash over shingles) and forgets where they stood. Here a run begins and ends
anywhere, exact but for figures, and both places are wanted; a sample of shingles would miss
one that crosses two sentences. So every shingle is sorted, once, and runs are read off.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.alike.folding import Folded, fold
from drafter.alike.matching import RunMatch, matches
from drafter.document import Facts
from drafter.text import Span

__all__ = [
    "LEAST", "Folded", "Pair", "Place", "Run", "fold", "names_of", "pairs", "place_in", "runs",
]  # fmt: skip

LEAST = 20  # signs of its own that a run has; two people hardly choose the same twenty


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: line and column as findings have them."""

    name: str
    line: int
    column: int
    span: Span
    text: str  # as written there; figures may be others


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A stretch that two reports share."""

    length: int  # signs of its own: no marks, no set phrases, no names
    mine: Place
    other: Place


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two reports, and how much of each stands in the other."""

    mine: str
    other: str
    longest: int  # signs
    share: float  # of the signs of `mine` that are its own
    share_of_other: float


def runs(reports: Sequence[Folded], *, mine: int = 0, least: int = LEAST) -> list[SharedRun]:
    """The runs that reports share, the longest first.

    Args:
        reports: each is compared with all behind it.
        mine: only the first so many are compared with others; 0 for all with all.
        least: signs of its own that a run must have.
    """
    found = (_run(reports, each) for each in matches(reports, least, mine or len(reports)))
    return sorted(found, key=_rank)


def pairs(reports: Sequence[Folded], found: Sequence[SharedRun]) -> list[AlikePair]:
    """Every two reports that share a run, those with the longest first."""
    weights = {each.name: max(1, each.weight) for each in reports}
    held: dict[tuple[str, str], list[SharedRun]] = {}
    for run in found:
        held.setdefault((run.mine.name, run.other.name), []).append(run)
    made = [
        AlikePair(
            *names,
            max(run.length for run in shared),
            min(1.0, sum(run.length for run in shared) / weights[names[0]]),
            min(1.0, sum(run.length for run in shared) / weights[names[1]]),
        )
        for names, shared in held.items()
    ]
    return sorted(made, key=lambda pair: (-pair.longest, pair.mine, pair.other))


def names_of(facts: Facts) -> tuple[str, ...]:
    """Names that a sheet's report has for certain: of the unit, the post, the author, the audience.

    >>> names_of(Facts((), unit="县教育局", audience="县委、县政府"))
    ('县教育局', '县委', '县政府')
    """
    joined = f"{facts.unit}、{facts.role}、{facts.name}、{facts.audience}"
    return tuple(each for each in re.split("[、，,\\s]", joined) if each)


def _rank(run: SharedRun) -> tuple[int, str, Span, str, Span]:
    """The longest first, then in the order of names and places."""
    return -run.length, run.mine.name, run.mine.span, run.other.name, run.other.span


def _run(reports: Sequence[Folded], match: RunMatch) -> SharedRun:
    mine, other = (
        place_in(reports[number], first, first + match.size)
        for number, first in ((match.mine, match.at), (match.other, match.other_at))
    )
    return SharedRun(match.own, mine, other)


def place_in(report: Folded, first: int, end: int) -> Place:
    """Where the signs from `first` up to `end` stand."""
    line, column = report.place(first)
    span = report.span(first, end)
    return Place(report.name, line, column, span, report.text[slice(*span)])
