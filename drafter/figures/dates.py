"""Dates as components, so that 6月 in a fact can carry 6月 in a text but not 2022年6月. Pure."""

import re
from dataclasses import dataclass

from drafter.text import numerals

_Y = r"(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3}"
_M = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_D = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO_DAY = r"(?=[-~至到]\d{1,2}[日号])"
_TAIL = r"(?:[上下]半年|第?[一二三四1-4]季度末?|年?[底末初]|年中|[上中下]旬)"

SEASONS = frozenset(("年初", "年底", "年末", "季末", "月初", "月底", "月末"))  # of any year

DATE = (
    rf"(?<!\d)(?P<iso>(?:19|20)\d\d(?P<sep>[-./])(?:1[0-2]|0?[1-9])"
    rf"(?:(?P=sep)(?:3[01]|[12]\d|0?[1-9]))?(?![\d.]|[万亿元%]))"
    rf"|(?<!\d)(?P<y>{_Y})(?:年度?|(?=届))(?:(?P<ym>{_M})月份?(?:(?P<yd>{_D})(?:[日号]|{_TO_DAY}))?)?"
    rf"(?P<ytail>{_TAIL})?"
    rf"|(?<![\d十一二三四五六七八九个])(?P<m>{_M})月(?!饼|亮|球|嫂)份?(?:(?P<d>{_D})(?:[日号]|{_TO_DAY}))?(?P<mtail>{_TAIL})?"
    r"|(?P<tail>[上下]半年|第?[一二三四1-4]季度末?|(?<![\d一二两三四五六七八九十几])年(?:[底末]|初(?!一|二|三|中|级))|月[底末]|月初|季末)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """What is said about a point in time; 0 or "" where nothing is said."""

    year: int = 0
    month: int = 0
    day: int = 0
    tail: str = ""  # 年底, 上半年, 3季度 …

    def within(self, other: "Day", year: int | None) -> bool:
        """Everything said here is also said by `other`; `year` needs no one to say it.

        >>> Day(month=6).within(Day(2022, 6, 15), None), Day(2022, 6).within(Day(month=6), None)
        (True, False)
        >>> Day(2022, 6).within(Day(month=6), 2022)
        True
        """
        return (
            self.year in (0, other.year, year)
            and self.month in (0, other.month)
            and self.day in (0, other.day)
            and self.tail in ("", other.tail)
        )


def read(found: re.Match[str]) -> Day | None:
    """The date that a match of `DATE` says; None when it is none.

    >>> def day(text): return read(re.search(DATE, text))
    >>> day("二〇二二年6月")
    Day(year=2022, month=6, day=0, tail='')
    >>> day("2022.6.15").day, day("2022年上半年").tail, day("月末").tail
    (15, '上半年', '月底')
    """
    if found["iso"]:
        parts = [int(part) for part in re.split(r"[-./]", found["iso"])]
        return Day(parts[0], parts[1], sum(parts[2:]))
    if found["y"]:
        return Day(_int(found["y"]), _int(found["ym"]), _int(found["yd"]), _tail(found, "ytail"))
    if found["m"]:
        return Day(0, _int(found["m"]), _int(found["d"]), _tail(found, "mtail"))
    return Day(tail=_tail(found, "tail")) if found["tail"] else None


def _int(numeral: str | None) -> int:
    number = numerals.value(numeral) if numeral else None
    return int(number) if number is not None else 0


def _tail(found: re.Match[str], group: str) -> str:
    """The tail in one spelling: 末 is 底, 第三季度 is 3季度, a bare 底 says of what."""
    tail = (found[group] or "").replace("末", "底")
    quarter = re.match(r"第?([一二三四1-4])季度(底?)", tail)
    if quarter:
        return f"{_int(quarter[1])}季度{quarter[2]}"
    if tail in ("底", "初"):
        return ("月" if found["m"] or found["ym"] else "年") + tail
    return tail
