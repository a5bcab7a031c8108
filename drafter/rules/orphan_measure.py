"""A measure that visibly answers no shortcoming."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.answering import is_paired, pairing, pairs_up
from drafter.document.views import is_open
from drafter.rules import Concern, Level, rule


@rule("orphan-measure", "措施无所针对", Severity.ERROR, Level.PROJECT, Concern.PAIRS)
def check(report: Report) -> Iterator[Flaw]:
    """每条措施都要针对所列的不足；看不出针对哪一条的，列出来请人核对。

    反例：
        个人存在的不足：一是思想解放步子不大。招商引资办法不多。二是数字化运用不够。城市管理主要靠传统手段。
        改进措施：一是进一步解放思想，赴沿海学习招商引资经验。二是牢固树立为人民服务的宗旨意识，解决突出民生问题。

    正例：
        个人存在的不足：一是思想解放步子不大。招商引资办法不多。二是数字化运用不够。城市管理主要靠传统手段。
        改进措施：一是进一步解放思想，赴沿海学习招商引资经验。二是建设城市运行管理平台，推动数字化治理。
    """
    found = pairing(report) if pairs_up(report) and is_paired(report) else None
    are_more = len(report.measures) > len(report.shortcomings)  # what is more is planned besides
    for index in found.orphans if found else ():
        point = report.measures[index]
        if is_open(point):
            continue
        yield Flaw(
            point.span,
            "看不出这条措施针对哪一条不足",
            "改成针对所列不足的措施，或补上相应的不足",
            severity=Severity.SUGGESTION if are_more else None,
        )
