"""An Excel book: one row a report with 达标 or 需修改, and a sheet of all findings."""

from collections.abc import Iterable

from drafter.checking.reporters import book
from drafter.checking.reporters.book import BookSheet, Row
from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Severity
from drafter.rules import title
from drafter.text.cells import cut

REPORTS = (
    ("文件", 40), ("结论", 10), *((each.word, 8) for each in Severity), ("不报", 8), ("字数", 10),
    ("说明", 50),
)  # fmt: skip
FINDINGS = (
    ("文件", 32), ("行（Word 是段）", 14), ("级别", 8), ("规则", 16), ("原文", 50), ("问题", 50),
    ("改法", 36), ("要点", 14),
)  # fmt: skip


def render(results: Results) -> bytes:
    """The findings as the bytes of an Excel book."""
    reports = (_report(each, results) for each in results.inspections)
    return book.render(
        [BookSheet("报告", REPORTS, reports), BookSheet("问题", FINDINGS, _findings(results))]
    )


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
    for each in results.inspections:
        for finding in each.findings:
            yield (
                each.path,
                each.paragraph(finding) or each.line(finding),
                finding.severity.word,
                title(finding.rule),
                finding.text,
                finding.message,
                finding.suggestion,
                "、".join(finding.facts),
            )


def left(results: Results) -> tuple[str, ...]:
    """What to say of findings that are cut."""
    return cut([name for name, _ in FINDINGS], _findings(results))


XLSX = Reporter("xlsx", ".xlsx", render, is_binary=True, left=left)
