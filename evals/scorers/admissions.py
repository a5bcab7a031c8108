"""Whether shortcomings are admitted as their author gave them: scene and all, no cause added."""

import re

from drafter.document import Role
from drafter.grounding.assertions import assertions
from drafter.rules import Concern
from evals.faults import found, left, left_by, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

CAUSES = re.compile(
    r"究其原因|主要(?:原因)?(?:是|在于)|归根到底|从(?:思想)?根源(?:上)?(?:看|说)?|根源在于|(?:这)?主要是因为"
    r"|(?:思想)?认识(?:还)?(?:不够|不足|有偏差)|宗旨意识|担当精神|平时忙于事务|重视(?:程度)?不够|本人在这方面"
)


def score(outcome: Outcome) -> Score:
    """What causes nobody gave and admissions without a scene leave."""
    report = outcome.report
    admissions = [point.text for point in report.shortcomings]
    if not admissions:
        given = outcome.facts.of(Role.SHORTCOMING)
        return Score(0.0, "没有写不足") if given else Score(None, "没有不足")
    facts = [fact.text for fact in outcome.facts]
    known = "\n".join(facts)
    causes = [hit[0] for text in admissions for hit in CAUSES.finditer(text) if hit[0] not in known]
    added = [each.text for text in admissions for each in assertions(text, facts)]
    flaws = found(outcome, Concern.ADMISSION)
    parts = {
        "causes": left_by(2 * len(causes)),
        "added": left_by(len(added)),
        "scenes": left(flaws),
    }
    reasons = [f"要点没有给的原因：{several(causes)}"] if causes else []
    reasons += [f"添的话：{several(added)}"] if added else []
    reasons += [f"说得不实：{several(each.text for each in flaws)}"] if flaws else []
    value = parts["causes"] * parts["added"] * parts["scenes"]
    return Score(value, "；".join(reasons), parts)


ADMISSIONS = Scorer(
    "admissions",
    "不足如实",
    ScorerKind.SOFT,
    "不足里要点没有给的原因每处扣两成，添的别的话每处扣一成；没有具体表现、谁都有的、明贬实褒的再按处扣",
    score,
    parts={"causes": "不添编原因", "added": "不添别的话", "scenes": "有具体表现"},
    criterion="answers",
)
