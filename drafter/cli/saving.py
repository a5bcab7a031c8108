"""What the commands that write files share: nothing that a person changed is lost."""

import argparse
import sys
from pathlib import Path

from drafter import settings
from drafter.errors import BadInput
from drafter.outputs import Outputs


def add_force(parser: argparse.ArgumentParser) -> None:
    """The option that lets a changed file be replaced."""
    parser.add_argument("--force", action="store_true",
        help="输出文件被人改过也写：原来的加上编号留在旁边")  # fmt: skip


def add_word(parser: argparse.ArgumentParser) -> None:
    """The options that say what a draft's Word file holds beside its text."""
    parser.add_argument("--comments", action="store_true",
        help="Word 文件里加批注：每句后面是哪几条要点，待补的为什么空着")  # fmt: skip
    parser.add_argument("--bare", action="store_true",
        help="Word 文件里不带要点：改回来的稿子就要用 revise --facts 来对")  # fmt: skip


def require_same_kind(source: Path, output: Path) -> None:
    """Refuse to give a Word file with macros the name of one without, which Word does not open.

    Raises:
        BadInput: only one of the two is called so.
    """
    suffix = source.suffix.lower()
    if suffix != output.suffix.lower():
        raise BadInput(
            f"{source.name} 改在原文件里，另存的也要是 {suffix}",
            hint=f"-o 后面写 {output.stem}{suffix}，或先用 Word 把原文件另存为 {output.suffix}",
        )


def outputs(options: argparse.Namespace) -> Outputs:
    """Where this command's files go."""
    return Outputs(settings.read().cache_folder, options.force)


def save(data: bytes, path: Path, target: Outputs, *, is_ours: bool = True) -> None:
    """Write a file, and say where the one that it replaced is kept; `is_ours` as for `Outputs`."""
    if kept := target.write(data, path, is_ours=is_ours):
        sys.stderr.write(f"drafter：{path.name} 原来被人改过，原来的留在 {kept.name}\n")
