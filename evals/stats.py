"""Whether b scores better than a on the same documents: a verdict per scorer, and one in all.

Repeats are averaged within their document first: they make a document's score steadier and are
no further documents. Documents are compared with themselves. A difference counts when the exact
sign-flip test (`evals.signflip`) and the paired t interval both say so, each at the level that
Holm's order leaves the scorer: p is the larger of the two, and an interval that the sign flips
do not bear out is drawn out to zero. So p is at most 0.05 exactly when the interval leaves zero
out, and they never say different things. A difference that cannot matter is none: an interval
within the margin is "the same", however small p may be.

With fewer than six documents the smallest p is 2/32: no test is made and no verdict given.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

import numpy as np
from scipy import special

from evals import power
from evals.power import Needed
from evals.scorers import ScorerKind
from evals.signflip import Flipped, sign_flips

LEVEL = 0.05
FEWEST = 6  # documents: 2 / 2**6 is the first p below the level
NOISE = 12  # decimals; a difference beyond is the machine's rounding


class Verdict(StrEnum):
    """What may be said of b against a."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"  # no difference beyond the margin
    UNKNOWN = "unknown"  # cannot tell
    NONE = "none"  # too few documents to ask

    @property
    def exit_code(self) -> int:
        """What a command ends with: 0 not worse, 1 worse, 2 not known."""
        return {Verdict.BETTER: 0, Verdict.SAME: 0, Verdict.WORSE: 1}.get(self, 2)


class Reason(StrEnum):
    """Why the overall verdict is what it is."""

    HARD_WORSE = "hard worse"  # at least one hard scorer fell
    GAIN = "gain"  # some better, none worse
    LOSS = "loss"  # some worse, none better
    TRADE_OFF = "trade-off"  # soft ones fell, others rose
    ALL_SAME = "all same"
    UNDECIDED = "undecided"  # no difference seen, nor ruled out
    TOO_FEW = "too few"  # documents
    NOTHING_COUNTS = "nothing counts"  # no hard or soft scorer


Scores = Sequence[float | None]  # of one document, a repeat each; None: not scored


@dataclass(frozen=True, slots=True)
class Paired:
    """One scorer's scores of a and b on the same documents; more is better."""

    cases: Sequence[str]
    a: Sequence[Scores]
    b: Sequence[Scores]

    def __post_init__(self) -> None:
        if not len(self.cases) == len(self.a) == len(self.b):
            raise ValueError("as many scores on each side as cases")
        if len(set(self.cases)) < len(self.cases):
            raise ValueError("a case is named twice")


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often the documents were answered, on either side."""

    fewest: int
    most: int

    def __str__(self) -> str:
        return str(self.most) if self.fewest == self.most else f"{self.fewest}–{self.most}"


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval in which the true difference may lie."""

    low: float
    high: float
    level: float  # how much it may miss: 0.05, or less where several scorers are asked

    def within(self, margin: float) -> bool:
        """Whether no difference that matters lies in it."""
        return -margin - 1e-9 <= self.low and self.high <= margin + 1e-9


@dataclass(frozen=True, slots=True)
class Contrast:
    """One scorer: b against a."""

    scorer: str
    kind: ScorerKind
    margin: float  # differences up to this one do not matter
    verdict: Verdict
    documents: int
    repeats: Repeats
    left_out: tuple[str, ...]  # cases without a score on one side
    difference: float | None  # b's mean less a's; None: no document has both
    interval: Interval | None = None  # None: no verdict
    p: float | None = None  # adjusted for the other scorers
    needed: Needed | None = None  # what would decide, when it cannot be told


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found for every scorer, and the verdict on all."""

    overall: Verdict
    rows: tuple[Contrast, ...]
    n: int  # documents with a score of any scorer on both sides
    repeats: Repeats
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Measured:
    """A scorer's usable documents, in the order of their names."""

    scorer: str
    kind: ScorerKind
    margin: float
    differences: dict[str, float]
    repeats: tuple[tuple[Sequence[float], ...], ...]  # of a and of b, document by document
    left_out: tuple[str, ...]


def compare(scorers: Sequence[tuple[str, ScorerKind, float, Paired]]) -> Comparison:
    """The verdict on b from each scorer's name, kind, margin and scores."""
    if len({name for name, *_ in scorers}) < len(scorers):
        raise ValueError("a scorer is named twice")
    told = [_measured(*scorer) for scorer in scorers]
    tests = _tests([each for each in told if each.kind is not ScorerKind.INFO])
    for each in told:
        if each.kind is ScorerKind.INFO:  # answers for itself alone
            tests |= _tests([each])
    rows = tuple(_contrast(each, tests.get(each.scorer)) for each in told)
    verdict, reason = overall(rows)
    cases = {case for each in told for case in each.differences}
    repeats = _repeats([pair for each in told for pair in each.repeats])
    return Comparison(verdict, rows, len(cases), repeats, reason)


