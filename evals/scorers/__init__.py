"""Scorers: one file each, every one a value in [0, 1] or "not scored" with a reason."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drafter.registry import collect
from evals.outcome import Outcome


class Kind(StrEnum):
    """How much a scorer has to say."""

    HARD = "hard"  # the overall score is the least of these
    SOFT = "soft"  # counts in a verdict, not in the overall score
    INFO = "info"  # shown, never counted


@dataclass(frozen=True, slots=True)
class Score:
    """A value in [0, 1], or why there is none."""

    value: float | None
    reason: str = ""  # in Chinese: what was lost, or why nothing was scored
    parts: dict[str, float] = field(default_factory=dict)  # what it was made of, by name


@dataclass(frozen=True, slots=True)
class Scorer:
    """One way to look at an outcome."""

    name: str  # kebab-case, as in reports and `--scorers`
    title: str  # for people
    kind: Kind
    help: str  # what 1 means and what is lost for what
    score: Callable[[Outcome], Score]
    margin: float = 0.02  # differences up to this one mean nothing in practice
    parts: Mapping[str, str] = field(default_factory=dict)  # what its parts are called, for people


def all_scorers() -> tuple[Scorer, ...]:
    """Every scorer: hard ones first, then in the order of their files."""
    found = collect(sys.modules[__name__], Scorer)
    return tuple(sorted(found, key=lambda scorer: list(Kind).index(scorer.kind)))


def score(outcome: Outcome) -> dict[str, Score]:
    """What every scorer says, by name, with the overall score under "overall"."""
    scores = {scorer.name: scorer.score(outcome) for scorer in all_scorers()}
    return {"overall": overall(scores), **scores}


def overall(scores: dict[str, Score]) -> Score:
    """The least of the hard scores: what is lost in one is not made good by another."""
    hard = [s for s in all_scorers() if s.kind is Kind.HARD and s.name in scores]
    known = [(value, s.title) for s in hard if (value := scores[s.name].value) is not None]
    if not known:
        return Score(None, "没有一项硬指标评得出分")
    value, title = min(known)
    return Score(value, "" if value == 1 else f"最低的一项是{title}")
