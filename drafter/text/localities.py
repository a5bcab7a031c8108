"""Of which town, body or thing a figure is, where its row names that in front."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Generic, TypeVar

from drafter.text.set_phrases import listed

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_NAMED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}是)?"
    r"(?P<place>[\u4e00-\u9fff]{1,8}(?:[乡镇村县区市州旗]|街道|社区|林场|农场))[，：]"
)
_CLAUSES = re.compile("[，：,:]")
_ORDER = re.compile("[一二三四五六七八九十]{1,2}是")
_TO = "对向给在到赴从与和同由于"  # what stands in front of whom or what a deed is done to
_FOR = "为.{1,8}?(?:提供|解决|办|送|争取|减免|减轻|化解|协调|发放|配备)"  # 为残疾人办实事
_OBJECT = re.compile(f"(?!对[照标比]|从而|由此|由于|和谐|同[时步]|在此)[{_TO}]|针对|{_FOR}")
# how, when or what for something is done says nothing of whom it is done to
_MANNER = re.compile(
    f"(?!{_FOR})(?:通过|经过|围绕|聚焦|按照|根据|坚持|立足|着眼|紧盯|依托|结合|利用|随着|为|以).*"
    "|.*(?:[下中上后前时来里际]|期间|同时)"
)
# words that may stand in a clause or be left out of it without its being of another thing
_LIGHT = re.compile(
    "[全我本][国省市县区镇乡村局校院所司]|[全今本]年度?|年内|深入|扎实|持续|全面|大力|积极|认真|切实"
    "|着力|不断|进一步|再次|先后|累计|开展|组织|进行|实施|推进|推动|完成|做好|抓好|做实|抓实|加强|强化"
    r"|加大|增强|深化|落实|举办|召开|狠抓|(?<![\dA-Z])[\d.,%％]++(?![号#期标])"
)
_BODIES = (
    "公司|集团|企业|银行|[支分]行|医院|街道|社区|项目|标段|工程|平台|专班|[大中小]学"
    "|[校院园所站局厂店馆楼塔坝村镇乡县区市渠河湖库桥路井线段片组队]"
)
_THING = re.compile(
    r"[A-Z](?![A-Za-z])|(?:[A-Z\d]{1,3}|[一二三四五六七八九十]{1,3})[号#期标]"
    f"|.{{0,6}}?(?:{_BODIES}|半年|季度|[季批期轮月])"
)
_BUILT = re.compile(  # 石桥卫生院改造
    f".{{1,16}}(?:{_BODIES})"
    "(?:(?:新|改|扩|改扩|迁|重|续)建|改造|提升|提质|维修|整修|加固|建设|整治|修复|维护)*(?:[一二三四]期)?"
)

# the first cell of a row as it is told; a number in it is one of a series: 2号水厂, G318线
_NAME = re.compile(r"(?:[^，。；：、,:\d]|(?<=[A-Z])\d{1,4}|\d{1,3}(?=[号#期标])){2,24}")
# and one under the head of a column: 完成投资320万元, or what stands before its figure
_CELL = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,14}?)(?:达到|达|为|突破|完成|实现|共计|合计|约)?(?:\d.*)?"
)
_CELLS = re.compile("[，：、,:]")
_ROWS = re.compile("[。；;]")
# 财政运行总体平稳 says how things are and names none of them
_STATE = re.compile(
    "持续|不断|进一步|显著|明显|全面|扎实|稳步|有序|有效|有力|总体|更加|日益|逐步|成效|取得|得到|平稳|稳中"
    "|向好|良好|[了着]"
)
_VERBS = frozenset(listed("verbs"))
_VERB = 2  # characters of each


def locality(text: str) -> str:
    """The place that the last row of a text is about, "" where it names none in front.

    >>> locality("南沟镇，修路3公里；北沟镇，修路"), locality("在北沟镇修路")
    ('北沟镇', '')
    """
    row = text[max(map(text.rfind, "。；;")) + 1 :]
    found = _NAMED.match(row)
    return found["place"] if found else ""


def setting(before: str) -> str:
    """The clause in front that says whom or what the figure behind some words is about, or "".

    >>> setting("修路3公里；对城投公司清产核资，核查资产3亿元，发现问题")
    '对城投公司清产核资'
    >>> setting("对一中督导，发现隐患3处，对二中督导，发现隐患"), setting("发现隐患")
    ('对二中督导', '')
    >>> setting("在大家努力下，税收收入")
    ''
    """
    row = before[max(map(before.rfind, "。；;")) + 1 :]
    clauses = [_ORDER.sub("", each.strip(), count=1) for each in _CLAUSES.split(row)[:-1]]
    told = [each for each in clauses if not _MANNER.fullmatch(each)]
    named = [each for each in told if _OBJECT.match(each)]
    return (named[-1:] or told[:1] or [""])[0]


def are_apart(one: str, other: str) -> bool:
    """Whether two settings are alike but for what they are about, so that theirs are two figures.

    >>> are_apart("对城投公司清产核资", "对交投公司开展清产核资")
    True
    >>> are_apart("对城投公司清产核资", "对城投公司开展清产核资"), are_apart("加强征管", "税收征管")
    (False, False)
    """
    first, second = (_LIGHT.sub("", each) for each in (one, other))
    start = _shared(first, second)
    end = _shared(reversed(first[start:]), reversed(second[start:]))
    parts = first[start : len(first) - end], second[start : len(second) - end]
    if not all(parts) or not start + end:
        return False
    is_object = all(_OBJECT.match(each) for each in (first, second))
    return is_object or all(_THING.match(each[start:]) for each in (first, second))


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


class Ledger:
    """The columns of the tables that texts tell row by row: 东桥，投资75万元，受益户数230户.

    Two rows or more, each with a name of its own in front, make a table where they have two heads
    in common, or one and either stand in one text or name what is built or run.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        names = defaultdict[tuple[str, str], set[str]](set)
        for number, text in enumerate(texts):
            for name, heads in _rows(text):
                for key in _told_under(name, heads, str(number)):
                    names[key].add(name)
        shared = (key for key, own in names.items() if len(own) > 1)
        self._heads = frozenset(head for key in shared for head in key)

    def owner(self, before: str) -> str:
        """Whose the figure at the end of some words is, as the row of a table names it; or "".

        >>> ledger = Ledger(["东桥，投资75万元，受益户数230户", "水厂，投资90万元，受益户数412户"])
        >>> ledger.owner("水厂，投资90万元，受益户数"), ledger.owner("受益户数")
        ('水厂', '')
        """
        cells = _cells(_ROWS.split(before)[-1])
        last = _CELL.fullmatch(cells[-1])
        return _name(cells) if last and last["head"] in self._heads else ""


