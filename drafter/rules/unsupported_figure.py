"""Figures, dates and masks that no fact carries."""

from collections.abc import Iterator

from drafter.backing import FIGURES, unsupported
from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("unsupported-figure", Severity.ERROR, Level.PROJECT)
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
    for found in unsupported(report, FIGURES):
        yield found.flaw("改成要点里的数，或补充要点")
