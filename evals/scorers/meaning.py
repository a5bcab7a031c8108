"""Whether sentences say what their facts say: degree, scope, status, condition, basis."""

from collections import Counter

from drafter.document import ParagraphKind
from drafter.document.fact_check import shifted, told_facts
from drafter.document.views import sentences
from evals.faults import left_by, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

NAMES = {
    "degree": "程度变了",
    "scope": "范围变了",
    "status": "进度变了",
    "qualifier": "限定丢了",
    "new": "添了“新”",
    "part": "添了“其中”",
    "basis": "比法变了",
    "cause": "连成因果",
}


def score(outcome: Outcome) -> Score:
    """What shifts leave, each taking a twentieth."""
    if not outcome.facts:
        return Score(None, "没有要点可对照")
    report = outcome.report
    read = zip(sentences(report), told_facts(report), shifted(report), strict=True)
    rows = [
        shifts for each, facts, shifts in read if facts and each.kind is not ParagraphKind.PREAMBLE
    ]
    if not rows:
        return Score(None, "没有写到要点的句子")
    found = [each for shifts in rows for each in shifts]
    counts = Counter(each.kind for each in found)
    parts = {kind: left_by(count / 2) for kind, count in counts.items()}
    reason = "；".join(dict.fromkeys(each.message for each in found[:4]))
    if len(found) > 4:  # noqa: PLR2004 - as many as are told
        reason += f"；等{len(found)}处：{several(each.text for each in found)}"
    return Score(left_by(len(found) / 2), reason, parts)


MEANING = Scorer(
    "meaning",
    "意思不走样",
    Weight.SOFT,
    "写到要点的句子改了程度、范围、进度、限定、比法，或把两件事连成因果，每处扣半成",
    score,
    parts=NAMES,
    criterion="faithfulness",
)
