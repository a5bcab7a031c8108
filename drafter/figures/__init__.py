"""Figures of a text — numbers, shares, dates, ordinals, masks — as typed values. Pure.

Two readings: what a fact says is read permissively (一次 is 1), what a text claims is read
conservatively (一次 is an article), so that the doubt is always in the writer's favour.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from drafter.figures import dates, units
from drafter.figures.amounts import CORE, Amount, amount, bound_after, bound_before
from drafter.figures.naming import IS_SERVICE
from drafter.text import Span, blank, numerals, tight
from drafter.text.set_phrases import SET_PHRASE

_NAME = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{1,12}[-.]?\d[\dA-Za-z.]{0,20}|(?<!\d)\d{1,4}[GDK](?![A-Za-z\d])"
    rf"|\d{{3,5}}{IS_SERVICE}"
    r"|(?<=“)\d{1,2}[·.]\d{1,2}(?=”)"
)
_TEN = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?m)^[ \t]*(?:[（(][\d{_TEN}]{{1,3}}[)）]|\d{{1,2}}[.、](?!\d)|[{_TEN}]{{1,3}}、)"
    rf"|[（(][{_TEN}\d]{{1,2}}[)）](?!万|亿)|(?:(?<=[。；：:\n])|^)第[{_TEN}]{{1,2}}[，、]"
)
_STRUCTURE = re.compile(
    r"(?:方面|环节|层面|维度|重点|关键|到位|坚持|突出|强化|聚焦|结合|统筹|转变|抓手|阶段|层次|角度|战场|大局|市场|循环|一批)"
)
_ARTICLE = frozenset(
    ("年", "天", "周", "月", "小时", "分钟", "秒", "度", "分", "方", "里", "升", "A")
)
_SPOKEN = frozenset(("分", "度", "里", "方", "头", "口", "组", "种", "类"))  # 抓两头, 九分落实
_SMALL = 11


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
    ends: tuple[Fraction, Fraction] | None = None  # of the range that it says or belongs to


def figures(text: str, *, claims_only: bool = True) -> tuple[Figure, ...]:
    """Every figure of `text`, in order.

    Args:
        text: anything.
        claims_only: leave out what may be a turn of phrase (一次, 两手抓); False takes it in.

    >>> found = figures("走访一次，新增约1.2万户，增长三成")
    >>> [(f.text, str(f.value), f.unit, f.approx) for f in found]
    [('约1.2万户', '12000', '户', 'about'), ('三成', '30', '%', '')]
    >>> [(f.text, f.kind) for f in figures("投入**亿元，列第3位，6月底完工")]
    [('**亿元', 'mask'), ('第3位', 'ordinal'), ('6月底', 'date')]
    """
    return tuple(scan(numerals.fold(text), text, claims_only=claims_only))


def masks(text: str) -> tuple[str, ...]:
    """The masks of `text` with the unit behind each, in order.

    >>> masks("引资**亿元，***批次，在＊＊＊召开")
    ('**亿元', '***批次', '***')
    >>> masks("引资 ** 亿 元")
    ('**亿元',)
    """
    found = figures(tight(text))
    return tuple(f.word + _behind(f) for f in found if f.kind == "mask")


def scan(folded: str, text: str, *, claims_only: bool, blanked: bool = False) -> list[Figure]:
    """`figures` for a text that is folded already, and maybe rid of its set phrases."""
    plain = _bare(folded if blanked else blank(SET_PHRASE, folded))
    found = _found(plain, text)
    return _ranged([each for each, claims in found if claims or not claims_only], plain)


def both_readings(folded: str, text: str) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What a folded text claims, and all that may be figures of it, read at once."""
    plain = _bare(blank(SET_PHRASE, folded))
    found = list(_found(plain, text))
    claimed = [each for each, claims in found if claims]
    return tuple(_ranged(claimed, plain)), tuple(_ranged([each for each, _ in found], plain))


def _bare(plain: str) -> str:
    """Without numbers that are names or only count paragraphs."""
    return blank(_NAME, blank(_MARKER, plain))


def _found(plain: str, text: str) -> Iterator[tuple[Figure, bool]]:
    """Every figure, and whether it claims something."""
    end = 0
    for match in CORE.finditer(plain):
        figure, claims = _figure(match, plain, text) if match.start() >= end else (None, False)
        if figure:
            end = figure.span[1]  # the 半 of 六十五亩半 is no figure of its own
            yield figure, claims


