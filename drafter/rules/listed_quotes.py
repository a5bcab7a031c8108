"""、 between quotations, which need none."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule

BETWEEN = re.compile("、(?<=[”》].)(?=[“《])")


@rule("listed-quotes", "引号间多顿号", Severity.SUGGESTION, Level.STANDARD, Concern.LANGUAGE)
def check(report: Report) -> Iterator[Flaw]:
    """标有引号或书名号的并列成分之间，通常不用顿号（GB/T 15834）。

    反例：
        落实“三会一课”、“三重一大”制度。

    正例：
        落实“三会一课”“三重一大”制度。
    """
    for found in BETWEEN.finditer(report.text):
        yield Flaw(found.span(), "引号、书名号之间多了顿号", "删去顿号")
