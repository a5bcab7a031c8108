"""A heading whose subject the text below never comes to."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("unserved-heading", Severity.SUGGESTION, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """标题说什么，下面就要写什么。

    反例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        引进企业六家，投资三亿元，新修道路两条。

    正例：
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        提拔使用年轻干部六名，整顿党组织两个。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not section.text:
            continue
        spec = report.genre.section(section.role)
        words = [word for word in (*spec.groups, *spec.keywords) if len(word) > 1]
        if words and not any(word in section.text for word in words):
            message = f"标题讲的是{spec.name}，下面没有写到"
            yield Flaw(section.heading_span, message, "补写这方面的内容，或换一个标题")
