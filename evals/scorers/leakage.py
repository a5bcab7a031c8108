"""Whether matter of the seed document has got into a report about somebody else."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.drafting.phrases import topics as topic
from drafter.figures import masks
from drafter.rules import Concern
from drafter.text import MASK, tight
from evals.faults import found, left_by, several
from evals.outcome import Outcome, seed
from evals.scorers import Score, Scorer, ScorerKind

SHORTEST = 2  # characters of a quote that tells something
_QUOTED = re.compile(r"“([^“”\n]+)”")
_FIGURE = re.compile(r"(?<![\d.])\d+[多余]?(?!年)[\u4e00-\u9fff％%]")
_COINED = re.compile(r"[三四五六七八九]大[\u4e00-\u9fff]{3}")  # 六大攻坚战
_CUT = re.compile(r"[，。、“”等]")


def score(outcome: Outcome) -> Score:
    """What the seed's own figures, quotes and names leave, where no fact has them too."""
    sheet = tight("\n".join(fact.text for fact in outcome.facts))
    foreign = [term for term in _terms() if term not in sheet]
    if not foreign:
        return Score(None, "要点就是范文的要点，无从泄露")
    text = tight(outcome.report.text)
    if not text.strip():
        return Score(None, "没有正文")
    leaked = [term for term in foreign if _stands(term, text)]
    reason = f"写进了范文的内容：{several(leaked)}" if leaked else ""
    return Score(left_by(len(leaked)), reason)


@cache
def _terms() -> tuple[str, ...]:
    """What only the seed document says; not what the genre and its topics say too."""
    phrases = seed().report.genre.phrases
    words = (word for each in topic.load() for word in each.keywords)
    common = "\n".join((*phrases.fixed, *phrases.formulas, *words))
    return tuple(dict.fromkeys(term for term in _told() if term not in common))


def _told() -> Iterator[str]:
    """Its quotes, bare figures and coinages, and what a checker says gives it away."""
    text = seed().report.text
    hidden = set(masks(text))
    yield from (q for q in _QUOTED.findall(text) if len(q) >= SHORTEST and not MASK.search(q))
    yield from (f for f in _FIGURE.findall(text) if f not in hidden)
    yield from _COINED.findall(text)
    for finding in found(seed(), Concern.LEAK):
        yield from (part for part in _CUT.split(finding.text) if len(part) > SHORTEST)


def _stands(term: str, text: str) -> bool:
    """The term is there, and not as the end of a longer figure."""
    head = r"(?<![\d.,])" if term[0].isdigit() else ""
    return re.search(head + re.escape(term), text) is not None


LEAKAGE = Scorer(
    "leakage",
    "没有串入范文",
    ScorerKind.HARD,
    "范文独有的数、引语、提法、地名校名称号出现在别人的报告里、要点里又没有，每处扣一成；要点就是范文的要点时不评",
    score,
)
