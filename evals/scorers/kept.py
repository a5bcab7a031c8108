"""Whether every fact is told, with all its figures."""

from drafter.document import Severity
from drafter.document.fact_check import FactStatus, fact_statuses
from drafter.rules import Concern
from evals.faults import found, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind


def score(outcome: Outcome) -> Score:
    """The share of facts that are told in full; one in other words is not lost."""
    facts = fact_statuses(outcome.report)
    if not facts:
        return Score(None, "没有要点可对照")
    certain = (f for f in found(outcome, Concern.OMISSION) if f.severity is Severity.ERROR)
    omitted = {id for finding in certain for id in finding.facts}
    doubtful = [each for each in facts if each.state == "doubt" and not each.lost]
    lost = [
        each
        for each in facts
        if each.fact.id in omitted or each.lost or each.state not in ("full", "doubt")
    ]
    reasons = [
        f"{len(rows)}条要点{why}：{several(_named(each) for each in rows)}"
        for why, rows in (("没有写全", lost), ("拿不准是否写到", doubtful))
        if rows
    ]
    parts = {"certain": 1 - len(doubtful) / len(facts)}
    return Score(1 - len(lost) / len(facts), "；".join(reasons), parts)


def _named(each: FactStatus) -> str:
    lost = f"缺{'、'.join(each.lost)}" if each.lost and each.state != "missing" else each.fact.text
    return f"{each.fact.id} {lost}"


KEPT = Scorer(
    "kept",
    "要点写全",
    ScorerKind.HARD,
    "写全的要点占全部要点（说明舍去的不算）；数据、掩码丢一个，这一条就不算写全；换了说法、拿不准的只说出来，不扣",
    score,
    parts={"certain": "看得准的"},
    criterion="faithfulness",
)
