"""Names told by another: 小学 for 中学, 党委 for 党组, 4G for 5G. Pure.

Figures stay as they are in such an exchange, so that figures alone do not show it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from drafter.schema import table
from drafter.text import Span, alternation

# 5G, PM2.5, 12345热线, Ⅱ类, （2）班: figures that are a name, and say no amount.
_NAMED = re.compile(
    r"(?<![A-Za-z\d.])(?:\d+[A-Za-z]+(?![a-z])|[A-Za-z]+[-.]?\d+(?:\.\d+)?)(?![\d.])"
    r"|(?<!\d)1\d{2,4}(?=(?:政务|便民|服务|市民|投诉|举报|监督)*(?:热线|平台|电话))"
    r"|(?<!\d)10[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[ⅠⅡⅢⅣⅤ]+(?=类)|（\d{1,2}）(?=班)|[½⅓⅔¼¾⅕⅛]"
    r"|(?:19|20)\d\d年?[—–~至到-]{1,2}(?:(?:19|20)\d\d|\d\d)(?=年)"
)
# 二标段, 三级公路, A类, AAA级: an index and what it is one of
_SERIES = re.compile(
    r"(?:(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]{1,2}|(?<![A-Za-z\d])\d?[A-E]{1,5}|[甲乙丙])"
    r"(?P<head>标段|级公路|级航道|级保护|级医院|级响应|类(?![型似别])|级(?![别联])|号[楼线井机泵塔])"
)
_SIDES = re.compile(r"[东西南北新老左右](?P<stem>[\u4e00-\u9fff]{2})")
_NEGATIVE = re.compile(r"(?:增长|增速|增幅|提高|提升)率?(?=为?[-−负]\d)")  # a fall in other words
_UNITS = re.compile(r"\d+(?:km|kg|cm|mm|kW|MW|kV|KV|GW|GB|MB|TB|m|t|h|g|L|V|W|P)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TermContrast:
    """A term that stands where the fact has another of its row."""

    span: Span
    text: str
    known: str  # the fact's

    @property
    def message(self) -> str:
        """What is wrong and what would be right."""
        return f"事实是“{self.known}”，不能写成“{self.text}”"


def contrasts(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """Terms of a text that take the place of others in the facts that it tells.

    Args:
        text: a sentence.
        facts: those that it tells.

    >>> [found.message for found in contrasts("新建中学6所。", ["新建小学6所"])]
    ['事实是“小学”，不能写成“中学”']
    >>> contrasts("新建改扩建中小学校6所。", ["新建小学4所、中学2所"])
    []
    >>> [found.text for found in contrasts("建成4G基站80个。", ["5G基站80个"])]
    ['4G']
    """
    told = _NEGATIVE.sub("", "\n".join(facts))
    found = []
    for row, pattern in _patterns():
        known = [term for term in row if term in told]
        kept = [term for term in known if term in text]
        if not known or kept:
            continue
        found += [
            TermContrast(each.span(), each[0], known[0])
            for each in pattern.finditer(text)
            if each[0] not in told
        ]
    found += [*_numbered(text, told), *_indexed(text, told), *_sided(text, told)]
    found += [*_moved(text, facts), *_reversed(text, facts), *_averaged(text, facts)]
    found += [*_turned(text, facts), *_outdone(text, facts), *_raised(text, told)]
    return sorted(found, key=lambda each: each.span)


_PERIOD = re.compile(
    r"(?P<when>[上下]半年|[一二三四]季度|(?<!\d)\d{1,2}月(?!\d))[^，。；、\d]{0,8}?(?P<figure>\d[\d.]*)"
)
_SHARE = re.compile(
    r"(?P<word>[人户亩村日月年周]均|累计|总共|每年平均|平均每年)[^，。；、\d]{0,10}?(?P<figure>\d[\d,.]*)"
)
_SAME = {"每年平均": "年均", "平均每年": "年均", "总共": "累计"}
_STEP = re.compile(
    r"(?<![\d.])(?P<first>\d[\d.]*)[^\d，。；]{0,8}?(?:到|至|为|成)[^\d，。；]{0,3}?(?P<last>\d[\d.]*)"
)


def _moved(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """A figure of one half year told as that of the other."""
    found = []
    for fact in facts:
        known = {each["figure"]: each["when"] for each in _PERIOD.finditer(fact)}
        if len(set(known.values())) < len(known) or len(known) < 2:  # noqa: PLR2004 - a pair
            continue
        for each in _PERIOD.finditer(text):
            when = known.get(each["figure"])
            if when and when != each["when"]:
                found.append(TermContrast(each.span(), each[0], f"{when}{each['figure']}"))
    return found


def _averaged(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """A figure of each year told as that of all, though both words stand in the facts.

    >>> facts = ["年均投入维修费508万元", "累计安装路灯254盏"]
    >>> [found.message for found in _averaged("累计投入维修费508万元，累计安装路灯254盏", facts)]
    ['事实是“年均”，不能写成“累计”']
    """
    known: dict[str, set[str]] = {}
    for fact in facts:
        for each in _SHARE.finditer(fact):
            known.setdefault(each["figure"], set()).add(_SAME.get(each["word"], each["word"]))
    found = []
    for each in _SHARE.finditer(text):
        own, word = known.get(each["figure"], set()), each["word"]
        if len(own) == 1 and _SAME.get(word, word) not in own:
            found.append(TermContrast(each.span("word"), word, next(iter(own))))
    return found


def _reversed(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """由12名升到8名 told the other way round."""
    steps = {(each["first"], each["last"]): each[0] for f in facts for each in _STEP.finditer(f)}
    return [
        TermContrast(each.span(), each[0], steps[each["last"], each["first"]])
        for each in _STEP.finditer(text)
        if (each["last"], each["first"]) in steps and (each["first"], each["last"]) not in steps
    ]


_RATIO = re.compile(
    r"(?<![\d:：∶.])(?<!\d比)(?P<first>\d[\d.]*)(?P<sign>[:：∶比])(?P<last>\d[\d.]*)(?![\d:：∶比])"
)


def _turned(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """A ratio told the other way round: 3:1 for 1:3."""
    known = {(each["first"], each["last"]): each[0] for f in facts for each in _RATIO.finditer(f)}
    return [
        TermContrast(each.span(), each[0], known[each["last"], each["first"]])
        for each in _RATIO.finditer(text)
        if (each["last"], each["first"]) in known and (each["first"], each["last"]) not in known
    ]


_LITTLE = re.compile(
    r"(?<![减至最缺不许])(?P<way>[多少])(?P<did>[\u4e00-\u9fff]{0,4}?)了?(?P<figure>\d[\d.]*)"
)


def _outdone(text: str, facts: Sequence[str]) -> list[TermContrast]:
    """少亏损5万元 told as 多亏损5万元, one character apart."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for each in (hit for fact in facts for hit in _LITTLE.finditer(fact)):
        known.setdefault((each["did"], each["figure"]), {})[each["way"]] = each[0]
    found = []
    for each in _LITTLE.finditer(text):
        ways = known.get((each["did"], each["figure"]), {})
        if ways and each["way"] not in ways:
            found.append(TermContrast(each.span(), each[0], next(iter(ways.values()))))
    return found


