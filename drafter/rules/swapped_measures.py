"""Measures that stand in another order than the shortcomings they answer."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.answering import pairing
from drafter.rules import Concern, Level, rule
from drafter.text import han_number


@rule("swapped-measures", "措施次序不对", Severity.WARNING, Level.PROJECT, Concern.PAIRS)
def check(report: Report) -> Iterator[Flaw]:
    """措施的顺序要与不足一致，第几条措施就回应第几条不足。

    反例：
        个人存在的不足：一是城市停车难。老城区车位缺口大。二是群众看病不方便。乡镇医生少。
        改进措施：一是组织名医到乡镇坐诊。二是新建停车场三处。

    正例：
        个人存在的不足：一是城市停车难。老城区车位缺口大。二是群众看病不方便。乡镇医生少。
        改进措施：一是新建停车场三处。二是组织名医到乡镇坐诊。
    """
    found = pairing(report)
    if not found or not found.swapped:
        return
    for wanted, (pair, held) in enumerate(zip(found.pairs, found.assignment, strict=True)):
        # One left over for a shortcoming that another measure answers as well is no answer to it.
        if held is not None and held != wanted and pair.better == held:
            point = report.shortcomings[wanted]
            message = (
                f"这条措施像是回应第{han_number(wanted + 1)}条不足“{point.lead or point.text[:20]}”"
            )
            yield Flaw(report.measures[held].span, message, f"移到第{han_number(wanted + 1)}条")