def _told_under(name: str, heads: Sequence[str], text: str) -> Iterator[tuple[str, str]]:
    """What has to be the same in two rows that are of one table.

    What is done for something, with what came of it, is no row: 加强招商，引进企业9家.
    """
    is_deed = name[:_VERB] in _VERBS or _is_deed(name)
    yield from (pair for pair in pairwise(heads) if not (is_deed and any(map(_is_deed, pair))))
    if len(heads) == 1:
        yield heads[0], text
        if not is_deed and _BUILT.fullmatch(name):
            yield heads[0], ""


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """The name in front of each row of a table, and the heads of what stands behind it."""
    for row in _ROWS.split(text):
        cells = _cells(row)
        if name := _name(cells):
            found = [_CELL.fullmatch(each) for each in cells[1:]]
            told = zip(cells[1:], found, strict=True)
            yield name, [each["head"] for cell, each in told if each and cell != each["head"]]


def _cells(row: str) -> list[str]:
    return [_ORDER.sub("", each.strip(), count=1) for each in _CELLS.split(row)]


def _name(cells: Sequence[str]) -> str:
    """What the first of several cells names, "" where one of them says how things are."""
    is_row = len(cells) > 1 and _NAME.fullmatch(cells[0]) and not any(map(_STATE.search, cells))
    return cells[0] if is_row and not _MANNER.fullmatch(cells[0]) else ""


def _is_deed(words: str) -> bool:
    return _LIGHT.sub("", words)[:_VERB] in _VERBS


class Told(Generic[Key, Value]):
    """What was told first under each key, of each thing that it was told of."""

    def __init__(self) -> None:
        self._first: dict[Key, tuple[str, Value]] = {}
        self._own: dict[tuple[Key, str], Value] = {}

    def before(self, key: Key, where: str, value: Value) -> Value:
        """What was told under a key in such a setting, or in one that may be of the same thing.

        >>> told = Told[str, int]()
        >>> [told.before("隐患", where, at) for at, where in enumerate(("对一中", "对二中", ""))]
        [0, 1, 0]
        """
        own = key, _LIGHT.sub("", where)
        if own in self._own:
            return self._own[own]
        place, first = self._first.setdefault(key, (where, value))
        self._own[own] = value
        return value if are_apart(where, place) else first
