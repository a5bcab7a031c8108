"""How much of the text stands word for word in reports about somebody else."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from drafter import resources
from drafter.text import grams
from evals.faults import several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

RUN = 8  # Han in a row
USUAL = 0.10  # share of the text that good reports have in common: the ceremony
WORST = 0.45
_HAN = re.compile(rf"[\u4e00-\u9fff]{{{RUN},}}")


def score(outcome: Outcome) -> Score:
    """1 up to the usual share of runs that other reports have too, 0 at the worst."""
    rows = list(_HAN.findall(outcome.report.text))
    size = len(re.findall("[\u4e00-\u9fff]", outcome.report.text))
    if not size:
        return Score(None, "没有正文")
    own = runs(fact.text for fact in outcome.facts)
    taken = [piece for run in rows for piece in shared(run, _recurring() - own)]
    share = sum(map(len, taken)) / size
    value = 1 - min(1.0, max(0.0, share - USUAL) / (WORST - USUAL))
    reason = f"{share:.0%}的话别人的报告里也有：{several(sorted(taken, key=len)[::-1])}"
    return Score(value, reason if value < 1 else "")


def shared(run: str, known: frozenset[str]) -> Iterator[str]:
    """The stretches of a run that are covered by known runs."""
    start = end = 0
    for at in range(len(run) - RUN + 1):
        if run[at : at + RUN] not in known:
            continue
        if at > end:
            yield from [run[start:end]] if end else []
            start = at
        start, end = (at if not end else start), at + RUN
    yield from [run[start:end]] if end else []


@cache
def _recurring() -> frozenset[str]:
    """Runs that stand in reports on different sheets: `python -m evals recurring` writes them."""
    listed = resources.folder("evals").joinpath("data", "recurring.txt").read_text("utf-8")
    return runs(listed.splitlines())


def runs(texts: Iterable[str]) -> frozenset[str]:
    """Every run of eight Han in some texts."""
    found = (han for text in texts for han in _HAN.findall(text))
    return frozenset().union(*(grams(han, RUN) for han in found))


SAMENESS = Scorer(
    "sameness",
    "不与别家雷同",
    ScorerKind.SOFT,
    "连续八个汉字以上、两家以上不同的报告里都有的话占全文的份额：一成以内是开头结尾的规矩，超过的按比例扣，到四成五就是0",
    score,
    criterion="substance",
)
