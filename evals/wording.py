"""Verdicts in words, for readers who know no statistics; in whole sentences."""

from collections.abc import Mapping

from evals.power import MOST_DOCUMENTS, Needed
from evals.scorers import ScorerKind
from evals.stats import FEWEST, Comparison, Contrast, Interval, Reason, Verdict

VERDICTS = {
    Verdict.BETTER: "更好",
    Verdict.WORSE: "更差",
    Verdict.SAME: "没有差别",
    Verdict.UNKNOWN: "说不准",
    Verdict.NONE: "不下结论",
}
REASONS = {
    Reason.HARD_WORSE: "{hard_worse}变差，这是必须守住的",
    Reason.GAIN: "{better}变好，没有一项看得出变差",
    Reason.LOSS: "{worse}变差，没有一项看得出变好",
    Reason.TRADE_OFF: "有得有失，{better}变好，{worse}变差，要由人取舍",
    Reason.ALL_SAME: "各项的差别都在容许范围之内",
    Reason.UNDECIDED: "{open}既没有看出差别，也不能排除有差别",
    Reason.TOO_FEW: f"可比的文稿少于{FEWEST}份",
    Reason.NOTHING_COUNTS: "没有计入结论的评分项",
}

FINEST = 0.001  # the last decimal shown
LARGE = 100  # from here on no decimals: seconds, tokens


def sentence(row: Contrast, title: str = "") -> str:
    """One scorer's verdict: what was seen, how sure it is, what would decide."""
    told = [f"{title or row.scorer}：{_verdict(row)}", *_seen(row)]
    if row.needed:
        told.append(_needed(row.needed, row))
    elif row.verdict is Verdict.NONE:
        told.append(_too_few(row.documents))
    left_out = f"没有计入（有一版缺得分）：{'、'.join(row.left_out)}。" if row.left_out else ""
    return "。".join(told) + "。" + left_out


def summary(comparison: Comparison, titles: Mapping[str, str] | None = None) -> str:
    """The overall verdict and why."""
    verdict = VERDICTS[comparison.overall]
    repeats = f"，每份重复{comparison.repeats}次" if comparison.n else ""
    why = _reason(comparison, titles or {})
    return f"总的看，新版{verdict}：{why}（{comparison.n}份文稿{repeats}）。"


def _verdict(row: Contrast) -> str:
    if row.verdict is Verdict.SAME and row.interval and row.interval.within(0):
        return "没有差别，各份文稿的得分都没有变"
    if row.verdict is Verdict.SAME:
        return f"没有差别，即使有也不超过{_number(row.margin)}"
    if row.verdict in (Verdict.BETTER, Verdict.WORSE):
        return f"新版{VERDICTS[row.verdict]}"
    return VERDICTS[row.verdict]


def _seen(row: Contrast) -> list[str]:
    if row.difference is None:
        return []
    seen = f"{row.documents}份文稿（每份重复{row.repeats}次）平均{_moved(row.difference)}"
    if row.interval is None or row.p is None:
        return [seen]
    if row.interval.low == row.interval.high:
        return [f"{seen}，{_chance(row.p)}"] if row.difference else []
    return [f"{seen}，真实的变化大致在{_range(row.interval)}之间，{_chance(row.p)}"]


def _moved(difference: float) -> str:
    """Which way the mean went.

    >>> _moved(0.0512), _moved(-0.3), _moved(0.0)
    ('高0.051', '低0.300', '没有变化')
    """
    if not difference:
        return "没有变化"
    return f"{'高' if difference > 0 else '低'}{_number(abs(difference))}"


def _number(value: float) -> str:
    """Three decimals, none of what is large, and never zero for what is not.

    >>> _number(0.05), _number(0.00004), _number(1250.0)
    ('0.050', '不到0.001', '1,250')
    """
    if 0 < value < FINEST / 2:
        return f"不到{FINEST}"
    return f"{value:,.3f}" if value < LARGE else f"{value:,.0f}"


def _range(interval: Interval) -> str:
    """Both ends with their sign, and how sure.

    >>> _range(Interval(-0.012, 0.3, 0.05))
    '−0.012到＋0.300（95％区间）'
    >>> _range(Interval(0.0, 0.3, 0.05 / 3))
    '0到＋0.300（98.3％区间）'
    """
    share = f"{1 - interval.level:.1%}".replace(".0%", "%").replace("%", "％")
    return f"{_signed(interval.low)}到{_signed(interval.high)}（{share}区间）"


def _signed(value: float) -> str:
    if abs(value) < FINEST / 2:
        return "0"
    return f"{'−' if value < 0 else '＋'}{_number(abs(value))}"


def _chance(p: float) -> str:
    """What p means.

    >>> _chance(0.03125)
    '两版其实一样好却碰巧差这么多的可能性是3.1％（p＝0.031）'
    >>> _chance(0.0001)
    '两版其实一样好却碰巧差这么多的可能性不到0.1％（p＜0.001）'
    """
    told = f"是{p:.1%}（p＝{p:.3f}）" if p >= FINEST else f"不到{FINEST:.1%}（p＜{FINEST}）"
    return f"两版其实一样好却碰巧差这么多的可能性{told.replace('.0%', '%').replace('%', '％')}"


def _needed(needed: Needed, row: Contrast) -> str:
    if not needed.difference:
        return "两版得分太接近，再加文稿也分不出高低"
    documents = (
        f"再加约{needed.documents}份文稿" if needed.documents else f"再加{MOST_DOCUMENTS}份以上文稿"
    )
    real = f"如果真实的变化有{_number(needed.difference)}"
    return f"{real}，要{documents}才有八成把握看出来{_repeats(needed, row)}"


def _repeats(needed: Needed, row: Contrast) -> str:
    if needed.repeats:
        return f"；或者仍用这{row.documents}份文稿，每份重复到{needed.repeats}次"
    if needed.is_repeated:
        return "；差别主要在文稿之间，只增加重复次数不够"
    return "；每份只答过一次，增加重复次数有没有用还看不出"


def _too_few(documents: int) -> str:
    """Why nothing is said of fewer than six.

    >>> _too_few(5)
    '可比的文稿少于6份，再大的差别也可能是碰巧，至少还要1份'
    """
    return f"可比的文稿少于{FEWEST}份，再大的差别也可能是碰巧，至少还要{FEWEST - documents}份"


def _reason(comparison: Comparison, titles: Mapping[str, str]) -> str:
    def named(verdict: Verdict, *kinds: ScorerKind) -> str:
        rows = (row for row in comparison.rows if row.verdict is verdict and row.kind in kinds)
        return "、".join(titles.get(row.scorer, row.scorer) for row in rows)

    counted = (ScorerKind.HARD, ScorerKind.SOFT)
    return REASONS[comparison.reason].format(
        hard_worse=named(Verdict.WORSE, ScorerKind.HARD),
        better=named(Verdict.BETTER, *counted),
        worse=named(Verdict.WORSE, *counted),
        open=named(Verdict.UNKNOWN, *counted) or named(Verdict.NONE, *counted),
    )
