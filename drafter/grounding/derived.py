"""Figures worked out from two that a fact gives: sums, differences, shares, averages. Pure.

Such a figure is honest where the text says that it was worked out (合计, 减少, 户均), where its
unit shows it (％ of counts), or where it is said of something else than either of the two. Said
of the very thing for which the fact gives another value, it is no result but a wrong figure.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

from drafter.figures import Figure, units
from drafter.grounding.index import FactFigure, FactIndex, FigureMention
from drafter.text import numerals

_PAIRED = 12  # figures of one fact that are tried in pairs
_PER_CENT = 100
_NAMED = 2  # characters that name a thing
_REACH = 40  # characters each way that are its clause at most
_CUT = re.compile(r"[，,。；;！？\n]")
_LISTED = re.compile("、")
_TO = "(?![到至为])"  # 增长25% is worked out, 增长到5亿元 is given
_SUM = re.compile("共|合计|总|累计|两|三|各|所有|一并")
_DIFFERENCE = re.compile(
    rf"(?:净增|增加|增长|提高|上升|提升|减少|下降|降低|压减|缩短|节约|节省){_TO}"
    r"|多[出了]|少了|差|缺|还有|还剩|尚|剩|余下|其余|其他|其它|另|未|超|不(?!断|少|低于|足)"
)
_GROWN = re.compile("[增涨升]|提高")
_SHARE = re.compile("率|占|比")
_AVERAGE = re.compile("平均|每|均(?!已|为|达|按|可|能|以|衡|有)")
_PARTICLE = re.compile("[的了在和与及等共达到为约近由从至自已其中有]")
# what may be said of a thing and names no other
_LIGHT = re.compile("完成|实现|达到|共有|今年|全年|累计|先后|成功|顺利|组织|开展")
_HAN = re.compile("[\u4e00-\u9fff]")
_VISITS = frozenset(("人次", "户次", "车次", "件次"))


def derived(
    figure: Figure, scene: FigureMention, facts: FactIndex
) -> tuple[FactFigure, FactFigure] | None:
    """The two figures of one fact that `figure` was visibly worked out from.

    Args:
        figure: of the text that is checked; no fact gives it.
        scene: where it stands there.
        facts: what may be said.

    >>> from drafter.figures import figures
    >>> def found(text):
    ...     said = figures(text)
    ...     scene = FigureMention(text, said, 0)
    ...     pair = derived(said[0], scene, FactIndex(["修通村路12公里、产业路8公里"]))
    ...     return pair and [mark.figure.text for mark in pair]
    >>> found("修农村道路20公里。"), found("修通村路20公里。")
    (['12公里', '8公里'], None)
    """
    clause = _clause(scene.folded, figure)
    words = "\0".join(clause)
    for one, other in _pairs(facts):
        if _shown(figure, one.figure, other.figure, words):
            return one, other
        signs = tuple(_signs(figure, one.figure, other.figure))
        if not signs:
            continue
        fact = facts.folded[one.fact]
        # What the fact says itself is no sign that the text worked something out.
        is_stated = any(hit[0] not in fact for sign in signs for hit in sign.finditer(words))
        is_one_unit = len({m.unit for m in (figure, one.figure, other.figure)} - {""}) <= 1
        if is_stated or (is_one_unit and not _is_given(clause, one, other, fact)):
            return one, other
    return None


def redoubled(times: Fraction, figure: Figure, before: str) -> bool:
    """A figure says in other words that something has become so many times of what it was.

    >>> from drafter.figures import figures
    >>> [redoubled(Fraction(2), figures(text)[0], text[:2]) for text in ("增长1倍", "增长2倍")]
    [True, False]
    """
    growth = times - 1
    if figure.unit == "倍" and not _GROWN.search(before):
        return figure.value in (times, growth)
    return (figure.unit, figure.value) in (("倍", growth), ("%", growth * _PER_CENT))


def multiplied(figure: Figure, facts: FactIndex) -> FactFigure | None:
    """The figure of a fact that another of its figures is `figure` times of: 翻一番 is twice."""
    for pair in _pairs(facts):
        for one, other in permutations(pair):
            a, b = one.figure, other.figure
            if a.value and a.value * (figure.value or 0) == b.value and units.agree(a.unit, b.unit):
                return one
    return None


def _pairs(facts: FactIndex) -> Iterator[tuple[FactFigure, FactFigure]]:
    """Two numbers of one fact."""
    rows: dict[int, list[FactFigure]] = {}
    for mark in (*facts.comparable("").marks, *facts.comparable("%").marks):
        if mark.figure.kind != "ordinal":
            rows.setdefault(mark.fact, []).append(mark)
    for row in rows.values():
        yield from combinations(row[:_PAIRED], 2)


def _shown(said: Figure, one: Figure, other: Figure, clause: str) -> bool:
    """A share, a multiple or an average of the two, which its unit or a word of it shows."""
    a, b, value = one.value, other.value, said.value
    if not a or not b or not value:
        return False
    step = numerals.place(value) / 2
    if said.unit == "百分点":
        return one.unit == other.unit == "%" and value == abs(a - b)
    if said.unit in ("%", "倍"):
        counts = _is_count(one.unit) and _is_count(other.unit) and _SHARE.search(clause)
        if not counts and not units.agree(one.unit, other.unit):
            return False
        scale = _PER_CENT if said.unit == "%" else 1
        ratios = (a * scale / b, b * scale / a)
        return any(min(abs(r - value), abs(abs(r - scale) - value)) <= step for r in ratios)
    if not _AVERAGE.search(clause):
        return False
    parts = ((one, a / b), (other, b / a))
    return any(units.agree(said.unit, of.unit) and abs(r - value) <= step for of, r in parts)


def _signs(said: Figure, one: Figure, other: Figure) -> Iterator[re.Pattern[str]]:
    """The words that would tell `said` as a sum or a difference of the two, if it is one."""
    if one.value is None or other.value is None:
        return
    if units.agree(one.unit, other.unit) and units.agree(said.unit, one.unit):
        if said.value == one.value + other.value:
            yield _SUM
        if said.value == abs(one.value - other.value):
            yield _DIFFERENCE


def _is_given(clause: tuple[str, str], one: FactFigure, other: FactFigure, fact: str) -> bool:
    """The text says its figure of what the fact gives one of the two for, and of nothing else."""
    around = "".join(_listed(clause))
    said = _words(around)
    # The clause and not `mark.before`, which ends at any figure: 上半年 holds one.
    named = (_listed(_clause(fact, mark.figure)) for mark in (one, other))
    things = [_words(before) or _words(after) for before, after in named]
    same = any(len(thing) >= _NAMED and thing <= said for thing in things)
    added = _words(_LIGHT.sub("", around)) - set(fact)
    return all(things) and same and not added


def _words(text: str) -> frozenset[str]:
    """The characters that name what is spoken of."""
    return frozenset(_HAN.findall(_PARTICLE.sub("", text)))


def _clause(folded: str, figure: Figure) -> tuple[str, str]:
    """The clause of `figure` before it and behind it, other figures included."""
    start, end = figure.span
    before = _CUT.split(folded[max(0, start - _REACH) : start])[-1]
    return before, _CUT.split(folded[end : end + _REACH], maxsplit=1)[0]


def _listed(clause: tuple[str, str]) -> tuple[str, str]:
    """The item of a list in which the figure of a clause stands."""
    before, after = clause
    return _LISTED.split(before)[-1], _LISTED.split(after, maxsplit=1)[0]


def _is_count(unit: str) -> bool:
    """It counts rather than measures."""
    return unit in _VISITS or not units.is_hard(unit)
