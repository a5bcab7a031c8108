"""A blank sheet of facts in Word or Excel, as a person fills it in."""

import io
from collections.abc import Sequence

Head = Sequence[tuple[str, str]]  # what the header asks for, and an example
Parts = Sequence[tuple[str, tuple[str, ...]]]  # headings, and examples under each


def word(head: Head, parts: Parts, note: str) -> bytes:
    """A Word file: the header as lines, a heading for each part, a list under it."""
    import docx

    document = docx.Document()
    for name, value in head:
        document.add_paragraph(f"{name}：{value}")
    document.add_paragraph(f"填表说明：{note}")
    for part, examples in parts:
        document.add_heading(part, level=1)
        for each in examples:
            document.add_paragraph(each, style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(head: Head, parts: Parts) -> bytes:
    """An Excel file: the header in the first rows, then a row for each fact with its part."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet("要点")
    for name, value in head:
        page.append([name, value])
    page.append([])
    page.append(["类别", "要点"])
    for part, examples in parts:
        for each in examples:
            page.append([part, each])
    page.column_dimensions["A"].width = 18
    page.column_dimensions["B"].width = 70
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
