"""Points that do not first say what they are about."""

from collections.abc import Iterator

from drafter.document import Flaw, Point, Report, Severity
from drafter.document.views import first_clause
from drafter.rules import Concern, Level, rule
from drafter.text import length

SERIES = 3  # points from which most of them show how the series is meant
LONG = 30  # characters of a first clause that names nothing


@rule("missing-lead", "缺点题句", Severity.WARNING, Level.PRACTICE, Concern.PARALLEL)
def check(report: Report) -> Iterator[Flaw]:
    """分点叙述时，每点先点题再展开，用句号、冒号或逗号隔开；一串点里多数有点题句的，不要独缺一个。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是强化理论武装，增强动力之源。带头研读。三是严格执行集体决策制度和请示报告制度，凡属重大事项一律提交党组会议集体研究决定，不搞一言堂。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是强化理论武装，增强动力之源。带头研读。

        个人存在的不足：
        1. 数字资源更新慢：电子书只更新了一次，读者有意见。
        2. 服务点管理松，9个服务点有3个账册不全。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not report.genre.section(section.role).lead:
            continue
        led = [point for point in section.points if _lead(point)]
        if len(section.points) < SERIES or 2 * len(led) <= len(section.points):
            continue
        for point in section.points:
            if not _lead(point) and length(first_clause(point.text)) + 1 < length(point.text):
                span = (point.span[0], point.span[0] + len(point.marker))
                message = f"“{point.marker}”后面没有点题的短句"
                yield Flaw(span, message, "先写一个短句点题，用句号收住")
    for point in report.shortcomings:
        if point.marker and not _lead(point) and length(first_clause(point.text)) > LONG:
            span = (point.span[0], point.span[0] + len(point.marker))
            message = f"不足“{point.marker}”没有点明是什么不足"
            yield Flaw(span, message, "先写“某方面不够”，用句号收住")


def _lead(point: Point) -> str:
    """The short words that say what a point is about, closed by a stop or a colon."""
    if point.lead:
        return point.lead
    clause = first_clause(point.text)
    return clause if point.text[len(clause) : len(clause) + 1] in tuple("：:") else ""
