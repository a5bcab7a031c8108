"""Sections with next to nothing in them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import prose
from drafter.rules import Level, rule
from drafter.text import length


@rule("thin-section", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """每一部分都要有内容；比文种通常的篇幅少得太多的，提示补充。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习党的创新理论。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目，办好实事。
    """
    whole = sum(end - start for start, end in prose(report))
    for section in report.sections:
        if section.role not in report.genre.roles:
            continue
        spec, own = report.genre.section(section.role), length(section.text)
        floor = report.genre.limits.section_floor * spec.share * whole
        if not own:
            yield Flaw(section.heading_span, "标题下面没有内容", "补写内容，或去掉这个标题")
        elif own < floor:
            message = f"“{spec.name}”只有{own}字，通常占全文的{spec.share:.0%}左右"
            yield Flaw(
                section.heading_span, message, "补充具体做法和成效", severity=Severity.WARNING
            )
