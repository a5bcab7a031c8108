"""Which measure answers which shortcoming, as far as the words show.

Two texts are compared by what they are about (`wording`); the measures are assigned one to one;
a pair is judged by its own likeness and by how it stands out from the report's other pairs.
Same words with another action cannot be told apart, so a verdict says "not visibly about this",
never "does not solve it".
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.wording import Gist, gist, intensified

SURE = 0.10  # likeness from which a pair holds by itself
FAINT = 0.055  # likeness below which nothing visible is shared
OUTSTANDING = 0.03  # how far a faint pair has to stand out from the report's other pairs
CLEARER = 0.06  # how much better another measure has to be before it is named
SMALL = 6  # up to so many, all permutations are tried: faster than importing scipy

Matrix = tuple[tuple[float, ...], ...]  # a row for each shortcoming, a column for each measure


class State(StrEnum):
    """How a measure stands to a shortcoming."""

    OK = "ok"
    DOUBT = "doubt"
    UNRELATED = "not visibly related"


@dataclass(frozen=True, slots=True)
class Pair:
    """A shortcoming and the measure in its place. Indices count from 0."""

    shortcoming: int
    measure: int | None  # same ordinal; by assignment where the counts differ
    state: State
    score: float  # likeness, 0..1
    shared: tuple[str, ...]  # what both speak of, the most telling first
    better: int | None  # a measure that fits this shortcoming clearly better


@dataclass(frozen=True, slots=True)
class Pairing:
    """All shortcomings of a report and what answers them."""

    pairs: tuple[Pair, ...]
    orphans: tuple[int, ...]  # measures that visibly answer no shortcoming
    assignment: tuple[int | None, ...]  # the best one-to-one, by shortcoming
    matrix: Matrix
    swapped: bool  # the best assignment is clearly another order


def pair(shortcomings: Sequence[str], measures: Sequence[str]) -> Pairing:
    """Which measure answers which shortcoming.

    >>> found = pair(["城市停车难。", "群众看病不方便。"], ["组织名医坐诊。", "新建停车场三处。"])
    >>> found.swapped, found.assignment, [p.better for p in found.pairs]
    (True, (1, 0), [1, 0])
    """
    rows, columns = [gist(text) for text in shortcomings], [gist(text) for text in measures]
    matrix = tuple(tuple(likeness(row, column) for column in columns) for row in rows)
    assignment = assign(matrix, len(measures))
    by_order = len(rows) == len(columns)
    pairs = tuple(
        _judge(i, i if by_order else assignment[i], matrix, rows, columns) for i in range(len(rows))
    )
    held = {p.measure for p in pairs if p.state is not State.UNRELATED}
    held |= {p.better for p in pairs}
    orphans = tuple(j for j in range(len(columns)) if j not in held)
    moved = [p for p in pairs if p.better is not None and assignment[p.shortcoming] == p.better]
    return Pairing(pairs, orphans, assignment, matrix, by_order and len(moved) > 1)


def related(shortcoming: str, measure: str) -> State:
    """How one measure stands to one shortcoming, with nothing to compare.

    >>> related("运用大数据、信息化手段不够。", "建设城市运行管理平台。").value
    'ok'
    >>> related("运用大数据、信息化手段不够。", "加强机关食堂卫生检查。").value
    'not visibly related'
    """
    return pair([shortcoming], [measure]).pairs[0].state


def restated(shortcoming: str, measure: str) -> bool:
    """The measure only negates the shortcoming and names nothing new to do it with.

    >>> restated("思想解放步子不大。", "加大思想解放力度。")
    True
    >>> restated("思想解放步子不大。", "每季度派干部到沿海跟班学习。")
    False
    """
    return intensified(shortcoming, measure)


def likeness(shortcoming: Gist, measure: Gist) -> float:
    """What both tell, against all that each tells, 0..1."""
    one, other = shortcoming.features, measure.features
    shared = sum(weight for name, weight in one.items() if name in other)
    whole = math.sqrt(sum(one.values()) * sum(other.values()))
    return shared / whole if whole else 0.0


def assign(matrix: Matrix, width: int) -> tuple[int | None, ...]:
    """The one-to-one assignment of columns to rows with the greatest sum.

    >>> assign(((0.1, 0.9), (0.8, 0.2)), 2)
    (1, 0)
    >>> assign(((0.1,), (0.8,)), 1)
    (None, 0)
    """
    if max(len(matrix), width) > SMALL:
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(matrix, maximize=True)
        found = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        return tuple(found.get(i) for i in range(len(matrix)))
    places: list[int | None] = list(range(width))
    places += [None] * max(0, len(matrix) - width)
    return max(
        itertools.permutations(places, len(matrix)),
        key=lambda order: sum(
            row[j] for row, j in zip(matrix, order, strict=True) if j is not None
        ),
        default=(),
    )


def _judge(
    i: int, j: int | None, matrix: Matrix, rows: Sequence[Gist], columns: Sequence[Gist]
) -> Pair:
    """The verdict on shortcoming `i` and measure `j`."""
    if j is None:
        return Pair(i, None, State.UNRELATED, 0.0, (), None)
    score = matrix[i][j]
    others = [matrix[i][k] for k in range(len(columns)) if k != j]
    others += [matrix[k][j] for k in range(len(rows)) if k != i]
    rest = sum(others) / len(others) if others else 0.0
    best = max(range(len(columns)), key=lambda k: matrix[i][k])
    better = best if matrix[i][best] - score > CLEARER and matrix[i][best] >= SURE else None
    if score < FAINT or better is not None:
        state = State.UNRELATED
    elif score >= SURE and score >= rest:
        state = State.OK
    else:
        state = State.DOUBT if score - rest >= OUTSTANDING else State.UNRELATED
    return Pair(i, j, state, score, _shared(rows[i], columns[j]), better)


def _shared(one: Gist, other: Gist) -> tuple[str, ...]:
    """Concepts and characters of both, the most telling first."""
    both = [name for name in one.features if name in other.features]
    return tuple(sorted(both, key=lambda name: (-one.features[name], name)))
