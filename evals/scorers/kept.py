"""Whether every fact is told, with all its figures."""

from drafter.backing import Told, told
from evals.faults import found, several
from evals.outcome import Outcome
from evals.scorers import Kind, Score, Scorer

DOUBT = 0.5  # what a fact counts that may be told in other words


def score(outcome: Outcome) -> Score:
    """The share of facts that are told in full."""
    facts = told(outcome.report)
    if not facts:
        return Score(None, "没有要点可对照")
    unmasked = {id for finding in found(outcome, ("lost-mask",)) for id in finding.facts}
    credit = {e.fact.id: 0.0 if e.fact.id in unmasked else _credit(e) for e in facts}
    reasons = []
    for why, wanted in (("没有写全", 0.0), ("拿不准是否写到", DOUBT)):
        rows = [each for each in facts if credit[each.fact.id] == wanted]
        if rows:
            reasons.append(f"{len(rows)}条要点{why}：{several(_named(each) for each in rows)}")
    return Score(sum(credit.values()) / len(facts), "；".join(reasons))


def _credit(each: Told) -> float:
    if each.state == "doubt" and not each.lost:
        return DOUBT
    return float(each.state == "full" and not each.lost)


def _named(each: Told) -> str:
    lost = f"缺{'、'.join(each.lost)}" if each.lost and each.state != "missing" else each.fact.text
    return f"{each.fact.id} {lost}"


KEPT = Scorer(
    "kept",
    "要点写全",
    Kind.HARD,
    "写全的要点占全部要点（说明舍弃的不算）；数据、占位符丢一个，这一条就不算写全；换了说法、拿不准的算半条",
    score,
)
