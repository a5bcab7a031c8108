"""Excel books: rows under a frozen head, verdicts in colours, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from drafter.errors import Unwritable
from drafter.officexml import FORBIDDEN
from drafter.text import cells

COLOURS = {"需修改": "FFF1F0", "读不了": "FFF1F0", "失败": "FFF1F0", "达标": "F6FFED"}
ROWS = 1_048_000  # rows a sheet can hold, less a few
EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's own: the same rows give the same bytes
_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

Row = Sequence[str | int | float]


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of an Excel book of findings."""

    title: str
    columns: tuple[tuple[str, int], ...]  # name and width
    rows: Iterable[Row]


def render(sheets: Iterable[BookSheet]) -> bytes:
    """The bytes of a book.

    Raises:
        Unwritable: it passes through files of its own, and there is no room for them.
    """
    from lxml.etree import SerialisationError
    from openpyxl import Workbook  # 0.2 s

    book, stream = Workbook(write_only=True), io.BytesIO()
    try:
        for sheet in sheets:
            _add(book, sheet)
        book.save(stream)
    except (OSError, SerialisationError) as error:
        raise Unwritable(f"写不了表格：{error}", hint="临时文件夹可能满了") from error
    return _undated(stream.getvalue())


def _add(book: Any, spec: BookSheet) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(spec.title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(spec.columns))}1"
    for index, (_, width) in enumerate(spec.columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    styles = _styles(sheet)
    sheet.append([_cell(sheet, name, styles["head"]) for name, _ in spec.columns])
    for row in islice(spec.rows, ROWS):
        sheet.append([_cell(sheet, each, styles.get(str(each), styles[""])) for each in row])


def _styles(sheet: Any) -> dict[str, Any]:
    """A styled cell for the head, for verdicts and for everything else."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    styles = {name: WriteOnlyCell(sheet) for name in ("head", "", *COLOURS)}
    for name, cell in styles.items():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=name == "head")
        if name in COLOURS:
            cell.fill = PatternFill("solid", fgColor=COLOURS[name])
    return styles


def _cell(sheet: Any, value: str | float, styled: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell: Any = WriteOnlyCell(sheet, cells.fitted(FORBIDDEN.sub("\ufffd", value)))
    cell.data_type = "s"  # a text that begins with = is no formula
    cell._style = styled._style  # noqa: SLF001 - setting each anew takes ten times as long
    return cell


def _undated(data: bytes) -> bytes:
    """The archive without the hour at which it was made."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = _DATE.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return stream.getvalue()
