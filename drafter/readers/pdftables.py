"""Tables with ruled lines: which cell of which row a character of a page stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.readers.pdfchars import Char, RuledLine

NEAR = 2.5  # points within which two lines are one
MOST_CELLS = 5_000  # of one table


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its lines, and those lines, some of which stop short."""

    rows: tuple[float, ...]  # from the top
    columns: tuple[float, ...]  # from the left
    levels: tuple[RuledLine, ...]
    uprights: tuple[RuledLine, ...]

    def holds(self, char: Char) -> bool:
        """Whether a character stands in the table."""
        x, y = (char.left + char.right) / 2, char.base + char.size / 4
        return self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]

    def cell(self, char: Char) -> tuple[int, int]:
        """The row and the column of the cell that a character stands in, merged cells as one."""
        x, y = (char.left + char.right) / 2, char.base + char.size / 4
        row = sum(y < level for level in self.rows[1:-1])
        column = sum(x > upright for upright in self.columns[1:-1])
        while column and not self.is_parted_left(row, column):
            column -= 1
        while row and not self.is_parted_above(row, column):
            row -= 1
        return row, column

    def is_parted_left(self, row: int, column: int) -> bool:
        """Whether a line stands left of a cell."""
        y = (self.rows[row] + self.rows[row + 1]) / 2
        x = self.columns[column]
        return any(abs(r.left - x) <= NEAR and r.bottom < y < r.top for r in self.uprights)

    def is_parted_above(self, row: int, column: int) -> bool:
        """Whether a line stands above a cell."""
        x = (self.columns[column] + self.columns[column + 1]) / 2
        y = self.rows[row]
        return any(abs(r.bottom - y) <= NEAR and r.left < x < r.right for r in self.levels)


def grids(rules: Sequence[RuledLine]) -> Iterator[Grid]:
    """The ruled tables of a page: two columns at least, with lines above and below."""
    levels = [rule for rule in rules if rule.is_level]
    uprights = sorted((rule for rule in rules if rule.is_upright), key=lambda rule: -rule.top)
    for group in _overlapping(uprights):
        top, bottom = group[0].top, min(rule.bottom for rule in group)
        inside = [r for r in levels if bottom - NEAR <= r.bottom and r.top <= top + NEAR]
        if not inside:
            continue
        edges = [min(r.left for r in inside), max(r.right for r in inside)]
        columns = _distinct([*(rule.left for rule in group), *edges])
        rows = _distinct([rule.bottom for rule in inside])[::-1]
        if len(rows) > 1 and len(columns) > 2 and len(rows) * len(columns) <= MOST_CELLS:  # noqa: PLR2004
            yield Grid(tuple(rows), tuple(columns), tuple(inside), tuple(group))


def _overlapping(uprights: Sequence[RuledLine]) -> Iterator[list[RuledLine]]:
    """Upright lines, from the top, in groups that share some height."""
    group: list[RuledLine] = []
    low = 0.0
    for rule in uprights:
        if group and rule.top < low - NEAR:
            yield group
            group = []
        low = min(low, rule.bottom) if group else rule.bottom
        group.append(rule)
    if group:
        yield group


def _distinct(places: Sequence[float]) -> list[float]:
    """Places in order, one for those that are next to each other."""
    ordered = sorted(places)
    return ordered[:1] + [b for a, b in pairwise(ordered) if b - a > NEAR]
