"""Tables that stand side by side on one sheet: an empty column parts them, or titles come again."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from drafter.document.genre import Genre
from drafter.readers import columns, placement
from drafter.readers.cells import FIGURE, flat
from drafter.readers.tablerow import TableRow

LEAST = 2  # columns of a table whose titles come again


def tables(rows: Sequence[TableRow], genre: Genre) -> list[list[TableRow]]:
    """The tables of a sheet, the left one first; mostly it is one.

    An empty column alone parts nothing, people leave some in a form. On both sides of it one row
    has to name a part of the report, or the columns of a table. Where all titles come again in the
    same order (项目 | 数量 | 项目 | 数量), as many tables stand there.
    """
    told = [row for row in rows if not row.is_wide]
    width = max((len(row.cells) for row in told), default=0)
    used = [any(row.cells[n].strip() for row in told if n < len(row.cells)) for n in range(width)]
    spans = [
        [n for n, _ in run] for is_used, run in groupby(enumerate(used), lambda e: e[1]) if is_used
    ]
    again = _repetition(told[0]) if told else 0
    if again:
        spans = [list(range(at, at + again)) for at in range(0, width, again)]
    sides = [[_slice(row, span) for row in told] for span in spans]
    heads = next(
        (each for each in zip(*sides, strict=True) if sum(bool(s.filled) for s in each) > 1), ()
    )
    is_parted = bool(again) or _are_placed(heads, genre) or _are_named(heads)
    if len(sides) < 2 or not is_parted:  # noqa: PLR2004
        return [list(rows)]
    first = [row for row in rows if row.is_wide]
    return [
        [
            *(first if number == 0 else []),
            *(_titled(row, head, genre) for row in side if row.filled),
        ]
        for number, (side, head) in enumerate(zip(sides, heads, strict=True))
    ]


def _repetition(head: TableRow) -> int:
    """After how many columns the titles of a row begin again; 0 where they do not, as a whole."""
    titles = [flat(cell) for cell in head.cells]
    while titles and not titles[-1]:
        titles.pop()
    for size in range(LEAST, len(titles) // 2 + 1):
        first = titles[:size]
        is_whole = len(titles) % size == 0 and titles == first * (len(titles) // size)
        if is_whole and all(first) and len(set(first)) == size:
            return 0 if any(FIGURE.search(each) for each in first) else size
    return 0


def _slice(row: TableRow, span: Sequence[int]) -> TableRow:
    """The cells of a row in some columns."""
    kept = [n for n in span if n < len(row.cells)]
    return TableRow(
        tuple(row.cells[n] for n in kept),
        tuple(row.places[n] for n in kept),
        frozenset(at for at, n in enumerate(kept) if n in row.repeated),
    )


def _are_placed(heads: Sequence[TableRow], genre: Genre) -> bool:
    """Whether each side names a part of the report of its own, some with titles behind it."""
    names = [flat(row.filled[0][0]) if row.filled else "" for row in heads]
    roles = [placement.heading_role(name, genre) for name in names]
    is_named = all(placement.names_place(name, genre) for name in names)
    return is_named and len(set(roles)) == len(roles) and any(len(row.cells) > 1 for row in heads)


def _are_named(heads: Sequence[TableRow]) -> bool:
    """Whether each side names its columns, one of them that of the facts."""
    return bool(heads) and all(columns.header_of(row.cells) for row in heads)


def _titled(row: TableRow, head: TableRow, genre: Genre) -> TableRow:
    """The row that names a side's part and nothing else as the name that it is."""
    is_name = (
        row is head and len(row.filled) == 1 and placement.names_place(row.filled[0][0], genre)
    )
    return replace(row, is_wide=True) if is_name else row
