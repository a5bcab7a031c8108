"""Two kinds of percent sign in one report."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule


@rule("mixed-percent", "百分号混用", Severity.WARNING, Level.PRACTICE, Concern.MARKS)
def check(report: Report) -> Iterator[Flaw]:
    """百分号全文统一，不要全角、半角混用。

    反例：
        投资增长8％，税收增长6%，就业增长5％。

    正例：
        投资增长8％，税收增长6％。
    """
    marks = sorted("％%", key=report.text.count)
    if not report.text.count(marks[0]):
        return
    for place, char in enumerate(report.text):
        if char == marks[0]:
            yield Flaw((place, place + 1), "百分号全角、半角混用", f"统一为“{marks[1]}”")
