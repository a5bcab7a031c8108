"""A shortcoming that no measure visibly answers."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.pairing import State
from drafter.reading import pairing
from drafter.rules import Level, rule
from drafter.text import han_number


@rule("orphan-shortcoming", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """每条不足都要有措施回应；看不出有哪条措施与它有关的，列出来请人核对。

    反例：
        个人存在的不足：一是思想解放步子不大。招商引资办法不多。二是数字化运用不够。城市管理主要靠传统手段。
        改进措施：一是进一步解放思想，赴沿海学习招商引资经验。二是牢固树立为人民服务的宗旨意识，解决突出民生问题。

    正例：
        个人存在的不足：一是思想解放步子不大。招商引资办法不多。二是数字化运用不够。城市管理主要靠传统手段。
        改进措施：一是进一步解放思想，赴沿海学习招商引资经验。二是建设城市运行管理平台，推动数字化治理。
    """
    found = pairing(report)
    for pair in found.pairs if found else ():
        if pair.state is State.UNRELATED and pair.better is None:
            point = report.shortcomings[pair.shortcoming]
            what = point.lead or point.text[:20]
            number = "" if pair.measure is None else f"第{han_number(pair.measure + 1)}条"
            message = f"看不出有措施回应“{what}”" + (
                f"（{number}措施与它没有共同的内容）" if number else ""
            )
            yield Flaw(point.span, message, "写一条直接解决这个不足的措施")
