"""How often each way to compare two prompts is wrong, and what it sees, at 6 to 40 documents.

Two prompts write the same documents. A document's difficulty is drawn from Beta(6, 2), how much
better the second prompt suits it from a normal with spread 0.06, a single answer from one with
spread 0.10; scores are rounded to tenths and cut to [0, 1]. Under the null the prompts are equally
good, so that every difference found is a false alarm; else the second is better by 0.05.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

from evals.intervals import Z, wilson
from evals.scorers import ScorerKind
from evals.stats import Paired, Verdict, compare

DOCUMENTS = (6, 8, 12, 20, 40)
REPEATS = 3
TRIALS = 2_000
GAIN = 0.05
FAMILY = 18  # scorers that count: the overall, hard and soft ones
LEVEL = 0.05
BAR = 0.06  # false alarms of the shipped comparison, at every number of documents
RESAMPLES = 2_000  # of the bootstrap
NOISE = 1e-9  # of the machine's rounding

Scores = NDArray[np.float64]  # scorers × documents × repeats
Method = Callable[[Scores, Scores], bool]  # is there a difference in any scorer?


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compare."""

    title: str
    finds: Method
    scorers: int = 1


def main(arguments: Sequence[str]) -> int:
    """Print the tables; 1 if the shipped comparison raises too many false alarms."""
    parser = argparse.ArgumentParser(prog="python -m evals simulate", description=__doc__)
    parser.add_argument("--trials", type=int, default=TRIALS, help="of each number of documents")
    trials = parser.parse_args(arguments).trials
    alarms = {way.title: rates(way, 0.0, trials) for way in WAYS}
    power = {way.title: rates(way, GAIN, trials) for way in WAYS}
    sys.stdout.write(
        f"每格模拟 {trials} 次，每份文稿重复 {REPEATS} 次，括号里是 95％ 区间。\n\n"
        + "\n".join(table("误报：两版其实一样好", alarms, trials))
        + "\n\n"
        + "\n".join(table(f"看得出：有一版好 {GAIN}（{FAMILY}项时每一项都好）", power, trials))
        + "\n"
    )
    shipped = [alarms[way.title] for way in WAYS if way.finds is by_compare]
    return int(any(hits > BAR * trials for row in shipped for hits in row))


def rates(way: Way, gain: float, trials: int) -> list[int]:
    """How many trials end with a difference found, by the number of documents."""
    return [_hits(way, gain, trials, documents) for documents in DOCUMENTS]


def table(title: str, found: dict[str, list[int]], trials: int) -> Iterator[str]:
    """Shares with their intervals in Markdown: a way each row."""
    yield f"| {title} | " + " | ".join(f"{n} 份" for n in DOCUMENTS) + " |"
    yield "|---|" + "--:|" * len(DOCUMENTS)
    for name, row in found.items():
        yield f"| {name} | " + " | ".join(_cell(hits, trials) for hits in row) + " |"


def draw(
    chance: np.random.Generator, scorers: int, documents: int, gain: float
) -> tuple[Scores, Scores]:
    """Scores of a and of b; the scorers share nothing, the worst case for a family."""
    difficulty = chance.beta(6, 2, (scorers, documents, 1))
    suits = gain + chance.normal(0, 0.06, (scorers, documents, 1))
    a, b = (
        difficulty + better + chance.normal(0, 0.10, (scorers, documents, REPEATS))
        for better in (0.0, suits)
    )
    return a.round(1).clip(0, 1), b.round(1).clip(0, 1)


def by_compare(a: Scores, b: Scores) -> bool:
    """The shipped comparison, without a margin: it could only hide false alarms."""
    cases = [f"{i:02}" for i in range(a.shape[1])]
    told = compare(
        [
            (str(i), ScorerKind.SOFT, 0.0, Paired(cases, *sides))
            for i, sides in enumerate(zip(a.tolist(), b.tolist(), strict=True))
        ]
    )
    return any(row.verdict in (Verdict.BETTER, Verdict.WORSE) for row in told.rows)


def by_bootstrap(a: Scores, b: Scores) -> bool:
    """The percentile bootstrap of the documents' differences."""
    differences = (b.mean(axis=2) - a.mean(axis=2))[0]
    low, high = np.quantile(_resamples(len(differences)) @ differences, (LEVEL / 2, 1 - LEVEL / 2))
    return bool(low > NOISE or high < -NOISE)


def by_unpaired_z(a: Scores, b: Scores) -> bool:
    """Two means of all answers with their standard errors, as if nothing belonged together."""
    a, b = a.ravel(), b.ravel()
    error = math.sqrt((a.var(ddof=1) + b.var(ddof=1)) / a.size)
    return bool(abs(b.mean() - a.mean()) > Z * error + NOISE)


def by_rows(a: Scores, b: Scores) -> bool:
    """The paired t test with every repeat taken for a document."""
    differences = (b - a).ravel()
    bound = float(special.stdtrit(differences.size - 1, 1 - LEVEL / 2))
    error = differences.std(ddof=1) / math.sqrt(differences.size)
    return bool(abs(differences.mean()) > bound * error + NOISE)


WAYS = (
    Way("本工具，一项评分", by_compare),
    Way(f"本工具，{FAMILY}项评分（任何一项）", by_compare, FAMILY),
    Way("百分位自助法", by_bootstrap),
    Way("不配对的 z 检验", by_unpaired_z),
    Way("重复当作文稿的 t 检验", by_rows),
)


def _hits(way: Way, gain: float, trials: int, documents: int) -> int:
    chance = np.random.default_rng([documents, way.scorers])  # the same scores for all ways
    return sum(way.finds(*draw(chance, way.scorers, documents, gain)) for _ in range(trials))


@lru_cache(maxsize=len(DOCUMENTS))
def _resamples(documents: int) -> NDArray[np.float64]:
    """How much each document weighs in each resample."""
    chance = np.random.default_rng(documents)
    return chance.multinomial(documents, [1 / documents] * documents, RESAMPLES) / documents


def _cell(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of:.1%}（{low:.1%}–{high:.1%}）".replace("%", "％")
