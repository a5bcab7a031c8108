"""Facts that the report does not tell, or tells without their figures."""

from collections.abc import Iterator

from drafter.backing import covered, place
from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule


@rule("missing-fact", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """要点一条不漏，数据一个不丢（使用者说明舍弃的除外）。

    反例：
        要点：新建学校6所
        要点：化解信访积案9件
        全年新建学校6所。

        要点：新建学校6所，新增学位900个
        全年新建学校6所，新增了一批学位。

    正例：
        要点：新建学校6所
        要点：化解信访积案9件
        全年新建学校6所，化解信访积案9件。
    """
    for fact, found in covered(report):
        lost = [figure for figure in found.lost if not _is_mask(figure)]
        short = fact.text if len(fact.text) <= 30 else fact.text[:29] + "…"  # noqa: PLR2004 - fits a line
        span = place(report, fact, found)
        if found.state == "missing":
            yield Flaw(span, f"没有写到要点“{short}”", "补写这条要点", facts=(fact.id,))
        elif lost:
            figures = "、".join(lost)
            yield Flaw(span, f"要点“{short}”丢了{figures}", f"补上{figures}", facts=(fact.id,))
        elif found.state == "doubt":
            message = f"拿不准是否写到了要点“{short}”"
            yield Flaw(span, message, "请核对", facts=(fact.id,), severity=Severity.SUGGESTION)


def _is_mask(figure: str) -> bool:
    """Masks are the business of lost-mask."""
    return any(char in figure for char in "*＊×")
