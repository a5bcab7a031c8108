"""Numerals as amounts: what they are worth, and what words in or around them leave open. Pure."""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from drafter.figures import dates, mixed, units
from drafter.text import numerals

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?(?!\d)|\d{1,18}(?:\.\d{1,9})?"
_DIGIT = "零〇一二三四五六七八九"
# 三万一天: so much a day. No more of the number
_EACH = "(?<=[百千万亿])[一](?=个?月|台班|[天年次顿亩趟])"
_HAN = (
    rf"[{_DIGIT}十廿卅两俩](?:(?!{_EACH})[{_DIGIT}十廿卅两万亿]|千(?![米瓦克伏])|百(?!分)){{0,15}}"
    rf"(?:点[{_DIGIT}]{{1,6}}[万亿]{{0,2}})?"
)
_SCALE = r"[百千]?万亿|[十百千]?[万亿]|百|千(?![米瓦克伏])"
# 3个亿, 3个多亿; 3个亿元项目 are three of them
_SPOKEN_YI = r"个(?=[多来]亿|亿(?:[，。；、的）]|资金|贷款|投资|$))"
_PAIR = "两三|三两|三四|三五|四五|五六|六七|七八|八九|一两|一二|二三(?=[十百千万亿])"
_LATE = "一二|二三|三四|五六|六七|七八|八九"  # 十七八; 十四五 is a plan
_NO_SHARE = "(?![立员果功为本绩熟就长都效交人年不了渣器片批份群])"  # 成立 is no tenth
# what 百十 and 千把 have to count, for 百把 may be a number of 把
_SOME_OF = "(?=[来多余]?[人户家件斤名个亩元块次场位座项台辆条所篇只头支吨])"

# what a figure may begin with: asking this first makes reading four times as fast
_IN_ONE = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"  # a fraction in one character
_FIRST = f"*X0-9{_IN_ONE}零〇一二三四五六七八九十廿卅两俩百千万亿数几若成对过半翻第前上下年月季"

