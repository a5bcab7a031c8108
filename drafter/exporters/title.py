"""A long title over several lines: words whole, lines like a trapezoid or a diamond."""

import re
from itertools import combinations, pairwise

WIDTH = 20  # characters of 22 pt in a line of 156 mm
MOST_LINES = 4
WORDS = (  # never parted over two lines
    "述职述廉报告|述职述责述廉报告|述职报告|述廉报告|工作报告|年度|工作|情况|报告|关于|履行|履职|落实|"
    "全面|从严治党|主体责任|责任|党风廉政|建设|基层|党建|学校|医院|街道|社区|公司|集团|集体|领导|班子|"
    "委员会|党委|政府|人民|教育|财政|公安|书记|主任|局长|县长|市长|镇长|乡长|院长|校长|经理|董事长|副"
)
_WHOLE = re.compile(rf"[A-Za-z0-9.%％*＊]+年?|“[^”]*”|《[^》]*》|（[^）]*）|{WORDS}")
_ENDS = re.compile(r"(?<=年度)|(?<=的)|(?=关于)|(?=(?:19|20)\d\d年)|(?=述职|述廉)|(?<=[，、：—\s])")
_NOT_FIRST = "的了和与及、，。：；！？）》”〕…—"
_NOT_LAST = "（《“〔"
AWKWARD = 6  # a break inside what may be a word weighs as much as lines 6 characters apart


def balanced(title: str) -> list[str]:
    """The lines of a title; joined they are the title.

    >>> balanced("2022年度述职述廉报告")
    ['2022年度述职述廉报告']
    >>> balanced("云岭县教育局党组书记、局长2024年度履行全面从严治党主体责任情况述职报告")
    ['云岭县教育局党组书记、局长2024年度', '履行全面从严治党主体责任情况述职报告']
    """
    least = -(-len(title) // WIDTH)
    if least <= 1:
        return [title]
    allowed = [cut for cut in range(1, len(title)) if _may_break(title, cut)]
    good = {found.start() for found in _ENDS.finditer(title)}
    for count in range(least, MOST_LINES + 1):
        splits = [
            lines
            for cuts in combinations(allowed, count - 1)
            if max(map(len, lines := _cut(title, cuts))) <= WIDTH
        ]
        if splits:
            return min(splits, key=lambda lines: _weight(lines, good))
    return [title]


def _may_break(title: str, cut: int) -> bool:
    if title[cut] in _NOT_FIRST or title[cut - 1] in _NOT_LAST:
        return False
    return not any(found.start() < cut < found.end() for found in _WHOLE.finditer(title))


def _cut(title: str, cuts: tuple[int, ...]) -> list[str]:
    return [title[a:b] for a, b in zip((0, *cuts), (*cuts, len(title)), strict=True)]


def _weight(lines: list[str], good: set[int]) -> int:
    """How far the lines are from each other, from an even slope, and from ends of words."""
    lengths = [len(line) for line in lines]
    slopes = [b - a for a, b in pairwise(lengths)]
    hollow = sum(a < 0 < b for a, b in pairwise(slopes))
    at, awkward = 0, 0
    for line in lines[:-1]:
        at += len(line)
        awkward += at not in good
    return max(lengths) - min(lengths) + AWKWARD * (awkward + hollow)
