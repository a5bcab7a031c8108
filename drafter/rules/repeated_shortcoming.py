"""A shortcoming that last year's report named already."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.document import Flaw, Point, Report, Severity
from drafter.pairing.gist import Gist, gist, shared
from drafter.rules import Concern, Level, rule
from drafter.text import clauses, han_number

# Of 21,945 pairs of different shortcomings none is as alike: 0.41 in whole, 0.72 by their leads.
ALIKE = 0.5  # cosine of the characters of both, from which they say the same
NAMED_ALIKE = 0.8  # the same for what each is called
MOST = 40  # more are no report's shortcomings; comparing all grows with the square
SHOWN = 20  # characters of last year's that a message names
INNER = str.maketrans("“”", "‘’")
EXPLAINED = re.compile(r"上一?年|去年|往年|历年|前年|连续[两二三]年")


@rule("repeated-shortcoming", "不足年年相同", Severity.WARNING, Level.PRACTICE, Concern.ADMISSION)
def check(report: Report) -> Iterator[Flaw]:
    """不足不能年年一样；与上一年的报告（--previous）相同的，要说明改到什么程度、为什么仍然存在。

    反例：
        上年：个人存在的不足：一是调查研究不够深入。到村里去得少，坐在办公室听汇报多。
        个人存在的不足：一是深入基层调研不够。听汇报多，到村入户少。

        上年：个人存在的不足：一是理论学习不够系统。满足于读原文。
        个人存在的不足：一是理论学习不够系统。结合教育工作思考少，撰写的调研文章只有一篇。

    正例：
        上年：个人存在的不足：一是调查研究不够深入。到村里去得少，坐在办公室听汇报多。
        个人存在的不足：一是数字化运用不够。部门之间的数据还没有打通。

        上年：个人存在的不足：一是调查研究不够深入。到村里去得少，坐在办公室听汇报多。
        个人存在的不足：一是深入基层调研仍不够。去年列为不足后下村多了，但听汇报多、入户少没有根本改变。
    """
    before = _told(report.previous.shortcomings) if report.previous else []
    for now in _told(report.shortcomings) if before else ():
        likest = max(before, key=now.likeness)
        if not now.repeats(likest) or EXPLAINED.search(now.point.text):
            continue
        words = [word for word in shared(now.whole, likest.whole) if word in now.point.text]
        common = "、".join(f"“{word}”" for word in words[:3])
        name = likest.name[:SHOWN].translate(INNER)
        message = (
            f"与上一年的第{han_number(likest.place)}条不足“{name}”相同"
            f"（相近程度{now.likeness(likest):.2f}" + (f"，都说到{common}）" if common else "）")
        )
        yield Flaw(
            now.point.span, message, "写今年新的表现；没有改好的，说明改到什么程度、为什么仍存在"
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """A shortcoming, what it is called, and what both are about."""

    place: int  # from 1
    point: Point
    name: str
    whole: Gist
    called: Gist

    def likeness(self, other: "_Told") -> float:
        """How alike both are, in whole or by what they are called, whichever is the more."""
        return max(
            self.whole.closeness(other.whole),
            self.called.closeness(other.called) * ALIKE / NAMED_ALIKE,
        )

    def repeats(self, other: "_Told") -> bool:
        return self.likeness(other) >= ALIKE


def _told(points: Sequence[Point]) -> list[_Told]:
    return [
        _Told(place, point, name := _name(point), gist(point.text), gist(name))
        for place, point in enumerate(points[:MOST], 1)
    ]


def _name(point: Point) -> str:
    """Its lead, or its first clause."""
    return point.lead or next((point.text[slice(*span)] for span in clauses(point.text)), "")