def overall(rows: Sequence[Contrast]) -> tuple[Verdict, Reason]:
    """One verdict from the scorers' own; those for information have no say."""
    counted = [row for row in rows if row.kind is not ScorerKind.INFO]
    found = {row.verdict for row in counted}
    ways = (
        (not found, Verdict.NONE, Reason.NOTHING_COUNTS),
        (found == {Verdict.NONE}, Verdict.NONE, Reason.TOO_FEW),
        (
            any(row.kind is ScorerKind.HARD and row.verdict is Verdict.WORSE for row in counted),
            Verdict.WORSE,
            Reason.HARD_WORSE,
        ),
        ({Verdict.BETTER, Verdict.WORSE} <= found, Verdict.UNKNOWN, Reason.TRADE_OFF),
        (Verdict.BETTER in found, Verdict.BETTER, Reason.GAIN),
        (Verdict.WORSE in found, Verdict.WORSE, Reason.LOSS),
        (
            {row.verdict for row in counted if not _is_silent(row)} == {Verdict.SAME},
            Verdict.SAME,
            Reason.ALL_SAME,
        ),
        (True, Verdict.UNKNOWN, Reason.UNDECIDED),
    )
    return next((verdict, reason) for holds, verdict, reason in ways if holds)


def _is_silent(row: Contrast) -> bool:
    """Too few documents to rule anything out; but it saw no difference either."""
    return row.verdict is Verdict.NONE and abs(row.difference or 0.0) <= row.margin


def _measured(scorer: str, kind: ScorerKind, margin: float, paired: Paired) -> _Measured:
    sides = zip(paired.cases, paired.a, paired.b, strict=True)
    scores = {case: (_known(a), _known(b)) for case, a, b in sorted(sides, key=lambda s: s[0])}
    usable = {case: pair for case, pair in scores.items() if all(pair)}
    return _Measured(
        scorer,
        kind,
        margin,
        {case: round(fmean(b) - fmean(a), NOISE) for case, (a, b) in usable.items()},
        tuple(usable.values()),
        tuple(case for case in paired.cases if case not in usable),
    )


def _known(scores: Scores) -> list[float]:
    return [score for score in scores if score is not None and math.isfinite(score)]


def _repeats(pairs: Sequence[tuple[Sequence[float], ...]]) -> Repeats:
    counts = [len(scores) for pair in pairs for scores in pair] or [0]
    return Repeats(min(counts), max(counts))


@dataclass(frozen=True, slots=True)
class _Test:
    """A scorer's sign flips, and how many scorers its turn must allow for."""

    flips: Flipped
    among: int


def _tests(family: Sequence[_Measured]) -> dict[str, _Test]:
    """Holm's order over the scorers with documents enough."""
    asked = [each for each in family if len(each.differences) >= FEWEST]
    if not asked:
        return {}
    cases = sorted({case for each in asked for case in each.differences})
    flips = sign_flips(
        np.array([[each.differences.get(case, 0.0) for each in asked] for case in cases])
    )
    names = [each.scorer for each in asked]
    return {name: _Test(test, _among(test, flips)) for name, test in zip(names, flips, strict=True)}


def _among(test: Flipped, family: Sequence[Flipped]) -> int:
    """Holm's divisor: those that could reach the level and have not had their turn."""
    left = [each for each in family if each.smallest <= LEVEL and each.turn >= test.turn]
    return max(1, len(left))


def _contrast(told: _Measured, test: _Test | None) -> Contrast:
    differences = list(told.differences.values())
    mean = fmean(differences) if differences else None
    documents, repeats = len(differences), _repeats(told.repeats)
    if mean is None or test is None:
        verdict, interval, p, needed = Verdict.NONE, None, None, None
    else:
        interval, p = _interval(differences, test)
        verdict = _verdict(mean, interval, p, told.margin)
        needed = _needed(told, interval.level) if verdict is Verdict.UNKNOWN else None
    return Contrast(
        told.scorer,
        told.kind,
        told.margin,
        verdict,
        documents,
        repeats,
        told.left_out,
        mean,
        interval,
        p,
        needed,
    )


def _interval(differences: Sequence[float], test: _Test) -> tuple[Interval, float]:
    """The paired t interval and p, each made to agree with the sign flips."""
    level, freedom = LEVEL / test.among, len(differences) - 1
    mean, error = fmean(differences), math.sqrt(power.variance(differences) / len(differences))
    reach = float(special.stdtrit(freedom, 1 - level / 2)) * error
    p = max(test.flips.adjusted, min(1.0, test.among * _t_test(mean, error, freedom)))
    low, high = mean - reach, mean + reach
    if p > LEVEL:
        low, high = min(low, 0.0), max(high, 0.0)
    return Interval(low, high, level), p


def _t_test(mean: float, error: float, freedom: int) -> float:
    """The two-sided p of a mean with its standard error; certain where nothing varies."""
    if not error:
        return float(mean == 0)
    return float(2 * special.stdtr(freedom, -abs(mean) / error))


def _verdict(mean: float, interval: Interval, p: float, margin: float) -> Verdict:
    if interval.within(margin):
        return Verdict.SAME
    if p > LEVEL:
        return Verdict.UNKNOWN
    return Verdict.BETTER if mean > 0 else Verdict.WORSE


def _needed(told: _Measured, level: float) -> Needed:
    differences = list(told.differences.values())
    return power.needed(
        power.noise(differences, told.repeats),
        max(told.margin, abs(fmean(differences))),
        len(differences),
        _repeats(told.repeats).most,
        level,
    )
