"""Wordings that say one thing twice."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule
from drafter.text import any_of


@rule("redundant-wording", Severity.SUGGESTION, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """同一个意思不说两遍。

    反例：
        GDP增速排名列全省第3位。

        始终牢记第一责任人责任。

    正例：
        GDP增速列全省第3位。

        始终牢记第一责任人职责。
    """
    better = dict(report.genre.phrases.redundant)
    for found in any_of(tuple(better)).finditer(report.text):
        yield Flaw(found.span(), f"“{found[0]}”用语重复", f"改为“{better[found[0]]}”")
