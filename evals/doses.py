"""Whether planted faults lower the scores that are meant for them: `python -m evals doses`.

Good reports of the judgements are spoiled by degrees. A score is ordered when it is lower at
every higher dose than at the one before; what a spoiling does to the other scores is shown too.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import fmean

from evals import case as cases
from evals import scorers
from evals.degrading import DOSES, Degradation, degradations, degraded
from evals.intervals import wilson
from evals.outcome import of_text
from evals.panel import data
from evals.scorers import ScorerKind

GOOD = ("drafter-strong", "gold", "one-prompt-strong")  # writers whose reports are spoiled
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Dosed:
    """How the scores fall with the dose, for one way to spoil."""

    how: Degradation
    ordered: int  # of the steps to a higher dose, those that lower a score meant for it
    steps: int
    overall: int  # of the steps, those that lower the overall
    lost: dict[str, float]  # mean loss at the full dose, by scorer


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals doses", description=__doc__)
    parser.parse_args(arguments)
    sys.stdout.write("\n".join(table(dosed())) + "\n")
    return 0


@cache
def bases() -> tuple[tuple[str, str], ...]:
    """Good reports: the name of the sheet, and the text."""
    wrote = data.writers()
    found = {}
    for pair in data.pairs():
        for writer, text in ((wrote[pair.id].a, pair.a), (wrote[pair.id].b, pair.b)):
            if writer in GOOD:
                found[pair.sheet, writer] = text
    return tuple((sheet, text) for (sheet, _), text in sorted(found.items()))


def dosed(most: int | None = None) -> list[Dosed]:
    """Every way to spoil on every base that has places for it.

    Args:
        most: bases to look at; default all.
    """
    known = {case.name: case for case in cases.choose()}
    rows = []
    for how in degradations():
        ordered = steps = overall = 0
        lost: dict[str, list[float]] = defaultdict(list)
        for sheet, text in bases()[:most]:
            report = of_text(known[sheet], text).report
            texts = [text, *(degraded(report, how, dose) for dose in DOSES)]
            distinct = list(dict.fromkeys(texts))
            if len(distinct) < 2:  # noqa: PLR2004 - no place to spoil
                continue
            doses = [scorers.score(of_text(known[sheet], each)) for each in distinct]
            for before, after in pairwise(doses):
                steps += 1
                ordered += any(_fell(before, after, name) for name in how.meant)
                overall += _fell(before, after, "overall")
            for each in scorers.all_scorers():
                if each.kind is ScorerKind.SOFT or each.name in how.meant:
                    first, last = doses[0][each.name].value, doses[-1][each.name].value
                    if first is not None and last is not None:
                        lost[each.name].append(first - last)
        means = {name: fmean(values) for name, values in lost.items()}
        rows.append(Dosed(how, ordered, steps, overall, means))
    return rows


def table(rows: Sequence[Dosed]) -> Iterator[str]:
    """The rows in Markdown, summed up."""
    yield "| 毛病 | 该看出的 | 剂量越大分越低 | 综合也越低 | 足量时该项降 | 别的项最多降 |"
    yield "|---|---|---|---|--:|--:|"
    for row in rows:
        mine = max(row.lost.get(name, 0.0) for name in row.how.meant)
        others = {name: value for name, value in row.lost.items() if name not in row.how.meant}
        worst = max(others, key=lambda name: others[name])
        meant = "、".join(row.how.meant)
        yield (
            f"| {row.how.title} | {meant} | {_share(row.ordered, row.steps)} "
            f"| {_share(row.overall, row.steps)} | {mine:.3f} | {others[worst]:.3f} {worst} |"
        )
    ordered, steps = sum(row.ordered for row in rows), sum(row.steps for row in rows)
    whole = sum(row.overall for row in rows)
    yield f"| **全部** | | {_share(ordered, steps)} | {_share(whole, steps)} | | |"


def _fell(before: dict[str, scorers.Score], after: dict[str, scorers.Score], name: str) -> bool:
    one, other = before[name].value, after[name].value
    return one is not None and other is not None and other < one - SAME


def _share(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right}/{of} {right / of:.0%} [{low:.0%}, {high:.0%}]"
