"""How long the model took."""

from drafter.text import length
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

MIDDLE = 60.0  # seconds for a thousand characters that are worth a half


def score(outcome: Outcome) -> Score:
    """The seconds for a thousand characters, on a scale from 1 (none) down to 0."""
    characters = length(outcome.report.text)
    if outcome.seconds is None or not characters:
        return Score(None, "没有用模型" if characters else "没有正文")
    rate = outcome.seconds * 1000 / characters
    reason = f"每千字{rate:.1f}秒" if rate else ""
    return Score(MIDDLE / (MIDDLE + rate), reason, {"seconds-per-1000": rate})


DURATION = Scorer(
    "duration",
    "用时",
    ScorerKind.INFO,
    f"每千字用的模型时间，存过的回答按当时的用时算；不用是1，{MIDDLE:.0f}秒是0.5，越久越低；只作参考",
    score,
)
