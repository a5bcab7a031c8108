"""Sections on results with hardly a figure in them."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import FIGURE, within
from drafter.rules import Level, rule


@rule("few-figures", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """写实绩的部分，多数句子要有数据。

    反例：
        二、担当实干勤履职，全力推动各项工作提质增效
        狠抓项目建设，招商成果丰硕。大力改善民生，群众普遍满意。全力推进振兴，乡村面貌一新。

    正例：
        二、担当实干勤履职，全力推动各项工作提质增效
        引进项目6个，总投资3亿元。新建学校2所，新增学位900个。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or not section.text:
            continue
        least = report.genre.section(section.role).data_ratio
        if not least:
            continue
        leads = {point.lead for point in section.points}
        told = [
            sentence.text
            for sentence in within(report, section.span)
            if sentence.text.rstrip("。") not in leads
        ]
        share = sum(bool(FIGURE.search(text)) for text in told) / max(len(told), 1)
        if share < least:
            message = f"{len(told)}句中只有{share:.0%}有数据，一般不少于{least:.0%}"
            yield Flaw(section.heading_span, message, "补充数据")