_POST = (
    r"(?:[局县市区镇乡院校处科所站队馆会组团]长|书记|主任|主席|总?经理|总监|总编|指挥|教授|队长)"
)
_DEPUTY = re.compile(rf"副(?P<post>{_POST})")


def _raised(text: str, told: str) -> list[TermContrast]:
    """局长 where the facts that are told know of a 副局长 only.

    >>> [found.message for found in contrasts("任站长期间办班3期。", ["任副站长期间办班3期"])]
    ['事实是“副站长”，不能写成“站长”']
    """
    return [
        TermContrast(each.span(), each[0], f"副{each[0]}")
        for post in dict.fromkeys(_DEPUTY.findall(told))
        if not re.search(f"(?<!副){post}", told) and f"副{post}" not in text
        for each in re.finditer(f"(?<!副){post}", text)
    ]


def _numbered(text: str, stated: str) -> list[TermContrast]:
    """Names with figures that the facts do not have, where they have another like them."""
    known = {_plain(each[0]): each[0] for each in _NAMED.finditer(stated)}
    known = {name: each for name, each in known.items() if not _UNITS.fullmatch(each)}
    return [
        TermContrast(each.span(), each[0], next(iter(known.values())))
        for each in _NAMED.finditer(text)
        if known and each[0] not in stated and not _UNITS.fullmatch(each[0])
        if _plain(each[0]) not in known
    ]


def _plain(name: str) -> str:
    """One spelling of a span of years: 2021年至2023 is 2021—2023."""
    return re.sub("年?[—–~至到-]{1,2}", "—", name)


def _indexed(text: str, stated: str) -> list[TermContrast]:
    """三标段 where the facts have no other than 二标段; a grade of something else is none."""
    known = {each["head"]: each[0] for each in _SERIES.finditer(stated)}
    every = {each[0] for each in _SERIES.finditer(stated)}
    said = {each[0] for each in _SERIES.finditer(text)}
    return [
        TermContrast(each.span(), each[0], known[each["head"]])
        for each in _SERIES.finditer(text)
        if each["head"] in known and each[0] not in every and known[each["head"]] not in said
    ]


def _sided(text: str, stated: str) -> list[TermContrast]:
    """西山片区 where the facts have 东山片区."""
    found = []
    for each in _SIDES.finditer(text):
        known = re.search(f"[东西南北新老左右]{each['stem']}", stated)
        if known and each[0] not in stated and known[0] not in text and _is_pair(each[0], known[0]):
            found.append(TermContrast(each.span(), each[0], known[0]))
    return found


def _is_pair(one: str, other: str) -> bool:
    return any(one[0] in sides and other[0] in sides for sides in ("东西南北", "新老", "左右"))


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    rows = table(_Rows, "contrasts").rows
    return tuple((row, re.compile(alternation(row))) for row in rows)
