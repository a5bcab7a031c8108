"""Enumerators with a mark that does not belong to them."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, Mender, rule

NUMBER = "[一二三四五六七八九十]{1,3}"
WRONG = re.compile(
    rf"(?:^[ \t\u3000]*|(?<=[。；：]))(?:(?P<shi>{NUMBER}是)[，、：,:]"
    rf"|(?P<yi>{NUMBER})[，.．](?=\D)|(?P<kuo>（{NUMBER}）|（\d{{1,2}}）)[、，.．]|(?P<shu>\d{{1,2}})、(?!\d{{1,2}}月)|(?P<di>第{NUMBER})、)",
    re.MULTILINE,
)
RIGHT = {"shi": "", "yi": "、", "kuo": "", "shu": ".", "di": "，"}


@rule(
    "wrong-enumerator-mark",
    "序号标点不对",
    Severity.WARNING,
    Level.STANDARD,
    Concern.FORM,
    mended_by=(Mender.FIX, Mender.REWRITE),
)
def check(report: Report) -> Iterator[Flaw]:
    """序号后的标点：一是不加标点，“一、”用顿号，“（一）”不加，“1.”用点（GB/T 9704）。

    反例：
        一是，保持政治定力。二是，强化理论武装。

        （一）、抓项目。
        （二）、抓民生。

        1、抓项目。
        2、抓民生。

    正例：
        一是保持政治定力。二是强化理论武装。

        （一）抓项目。
        （二）抓民生。

        病历质量不稳。3、4月份甲级率只有91％。
    """
    for found in WRONG.finditer(report.text):
        name = str(found.lastgroup)
        right = found[name] + RIGHT[name]
        wrong = found[0].strip()
        span = (found.end() - len(wrong), found.end())
        yield Flaw(span, f"序号“{wrong}”的标点不对", f"改为“{right}”")
