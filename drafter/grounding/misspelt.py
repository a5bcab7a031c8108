"""Names of a text that stand in no fact, while one stands there that differs by one sign. Pure.

Only a name of closed shape counts, of a person beside a title or of a place or office by its
ending, and only where a fact about the same thing has the other: 惠明路 where it says 惠民路.
"""

import re
from collections.abc import Iterator

from drafter.grounding.index import FactIndex
from drafter.grounding.terms import GENERIC, SURNAMES, VERBS, clause
from drafter.text import Span

_NEAR = 3  # a fact about the same thing is among the nearest so many
_HAN = r"[\u4e00-\u9fff]"
_HEADS = (
    "书记|主席|主任|局长|镇长|乡长|县长|区长|厂长|站长|所长|科长|股长|院长|校长|园长|行长|队长|组长"
    "|经理|医生|医师|教授|老师|师傅"
)
_MEMBERS = "护士|教师|干部|党员|委员|代表|村民|居民|职工|员工|学生|户主"
_AFTER = f"{_HEADS}|同志|先生|女士|院士|老人|大爷|大妈|夫妇|一家|家中|家里"
_NO_PERSON = (
    "[的了在和与等们该各把被让由从到去来说讲做是有不及]|同志|先生|女士|大[爷妈]|老[师人]|一家|夫妇"
)
_GIVEN = rf"(?:(?!{_NO_PERSON}){_HAN}){{2}}"
_NO_SURNAME = "于高安成关向和云连常应项包温"  # 干部高标准, 村民于年底
_PERSON = re.compile(
    rf"(?:(?<={_HEADS}|{_MEMBERS})|(?<=企业家|负责人))(?![{_NO_SURNAME}])[{SURNAMES}]{_GIVEN}"
    rf"|(?<!{_HAN})[{SURNAMES}]{_GIVEN}(?={_AFTER})"
    rf"|(?<=由)[{SURNAMES}]{_GIVEN}(?=牵头|带队|负责|主持|包保|包案|担任)"
)
_ENDING = (
    "街道(?!办)|街道(?=办)|社区|镇(?!区|级|村|上|里)|乡(?!镇|村|里|贤|下|土|风)|村(?!民|级|里|组|干|两|支|委|上|庄|务|域)"
    "|(?<![道公水马铁])路(?!灯|段|线|面|口|径|子|长|基|况|网)|大道|小区|水库|大桥|小学|中学|医院|公司|派出所|局(?!面|势|长|部|限)"
)
_PLACE = re.compile(rf"(?=({_HAN}{{2}})({_ENDING}))")
_LOOSE = ("镇", "乡", "村")  # endings of many words
_NO_STEM = re.compile("[包驻通进入下城全]$")  # 驻村, 城乡
_WAYS = re.compile("[道公产业水马铁高速支干通进出组机耕断头环生思近弯问走线小主]")  # 产业路, 机耕路


def misspelt(plain: str, facts: FactIndex) -> Iterator[tuple[Span, str, str]]:
    """Where a name stands that no fact has, the name, and the one that a fact has.

    Args:
        plain: a folded text whose set phrases are blanked.
        facts: what may be said.

    >>> facts = FactIndex(["拓宽惠民路2公里", "院长张卫国带队巡诊"])
    >>> [row[1:] for row in misspelt("拓宽惠明路2公里，院长张为国，带队巡诊。", facts)]
    [('惠明路', '惠民路'), ('张为国', '张卫国')]
    >>> list(misspelt("拓宽道路2公里，院长带队巡诊。", facts))
    []
    """
    known = [
        (i, name, _before(fact, span))
        for i, fact in enumerate(facts.folded)
        for span, name in _names(fact)
    ]
    for span, name in _names(plain) if known else ():
        if name in facts.all_words:
            continue
        near, before = facts.nearest(clause(plain, span[0]), _NEAR), _before(plain, span)
        for i, other, stood in known:
            is_loose = name.endswith(_LOOSE) and before != stood
            if i in near and _is_slip(name, other) and not is_loose:
                yield span, name, other
                break


def _before(text: str, span: Span) -> str:
    """The sign of a word in front of a name, "" where a mark or nothing stands there."""
    sign = text[max(0, span[0] - 1) : span[0]]
    return sign if re.fullmatch(_HAN, sign) else ""


def _names(text: str) -> Iterator[tuple[Span, str]]:
    """What can only be a name: of a place by its ending, of a person by the title beside it."""
    for found in _PLACE.finditer(text):
        stem, ending = found.groups()
        word = (_WAYS if ending == "路" else _NO_STEM).search(stem)
        if not word and stem not in VERBS and not GENERIC.search(stem):
            yield (found.start(), found.end(2)), stem + ending
    for found in _PERSON.finditer(text):
        if not _PLACE.match(text, found.start()):  # 石桥镇干部
            yield found.span(), found[0]


def _is_slip(one: str, other: str) -> bool:
    """They differ by one sign, that of a place not in its ending: 青石乡 is no slip for 青石镇."""
    if len(one) != len(other) or (one[-1] != other[-1] and _PLACE.match(other)):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