def _figure(match: re.Match[str], plain: str, text: str) -> tuple[Figure | None, bool]:
    """The figure of one match, if it is one, and whether it claims something."""
    start, end = match.span()
    if match["mask"]:
        unit = units.UNIT.match(plain, end)
        name = units.canonical(unit[0]) if unit else ""
        stop = unit.end() if unit else end
        approx = "above" if set(match["masked"]) & {"多", "余"} else ""
        run = match["mask"]
        return Figure((start, stop), text[start:stop], None, name, approx, "mask", run), True
    day = dates.read(match)
    if day:
        return _date(match, day, text), True
    if match["ord"] or match["top"]:
        figure = _ordinal(match, plain, text)
        return figure, figure.text != "第二天"  # 次日 says the same and counts nothing
    if match[0][0] == "翻":
        times = int(numerals.value(match["fold"] or "一") or 1)
        return Figure((start, end), text[start:end], Fraction(2**times), "翻番"), True
    return _number(match, plain, text)


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


def _number(match: re.Match[str], plain: str, text: str) -> tuple[Figure | None, bool]:
    read = amount(match, plain)
    if read is None:
        return None, False
    first, stop, number = match.start() - read.lead, match.end(), read.number
    stop, approx, word = _more(read, plain, stop)
    name = read.unit
    if not name:
        stop, name = _measure(plain, first, stop)
    if name == "千伏" and number is not None:  # 11万伏 and 110千伏 are one thing in two words
        number, name = number * 1000, "伏"
    if number:
        half, stop, name = _half_more(plain, stop, name)
        number += half
    if name and not word and _MORE_UNITS.match(plain, stop):
        word, approx, stop = "余", "above", stop + 1
    claims = _is_claim(read, approx, name, plain, stop)
    bound, start = bound_before(plain, first, name)
    tail, stop = bound_after(plain, stop)
    approx = approx or tail or bound
    word = word or plain[start:first] or (plain[stop - 2 : stop] if tail else "")
    if name == "块" and _is_paid(plain, start, stop):
        name = "元"
    if name == "‰" and number is not None:
        name, number = "%", number / 10
    kind = _KINDS.get(name, "number")
    ends = None if name == "‰" else read.ends
    said = text[start:stop]
    return Figure((start, stop), said, number, name, approx, kind, word, ends=ends), claims


_IN_BRACKETS = re.compile(rf"[（(](?P<unit>{units.UNIT.pattern})[)）]")  # 1200（公顷）


def _measure(plain: str, start: int, stop: int) -> tuple[int, str]:
    """Where the unit of a number ends, and its name; a sign before it tells the money: $300万."""
    end, name = _unit(plain, stop)
    aside = None if name else _IN_BRACKETS.match(plain, stop)
    if aside:
        return aside.end(), units.canonical(aside["unit"])
    before = plain[max(0, start - 3) : start]
    money = next((word for sign, word in units.SYMBOLS if before.endswith(sign)), "")
    return end, money if name in ("", "元") and money else name


_PAID = re.compile(
    r"(?:[花付交退罚挣赔省拿涨降]|补贴|补助|工资|费|钱|[一每]顿|[一每]个?[年月天人户]|价|收入|奖金|成本)[^，。；牌地田石砖匾屏板]{0,8}\Z"
)
_AFTER_MONEY = re.compile(r"以[上下]|左右|[的，。；、）)]|$")


def _is_paid(plain: str, start: int, stop: int) -> bool:
    """A block that is money: 一顿15块, and not 立牌90块."""
    before = plain[max(0, start - 12) : start]
    return bool(_PAID.search(before) and _AFTER_MONEY.match(plain, stop))


_KINDS = {"%": "percent", "百分点": "point"}
_HALVED = _ARTICLE | {"倍", "个"}
_AND_A_HALF = re.compile(r"半(?=[，。；、）)\s]|$)")  # 六十五亩半; not 3公里半径


def _half_more(plain: str, stop: int, name: str) -> tuple[Fraction, int, str]:
    """What a 半 behind a unit adds, where it ends, and the unit: 两个半小时, 六十五亩半."""
    is_measure = units.is_hard(name) and _AND_A_HALF.match(plain, stop)
    if not (name in _HALVED and plain.startswith("半", stop)) and not is_measure:
        return Fraction(0), stop, name
    end, measured = _unit(plain, stop + 1)
    if name == "个" and measured in ("小时", "月"):  # 两个半天 are two halves
        return Fraction(1, 2), end, measured
    return Fraction(1, 2), stop + 1, name


