"""What an ordinal is of: a name, a rank of one thing or of another. Pure."""

import re

from drafter.text.weights import idf

_SHARE = 0.5  # of what a fact ranks that a sentence about the same thing shares
_ENOUGH = 4  # telling characters that name what is ranked
_REACH = 100  # signs of the sentence each way
_MOST = 60  # signs of the fact before the rank
_BEFORE = 8  # signs before an ordinal in which a word of ranking makes it a rank
_ENDS = re.compile(r"[。；！？\n]")
_CUT = re.compile(r"[，。；：！？\n]")
_NUMBER = re.compile(r"\d[\d.]+")  # that is ranked: GDP120亿元，居第3位
_GENERIC = frozenset(
    "全省市县区国州镇乡居列位第前名次排首个家例批创率先领列榜行业荣获评为被在了的和与及并等其中获得"
    "一二三四五六七八九十0123456789"
)

_RANKED = re.compile(r"[列居排占获夺摘][\u4e00-\u9fff]{0,6}\Z")  # 列全市第三
_BODY = re.compile(  # 第三小学, 第二污水处理厂; not 第三的学校, 第一批学校
    r"(?![批届轮次期年季代例步道条位名个家所座])"
    r"(?:(?![的了在和与及为是有被把，。；])[\u4e00-\u9fff]){0,8}?"
    r"(?:[小中大]学|[初高]中|完小|[校院园厂馆站]|看守所|派出所|监狱|中心|支部|小组|社区|公司|集团"
    r"|分局|[大中支]队|巡[察视]组|工作组|[检监]察[部室])"
)


def names_body(text: str, start: int, end: int) -> bool:
    """The ordinal from `start` to `end` is part of a name, not a rank.

    A name goes on behind it up to a kind of body; a rank has a word of ranking before it.

    >>> names_body("第三小学建成", 0, 2), names_body("建成第二人民医院", 2, 4)
    (True, True)
    >>> names_body("居全市第三，小学", 3, 5), names_body("列全市第三小学", 3, 5)
    (False, False)
    """
    before = text[max(0, start - _BEFORE) : start]
    return bool(_BODY.match(text, end)) and not _RANKED.search(before)


def same_subject(text: str, at: int, fact: str, place: int) -> bool:
    """The rank at `at` of a text is of what the rank at `place` of a fact is of.

    >>> fact = "高考本科上线率62%，居全市第2位"
    >>> same_subject("高考上线率62%，位居全市第2位。", 11, fact, 14)
    True
    >>> same_subject("新修农村公路40公里，增速居全市第2位。", 16, fact, 14)
    False
    """
    before = _ENDS.split(text[max(0, at - _REACH) : at])[-1]
    said = before + _ENDS.split(text[at : at + _REACH], maxsplit=1)[0]
    if any(number in said for number in _NUMBER.findall(fact[max(0, place - _MOST) : place])):
        return True
    ranked = _ranked(fact, place)
    whole = sum(map(idf, ranked))
    return not whole or sum(map(idf, ranked & set(said))) >= _SHARE * whole


def _ranked(fact: str, place: int) -> set[str]:
    """The characters of what is ranked: of the clause, and of those before when it has few."""
    clauses = _CUT.split(fact[max(0, place - _MOST) : place])
    told = _telling(clauses.pop() + _CUT.split(fact[place:], maxsplit=1)[0])
    while clauses and len(told) < _ENOUGH:
        told |= _telling(clauses.pop())
    return told


def _telling(words: str) -> set[str]:
    return {char for char in words if char not in _GENERIC and idf(char)}
