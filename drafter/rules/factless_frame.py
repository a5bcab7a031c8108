"""Sections of a draft that are mostly frame around too few facts."""

from collections.abc import Iterator

from drafter.document import Flaw, Origin, Report, Severity
from drafter.rules import Concern, Level, rule


@rule("factless-frame", "缺要点支撑", Severity.WARNING, Level.PROJECT, Concern.FILLER)
def check(report: Report) -> Iterator[Flaw]:
    """起草的稿子里，没有要点支撑的句子在一节中不能占多数（只查本工具起草的稿子）。

    反例：
        依据：frame frame fact
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        坚持把政治建设摆在首位。自觉在大局下行动。全年集中学习12次。

    正例：
        依据：frame fact fact
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        坚持把政治建设摆在首位。全年集中学习12次。讲党课6次。
    """
    for section in report.sections:
        start, end = section.heading_span[1], section.span[1]
        leads = tuple(point.lead for point in section.points if point.lead)
        own = [
            evidence
            for evidence in report.evidence
            if start <= evidence.span[0] < end
            and not (leads and report.text[slice(*evidence.span)].strip("。 \n").endswith(leads))
        ]
        empty = [evidence for evidence in own if evidence.origin is Origin.FRAME]
        if len(empty) > report.genre.limits.frame_share * len(own):
            message = f"这一节{len(own)}句中有{len(empty)}句没有要点支撑"
            yield Flaw(section.heading_span, message, "补充要点，或删去空泛的句子")
