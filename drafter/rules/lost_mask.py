"""Masks of the facts that are gone from the text."""

from collections import Counter
from collections.abc import Iterator

from drafter.backing import masks, told
from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("lost-mask", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """要点里的掩码*、**、***原样保留：不丢、不改、不填成数。

    反例：
        要点：GDP增速列全省第**位、全市第**位
        GDP增速列全省第位、全市第**位。

        要点：新建学校**所
        全年新建学校多所。

    正例：
        要点：GDP增速列全省第**位、全市第**位
        GDP增速列全省第**位、全市第**位。
    """
    facts = told(report)
    wanted = Counter(mask for each in facts for mask in masks(each.fact.text))
    if not wanted:
        return
    gone = wanted - Counter(masks(report.text))
    for each in facts:
        own = Counter(masks(each.fact.text)) - Counter(masks(each.text))
        lost = "、".join((own & gone).elements())
        if lost and each.state != "missing":
            message = f"要点里的掩码“{lost}”没有了"
            yield Flaw(each.span, message, f"补上“{lost}”", facts=(each.fact.id,))
