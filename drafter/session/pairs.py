"""Shortcomings and measures side by side, and how they fit as far as the words show."""

from dataclasses import dataclass

from drafter.document.matrix import deadline, owner
from drafter.pairing import Fit, pair, related
from drafter.session.state import Card, CardKind, SessionState
from drafter.text import strip_end


@dataclass(frozen=True, slots=True)
class PairRow:
    """A shortcoming and what stands beside it."""

    shortcoming: Card | None
    measure: Card
    problem: str  # their texts
    answer: str
    fit: Fit
    shared: tuple[str, ...]  # what both speak of
    better: int | None  # from 0: a measure that fits clearly better
    owner: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """All of them, and which measures visibly answer nothing."""

    lines: tuple[PairRow, ...]
    orphans: tuple[int, ...]
    swapped: bool  # the best assignment is clearly another order


def pairs(state: SessionState) -> Pairs:
    """The matrix of a session."""
    admissions = [card for card in state.cards if card.kind is CardKind.SHORTCOMING]
    answers = [card for card in state.cards if card.kind is CardKind.MEASURE]
    problems, measures = ([state.text(card) for card in row] for row in (admissions, answers))
    found = pair(problems, measures)
    lines = tuple(
        PairRow(
            admissions[each.shortcoming],
            answers[at],
            problems[each.shortcoming],
            strip_end(measures[at]),
            each.state if each.measure == at else Fit.UNRELATED,
            each.shared,
            each.better,
            owner(measures[at]),
            deadline(measures[at]),
        )
        for at, each in enumerate(found.pairs)
    )
    return Pairs(lines, found.orphans, found.swapped)


def unanswered(state: SessionState, card: Card) -> PairRow | None:
    """The line of a measure that does not visibly answer its shortcoming; None when it does.

    By itself too: what stands in its place is no answer because the others have theirs.
    """
    line = next((each for each in pairs(state).lines if each.measure.part == card.part), None)
    is_apart = line and Fit.UNRELATED in (line.fit, related(line.problem, line.answer))
    return line if is_apart else None
