"""Scorers: one file each, every one a value in [0, 1] or "not scored" with a reason."""

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from drafter import resources
from drafter.registry import collect
from evals.outcome import Outcome

SURE = 0.93  # of a hard score that doubts lower too: below it stands a failure


class ScorerKind(StrEnum):
    """How much a scorer has to say."""

    HARD = "hard"  # less than 1 is a failure that nothing makes good
    SOFT = "soft"  # counts in a verdict, and with its weight in the overall score
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

    name: str  # kebab-case, as in reports
    title: str  # for people
    kind: ScorerKind
    help: str  # what 1 means and what is lost for what
    score: Callable[[Outcome], Score]
    margin: float = 0.02  # differences up to this one mean nothing in practice
    parts: Mapping[str, str] = field(default_factory=dict)  # what its parts are called, for people
    criterion: str = "overall"  # of readers, that it is about; "" where texts do not show it
    sure: float = 1.0  # of a hard one: below it stands a failure, not a doubt

    def fails(self, score: Score) -> bool:
        """What nothing makes good was found for certain."""
        is_hard = self.kind is ScorerKind.HARD
        return is_hard and score.value is not None and score.value < self.sure


@cache
def all_scorers() -> tuple[Scorer, ...]:
    """Every scorer: hard ones first, then in the order of their files."""
    found = collect(sys.modules[__name__], Scorer)
    return tuple(sorted(found, key=lambda scorer: list(ScorerKind).index(scorer.kind)))


def score(outcome: Outcome) -> dict[str, Score]:
    """What every scorer says, by name, with the overall score under "overall"."""
    scores = {scorer.name: scorer.score(outcome) for scorer in all_scorers()}
    return {"overall": overall(scores), **scores}


def overall(scores: dict[str, Score]) -> Score:
    """How good a text is: the soft scores by their weights, in the upper half of the scale.

    A text that fails for certain in a hard score stands in the lower half and below every text
    that does not, whatever else it does well; a doubt takes its share.
    """
    quality, shares = _weighed(scores)
    hard = [
        (value, scorer)
        for scorer in all_scorers()
        if scorer.kind is ScorerKind.HARD
        and scorer.name in scores
        and (value := scores[scorer.name].value) is not None
    ]
    if quality is None and not hard:
        return Score(None, "没有一项评得出分")
    quality = 1.0 if quality is None else quality
    value = min((each for each, _ in hard), default=1.0)
    if failed := [scorer.title for _, scorer in hard if scorer.fails(scores[scorer.name])]:
        return Score(SURE * value * quality / 2, f"硬指标没过：{'、'.join(failed)}", shares)
    lost = [scorer.title for scorer in all_scorers() if scorer.name in shares]
    reasons = [f"{scorer.title}有待核对" for each, scorer in hard if each < 1]
    reasons += [f"扣在{'、'.join(lost)}"] if lost else []
    return Score(value * (1 + quality) / 2, "；".join(reasons), shares)


def _weighed(scores: dict[str, Score]) -> tuple[float | None, dict[str, float]]:
    """The mean of the soft scores by their weights, and what each took from it."""
    known = {
        name: (weight, value)
        for name, weight in weights().items()
        if name in scores and (value := scores[name].value) is not None
    }
    whole = sum(weight for weight, _ in known.values())
    if not whole:
        return None, {}
    lost = {name: weight * (1 - value) / whole / 2 for name, (weight, value) in known.items()}
    return 1 - 2 * sum(lost.values()), {name: each for name, each in lost.items() if each > 0}


@cache
def weights() -> Mapping[str, float]:
    """What readers' choices taught: see `evals.weighing`."""
    source = resources.folder("evals").joinpath("data", "weights.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(source).items()}