CORE = re.compile(
    rf"(?=[{_FIRST}])(?:"
    r"(?P<mask>\*{1,6}|(?<![A-Za-z])X{2,6}(?![A-Za-z]))"
    rf"(?P<masked>[多余]?(?:{_SCALE})?[多余]?)"
    rf"|{dates.DATE}"
    rf"|(?P<den>百|千|万|[二三四五六七八九十]{{1,3}}|\d{{1,3}})分之(?P<part>{_ARABIC}|百|{_HAN})"
    r"|(?<![\d/])(?P<frac>\d{1,3}/[1-9]\d{0,2})(?![\d/])"
    rf"|(?<!\d)(?P<in_one>[{_IN_ONE}])"
    r"|翻(?:了)?(?P<fold>[一两二三四\d])?番"
    rf"|(?<!百分)第(?P<ord>\d{{1,4}}|[零一二三四五六七八九十百]{{1,5}})(?P<rank>位|名)?"
    r"|(?<=[^以之目提空])前(?P<top>\d{1,4}|[零二三四五六七八九十百]{1,4})(?P<toprank>位|名|强)?(?![个年届天次期])"
    rf"|(?P<vague>[数几][十百千万亿]{{1,3}}|(?:{_PAIR})(?![零〇一二三四五六七八九])(?:成{_NO_SHARE}|[十百千万亿]{{0,2}})"
    rf"|(?:[二三四五六七八九]?十(?:{_LATE})|[一二三四五六七八九]百(?:{_LATE})十)[万亿]?(?![零〇一二三四五六七八九])"
    r"|若干|成百上千|成千上万|数以[十百千万]计)"
    r"|(?P<few>[二三四五六七八九]?十几|[一二三四五六七八九]百几十)(?P<fewscale>[万亿])?"
    rf"|(?<![\d零〇一二两三四五六七八九十几数百千万])(?P<some>百十|[百千万]把){_SOME_OF}[来多余]?"
    r"|(?P<tenth>[一二两三四五六七八九])成(?P<cent>[一二三四五六七八九半])?"
    rf"{_NO_SHARE}"
    r"|(?P<half>一半|半数|过半(?!百)|对半)|(?P<none>零)(?![星散碎用售部件食钱头电])(?=[\u4e00-\u9fff]{2})(?![一二三四五六七八九十点下])"
    r"(?![^，。；]{0,12}目标)"
    r"|(?P<spoken>\d{1,4}[亿万千百]\d)(?=元|块|[，。；、）)]|$)"
    r"|(?P<paid>(?:\d{1,5}|[一两三四五六七八九十])块[\d一二三四五六七八九](?:[毛角]|(?![\d一-龥.%])|(?=[一每]|的)))"
    rf"|(?P<mixed>{mixed.NUMERAL})"
    rf"|(?P<num>{_ARABIC})(?:{_SPOKEN_YI})?(?P<scale>{_SCALE})?"
    r"(?P<more>[多余几来](?=[万亿百千]))?(?P<again>[万亿百千]{1,2}(?![米瓦克伏分]))?"
    rf"|(?P<han>{_HAN})(?:{_SPOKEN_YI})?"
    r"(?P<hmore>[多余来](?=[万亿百千]))?(?P<hagain>[万亿百千]{1,2}(?![米瓦克伏分]))?"
    r"|(?P<bare>[百千]?[万亿]|[百千])(?=[多余]|(?:美|欧|港)?元|吨|亩|[人户家件斤株名个次场位座项台辆张条所天篇封盏只头支]|公里|级(?:企业|产业|园区|项目)"
    r"|(?:(?<=[上过超逾破][万亿])|(?<=[上过超逾破][百千][万亿]))(?:[，。；、）)]|$))"  # 过亿，
    r"|(?P<part_of>半))"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral without unit."""

    number: Fraction | None  # None when it is vague
    unit: str = ""  # set when the numeral brings its own: 三成 is %
    approx: str = ""
    word: str = ""
    is_han: bool = False
    is_sure: bool = False  # a claim whatever follows
    ends: tuple[Fraction, Fraction] | None = None  # of the range that it says in one word
    lead: int = 0  # signs before it that say its unit: （亩）1200


def amount(match: re.Match[str], plain: str) -> Amount | None:
    """The amount of a match of `CORE` in `plain`; None when it is none.

    >>> def read(text): return amount(CORE.search(text), text)
    >>> str(read("三分之一").number), read("数十家").word, read("十几个").approx
    ('100/3', '数十', 'above')
    """
    kind = next((kind for kind in _READ if match[kind]), "")
    return _READ[kind](match, plain) if kind else None


def _share(match: re.Match[str], _: str) -> Amount | None:
    """百分之八点五, 三分之一: both as %."""
    whole = numerals.SCALES.get(match["den"]) or numerals.value(match["den"])
    part = Fraction(100) if match["part"] == "百" else numerals.value(match["part"])
    if not whole or part is None:
        return None
    return Amount(part * 100 / whole, "%", is_sure=True)


def _fraction(match: re.Match[str], _: str) -> Amount:
    written = match["frac"] or unicodedata.normalize("NFKC", match["in_one"]).replace("⁄", "/")
    top, bottom = written.split("/")
    return Amount(Fraction(int(top) * 100, int(bottom)), "%", is_sure=True)


def _tenths(match: re.Match[str], _: str) -> Amount:
    """三成, 七成半."""
    tens = numerals.value(match["tenth"]) or Fraction(0)
    ones = Fraction(5) if match["cent"] == "半" else numerals.value(match["cent"] or "零")
    return Amount(tens * 10 + (ones or 0), "%", is_sure=True)


def _vague(match: re.Match[str], _: str) -> Amount:
    word = match["vague"].replace("几", "数")
    unit = "%" if word.endswith("成") else ""
    is_sure = bool(unit) or word[0] in "数若成"
    return Amount(None, unit, "vague", word, is_han=True, is_sure=is_sure, ends=_ends(word))


_ENDS = re.compile(
    r"([一二三四五六七八九]?[十百])?([一二两三四五六七八九])([一二两三四五六七八九])([十百千万亿]*|成)"
)


def _ends(word: str) -> tuple[Fraction, Fraction] | None:
    """The two amounts between which a pair of numerals lies: 五六十 is 50 to 60.

    >>> [ends and [int(end) for end in ends] for ends in map(_ends, ("七八成", "十七八", "数十"))]
    [[70, 80], [17, 18], None]
    """
    pair = _ENDS.fullmatch(word)
    if not pair:
        return None
    scale = "十" if pair[4] == "成" else pair[4]
    worth = math.prod(numerals.SCALES[sign] for sign in scale)
    big = math.prod(numerals.SCALES[sign] for sign in scale if sign in "万亿")
    head = Fraction(numerals.value(pair[1] or "零") or 0) * big
    low, high = sorted(Fraction(numerals.value(each) or 0) for each in (pair[2], pair[3]))
    return head + low * worth, head + high * worth


def _some(match: re.Match[str], _: str) -> Amount:
    """百十, 千把: about a hundred, about a thousand.

    >>> str(_some(CORE.match("百十户"), "").number)
    '100'
    """
    number = Fraction(numerals.SCALES[match["some"][0]])
    return Amount(number, "", "about", match["some"], is_han=True, is_sure=True)


def _few(match: re.Match[str], _: str) -> Amount:
    """十几: ten and some."""
    number = numerals.value(match["few"].replace("几十", "").replace("几", "")) or Fraction(10)
    scale = numerals.SCALES.get(match["fewscale"] or "", 1)
    return Amount(number * scale, "", "above", "几", is_han=True)


def _half(match: re.Match[str], _: str) -> Amount:
    approx = "above" if match["half"] == "过半" else ""
    return Amount(Fraction(50), "%", approx, is_han=True, is_sure=True)


def _half_of(_match: re.Match[str], _: str) -> Amount:
    return Amount(Fraction(1, 2), is_han=True)


def _none(_match: re.Match[str], _: str) -> Amount:
    """零 before a noun: 零上访."""
    return Amount(Fraction(0), word="零", is_han=True, is_sure=True)


_HEADS = re.compile(r"[（(][十百千万亿]+(?:美|欧|港)?(?:[元吨亩]|平方米)[)）]")


def _bare(match: re.Match[str], plain: str) -> Amount | None:
    """A scale alone counts when something bounds it or money follows: 上百家, 亿元."""
    before = plain[max(0, match.start() - 2) : match.start()]
    after = plain[match.end() : match.end() + 1]
    if before[-1:] not in tuple("上过近超逾破约达") and after not in tuple("元级多余"):
        return None
    if _HEADS.match(plain, match.start() - 1):  # 投资（亿元）3.5
        return None
    number = Fraction(1)
    for scale in match["bare"]:
        number *= numerals.SCALES[scale]
    if before[-1:] in tuple("上过") and before != "超过":
        return Amount(number, "", "above", "上", is_han=True, is_sure=True)
    return Amount(number, is_han=True, is_sure=True)


def _spoken(match: re.Match[str], _: str) -> Amount:
    """13万2: the last figure counts the next smaller place, as in 13.2万.

    >>> str(_spoken(CORE.match("13万2，"), "").number)
    '132000'
    """
    whole, sign, rest = re.split("([亿万千百])", match["spoken"], maxsplit=1)
    scale = numerals.SCALES[sign]
    return Amount(Fraction(int(whole) * scale + int(rest) * scale // 10))


def _paid(match: re.Match[str], _: str) -> Amount:
    """1块5, 三块八毛: what people say for 1.5元.

    >>> str(_paid(CORE.match("1块5，"), "").number)
    '3/2'
    """
    whole, _, rest = match["paid"].rstrip("毛角").partition("块")
    parts = numerals.value(whole), numerals.value(rest)
    number = (parts[0] or Fraction(0)) + (parts[1] or Fraction(0)) / 10
    return Amount(number, "元", is_sure=True)


def _mixed(match: re.Match[str], _: str) -> Amount:
    """1亿2千万, 3万4000, 6万零300, 2亿3500余万.

    >>> [str(_mixed(CORE.match(said), "").number) for said in ("6万零300元", "2万零九十元")]
    ['60300', '20090']
    """
    return Amount(mixed.value(match["mixed"]), "", *_more(match["mixedmore"]))


_IN_BRACKETS = rf"[（(](?P<scale>[十百千]?[万亿]?)(?P<unit>{units.UNIT.pattern})[)）]"
_HEADING = re.compile(_IN_BRACKETS + r"[：:为达是]?\s?\Z")
_LONGEST_HEADING = 12  # signs


def _arabic(match: re.Match[str], plain: str) -> Amount | None:
    """1200, 1.2万, and with the unit from before it: 流转面积（亩）：1200.

    >>> read = _arabic(CORE.search("（万元）：35", 5), "（万元）：35")
    >>> str(read.number), read.unit, read.lead
    ('350000', '元', 5)
    """
    scale = (match["scale"] or "") + (match["again"] or "")
    number = numerals.value(match["num"] + scale)
    if number is None:
        return None
    heading = _HEADING.search(plain[max(0, match.start() - _LONGEST_HEADING) : match.start()])
    if not heading or scale or units.UNIT.match(plain, match.end()):
        return Amount(number, "", *_more(match["more"]))
    number *= math.prod(numerals.SCALES[sign] for sign in heading["scale"])
    return Amount(number, units.canonical(heading["unit"]), lead=len(heading[0]))


def _han(match: re.Match[str], _: str) -> Amount | None:
    number = numerals.value(match["han"])
    if number is None:
        return None
    for sign in match["hagain"] or "":
        number *= numerals.SCALES[sign]
    return Amount(number, "", *_more(match["hmore"]), is_han=True)


def _more(sign: str | None) -> tuple[str, str]:
    """余 or 来 inside a numeral: 20多万, 十来万."""
    return ("about" if sign == "来" else "above", sign) if sign else ("", "")


_READ: dict[str, Callable[[re.Match[str], str], Amount | None]] = {
    "den": _share,
    "frac": _fraction,
    "in_one": _fraction,
    "tenth": _tenths,
    "vague": _vague,
    "few": _few,
    "some": _some,
    "half": _half,
    "part_of": _half_of,
    "none": _none,
    "bare": _bare,
    "spoken": _spoken,
    "paid": _paid,
    "mixed": _mixed,
    "num": _arabic,
    "han": _han,
}


# what bounds a numeral from the front; the longest first
_BEFORE = (
    ("不少于", "above"),
    ("不低于", "above"),
    ("不下于", "above"),
    ("不超过", "below"),
    ("不高于", "below"),
    ("不下", "above"),
    ("至少", "above"),
    ("最少", "above"),
    ("超过了", "above"),
    ("突破了", "above"),
    ("超过", "above"),
    ("超出", "above"),
    ("多于", "above"),
    ("高于", "above"),
    ("大于", "above"),
    ("突破", "above"),
    ("将近", "below"),
    ("接近", "below"),
    ("不到", "below"),
    ("不足", "below"),
    ("低于", "below"),
    ("少于", "below"),
    ("小于", "below"),
    ("至多", "below"),
    ("最多", "below"),
    ("不超", "below"),
    ("大约", "about"),
    ("大概", "about"),
    ("得有", "about"),
    ("怕有", "about"),
    ("约莫", "about"),
    ("逾", "above"),
    ("超", "above"),
    ("近", "below"),
    ("快", "below"),
    ("约", "about"),
    (">", "above"),
    ("<", "below"),
)
_COMPARED = re.compile(r"[\u4e00-\u9fff][<>]\Z")  # 误差<3%, and not the end of a tag
_PART_OF_WORD = re.compile(
    r"[签预节制合公履违集契相简条邀续特]约$|[记认懂晓觉舍值获取]得有$|[附最临靠就亲贴相拉走新邻远]近$|[赶反高]超$|[加尽赶飞变更增很较]快$"
)
_TAIL = re.compile(
    r"(?P<above>以上|之多|开外|有余)|(?P<below>以下|以内|之内)|(?P<about>左右|上下)|不等"
)
_RECENT = frozenset(("年", "天", "周", "月", "季度"))


def bound_before(plain: str, start: int, unit: str) -> tuple[str, int]:
    """What stands before a numeral and bounds it, and where that starts.

    >>> bound_before("新增近40户", 3, "户"), bound_before("签约40户", 2, "户")
    (('below', 2), ('', 2))
    """
    before = plain[max(0, start - 6) : start]
    word, approx = next((pair for pair in _BEFORE if before.endswith(pair[0])), ("", ""))
    if word:
        if word in "<>" and not _COMPARED.search(before):
            return "", start
        if _PART_OF_WORD.search(before) or (word == "近" and unit in _RECENT):
            return "", start
        return approx, start - len(word)
    if before.endswith(("过", "上")) and plain[start : start + 1] in tuple("百千万亿"):
        return "above", start - 1
    return "", start


def bound_after(plain: str, stop: int) -> tuple[str, int]:
    """What stands behind a unit and bounds it, and where that ends.

    >>> bound_after("40户以上", 3)
    ('above', 5)
    """
    tail = _TAIL.match(plain, stop)
    return (tail.lastgroup or "", tail.end()) if tail else ("", stop)
