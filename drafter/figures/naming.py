"""Numbers that name something and count nothing: telephones, post codes, accounts, hotlines. Pure.

What tells them is a word before or behind them, a nought in front, an area code and a hyphen, or
the form of a mobile number. A number with something behind it that it counts is never one.
"""

import re
from collections.abc import Iterator

from drafter.figures import units
from drafter.text import Span

IS_SERVICE = "(?=(?:政务|便民|服务|市民|投诉|举报|监督)*(?:热线|平台|指挥中心|便民))"
_HOTLINE = rf"\d{{3,5}}{IS_SERVICE}|(?:110|119|120|122|12315|12328|12345|12348|12388)(?!\d)"
_HYPHEN = "[-—–－‐]"
_AREA = rf"(?:[（(]0\d{{2,3}}[)）]|0\d{{2,3}}{_HYPHEN})\d{{7,8}}"
_MOBILE = rf"1[3-9]\d(?:\d{{8}}|{_HYPHEN}\d{{4}}{_HYPHEN}\d{{4}})"
_SWITCHED = rf"[48]00{_HYPHEN}\d{{3,4}}{_HYPHEN}\d{{3,4}}"
_EXTENSION = rf"(?:(?:{_HYPHEN}|转)\d{{1,5}})?"
_IDENTITY = r"\d{17}[\dXx]"
_NOUGHT = r"0\d{2,}"
_WORD = re.compile(  # what is dialled, written to, or kept under a number
    "(?:电话|手机|座机|热线|专线|传真|拨打|致电|邮编|邮政编码|[账帐]户|身份证|QQ群?|微信"
    "|(?:[账帐卡证税学案工警文批户单件]|执照|牌照|专利)号|编号|号码|代码)"
    "(?:号码?)?(?:为|是)?[：:]?[“（(]?$"
)
_DIGITS = rf"\d{{3,}}(?:{_HYPHEN}\d{{3,}})*"
_SHAPE = re.compile(
    rf"(?<![\d.,A-Za-z])(?:(?P<own>(?:{_AREA}|{_MOBILE}|{_SWITCHED}){_EXTENSION}|{_IDENTITY}"
    rf"|{_NOUGHT}|{_HOTLINE})|(?P<told>{_DIGITS}{_EXTENSION}))(?![\d.%％‰A-Za-z])"
)
_LISTED = re.compile("[、，,和或及/]$")
_LONG = 7  # digits of a number that is listed behind another
_SCALED = tuple("万亿千百多余几")
_LONGEST_WORD = 12


def names(text: str) -> tuple[Span, ...]:
    """Where numbers stand that name something.

    >>> def read(text): return [text[start:end] for start, end in names(text)]
    >>> read("监督电话0912-3345566受理12件，邮编719000已更新，拨打12345热线")
    ['0912-3345566', '719000', '12345']
    >>> read("接听电话3345566次，手机补贴13900001111元，值班电话3345566、3345577公开")
    ['3345566', '3345577']
    """
    return tuple(_names(text))


def _names(text: str) -> Iterator[Span]:
    last = -1  # where the number before ends, if it names something
    for found in _SHAPE.finditer(text):
        if _is_counting(text[found.end() :]):
            continue
        before = text[max(0, found.start() - _LONGEST_WORD) : found.start()]
        is_listed = (
            last >= 0
            and len(found[0]) >= _LONG
            and last == found.start() - 1
            and bool(_LISTED.search(before))
        )
        if found["own"] or is_listed or _WORD.search(before):
            last = found.end()
            yield found.span()


def _is_counting(after: str) -> bool:
    return bool(units.UNIT.match(after)) or after.startswith(_SCALED)