_MORE = re.compile(r"[多余来几](?![数样元种次久])|[多余](?=元|次|种)")
_MORE_UNITS = re.compile(r"[多余](?![次种样个家名项])")


def _more(read: Amount, plain: str, stop: int) -> tuple[int, str, str]:
    """Where a numeral and its 余 end, and what that leaves open."""
    more = None if read.unit or read.approx == "vague" else _MORE.match(plain, stop)
    if not more:
        return stop, read.approx, read.word
    return more.end(), "about" if more[0] == "来" else "above", "余"


_LONG = re.compile(r"多?(月|小时|星期)")


def _unit(plain: str, stop: int) -> tuple[int, str]:
    """Where the unit at `stop` ends, and its name; one blank may stand before it."""
    skip = plain[stop : stop + 1] == " "
    unit = units.UNIT.match(plain, stop + skip)
    if not unit:
        return stop, ""
    whole = _LONG.match(plain, unit.end()) if unit[0] == "个" else None
    if whole:
        return whole.end(), units.canonical(whole[1])
    return unit.end(), units.canonical(unit[0])


def _is_claim(read: Amount, approx: str, unit: str, plain: str, stop: int) -> bool:
    """The text would be wrong if the numeral were another."""
    if not read.is_han or read.is_sure:
        return True
    if _STRUCTURE.match(plain, stop):
        return False
    counted = unit in units.COUNTED or units.is_hard(unit)
    if read.number is None or (approx and unit):
        return counted or bool(read.number)
    is_spoken = unit in _SPOKEN and read.number < _SMALL
    return counted and not is_spoken and read.number not in (1, Fraction(1, 2))


_RANGE = re.compile(r"\s?(?:-{1,2}|~|至|到)\s?$")


def _ranged(found: list[Figure], plain: str) -> list[Figure]:
    """The figures, those of a range with both of its ends: 50至60人 is what 五六十人 says."""
    joined = list(_joined(found, plain))
    for i, (one, other) in enumerate(pairwise(joined)):
        counts = {one.kind, other.kind} <= {"number", "percent"} and one.unit == other.unit
        if counts and one.value and other.value and _is_range(one, other, plain):
            ends = (one.value, other.value)
            joined[i : i + 2] = replace(one, ends=ends), replace(other, ends=ends)
    return joined


def _joined(found: list[Figure], plain: str) -> Iterator[Figure]:
    """The figures with what a range leaves to its other end: 15-20万元, 7月14-16日."""
    for i, figure in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        before = found[i - 1] if i else None
        if after and _is_range(figure, after, plain):
            yield _opened(figure, after)
        elif before and before.day and not figure.day and _is_range(before, figure, plain):
            yield _closed(before.day, figure)
        elif before and _is_shortened(before, figure, plain):
            yield replace(figure, unit=before.unit)
        else:
            yield figure


_TO = re.compile(r"[^，。；、\n]{0,8}(?:到|至|为|成)(?:了)?")


def _is_shortened(one: Figure, other: Figure, plain: str) -> bool:
    """从20个工作日压到8个: the second count is of what the first one counts."""
    between = plain[one.span[1] : min(other.span[0], one.span[1] + 12)]
    return (
        other.text.endswith("个")
        and one.unit not in ("", other.unit)
        and "个" in one.text
        and not re.match(r"[\u4e00-\u9fff]", plain[other.span[1] : other.span[1] + 1])
        and _TO.fullmatch(between) is not None
    )


def _is_range(one: Figure, other: Figure, plain: str) -> bool:
    between = plain[one.span[1] : min(other.span[0], one.span[1] + 4)]
    return _RANGE.fullmatch(between) is not None


def _opened(figure: Figure, after: Figure) -> Figure:
    """The start of a range: unit, scale or month come from its end."""
    if figure.unit or figure.value is None or figure.kind != "number":
        return figure
    if after.day:
        return replace(figure, day=_same_kind(int(figure.value), after.day), kind="date", unit="日")
    value = figure.value
    for worth in (10**8, 10**4):
        if after.value and after.value >= worth and value < after.value / worth:
            value *= worth
            break
    return replace(figure, unit=after.unit, kind=after.kind, value=value)


def _same_kind(number: int, end: dates.Day) -> dates.Day:
    """The day, month or year `number`, whichever is the last thing that `end` says."""
    if end.day:
        return dates.Day(end.year, end.month, number)
    return dates.Day(end.year, number) if end.month else dates.Day(number)


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
