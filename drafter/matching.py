"""One figure of a text against the figures of the facts: carried, or what is wrong. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drafter import numerals, units
from drafter.dates import Day
from drafter.document import Span
from drafter.figures import Figure
from drafter.ledger import Context, Ledger, Mark, Scene, alike

SWAP_MARGIN = 0.18  # another figure has to fit this much better
_MASK_LIKE = 0.3  # a mask in words so alike stood where the figure stands
_WHOLE = re.compile(
    r"全部|全覆盖|全员|全数|清零|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|件件|悉数|均已|百分之百"
)
_NOTHING = re.compile(r"无|未|没|零|0|不发生|杜绝|清零")
_UP = "增升涨扩提攀"
_DOWN = "降减跌缩落压滑"
_OPEN = frozenset("余 几 多".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a stretch of text."""

    span: Span
    text: str
    kind: str
    message: str
    facts: tuple[int, ...] = ()


def judge(
    figure: Figure, scene: Scene, facts: Ledger, *, year: int | None, is_brief: bool = False
) -> Verdict | None:
    """What is wrong with `figure`; None when a fact carries it.

    Args:
        figure: of the text that is checked.
        scene: where it stands there; set phrases are blanked.
        facts: what may be said.
        year: the report's, which no fact has to name.
        is_brief: say that it is wrong, not what comes nearest.
    """
    if figure.day:
        return _dated(figure, facts, year)
    if figure.kind == "ordinal":
        return _ranked(figure, facts)
    if figure.value is None:
        return _vague(figure, facts)
    if figure.unit == "翻番":
        return _doubled(figure, facts)
    carriers = [mark for mark in _same(figure, facts) if carries(mark.figure, figure)]
    if carriers:
        return _placed(figure, scene, carriers, facts)
    if _whole_or_none(figure, scene.folded, facts):
        return None
    if is_brief:
        return Verdict(figure.span, figure.text, "figure", f"“{figure.text}”没有事实依据")
    return _why(figure, scene.context, facts)


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
        return known.value is said.value and known.word == said.word
    if not units.agree(known.unit, said.unit):
        return False
    return known.value == said.value or carries(known, said)


def _same(figure: Figure, facts: Ledger) -> Iterator[Mark]:
    """Marks that may carry the figure: of its value, or such as it may have been rounded from."""
    value = figure.value
    if value is None:
        return
    yield from (m for m in facts.by_value.get(value, ()) if not m.figure.day)
    if figure.approx == "above":
        yield from (m for m in facts.comparable(figure.unit).marks if m.figure.value != value)


def _placed(
    figure: Figure, scene: Scene, carriers: Sequence[Mark], facts: Ledger
) -> Verdict | None:
    """The figure is known; does it stand with its own words?"""
    context, before = scene.context, scene.before
    own = max(carriers, key=lambda mark: alike(context, mark.context))
    rival, fit = _best_other(figure, context, facts)
    apart = rival is not None and not _is_range(rival, own)
    if rival and apart and fit - alike(context, own.context) > SWAP_MARGIN:
        message = f"“{figure.text}”疑似张冠李戴：这里说的事，事实中是“{rival.figure.text}”"
        return Verdict(figure.span, figure.text, "swap", message, (rival.fact, own.fact))
    if _opposed(figure, before, carriers):
        message = f"“{figure.text}”的增减方向与事实相反"
        return Verdict(figure.span, figure.text, "swap", message, (own.fact,))
    if _other_rate(figure, before, carriers):
        message = f"“{figure.text}”在事实里是另一项指标"
        return Verdict(figure.span, figure.text, "swap", message, (own.fact,))
    return None


def _best_other(figure: Figure, context: Context, facts: Ledger) -> tuple[Mark | None, float]:
    """The mark of another value, of a unit that could stand here, whose words fit best."""
    row = facts.comparable(figure.unit)
    best, fit = None, 0.0
    for mark, likeness in zip(row.marks, row.fits(context), strict=True):
        if likeness > fit and mark.figure.value != figure.value:
            best, fit = mark, likeness
    return best, fit


