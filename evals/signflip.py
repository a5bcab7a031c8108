"""The sign-flip test of paired differences, of one scorer and of a family of scorers.

If two prompts are equally good, then each document's difference might as well have had the other
sign. So every pattern of signs is tried, and p is the share of patterns whose mean lies at least
as far from zero as the one that was seen: exact at any size, whatever the scores look like.

A family of scorers is tested in Holm's order (Holm 1979, Scand. J. Statist. 6:65-70): the
clearest first, each against those that have not had their turn. Holm multiplies a p by their
number. That is blind to two things which decide everything at 6 to 12 documents:

- p is discrete. With 6 documents it is at least 2/64, so that ten scorers times 2/64 never reach
  0.05. A scorer whose smallest attainable p lies above the level cannot raise a false alarm and
  must not weigh on the others (Tarone 1990, Biometrics 46:515-522).
- Scorers look at the same drafts and rise and fall together.

Both are heeded when the signs of a *document* are flipped, in all scorers at once, and a scorer
is asked how often any of those after it would have looked clearer by chance (step-down minP:
Westfall & Young 1993, Resampling-Based Multiple Testing, ch. 2; for discrete tests Westfall &
Wolfinger 1997, Am. Stat. 51:3-8). The adjusted p is never above Holm's, nor above Holm's with
Tarone's rule. Clearer means a smaller p; among equal ones, a mean that is larger for its spread,
without which ten scorers at 6 documents would still all share the same smallest p.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

EXACT = 14  # documents; up to here all patterns are tried
DRAWS = 9_999  # beyond, besides the pattern that was seen: p = (hits + 1) / (draws + 1)
SEED = 4
DIGITS = 9  # sums that agree so far are equal: scores are shares, and 0.1 + 0.2 is not 0.3

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flipped:
    """What the sign flips say of one scorer."""

    p: float  # by itself
    adjusted: float  # in its family
    smallest: float  # the p it could attain, had all its differences the same sign
    turn: int  # its place in Holm's order: 0 is the clearest


def sign_flips(differences: Array) -> list[Flipped]:
    """Test every column: rows are documents, columns scorers, zero where one was not scored.

    >>> column = np.array([[0.1], [0.2], [0.1], [0.3], [0.1], [0.2]])
    >>> [(each.p, each.smallest) for each in sign_flips(column)]
    [(0.03125, 0.03125)]
    >>> sign_flips(np.hstack([column, column]))[1].adjusted  # two that move as one count as one
    0.03125
    """
    largest = np.abs(differences).max(axis=0)
    scaled = (differences / np.where(largest > 0, largest, 1.0)).T
    sums = np.abs(scaled @ _patterns(len(differences))).round(DIGITS)  # scorers × patterns
    counts = np.array([_as_far(row) for row in sums])
    clarity = counts + (1 - _explained(sums, scaled)) / 2  # less is clearer
    order = np.argsort(clarity[:, 0], kind="stable")
    adjusted = _step_down(clarity[order])
    of = sums.shape[1]
    return [
        Flipped(
            p=float(counts[i, 0] / of),
            adjusted=float(adjusted[turn]),
            smallest=float(counts[i].min() / of),
            turn=turn,
        )
        for i, turn in enumerate(np.argsort(order).tolist())
    ]


@lru_cache(maxsize=4)
def _patterns(documents: int) -> Array:
    """Signs, documents × patterns: the one that was seen first, and no pattern's mirror."""
    if documents <= EXACT:
        bits = np.arange(2 ** (documents - 1)) >> np.arange(documents)[:, None]
        return np.asarray(1.0 - 2.0 * (bits & 1))
    draws = np.random.default_rng(SEED).integers(0, 2, (documents, DRAWS))
    return np.hstack([np.ones((documents, 1)), 1.0 - 2.0 * draws])


def _as_far(sums: Array) -> Array:
    """How many patterns lie at least as far out as each does.

    >>> _as_far(np.array([3.0, 1.0, 1.0])).tolist()
    [1.0, 3.0, 3.0]
    """
    order = np.argsort(sums)
    climbing = sums[order]
    steps = np.where(np.diff(climbing, prepend=-1.0) > 0, np.arange(len(sums)), 0)
    counts = np.empty_like(sums)
    counts[order] = len(sums) - np.maximum.accumulate(steps)
    return counts


def _explained(sums: Array, scaled: Array) -> Array:
    """The share of a scorer's squares that its mean explains; grows with |t|, never infinite."""
    squares = scaled.shape[1] * (scaled**2).sum(axis=1, keepdims=True)
    shares = sums**2 / np.where(squares > 0, squares, 1.0)
    return np.asarray(shares.clip(0, 1).round(DIGITS))


def _step_down(clarity: Array) -> Array:
    """Scorers in Holm's order: how often any still in play looks as clear by chance."""
    clearest = np.minimum.accumulate(clarity[::-1])[::-1]
    shares = (clearest <= clarity[:, :1]).mean(axis=1)
    return np.asarray(np.maximum.accumulate(shares))
