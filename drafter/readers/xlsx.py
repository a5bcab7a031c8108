"""Excel: one fact a row, from the sheet named 要点 or the first."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from drafter import genre
from drafter.document import Facts
from drafter.readers import archive
from drafter.readers import header as headers
from drafter.readers.bullets import gather
from drafter.readers.reader import Reader
from drafter.readers.sheet import assemble
from drafter.readers.shown import shown
from drafter.readers.table import Row, lines, unread

SHEETS = ("要点", "事实", "facts")
MAX_PART = 10 * 2**20  # openpyxl holds fifty times that; 400 facts have 0.1 MB
MAX_ROWS = 20_000  # formatting alone can claim a million rows
MAX_COLUMNS = 50


def facts(data: bytes, source: str) -> Facts:
    """Every row is a fact; a header row names the columns (`columns.NAMES`) and may be missing.

    Rows like `年度 | 2024` above the facts are the sheet's header. Merged cells count for each
    row they span, and numbers are read as Excel shows them.

    Raises:
        Unreadable: damaged, too large, or no Excel file.
        BadInput: no row that could be a fact.
    """
    archive.check(data, source, "Excel", "xl/workbook.xml", largest=MAX_PART)
    sheet, notes = _open(data, source)
    rows = list(_rows(sheet, source))
    pairs = [pair for row in rows[: headers.TOP] if (pair := _pair(row))]
    header = headers.from_pairs(pairs, source)
    kind = genre.load(headers.genre_id(header))
    rows = [row for row in rows if not _pair(row)]
    found = gather(lines(rows, kind), kind, bare=True)
    notes = (*notes, *unread(rows), *found.notes)
    return assemble(found.bullets, {"title": found.title, **header}, source, (*notes, *found.notes))


def _open(data: bytes, source: str) -> tuple[Any, tuple[str, ...]]:
    """The sheet to read, and a note when there are others."""
    from openpyxl import load_workbook  # 0.15 s, paid by Excel files alone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # validations and styles it leaves out: no facts
            book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets KeyError, TypeError, ParseError … through
        raise archive.corrupt(source, "Excel") from error
    named = [sheet for sheet in book.worksheets if sheet.title.strip().lower() in SHEETS]
    if not book.worksheets:
        raise archive.corrupt(source, "Excel")
    sheet = (named or book.worksheets)[0]
    others = [each.title for each in book.worksheets if each is not sheet and each.max_row > 1]
    note = f"只读了工作表“{sheet.title}”，没有读：{'、'.join(others)}"
    return sheet, (note,) if others else ()


def _rows(sheet: Any, source: str) -> Iterator[Row]:
    spans = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1)
    }
    width, height = min(sheet.max_column, MAX_COLUMNS), min(sheet.max_row, MAX_ROWS)
    for cells in sheet.iter_rows(max_row=height, max_col=width):
        texts = []
        for cell in cells:
            row, column = spans.get((cell.row, cell.column), (cell.row, cell.column))
            first = sheet.cell(row, column)
            texts.append(shown(first.value, first.number_format))
        yield Row(tuple(texts), tuple(f"{source}!{cell.coordinate}" for cell in cells))


def _pair(row: Row) -> tuple[str, str] | None:
    """The key and value of a header row like `年度 | 2024` or `年度：2024`."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) == 1:
        found = headers.pair(cells[0])
        return found if found and headers.known(found[0]) else None
    key = cells[0].rstrip("：: ") if cells else ""
    return (key, cells[1]) if len(cells) == 2 and headers.known(key) else None  # noqa: PLR2004


XLSX = Reader("Excel", (".xlsx", ".xlsm"), facts)
