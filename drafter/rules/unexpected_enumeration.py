"""Sections numbered in another way than the genre does."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule

WAYS = {"inline": "各点写在一段里", "paragraph": "每点自成一段", "none": "不分点"}


@rule("unexpected-enumeration", Severity.SUGGESTION, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """各部分分不分点、怎样分点，按文种的惯例。

    反例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        一是建强班子。定期开会。二是带好队伍。加强培训。

    正例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        定期开会，建强班子。加强培训，带好队伍。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not section.text:
            continue
        usual = report.genre.section(section.role).enumeration
        if section.enumeration != usual:
            message = f"这一部分{WAYS[section.enumeration]}，通常{WAYS[usual]}"
            yield Flaw(section.heading_span, message, f"改为{WAYS[usual]}")
