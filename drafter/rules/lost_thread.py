"""A main line announced at the start and then forgotten."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.rules import Level, rule
from drafter.text import any_of

COINED = re.compile(
    r"“([^“”\n]{2,12})”|(?<![一二三四五六七八九十])([二三四五六七八九十]大[\u4e00-\u9fff]{2,4})(?=[，。；、])"
)

LINE = re.compile(  # what is announced as what the year was about
    r"(?:围绕|紧扣|聚焦|锚定|坚持|践行|突出|打好|按照|推进|抓实|落实|以)"
    r"(?:[^，。；“”]{0,12}“[^“”\n]*”)*[^，。；“”]{0,12}$"
)
SHORT = re.compile(r"简称[^。；]{0,20}$")  # a name for what was named in full


@rule("lost-thread", Severity.SUGGESTION, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """开头提出的主线，后面的标题和正文要有呼应。

    反例：
        2022年，在县委的坚强领导下，本人坚定不移打好五大攻坚战。
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。

    正例：
        2022年，在县委的坚强领导下，本人坚定不移打好五大攻坚战。
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、担当实干勤履职，坚定不移打好五大攻坚战
        在五大攻坚战一线抓项目。
    """
    if not report.sections:
        return
    headings = "\n".join(section.heading for section in report.sections)
    answered = [paragraph.text for paragraph in report.of(ParagraphKind.FEEDBACK)]
    bodies = "\n".join([*(section.text for section in report.sections), *answered])
    fixed = any_of(report.genre.phrases.fixed)
    for paragraph in report.of(ParagraphKind.PREAMBLE):
        for found in COINED.finditer(paragraph.text):
            term = found[1] or found[2]
            before = paragraph.text[: found.start()]
            if found[1] and (not LINE.search(before) or SHORT.search(before)):
                continue
            if term not in headings and term not in bodies and not fixed.search(term):
                start = paragraph.span[0]
                span = (start + found.start(), start + found.end())
                yield Flaw(span, f"开头提出“{term}”，后面没有呼应", "在标题或正文中点到")
