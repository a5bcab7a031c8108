"""Digits as wide as Chinese characters."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule

WIDE = "０１２３４５６７８９"
NUMBER = re.compile(rf"[{WIDE}]+(?:[．，][{WIDE}]+)*")


@rule("full-width-digit", "全角数字", Severity.WARNING, Level.STANDARD, Concern.MARKS)
def check(report: Report) -> Iterator[Flaw]:
    """阿拉伯数字用半角（GB/T 15835）。

    反例：
        新建学校６所，完成投资１２．５亿元。

    正例：
        新建学校6所，完成投资12.5亿元。
    """
    if not any(digit in report.text for digit in WIDE):
        return  # quicker than to search for a range of characters
    for found in NUMBER.finditer(report.text):
        half = found[0].translate({ord(wide): ord(wide) - 0xFEE0 for wide in found[0]})
        yield Flaw(found.span(), f"“{found[0]}”是全角数字", f"改为“{half}”")
