"""Whether a masked report gives away whom it is about."""

from drafter.document.views import is_masked
from drafter.rules import Concern
from evals.faults import found, left, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind


def score(outcome: Outcome) -> Score:
    """What is left of 1 after what leaks beside the masks."""
    if not is_masked(outcome.report):
        return Score(None, "不是掩码稿")
    leaks = found(outcome, Concern.LEAK)
    reason = f"没有掩去：{several(each.text for each in leaks)}" if leaks else ""
    return Score(left(leaks), reason)


MASKING = Scorer(
    "masking",
    "掩码不露底",
    ScorerKind.INFO,
    "掩码稿里没有掩去的数、地名、校名、独有称号、字母代号，每处扣半成；没有掩码的稿子不评",
    score,
)
