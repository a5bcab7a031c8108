"""How much each scorer counts, learned from readers: `python -m evals weighing [--write]`.

A logistic model of which of two reports the majority of readers would rather sign, from the
differences of the scorers, weights not below zero; fitted on the half of the judgements that may
be learned from, shown on both. `--write` puts the weights into `evals/data/weights.toml`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from drafter import files, resources
from evals import case as cases
from evals import scorers
from evals.intervals import wilson
from evals.outcome import of_text
from evals.panel import data
from evals.panel.choices import CRITERIA, NAMES, Side, agreement, by_pair, majority
from evals.panel.pairs import ReportPair
from evals.scorers import ScorerKind

PULL = 0.02  # towards equal weights: a few dozen pairs do not say more
SCALE = 10.0  # differences of scores are small
SAME = 1e-9
BAR = 0.65  # of the pairs that its criterion decided, from which a scorer may vote


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair that readers decided, and how far each scorer says b is better."""

    pair: ReportPair
    wins: dict[str, Side]  # by criterion, and "overall"
    differences: dict[str, float]
    overall: float


def main(arguments: Sequence[str]) -> int:
    """Print what was learned and how far it agrees with readers."""
    parser = argparse.ArgumentParser(prog="python -m evals weighing", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args(arguments)
    weights = fit(_halves()[0], voting())
    if options.write:
        files.write(written(weights, len(_halves()[0])).encode(), path())
        scorers.weights.cache_clear()
        judged.cache_clear()  # the overall is another now
    learned, held_out = _halves()
    out = [*table(weights, learned, held_out), "", *readers()]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


def _halves() -> tuple[list[JudgedPair], list[JudgedPair]]:
    """The judgements that may be learned from, and those held out."""
    rows = judged()
    learned = [row for row in rows if not data.is_held_out(row.pair)]
    return learned, [row for row in rows if data.is_held_out(row.pair)]


def voting() -> tuple[str, ...]:
    """The soft scorers of texts, by name."""
    told = (each for each in scorers.all_scorers() if each.kind is ScorerKind.SOFT)
    return tuple(each.name for each in told if each.criterion)


@cache
def judged() -> tuple[JudgedPair, ...]:
    """Every pair with what readers and scorers say of it."""
    chosen = by_pair(data.choices())
    known = {case.name: case for case in cases.choose()}
    scored: dict[tuple[str, str], dict[str, scorers.Score]] = {}
    rows = []
    for pair in data.pairs():
        if pair.id not in chosen:
            continue
        sides = []
        for text in (pair.a, pair.b):
            if (pair.sheet, text) not in scored:
                scored[pair.sheet, text] = scorers.score(of_text(known[pair.sheet], text))
            sides.append(scored[pair.sheet, text])
        a, b = sides
        told = chosen[pair.id]
        wins = {name: majority(told, name) for name in (*CRITERIA, "overall")}
        differences = {name: _less(a[name], b[name]) for name in a if name != "overall"}
        rows.append(JudgedPair(pair, wins, differences, _less(a["overall"], b["overall"])))
    return tuple(rows)


def fit(rows: Sequence[JudgedPair], names: Sequence[str]) -> dict[str, float]:
    """Weights that sum to 1, none below zero."""
    told = [row for row in rows if row.wins["overall"] is not Side.TIE]
    matrix = np.array([[row.differences[name] for name in names] for row in told]) * SCALE
    signs = np.array([1.0 if row.wins["overall"] is Side.B else -1.0 for row in told])

    def loss(weights: np.ndarray) -> float:
        margins = signs * (matrix @ weights)
        spread = weights - weights.mean()
        return float(np.logaddexp(0, -margins).mean() + PULL * (spread**2).sum())

    start = np.full(len(names), 1.0)
    found = minimize(loss, start, bounds=[(0.0, None)] * len(names), method="L-BFGS-B").x
    whole = found.sum() or 1.0
    return {name: float(value / whole) for name, value in zip(names, found, strict=True)}


def table(
    weights: dict[str, float], learned: Sequence[JudgedPair], held_out: Sequence[JudgedPair]
) -> Iterator[str]:
    """Weights and agreement, in Markdown."""
    yield "| 评分项 | 权重 | 看哪项 | 学习的一半 | 留出的一半 |"
    yield "|---|--:|---|---|---|"
    for each in scorers.all_scorers():
        if each.name not in weights and each.kind is not ScorerKind.HARD:
            continue
        kind = f"{weights[each.name]:.3f}" if each.name in weights else "硬指标"
        cells = [_share(agreed(rows, each.name, each.criterion)) for rows in (learned, held_out)]
        criterion = NAMES[each.criterion]
        yield f"| {each.title} `{each.name}` | {kind} | {criterion} | {' | '.join(cells)} |"
    cells = [_share(agreed(rows, "", "overall")) for rows in (learned, held_out)]
    yield f"| **综合** `overall` | | 总的 | {' | '.join(cells)} |"


def agreed(rows: Sequence[JudgedPair], name: str, criterion: str) -> tuple[int, int]:
    """In how many pairs that the criterion decided a scorer sees a difference, and the same one.

    Args:
        rows: the pairs.
        name: of the scorer, "" for the overall.
        criterion: by which readers decided.
    """
    right = told = 0
    for row in rows:
        win = row.wins[criterion]
        value = row.differences[name] if name else row.overall
        if win is not Side.TIE and abs(value) > SAME:
            told += 1
            right += (value > 0) is (win is Side.B)
    return right, told


def readers() -> Iterator[str]:
    """How far readers agree with one another."""
    yield "| 看什么 | 两位读者选得一样 |"
    yield "|---|---|"
    for name in (*CRITERIA, "overall"):
        yield f"| {NAMES[name]} | {_share(agreement(data.choices(), name))} |"


def written(weights: dict[str, float], count: int) -> str:
    """The file of weights as TOML."""
    lines = [
        f"# Learned from {count} pairs that readers chose between; see evals/weighing.py.",
        *(f"{name} = {value:.4f}" for name, value in weights.items()),
    ]
    return "\n".join(lines) + "\n"


def path() -> Path:
    """Where the weights are kept."""
    return Path(str(resources.folder("evals"))) / "data" / "weights.toml"


def _less(a: scorers.Score, b: scorers.Score) -> float:
    return 0.0 if a.value is None or b.value is None else b.value - a.value


def _share(counted: tuple[int, int]) -> str:
    right, of = counted
    if not of:
        return "–"
    low, high = wilson(right, of)
    return f"{right}/{of} = {right / of:.0%} [{low:.0%}, {high:.0%}]"
