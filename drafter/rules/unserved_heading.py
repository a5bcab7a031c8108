"""A heading whose subject the text below never comes to."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import wordings
from drafter.rules import Concern, Level, rule
from drafter.text import length

LEAST = 40  # characters of a section that can show what it is about
NAME = 2  # characters of a heading that says too little: 德
# How people tell it without any of a section's own words.
TOLD = {
    "politics": re.compile("学|读|培训|讲课|考试|考取|入党|支部|师德|关爱|热爱|尊重"),
    "integrity": re.compile("没有|未|拒|退|公示|公开"),
}
MANY = 20  # words of a section from which their lack says something


@rule("unserved-heading", "文不对题", Severity.SUGGESTION, Level.PRACTICE, Concern.COMPOSITION)
def check(report: Report) -> Iterator[Flaw]:
    """标题说什么，下面就要写什么。

    反例：
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        引进企业六家，投资三亿元，新修道路两条，改造老旧小区五个，建成公园三处，惠及群众两千户，新增就业八百人，群众满意。

    正例：
        四、廉洁奉公扬正气，持续营造风清气正良好环境
        带头遵守纪律，廉政谈话六次，没有为亲属打招呼。

        二、担当实干勤履职，全力推动各项工作提质增效
        新修水渠3公里，惠及农户420户。
    """
    for section in report.sections:
        if section.role not in report.genre.roles or length(section.text) < LEAST:
            continue
        spec = report.genre.section(section.role)
        if len(spec.keywords) < MANY:
            continue  # what a section on work done speaks of, no list knows
        told = TOLD.get(section.role)
        if len(section.heading) <= NAME or (told and told.search(section.text)):
            continue
        also = " ".join(wordings().integrity.values()).split() if spec.must else ()
        words = [word for word in (*spec.groups, *spec.keywords, *also) if len(word) > 1]
        if words and not any(word in section.text for word in words):
            message = f"标题讲的是{spec.name}，下面没有写到"
            yield Flaw(section.heading_span, message, "补写这方面的内容，或换一个标题")
