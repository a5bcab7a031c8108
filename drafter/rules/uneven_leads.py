"""Leads of one series that do not match each other."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Point, Report, Section, Severity
from drafter.rules import Concern, Level, rule

MARK = re.compile(r"[，；：]")
QUOTE = re.compile(r"[“”《》‘’、\s]")
SERIES = 3  # leads from which they are to match
NEAR = 6  # characters by which the clauses of leads may differ
SHORT = 3  # characters of a clause beside those of others


@rule("uneven-leads", "点题句不整齐", Severity.SUGGESTION, Level.PRACTICE, Concern.PARALLEL)
def check(report: Report) -> Iterator[Flaw]:
    """同一部分的点题句，其他各点都分一样多的短句、长短相近的，不要独有一个不同。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是抓学习，理论武装取得进展，工作有起色。带头研读。三是坚持民主团结，汇聚发展合力。集体决策。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是强化理论武装，增强动力之源。带头研读。三是坚持党的领导融入治理，把好决策关口。集体决策。
    """
    for section in report.sections:
        if section.role in report.genre.roles:
            yield from _uneven(section)


def _uneven(section: Section) -> Iterator[Flaw]:
    led = [point for point in section.points if point.lead]
    if len(led) < SERIES:
        return
    told = [_lengths(point) for point in led]
    for index, (point, own) in enumerate(zip(led, told, strict=True)):
        others = told[:index] + told[index + 1 :]
        is_odd = not _is_like(others[0], own)
        if is_odd and all(_is_like(others[0], other) for other in others):
            start = point.span[0] + len(point.marker)
            span = (start, start + len(point.lead))
            usual = _shape(others[0])
            yield Flaw(span, f"点题句是{_shape(own)}，其他是{usual}", f"写成{usual}")


def _is_like(one: list[int], other: list[int]) -> bool:
    """As many clauses, each nearly as long."""
    return len(one) == len(other) and all(
        abs(a - b) <= NEAR and min(a, b) >= min(SHORT, max(a, b) - 1)
        for a, b in zip(one, other, strict=True)
    )


def _lengths(point: Point) -> list[int]:
    return [len(QUOTE.sub("", clause)) for clause in MARK.split(point.lead)]


def _shape(lengths: list[int]) -> str:
    """6，6字 for two clauses of six characters."""
    return "，".join(map(str, lengths)) + "字"
