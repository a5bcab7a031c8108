"""Wordings with numerals, quotes or ranks in them that claim nothing, and names of places."""

import re
from functools import lru_cache

from drafter import resources
from drafter.text import alternation, blank, numerals


def listed(name: str) -> tuple[str, ...]:
    """The words of `data/<name>.txt`; lines that begin with # say what they are."""
    text = resources.text(f"{name}.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


_LENGTH = "(?!三公[里斤顷])"  # 三公 is a phrase, 三公里 is a length
_NUMERAL = "(?!(?<=[一二两三四五六七八九])[十百千万亿点])"  # 合同一百份 is no 同一 of a hundred
# not inside a longer numeral: 一公里 is a phrase, 二十一公里 and 一点一公里 are not
SET_PHRASE = re.compile(
    rf"(?<![\d零〇一二三四五六七八九十百千万])(?<![零〇一二三四五六七八九十百千万两]点){_LENGTH}"
    rf"(?:{alternation(listed('set_phrases'))}){_NUMERAL}"
)


def without_phrases(folded: str, allowed: frozenset[str]) -> str:
    """A folded text in which what needs no fact is blanked: set phrases, and those `allowed`.

    >>> without_phrases("聚力千方百计增收", frozenset(["聚力"]))
    '□□□□□□增收'
    >>> without_phrases("重大合同一百一十七份", frozenset())
    '重大合同一百一十七份'
    >>> without_phrases("三公经费下降，修路三公里，管网六十一点三公里", frozenset())
    '□□□□下降，修路三公里，管网六十一点三公里'
    """
    plain = blank(_any(allowed), folded) if allowed else folded
    return blank(SET_PHRASE, plain)


@lru_cache(maxsize=32)
def _any(allowed: frozenset[str]) -> re.Pattern[str]:
    words = alternation(numerals.fold(word) for word in allowed)
    return re.compile(rf"{_LENGTH}(?:{words}){_NUMERAL}")
