"""Enumerators with a mark that does not belong to them."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, Mender, rule

NUMBER = "[一二三四五六七八九十]{1,3}"
WRONG = re.compile(
    rf"(?:(?P<shi>{NUMBER}是)[，、：,:]"
    rf"|(?P<yi>{NUMBER})[，.．](?=\D)|(?P<kuo>（{NUMBER}）|（\d{{1,2}}）)[、，.．]"
    rf"|(?P<shu>\d{{1,2}})、(?!\d{{1,2}}月)|(?P<di>第{NUMBER})、)"
)
# Where one can be: behind a mark, or first on its line. A set of characters is found fastest.
LIKELY = re.compile(r"[一二三四五六七八九十（\d第](?<![^\s。；：].)")
BLANK = " \t\u3000"
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
    for found in _numbers(report.text):
        name = str(found.lastgroup)
        right = found[name] + RIGHT[name]
        wrong = found[0].strip()
        span = (found.end() - len(wrong), found.end())
        yield Flaw(span, f"序号“{wrong}”的标点不对", f"改为“{right}”")


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a wrong mark that stand where one can open a point."""
    end = 0
    for place in LIKELY.finditer(text):
        start = place.start()
        found = WRONG.match(text, start) if start >= end else None
        if found and (text[start - 1 : start] in ("。", "；", "：") or _is_first(text, start)):
            end = found.end()
            yield found


def _is_first(text: str, place: int) -> bool:
    """Nothing but blanks stands before it on its line."""
    while place and text[place - 1] in BLANK:
        place -= 1
    return not place or text[place - 1] == "\n"
