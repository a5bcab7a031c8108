"""Figures of the facts that changed places."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.fact_check import unsupported_claims
from drafter.rules import Concern, Level, rule


@rule("swapped-figures", "数据安错地方", Severity.ERROR, Level.PROJECT, Concern.FIGURES)
def check(report: Report) -> Iterator[Flaw]:
    """数没有错，却安在了别的事情上。

    反例：
        要点：城镇调查失业人员再就业1200人
        要点：培训乡村致富带头人350人
        全年城镇调查失业人员再就业350人，培训乡村致富带头人1200人。

        要点：争取资金8600万元，改造学校11所
        争取资金11所，改造学校8600万元。

    正例：
        要点：城镇调查失业人员再就业1200人
        要点：培训乡村致富带头人350人
        全年培训乡村致富带头人350人，城镇调查失业人员再就业1200人。
    """
    for found in unsupported_claims(report, ("swap",)):
        yield found.flaw("对照要点换回来")
