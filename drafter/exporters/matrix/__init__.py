"""问题—措施—责任—时限: a table of what was admitted and what answers it, from the text alone."""

import sys
from functools import cache

from drafter.document import Report
from drafter.document.matrix import HEAD, MatrixRow, rows
from drafter.exporters.matrix.sheet import MatrixFormat
from drafter.registry import collect, format_of

__all__ = ["HEAD", "MatrixRow", "left", "render", "rows", "sheets"]


@cache
def sheets() -> tuple[MatrixFormat, ...]:
    """Every format, in the order of module names."""
    return collect(sys.modules[__name__], MatrixFormat)


def render(report: Report, suffix: str) -> bytes:
    """The table of a report in the format of a suffix.

    Raises:
        UnknownName: no format has it.
    """
    return format_of(suffix, sheets(), "表格格式").render(rows(report))


def left(report: Report, suffix: str) -> tuple[str, ...]:
    """What of the table of a report cannot be written in the format of a suffix."""
    return format_of(suffix, sheets(), "表格格式").left(rows(report))
