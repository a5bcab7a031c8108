"""Wrong figures: a digit, a unit, a scale, two in each other's place, one from elsewhere."""

from collections.abc import Iterator
from random import Random

from drafter.document import Report
from drafter.rules import Concern
from evals.planting.defect import Defect, FigureSite, figures, put, swapped

WRONG = (Concern.FIGURES,)
OTHER_UNIT = {
    "万元": "万户", "亿元": "亿斤", "元": "户", "公里": "亩", "亩": "公里", "平方米": "公里",
    "户": "公里", "人": "公里", "名": "亩", "人次": "公里", "家": "公里", "所": "公里",
    "次": "公里", "个": "亩", "项": "公里", "件": "亩", "间": "公里", "条": "万元",
    "处": "万元", "场": "万元", "期": "公里", "份": "公里", "吨": "公里", "张": "公里",
    "天": "公里", "起": "万元", "台": "公里", "盏": "公里", "辆": "公里",
}  # fmt: skip


def digit(report: Report, chance: Random) -> Iterator[str]:
    """One digit is another one, so that the number stands in no fact."""
    known = "\n".join(fact.text for fact in report.facts or ())
    for figure in _in_any_order(report, chance):
        place = chance.randrange(len(figure.number))
        if figure.number[place] in ".,":
            continue
        others = [d for d in "123456789" if d != figure.number[place]]
        number = put(figure.number, (place, place + 1), chance.choice(others))
        if number not in known:
            yield put(report.text, figure.number_span, number)


def unit(report: Report, chance: Random) -> Iterator[str]:
    """Another unit of another kind."""
    for figure in _in_any_order(report, chance):
        if figure.unit in OTHER_UNIT:
            span = (figure.span[0] + len(figure.number), figure.span[1])
            yield put(report.text, span, OTHER_UNIT[figure.unit])


def scale(report: Report, chance: Random) -> Iterator[str]:
    """万 for 亿, or 亿 for 万."""
    for figure in _in_any_order(report, chance):
        for one, other in (("万", "亿"), ("亿", "万")):
            if one in figure.unit:
                words = figure.number + figure.unit.replace(one, other)
                yield put(report.text, figure.span, words)


def percent(report: Report, chance: Random) -> Iterator[str]:
    """A share for a difference of shares, or the other way."""
    for figure in _in_any_order(report, chance):
        if figure.unit in ("％", "%"):
            yield put(report.text, figure.span, f"{figure.number}个百分点")
        if figure.unit in ("个百分点", "百分点"):
            yield put(report.text, figure.span, f"{figure.number}％")


def two_swapped(report: Report, chance: Random) -> Iterator[str]:
    """Two figures of one unit from two facts, each in the other's place."""
    shuffled = _in_any_order(report, chance)
    for i, one in enumerate(shuffled):
        for other in shuffled[i + 1 :]:
            is_pair = one.unit == other.unit and one.number != other.number
            if is_pair and not set(one.facts) & set(other.facts):
                yield swapped(report.text, one.number_span, other.number_span)
                break


def swapped_inside(report: Report, chance: Random) -> Iterator[str]:
    """Two numbers of one fact, each in the other's place."""
    for one, other in _in_one_fact(report, chance):
        yield swapped(report.text, one.number_span, other.number_span)


def swapped_with_units(report: Report, chance: Random) -> Iterator[str]:
    """Two figures of one fact, each in the other's place, units and all."""
    for one, other in _in_one_fact(report, chance):
        if one.unit != other.unit:
            yield swapped(report.text, one.span, other.span)


def from_another(report: Report, chance: Random) -> Iterator[str]:
    """A figure of another fact, with its unit, in place of the right one."""
    shuffled = _in_any_order(report, chance)
    for i, one in enumerate(shuffled):
        for other in shuffled[i + 1 :] + shuffled[:i]:
            if one.number != other.number and not set(one.facts) & set(other.facts):
                yield put(report.text, one.number_span, other.number)
                break


def _in_one_fact(report: Report, chance: Random) -> Iterator[tuple[FigureSite, FigureSite]]:
    """Pairs of figures of one sentence with different numbers."""
    shuffled = _in_any_order(report, chance)
    for i, one in enumerate(shuffled):
        others = (o for o in shuffled[i + 1 :] if o.facts == one.facts and o.number != one.number)
        if other := next(others, None):
            yield one, other


def _in_any_order(report: Report, chance: Random) -> list[FigureSite]:
    found = figures(report)
    return chance.sample(found, len(found))


DIGIT = Defect("改动一个数字", "figures", WRONG, digit)
UNIT = Defect("换单位", "figures", WRONG, unit)
SCALE = Defect("万、亿互换", "figures", WRONG, scale)
PERCENT = Defect("％与百分点互换", "figures", WRONG, percent)
TWO_SWAPPED = Defect("两条要点的数对调", "figures", WRONG, two_swapped)
SWAPPED_INSIDE = Defect("一条要点里的数对调", "figures", WRONG, swapped_inside)
SWAPPED_WITH_UNITS = Defect("一条要点里的数连单位对调", "figures", WRONG, swapped_with_units)
FROM_ANOTHER = Defect("换成别条要点的数", "figures", WRONG, from_another)
