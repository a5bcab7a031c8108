"""A model's opinion beside the scorers, on request."""

import argparse
from collections.abc import Sequence
from dataclasses import replace

from drafter import models
from drafter.chain.chain import Spend
from drafter.chain.open import chain_to
from drafter.cli.models import ready
from drafter.console.counting import Counting
from evals import judge
from evals.cli.bench import Bench
from evals.comparing import JudgedDrafts
from evals.results import Run
from evals.stats import Scores


async def judged(
    a: Run, b: Run, stand: Bench, options: argparse.Namespace, *spent: Spend
) -> JudgedDrafts:
    """Every pair of drafts judged; it decides only when its calibration says that it may.

    What drafting took, on the bench and as `spent`, is paid from the same budget.
    """
    ready(options.judge, stand.settings, quiet=options.quiet)
    settings = replace(stand.settings, model=options.judge)
    model = models.resolve(options.judge, settings)
    why = judge.refusal(model.name, settings.cache_folder)
    chain = chain_to(model, settings, is_fresh=options.fresh)
    chain.charge(stand.chain.spend, *spent)
    quiet = options.quiet or not options.watch
    try:
        with Counting("评判", len(a.scored), chain.spend, quiet=quiet) as shown:
            ruled = await judge.judge_rows(
                a.scored, b.scored, stand.cases, chain, on_pair=lambda *_: shown.count()
            )
    finally:
        await chain.close()
    _, kind, margin, paired = judge.scores(ruled, is_fit=not why)
    beside = "；".join(filter(None, [judge.beside(ruled), why]))
    return JudgedDrafts(kind, margin, tuple(paired.cases), _rows(paired.a), _rows(paired.b), beside)


def _rows(scores: Sequence[Scores]) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(row) for row in scores)
