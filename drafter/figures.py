"""Figures of a text — numbers, shares, dates, ordinals, masks — as typed values. Pure.

Two readings: what a fact says is read permissively (一次 is 1), what a text claims is read
conservatively (一次 is an article), so that the doubt is always in the writer's favour.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from drafter import dates, numerals, units
from drafter.document import Span
from drafter.idioms import SET_PHRASE, blank

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?(?!\d)|\d{1,18}(?:\.\d{1,9})?"
_HAN = r"[零〇一二三四五六七八九十两俩][零〇一二三四五六七八九十两百千万亿]{0,15}(?:点[零〇一二三四五六七八九]{1,6}[万亿]{0,2})?"
_SCALE = r"[百千]?万亿|[十百千]?[万亿]|百|千(?![米瓦克伏])"
_PAIR = "两三|三两|三四|三五|四五|五六|六七|七八|八九|一两|一二"

# what a figure may begin with: asking this first makes reading four times as fast
_FIRST = "*X0-9零〇一二三四五六七八九十两俩百千万亿数几若成对过半翻第前上下年月季"

_CORE = re.compile(
    rf"(?=[{_FIRST}])(?:"
    r"(?P<mask>\*{1,6}|(?<![A-Za-z])X{2,6}(?![A-Za-z]))(?P<masked>[多余]?(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?![米瓦克伏]))?[多余]?)"
    rf"|{dates.DATE}"
    rf"|(?P<den>百|千|万|[二三四五六七八九十]{{1,3}}|\d{{1,3}})分之(?P<part>{_ARABIC}|百|{_HAN})"
    r"|(?<![\d/])(?P<frac>\d{1,3}/[1-9]\d{0,2})(?![\d/])"
    r"|翻(?:了)?(?P<fold>[一两二三四\d])?番"
    rf"|(?<!百分)第(?P<ord>\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})(?P<rank>位|名)?"
    r"|(?<=[^以之目提空])前(?P<top>\d{1,4}|[二三四五六七八九十百]{1,4})(?P<toprank>位|名|强)?(?![个年届天次期])"
    rf"|(?P<vague>[数几][十百千万亿]{{1,3}}|(?:{_PAIR})(?![零〇一二三四五六七八九])[十百千万亿]{{0,2}}|若干|成百上千|成千上万|数以[十百千万]计)"
    r"|(?P<few>[二三四五六七八九]?十几|[一二三四五六七八九]百几十)(?P<fewscale>[万亿])?"
    r"|(?P<tenth>[一二两三四五六七八九])成(?P<cent>[一二三四五六七八九半])?(?![立员果功为本绩熟就长都效交人年不了渣器片批份])"
    r"|(?P<half>一半|半数|过半|对半)|(?P<none>零)(?=[\u4e00-\u9fff]{2})(?![一二三四五六七八九十点下])"
    r"|(?P<mixed>\d{1,4}[亿万]零?\d{1,4}(?:[百千]?万|[千百]))(?![年月\d.%])"
    rf"|(?P<num>{_ARABIC})(?P<scale>{_SCALE})?(?P<more>[多余几来](?=[万亿百千]))?(?P<again>[万亿百千]{{1,2}}(?![米瓦克伏分]))?"
    rf"|(?P<han>{_HAN})(?P<hmore>[多余来](?=[万亿百千]))?(?P<hagain>[万亿百千]{{1,2}}(?![米瓦克伏分]))?"
    r"|(?P<bare>[百千]?[万亿]|[百千])(?=[多余]|(?:美|欧|港)?元|吨|亩|[人户家件斤株名个次场位座项台辆张条所天篇封盏只头支]|公里|级(?:企业|产业|园区|项目))"
    r"|(?P<part_of>半))"
)
_ABOVE = ("不少于 不低于 不下于 不下 至少 最少 超过 超出 多于 高于 大于 突破 逾 超").split()
_BELOW = "将近 接近 不到 不足 低于 少于 小于 不超过 不高于 至多 最多 不超 近".split()
_ABOUT = "大约 大概 约莫 约".split()
_BEFORE = [(w, "above") for w in _ABOVE] + [(w, "below") for w in _BELOW]
_BEFORE += [(w, "about") for w in _ABOUT]
_BEFORE.sort(key=lambda pair: -len(pair[0]))
_PART_OF_WORD = re.compile(
    r"[签预节制合公履违集契相简条邀续特]约$|[附最临靠就亲贴相拉走新邻远]近$|[赶反高]超$"
)
_TAIL = re.compile(
    r"(?P<above>以上|之多|开外|有余)|(?P<below>以下|以内|之内)|(?P<about>左右|上下)|不等"
)
_NAME = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{1,12}[-.]?\d[\dA-Za-z.]{0,20}|(?<!\d)\d{1,4}[GDK](?![A-Za-z\d])|\d{3,5}(?=热线|平台|指挥中心|便民)"
)
_MARKER = re.compile(
    r"(?m)^[ \t]*(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)"
    r"|[（(][一二三四五六七八九十\d]{1,2}[)）](?!万|亿)|(?:(?<=[。；：:\n])|^)第[一二三四五六七八九十]{1,2}[，、]"
)
# classifiers after which a Han numeral is a count, not a turn of phrase
_COUNTED = frozenset(
    "个 项 批 名 人 位 户 家 所 座 栋 幢 处 间 村 镇 乡 县 次 场 场次 批次 回 趟 轮 期 届 件 起 宗 例 篇 "
    "份 部 本 册 台 套 辆 条 株 头 只 口 支 艘 架 倍 组 类 种".split()
)
_STRUCTURE = re.compile(
    r"(?:方面|环节|层面|维度|重点|关键|到位|坚持|突出|强化|聚焦|结合|统筹|转变|抓手|阶段|层次|角度|一批)"
)
_ARTICLE = frozenset("年 天 周 月 小时 分钟 秒 度 分 方 里 升 A".split())
_RECENT = frozenset("年 天 周 月 季度".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as written and as meant."""

    span: Span
    text: str
    value: Fraction | None  # None for a mask or a vague amount
    unit: str  # canonical: 公里, %, 家, "" when none is written
    approx: str = ""  # "", above, below, about, vague
    kind: str = "number"  # number, percent, point, date, ordinal, mask
    word: str = ""  # a mask's run, a vague amount's numeral
    day: dates.Day | None = None  # what a date says


