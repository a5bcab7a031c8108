"""What a draft costs in tokens."""

from drafter.text import length
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

MIDDLE = 2_000  # tokens for a thousand characters that are worth a half


def score(outcome: Outcome) -> Score:
    """The tokens for a thousand characters, on a scale from 1 (none) down to 0."""
    characters = length(outcome.report.text)
    if outcome.usage is None or not characters:
        return Score(None, "没有用模型" if characters else "没有正文")
    rate = outcome.usage.total * 1000 / characters
    reason = f"每千字{rate:,.0f}个词元" if rate else ""
    return Score(MIDDLE / (MIDDLE + rate), reason, {"tokens-per-1000": rate})


COST = Scorer(
    "cost",
    "词元",
    ScorerKind.INFO,
    f"每千字用的词元，存过的回答也算；一个不用是1，{MIDDLE:,}个是0.5，越多越低；只作参考",
    score,
)