def _is_range(one: Mark, other: Mark) -> bool:
    """Two ends of one range: 15万至20万元."""
    near = sorted((one.figure.span, other.figure.span))
    return one.fact == other.fact and near[1][0] - near[0][1] <= 1


def _direction(before: str) -> int:
    """1 up, -1 down, 0 not said, by the last such sign before a figure."""
    for char in reversed(before[-8:]):
        if char in _UP:
            return 1
        if char in _DOWN:
            return -1
    return 0


def _opposed(figure: Figure, before: str, carriers: Sequence[Mark]) -> bool:
    said = _direction(before)
    known = {_direction(mark.before) for mark in carriers}
    return figure.kind != "ordinal" and said != 0 and known == {-said}


RATE = re.compile(r"([\u4e00-\u9fff]{2})率")


def _other_rate(figure: Figure, before: str, carriers: Sequence[Mark]) -> bool:
    said = RATE.search(before)
    if figure.unit != "%" or not said:
        return False
    known = [RATE.search(mark.before) for mark in carriers]
    return all(rate and not set(rate[1]) & set(said[1]) for rate in known)


def _whole_or_none(figure: Figure, plain: str, facts: Ledger) -> bool:
    """全部办结 is 100 %; 无差错 is 零差错."""
    if figure.unit == "%" and figure.value == 100:
        return any(_WHOLE.search(fold) for fold in facts.folded)
    if figure.value == 0:
        noun = plain[figure.span[1] : figure.span[1] + 2]
        return any(_NOTHING.search(fold) and noun in fold for fold in facts.folded)
    return False


def _why(figure: Figure, context: Context, facts: Ledger) -> Verdict:
    """The figure is carried by nothing: say what comes nearest."""

    def verdict(kind: str, message: str, *near: int) -> Verdict:
        return Verdict(figure.span, figure.text, kind, message, near)

    said = figure.text
    value = figure.value or Fraction(0)
    equal = facts.by_value.get(value, [])
    near = next(
        (m for m in equal if units.agree(m.figure.unit, figure.unit) and not m.figure.day), None
    )
    if near and near.figure.kind != "ordinal":
        return verdict("approx", f"“{said}”与事实的“{near.figure.text}”松紧不同", near.fact)
    masked = [m for m in facts.masked if units.agree(m.figure.unit, figure.unit)]
    stood = max(masked, key=lambda m: alike(context, m.context), default=None)
    if stood and alike(context, stood.context) > _MASK_LIKE:
        return verdict("mask", f"“{said}”填掉了占位符：事实里是“{stood.figure.text}”", stood.fact)
    for mark in facts.marks:
        if mark.figure.value is not None and figure.unit != mark.figure.unit:
            worth = units.convert(mark.figure.value, mark.figure.unit, figure.unit)
            if worth == value:
                return verdict(
                    "derived", f"“{said}”由“{mark.figure.text}”换算而来，请核对", mark.fact
                )
    other = next((m for m in equal if m.figure.kind == "number" or not m.figure.day), None)
    if other and other.figure.text and not other.figure.day:
        return verdict("unit", f"“{said}”的单位与事实的“{other.figure.text}”不同", other.fact)
    derived = _derived(figure, facts)
    if derived:
        return verdict("derived", f"“{said}”由“{derived[0]}”推算而来，事实未写，请核对", derived[1])
    rival, fit = _best_other(figure, context, facts)
    if rival and fit > 0:
        return verdict(
            "figure", f"“{said}”没有事实依据：最近的事实写的是“{rival.figure.text}”", rival.fact
        )
    return verdict("figure", f"“{said}”没有事实依据")


