"""Headings or leads that come twice."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule


@rule("duplicate-heading", "标题重复", Severity.WARNING, Level.PRACTICE, Concern.FORM)
def check(report: Report) -> Iterator[Flaw]:
    """标题、点题句不重复使用。

    反例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、旗帜鲜明讲政治，坚定不移把准前进方向
        抓好项目。

        一、旗帜鲜明讲政治，坚定不移把准前进方向
        一是保持政治定力，坚持正确方向。深入学习。二是保持政治定力，坚持正确方向。带头研读。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。
    """
    titles = [(section.heading, section.heading_span, "标题") for section in report.sections]
    for section in report.sections:
        titles += [
            (p.lead, (p.span[0], p.span[0] + len(p.marker + p.lead)), "点题句")
            for p in section.points
        ]
    seen: set[str] = set()
    for text, span, kind in sorted(titles, key=lambda each: each[1]):
        if text and text in seen:
            yield Flaw(span, f"{kind}“{text}”前面已经用过", "换一个说法，或合并两处")
        seen.add(text)
