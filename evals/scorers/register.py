"""Whether it reads as the genre does: lengths, marks, openers, rhythm."""

from drafter.document import Finding
from evals.faults import found, left, left_by, like, several
from evals.outcome import Outcome, seed
from evals.scorers import Kind, Score, Scorer
from evals.style import Style, overlap, style

ALIKE = 0.8  # how much the rhythms of two halves of the seed have in common
RULES = {
    "sentences": ("overlong-sentence",),
    "leads": ("missing-lead", "uneven-leads", "uneven-headings"),
    "lists": ("long-list", "nested-enumeration-comma", "listed-quotes"),
    "person": ("collective-voice",),
    "words": (
        *("colloquial-wording", "half-width-mark", "full-width-digit", "unquoted-phrase"),
        *("mixed-percent", "spaced-digit"),
    ),
}
NAMES = {
    "sentences": "长句",
    "sentence-length": "平均句长",
    "clause-length": "平均分句长",
    "leads": "标题和点题句",
    "lists": "并列",
    "person": "少写本人",
    "commas": "逗号疏密",
    "stops": "顿号疏密",
    "marks": "少用的标点",
    "openers": "句首重复",
    "rhythm": "长短节奏",
    "words": "不合语体的写法",
}


def score(outcome: Outcome) -> Score:
    """The mean of how near the figures come to their bands; what rules find takes its tenths."""
    own, model = style(outcome.report), style(seed().report)
    if own is None or model is None:
        return Score(None, "没有正文")
    parts = _counted(own, model, outcome.report.genre.limits.opener_total)
    value = sum(parts.values()) / len(parts)
    flaws: list[Finding] = []
    for name, rules in RULES.items():
        mine = found(outcome, rules)
        parts[name] = left(mine)
        value *= parts[name]
        flaws += mine
    lost = [NAMES[name] for name in NAMES if parts[name] < 1]
    reason = "、".join(lost) + (f"：{several(each.text for each in flaws)}" if flaws else "")
    return Score(value, reason, parts)


def _counted(own: Style, model: Style, often: int) -> dict[str, float]:
    """The figures that need no rule; bands are half and one and a half of the seed's."""
    surplus = sum(max(0, count - often + 1) for count in own.openers.values())
    return {
        "sentence-length": like(own.sentence, model.sentence),
        "clause-length": like(own.clause, model.clause),
        "commas": like(own.commas, model.commas),
        "stops": like(own.stops, model.stops),
        "marks": left_by(max(0, own.foreign - model.foreign)),
        "openers": 1 - surplus / own.sentences,
        "rhythm": min(1.0, overlap(own.rhythm, model.rhythm) / ALIKE),
    }


REGISTER = Scorer(
    "register",
    "语体",
    Kind.SOFT,
    "句长、分句长、标点疏密、句首用词、长短句节奏与范文的差距取平均（范文只有一份，范围放宽到它的一半至一倍半）；长句、不整齐的标题和点题句、过长的并列、口语、不规范的写法再按处扣，错误一成、提醒半成",
    score,
    parts=NAMES,
)
