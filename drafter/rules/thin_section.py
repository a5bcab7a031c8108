"""Sections with next to nothing in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.document import Flaw, Report, Section, Severity
from drafter.document.parsing import Marker, opens
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

        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习党的创新理论。
        二、后勤
        三、担当实干勤履职，全力推动各项工作提质增效
        抓好项目，办好实事。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习党的创新理论。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目，办好实事。
    """
    following = dict(pairwise(sorted(report.sections, key=lambda each: each.heading_span[0])))
    starts = sorted(each.heading_span[0] for each in report.sections)
    answers = sorted(each.span[0] for each in (*report.shortcomings, *report.measures))
    for section in report.sections:
        is_of_genre = section.role in report.genre.roles
        own = length(section.text)
        if _is_empty(report, section, following.get(section)):
            yield Flaw(section.heading_span, "标题下面没有内容", "补写内容，或去掉这个标题")
        elif not is_of_genre or _answers_below(report, section, starts, answers):
            continue
        elif 0 < own < BARE and length(report.text) > WHOLE:
            message = f"“{report.genre.section(section.role).name}”只有{own}字"
            yield Flaw(
                section.heading_span, message, "补充具体做法和成效", severity=Severity.SUGGESTION
            )


def _is_empty(report: Report, section: Section, following: Section | None) -> bool:
    """Nothing stands below a heading before one that is no part of it: 三、自动化, then 四、项目.

    Of a heading whose part the genre has not, only where the next goes on counting: others may
    be no headings at all.
    """
    start = section.heading_span[1]
    end = following.heading_span[0] if following else len(report.text)
    if report.text[start:end].strip():
        return False
    own, other = (_number(report, each) for each in (section, following))
    if own and other and own.family != other.family:
        return False  # 四、队伍, then （一）调整
    goes_on = own is not None and other is not None and other.ordinal == own.ordinal + 1
    return goes_on or section.role in report.genre.roles


def _number(report: Report, section: Section | None) -> Marker | None:
    line = report.text[slice(*section.heading_span)] if section else ""
    return opens(line.lstrip("#*【[ "))


def _answers_below(
    report: Report, section: Section, starts: Sequence[int], answers: Sequence[int]
) -> bool:
    """Shortcomings or measures with a label of their own stand below the heading.

    Args:
        report: that is checked.
        section: which may be empty.
        starts: where the headings begin, in order.
        answers: where shortcomings and measures begin, in order.
    """
    if section.text:
        return False
    end = section.heading_span[1]
    following = bisect_left(starts, end)
    until = starts[following] if following < len(starts) else len(report.text)
    first = bisect_left(answers, end)
    return first < len(answers) and answers[first] < until
