"""Reports much shorter or longer than is usual."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import opening
from drafter.rules import Level, rule
from drafter.text import length


@rule("off-length", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """全文篇幅要在文种通常的范围内；通知另有规定的，从其规定。

    反例：
        2022年，在县委的坚强领导下，本人认真履行职责。

    正例：
        重复：100
        本人认真履行职责，抓好各项工作。
    """
    count = length(report.text)
    least, most = report.genre.limits.length
    if not least <= count <= most:
        minutes = count / report.genre.limits.minutes_rate
        message = f"全文{count}字，宣读约{minutes:.0f}分钟，一般在{least}至{most}字"
        advice = "充实内容" if count < least else "压缩篇幅，只留主要的事"
        yield Flaw(opening(report), message, advice)
