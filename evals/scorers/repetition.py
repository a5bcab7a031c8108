"""Whether things are said once, and say something."""

from drafter.document.views import sentences
from evals.faults import charged
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

KINDS = {
    "twice": ("说了两遍", ("repeated-text", "repeated-feedback")),
    "filler": ("虚词过密", ("empty-phrases", "factless-frame")),
    "slogans": ("套话", ("empty-slogan", "redundant-wording")),
}


def score(outcome: Outcome) -> Score:
    """What repetitions, stretches of filler and slogans leave, multiplied."""
    if not sentences(outcome.report):
        return Score(None, "没有正文")
    return Score(*charged(outcome, KINDS, given=("slogans",)))


REPETITION = Scorer(
    "repetition",
    "不重复不空泛",
    ScorerKind.SOFT,
    "同样的话说两遍（要点原有的除外）、虚词过密的段落、没有要点支撑的一节、套话，每处扣半成；用词重复的每处再轻一半；要点自己的套话不扣",
    score,
    parts={name: why for name, (why, _) in KINDS.items()},
    criterion="substance",
)
