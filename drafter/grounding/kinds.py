"""Dates, ranks, vague amounts and doublings: figures that are not met by value alone. Pure."""

import re
from fractions import Fraction

from drafter.figures import Figure, units
from drafter.figures.dates import Day
from drafter.grounding.derived import multiplied
from drafter.grounding.explanation import FigureVerdict, nearest
from drafter.grounding.index import FactFigure, FactIndex, FigureMention
from drafter.text.weights import idf

_FIRST = re.compile(r"首|头名|冠军")
_PER_CENT = 100


def dated(
    figure: Figure, scene: FigureMention, facts: FactIndex, year: int | None
) -> FigureVerdict | None:
    """A date may lose its year or day; what it has must stand in one fact."""
    day = figure.day
    if day is None or any(m.figure.day and day.within(m.figure.day, year) for m in facts.dates):
        return None
    if day == Day(day.year) and day.year == year:
        return None
    rest = Day(0, day.month, day.day, day.tail)
    start, end = figure.span
    partly = (
        day.year
        and rest != Day()
        and any(m.figure.day and rest.within(m.figure.day, None) for m in facts.dates)
    )
    if partly:
        cut = figure.text.find("年") + 1 or 4
        span, said = (start, start + cut), figure.text[:cut]
        return FigureVerdict(span, said, "date", f"年份“{said}”是新加的，事实里没有写")
    near = nearest(facts.dates, scene)
    message = f"日期“{figure.text}”没有事实依据"
    if near:
        message += f"：最近的事实写的是“{near.figure.text}”"
    fact = (near.fact,) if near else ()
    return FigureVerdict((start, end), figure.text, "date", message, fact)


def ranked(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """第3位 and 第三名 are one; 前三 may be said of a third; each is of one thing.

    第三小学 is no rank: it is carried by the name of a body, 三小 too, never by a third place.
    """
    at = figure.span[0]
    is_name = names_body(scene.folded, *figure.span)
    fits = _names if is_name else _places
    known = [m for m in facts.marks if _ranks(m.figure, figure) and fits(m, facts)]
    if any(
        is_name
        or figure.unit != "位"
        or same_subject(scene.folded, at, facts.folded[mark.fact], mark.figure.span[0])
        for mark in known
    ):
        return None
    if known:
        message = f"名次“{figure.text}”在事实里说的是另一件事"
        own = nearest(known, scene) or known[0]
        return FigureVerdict(figure.span, figure.text, "rank", message, (own.fact,))
    if figure.word == "第" and figure.value == 1 and _FIRST.search(facts.all_words):
        return None
    near = nearest((m for m in facts.marks if m.figure.kind == "ordinal"), scene)
    message = f"名次或序次“{figure.text}”没有事实依据"
    if is_name:
        message = f"没有事实提到这个“{figure.text}”开头的名称"
    if near:
        message += f"：事实写的是“{near.figure.text}”"
    fact = (near.fact,) if near else ()
    return FigureVerdict(figure.span, figure.text, "figure", message, fact)


def _names(mark: FactFigure, facts: FactIndex) -> bool:
    """The figure of a fact stands in a name: 第三小学, 三小."""
    figure = mark.figure
    if figure.kind == "ordinal":
        return names_body(facts.folded[mark.fact], *figure.span)
    return not figure.unit


def _places(mark: FactFigure, facts: FactIndex) -> bool:
    """The figure of a fact can be a rank."""
    return mark.figure.kind != "ordinal" or not _names(mark, facts)


def _ranks(known: Figure, said: Figure) -> bool:
    if known.value is None or said.value is None or known.day:
        return False
    if said.word == "前":
        within = known.word == "第" and known.value <= said.value
        return known.kind == "ordinal" and (within or known.value == said.value)
    if known.kind == "ordinal" and known.word == "前":
        return False
    unit = known.unit if known.kind == "ordinal" or known.unit not in ("名", "") else "位"
    return known.value == said.value and units.agree(unit, said.unit)


def vague(figure: Figure, facts: FactIndex) -> FigureVerdict | None:
    """数十 may only stand where the fact says 数十 or 几十, 五六十 where it says 50至60 too."""
    for mark in facts.marks:
        known = mark.figure
        same = known.word == figure.word or (figure.ends and known.ends == figure.ends)
        if same and units.agree(known.unit, figure.unit):
            return None
    return FigureVerdict(figure.span, figure.text, "approx", f"约数“{figure.text}”没有事实依据")


def doubled(figure: Figure, facts: FactIndex) -> FigureVerdict | None:
    """翻番 for 增长100% is right, and yet nobody wrote it."""
    if any(m.figure.unit == "翻番" and m.figure.value == figure.value for m in facts.marks):
        return None
    growth = (figure.value or Fraction(2)) - 1
    grown = {("%", growth * _PER_CENT), ("倍", growth), ("倍", growth + 1)}
    near = next((m for m in facts.marks if (m.figure.unit, m.figure.value) in grown), None)
    near = near or multiplied(figure, facts)
    if not near:
        return FigureVerdict(figure.span, figure.text, "figure", f"“{figure.text}”没有事实依据")
    message = f"“{figure.text}”由“{near.figure.text}”推算而来，请核对"
    return FigureVerdict(figure.span, figure.text, "derived", message, (near.fact,))


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
    characters = _telling(clauses.pop() + _CUT.split(fact[place:], maxsplit=1)[0])
    while clauses and len(characters) < _ENOUGH:
        characters |= _telling(clauses.pop())
    return characters


def _telling(words: str) -> set[str]:
    return {char for char in words if char not in _GENERIC and idf(char)}
