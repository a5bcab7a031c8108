"""Figures, dates and masks that no fact carries."""

from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.fact_check import FIGURES, unsupported_claims
from drafter.figures.dates import SEASONS
from drafter.rules import Concern, Level, rule


@rule("unsupported-figure", "数据没有依据", Severity.ERROR, Level.PROJECT, Concern.FIGURES)
def check(report: Report) -> Iterator[Flaw]:
    """每个数、单位、百分比、日期和掩码，都要在要点里找得到依据。

    反例：
        要点：新建学校6所，完成投资1.2亿元
        全年新建学校8所，完成投资1.2亿元。

        要点：引进项目**个
        全年引进项目23个。

    正例：
        要点：新建学校6所，完成投资1.2亿元
        全年完成投资1.2亿元，新建学校6所。
    """
    planned = [paragraph.span for paragraph in report.of(ParagraphKind.MEASURES)]
    for found in unsupported_claims(report, FIGURES):
        start, end = found.span
        if report.text[start:end] in SEASONS and any(a <= start < b for a, b in planned):
            continue  # when a measure is to be done: no fact is told
        yield found.flaw("改成要点里的数，或补充要点")
