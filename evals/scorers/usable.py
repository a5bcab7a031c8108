"""How much of what a model was asked for may stand: a prompt's own quality."""

import re
from collections import Counter

from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

SHOWN = 4  # reasons that are told
_DETAIL = re.compile(r"“[^”]*”|[A-Z]\d+|[：；，].*|\s", re.DOTALL)  # what one refusal names


def score(outcome: Outcome) -> Score:
    """What passed of all that was asked for.

    Asked for are the sentences of the points, admissions and measures. What never came counts
    as refused, and so does every sentence that had to be asked for again.
    """
    asked = outcome.passed + len(outcome.refused)
    if outcome.usage is None:
        return Score(None, "没有用模型")
    if not asked:
        return Score(None, "没有什么要模型写")
    kinds = Counter(_DETAIL.sub("", why) or why for _, why in outcome.refused)
    counted = "、".join(f"{why}{count}" for why, count in kinds.most_common(SHOWN))
    reason = f"要了{asked}句，{len(outcome.refused)}句不能用：{counted}" if kinds else ""
    parts = {why: count / asked for why, count in kinds.most_common()}
    return Score(outcome.passed / asked, reason, parts)


USABLE = Scorer(
    "usable",
    "模型的话可用",
    ScorerKind.SOFT,
    "向模型要的句子里通过核对的份额；没写出来的、要重写的都算没通过；最能看出提示词好坏",
    score,
    criterion="",
)
