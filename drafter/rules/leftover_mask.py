"""Masks in a text that is to be handed in as it stands."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import LETTERS
from drafter.rules import Concern, Level, rule

PLACE = "[省市县区镇乡村局校厂](?![域民面长])"  # what a single letter or 某 may hide the name of
MASK = re.compile(
    r"(?=[*＊×ＸXx某○〇□■])"  # what any of them begins with: fails fast on all other characters
    r"(?:(?!(?<=[\d)）])[*＊](?=[\d(（]))(?!^[*＊][ \t])[*＊]++"  # not 3*5, not a mark of a list
    r"|(?<![A-Za-zＸ×])(?:[×ＸX]{2,}|xx+)(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9Ｘ×])[×ＸX](?={PLACE})"
    rf"|(?<!某)(?:某{{2,}}|某(?={PLACE}))"
    r"|(?<![一二三四五六七八九〇○\d])[○〇□■]{2,})",
    re.MULTILINE,
)
BEHIND = re.compile(
    rf"[多余]?(?:[百千万亿]*(?:元|亩|吨|公里|％|%|[个名家次条项人户件位起批所])|{PLACE})"
)


@rule("leftover-mask", "定稿留有掩码", Severity.ERROR, Level.PROJECT, Concern.READY)
def check(report: Report) -> Iterator[Flaw]:
    """定稿里不能再有掩码：**、××、某某和代替名称的字母都要换成实际内容。只在定稿时（--final）查。

    反例：
        定稿：是
        全年引进项目**个，到位资金***亿元。

        定稿：是
        ××县CC幼儿园如期开学，某某镇完成改造。

    正例：
        全年引进项目**个，到位资金***亿元。

        定稿：是
        全年引进项目23个，到位资金4.2亿元，“3＋X”学习制度落实，建成AAA级景区。
    """
    if not report.is_final:
        return
    for pattern in (MASK, LETTERS):
        for found in pattern.finditer(report.text):
            behind = BEHIND.match(report.text, found.end())
            span = (found.start(), behind.end() if behind else found.end())
            mask = report.text[slice(*span)]
            yield Flaw(span, f"定稿里还有掩码“{mask}”", "换成实际的名称或数字")
