"""A shortcoming that no measure visibly answers."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.answering import is_paired, pairing
from drafter.document.views import is_open
from drafter.pairing import Fit
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import han_number


@rule(
    "orphan-shortcoming",
    "不足没有回应",
    Severity.ERROR,
    Level.PROJECT,
    Concern.PAIRS,
    mended_by=(Mender.REWRITE,),
)
def check(report: Report) -> Iterator[Flaw]:
    """每条不足都要有措施回应；看不出有哪条措施与它有关的，列出来请人核对。

    反例：
        个人存在的不足：一是安全监管不够细。到车间查隐患少。二是年轻干部培养不够。交任务多、教方法少。
        改进措施：一是每月到企业车间排查隐患两次。二是严格执行中央八项规定，管住吃喝小事。

        个人存在的不足：一是安全监管不够细。到车间查隐患少。二是年轻干部培养不够。交任务多、教方法少。
        改进措施：一是每月到企业车间排查隐患两次。

    正例：
        个人存在的不足：一是安全监管不够细。到车间查隐患少。二是年轻干部培养不够。交任务多、教方法少。
        改进措施：一是每月到企业车间排查隐患两次。二是安排年轻干部到项目一线跟班，由老同志带教。
    """
    found = pairing(report) if is_paired(report) else None
    for pair in found.pairs if found else ():
        if pair.measure is not None and is_open(report.measures[pair.measure]):
            continue
        if pair.state is Fit.UNRELATED and pair.better is None:
            point = report.shortcomings[pair.shortcoming]
            what = point.lead or point.text[:20]
            number = "" if pair.measure is None else f"第{han_number(pair.measure + 1)}条"
            message = f"看不出有措施回应“{what}”" + (
                f"（{number}措施与它没有共同的内容）" if number else ""
            )
            yield Flaw(point.span, message, "写一条直接解决这个不足的措施")
