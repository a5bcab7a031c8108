"""Whether nothing is said that no fact carries."""

from drafter.document import Severity
from drafter.document.views import sentences
from drafter.rules import Concern
from drafter.text import overlap
from evals.faults import found, left, several
from evals.outcome import Outcome
from evals.scorers import SURE, Score, Scorer, ScorerKind


def score(outcome: Outcome) -> Score:
    """What inventions leave: one is as bad in a long report as in a short one.

    A share of sentences would forgive one false figure among fifty.
    """
    if not outcome.facts:
        return Score(None, "没有要点可对照")
    prose = sentences(outcome.report)
    if not prose:
        return Score(None, "没有正文")
    inventions = found(outcome, Concern.FIGURES, Concern.TERMS, Concern.STATUS)
    certain = [each for each in inventions if each.severity is Severity.ERROR]
    doubtful = [each for each in inventions if each.severity is not Severity.ERROR]
    reasons = [f"没有依据：{several(each.text for each in certain)}"] if certain else []
    reasons += [f"依据待核对：{several(each.text for each in doubtful)}"] if doubtful else []
    spans = [each.span for each in certain]
    clean = sum(not any(overlap(sentence.span, span) for span in spans) for sentence in prose)
    return Score(left(inventions), "；".join(reasons), {"clean-sentences": clean / len(prose)})


GROUNDED = Scorer(
    "grounded",
    "没有编造",
    ScorerKind.HARD,
    "没有依据的数、单位、日期、掩码、荣誉、名称、状态，每处扣一成，篇幅再长也不冲淡；依据待核对的每处扣半成",
    score,
    parts={"clean-sentences": "没有问题的句子"},
    criterion="faithfulness",
    sure=SURE,
)
