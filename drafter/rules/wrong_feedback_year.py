"""Feedback of another year than the last."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import feedback
from drafter.rules import Concern, Level, rule

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年度?[^，。；]{0,12}(?:反馈|考核|指出|点评))")


@rule("wrong-feedback-year", "反馈年度不对", Severity.ERROR, Level.PROJECT, Concern.FEEDBACK_YEAR)
def check(report: Report) -> Iterator[Flaw]:
    """回应的是上一年度的考核反馈，年份是述职年度减一。

    反例：
        2022年，在县委的坚强领导下，本人认真履行职责。
        针对2020年度考核反馈的“调研不够”问题，本人每月下乡。

    正例：
        2022年，在县委的坚强领导下，本人认真履行职责。
        针对2021年度考核反馈的“调研不够”问题，本人每月下乡。
    """
    for passage in feedback(report):
        found = YEAR.search(passage.text)
        if found and report.year and int(found[1]) != report.year - 1:
            start = passage.span[0]
            message = f"述职年度是{report.year}年，反馈应当是{report.year - 1}年度的"
            span = (start + found.start(), start + found.end())
            yield Flaw(span, message, f"改为{report.year - 1}")
        if found:
            return
