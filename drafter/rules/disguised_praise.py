"""Shortcomings that praise their author or blame others."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import first_of
from drafter.rules import Concern, Level, rule

MEASURED = re.compile("[与离距同和][^，。；]{2,12}(?:有|存在|相比)")  # 与上级要求还有距离


@rule("disguised-praise", "明贬实褒", Severity.WARNING, Level.PRACTICE, Concern.ADMISSION)
def check(report: Report) -> Iterator[Flaw]:
    """不足不能写成优点，也不能推给工作忙、条件差、上级和群众。

    反例：
        个人存在的不足：一是对干部要求过严。有时批评多。

        个人存在的不足：一是学习时间少。主要是工作太忙。

    正例：
        个人存在的不足：一是与干部谈心不够。对基层实践指导少。

        个人存在的不足：一是党建工作与上级要求还有距离。讨论少，结合少。
    """
    for span in first_of(report.genre.phrases.excuses, report.shortcomings):
        said = report.text[slice(*span)]
        if MEASURED.match(report.text, span[0] - 1):
            continue
        yield Flaw(span, f"“{said}”是变相表扬或推卸责任", "从自己身上找原因")
