"""An Excel book: one row a report with 达标 or 需修改, and a sheet of all findings."""

import io
import re
from collections.abc import Iterable
from typing import Any

from drafter.document import Severity
from drafter.inspection import Inspection, Results
from drafter.reporters.reporter import Reporter
from drafter.reporters.text import NAMES

REPORTS = ("文件", "结论", "错误", "警告", "建议", "不报", "字数", "说明")
FINDINGS = ("文件", "行", "级别", "规则", "原文", "问题", "建议", "要点")
WIDTHS: dict[tuple[str, ...], tuple[int, ...]] = {
    REPORTS: (40, 10, 8, 8, 8, 8, 10, 50),
    FINDINGS: (32, 6, 8, 24, 50, 50, 36, 14),
}
COLOURS = {"需修改": "FFF1F0", "读不了": "FFF1F0", "达标": "F6FFED"}
MOST = 32_000  # characters a cell can hold, less a few
ROWS = 1_048_000  # rows a sheet can hold, less a few
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Row = tuple[str | int, ...]


def render(results: Results) -> bytes:
    """The bytes of the book."""
    from openpyxl import Workbook  # 0.2 s

    book = Workbook(write_only=True)
    _sheet(book, "报告", REPORTS, (_report(each, results) for each in results.inspections))
    _sheet(book, "问题", FINDINGS, _findings(results))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def verdict(inspection: Inspection, results: Results) -> str:
    """达标, 需修改 or 读不了."""
    if inspection.problem:
        return "读不了"
    return "需修改" if results.fails(inspection) else "达标"


def _report(inspection: Inspection, results: Results) -> Row:
    counts = inspection.counts
    return (
        inspection.path,
        verdict(inspection, results),
        *(counts[severity] for severity in Severity),
        inspection.suppressed,
        len("".join(inspection.text.split())),
        inspection.problem,
    )


def _findings(results: Results) -> Iterable[Row]:
    told = ((each, finding) for each in results.inspections for finding in each.findings)
    for _, (each, finding) in zip(range(ROWS), told, strict=False):
        yield (
            each.path,
            each.line(finding),
            NAMES[finding.severity],
            finding.rule,
            finding.text,
            finding.message,
            finding.suggestion,
            "、".join(finding.facts),
        )


def _sheet(book: Any, title: str, head: tuple[str, ...], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(head) - 1)}1"
    for index, width in enumerate(WIDTHS[head]):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    styles = _styles(sheet)
    sheet.append([_cell(sheet, each, styles["head"]) for each in head])
    for row in rows:
        cells = [_cell(sheet, each, styles.get(str(each), styles[""])) for each in row]
        sheet.append(cells)


def _styles(sheet: Any) -> dict[str, Any]:
    """A styled cell for the head, for verdicts and for everything else."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    told = {name: WriteOnlyCell(sheet) for name in ("head", "", *COLOURS)}
    for name, cell in told.items():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=name == "head")
        if name in COLOURS:
            cell.fill = PatternFill("solid", fgColor=COLOURS[name])
    return told


def _cell(sheet: Any, value: str | int, styled: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    cell: Any = WriteOnlyCell(sheet, _FORBIDDEN.sub("\ufffd", value)[:MOST])
    cell.data_type = "s"  # a text that begins with = is no formula
    cell._style = styled._style  # noqa: SLF001 - setting each anew takes ten times as long
    return cell


XLSX = Reporter("xlsx", ".xlsx", render, is_binary=True)
