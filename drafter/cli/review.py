"""drafter review: what a person has to look at in a folder of results, one by one."""

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import files
from drafter.checking.reporters.excerpt import clean
from drafter.cli import DONE, FOUND, Command, Group

if TYPE_CHECKING:  # 0.3 s to import
    from drafter.batch.order import BatchOrder
    from drafter.batch.record import DocumentRecord

EXAMPLES = """例：
  drafter review out/            一份一份看，按回车看下一份，q 退出
  drafter review out/ | less     一次全部列出

退出码：0 没有要看的，1 有。"""
LEAVE = ("q", "ｑ", "退出")  # a full-width q too: an input method may be on


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `review`."""
    parser.add_argument("folder", metavar="输出文件夹", type=Path,
        help="draft 或 rewrite 的 -o 写过的文件夹")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Tell each with its reason; at a terminal, wait after each."""
    from drafter.batch import journal
    from drafter.batch.exceptions import chosen
    from drafter.batch.folder import OWN, ROWS
    from drafter.batch.order import recall

    order = recall(options.folder)
    rows = list(chosen(journal.latest(options.folder / OWN / ROWS).values()))
    if not rows:
        print("没有要看的：每一份都达标")  # noqa: T201
        return DONE
    _show(rows, order)
    return FOUND


def _show(rows: "Sequence[DocumentRecord]", order: "BatchOrder") -> None:
    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    for at, row in enumerate(rows, 1):
        print(f"[{at}/{len(rows)}]", "\n".join(told(row, order)), end="\n\n")  # noqa: T201
        if is_asked and at < len(rows):
            sys.stdout.write("回车看下一份，q 退出：")
            sys.stdout.flush()
            if sys.stdin.readline().strip().lower() in LEAVE:
                return


def told(row: "DocumentRecord", order: "BatchOrder") -> Iterator[str]:
    """One exception: what it is, why, what was found, and what to do next."""
    from drafter.rules import title  # 0.02 s

    yield f"{_shown(row.path)}　{row.verdict}"
    yield f"    原因：{clean(row.cause)}"
    for flaw in row.tally.flaws:
        yield f"    第 {flaw.line} 行 {clean(flaw.message)}（{title(flaw.rule)}）"
        yield from [f"        原文：{clean(flaw.text)}"] * bool(flaw.text)
        yield from [f"        改法：{clean(flaw.suggestion)}"] * bool(flaw.suggestion)
    source = _quoted(order.source / row.path)
    if row.why:
        yield f"    打开：{source}"
        yield f"    再试：drafter retry {_quoted(order.target)}"
        return
    made = _quoted(order.target / (row.stem + order.job.endings[0]))
    facts = f" --facts {source}" if order.job.name == "draft" else ""
    yield f"    打开：{made}"
    yield f"    检查：drafter check {made}{facts}"
    if facts:
        yield f"    一起改：drafter draft {source} -i"


def _shown(path: str) -> str:
    return clean(files.shown(path))


def _quoted(path: Path) -> str:
    """As a shell takes it."""
    return shlex.quote(_shown(str(path)))


command = Command(
    "review", "整个文件夹里要人看的，一份一份列出来", configure, run, EXAMPLES, group=Group.MANY
)
