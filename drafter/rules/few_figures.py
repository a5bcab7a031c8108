"""Sections on results with hardly a figure in them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.forms import form
from drafter.document.views import FIGURE, within
from drafter.figures import figures
from drafter.rules import Concern, Level, rule

SHARE = 0.2  # of the sentences, below which it is said
LEAST = 3  # sentences from which there is a share to speak of
RANK = "位"  # of a figure that tells a place: 第一名


@rule("few-figures", "缺少数据", Severity.WARNING, Level.PRACTICE, Concern.CHECKABLE)
def check(report: Report) -> Iterator[Flaw]:
    """写实绩的部分要有数据；要点里本来没有数据的，不作要求。

    反例：
        二、担当实干勤履职，全力推动各项工作提质增效
        狠抓项目建设，招商成果丰硕。大力改善民生，群众普遍满意。全力推进振兴，乡村面貌一新。

    正例：
        二、担当实干勤履职，全力推动各项工作提质增效
        引进项目6个，总投资3亿元。新建学校2所，新增学位900个。

        二、担当实干勤履职，全力推动各项工作提质增效
        发展两位同志为入党积极分子。我村获得三个荣誉。本人荣获教学比赛一等奖第一名。
    """
    if not form(report).is_personal or _is_without(report):
        return
    for section in report.sections:
        if section.role not in report.genre.roles or not section.text:
            continue
        if not report.genre.section(section.role).data_ratio:
            continue
        leads = {point.lead for point in section.points}
        texts = [
            sentence.text
            for sentence in within(report, section.span)
            if sentence.text.rstrip("。") not in leads
        ]
        if len(texts) < LEAST:
            continue
        told = sum(map(_is_figured, texts))
        if told < SHARE * len(texts):
            count = f"只有{told}句" if told else "没有一句"
            yield Flaw(section.heading_span, f"{len(texts)}句中{count}有数据", "补充数据")


def _is_figured(text: str) -> bool:
    """It has a figure, in digits or as 两位, 三个, 第一名; 第一届 and a date are none."""
    return bool(FIGURE.search(text)) or any(
        each.kind != "date" and (each.kind != "ordinal" or each.unit == RANK)
        for each in figures(text)
    )


def _is_without(report: Report) -> bool:
    """The facts have hardly a figure either."""
    if not report.facts:
        return False
    figured = [_is_figured(fact.text) for fact in report.facts]
    return sum(figured) < SHARE * len(figured)
