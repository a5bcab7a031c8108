"""Tables in plain text: cells pasted from a sheet, with tabs between, or saved with commas."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.readers import columns
from drafter.readers.tablerow import TableRow

CELLS, ROWS = 3, 3  # of a table at least; one whose columns have our names may have two of each
NAMED = 2
LINES = 20  # of one row, whose cells may hold several
TAB, COMMA = "\t", ","


@dataclass(frozen=True, slots=True)
class SeparatedTable:
    """The rows of a table, and the number of the line behind it."""

    rows: list[TableRow]
    end: int


def tables(rows: Sequence[str], source: str) -> dict[int, SeparatedTable]:
    r"""The tables in the lines of a text, by the numbers of their first lines.

    A cell in quotation marks may go on over lines, as sheets write it. Commas part cells only
    under a row that names the column of the facts: everywhere else they are punctuation.

    >>> told = ["类别\t要点", '不足\t"会多', '材料多"', "计划\t减会"]
    >>> [row.cells for row in tables(told, "a.txt")[0].rows]
    [('类别', '要点'), ('不足', '会多\n材料多'), ('计划', '减会')]
    """
    found: dict[int, SeparatedTable] = {}
    start = 0
    while start < len(rows):
        for mark in (TAB, COMMA):
            if table := _table(rows, start, mark, source):
                found[start] = table
                break
        start = found[start].end if start in found else start + 1
    return found


def _table(rows: Sequence[str], start: int, mark: str, source: str) -> SeparatedTable | None:
    """The table that begins in a line, if one does."""
    first, _ = row_cells(rows, start, mark)
    is_named = columns.header_of(first) is not None
    if mark == COMMA and not is_named:
        return None  # before its rows are read: prose has commas on all of its lines
    fewest = len(first) if mark == COMMA else NAMED if is_named else CELLS
    told = list(_rows(rows, start, mark, max(fewest, NAMED)))
    if len(told) < (NAMED if is_named else ROWS):
        return None
    width = max(len(cells) for _, cells, _ in told)
    placed = [_row(cells, f"{source}:{number + 1}", width) for number, cells, _ in told]
    return SeparatedTable(placed, told[-1][2])


def _rows(
    rows: Sequence[str], start: int, mark: str, fewest: int
) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """The rows from a line on: their first lines, their cells, the lines behind them."""
    while start < len(rows):
        cells, end = row_cells(rows, start, mark)
        if len(cells) < fewest or (mark == COMMA and len(cells) > fewest):
            return
        yield start, cells, end
        start = end


def row_cells(rows: Sequence[str], start: int, mark: str) -> tuple[tuple[str, ...], int]:
    """The cells of one row and the line behind it; quotation marks that do not close are words."""
    if mark not in rows[start]:
        return (), start + 1
    lines = (f"{row}\n" for row in rows[start : start + LINES])
    reader = csv.reader(lines, delimiter=mark, strict=True)
    try:
        cells, end = next(reader), start + reader.line_num
    except csv.Error:
        cells, end = rows[start].split(mark), start + 1
    return tuple(cell.strip() for cell in cells), end


def _row(cells: tuple[str, ...], place: str, width: int) -> TableRow:
    whole = (*cells, *[""] * (width - len(cells)))
    return TableRow(whole, tuple(f"{place}c{n}" for n in range(1, width + 1)))
