"""Sections the genre asks for and the report has not, or has in another order."""

import itertools
from collections.abc import Iterator

from drafter.document import Flaw, Kind, Report, Role, Severity
from drafter.reading import opening
from drafter.rules import Level, rule


@rule("missing-section", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """文种规定的各部分要齐全，并按规定的顺序排列。

    反例：
        2022年，在县委的坚强领导下，本人认真履行职责。
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、强基固本带队伍，着力建设团结奋进的坚强集体
        抓好班子。

        2022年，在县委的坚强领导下，本人认真履行职责，完成了各项任务，没有分部分写。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        抓好班子。
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        遵守规定。
        针对2021年度考核反馈的“调研不够”问题，本人每月下乡。
    """
    genre = report.genre
    told = [section for section in report.sections if section.role in genre.roles]
    if not told:
        names = "、".join(spec.name for spec in genre.sections)
        yield Flaw(opening(report), "没有找到分部分的标题", f"分为{names}")
        return
    found = [section.role for section in told]
    for index, spec in enumerate(genre.sections):
        if spec.role not in found:
            later = [s for s in told if genre.roles.index(s.role) > index]
            place = (later or told[-1:])[0].heading_span
            yield Flaw(place, f"缺少“{spec.name}”部分", f"补写“{spec.name}”一节")
    for before, after in itertools.pairwise(told):
        if genre.roles.index(before.role) > genre.roles.index(after.role):
            late, early = genre.section(before.role).name, genre.section(after.role).name
            yield Flaw(after.heading_span, f"“{early}”应当写在“{late}”之前", "调整顺序")
    is_answered = report.of(Kind.FEEDBACK) or any(s.role == Role.FEEDBACK for s in report.sections)
    if not is_answered:
        yield Flaw(
            told[-1].heading_span,
            "没有写上年度考核反馈问题的整改情况",
            "在不足之前写明反馈了什么问题、怎样整改",
            severity=Severity.WARNING,
        )
