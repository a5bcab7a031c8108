"""Quotes, titles, honours, levels, ranks and names that no fact carries."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.fact_check import TERMS, unsupported_claims
from drafter.rules import Concern, Level, rule


@rule("unsupported-term", "提法没有依据", Severity.ERROR, Level.PROJECT, Concern.TERMS)
def check(report: Report) -> Iterator[Flaw]:
    """引号里的提法、文件名、荣誉、层级、名次和领导评价，都要在要点里找得到依据。

    反例：
        要点：新建学校6所
        推行“三抓三促”工程，新建学校6所。

        要点：新建学校6所
        新建学校6所，得到省委书记批示肯定。

    正例：
        要点：推行“三抓三促”工程，新建学校6所
        推行“三抓三促”工程，新建学校6所。
    """
    for found in unsupported_claims(report, TERMS):
        yield found.flaw("删去，或补充有据可查的要点")