def figures(text: str, *, claims_only: bool = True) -> tuple[Figure, ...]:
    """Every figure of `text`, in order.

    Args:
        text: anything.
        claims_only: leave out what may be a turn of phrase (一次, 两手抓); False takes it in.

    >>> [(f.text, str(f.value), f.unit, f.approx) for f in figures("走访一次，新增约1.2万户，增长三成")]
    [('约1.2万户', '12000', '户', 'about'), ('三成', '30', '%', '')]
    >>> [(f.text, f.kind) for f in figures("投入**亿元，列第3位，6月底完工")]
    [('**亿元', 'mask'), ('第3位', 'ordinal'), ('6月底', 'date')]
    """
    return tuple(scan(numerals.fold(text), text, claims_only=claims_only))


def masks(text: str) -> tuple[str, ...]:
    """The masks of `text` with the unit behind each, in order.

    >>> masks("引资**亿元，***批次，在＊＊＊召开")
    ('**亿元', '***批次', '***')
    """
    found = figures(text)
    return tuple(f.word + _behind(f) for f in found if f.kind == "mask")


def scan(folded: str, text: str, *, claims_only: bool, blanked: bool = False) -> list[Figure]:
    """`figures` for a text that is folded already, and maybe rid of its set phrases."""
    plain = blank(_NAME, blank(_MARKER, folded))
    if claims_only and not blanked:
        plain = blank(SET_PHRASE, plain)
    found: list[Figure] = []
    for match in _CORE.finditer(plain):
        figure = _figure(match, plain, text, claims_only)
        if figure:
            found.append(figure)
    return list(_joined(found, plain, text))


def _figure(match: re.Match[str], plain: str, text: str, claims: bool) -> Figure | None:
    """The figure of one match, None when it claims nothing."""
    start, end = match.span()
    if match["mask"]:
        unit = units.UNIT.match(plain, end)
        name = units.canonical(unit[0]) if unit else ""
        stop = unit.end() if unit else end
        approx = "above" if set(match["masked"]) & {"多", "余"} else ""
        return Figure((start, stop), text[start:stop], None, name, approx, "mask", match["mask"])
    day = dates.read(match)
    if day:
        return _date(match, day, text)
    if match["ord"] or match["top"]:
        return _ordinal(match, plain, text)
    if match[0][0] == "翻":
        worth = numerals.value(match["fold"] or "一") or Fraction(1)
        return Figure((start, end), text[start:end], 2**worth if worth < 9 else worth, "翻番")
    return _number(match, plain, text, claims)


def _date(match: re.Match[str], day: dates.Day, text: str) -> Figure:
    start, end = match.span()
    number = Fraction(day.year * 10000 + day.month * 100 + day.day)
    return Figure((start, end), text[start:end], number, "日", "", "date", day.tail, day)


