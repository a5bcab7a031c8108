"""Written numbers as values, and text folded so that one sign stands for one thing. Pure."""

import re
from fractions import Fraction
from functools import lru_cache

_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}
_SAME = (
    ("%", "％﹪"),
    (".", "．"),
    ("*", "＊∗﹡"),
    ("X", "×"),
    ("-", "—–－‐‑‒―─−"),
    ("~", "～〜∼˜"),
    ("/", "／"),
    ("+", "＋"),
    ("〇", "○◯"),
    (":", "：∶"),
    ("<", "＜"),
    (">", "＞"),
    ("$", "＄"),
    ("¥", "￥"),
    ("£", "￡"),
)
_FOLD = str.maketrans(_WIDE | {sign: to for to, signs in _SAME for sign in signs})
_VALENT = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,6})(\d{1,2}价)")  # HPV2价 is 2价HPV
# 二O二四, 二0二四: what is typed for the round nought among characters
_ROUND = re.compile(
    r"(?<![A-Za-z\d一二三四五六七八九〇])[一二三四五六七八九][一二三四五六七八九〇零]{0,3}"
    r"[OoΟο0][一二三四五六七八九〇零OoΟο0]{0,3}(?![A-Za-z\d])"
)
_NOUGHT = str.maketrans("OoΟο0", "〇〇〇〇〇")
# 4，326人: a wide comma between groups of digits. 平均分98，326人 are two figures, 110 is a number
_GROUPED = re.compile(
    r"(?<![\d.,，/第分率名票值号比])(?!0|1(?:10|19|20|22)，)\d{1,3}(?:，\d{3})+(?=(?:\.\d+)?[\u4e00-\u9fff%])"
)
_FINANCIAL = re.compile(r"[壹贰叁肆伍陆柒捌玖](?:[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{1,20})")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

_FINEST = 6  # decimals a report would write

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
TENS = {"廿": 20, "卅": 30}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def fold(text: str) -> str:
    """`text` with full-width digits, letters, signs and financial numerals made plain.

    Every character stays one character, so spans hold in both; a name and its number may be told
    in either order.

    >>> fold("增长８．５％，投入叁佰万元，***县Ｘ×村")
    '增长8.5%，投入三百万元，***县XX村'
    >>> fold("接种HPV2价疫苗") == fold("接种2价HPV疫苗")
    True
    >>> fold("体检4，326人，均分98，326人达标")
    '体检4,326人，均分98，326人达标'
    """
    folded = _VALENT.sub(r"\2\1", text.translate(_FOLD))
    folded = _GROUPED.sub(lambda found: found[0].replace("，", ","), folded)
    folded = _ROUND.sub(lambda found: found[0].translate(_NOUGHT), folded)
    return _FINANCIAL.sub(lambda found: found[0].translate(_PLAIN), folded)


def ungrouped(text: str) -> str:
    """The text without wide commas inside figures, which would part sentences.

    >>> ungrouped("体检4，326人，接诊2,115人次")
    '体检4326人，接诊2,115人次'
    """
    return _GROUPED.sub(lambda found: found[0].replace("，", ""), text)


def value(numeral: str) -> Fraction | None:
    """What an Arabic or Han numeral is worth; None when it is not one.

    >>> [str(value(n)) for n in ("1,280", "8.5", "一百五十六", "两万三千", "二〇二二", "八点五")]
    ['1280', '17/2', '156', '23000', '2022', '17/2']
    >>> [str(value(n)) for n in ("十二", "3千万", "1.2亿", "一亿二千万", "三百五", "万万里")]
    ['12', '30000000', '120000000', '120000000', '350', 'None']
    >>> str(value("三万亿")), str(value("一万二千亿")), str(value("一百九十万零三千九百七十一"))
    ('3000000000000', '1200000000000', '1903971')
    >>> str(value("三点二万")), str(value("廿五")), str(value("一百卅"))
    ('32000', '25', '130')
    """
    plain = numeral.replace(",", "")
    digits = len(plain) - len(plain.lstrip("0123456789."))
    if digits:
        return _arabic(plain[:digits], plain[digits:])
    whole, _, part = plain.partition("点")
    found = _han(whole)
    if found is None or not part:
        return found
    decimals = part.rstrip("万亿")
    if not decimals or any(c not in DIGITS for c in decimals):
        return None
    found += Fraction(int("".join(str(DIGITS[c]) for c in decimals)), 10 ** len(decimals))
    for scale in part[len(decimals) :]:
        found *= SCALES[scale]
    return found


@lru_cache(maxsize=4096)
def place(number: Fraction) -> Fraction:
    """The weight of a number's last digit that is not zero: 186.4 -> 1/10, 20 -> 10.

    >>> str(place(Fraction("186.4"))), str(place(Fraction(12000))), str(place(Fraction(1, 3)))
    ('1/10', '1000', '1/1000000')
    """
    shift = next((n for n in range(_FINEST) if (number * 10**n).denominator == 1), _FINEST)
    whole = abs(int(number * 10**shift))
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    return Fraction(10**zeros, 10**shift)


def _arabic(digits: str, scales: str) -> Fraction | None:
    if digits.count(".") > 1 or digits in {".", ""}:
        return None
    number = Fraction(digits.rstrip(".") or "0")
    for scale in scales:
        if scale not in SCALES:
            return None
        number *= SCALES[scale]
    return number


def _han(numeral: str) -> Fraction | None:
    known = DIGITS.keys() | SCALES.keys() | TENS.keys()
    if not numeral or any(c not in known for c in numeral):
        return None
    if not any(c in SCALES or c in TENS for c in numeral):
        return Fraction(int("".join(str(DIGITS[c]) for c in numeral)))
    if numeral[0] in "百千万亿":
        return None
    total = section = digit = 0
    last = 0  # the scale before the digit, for 三百五
    for c in numeral:
        if c in DIGITS:
            digit = DIGITS[c]
            last = 0 if c in "零〇" else last
        elif c in TENS:
            section += TENS[c]
            digit, last = 0, 0
        elif c in "十百千":
            section += (digit or 1) * SCALES[c]
            digit, last = 0, SCALES[c]
        else:
            smaller = c == "亿" or total < SCALES[c]  # 三万亿: what stands before counts it all
            before, added = (total, 0) if smaller else (0, total)
            total = (before + section + digit) * SCALES[c] + added
            section, digit, last = 0, 0, SCALES[c]
    return Fraction(total + section + digit * max(last // 10, 1))
