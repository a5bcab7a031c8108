"""Measures that only turn the shortcoming into its opposite."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import is_open, pairing
from drafter.pairing import restated
from drafter.rules import Concern, Level, rule


@rule("restated-problem", "措施只是反说", Severity.WARNING, Level.PRACTICE, Concern.MEASURES)
def check(report: Report) -> Iterator[Flaw]:
    """措施不能只是把不足反过来说，要写出怎么做。

    反例：
        个人存在的不足：一是思想解放步子不大。办法不多。
        改进措施：一是加大解放思想力度，不断开拓创新。

    正例：
        个人存在的不足：一是思想解放步子不大。办法不多。
        改进措施：一是每季度派干部到沿海地区跟班学习。
    """
    found = pairing(report)
    for pair in found.pairs if found else ():
        if pair.measure is None:
            continue
        point, measure = report.shortcomings[pair.shortcoming], report.measures[pair.measure]
        if not is_open(measure) and restated(point.text, measure.text):
            what = point.lead or point.text[:20]
            yield Flaw(measure.span, f"只是把“{what}”反过来说", "写出具体怎么做")
