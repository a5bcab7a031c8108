"""Points that do not first say what they are about."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("missing-lead", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """分点叙述时，每点先用一个短句点题，以句号收住，再展开。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是深入学习贯彻党的创新理论，推动各项决策部署在全县落地见效。二是严格执行集体决策制度，不搞一言堂。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是强化理论武装，增强动力之源。带头研读。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not report.genre.section(section.role).lead:
            continue
        for point in section.points:
            if not point.lead:
                span = (point.span[0], point.span[0] + len(point.marker))
                yield Flaw(
                    span, f"“{point.marker}”后面没有点题的短句", "先写一个短句点题，用句号收住"
                )
    for point in report.shortcomings:
        if point.marker and not point.lead and len(point.text) > report.genre.shortcomings.lead_max:
            span = (point.span[0], point.span[0] + len(point.marker))
            yield Flaw(
                span, f"不足“{point.marker}”没有点明是什么不足", "先写“某方面不够”，用句号收住"
            )
