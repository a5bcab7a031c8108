"""Shortcomings and measures passed over in a line, or most of a report."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.forms import form
from drafter.document.views import extent, is_open, prose
from drafter.rules import Concern, Level, rule
from drafter.text import length

LEAST, MOST = 0.07, 0.45  # share of the prose
WHOLE = 100  # characters of a report that is more than an outline


@rule(
    "low-answer-share", "不足措施篇幅不当", Severity.SUGGESTION, Level.PRACTICE, Concern.COMPOSITION
)
def check(report: Report) -> Iterator[Flaw]:
    """述职的报告里，不足和措施要占适当篇幅，既不一笔带过，也不喧宾夺主。

    反例：
        2022年，在县委的坚强领导下，本人认真履行职责，团结带领干部群众抓项目、促发展、惠民生、保稳定，较好地完成了全年各项目标任务，推动全县经济社会发展迈出坚实步伐。
        一、担当实干勤履职，全力推动各项工作提质增效
        抓项目、兴产业，引进企业六家，建成标准厂房两万平方米，新增就业岗位八百个，完成技改投资三亿元。办实事、惠民生，新建学校两所、医院一所，改造老旧小区五个，惠及群众两千户。
        个人存在的不足：一是调研少。
        改进措施：一是多下乡。

    正例：
        2022年，在县委的坚强领导下，本人认真履行职责，团结带领干部群众抓项目、促发展。
        个人存在的不足：一是调研少。
        改进措施：一是多下乡。
        一、担当实干勤履职，全力推动各项工作提质增效
        抓项目、兴产业，引进企业六家。

        2022年，在县委的坚强领导下，本人认真履行职责，团结带领干部群众抓项目、促发展、惠民生、保稳定，较好地完成了全年各项目标任务，推动全县经济社会发展迈出坚实步伐。
        个人存在的不足：〔待补：个人存在的不足〕。
        改进措施：〔待补：改进措施〕。
    """
    whole = sum(end - start for start, end in prose(report))
    is_asked = form(report).is_paired and whole >= WHOLE
    if not is_asked or not report.shortcomings or not report.measures:
        return
    answers = (*report.shortcomings, *report.measures)
    if any(map(is_open, answers)):
        return  # its author has still to fill it in
    share = sum(length(point.text) for point in answers) / whole
    if not LEAST <= share <= MOST:
        message = f"不足和措施占全文{share:.0%}，一般在{LEAST:.0%}至{MOST:.0%}之间"
        advice = "把不足写具体、措施写实" if share < LEAST else "压缩不足和措施，或充实履职内容"
        yield Flaw(extent(answers), message, advice)