def _ordinal(match: re.Match[str], plain: str, text: str) -> Figure:
    """第3位, 前三名. The unit is 位 for a rank, the classifier for a turn (第2次)."""
    start, end = match.span()
    if match["top"]:
        number = numerals.value(match["top"])
        return Figure((start, end), text[start:end], number, "位", "below", "ordinal", "前")
    unit = None if match["rank"] else units.UNIT.match(plain, end)
    name = "位" if match["rank"] or not unit else units.canonical(unit[0])
    stop = unit.end() if unit else end
    number = numerals.value(match["ord"])
    return Figure((start, stop), text[start:stop], number, name, "", "ordinal", "第")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A numeral without unit: what it is worth and what it leaves open."""

    number: Fraction | None
    unit: str = ""  # set when the numeral brings its own: 三成 is %
    approx: str = ""
    word: str = ""
    is_han: bool = False
    is_sure: bool = False  # a claim whatever follows


def _amount(match: re.Match[str], plain: str) -> _Amount | None:
    if match["den"]:
        return _share(match)
    if match["frac"]:
        top, bottom = match["frac"].split("/")
        return _Amount(Fraction(int(top) * 100, int(bottom)), "%", is_sure=True)
    if match["tenth"]:
        cent = 5 if match["cent"] == "半" else numerals.value(match["cent"] or "零") or 0
        number = numerals.value(match["tenth"])
        return _Amount(number * 10 + cent, "%", is_sure=True) if number is not None else None
    if match["vague"]:
        word = match["vague"].replace("几", "数")
        return _Amount(None, "", "vague", word, is_han=True, is_sure=word[0] in "数若成")
    if match["few"]:
        number = numerals.value(match["few"].replace("几十", "").replace("几", ""))
        scale = numerals.SCALES.get(match["fewscale"] or "", 1)
        return _Amount(number * scale if number else None, "", "above", "几", True)
    if match["half"]:
        approx = "above" if match["half"] == "过半" else ""
        return _Amount(Fraction(50), "%", approx, is_han=True, is_sure=True)
    if match["part_of"]:
        return _Amount(Fraction(1, 2), is_han=True)
    if match["none"]:
        return _Amount(Fraction(0), word="零", is_han=True, is_sure=True)
    return _plain_number(match, plain)


def _share(match: re.Match[str]) -> _Amount | None:
    """百分之八点五, 三分之一: both as %."""
    whole = {"百": 100, "千": 1000, "万": 10000}.get(match["den"]) or numerals.value(match["den"])
    part = Fraction(100) if match["part"] == "百" else numerals.value(match["part"])
    if not whole or part is None:
        return None
    return _Amount(part * 100 / whole, "%", is_sure=True)


def _plain_number(match: re.Match[str], plain: str) -> _Amount | None:
    if match["bare"]:
        before = plain[max(0, match.start() - 2) : match.start()]
        led = before.endswith(("上", "过", "近", "超", "逾", "破", "约", "达"))
        number = Fraction(1)
        for scale in match["bare"]:
            number *= numerals.SCALES[scale]
        approx = "above" if before.endswith(("上", "过")) and not before.endswith("超过") else ""
        money = plain[match.end() : match.end() + 1] in ("元", "级")
        more = plain[match.end() : match.end() + 1] in ("多", "余")
        is_sure = led or money or more
        return (
            _Amount(number, "", approx, "上" if approx else "", True, is_sure) if is_sure else None
        )
    if match["mixed"]:
        big, sign, rest = re.split("([亿万])", match["mixed"], maxsplit=1)
        parts = (numerals.value(big + sign), numerals.value(rest.lstrip("零")))
        return _Amount((parts[0] or Fraction(0)) + (parts[1] or 0))
    numeral = match["num"] or match["han"]
    scale = (match["scale"] or "") + (match["again"] or match["hagain"] or "")
    number = numerals.value(numeral + scale) if match["num"] else numerals.value(numeral)
    if number is not None and match["han"] and scale:
        for sign in scale:
            number *= numerals.SCALES[sign]
    if number is None:
        return None
    more = match["more"] or match["hmore"] or ""
    return _Amount(number, "", "above" if more else "", more, is_han=match["num"] is None)


_MORE = re.compile(r"[多余来几](?![数样元种次久])|[多余](?=元|次|种)")


def _number(match: re.Match[str], plain: str, text: str, claims: bool) -> Figure | None:
    amount = _amount(match, plain)
    if amount is None:
        return None
    start, stop = match.span()
    word, approx = amount.word, amount.approx
    more = None if amount.unit or amount.approx == "vague" else _MORE.match(plain, stop)
    if more:
        word, stop = "余", more.end()
        approx = "about" if more[0] == "来" else "above"
        stop += plain[stop : stop + 1] in ("万", "亿") and not match["scale"]
    name = amount.unit
    if not name:
        stop, name = _unit(plain, stop)
    number = amount.number
    if name and plain.startswith("半", stop) and name in _ARTICLE | {"倍", "个"} and number:
        number, stop = number + Fraction(1, 2), stop + 1
    if name and not word and re.match(r"[多余](?![次种样个家名项])", plain[stop : stop + 2]):
        word, approx, stop = "余", "above", stop + 1
    if claims and not _is_claim(amount, name, plain, stop, approx):
        return None
    lead, start = _lead(plain, start, name)
    tail = _TAIL.match(plain, stop)
    if tail:
        stop = tail.end()
        approx, word = approx or tail.lastgroup or "", word or tail[0]
    if lead:
        approx, word = approx or lead, word or plain[start : match.start()]
    if name == "‰" and number is not None:
        name, number = "%", number / 10
    kind = "percent" if name == "%" else "point" if name == "百分点" else "number"
    return Figure((start, stop), text[start:stop], number, name, approx, kind, word)


def _unit(plain: str, stop: int) -> tuple[int, str]:
    """Where the unit at `stop` ends, and its name; one blank may stand before it."""
    skip = plain[stop : stop + 1] == " "
    unit = units.UNIT.match(plain, stop + skip)
    if not unit:
        return stop, ""
    long = (
        re.match(r"多?(月|小时|星期)", plain[unit.end() : unit.end() + 3])
        if unit[0] == "个"
        else None
    )
    if long:
        return unit.end() + long.end(), units.canonical(long[1])
    return unit.end(), units.canonical(unit[0])


def _lead(plain: str, start: int, unit: str) -> tuple[str, int]:
    """What stands before a numeral and bounds it, and where that starts."""
    before = plain[max(0, start - 6) : start]
    for word, approx in _BEFORE:
        if before.endswith(word):
            if _PART_OF_WORD.search(before) or (word == "近" and unit in _RECENT):
                return "", start
            return approx, start - len(word)
    if before.endswith(("过", "上")) and plain[start : start + 1] in "百千万亿":
        return "above", start - 1
    return "", start


def _is_claim(amount: _Amount, unit: str, plain: str, stop: int, approx: str) -> bool:
    """The text would be wrong if the numeral were another."""
    if not amount.is_han or amount.is_sure:
        return True
    if _STRUCTURE.match(plain, stop):
        return False
    if amount.number is None:
        return unit in _COUNTED or units.is_hard(unit)
    if approx and unit:
        return True
    if amount.number == 1 or amount.number.denominator == 2:
        return units.is_hard(unit) and unit not in _ARTICLE and amount.number != 1
    return unit in _COUNTED or units.is_hard(unit)


_RANGE = re.compile(r"\s?(?:-{1,2}|~|至|到)\s?$")


def _joined(found: list[Figure], plain: str, text: str) -> Iterator[Figure]:
    """The figures with what a range leaves to its other end: 15-20万元, 7月14-16日."""
    for i, figure in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        before = found[i - 1] if i else None
        if after and _RANGE.fullmatch(plain[figure.span[1] : after.span[0]][:4]):
            figure = _opened(figure, after)
        if (
            before
            and before.day
            and not figure.day
            and _RANGE.fullmatch(plain[before.span[1] : figure.span[0]][:4])
        ):
            figure = _closed(before.day, figure)
        yield figure


def _opened(figure: Figure, after: Figure) -> Figure:
    """The start of a range: unit, scale or month come from its end."""
    if figure.unit or figure.value is None or figure.kind != "number":
        return figure
    if after.day and after.value is not None:
        number = int(figure.value)
        if after.day.day:
            day = dates.Day(after.day.year, after.day.month, number)
        elif after.day.month:
            day = dates.Day(after.day.year, number)
        else:
            day = dates.Day(number)
        return replace(figure, day=day, kind="date", unit="日")
    scale = Fraction(1)
    if after.value is not None and figure.value < 10**4:
        for worth in (10**8, 10**4):
            if after.value / worth > figure.value and any(s in after.text for s in "万亿"):
                scale = Fraction(worth) if after.value >= worth else scale
                break
    return replace(figure, unit=after.unit, kind=after.kind, value=figure.value * scale)


def _closed(opened: dates.Day, figure: Figure) -> Figure:
    """The end of a date range: 16日 after 7月14 is 7月16日."""
    if figure.unit != "天" or figure.value is None or not opened.month:
        return figure
    day = dates.Day(0, opened.month, int(figure.value))
    return replace(figure, day=day, kind="date", unit="日")


_BEHIND = re.compile(r"[*＊∗﹡XＸ×]+")


def _behind(figure: Figure) -> str:
    """What a mask counts: scale and unit as written."""
    return numerals.fold(_BEHIND.sub("", figure.text, count=1))
