"""A sheet in Excel, ready to print."""

import io
from collections.abc import Sequence

from drafter.document.matrix import HEAD, MatrixRow
from drafter.exporters.matrix.sheet import MatrixFormat
from drafter.officexml import FORBIDDEN
from drafter.text.cells import cut, fitted

WIDTHS = (6, 36, 60, 16, 22, 16, 24)


def render(rows: Sequence[MatrixRow]) -> bytes:
    """The bytes of a book with one sheet."""
    from openpyxl import Workbook  # 0.2 s
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook(write_only=True)
    sheet = book.create_sheet("问题措施责任时限")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the sheet
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    for line, values in enumerate([HEAD, *(row.cells for row in rows)]):
        told = [fitted(FORBIDDEN.sub("\ufffd", text)) for text in values]
        cells = [WriteOnlyCell(sheet, text) for text in told]
        for cell in cells:
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 0)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def left(rows: Sequence[MatrixRow]) -> tuple[str, ...]:
    """What to say of cells that are cut."""
    return cut(HEAD, (row.cells for row in rows))


EXCEL = MatrixFormat("Excel", ".xlsx", render, left)
