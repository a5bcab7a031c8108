"""Blanks between digits and Chinese characters."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.rules import Concern, Level, Mender, rule
from drafter.text.blanks import parting

HAN = r"[\u4e00-\u9fff]"
FAR = 6  # characters before a blank that may number a part
PART = re.compile(r"第.{1,3}(?:部分|章|篇)$|(?:^|\n)\s*\d{1,2}(?:\.\d{1,2}){0,2}$")
SPACED = re.compile(
    rf"[ \u3000](?:(?<={HAN}.)[ \u3000]*(?=[0-9A-Za-z*])|(?<=[0-9A-Za-z*％%].)[ \u3000]*(?={HAN}))"
)


@rule(
    "spaced-digit",
    "数字旁有空格",
    Severity.WARNING,
    Level.STANDARD,
    Concern.MARKS,
    mended_by=(Mender.FIX, Mender.REWRITE),
)
def check(report: Report) -> Iterator[Flaw]:
    """数字、字母与汉字之间不空格。

    反例：
        2022 年完成投资 6 亿元。

    正例：
        2022年完成投资6亿元。

        * 读《Swift 进阶》一书。
    """
    if " " not in report.text and "\u3000" not in report.text:
        return
    # a name and a year on a line of their own, a bullet, a phrase in bold
    titles = [paragraph.span for paragraph in report.of(ParagraphKind.TITLE)]
    laid_out = sorted([*titles, *parting(report.text)])
    starts = [start for start, _ in laid_out]
    for found in SPACED.finditer(report.text):
        if PART.search(report.text[: found.start()][-FAR:]):
            continue  # 第一部分 2023年工作总结
        at = bisect_right(starts, found.start()) - 1
        if at >= 0 and found.start() < laid_out[at][1]:
            continue
        start, end = found.span()
        yield Flaw((start, end), "数字、字母与汉字之间有空格", "删去空格")
