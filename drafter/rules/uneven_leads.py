"""Leads of one series that do not match each other."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.document import Flaw, Point, Report, Section, Severity
from drafter.rules import Level, rule

MARK = re.compile(r"[，、；：]")
QUOTE = re.compile(r"[“”《》‘’\s]")


@rule("uneven-leads", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """同一部分各点的点题句，分几个短句、每个短句几个字，要彼此对称（相差不超过一个字）。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是抓学习、重实践，理论武装取得进展。带头研读。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是强化理论武装，增强动力之源。带头研读。
    """
    for section in report.sections:
        if section.role in report.genre.roles:
            yield from _uneven(section)


def _uneven(section: Section) -> Iterator[Flaw]:
    told = [point for point in section.points if point.lead]
    if not told:
        return
    common = Counter(map(_marks, told)).most_common(1)[0][0]
    alike = [point for point in told if _marks(point) == common]
    middle = [
        sorted(lengths)[len(alike) // 2] for lengths in zip(*map(_lengths, alike), strict=True)
    ]
    for point in told:
        start = point.span[0] + len(point.marker)
        span = (start, start + len(point.lead))
        if _marks(point) != common:
            yield Flaw(span, f"点题句与“{alike[0].lead}”句式不同", f"写成{_shape(middle, common)}")
        elif any(abs(own - usual) > 1 for own, usual in zip(_lengths(point), middle, strict=True)):
            own = _shape(_lengths(point), common)
            usual = _shape(middle, common)
            yield Flaw(span, f"点题句字数是{own}，其他是{usual}", f"写成{usual}")


def _marks(point: Point) -> str:
    return "".join(MARK.findall(point.lead))


def _lengths(point: Point) -> list[int]:
    return [len(QUOTE.sub("", clause)) for clause in MARK.split(point.lead)]


def _shape(lengths: list[int], marks: str) -> str:
    """6，6 for two clauses of six characters."""
    return "".join(f"{count}{mark}" for count, mark in zip(lengths, [*marks, "字"], strict=True))
