"""Sections on results with hardly a figure in them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import FIGURE, form, within
from drafter.rules import Concern, Level, rule

SHARE = 0.2  # of the sentences, below which it is said
LEAST = 3  # sentences from which there is a share to speak of


@rule("few-figures", "缺少数据", Severity.WARNING, Level.PRACTICE, Concern.CHECKABLE)
def check(report: Report) -> Iterator[Flaw]:
    """写实绩的部分要有数据；要点里本来没有数据的，不作要求。

    反例：
        二、担当实干勤履职，全力推动各项工作提质增效
        狠抓项目建设，招商成果丰硕。大力改善民生，群众普遍满意。全力推进振兴，乡村面貌一新。

    正例：
        二、担当实干勤履职，全力推动各项工作提质增效
        引进项目6个，总投资3亿元。新建学校2所，新增学位900个。
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
        share = sum(bool(FIGURE.search(text)) for text in texts) / max(len(texts), 1)
        if len(texts) >= LEAST and share < SHARE:
            message = f"{len(texts)}句中只有{share:.0%}有数据"
            yield Flaw(section.heading_span, message, "补充数据")


def _is_without(report: Report) -> bool:
    """The facts have hardly a figure either."""
    if not report.facts:
        return False
    figured = [bool(FIGURE.search(fact.text)) for fact in report.facts]
    return sum(figured) < SHARE * len(figured)
