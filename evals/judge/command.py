"""`python -m evals judge`: calibrate a judge, keep the result, say whether it may decide."""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter import models
from drafter import settings as configuration
from drafter.chain import chain
from drafter.chain.chain import Spend
from drafter.chain.open import chain_to
from drafter.cli import whole
from drafter.errors import DrafterError
from drafter.settings import Settings
from evals.judge.calibration import (
    LABELLED,
    PLANTED,
    READ,
    TWINS,
    Calibration,
    calibrate,
    fit,
    save_calibration,
)
from evals.judge.pair import REPEATS
from evals.labelled import Share


def main(arguments: Sequence[str]) -> int:
    """Print how a model fares as judge; 1 when it may not decide anything."""
    parser = argparse.ArgumentParser(prog="python -m evals judge", description=__doc__)
    add = parser.add_argument
    add("--model", help="as for drafter draft")
    add("--planted", type=whole(0, 100), default=PLANTED, help="pairs with a defect")
    add("--twins", type=whole(0, 100), default=TWINS, help="pairs of the same text")
    add("--labelled", type=whole(0, 100), default=LABELLED, help="pairs that people labelled")
    add("--read", type=whole(0, 127), default=READ, help="pairs that readers chose between")
    add("--repeats", type=whole(1, chain.REPEATS), default=REPEATS, help="of every question")
    add("--max-calls", type=whole(1), default=0, help="stop after so many")
    add("--fresh", action="store_true", help="ask again what was answered before")
    options = parser.parse_args(arguments)
    try:
        return asyncio.run(_run(options, configuration.read()))
    except DrafterError as error:
        sys.stderr.write(f"evals：{error}\n")
        return error.exit_code


async def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.max_calls:
        budget = replace(settings.budget, calls=options.max_calls)
        settings = replace(settings, budget=budget)
    model = models.resolve(options.model, settings)
    asking = chain_to(model, settings, is_fresh=options.fresh)
    try:
        found = await calibrate(
            asking,
            planted=options.planted,
            twins=options.twins,
            labelled=options.labelled,
            read=options.read,
            repeats=options.repeats,
            on_trial=_tell,
        )
    finally:
        await asking.close()
    save_calibration(found, settings.cache_folder)
    sys.stdout.write("\n".join([*table(found), "", spent(asking.spend), _said(found)]) + "\n")
    return int(bool(fit(found)))


def table(found: Calibration) -> Iterator[str]:
    """The figures in Markdown, each with its interval."""
    yield f"裁判 {found.model}，提示词 {found.prompt}"
    yield ""
    yield "| 量什么 | 几分之几、比例、95％区间 |"
    yield "|---|---|"
    rows: list[tuple[str, Share]] = [
        *((f"看出：{name}", share) for name, share in found.caught.items()),
        ("**看出埋入的缺陷**", found.planted),
        ("**换位改口**", found.flipped),
        ("**两份相同还分高下**", found.decisive),
        ("与人工标注一致", found.agreed),
        ("**与读者的多数一致**", found.read),
        ("评得出来", found.judged),
    ]
    yield from (f"| {name} | {share if share.of else '没有评到'} |" for name, share in rows)


def spent(spend: Spend) -> str:
    """What a judge's calls took, in one line."""
    line = f"问了 {spend.calls} 次，取用存下的回答 {spend.cached} 次，用了 {spend.usage.total} 词元"
    return f"{line}，{spend.price.told(spend.cost)}" if spend.cost else line


def _said(found: Calibration) -> str:
    return fit(found) or f"模型 {found.model} 配提示词 {found.prompt} 可以当裁判"


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
