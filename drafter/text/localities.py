"""Of which town, body or thing a figure is, where its row names that in front."""

import re
from collections.abc import Hashable, Iterable
from itertools import takewhile
from typing import Generic, TypeVar

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
    r"|加大|增强|深化|落实|举办|召开|狠抓|[\d.,%％]+"
)
_THING = re.compile(
    ".{0,6}?(?:公司|集团|企业|银行|[支分]行|医院|街道|社区|项目|标段|工程|平台|专班|半年|季度"
    "|[校院园所站局厂店村镇乡县区市渠河湖库桥路井线段片组队季批期轮月])"
)


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
