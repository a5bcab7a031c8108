"""Words of time that mean another day to a later reader."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import holding, is_quoted
from drafter.rules import Concern, Level, rule
from drafter.text import any_of


@rule("relative-time", "时间不具体", Severity.SUGGESTION, Level.PRACTICE, Concern.DATES)
def check(report: Report) -> Iterator[Flaw]:
    """报告要存档，时间写具体：不写今年、去年、近日，写年份、月份。

    反例：
        年底组织班子成员开展调研。

    正例：
        2022年底组织班子成员开展调研，围绕“明年怎么干”听意见。
    """
    words = any_of(report.genre.phrases.relative_time)
    for sentence in holding(report, words):
        for found in words.finditer(sentence.text):
            start = sentence.span[0] + found.start()
            before = sentence.text[: found.start()].rstrip("年")[-1:]
            is_known = before.isdigit() or (before in "比较" and found[0] == "年初")
            if not is_known and not is_quoted(report, start):
                span = (start, start + len(found[0]))
                yield Flaw(span, f"“{found[0]}”日后看不出是什么时候", "写明年份或月份")
