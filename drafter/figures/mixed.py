"""Numerals told in digits and scales by turns: 3万4000, 1亿2000万, 7千3百. Pure."""

import re
from fractions import Fraction

from drafter.text import numerals

_SAID = "[一二两三四五六七八九]"
_THOUSANDS = r"\d千(?:\d百(?:零?\d{1,2})?|\d{3}|零\d{1,2})"  # 7千3百, 5千500
_ROUND = r"\d千|\d百"
_SMALL = rf"零[\d{_SAID[1:-1]}][\d{_SAID[1:-1]}十百千零]{{0,6}}"  # 零50, 零九十
_BEHIND_WAN = rf"{_THOUSANDS}|{_ROUND}|{_SAID}千(?:零?{_SAID}百)?|{_SAID}百|\d{{3,4}}|{_SMALL}"
_HAN = rf"[{_SAID[1:-1]}十百零]{{1,7}}"
_MORE = "(?P<mixedmore>[多余几来])?"

# Digits close behind a 万 go on in it only where they fill its places (3万4000, 3万400) or a 零
# says that some are empty; behind a 亿 they need a 万 of their own. 1万2023年 has a year in it.
NUMERAL = (
    rf"(?:{_THOUSANDS}(?![万亿])"
    rf"|\d{{1,4}}亿零?(?:\d千\d百|{_ROUND}|\d{{1,4}}){_MORE}万(?:{_BEHIND_WAN})?"
    rf"|\d{{1,4}}万(?:{_BEHIND_WAN})|\d{{1,4}}亿(?:{_ROUND}|{_SMALL})"
    rf"|{_HAN}(?:亿零?\d{{1,4}}万|万\d{{3,4}}))"
    r"(?![\d.%月]|(?:[-~至到](?:19|20)\d\d)?年)"
)
_SCALED = re.compile(rf"(\d|{_SAID})([千百])")


def value(numeral: str) -> Fraction:
    """What a match of `NUMERAL` is worth.

    >>> [int(value(each)) for each in ("3万4000", "1亿2000万", "1亿2千多万", "2亿3千4百万5000")]
    [34000, 120000000, 120000000, 234005000]
    >>> [int(value(each)) for each in ("7千3百5", "5千500", "3万零四十", "三万4000", "3万四千")]
    [7350, 5500, 30040, 34000, 34000]
    """
    total, rest = Fraction(0), re.sub("[多余几来]", "", numeral)
    for sign in "亿万":
        before, _, behind = rest.rpartition(sign)
        total += _below_wan(before) * numerals.SCALES[sign]
        rest = behind
    return total + _below_wan(rest)


def _below_wan(numeral: str) -> Fraction:
    """What stands between two of 亿 and 万: 3千4百, 500; the last digit of 3千4 counts 百."""
    plain = numeral.lstrip("零")
    whole = numerals.value(plain) if plain else Fraction(0)
    if whole is not None:
        return whole
    total, end, places = 0, 0, 0
    for found in _SCALED.finditer(plain):
        scale = numerals.SCALES[found[2]]
        total += int(numerals.value(found[1]) or 0) * scale
        end, places = found.end(), len(str(scale)) - 1
    rest = plain[end:]
    digits = rest.lstrip("零") if rest.startswith("零") else rest.ljust(places, "0")
    return Fraction(total + int(digits or 0))
