"""What the commands that write files share: nothing that a person changed is lost."""

import argparse
import sys
from pathlib import Path

from drafter import settings
from drafter.outputs import Outputs


def add_force(parser: argparse.ArgumentParser) -> None:
    """The option that lets a changed file be replaced."""
    parser.add_argument("--force", action="store_true",
        help="输出文件被人改过也写：原来的加上编号留在旁边")  # fmt: skip


def outputs(options: argparse.Namespace) -> Outputs:
    """Where this command's files go."""
    return Outputs(settings.read().cache_folder, options.force)


def save(data: bytes, path: Path, target: Outputs, *, is_ours: bool = True) -> None:
    """Write a file, and say where the one that it replaced is kept; `is_ours` as for `Outputs`."""
    if kept := target.write(data, path, is_ours=is_ours):
        sys.stderr.write(f"drafter：{path.name} 原来被人改过，原来的留在 {kept.name}\n")
