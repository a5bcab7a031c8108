"""drafter retry: what failed in a folder, once more, and nothing else."""

import argparse
from pathlib import Path

from drafter.cli import Command, Group, batch, saving, whole

EXAMPLES = """例：
  drafter retry out/                    读不了的文件改好以后，或模型服务恢复以后
  drafter retry out/ --concurrency 4    慢一些
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `retry`: how fast and how far; all else is as it was."""
    add = parser.add_argument
    add("folder", metavar="输出文件夹", type=Path, help="draft 或 rewrite 的 -o 写过的文件夹")
    add("--max-tokens", metavar="数", type=whole(1), default=0,
        help="词元上限，到了就停，已完成的保留")  # fmt: skip
    add("-q", "--quiet", action="store_true", help="不显示进度和小结")
    saving.add_force(parser)
    batch.add_limits(parser)


def run(options: argparse.Namespace) -> int:
    """The same order again, for what failed."""
    from drafter.batch.order import recall

    return batch.work(recall(options.folder), options, only_failed=True)


command = Command(
    "retry", "整个文件夹里失败的，再做一次", configure, run, EXAMPLES, group=Group.MANY
)
