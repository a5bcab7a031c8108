"""Whether what is said can be checked: against what, since when, which problem."""

from drafter.document.views import sentences
from evals.faults import charged
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

KINDS = {
    "figures": (
        "数说得不清",
        ("unbased-percentage", "comparative-claim", "contradictory-figures", "few-figures"),
    ),
    "dates": ("时间说得不清", ("relative-time", "dated-policy-term")),
    "issues": (
        "问题说得不实",
        ("unnamed-feedback", "missing-scene", "universal-problem", "disguised-praise"),
    ),
    "items": ("该写的没写", ("missing-integrity-item",)),
}


def score(outcome: Outcome) -> Score:
    """What is left after everything that cannot be checked."""
    if not sentences(outcome.report):
        return Score(None, "没有正文")
    return Score(*charged(outcome, KINDS, given=KINDS))


SUBSTANCE = Scorer(
    "substance",
    "说得实在",
    ScorerKind.SOFT,
    "百分比有比较的基数、时间写具体、反馈和不足写明是什么事、廉洁部分该写的都写；不合的每处扣半成，提示性的再轻一半；要点自己就这样写的不扣",
    score,
    parts={name: why for name, (why, _) in KINDS.items()},
    criterion="substance",
)
