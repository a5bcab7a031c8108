"""Sections that the kind of report asks for and the report has not, or has in another order."""

import itertools
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Section, Severity
from drafter.document.forms import Form, form
from drafter.document.genre import SectionSpec
from drafter.document.posts import Authority
from drafter.document.views import FIGURE, answer_labels, feedback, opening, sentences, speaker
from drafter.rules import Concern, Level, rule
from drafter.text import length

FEW = 2  # the same, from which a text without a title is of the genre
OWN = 3  # roles of the genre that are told by headings: from then on the genre's own order holds
TEAM = "team"  # asked only of those who lead somebody
SPOKEN = 2  # sentences that speak of a section's matter, from which it is there without a heading
WHOLE = 150  # characters of a text that is to have headings


@rule("missing-section", "部分缺失或错序", Severity.ERROR, Level.PROJECT, Concern.PARTS)
def check(report: Report) -> Iterator[Flaw]:
    """文种规定的各部分要齐全，并按规定的顺序排列；内容写在别处的，只是建议。

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

        2024年度述职述廉报告
        2024年，我作为县医院一名护士，认真履行职责。
        一、加强政治学习
        深入学习。
        二、履职情况
        护理病人812人次。
        三、廉洁自律
        遵守规定。
        针对2023年度考核反馈的“操作不熟”问题，参加培训6次。

        2024年度述责述廉报告
        2024年，我任矿业公司财务主管。
        一、履行党风廉政建设责任情况
        全年开展廉政谈话8次。

        校长述职报告
        2024年，我任小学校长。
        一、继续夯实学校文化，丰富文化内涵
        确立了校训和教风。
    """
    kind = form(report)
    if not kind.demands:
        return
    sections = [section for section in report.sections if section.role in report.genre.roles]
    if not report.sections:
        yield from _unparted(report, kind)
    if not sections:
        yield from _unspoken(report, kind)
        return
    if not _is_named(report) and len({section.role for section in sections}) < FEW:
        return  # a text that calls itself nothing, and has one part that others have too
    yield from _missing(report, sections, kind)
    yield from _moved(report, sections, kind)
    if kind.has_feedback and not feedback(report):
        message = "没有写上年度考核反馈问题的整改情况"
        advice = "上年度有反馈的，在不足之前写明反馈了什么问题、怎样整改"
        yield Flaw(sections[-1].heading_span, message, advice, severity=Severity.SUGGESTION)


def _is_named(report: Report) -> bool:
    """It says what it is, or somebody else does."""
    titled = report.of(ParagraphKind.TITLE) or report.facts is not None
    return bool(titled or report.form)


def _unparted(report: Report, kind: Form) -> Iterator[Flaw]:
    """No heading at all: an error where nothing but prose is there."""
    asked = [spec.name for spec in report.genre.sections if kind.asks(spec.role)]
    names = "、".join((*asked, *(answer_labels(report) if kind.severity else ())))
    is_parted = length(report.text) > WHOLE or report.shortcomings
    severity = Severity.SUGGESTION if is_parted else None
    message = "没有找到分部分的标题"
    yield Flaw(opening(report), message, f"分为{names}", severity=severity)


def _unspoken(report: Report, kind: Form) -> Iterator[Flaw]:
    """Headings of its author's own: work done is told below them, what has words of its own not."""
    if not report.sections or not _is_named(report):
        return
    for spec in report.genre.sections:
        if spec.role in kind.demands.split() and spec.keywords and not _is_spoken(report, spec):
            place = report.sections[-1].heading_span
            message, advice = f"缺少“{spec.name}”部分", f"补写“{spec.name}”一节"
            yield Flaw(place, message, advice, severity=Severity.SUGGESTION)


def _missing(report: Report, sections: list[Section], kind: Form) -> Iterator[Flaw]:
    genre = report.genre
    found = [section.role for section in sections]
    is_own = len(set(found)) >= OWN and kind.wants != ""
    for index, spec in enumerate(genre.sections):
        if spec.role in found or not (kind.asks(spec.role) or is_own):
            continue
        if spec.role == TEAM and speaker(report) is Authority.ALONE:
            continue
        later = [s for s in sections if genre.roles.index(s.role) > index]
        place = (later or sections[-1:])[0].heading_span
        yield Flaw(
            place,
            f"缺少“{spec.name}”部分",
            f"补写“{spec.name}”一节",
            severity=_weight(report, spec, kind),
        )


def _weight(report: Report, spec: SectionSpec, kind: Form) -> Severity | None:
    """An error where nothing in the text speaks of what has to be there."""
    if _is_spoken(report, spec) or any(not section.role for section in report.sections):
        return Severity.SUGGESTION
    own = {section.role for section in report.sections} & set(report.genre.roles)
    is_told = bool(report.of(ParagraphKind.TITLE)) or len(own) >= OWN
    is_demanded = spec.role in kind.demands.split() and is_told
    return None if is_demanded else Severity.SUGGESTION


def _is_spoken(report: Report, spec: SectionSpec) -> bool:
    """Sentences elsewhere speak of a section's matter; of work done, any figure does."""
    words = spec.keywords
    spoken = (
        any(word in each.text for word in words) if words else bool(FIGURE.search(each.text))
        for each in sentences(report)
    )
    return sum(spoken) >= SPOKEN


def _moved(report: Report, sections: list[Section], kind: Form) -> Iterator[Flaw]:
    """Sections of the genre in another order than its own, where it has them all."""
    genre = report.genre
    if len({section.role for section in sections}) < OWN or not kind.wants:
        return
    for before, after in itertools.pairwise(sections):
        if genre.roles.index(before.role) > genre.roles.index(after.role):
            late, early = genre.section(before.role).name, genre.section(after.role).name
            is_sure = {before.heading, after.heading} <= _own_headings(report)
            severity = Severity.WARNING if is_sure else Severity.SUGGESTION
            message = f"“{early}”应当写在“{late}”之前"
            yield Flaw(after.heading_span, message, "调整顺序", severity=severity)


def _own_headings(report: Report) -> set[str]:
    return {heading for spec in report.genre.sections for heading in spec.headings}
