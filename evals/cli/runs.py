"""drafter eval runs: what was run and compared so far."""

import argparse
import json
from dataclasses import asdict

from drafter import settings as configuration
from drafter.cli import DONE, Command
from evals import comparing, journal
from evals.cli.bench import root


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval runs`."""
    parser.add_argument("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """List them, the latest first."""
    folder = root(configuration.read())
    heads, compared = list(journal.heads(folder)), comparing.kept(folder)
    if options.json:
        told = {"runs": [{"id": each.id, **asdict(each)} for each in heads], "compared": compared}
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    for id in compared:
        result = comparing.recall(folder, id)
        print(f"{id}  {result.a.variant} → {result.b.variant}  {result.a.model}")  # noqa: T201
    for head in heads:
        rows = journal.read(folder, head.id).scored
        print(f"{head.id}  {head.model}  {len(rows)} 份")  # noqa: T201
    if not heads:
        print("还没有评测过；先运行 drafter eval run 或 drafter eval compare")  # noqa: T201
    return DONE


command = Command("runs", "列出做过的评测和比较", configure, run)
