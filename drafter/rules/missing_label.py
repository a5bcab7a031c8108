"""Shortcomings or measures that the report has not, or has in the wrong order."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import opening
from drafter.rules import Level, rule


@rule("missing-label", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """“个人存在的不足”和“改进措施”都要写，不足在前、措施在后。

    反例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。

        改进措施：一是每月下乡。二是每周读书。
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。

    正例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。
        改进措施：一是每月下乡。二是每周读书。
    """
    genre = report.genre
    place = report.paragraphs[-1].span if report.paragraphs else opening(report)
    if not report.shortcomings:
        yield Flaw(
            place,
            f"没有写“{genre.shortcomings.label}”",
            f"补写“{genre.shortcomings.label}：一是……”",
        )
    if not report.measures:
        yield Flaw(
            place, f"没有写“{genre.measures.label}”", f"补写“{genre.measures.label}：一是……”"
        )
    if report.shortcomings and report.measures:
        measure = report.measures[0]
        if measure.span < report.shortcomings[0].span:
            yield Flaw(measure.span, "措施写在了不足前面", "先写不足，再写措施")
