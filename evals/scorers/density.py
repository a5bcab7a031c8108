"""How much of the text is about the facts, and how much could stand in anybody's report."""

import re
from collections.abc import Iterator

from drafter.document import ParagraphKind
from drafter.document.fact_check import fact_statuses
from drafter.document.views import sentences
from drafter.text import OPEN_PLACE, clauses, length
from evals.faults import band, proposes, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

SHARED = 0.2  # of a clause's pairs of characters that facts have, from which it tells something
HOLLOW = 0.25  # of the body that good texts say beside their facts; all above is lost …
LITTLE = 0.2  # … and this much of what is below: less is better still
LENGTH = (0.8, 1.9)  # characters of the body for one of the facts'
_SIGNS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9*]")
_OPEN = re.compile(f"{OPEN_PLACE.pattern}[。；，]?")


def score(outcome: Outcome) -> Score:
    """The share that is about the facts, less for a text much longer or shorter than they are."""
    if not fact_statuses(outcome.report):
        return Score(None, "没有要点可对照")
    facts = [
        each.fact.text for each in fact_statuses(outcome.report)
    ]  # those left out with a reason, not
    known = frozenset().union(*map(_pairs, facts))
    body = [
        _OPEN.sub("", each.text)
        for each in sentences(outcome.report)
        if each.kind is not ParagraphKind.PREAMBLE and not proposes(each)
    ]
    size = length("".join(body))
    if not size:
        return Score(None, "没有正文")
    empty = [clause for each in body for clause in _hollow(each, known)]
    share = sum(map(length, empty)) / size
    times = size / sum(map(length, facts))
    parts = {
        "about-facts": min(1.0, (1 - share) / (1 - HOLLOW)) * (1 - LITTLE * min(share, HOLLOW)),
        "length": band(times, *LENGTH),
    }
    reasons = []
    if empty:
        reasons.append(f"正文{share:.0%}不是在说要点：{several(sorted(empty, key=length)[::-1])}")
    if parts["length"] < 1:
        reasons.append(f"正文是要点的{times:.1f}倍，一般{LENGTH[0]}至{LENGTH[1]}倍")
    return Score(parts["about-facts"] * parts["length"], "；".join(reasons), parts)


def _hollow(sentence: str, known: frozenset[str]) -> Iterator[str]:
    """The clauses that share next to nothing with any fact."""
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        own = _pairs(clause)
        if own and len(own & known) < max(1, SHARED * len(own)):
            yield clause


def _pairs(text: str) -> frozenset[str]:
    signs = "".join(_SIGNS.findall(text))
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))


DENSITY = Scorer(
    "density",
    "密实",
    Weight.SOFT,
    "正文里说要点的份额：与哪条要点都不沾边的分句超过四分之一的部分按比例扣；正文比要点的0.8倍还短或比1.9倍还长的再按偏离扣；标着“拟”的措施不算在内",
    score,
    parts={"about-facts": "在说要点的话", "length": "与要点的长短之比"},
    criterion="substance",
)
