"""Tables saved as text: one row a line, its cells parted by commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator

from drafter.document import Facts
from drafter.errors import Unreadable
from drafter.readers import xlsx
from drafter.readers.encoding import decode
from drafter.readers.reader import Reader
from drafter.readers.workbook import MAX_COLUMNS, MAX_ROWS, Value, WorkbookSheet, coordinate

MARKS = ",;\t，；|"
SEEN = 20  # lines that tell by what cells are parted
LONGEST = 1 << 20  # characters of a cell


def facts(data: bytes, source: str) -> Facts:
    """Every row is a fact, as in Excel: a header row names the columns and may be missing.

    Raises:
        Unreadable: binary, in an unknown encoding, or with a cell that does not end.
        BadInput: no row that could be a fact.
    """
    sheet = WorkbookSheet("")
    try:
        for row, cells in enumerate(_rows(decode(data, source)), 1):
            for column, cell in enumerate(map(str.strip, cells), 1):
                if row > MAX_ROWS or column > MAX_COLUMNS:
                    sheet.beyond = sheet.beyond or coordinate(row, column)
                elif cell:
                    sheet.cells[row, column] = Value(cell)
    except csv.Error as error:
        hint = "检查引号是不是成对，或者另存为 .xlsx"
        raise Unreadable(f"{source} 读不了：有一格太长", hint=hint) from error
    return xlsx.told_in([sheet], source)


def _rows(text: str) -> Iterator[list[str]]:
    """The cells of each row. Where quotation marks do not pair off they are words like others."""
    csv.field_size_limit(LONGEST)
    lines, mark = io.StringIO(text), _mark(text)
    if text.count('"') % 2:
        yield from csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE)
    else:
        yield from csv.reader(lines, delimiter=mark)


def _mark(text: str) -> str:
    """What parts the cells: the mark that most lines have as often as the first one."""
    lines = [line for line in text.splitlines() if line.strip()][:SEEN]
    counts = {mark: [line.count(mark) for line in lines] for mark in MARKS}
    return max(MARKS, key=lambda mark: sum(n > 0 and n == counts[mark][0] for n in counts[mark]))


CSV = Reader("CSV 表", (".csv", ".tsv"), facts)
