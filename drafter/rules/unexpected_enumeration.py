"""Points of one series of which some share a paragraph and others have their own."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule


@rule(
    "unexpected-enumeration",
    "分点写法不一",
    Severity.SUGGESTION,
    Level.PRACTICE,
    Concern.COMPOSITION,
)
def check(report: Report) -> Iterator[Flaw]:
    """同一串点，要么都写在一段里，要么每点自成一段。分不分点、怎样分点由作者定。

    反例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        一是建强班子。定期开会。二是带好队伍。加强培训。
        三是转变作风。下沉一线。

    正例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        定期开会，建强班子。加强培训，带好队伍。

        三、强基固本带队伍，着力建设团结奋进的坚强集体
        一是建强班子。定期开会。二是带好队伍。加强培训。
    """
    for section in report.sections:
        lines = [point.paragraph for point in section.points]
        if section.role in report.genre.roles and 1 < len(set(lines)) < len(lines):
            message = "这一部分的点有的写在一段里，有的自成一段"
            yield Flaw(section.heading_span, message, "统一写法")
