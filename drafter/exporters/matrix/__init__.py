"""问题—措施—责任—时限: a table of what was admitted and what answers it, from the text alone."""

import sys
from functools import cache

from drafter.document import Report
from drafter.document.matrix import HEAD, MatrixRow, rows
from drafter.errors import UnknownName
from drafter.exporters.matrix.sheet import MatrixFormat
from drafter.registry import collect

__all__ = ["HEAD", "MatrixRow", "render", "rows", "sheets"]


@cache
def sheets() -> tuple[MatrixFormat, ...]:
    """Every format, in the order of module names."""
    return collect(sys.modules[__name__], MatrixFormat)


def render(report: Report, suffix: str) -> bytes:
    """The table of a report in the format of a suffix.

    Raises:
        UnknownName: no format has it.
    """
    for sheet in sheets():
        if sheet.suffix == suffix.lower():
            return sheet.render(rows(report))
    raise UnknownName.among("表格格式", suffix, (sheet.suffix for sheet in sheets()))
