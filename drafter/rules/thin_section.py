"""Sections with next to nothing in them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Section, Severity
from drafter.rules import Concern, Level, rule
from drafter.text import length

BARE = 25  # characters of a section that has not even one whole sentence
WHOLE = 600  # characters of a report that is more than an outline


@rule("thin-section", "部分内容太少", Severity.ERROR, Level.PROJECT, Concern.PARTS)
def check(report: Report) -> Iterator[Flaw]:
    """每一部分都要有内容；只有半句话的，建议补充。

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
    for section in report.sections:
        if section.role not in report.genre.roles or _answers_below(report, section):
            continue
        name, own = report.genre.section(section.role).name, length(section.text)
        if not own:
            yield Flaw(section.heading_span, "标题下面没有内容", "补写内容，或去掉这个标题")
        elif own < BARE and length(report.text) > WHOLE:
            message = f"“{name}”只有{own}字"
            yield Flaw(
                section.heading_span, message, "补充具体做法和成效", severity=Severity.SUGGESTION
            )


def _answers_below(report: Report, section: Section) -> bool:
    """Shortcomings or measures with a label of their own stand below the heading."""
    end = section.heading_span[1]
    headings = (each.heading_span[0] for each in report.sections)
    until = min((start for start in headings if start >= end), default=len(report.text))
    return not section.text and any(
        end <= point.span[0] < until for point in (*report.shortcomings, *report.measures)
    )
