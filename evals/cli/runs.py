"""drafter eval runs: what was run and compared so far."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from drafter import settings as configuration
from drafter.cli import DONE, Command
from drafter.errors import BadInput
from evals import comparing, journal
from evals.cli.bench import root


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval runs`."""
    parser.add_argument("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """List them, the latest first."""
    folder = root(configuration.read())
    runs, compared = journal.ids(folder), comparing.kept(folder)
    if options.json:
        tree = {"runs": [_tree(folder, id) for id in runs], "compared": compared}
        print(json.dumps(tree, ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    for id in compared:
        print(f"{id}  {_told(_compared, folder, id)}")  # noqa: T201
    for id in runs:
        print(f"{id}  {_told(_run, folder, id)}")  # noqa: T201
    if not runs:
        print("还没有评测过；先运行 drafter eval run 或 drafter eval compare")  # noqa: T201
    return DONE


def _told(tell: Callable[[Path, str], str], folder: Path, id: str) -> str:
    """One that is damaged says so in its own line."""
    try:
        return tell(folder, id)
    except BadInput as error:
        return str(error)


def _tree(folder: Path, id: str) -> dict[str, object]:
    try:
        return {"id": id, **asdict(journal.head(folder, id))}
    except BadInput as error:
        return {"id": id, "problem": str(error)}


def _compared(folder: Path, id: str) -> str:
    pair = comparing.read(folder, id)
    a, b = (journal.head(folder, each) for each in (pair.a, pair.b))
    return f"{a.variant} → {b.variant}  {a.model}  {len(pair.cases)} 个案例 × {pair.repeats} 遍"


def _run(folder: Path, id: str) -> str:
    run = journal.read(folder, id)
    return f"{run.model}  {len(run.scored)} 份"


command = Command("runs", "列出做过的评测和比较", configure, run)
