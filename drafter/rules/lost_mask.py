"""Masks of the facts that are gone from the text."""

from collections.abc import Iterator

from drafter.backing import covered, place
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
    for fact, found in covered(report):
        lost = [figure for figure in found.lost if any(char in figure for char in "*＊×")]
        if lost and found.state != "missing":
            masks = "、".join(lost)
            message = f"要点里的掩码“{masks}”没有了"
            yield Flaw(place(report, fact, found), message, f"补上“{masks}”", facts=(fact.id,))
