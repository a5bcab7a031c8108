"""Why a figure is carried by nothing, and what comes nearest to it. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from drafter.figures import Figure, units
from drafter.grounding.bounds import bounded, other_bound
from drafter.grounding.derived import derived, redoubled
from drafter.grounding.index import Context, FactFigure, FactIndex, FigureMention, alike
from drafter.text import Span

_SAME_FIT = 1e-9  # likenesses that differ by rounding only
_MASK_LIKE = 0.3  # a mask in words so alike stood where the figure stands


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """What is wrong with a stretch of text."""

    span: Span
    text: str
    kind: str
    message: str
    facts: tuple[int, ...] = ()


def why(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict:
    """What is wrong with a figure that no fact carries, by the nearest that one says."""
    for explain in _EXPLANATIONS:
        found = explain(figure, scene, facts)
        if found:
            return found
    return FigureVerdict(figure.span, figure.text, "figure", f"“{figure.text}”没有事实依据")


def _verdict(figure: Figure, kind: str, message: str, fact: int) -> FigureVerdict:
    return FigureVerdict(figure.span, figure.text, kind, f"“{figure.text}”{message}", (fact,))


def _equals(figure: Figure, facts: FactIndex) -> Iterator[FactFigure]:
    marks = facts.by_value.get(figure.value or Fraction(0), ())
    return (
        m
        for m in marks
        if not m.figure.day and m.figure.kind != "ordinal" and m.figure.unit != "翻番"
    )


def looser(figure: Figure, scene: FigureMention, mark: FactFigure) -> FigureVerdict:
    """120次 for 120余次, which is less careful; 120次 for 不足120次, which is something else."""
    if other_bound(figure, scene, mark):
        said, known = bounded(figure, scene.before), bounded(mark.figure, mark.before)
        message = f"“{said}”与事实的“{known}”上下限不同"
        return FigureVerdict(figure.span, figure.text, "bound", message, (mark.fact,))
    return _verdict(figure, "approx", f"与事实的“{mark.figure.text}”松紧不同", mark.fact)


def _looser(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    known = (m for m in _equals(figure, facts) if units.agree(m.figure.unit, figure.unit))
    mark = nearest(known, scene)
    return looser(figure, scene, mark) if mark else None


def _unmasked(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """3.2亿元 for **亿元."""
    masked = [m for m in facts.masked if units.agree(m.figure.unit, figure.unit)]
    stood = nearest(masked, scene)
    if not stood or alike(scene.context, stood.context) <= _MASK_LIKE:
        return None
    return _verdict(figure, "mask", f"填掉了占位符：事实里是“{stood.figure.text}”", stood.fact)


def _converted(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """80公顷 for 1200亩."""
    known = (m for m in facts.marks if m.figure.unit != figure.unit and _is_worth(m, figure))
    mark = nearest(known, scene)
    if not mark:
        return None
    return _verdict(figure, "derived", f"由“{mark.figure.text}”换算而来，请核对", mark.fact)


def _is_worth(mark: FactFigure, figure: Figure) -> bool:
    value, unit = mark.figure.value, mark.figure.unit
    return value is not None and units.convert(value, unit, figure.unit) == figure.value


def _other_unit(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """1200公顷 for 1200亩."""
    mark = nearest(_equals(figure, facts), scene)
    if not mark or _is_about_another(figure, scene, facts, (mark,)):
        return None
    return _verdict(figure, "unit", f"的单位与事实的“{mark.figure.text}”不同", mark.fact)


def _derived(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """The sum, difference, share or average of two figures of one fact."""
    pair = derived(figure, scene, facts)
    if not pair or _is_about_another(figure, scene, facts, pair):
        return None
    known = "、".join(mark.figure.text for mark in pair)
    return _verdict(figure, "derived", f"由“{known}”推算而来，事实未写，请核对", pair[0].fact)


def _is_about_another(
    figure: Figure, scene: FigureMention, facts: FactIndex, marks: Collection[FactFigure]
) -> bool:
    """Another fact gives another value for the matter: it is to be named, and not these."""
    own = {mark.fact for mark in marks}
    likeness = max(alike(scene.context, mark.context) for mark in marks)
    units_of_it = (figure.unit, "%") if figure.unit == "倍" else (figure.unit,)  # 三倍 for 三成
    for unit in units_of_it:
        rival, fit = best_other(replace(figure, unit=unit), scene.context, facts)
        if rival and rival.fact not in own and fit > likeness:
            return True
    return False


def _redoubled(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """增长1倍 for 翻一番."""
    for mark in facts.marks:
        value = mark.figure.value
        if mark.figure.unit == "翻番" and value and redoubled(value, figure, scene.before):
            return _verdict(figure, "derived", f"由“{mark.figure.text}”换算而来，请核对", mark.fact)
    return None


def _other_value(figure: Figure, scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    rival, fit = best_other(figure, scene.context, facts)
    if not rival or not fit:
        return None
    known = rival.figure.text
    return _verdict(figure, "figure", f"没有事实依据：最近的事实写的是“{known}”", rival.fact)


def best_other(
    figure: Figure, context: Context, facts: FactIndex
) -> tuple[FactFigure | None, float]:
    """The mark of another value, of a unit that could stand here, whose words fit best.

    Of those that fit as well, the one whose value is nearest.
    """
    row = facts.comparable(figure.unit)
    best, fit, far = None, 0.0, Fraction(0)
    for mark, likeness in zip(row.marks, row.fits(context), strict=True):
        if likeness < fit - _SAME_FIT or not likeness or mark.figure.value == figure.value:
            continue
        off = abs((mark.figure.value or Fraction(0)) - (figure.value or Fraction(0)))
        if likeness > fit + _SAME_FIT or off < far:
            best, fit, far = mark, likeness, off
    return best, fit


def nearest(marks: Iterable[FactFigure], scene: FigureMention) -> FactFigure | None:
    """The mark whose words are most like those of a place; the first of equals."""
    return max(marks, key=lambda mark: alike(scene.context, mark.context), default=None)


_EXPLANATIONS = (
    *(_looser, _unmasked, _converted, _redoubled),
    *(_derived, _other_unit, _other_value),
)
