"""drafter eval run: draft every case with a variant and score it."""

import argparse
import asyncio
import sys

from drafter.cli import DONE, FOUND, Command
from drafter.console.counting import Counting
from evals import journal, scorers, variant
from evals.chart import table
from evals.cli.bench import Bench, add, add_spending, bench
from evals.journal import RunJournal
from evals.results import Run
from evals.run import Work
from evals.run import run as work_off

EXAMPLES = """例：
  drafter eval run --prompts merge@2 --cases all --repeats 3
  drafter eval run --prompts active --model replay:evals/recorded/qwen2.5-coder-1.5b-craft.jsonl
中途停下，再运行会接着做；存过的回答不再付费。有案例没做完，退出码是 1。
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval run`."""
    parser.add_argument(
        "--prompts", metavar="版本", default="active", help="如 merge@2；默认现用的各版"
    )
    add(parser)
    add_spending(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, score, show the scores."""
    chosen = variant.parse(options.prompts)
    stand = bench(options)
    [done] = asyncio.run(draft_all([Work(chosen, stand.cases, stand.repeats)], stand, options))
    print(table(done, scorers.all_scorers()))  # noqa: T201
    sys.stderr.write(f"编号 {done.id}：drafter eval report {done.id} -o report.html\n")
    return FOUND if any(row.problem for row in done.rows) else DONE


async def draft_all(works: list[Work], stand: Bench, options: argparse.Namespace) -> list[Run]:
    """One run after the other, with one budget for all."""
    chain = stand.chain
    total = sum(map(len, works))
    runs: dict[str, Run] = {}
    quiet = options.quiet or not options.watch
    try:
        with Counting("评测", total, chain.spend, quiet=quiet) as shown:
            for work in works:
                head = journal.parameters(stand.settings, stand.model, work.variant)
                kept = RunJournal(stand.root, head)
                try:
                    runs[head.id] = await work_off(
                        work,
                        chain,
                        kept,
                        lambda row: shown.count(row.problem, row.case),
                        fresh=options.fresh,
                    )
                finally:
                    kept.close()
    finally:
        await chain.close()
    return list(runs.values())


command = Command("run", "用一版提示词起草全部案例并评分", configure, run, EXAMPLES)
