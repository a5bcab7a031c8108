"""Which measure answers which shortcoming, as far as the words show.

Two texts are compared by what they are about (`wording`); the measures are assigned one to one;
a pair is judged by its own likeness and by how it stands out from the report's other pairs.
Same words with another action can hardly be told apart, so a verdict says "not visibly about
this", never "does not solve it".
"""

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from drafter.pairing.gist import Gist, gist, restates, shared, shares

SURE = 0.10  # likeness from which another measure can be named
FAINT = 0.055  # likeness below which nothing visible is shared
OUTSTANDING = 0.03  # how far a pair has to stand out from the report's other pairs
LEVEL = 0.0  # standing out less than this, a measure of a known field fits other points better
BEHIND = -0.05  # the same for a measure of no known field, about which little is known
CHARACTERS = 2.0  # what standing out by plain characters counts against standing out by likeness
CLEARER = 0.06  # how much better another measure has to be before it is named
LEAN = 0.04  # what standing in its place is worth in lists of unequal length
STILL = 0.6  # share of the likeness that may be left in order when measures have changed places
MOST = 40  # longer lists are no points of a report; the cost would grow with their square
SMALL = 6  # up to so many, all permutations are tried: faster than importing scipy

Matrix = tuple[tuple[float, ...], ...]  # a row for each shortcoming, a column for each measure


class Fit(StrEnum):
    """How a measure stands to a shortcoming."""

    OK = "ok"
    DOUBT = "doubt"
    UNRELATED = "not visibly related"


@dataclass(frozen=True, slots=True)
class Pair:
    """A shortcoming and the measure in its place. Indices count from 0."""

    shortcoming: int
    measure: int | None  # same ordinal; by assignment where the counts differ
    state: Fit
    score: float  # likeness, 0..1
    better: int | None  # a measure that fits this shortcoming clearly better
    curbs: bool = False  # the measure keeps people in line where means are lacking
    gists: tuple[Gist, ...] = field(default=(), repr=False, compare=False)  # of both

    @property
    def shared(self) -> tuple[str, ...]:
        """What both speak of, in words of both; worked out where it is asked for."""
        return shared(*self.gists) if self.gists else ()


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
    if max(len(shortcomings), len(measures)) > MOST:
        return _unread(len(shortcomings), len(measures))
    rows, columns = [gist(text) for text in shortcomings], [gist(text) for text in measures]
    spread = Counter(itertools.chain.from_iterable(row.features for row in rows))
    told, meant = ([_weight(each, spread) for each in side] for side in (rows, columns))
    matrix = tuple(
        tuple(
            _both(row, column, spread) / math.sqrt(one * other) if one * other else 0.0
            for column, other in zip(columns, meant, strict=True)
        )
        for row, one in zip(rows, told, strict=True)
    )
    near = tuple(tuple(row.closeness(column) for column in columns) for row in rows)
    by_order = len(rows) == len(columns)
    assignment = assign(_leaning(matrix) if len(rows) < len(columns) else matrix, len(columns))
    swapped = by_order and _is_moved(matrix, assignment)
    pairs = []
    for i, held in enumerate(assignment):
        j = i if by_order else held
        is_free = swapped or (not by_order and held != i)  # its place says nothing
        likest = _likest(matrix, i, held) if is_free else held
        better = likest if is_free and likest != j else _better(matrix, i, j, held)
        if j is None:
            pairs.append(Pair(i, None, Fit.UNRELATED, 0.0, better))
            continue
        standing = _ahead(matrix, i, j) + CHARACTERS * _ahead(near, i, j)
        alone = len(rows) == len(columns) == 1
        state = _judge(rows[i], columns[j], matrix[i][j], None if alone else standing)
        state = state if better is None else Fit.UNRELATED
        curbs = _is_out_of_place(rows[i], columns[j])
        both = (rows[i], columns[j])
        if state is Fit.OK and not shares(*both):  # likeness for which no word can be shown
            state = Fit.DOUBT
        pairs.append(Pair(i, j, state, matrix[i][j], better, curbs, both))
    answered = {p.measure for p in pairs if p.state is not Fit.UNRELATED}
    answered |= {p.better for p in pairs}
    orphans = tuple(j for j in range(len(columns)) if j not in answered)
    return Pairing(tuple(pairs), orphans, assignment, matrix, swapped)


def _leaning(matrix: Matrix) -> Matrix:
    """Of lists of unequal length: the place tells too, and what is more stands behind."""
    count = len(matrix)
    return tuple(
        tuple(
            value + LEAN * (min(value / FAINT, 1.0) * (i == j) - (j >= count))
            for j, value in enumerate(row)
        )
        for i, row in enumerate(matrix)
    )


def related(shortcoming: str, measure: str) -> Fit:
    """How one measure stands to one shortcoming, with nothing to compare.

    >>> related("运用大数据、信息化手段不够。", "建设城市运行管理平台。").value
    'ok'
    >>> related("运用大数据、信息化手段不够。", "移风易俗，建设公益性墓地。").value
    'not visibly related'
    """
    return pair([shortcoming], [measure]).pairs[0].state


