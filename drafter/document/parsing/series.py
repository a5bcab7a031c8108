"""Lines that look alike and stand above text: headings by their shape, whatever their words.

★廉洁★, ◆ 这一年做了什么, 【履责情况】, ＝＝＝ 述 廉 ＝＝＝: where all lines with one decoration are
short, and each has text below it, these are the headings, and numbers are those of points. What
stands in 〔〕 is left open by its author, and no heading.
"""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass

from drafter.document.parsing.enumeration import opens
from drafter.text import Span

_DECORATED = re.compile(
    r"(?P<sign>[^\w\s“”‘’\"'《》〔〕（）()<>，。、；：！？,.;:!?\-—#~…·•*+/|%％$￥&@]{1,12}"
    r"|\*\*(?=[^*]+\*\*$)|[=＝\-—~～]{2,12})"
    r"[ \t\u3000]*(?P<title>[^\s].*?)[ \t\u3000]*[^\w\s“”‘’\"'《》（）(),.，。、；：！？…]*[：:]?"
)
# 〔第2页：这一年做了什么〕, 【幻灯片3：还欠的账】: where a speech turns its pages.
_PAGED = re.compile(
    r"[〔【\[（(]?[^，。；：\d]{0,4}(?:第[\d一二三四五六七八九十]{1,3}[页张屏版]|P\d{1,2}|幻灯片[\d一二三四五六七八九十]{1,3})"
    r"[：:、 \u3000]+(?P<title>[^〔〕【】\[\]（）()。；]{2,30})[〕】\]）)]?"
)
LEVELS = ("part", "paren", "arabic", "circled")
BARE = len(LEVELS)  # the level of a heading without a number
_LONGEST = 34  # characters of such a line
_TEXT = re.compile("[。；;]|[，,、]$")
_AUTHOR = re.compile(  # 城东营业所　所长　郭建兵
    r"\S[^，。；：]{2,}[ \t\u3000]+"
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
)
_TITLES = 2  # lines above the one that says who reports
_LEAST = 2
_BELOW = 20  # characters below each, on average


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line without the blanks around it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that is built like a heading."""

    level: int  # index into LEVELS; their number for a line without a number
    ordinal: int
    title: str
    role: str
    span: Span
    is_marked: bool = False  # in bold, in brackets, with # or with a colon
    is_stopped: bool = False  # a line that ends as a sentence does
    is_joined: bool = False  # its text follows on the line, without a mark
    is_parted: bool = False  # its text follows behind blanks
    is_series: bool = False  # stands among others that look like it, none of them numbered


def decorated(lines: tuple[SourceLine, ...]) -> dict[int, str]:
    """The titles of lines that share a decoration and head what stands below, by line number.

    >>> told = ["★学习★", "读书12本，写笔记两万字，听课四十节，讲课三次。", "★廉洁★"]
    >>> told.append("没有收受过礼金礼品，没有插手过工程，家属没有经商办企业。")
    >>> decorated(tuple(SourceLine(each, (0, 0)) for each in told))
    {0: '学习', 2: '廉洁'}
    """
    if len(lines) < _LEAST:
        return {}
    paged = [
        (at, read["title"]) for at, x in enumerate(lines) if (read := _PAGED.fullmatch(x.text))
    ]
    if _heads(paged, lines):
        return dict(paged)
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, line in enumerate(lines):
        read = None if line.text[0].isalnum() else _DECORATED.fullmatch(line.text[: 2 * _LONGEST])
        if read:
            told[read["sign"]].append((at, read["title"]))
    for series in told.values():  # the first one in the text is the widest
        if _is_signed(series, lines):
            series.pop(0)
        if _heads(series, lines):
            return dict(series)
    return {}


def names_author(told: str) -> bool:
    """A line that ends with a name behind blanks, in bold or not: **城东营业所　所长　李梅**.

    >>> names_author("**城东营业所　所长　李梅**"), names_author("**廉洁自律情况**")
    (True, False)
    """
    return _AUTHOR.fullmatch(told.strip("*#＊ ")) is not None


def _is_signed(series: list[tuple[int, str]], lines: tuple[SourceLine, ...]) -> bool:
    """The first line below the title says who reports, in the decoration of the headings.

    It ends with a name behind blanks and no other does, or it stands above a greeting and all
    others are numbered.
    """
    (at, first), others = series[0], [title for _, title in series[1:]]
    if not others or at > _TITLES or opens(first):
        return False
    is_author = names_author(first) and not any(map(names_author, others))
    is_above = at > 0 and lines[at + 1 : at + 2] and lines[at + 1].text.endswith(("：", ":"))
    return is_author or (bool(is_above) and len(others) > 1 and all(map(opens, others)))


def _heads(series: list[tuple[int, str]], lines: tuple[SourceLine, ...]) -> bool:
    """All are short, and text stands below each."""
    places = [at for at, _ in series]
    if len(series) < _LEAST or len({title for _, title in series}) < len(series):
        return False
    if any(len(lines[at].text) > _LONGEST or _TEXT.search(title) for at, title in series):
        return False
    if any(other - one < 2 for one, other in itertools.pairwise(places)):  # noqa: PLR2004 next
        return False
    below = sum(len(line.text) for line in lines[places[0] :]) - sum(
        len(lines[at].text) for at in places
    )
    return below >= _BELOW * len(series)
