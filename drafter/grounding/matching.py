"""One figure of a text against the figures of the facts: carried, or what is wrong. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.figures import Figure, units
from drafter.figures.dates import Day
from drafter.grounding.bounds import APART, other_bound
from drafter.grounding.explanation import FigureVerdict, best_other, looser, nearest, why
from drafter.grounding.index import FactFigure, FactIndex, FigureMention, alike
from drafter.grounding.kinds import dated, doubled, ranked, vague
from drafter.grounding.reversals import exchanged, opposed, stepped
from drafter.text import Span, numerals

SWAP_MARGIN = 0.18  # another figure has to fit this much better
_WHOLE = re.compile(
    r"全部|全覆盖|全员|全数|清零|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|件件|悉数|均已|百分之百"
)
_NOTHING = re.compile(r"无|未|没|零|0|不发生|杜绝|清零")
_RESPECTIVELY = re.compile(r"分别[^，。；！？\n]*\Z")
_FAR = 40  # characters back to 分别
_OPEN = frozenset("余几多")
_WHOLE_SHARE = 100


def judge(
    figure: Figure,
    scene: FigureMention,
    facts: FactIndex,
    *,
    year: int | None,
    is_brief: bool = False,
) -> FigureVerdict | None:
    """What is wrong with `figure`; None when a fact carries it.

    Args:
        figure: of the text that is checked.
        scene: where it stands there; set phrases are blanked.
        facts: what may be said.
        year: the report's, which no fact has to name.
        is_brief: say that it is wrong, not what comes nearest.
    """
    match figure:
        case Figure(day=Day()):
            return dated(figure, scene, facts, year)
        case Figure(kind="ordinal"):
            return ranked(figure, scene, facts)
        case Figure(value=None):
            return vague(figure, facts)
        case Figure(unit="翻番"):
            return doubled(figure, facts)
    return _counted(figure, scene, facts, is_brief=is_brief)


def _counted(
    figure: Figure, scene: FigureMention, facts: FactIndex, *, is_brief: bool
) -> FigureVerdict | None:
    marks = [m for m in _same(figure, facts) if units.agree(m.figure.unit, figure.unit)]
    carriers = [mark for mark in marks if carries(mark.figure, figure) or _held(mark, figure)]
    if carriers:
        return _bounded(figure, scene, marks, carriers) or _placed(figure, scene, carriers, facts)
    if _is_spoken(figure, facts) or _whole_or_none(figure, scene.folded, facts):
        return None
    if is_brief:
        return FigureVerdict(figure.span, figure.text, "figure", f"“{figure.text}”没有事实依据")
    return why(figure, scene, facts)


def carries(known: Figure, said: Figure) -> bool:
    """What a fact knows is enough to say this much."""
    if known.value is None or said.value is None or not units.agree(known.unit, said.unit):
        return False
    if known.value == said.value:
        if known.approx == said.approx:
            return True
        return not said.approx and known.approx == "above" and known.word not in _OPEN
    step = numerals.place(said.value)
    floored = said.value < known.value < said.value + step
    return said.approx == "above" and known.approx in ("", "above") and floored


_AFAR = {  # words of a fact that bound its figure though others stand between: 至少谈心2次
    "above": re.compile(f"{APART['above'].pattern}|超过|过了?$"),
    "below": re.compile(f"{APART['below'].pattern}|不了$|不到(?!位)|不足|不满(?!意|情绪)"),
}


def _held(mark: FactFigure, said: Figure) -> bool:
    """At least 2 of a fact that says 至少谈心2次, less than 2 of one that says 开不了两次."""
    bound = _AFAR.get(said.approx)
    equal = mark.figure.value == said.value and not mark.figure.approx
    return bool(bound and equal and said.value is not None and bound.search(mark.before))


def same_amount(known: Figure, said: Figure) -> bool:
    """Both speak of the same amount, whatever they leave open; a floor counts as the same."""
    if known.day or said.day:
        return bool(known.day and said.day and said.day.within(known.day, said.day.year))
    if known.kind == "mask" or said.kind == "mask":
        return (
            known.kind == said.kind
            and known.word == said.word
            and units.agree(known.unit, said.unit)
        )
    if known.value is None or said.value is None:
        is_range = known.ends is not None and known.ends == said.ends
        spoken = is_range and units.agree(known.unit, said.unit)
        return spoken or (known.value is said.value and known.word == said.word)
    if not units.agree(known.unit, said.unit):
        return False
    return known.value == said.value or carries(known, said)


def _same(figure: Figure, facts: FactIndex) -> Iterator[FactFigure]:
    """Marks that may carry the figure: of its value, or such as it may have been rounded from."""
    value = figure.value
    if value is None:
        return
    yield from (m for m in facts.by_value.get(value, ()) if not m.figure.day)
    if figure.approx == "above":
        yield from (m for m in facts.comparable(figure.unit).marks if m.figure.value != value)


def _bounded(
    figure: Figure,
    scene: FigureMention,
    marks: Sequence[FactFigure],
    carriers: Sequence[FactFigure],
) -> FigureVerdict | None:
    """120余名 is carried by 123名 of another fact, while its own fact says 120名.

    95% has the number of 不低于95%, and still says something else.
    """
    if all(_is_other(mark, figure, scene) for mark in carriers):
        return looser(figure, scene, nearest(carriers, scene) or carriers[0])
    own = max(alike(scene.context, mark.context) for mark in carriers)
    bearing = {mark.fact for mark in carriers}
    for mark in marks:
        equal = mark.figure.value == figure.value and mark.fact not in bearing
        if equal and alike(scene.context, mark.context) - own > SWAP_MARGIN:
            return looser(figure, scene, mark)
    return None


def _is_other(mark: FactFigure, figure: Figure, scene: FigureMention) -> bool:
    """The same number with another bound; a higher one carries 120以上 as it is."""
    equal = mark.figure.value == figure.value
    return equal and not _held(mark, figure) and other_bound(figure, scene, mark)


def _placed(
    figure: Figure, scene: FigureMention, carriers: Sequence[FactFigure], facts: FactIndex
) -> FigureVerdict | None:
    """The figure is known; does it stand with its own words?"""
    return (
        stepped(scene, carriers, facts)
        or _swapped(figure, scene, carriers, facts)
        or opposed(scene, carriers)
        or _misapplied(figure, scene, carriers, facts)
    )


def _swapped(
    figure: Figure, scene: FigureMention, carriers: Sequence[FactFigure], facts: FactIndex
) -> FigureVerdict | None:
    """It stands where another figure of the facts belongs."""
    if _RESPECTIVELY.search(scene.folded[max(0, figure.span[0] - _FAR) : figure.span[0]]):
        return None  # its own words are further off than another's
    own = max(carriers, key=lambda mark: alike(scene.context, mark.context))
    rival, fit = best_other(figure, scene.context, facts)
    if (
        rival
        and fit - alike(scene.context, own.context) > SWAP_MARGIN
        and not _is_range(rival, own)
        and not _keeps_its_place(rival, own, scene)
        and not _stands_with_its_own(rival, own, scene, facts)
        and not any(_follows_its_own(mark, scene, facts) for mark in carriers)
    ):
        message = f"“{figure.text}”疑似张冠李戴：这里说的事，事实中是“{rival.figure.text}”"
        return FigureVerdict(figure.span, figure.text, "swap", message, (rival.fact, own.fact))
    taken = exchanged(scene, carriers, facts)
    if taken:
        message = f"“{figure.text}”疑似张冠李戴：事实中这里是“{taken.figure.text}”"
        return FigureVerdict(figure.span, figure.text, "swap", message, (taken.fact,))
    return None


_NEIGHBOURS = 40  # figures; no sentence has as many before or after one
_BARE = frozenset("一二两三四五六七八九十")


def _keeps_its_place(rival: FactFigure, own: FactFigure, scene: FigureMention) -> bool:
    """The other figure is told too, where it belongs: nobody has taken its place.

    A bare numeral that counts nothing (一 of 一共) has no place to take.
    """
    if rival.figure.text in _BARE and not rival.figure.unit:
        return True
    for at, other in _neighbours(scene):
        if not _is_beside(scene, at):
            continue
        if other.value == rival.figure.value and units.agree(other.unit, rival.figure.unit):
            if not units.agree(other.unit, scene.found[scene.at].unit):
                return True  # 1276万 is told as money, no 943名 stands for it
            context = FigureMention(scene.folded, scene.found, at).context
            was_before = rival.figure.span < own.figure.span
            if rival.fact == own.fact and was_before != (at < scene.at):
                continue  # 由7.6天变为8.4天 for 由8.4天降到7.6天
            if alike(context, rival.context) > alike(context, own.context):
                return True
    return False


def _stands_with_its_own(
    rival: FactFigure, own: FactFigure, scene: FigureMention, facts: FactIndex
) -> bool:
    """Another figure of its fact stands in its clause: 由14个整合为11个 is of one matter."""
    figure = scene.found[scene.at]
    known = facts.values.get(own.fact, set()) - {figure.value}
    return rival.fact != own.fact and any(
        other.value in known
        and other.value != figure.value
        and not re.search(r"[，。；！？\n]", scene.folded[low:high])
        for _, other in _neighbours(scene)
        if other is not figure
        for low, high in [_between(other, figure)]
    )


def _follows_its_own(own: FactFigure, scene: FigureMention, facts: FactIndex) -> bool:
    """The figure before it in its sentence is the one before it in its fact: 包案6件，化解5件.

    Its own words may have been put otherwise, so that another fact has more of them.
    """
    before = scene.found[scene.at - 1] if scene.at else None
    if before is None or re.search(
        r"[。；！？\n]", scene.folded[slice(*_between(before, scene.found[scene.at]))]
    ):
        return False
    row = facts.of(own.fact)
    return any(
        same_amount(first.figure, before)
        for first, second in pairwise(row)
        if second.figure.span == own.figure.span
    )


def _neighbours(scene: FigureMention) -> Iterator[tuple[int, Figure]]:
    """The figures around one, with their places; those further off share no sentence with it."""
    first = max(0, scene.at - _NEIGHBOURS)
    yield from enumerate(scene.found[first : scene.at + _NEIGHBOURS], first)


def _between(one: Figure, other: Figure) -> Span:
    first, last = sorted((one.span, other.span))
    return first[1], last[0]


def _is_beside(scene: FigureMention, at: int) -> bool:
    """The figures stand in one sentence."""
    low, high = sorted((scene.found[at].span, scene.found[scene.at].span))
    return at != scene.at and not re.search(r"[。！？\n]", scene.folded[low[1] : high[0]])


def _misapplied(
    figure: Figure, scene: FigureMention, carriers: Sequence[FactFigure], facts: FactIndex
) -> FigureVerdict | None:
    """It is told of another time or of another rate."""
    own = max(carriers, key=lambda mark: alike(scene.context, mark.context))
    if _stretched(figure, scene, own, facts):
        message = f"“{figure.text}”在事实里只是一段时间的数，不是全年的"
        return FigureVerdict(figure.span, figure.text, "date", message, (own.fact,))
    if _other_rate(figure, scene.before, carriers):
        message = f"“{figure.text}”在事实里是另一项指标"
        return FigureVerdict(figure.span, figure.text, "swap", message, (own.fact,))
    return None


def _is_range(one: FactFigure, other: FactFigure) -> bool:
    """Two ends of one range: 15万至20万元."""
    near = sorted((one.figure.span, other.figure.span))
    return one.fact == other.fact and near[1][0] - near[0][1] <= 1


_PERIOD = re.compile(r"季度|[上下]半年|[\d一二三四五六七八九十]月")


def _stretched(figure: Figure, scene: FigureMention, own: FactFigure, facts: FactIndex) -> bool:
    """A figure of three quarters is told as the whole year's."""
    start = figure.span[0]
    known = facts.folded[own.fact]
    said = re.split(r"[。；！？\n]", scene.folded[max(0, start - 25) : start])[-1]
    return (
        "全年" in said
        and "全年" not in known
        and _PERIOD.search(known) is not None
        and (_PERIOD.search(said) is None)
    )


RATE = re.compile(r"([\u4e00-\u9fff]{2})率")


def _other_rate(figure: Figure, before: str, carriers: Sequence[FactFigure]) -> bool:
    said = RATE.search(before)
    if figure.unit != "%" or not said:
        return False
    known = [RATE.search(mark.before) for mark in carriers]
    return all(rate and not set(rate[1]) & set(said[1]) for rate in known)


def _is_spoken(figure: Figure, facts: FactIndex) -> bool:
    """It is an end of the range that a fact says in one word: 50至60人 for 五六十人."""
    return figure.ends is not None and any(
        mark.figure.value is None
        and mark.figure.ends == figure.ends
        and units.agree(mark.figure.unit, figure.unit)
        for mark in facts.marks
    )


def _whole_or_none(figure: Figure, plain: str, facts: FactIndex) -> bool:
    """全部办结 is 100 %; 无差错 is 零差错."""
    if figure.unit == "%" and figure.value == _WHOLE_SHARE:
        return any(_WHOLE.search(fold) for fold in facts.folded)
    if figure.value == 0:
        noun = plain[figure.span[1] : figure.span[1] + 2]
        return any(_NOTHING.search(fold) and noun in fold for fold in facts.folded)
    return False
