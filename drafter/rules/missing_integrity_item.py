"""What a report on integrity has to speak of and does not."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.forms import form
from drafter.document.posts import Authority
from drafter.document.views import sentences, speaker, wordings
from drafter.rules import Concern, Level, rule

DUTY, POWER = "第一责任人", "插手"  # asked only of those who lead
LEADER = re.compile(
    "书记|[局厅院校县市区镇乡处科站所部行馆园队部村]长|主任|主席|董事长|总经理|经理层|班子|指导员|党组成员|党委委员|团结带领"
)


@rule("missing-integrity-item", "廉洁内容不全", Severity.WARNING, Level.PRACTICE, Concern.INTEGRITY)
def check(report: Report) -> Iterator[Flaw]:
    """述廉的报告要写到中央八项规定、党风廉政责任和不插手干预等内容，写在哪一部分、怎样说都可以。

    反例：
        2022年，在县委的坚强领导下，本人作为县教育局局长认真履职。
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        认真落实中央八项规定精神，清清白白做事。

    正例：
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        认真落实中央八项规定精神，履行第一责任人职责，从未插手工程项目。

        一、履行党风廉政建设责任情况
        全年开展廉政谈话8次。
        二、执行中央八项规定精神情况
        没有接受宴请，没有为亲属打招呼。
    """
    sections = [section for section in report.sections if section.role in report.genre.roles]
    asked = [section for section in sections if report.genre.section(section.role).must]
    if not asked or not form(report).has_integrity:
        return
    text = "\n".join(
        each.text for each in sentences(report) if each.kind is not ParagraphKind.PREAMBLE
    )
    text += "\n".join(section.heading for section in report.sections)
    must = report.genre.section(asked[0].role).must
    if speaker(report) is Authority.ALONE or not LEADER.search(_who(report)):
        must = tuple(words for words in must if not {DUTY, POWER} & {*words})
    left = [words for words in must if not any(word in text for word in _all(words))]
    if left:
        names = "、".join("或".join(f"“{word}”" for word in words[:2]) for words in left)
        yield Flaw(asked[0].heading_span, f"没有写到{names}", "补写这些方面的做法")


def _who(report: Report) -> str:
    """The lines that say who speaks."""
    paragraphs = (
        *report.of(ParagraphKind.TITLE),
        *report.of(ParagraphKind.PREAMBLE),
        *report.of(ParagraphKind.SIGNATURE),
    )
    office = report.facts.role if report.facts is not None else ""
    return "\n".join([office, *(paragraph.text for paragraph in paragraphs)])


@cache
def _all(words: tuple[str, ...]) -> tuple[str, ...]:
    """An item's words, and all that says the same."""
    also = wordings().integrity
    return (*words, *(other for word in words for other in also.get(word, "").split()))
