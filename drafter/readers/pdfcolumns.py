"""The columns that a page is printed in, and its lines in the order in which they are read.

A strip from top to bottom that no character touches parts two columns where running text, or a
numbering that goes on from one to the other, stands on both sides. What stands in a table, on a
line over both columns, or beside short words is read across.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.readers.pdfchars import Char, RuledLine
from drafter.readers.pdftables import Grid
from drafter.text import Span
from drafter.text.numerals import value

GUTTER = 0.8  # in heights of a character: no strip so wide stays white by chance
SEGMENT = 0.4  # the same: a gap that parts what stands on one line
LEAST_LINES = 3  # on either side
LEAST_WIDTH = 8  # characters that a column is wide
FULL, SHORT_OF = 0.35, 1.6  # share of lines that come so near to their column's right edge
INDENT = 2.5  # characters by which a first line is set in
APART = 2.6  # line distances: so far apart lie two lines with another over both columns between
EDGES = 2  # header and footer
MOST_ROWS = 300  # of one page; a full one has 60
_MARK = re.compile(r"[（(]?(?:(\d{1,2})|([一二三四五六七八九十]{1,3}))[)）.．、](?!\d)")
_Ends = list[tuple[float, float]]


@dataclass(slots=True)
class PageRow:
    """What stands on one line of a page: its characters, or a whole ruled table."""

    chars: list[Char]
    base: float
    grid: Grid | None = None
    column: int = 0  # 0: the whole page; the halves of n are 2n + 1 and 2n + 2


def in_order(
    rows: Sequence[PageRow], rules: Sequence[RuledLine], before: float | None = None
) -> tuple[list[PageRow], float | None]:
    """The rows of a page, given from top to bottom, column by column; and where the gutter is.

    Args:
        rows: what stands on the page.
        rules: the straight lines on it.
        before: the gutter of the page before, on whose left this page may stand alone.
    """
    levels = [rule for rule in rules if rule.is_level]
    if not rows or len(rows) > MOST_ROWS:
        return list(rows), None
    size = _size(rows)
    found = _best(rows, levels, size)
    if not found and before and _is_left_alone(rows, before, size):
        for row in rows:
            row.column = int(_ends(row, size)[-1][1] < before)
        return list(rows), before
    return list(_parted(rows, levels, 0)), found[1] if found else None


def _is_left_alone(rows: Sequence[PageRow], gutter: float, size: float) -> bool:
    """Whether all rows but the page's header and footer end in the left column."""
    ends = [each for row in rows if (each := _ends(row, size))]
    left = [row for row in ends if row[-1][1] < gutter]
    return len(ends) == len(rows) and len(left) > 1 and len(ends) - len(left) <= EDGES


def _parted(rows: Sequence[PageRow], levels: Sequence[RuledLine], column: int) -> Iterator[PageRow]:
    size = _size(rows)
    found = _best(rows, levels, size)
    if not found:
        for row in rows:
            row.column = column
        yield from rows
        return
    (first, last), gutter = found
    yield from _parted(rows[:first], levels, column)
    for half in (0, 1):
        side = [_half(row, gutter, half) for row in rows[first:last]]
        yield from _parted([row for row in side if row], levels, 2 * column + 1 + half)
    yield from _parted(rows[last:], levels, column)


def _half(row: PageRow, gutter: float, half: int) -> PageRow | None:
    if row.grid:
        return row if (row.grid.columns[0] > gutter) == bool(half) else None
    chars = [char for char in row.chars if (char.left > gutter) == bool(half)]
    return PageRow(chars, row.base) if any(char.text.strip() for char in chars) else None


def _best(
    rows: Sequence[PageRow], levels: Sequence[RuledLine], size: float
) -> tuple[Span, float] | None:
    """The rows that stand in two columns, most of all, and where the gutter is."""
    if len(rows) < LEAST_LINES:
        return None
    ends = [_ends(row, size) for row in rows]
    places = sorted({right for row in ends for _, right in row})[:-1]
    found: list[tuple[int, Span, float]] = []
    tried: set[Span] = set()
    for place in places:
        gutter = place + GUTTER * size / 2
        across = [rule.bottom for rule in levels if rule.left < gutter < rule.right]
        for span in _runs(rows, ends, across, gutter, size):
            if span not in tried and _are_columns(rows[slice(*span)], gutter, size):
                found.append((span[1] - span[0], span, gutter))
            tried.add(span)
    most = max(found, key=lambda each: each[0], default=None)
    return most[1:] if most else None


def _ends(row: PageRow, size: float) -> _Ends:
    """Where the pieces of a row begin and end."""
    if row.grid:
        return [(row.grid.columns[0], row.grid.columns[-1])]
    found: _Ends = []
    for char in sorted(row.chars, key=lambda char: char.left):
        if not char.text.strip():
            continue
        if found and char.left - found[-1][1] <= SEGMENT * size:
            found[-1] = (found[-1][0], max(found[-1][1], char.right))
        else:
            found.append((char.left, char.right))
    return found


