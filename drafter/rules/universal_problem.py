"""Shortcomings that everybody has every year."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import any_of
from drafter.rules import Level, rule


@rule("universal-problem", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """不写谁都适用、年年都适用的“万能问题”。

    反例：
        个人存在的不足：一是理论学习不够。有时忙于事务。

    正例：
        个人存在的不足：一是运用大数据手段不够。在社会治理方面主要还是依赖传统手段。
    """
    words = any_of(report.genre.phrases.universal)
    for point in report.shortcomings:
        if found := words.search(point.text):
            start = point.span[1] - len(point.text) + found.start()
            span = (start, start + len(found[0]))
            yield Flaw(span, f"“{found[0]}”放在谁身上都可以", "写自己岗位上特有的不足")
