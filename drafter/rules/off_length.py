"""Reports much shorter or longer than what they have to tell."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import opening
from drafter.rules import Concern, Level, rule
from drafter.text import length

LEAST, MOST = 30, 130  # characters of the report for each fact; good ones have 40 to 75
FEW = 8  # facts from which their number tells how long a report is to be
BAND = 0.2  # share by which a stated length may be missed


@rule("off-length", "篇幅不当", Severity.WARNING, Level.PRACTICE, Concern.COMPOSITION)
def check(report: Report) -> Iterator[Flaw]:
    """篇幅要与要点相称，或合乎要点里写明的字数；两样都没有的，不论长短。

    反例：
        要点：新建学校6所
        要点：改造学校11所
        要点：招聘教师128名
        要点：资助学生4876人次
        要点：建成教室150间
        要点：化解大班额48个
        要点：争取资金8600万元
        要点：整改隐患136处
        2022年，在县委的坚强领导下，本人认真履行职责，新建学校6所。

    正例：
        2022年，在县委的坚强领导下，本人认真履行职责。
    """
    if report.facts is None:
        return
    count, stated = length(report.text), report.facts.length
    facts = len(report.facts)
    if stated:
        least, most = round(stated * (1 - BAND)), round(stated * (1 + BAND))
        usual = f"要求{stated}字左右"
    elif facts >= FEW:
        least, most = LEAST * facts, MOST * facts
        usual = f"{facts}条要点一般写{least}至{most}字"
    else:
        return
    if not least <= count <= most:
        minutes = count / report.genre.limits.minutes_rate
        message = f"全文{count}字，宣读约{minutes:.0f}分钟，{usual}"
        advice = "查看要点是否写全、写清" if count < least else "压缩篇幅，只留主要的事"
        yield Flaw(opening(report), message, advice)
