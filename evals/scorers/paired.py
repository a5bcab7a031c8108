"""Whether every shortcoming has a measure, and every measure a shortcoming."""

from drafter.document import Report, Role
from drafter.text import han_number
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

MOST = 99  # points that have a name


def score(outcome: Outcome) -> Score:
    """The share of shortcomings and measures that have their counterpart.

    Whether a measure is about its shortcoming is asked by the scorer of measures.
    """
    report = outcome.report
    if not report.shortcomings and not report.measures and not outcome.facts.of(Role.SHORTCOMING):
        return Score(None, "要点和报告里都没有不足")
    if not report.shortcomings or not report.measures:
        return Score(0.0, "没有写不足" if not report.shortcomings else "没有写措施")
    if _is_open(report):
        return Score(None, "要点里没有不足，报告留了待补")
    few, many = sorted((len(report.shortcomings), len(report.measures)))
    alone = [_named(at) for at in range(few, many)]
    what = "不足" if len(report.shortcomings) == many else "措施"
    reason = f"{what}{'、'.join(alone)}没有对应的" if alone else ""
    return Score(few / many, reason)


def _is_open(report: Report) -> bool:
    """Nothing was given to admit: what stands there is left for a person to fill in."""
    return all(point.text.startswith("〔待补") for point in report.shortcomings)


def _named(at: int) -> str:
    return han_number(at + 1) if at < MOST else str(at + 1)


PAIRED = Scorer(
    "paired",
    "不足与措施成对",
    ScorerKind.HARD,
    "不足和措施条数相等、各有对应的；说的是不是同一件事由“措施对得上、查得到”来评",
    score,
    criterion="answers",
)
