"""A table in Word, on a page turned sideways."""

import io
from collections.abc import Sequence

from drafter.document.matrix import HEAD, MatrixRow
from drafter.exporters.matrix.sheet import MatrixFormat
from drafter.officexml import FORBIDDEN

LONG, SHORT, MARGIN = 10_692_000, 7_560_000, 720_000  # A4 and 2 cm in EMU
SHARES = (4, 20, 38, 10, 12, 8, 8)  # of the page's width, in percent


def render(rows: Sequence[MatrixRow]) -> bytes:
    """The bytes of a document with one table."""
    from docx import Document  # 90 ms
    from docx.enum.section import WD_ORIENT
    from docx.shared import Length

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Length(LONG), Length(SHORT)
    page.left_margin = page.right_margin = Length(MARGIN)
    document.add_heading("问题、措施、责任、时限对照表", 1)
    table = document.add_table(rows=1, cols=len(HEAD), style="Table Grid")
    table.autofit = False
    for line, values in enumerate([HEAD, *(row.cells for row in rows)]):
        cells = table.rows[0].cells if line == 0 else table.add_row().cells
        for cell, text, share in zip(cells, values, SHARES, strict=True):
            cell.width = Length((LONG - 2 * MARGIN) * share // 100)
            cell.text = FORBIDDEN.sub("\ufffd", text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WORD = MatrixFormat("Word", ".docx", render)