def restated(shortcoming: str, measure: str) -> bool:
    """The measure only negates the shortcoming and names nothing to do it with.

    >>> restated("思想解放步子不大。", "加大思想解放力度。")
    True
    >>> restated("思想解放步子不大。", "每季度派干部到沿海跟班学习。")
    False
    """
    return restates(shortcoming, measure)


def assign(matrix: Matrix, width: int) -> tuple[int | None, ...]:
    """The one-to-one assignment of columns to rows with the greatest sum.

    >>> assign(((0.1, 0.9), (0.8, 0.2)), 2)
    (1, 0)
    >>> assign(((0.1,), (0.8,)), 1)
    (None, 0)
    >>> assign(((),) * 3, 0)
    (None, None, None)
    """
    if not (matrix and width):
        return (None,) * len(matrix)
    if max(len(matrix), width) > SMALL:
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(matrix, maximize=True)
        found = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        return tuple(found.get(i) for i in range(len(matrix)))
    places: list[int | None] = list(range(width))
    places += [None] * max(0, len(matrix) - width)
    # The first of equals is the one in order: permutations come sorted by place.
    return max(itertools.permutations(places, len(matrix)), key=lambda p: _total(matrix, p))


def _both(one: Gist, other: Gist, spread: Counter[str]) -> float:
    """What both tell; what all shortcomings have tells none apart.

    Args:
        one: a shortcoming.
        other: a measure.
        spread: how many shortcomings have a feature.
    """
    return sum(
        [
            math.sqrt(weight * other.features[name]) / spread[name]
            for name, weight in one.features.items()
            if name in other.features
        ]
    )


def _weight(told: Gist, spread: Counter[str]) -> float:
    """All that a text tells."""
    return sum([weight / spread.get(name, 1) for name, weight in told.features.items()])


def _total(matrix: Matrix, order: Sequence[int | None]) -> float:
    """The likeness of all pairs in this order."""
    return sum([row[j] for row, j in zip(matrix, order, strict=True) if j is not None])


def _is_moved(matrix: Matrix, assignment: Sequence[int | None]) -> bool:
    """At least two measures stand elsewhere, visibly and clearly better than in order."""
    moved = [(matrix[i][j], matrix[i][i]) for i, j in enumerate(assignment) if j not in (i, None)]
    before, after = sum(here for _, here in moved), sum(there for there, _ in moved)
    visible = sum(there >= FAINT for there, _ in moved)
    return visible > 1 and after - before > CLEARER * len(moved) and before < after * STILL


def _better(matrix: Matrix, i: int, j: int | None, assigned: int | None) -> int | None:
    """The measure assigned to `i`, if it fits clearly better than the one in its place, `j`."""
    if assigned is None and j is None and matrix[i]:
        likest = max(range(len(matrix[i])), key=matrix[i].__getitem__)
        return likest if matrix[i][likest] >= SURE else None  # it answers another one as well
    if assigned in (None, j):
        return None
    here = 0.0 if j is None else matrix[i][j]
    there = matrix[i][assigned]
    return assigned if there >= SURE and there - here > CLEARER else None


def _likest(matrix: Matrix, i: int, assigned: int | None) -> int | None:
    """The measure assigned to `i`; another that answers two where that one says nothing of it."""
    if assigned is None:
        return None
    likest = max(range(len(matrix[i])), key=matrix[i].__getitem__)
    here, there = matrix[i][assigned], matrix[i][likest]
    is_clear = here < FAINT and there >= SURE and there - here > CLEARER
    return likest if is_clear else assigned


def _judge(row: Gist, column: Gist, score: float, standing: float | None) -> Fit:
    """The verdict on a pair; `standing` is None where there is nothing to stand out from."""
    if standing is None:
        # Alone, the measure has to speak surely of another field.
        faint = strange = score < FAINT and bool(column.fields)
    else:
        faint = standing < OUTSTANDING
        strange = standing < (LEVEL if column.has_field else BEHIND)
    apart = not row.concepts & column.concepts
    hollow = column.is_hollow and not row.themes & column.themes
    if hollow or (apart and (strange or column.opens_with_slogan)):
        return Fit.UNRELATED
    sure = not faint and score >= FAINT and not _is_out_of_place(row, column)
    return Fit.OK if sure else Fit.DOUBT


def _is_out_of_place(row: Gist, column: Gist) -> bool:
    """The measure keeps people in line where the shortcoming lacks means."""
    return column.curbs and not row.calls_for_curbing


def _unread(rows: int, columns: int) -> Pairing:
    """Lists too long to be a report's points: nothing is claimed about them."""
    order = tuple(i if i < columns else None for i in range(rows))
    pairs = tuple(Pair(i, j, Fit.DOUBT, 0.0, None) for i, j in enumerate(order))
    return Pairing(pairs, (), order, (), swapped=False)


def _ahead(matrix: Matrix, i: int, j: int) -> float:
    """How far the pair stands out from the others of its row and its column."""
    others = [value for k, value in enumerate(matrix[i]) if k != j]
    others += [row[j] for k, row in enumerate(matrix) if k != i]
    return matrix[i][j] - (sum(others) / len(others) if others else 0.0)
