"""Whether effects, praise, causes and completeness are asserted that no fact bears."""

from collections import Counter

from drafter.document import ParagraphKind
from drafter.document.views import sentences
from drafter.grounding.assertions import assertions
from evals.faults import left_by, proposes, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

NAMES = {
    "result": "没有依据的效果",
    "tail": "空泛的尾句",
    "completeness": "没有依据的全面、彻底",
    "superlative": "没有依据的第一、最",
    "cause": "没有依据的原因",
    "praise": "没有依据的好评",
}


def score(outcome: Outcome) -> Score:
    """What assertions leave, each taking a twentieth."""
    if not outcome.facts:
        return Score(None, "没有要点可对照")
    prose = [
        each
        for each in sentences(outcome.report)
        if each.kind is not ParagraphKind.PREAMBLE and not proposes(each)
    ]
    if not prose:
        return Score(None, "没有正文")
    facts = [fact.text for fact in outcome.facts]
    found = [each for sentence in prose for each in assertions(sentence.text, facts)]
    counts = Counter(each.kind for each in found)
    parts = {kind: left_by(count / 2) for kind, count in counts.items()}
    reason = "、".join(f"{NAMES.get(kind, kind)}{count}处" for kind, count in counts.most_common())
    if found:
        reason += f"：{several(each.text for each in found)}"
    return Score(left_by(len(found) / 2), reason, parts)


RESTRAINT = Scorer(
    "restraint",
    "不说过头话",
    Weight.SOFT,
    "要点没有的效果、好评、原因、第一、全面彻底和空泛的尾句，每处扣半成；标着“拟”的措施不算在内",
    score,
    parts=NAMES,
    criterion="faithfulness",
)
