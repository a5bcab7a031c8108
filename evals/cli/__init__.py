"""drafter eval: one file per verb; see the files beside this one."""

import argparse
import sys

from drafter.cli import Command, Group, verbs
from drafter.registry import collect

EXAMPLES = """例：
  drafter eval plan --compare merge@1 merge=mine.md  先看要问多少次、花多少，不付费
  drafter eval compare merge@1 merge=mine.md        比两版提示词：变好、变差、没差别，还是说不准
  drafter eval report latest -o report.html           看每份稿子差在哪里
  drafter eval adopt merge@2                         启用新版本，把分差记进 CHANGELOG
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Every verb of `eval`."""
    verbs(parser, collect(sys.modules[__name__], Command))


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    return int(options.verb(options))


command = Command(
    "eval", "评测提示词：改了一版，是好是坏", configure, run, EXAMPLES, group=Group.MODELS
)
