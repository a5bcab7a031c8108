"""Masks of the facts that are gone from the text."""

from collections import Counter
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.fact_check import fact_statuses, masks
from drafter.rules import Concern, Level, rule


@rule("lost-mask", "掩码丢失", Severity.ERROR, Level.PROJECT, Concern.OMISSION)
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
    if not report.facts:
        return
    facts = [each for each in fact_statuses(report) if masks(each.fact.text)]
    wanted = Counter(mask for each in facts for mask in masks(each.fact.text))
    if not wanted:
        return
    gone = wanted - Counter(masks(report.text))
    if not gone:
        return
    # First the facts whose own sentences lack it; then whichever has such a mask.
    for is_sure in (True, False):
        for each in facts:
            own = Counter(masks(each.fact.text))
            lost = (own - Counter(masks(each.text)) if is_sure else own) & gone
            if not lost or each.state == "missing":
                continue
            gone -= lost
            told_of = "、".join(lost.elements())
            message = f"要点里的掩码“{told_of}”没有了"
            yield Flaw(each.span, message, f"补上“{told_of}”", facts=(each.fact.id,))
