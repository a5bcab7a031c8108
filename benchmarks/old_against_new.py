"""A change that everybody can see, through the verdict: python benchmarks/old_against_new.py.

The padded drafts of before and the dense ones of today, both without a model, on the sheets of
`evals/judgements` that have both; then how often the verdict says so on as many sheets as the
simulation has, drawn from these with replacement. In Markdown, for `results/old_against_new.md`.
"""

from random import Random
from statistics import fmean

from evals import case as cases
from evals import scorers, stats
from evals.intervals import wilson
from evals.outcome import of_text
from evals.panel import data
from evals.scorers import ScorerKind
from evals.simulate import DOCUMENTS
from evals.stats import Paired

OLD, NEW = "drafter-old-none", "drafter-none"
TRIALS = 200


def main() -> None:
    """Print the verdict, and the power at several numbers of sheets."""
    known = {case.name: case for case in cases.choose()}
    wrote = data.writers()
    told: dict[str, dict[str, float]] = {}
    for pair in data.pairs():
        for writer, text in ((wrote[pair.id].a, pair.a), (wrote[pair.id].b, pair.b)):
            if writer in (OLD, NEW):
                value = scorers.score(of_text(known[pair.sheet], text))["overall"].value
                told.setdefault(pair.sheet, {})[writer] = value or 0.0
    both = {sheet: row for sheet, row in sorted(told.items()) if len(row) == 2}
    gained = fmean(row[NEW] - row[OLD] for row in both.values())
    chance = Random(1)
    cells = []
    for count in DOCUMENTS:
        won = sum(
            verdict(both, chance.choices(list(both), k=count)) == "better" for _ in range(TRIALS)
        )
        low, high = wilson(won, TRIALS)
        cells.append(f"{won}/{TRIALS}（{low:.1%}–{high:.1%}）".replace("%", "％"))
    print(f"{len(both)} 张要点都比：{verdict(both, list(both))}，综合平均高 {gained:.3f}。\n")
    print(f"| 旧的对新的 | {' | '.join(f'{count} 份' for count in DOCUMENTS)} |")
    print(f"|---|{'--:|' * len(DOCUMENTS)}")
    print(f"| 看出新的好 | {' | '.join(cells)} |")


def verdict(both: dict[str, dict[str, float]], sheets: list[str]) -> str:
    """What may be said of the new drafts against the old ones on these sheets."""
    names = [f"{at} {sheet}" for at, sheet in enumerate(sheets)]  # one drawn twice is two
    a, b = ([[both[sheet][writer]] for sheet in sheets] for writer in (OLD, NEW))
    made = stats.compare([("overall", ScorerKind.SOFT, 0.02, Paired(names, a, b))])
    return made.overall.value


if __name__ == "__main__":
    main()
