"""Whether notes were raised to the register of the genre, in sentences as good texts have them."""

from drafter.document.views import is_quoted, sentences
from drafter.drafting.register import raised
from drafter.rules import Concern
from evals.faults import band, found, left_by, several, weighed
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind
from evals.style import style

CLAUSE = (6.5, 15.0)  # characters of a clause, on average, in good texts of many hands
SENTENCE = (22.0, 62.0)
MANNER = 12  # errors that it comes to when every sentence has one: a manner is a share of them
NAMES = {
    "raised": "口语改成公文语言",
    "clause": "平均分句长",
    "sentence": "平均句长",
    "form": "长句、并列、写法",
}


def score(outcome: Outcome) -> Score:
    """What notes left as notes leave, times how sentences are built and what rules find."""
    prose = sentences(outcome.report)
    own = style(outcome.report)
    if own is None:
        return Score(None, "没有正文")
    low = [
        each.text
        for each in prose
        if raised(each.text) != each.text and not is_quoted(outcome.report, each.span[0])
    ]
    flaws = found(outcome, Concern.SENTENCES, Concern.VOICE, Concern.MARKS)
    parts = {
        "raised": left_by(MANNER * len(low) / len(prose)),
        "clause": band(own.clause, *CLAUSE),
        "sentence": band(own.sentence, *SENTENCE),
        "form": left_by(MANNER * weighed(flaws) / len(prose)),
    }
    reasons = [f"{len(low)}句还有口语：{several(map(_difference, low))}"] if low else []
    if parts["clause"] < 1 or parts["sentence"] < 1:
        reasons.append(f"平均一句{own.sentence:.0f}字、一分句{own.clause:.0f}字")
    if flaws:
        reasons.append(f"写法不合：{several(each.text for each in flaws)}")
    value = parts["raised"] * parts["form"] * (parts["clause"] + parts["sentence"]) / 2
    return Score(value, "；".join(reasons), parts)


def _difference(sentence: str) -> str:
    """The part of a sentence that would be worded otherwise."""
    other = raised(sentence)
    start = next((at for at, (a, b) in enumerate(zip(sentence, other, strict=False)) if a != b), 0)
    return sentence[max(0, start - 3) : start + 9]


REGISTER = Scorer(
    "register",
    "语体",
    ScorerKind.SOFT,
    "还能改成公文语言的口语按占句数的份额扣；平均句长、分句长与多家好稿子的差距取平均；长句、过长的并列、口语、不规范的写法也按占句数的份额扣",
    score,
    parts=NAMES,
    criterion="register",
)
