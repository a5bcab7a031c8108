"""What the commands that write files share: nothing that a person changed is lost."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from drafter import exporters, readers, settings
from drafter.document import Facts, Report
from drafter.errors import BadInput
from drafter.officexml import has_macros
from drafter.outputs import Outputs

_SIGNED = re.compile(r"述职人：([\u4e00-\u9fff·]{2,12})")  # as a draft ends
_TITLED = re.compile(r"((?:19|20)\d\d)年度?[\u4e00-\u9fff]{0,8}报告")  # as it begins


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
        BadInput: only one of the two is of that kind.
    """
    suffix = ".docm" if has_macros(source) else source.suffix.lower()
    if suffix != output.suffix.lower():
        why = "带宏" if suffix != source.suffix.lower() else "改在原文件里"
        raise BadInput(
            f"{source.name} {why}，另存的也要是 {suffix}",
            hint=f"-o 后面写 {output.stem}{suffix}，或先用 Word 把原文件另存为 {output.suffix}",
        )


def outputs(options: argparse.Namespace) -> Outputs:
    """Where this command's files go."""
    return Outputs(settings.read().cache_folder, options.force)


def save(data: bytes, path: Path, target: Outputs, *, is_ours: bool = True) -> None:
    """Write a file, and say where the one that it replaced is kept; `is_ours` as for `Outputs`."""
    if kept := target.write(data, path, is_ours=is_ours):
        sys.stderr.write(f"drafter：{path.name} 原来被人改过，原来的留在 {kept.name}\n")


def save_report(
    report: Report, path: Path, target: Outputs, *, is_bare: bool, is_commented: bool
) -> None:
    """Write a draft as one file; a Word file that may come back is the first of its rounds."""
    from drafter.redline import drafted

    data = drafted.rendered(report, path.suffix, is_bare=is_bare, is_commented=is_commented)
    if path.suffix.lower() == exporters.WORD and not is_bare:
        from drafter.revision.rounds import Rounds

        try:
            Rounds(settings.read().data_folder).begin(report, data)
        except BadInput as error:  # a note, not the end: a draft needs it not
            sys.stderr.write(f"drafter：{error}\n")
    save(data, path, target)


def spare_others(paths: Sequence[Path], facts: Facts, target: Outputs) -> None:
    """Keep drafts of other people and years from being taken for earlier ones of this sheet.

    Raises:
        BadInput: one stands where this one is to go, and no force was given.
    """
    for path in paths:
        if not path.is_file() or not (told := _told(path)):
            continue
        name, year = _SIGNED.search(told), _TITLED.search(told)
        is_anothers = bool(name and facts.name and name[1] != facts.name)
        is_of_another_year = bool(year and facts.year and int(year[1]) != facts.year)
        if is_anothers or is_of_another_year:
            whose = (name[1] if name else "") + (f"{year[1]}年度" if year else "")
            if kept := target.spare_other(path, whose):
                sys.stderr.write(f"drafter：{path.name} 原来是{whose}的报告，留在 {kept.name}\n")


def _told(path: Path) -> str:
    """What an earlier report says; "" for what cannot be read, which no draft of ours is."""
    try:
        if any(path.suffix.lower() in each.suffixes and each.text for each in readers.readers()):
            return readers.read_text(path)
        return readers.read_bytes(path).decode("utf-8", "replace")
    except BadInput:
        return ""
