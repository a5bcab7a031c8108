"""Phrases that fit any report, and so say nothing in this one."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule
from drafter.text import any_of


@rule("empty-slogan", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """套话要么删，要么换成一件具体的事。

    反例：
        各项工作取得了显著成效。

    正例：
        完成老旧小区改造，惠及周边居民。
    """
    for found in any_of(report.genre.phrases.slogans).finditer(report.text):
        yield Flaw(found.span(), f"“{found[0]}”是套话", "换成一件事、一个数、一个地方")
