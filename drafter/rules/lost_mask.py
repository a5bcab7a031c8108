"""Masks of the facts that are gone from the text."""

from collections import Counter
from collections.abc import Iterator

from drafter.backing import covered, place, telling
from drafter.document import Flaw, Report, Severity
from drafter.figures import masks
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
    facts = covered(report)
    wanted = Counter(mask for fact, _ in facts for mask in masks(fact.text))
    if not wanted:
        return
    gone = wanted - Counter(masks(report.text))
    for fact, found in facts:
        own = Counter(masks(fact.text)) - Counter(masks(telling(report, found)))
        lost = own & gone
        if lost and found.state != "missing":
            told = "、".join(lost.elements())
            message = f"要点里的掩码“{told}”没有了"
            yield Flaw(place(report, fact, found), message, f"补上“{told}”", facts=(fact.id,))
