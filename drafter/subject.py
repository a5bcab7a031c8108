"""Whether two rankings are of one thing. Pure."""

import re

from drafter.idf import idf

_SHARE = 0.5  # of what a fact ranks that a sentence about the same thing shares
_ENOUGH = 4  # telling characters that name what is ranked
_REACH = 100  # signs of the sentence each way
_MOST = 60  # signs of the fact before the rank
_ENDS = re.compile(r"[。；！？\n]")
_CUT = re.compile(r"[，。；：！？\n]")
_NUMBER = re.compile(r"\d[\d.]+")  # that is ranked: GDP120亿元，居第3位
_GENERIC = frozenset(
    "全省市县区国州镇乡居列位第前名次排首个家例批创率先领列榜行业荣获评为被在了的和与及并等其中获得"
    "一二三四五六七八九十0123456789"
)


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
