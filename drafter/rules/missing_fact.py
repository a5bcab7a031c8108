"""Facts that the report does not tell, or tells without their figures."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.fact_check import fact_statuses, is_mask
from drafter.rules import Concern, Level, rule
from drafter.text import shorten

WIDE = 30  # characters of a fact in a message


@rule("missing-fact", "要点漏写", Severity.ERROR, Level.PROJECT, Concern.OMISSION)
def check(report: Report) -> Iterator[Flaw]:
    """要点一条不漏，数据一个不丢（使用者说明舍去的除外）。

    反例：
        要点：新建学校6所
        要点：化解信访积案9件
        全年新建学校6所。

        要点：新建学校6所，新增学位900个
        全年新建学校6所，新增了一批学位。

    正例：
        要点：新建学校6所
        要点：化解信访积案9件
        全年新建学校6所，化解信访积案9件。
    """
    for each in fact_statuses(report):
        fact = each.fact
        lost = "、".join(figure for figure in each.lost if not is_mask(figure))
        short = shorten(fact.text, WIDE)
        if each.state == "missing":
            yield Flaw(each.span, f"没有写到要点“{short}”", "补写这条要点", facts=(fact.id,))
        elif lost:
            message = f"要点“{short}”丢了{lost}"
            yield Flaw(each.span, message, f"补上{lost}", facts=(fact.id,))
        elif each.state == "doubt":
            message = f"拿不准是否写到了要点“{short}”"
            severity = Severity.SUGGESTION
            yield Flaw(each.span, message, "请核对", facts=(fact.id,), severity=severity)
