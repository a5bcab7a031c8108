"""Measures that do not answer: swapped, dropped, generic, same words with another deed."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from drafter.document import Point, Report
from drafter.rules import Concern
from drafter.text import han_number, strip_end
from evals.planting.defect import Defect, put, swapped

GENERIC = (
    "进一步提高思想认识，加大工作力度，不断提升工作水平。",
    "切实加强学习，进一步增强责任感和使命感，努力把工作做得更好。",
    "坚持以问题为导向，持续用力、久久为功，推动各项工作再上新台阶。",
)
OTHER_DEEDS = (
    "在宣传栏张贴标语，制作宣传展板20块。",
    "2025年6月底前更换办公楼照明灯具，采购办公桌椅30套。",
    "每季度组织一次职工趣味运动会，评选文体积极分子10名。",
)


def exchanged(report: Report, _: Random) -> Iterator[str]:
    """Two measures in each other's place, numbers kept."""
    numbered = _numbered(report.measures)
    if len(numbered) == len(report.shortcomings):
        for i in range(len(numbered)):
            for j in range(i + 1, len(numbered)):
                yield swapped(report.text, _body(numbered[i]), _body(numbered[j]))


def left_out(report: Report, _: Random) -> Iterator[str]:
    """A measure is gone, the others numbered anew."""
    numbered = _numbered(report.measures)
    for gone in numbered if len(numbered) == len(report.shortcomings) > 1 else ():
        text = report.text
        for point in reversed(numbered):
            if point is gone:
                text = put(text, point.span, "")
            elif point.ordinal > gone.ordinal:
                head = (point.span[0], point.span[0] + len(point.marker))
                text = put(text, head, f"{han_number(point.ordinal - 1)}是")
        yield text


def generic(report: Report, chance: Random) -> Iterator[str]:
    """Words that fit any shortcoming in place of a measure."""
    for point in _numbered(report.measures):
        yield put(report.text, _body(point), chance.choice(GENERIC))


def negated(report: Report, _: Random) -> Iterator[str]:
    """The shortcoming turned round in place of its measure."""
    for shortcoming, measure in zip(report.shortcomings, _numbered(report.measures), strict=False):
        about = re.sub(
            r"(?:还)?(?:不够[\u4e00-\u9fff]{0,2}|不[\u4e00-\u9fff]{1,2}|偏[\u4e00-\u9fff])$",
            "",
            strip_end(re.split("[。，]", shortcoming.text)[0]),
        )
        yield put(report.text, _body(measure), f"切实解决{about}问题，加大{about}力度。")


def other_deed(report: Report, chance: Random) -> Iterator[str]:
    """A deed that has nothing to do with the shortcoming."""
    for point in _numbered(report.measures):
        yield put(report.text, _body(point), chance.choice(OTHER_DEEDS))


def bait(report: Report, chance: Random) -> Iterator[str]:
    """The shortcoming's own words in front of a deed that has nothing to do with it."""
    for shortcoming, measure in zip(report.shortcomings, _numbered(report.measures), strict=False):
        about = strip_end(re.split("[。，]", shortcoming.text)[0])
        words = f"针对{about}的问题，{chance.choice(OTHER_DEEDS)}"
        yield put(report.text, _body(measure), words)


def _numbered(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.marker]


def _body(point: Point) -> tuple[int, int]:
    return point.span[0] + len(point.marker), point.span[1]


FAULT = (Concern.PAIRS,)
EMPTY = (*FAULT, Concern.MEASURES, Concern.FILLER)
EXCHANGED = Defect("两条措施对调", "pairs", FAULT, exchanged)
LEFT_OUT = Defect("少一条措施", "pairs", FAULT, left_out)
GENERIC_ONE = Defect("措施换成套话", "pairs", EMPTY, generic)
NEGATED = Defect("措施只把不足反过来说", "pairs", EMPTY, negated)
OTHER = Defect("措施与不足不相干", "pairs", FAULT, other_deed)
BAIT = Defect("借不足的话说别的事", "pairs", (*FAULT, Concern.MEASURES), bait)
