"""Causes nobody gave, measures about something else."""

from random import Random

from drafter.document import Report
from drafter.text import strip_end
from evals.degrading.degradation import Degradation, Places

CAUSES = (
    "究其原因，主要是本人思想认识不够到位，担当精神有所欠缺",
    "这主要是因为平时忙于事务，静下心来研究思考不多",
    "从思想根源上看，还是宗旨意识树得不够牢",
)
ELSEWHERE = (
    "拟更换办公楼照明灯具，采购办公桌椅，由〔待补：责任人〕负责，〔待补：完成时限〕前完成",
    "每季度组织一次职工趣味运动会，评选文体积极分子并通报表扬",
    "在宣传栏张贴标语，制作宣传展板，定期更换内容",
    "修订档案室借阅登记办法，逐卷核对编号，建立电子目录",
)


def caused(report: Report, chance: Random) -> Places:
    """A cause behind every shortcoming."""
    rows = []
    for point in report.shortcomings:
        start, end = point.span
        place = start + len(strip_end(report.text[start:end].rstrip()))
        rows.append([((place, place), "，" + chance.choice(CAUSES))])
    return rows


def elsewhere(report: Report, chance: Random) -> Places:
    """Measures about something else."""
    rows = []
    for point in report.measures:
        start = point.span[0] + len(point.marker)
        end = point.span[0] + len(report.text[slice(*point.span)].rstrip())
        rows.append([((start, end), chance.choice(ELSEWHERE) + "。")])
    return rows


CAUSED = Degradation("caused", "不足添编原因", ("admissions", "restraint"), caused)
ELSEWHERE_MEASURED = Degradation("elsewhere", "措施答非所问", ("measures",), elsewhere)