def _derived(figure: Figure, facts: Ledger) -> tuple[str, int] | None:
    """The sum, difference or ratio of two figures of one fact that gives this one."""
    by_fact: dict[int, list[Mark]] = {}
    for mark in [*facts.comparable("").marks, *facts.comparable("%").marks]:
        if mark.figure.kind != "ordinal":
            by_fact.setdefault(mark.fact, []).append(mark)
    for fact, row in by_fact.items():
        for i, one in enumerate(row[:12]):
            for other in row[i + 1 : 12]:
                if _results(one.figure, other.figure, figure):
                    return f"{one.figure.text}、{other.figure.text}", fact
    return None


def _results(one: Figure, other: Figure, said: Figure) -> bool:
    a, b, value = one.value, other.value, said.value
    if a is None or b is None or value is None or not units.agree(one.unit, other.unit):
        return False
    if said.unit == "百分点":
        return one.unit == "%" and value == abs(a - b)
    if said.unit in ("%", "倍"):
        scale = 100 if said.unit == "%" else 1
        ratios = [x * scale for x in (a / b if b else 0, b / a if a else 0)]
        step = numerals.place(value) / 2
        return any(abs(r - value) <= step or abs(abs(r - scale) - value) <= step for r in ratios)
    return units.agree(said.unit, one.unit) and value in (a + b, abs(a - b)) and value != 0


def _dated(figure: Figure, facts: Ledger, year: int | None) -> Verdict | None:
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
        return Verdict(span, said, "date", f"年份“{said}”是新加的，事实里没有写")
    near = facts.dates[0].figure.text if facts.dates else ""
    message = f"日期“{figure.text}”没有事实依据" + (f"：事实写的是“{near}”" if near else "")
    return Verdict((start, end), figure.text, "date", message)


def _ranked(figure: Figure, facts: Ledger) -> Verdict | None:
    """第3位 and 第三名 are one; 前三 may be said of a third."""
    for mark in facts.marks:
        known = mark.figure
        if known.value is None or figure.value is None or known.day:
            continue
        if known.kind == "ordinal":
            if figure.word == "前":
                if (
                    known.word == "第"
                    and known.value <= figure.value
                    or known.value == figure.value
                ):
                    return None
            elif (
                known.word == "第"
                and known.value == figure.value
                and units.agree(known.unit, figure.unit)
            ):
                return None
        elif (
            known.value == figure.value
            and known.unit in ("位", "名", "", figure.unit)
            and figure.word == "第"
        ):
            return None
    if (
        figure.word == "第"
        and figure.value == 1
        and re.search("首|榜首|头名|冠军", facts.all_words)
    ):
        return None
    ranks = [m for m in facts.marks if m.figure.kind == "ordinal"]
    near = ranks[0] if ranks else None
    why = f"：事实写的是“{near.figure.text}”" if near else ""
    return Verdict(
        figure.span,
        figure.text,
        "figure",
        f"名次或序次“{figure.text}”没有事实依据{why}",
        (near.fact,) if near else (),
    )


def _vague(figure: Figure, facts: Ledger) -> Verdict | None:
    """数十 may only stand where the fact says 数十 or 几十."""
    if any(
        m.figure.word == figure.word and units.agree(m.figure.unit, figure.unit)
        for m in facts.marks
    ):
        return None
    return Verdict(figure.span, figure.text, "approx", f"约数“{figure.text}”没有事实依据")


def _doubled(figure: Figure, facts: Ledger) -> Verdict | None:
    if any(m.figure.unit == "翻番" and m.figure.value == figure.value for m in facts.marks):
        return None
    worth = (figure.value or Fraction(2)) - 1
    near = [
        m
        for m in facts.marks
        if m.figure.value in (worth * 100, worth, worth + 1) and m.figure.unit in ("%", "倍")
    ]
    kind = "derived" if near else "figure"
    why = f"由“{near[0].figure.text}”推算而来，请核对" if near else "没有事实依据"
    return Verdict(
        figure.span, figure.text, kind, f"“{figure.text}”{why}", tuple(m.fact for m in near[:1])
    )
