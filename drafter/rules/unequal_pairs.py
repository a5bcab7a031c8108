"""As many measures as shortcomings: another number cannot be read against each other.

A shortcoming without a measure is an error; what is planned besides may well be more.
"""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.answering import pairs_up
from drafter.document.views import extent
from drafter.rules import Concern, Level, Mender, rule


@rule(
    "unequal-pairs",
    "不足措施条数不等",
    Severity.ERROR,
    Level.PROJECT,
    Concern.PAIRS,
    mended_by=(Mender.REWRITE,),
)
def check(report: Report) -> Iterator[Flaw]:
    """不足有几条，措施就有几条，一一对应。

    反例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。
        改进措施：一是每月下乡两次。二是每周读书。三是每季度谈心。

    正例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。
        改进措施：一是每月下乡两次。二是每周读书。
    """
    wanted, given = len(report.shortcomings), len(report.measures)
    if not pairs_up(report) or not wanted or not given or wanted == given:
        return
    is_numbered = all(point.marker for point in (*report.shortcomings, *report.measures))
    yield Flaw(
        extent(report.measures),
        f"不足有{wanted}条，措施有{given}条",
        "逐条对应，一条不足写一条措施",
        severity=None if is_numbered and wanted > given else Severity.SUGGESTION,
    )
