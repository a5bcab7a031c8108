"""Whether facts that belong together are told together, or one a sentence as they were noted."""

from drafter.document import ParagraphKind
from drafter.document.fact_check import told_facts
from drafter.document.views import sentences
from drafter.text import length
from evals.faults import band, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

FACTS = (1.6, 3.4)  # that a sentence of a section tells, on average, in good texts
SHORT = 18  # characters of a sentence that says little more than a note
FEW = 0.25  # of the sentences that may be so short


def score(outcome: Outcome) -> Score:
    """How near facts a sentence come to good texts', less for stretches of short sentences."""
    rows = [
        (each.text, facts)
        for each, facts in zip(sentences(outcome.report), told_facts(outcome.report), strict=True)
        if each.kind is ParagraphKind.BODY and facts
    ]
    leads = {p.lead for section in outcome.report.sections for p in section.points if p.lead}
    rows = [(text, facts) for text, facts in rows if text.rstrip("。") not in leads]
    count = len({fact.id for _, facts in rows for fact in facts})
    if count < 2:  # noqa: PLR2004 - one fact cannot be merged
        return Score(None, "写到的要点太少，无从合并")
    each = count / len(rows)
    short = [text for text, _ in rows if length(text) < SHORT]
    parts = {
        "facts": band(each, *FACTS),
        "flow": min(1.0, (1 - len(short) / len(rows)) / (1 - FEW)),
    }
    reasons = []
    if parts["facts"] < 1:
        reasons.append(f"平均一句写{each:.1f}条要点，一般{FACTS[0]}至{FACTS[1]}条")
    if parts["flow"] < 1:
        reasons.append(f"{len(rows)}句里{len(short)}句是短句：{several(short)}")
    return Score(0.7 * parts["facts"] + 0.3 * parts["flow"], "；".join(reasons), parts)


MERGING = Scorer(
    "merging",
    "合并成句",
    Weight.SOFT,
    "各部分平均一句写几条要点，与好稿子（1.6至3.4条）的差距占七成；十八字以内的短句超过四分之一的部分占三成",
    score,
    parts={"facts": "一句几条", "flow": "不是流水账"},
    criterion="register",
)
