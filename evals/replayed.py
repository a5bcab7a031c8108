"""`python -m evals replayed`: the prompts of evals/examples against those in use, nobody paid.

The answers of the embedded model lie beside them, so the comparison is the real one, made again
from what was recorded. Prints a table of docs/reference/measurements.md and writes a page for
each example.
"""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.chain import prompts
from drafter.models import replay
from drafter.models.replay import Replay
from evals import baseline, case, chart, comparing, reports, run, scorers, variant
from evals.comparing import RunPair
from evals.results import Compared
from evals.run import Work
from evals.wording import VERDICTS

FOLDER = baseline.FOLDER / "examples"
RECORDED = FOLDER / "recorded.jsonl"  # of the embedded model without its adapter
CASES = (  # those that were recorded: the embedded model takes a minute and more for each
    *("college-2022", "company-2024", "congress-2023", "education-2023"),
    *("market-2025", "police-2023", "town-2024", "village-2024"),
)
HEAD = ("Prompt", "Scorer", "Before", "After", "Difference", "Interval", "p", "Verdict")


def main(arguments: Sequence[str]) -> int:
    """Print the table; write the pages unless told `--print`."""
    model = recorded()
    print("\n".join("| " + " | ".join(row) + " |" for row in (HEAD, ("---",) * len(HEAD))))  # noqa: T201
    for example in sorted(FOLDER.glob("*.md")):
        result = compared(example, model)
        if "--print" not in arguments:
            reports.write(result, example.with_suffix(".html"))
        for row in rows(example.stem, result):
            print("| " + " | ".join(row) + " |")  # noqa: T201
    return 0


def recorded() -> Replay:
    """The embedded model without its adapter, as it answered to the prompts and the examples."""
    return replay.load(RECORDED)


def compared(example: Path, model: Replay) -> Compared:
    """The prompts in use against this file in the place of one of them."""
    name = example.stem.partition("-")[0]
    before = variant.parse(prompts.active(name).ref)
    after = variant.parse(f"{name}={example.relative_to(FOLDER.parent.parent)}")
    chosen = case.choose(CASES)
    runs = [asyncio.run(run.played_back(Work(each, chosen), model)) for each in (before, after)]
    step, _, note = comparing.isolation(before, after, model.profile)
    names = tuple(each.name for each in chosen)
    pair = RunPair(runs[0].id, runs[1].id, "", names, 1, step, note)
    return comparing.compared(pair, *runs)


def rows(name: str, result: Compared) -> Iterator[tuple[str, ...]]:
    """The scorers that changed, and the verdict on all."""
    titles = {each.name: each.title for each in scorers.all_scorers()}
    whole = result.whole
    for row in whole.rows:
        if row.scorer in titles and row.difference and row.kind != "info":
            figures = [each.replace(" 到 ", " … ") for each in chart.figures(row, result)[:-1]]
            yield (f"`{name}`", f"`{row.scorer}`", *figures, row.verdict)
    total = f"**{whole.overall}** ({VERDICTS[whole.overall]})"
    yield (f"`{name}`", f"all, {whole.n} documents", "", "", "", "", "", total)
