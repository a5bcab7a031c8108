"""Measures that only turn the shortcoming into its opposite."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.answering import pairing
from drafter.document.views import is_open
from drafter.pairing import restated
from drafter.rules import Concern, Level, rule

CONCRETE = re.compile(  # what to do is named; it begins with a set, which is found fastest
    r"[\d每半底年与《编](?:(?<=\d)|(?<=每)[天晚周月季年半次回场个]|(?<=半)[天年]|(?<=底)前|(?<=年)内"
    r"|(?<=与)[^，。；]{2,12}(?:合作|共建|结对)|(?<=《)[^》]+》|(?<=编)[制成印写])"
)


@rule("restated-problem", "措施只是反说", Severity.WARNING, Level.PRACTICE, Concern.MEASURES)
def check(report: Report) -> Iterator[Flaw]:
    """措施不能只是把不足反过来说，要写出怎么做。

    反例：
        个人存在的不足：一是思想解放步子不大。办法不多。
        改进措施：一是加大解放思想力度，不断开拓创新。

    正例：
        个人存在的不足：一是思想解放步子不大。办法不多。
        改进措施：一是每季度派干部到沿海地区跟班学习。

        个人存在的不足：一是模范作用发挥不够好。志愿服务只去了一次。
        改进措施：一是发挥模范作用，志愿服务每次都参加。
    """
    found = pairing(report)
    for pair in found.pairs if found else ():
        if pair.measure is None:
            continue
        point, measure = report.shortcomings[pair.shortcoming], report.measures[pair.measure]
        is_told = is_open(measure) or CONCRETE.search(measure.text)
        if not is_told and restated(point.text, measure.text):
            what = point.lead or point.text[:20]
            yield Flaw(measure.span, f"只是把“{what}”反过来说", "写出具体怎么做")
