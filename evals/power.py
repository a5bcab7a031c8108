"""How many more documents, or how many repeats, would let a difference be seen."""

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from scipy import special

POWER = 0.8
MOST_DOCUMENTS = 500  # more in addition than this is "more than 500"
MOST_REPEATS = 30
FAR = 30  # standard errors beyond the bound: the chance is 1, and from 33 on scipy says NaN


@dataclass(frozen=True, slots=True)
class NoiseVariance:
    """Where the spread of a document's mean difference comes from, as a variance each."""

    total: float  # of the documents' differences as measured
    within: float | None  # of one answer of a and one of b to the same document; None: K is 1
    share: float = 0.0  # how much of `within` is left in `total`: 1/K when K repeats are averaged

    def with_repeats(self, repeats: int) -> float:
        """The variance of a document's difference, had it been averaged over so many repeats.

        >>> NoiseVariance(total=0.5, within=0.6, share=0.5).with_repeats(6)
        0.3
        """
        if self.within is None:
            return self.total
        between = max(0.0, self.total - self.within * self.share)
        return between + self.within / repeats


@dataclass(frozen=True, slots=True)
class Needed:
    """What would decide four times out of five, if the difference is what it is taken for."""

    difference: float  # the margin, or what was seen if that is more
    documents: int | None  # more of them, with the same repeats; None: more than 500
    repeats: int | None  # of each document, with the same documents; None: no number helps
    is_repeated: bool  # False: every document had one answer, so repeats could not be judged


def noise(
    differences: Sequence[float], pairs: Sequence[tuple[Sequence[float], ...]]
) -> NoiseVariance:
    """The parts of the spread: `pairs` are the repeats of a and of b, document by document."""
    total = variance(differences)
    sides = list(zip(*pairs, strict=True))
    repeated = [[scores for scores in side if len(scores) > 1] for side in sides]
    if not all(repeated):
        return NoiseVariance(total, None)
    within = sum(fmean(variance(scores) for scores in side) for side in repeated)
    share = fmean(1 / len(scores) for side in sides for scores in side)
    return NoiseVariance(total, within, share)


def needed(
    noise: NoiseVariance, difference: float, documents: int, repeats: int, level: float
) -> Needed:
    """What must be added to `documents` of `repeats` answers each to see `difference`."""
    return Needed(
        difference,
        _first(
            lambda more: power(documents + more, difference, noise.total, level),
            1,
            MOST_DOCUMENTS,
        ),
        _first(
            lambda k: power(documents, difference, noise.with_repeats(k), level),
            repeats + 1,
            MOST_REPEATS,
        )
        if noise.within
        else None,
        is_repeated=noise.within is not None,
    )


def power(documents: int, difference: float, spread: float, level: float) -> float:
    """The chance that a paired t test at `level` finds `difference`, and not its opposite.

    `spread` is the variance of the documents' differences.

    >>> round(power(34, 0.5, 1.0, 0.05), 3)  # G*Power's example of a medium effect
    0.808
    """
    if not spread:
        return float(difference != 0)
    freedom = documents - 1
    shift = abs(difference) * math.sqrt(documents / spread)
    bound = float(special.stdtrit(freedom, 1 - level / 2))
    if shift > bound + FAR:
        return 1.0
    return float(1 - special.nctdtr(freedom, shift, bound))


def variance(values: Sequence[float]) -> float:
    """Of a sample; thirty times as fast as the module `statistics`, and zero where all are equal.

    >>> variance([0.1, 0.1, 0.1]), round(variance([0.1, 0.3]), 3)
    (0.0, 0.02)
    """
    if min(values) == max(values):
        return 0.0
    mean = fmean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _first(power_of: Callable[[int], float], least: int, most: int) -> int | None:
    """The least number whose power is enough; power grows with it, so halving finds it."""
    numbers = range(least, most + 1)
    place = bisect.bisect_left(numbers, True, key=lambda number: power_of(number) >= POWER)
    return numbers[place] if place < len(numbers) else None
