"""A change that everybody can see, through the verdict: python benchmarks/old_against_new.py.

The padded drafts of before and the dense ones of today, both without a model, on the sheets of
`evals/judgements` that have both; then, of so many sheets drawn from these, how often the verdict
would have been the same.
"""

from random import Random

from evals import case as cases
from evals import scorers, stats
from evals.outcome import of_text
from evals.panel import data
from evals.scorers import ScorerKind
from evals.stats import Paired

OLD, NEW = "drafter-old-none", "drafter-none"
TRIALS = 500


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
    print(f"{len(both)} sheets: {verdict(both, list(both))}")
    chance = Random(1)
    for count in (6, 7, 8):
        won = sum(
            verdict(both, chance.sample(list(both), count)) == "better" for _ in range(TRIALS)
        )
        print(f"{count} sheets drawn: better in {won} of {TRIALS}")


def verdict(both: dict[str, dict[str, float]], sheets: list[str]) -> str:
    """What may be said of the new drafts against the old ones on these sheets."""
    a, b = ([[both[sheet][writer]] for sheet in sheets] for writer in (OLD, NEW))
    made = stats.compare([("overall", ScorerKind.SOFT, 0.02, Paired(sheets, a, b))])
    return made.overall.value


if __name__ == "__main__":
    main()
