"""drafter session: what people changed, as cases and as figures."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from drafter import settings as configuration
from drafter.cli import DONE, Command, Group, verbs

EXAMPLES = """例：
  drafter session stats                   每版提示词的采用率、改动字数
  drafter session export-cases -o cases   改过的文字成为案例，给 drafter eval 用
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `session`."""
    verbs(parser, VERBS)


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    return int(options.verb(options))


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="文件夹", type=Path, required=True,
        help="每个会话一个文件夹：facts.json、report.txt、edits.jsonl")  # fmt: skip


def _export(options: argparse.Namespace) -> int:
    from drafter.outputs import Outputs
    from drafter.session.edited_cases import export_cases
    from drafter.session.library import SessionLibrary

    settings = configuration.read()
    outputs = Outputs(settings.cache_folder, hint="换一个文件夹，或者先把改过的挪走")
    names = export_cases(SessionLibrary(settings.data_folder), options.output, outputs)
    print(f"{len(names)} 个会话的改动存到 {options.output}：{'、'.join(names)}")  # noqa: T201
    return DONE


def _stats_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="作为 JSON 打印")


def _stats(options: argparse.Namespace) -> int:
    from drafter.session.edited_cases import stats
    from drafter.session.library import SessionLibrary

    found = stats(SessionLibrary(configuration.read().data_folder))
    if options.json:
        rows = [{**asdict(each), "rate": each.rate} for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # noqa: T201
        return DONE
    for each in found:
        counts = f"原样采用 {each.accepted}，改过 {each.edited}，换了一版 {each.redrafted}"
        print(  # noqa: T201
            f"{each.prompt or '要点原话'}  {each.model}  采用 {each.settled} 处，{counts}；"
            f"原样采用率 {each.rate:.0%}，改动 {each.changed} 字（原 {each.characters} 字）"
        )
    if not found:
        print("还没有采用过的文字")  # noqa: T201
    return DONE


VERBS = (
    Command("export-cases", "把人改过的文字存成案例", _export_options, _export),
    Command("stats", "每版提示词的采用率和改动字数", _stats_options, _stats),
)
command = Command(
    "session", "会话里的改动：成为案例、看采用率", configure, run, EXAMPLES, group=Group.WRITE
)