def _runs(
    rows: Sequence[PageRow],
    ends: Sequence[_Ends],
    across: Sequence[float],
    gutter: float,
    size: float,
) -> Iterator[Span]:
    """Rows after one another that leave the gutter white, without what stands over both columns.

    A line ruled across the gutter ends them too.
    """
    low, high = gutter - GUTTER * size / 2, gutter + GUTTER * size / 2
    start = 0
    for at, row in enumerate([*ends, [(low, high)]]):
        is_crossed = any(left < high and right > low for left, right in row)
        is_ruled = at and any(_base(rows, at) < y < _base(rows, at - 1) for y in across)
        if not is_crossed and not is_ruled and not _is_over_both(rows, ends, at, gutter):
            continue
        first = next(
            (n for n in range(start, at) if not _is_centred(ends[start:at], ends[n], gutter, size)),
            at,
        )
        if at - first >= LEAST_LINES:
            yield first, at
        start = at + 1 if is_crossed else at


def _base(rows: Sequence[PageRow], at: int) -> float:
    return rows[at].base if at < len(rows) else 0.0


def _is_over_both(rows: Sequence[PageRow], ends: Sequence[_Ends], at: int, gutter: float) -> bool:
    """A row on the left with nothing beside it, though there is something above and below that.

    That is a heading over both columns which happens to be short.
    """
    if not ends[at] or ends[at][-1][1] > gutter:
        return False
    beside = [
        row.base
        for row, each in zip(rows, ends, strict=False)
        if each[-1:] and each[-1][0] > gutter
    ]
    above = min((base for base in beside if base >= rows[at].base), default=None)
    below = max((base for base in beside if base < rows[at].base), default=None)
    pitch = _pitch(beside)
    if above is None or below is None or not pitch:
        return False
    is_free = above - rows[at].base > pitch and rows[at].base - below > pitch
    return is_free and above - below > APART * pitch


def _is_centred(band: Sequence[_Ends], row: _Ends, gutter: float, size: float) -> bool:
    """A title that begins far from where the left column does; its gap fell on the gutter.

    Where the right column's line stands beside it, it is a title of the left column alone.
    """
    edge = min((ends[0][0] for ends in band if ends and ends[0][0] < gutter), default=gutter)
    begun = [next((left for left, _ in ends if left > gutter), gutter) for ends in [*band, row]]
    usual = Counter(round(left) for left in begun[:-1] if left > gutter).most_common(1)
    is_beside = bool(usual) and usual[0][1] > 1 and abs(begun[-1] - usual[0][0]) <= 1
    return bool(row) and edge + INDENT * size < row[0][0] < gutter and not is_beside


def _are_columns(rows: Sequence[PageRow], gutter: float, size: float) -> bool:
    """Running text on both sides, or a numbering that goes on from one to the other."""
    sides = [[half for row in rows if (half := _half(row, gutter, n))] for n in (0, 1)]
    if any(len(side) < LEAST_LINES for side in sides) or _shared_lines(*sides) < LEAST_LINES:
        return False
    return all(_is_running(side, size) for side in sides) or _goes_on_counting(*sides)


def _shared_lines(left: Sequence[PageRow], right: Sequence[PageRow]) -> int:
    """How many lines of the shorter side stand beside the other."""
    low = max(left[-1].base, right[-1].base)
    high = min(left[0].base, right[0].base)
    return min(sum(low - 1 <= row.base <= high + 1 for row in side) for side in (left, right))


def _is_running(side: Sequence[PageRow], size: float) -> bool:
    """Lines of some width, many of which go up to the right edge."""
    ends = [each for row in side if (each := _ends(row, size))]
    left, right = min(row[0][0] for row in ends), max(row[-1][1] for row in ends)
    full = sum(row[-1][1] > right - SHORT_OF * size for row in ends)
    is_in_one = sum(len(row) == 1 for row in ends) * 2 > len(ends)
    return right - left >= LEAST_WIDTH * size and full >= FULL * len(ends) and is_in_one


def _goes_on_counting(left: Sequence[PageRow], right: Sequence[PageRow]) -> bool:
    """1. 2. 3. down the left and 4. 5. 6. down the right."""
    marks = [[mark for row in side if (mark := _mark(row))] for side in (left, right)]
    numbers = marks[0] + marks[1]
    is_counted = all(b == a + 1 for a, b in pairwise(numbers))
    return min(map(len, marks)) > 1 and is_counted


def _mark(row: PageRow) -> int:
    """The number that a row begins with, 0 if it has none."""
    text = "".join(char.text for char in sorted(row.chars, key=lambda char: char.left)).strip()
    found = _MARK.match(text)
    return int(value(found[1] or found[2]) or 0) if found else 0


def _size(rows: Sequence[PageRow]) -> float:
    sizes = sorted(char.size for row in rows for char in row.chars)
    return sizes[len(sizes) // 2] if sizes else 1.0


def _pitch(bases: Sequence[float]) -> float:
    gaps = sorted(a - b for a, b in pairwise(bases) if a - b > 1)
    return gaps[len(gaps) // 2] if gaps else 0.0
