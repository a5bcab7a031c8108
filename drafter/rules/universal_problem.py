"""Shortcomings that everybody has every year."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import first_of
from drafter.rules import Level, rule


@rule("universal-problem", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """不写谁都适用、年年都适用的“万能问题”。

    反例：
        个人存在的不足：一是理论学习不够。有时忙于事务。

    正例：
        个人存在的不足：一是运用大数据手段不够。在社会治理方面主要还是依赖传统手段。
    """
    for span in first_of(report.genre.phrases.universal, report.shortcomings):
        said = report.text[slice(*span)]
        yield Flaw(span, f"“{said}”放在谁身上都可以", "写自己岗位上特有的不足")
