"""`drafter alike`: what stands in two reports word for word, and where in each."""

import argparse
import json
import sys
from pathlib import Path

from drafter import readers, settings
from drafter.cli import DONE, FOUND, WRONG, Command, FileName, Group, saving, whole
from drafter.errors import BadInput

MANY = 1000  # runs
EXAMPLES = """例：
  drafter alike 我的.docx 同事的/ 去年的.docx     我的和别人的、去年的有哪些话一样
  drafter alike 我的.docx                         只和本机以前的成稿比
  drafter alike 全县的报告/ -o 雷同.xlsx          文件夹里两两相比

套话、“三会一课”一类、《》里的文件名、机构名不算；数字不同、话相同的算。
以前成稿的索引只存字块的散列值，不存文字，不离开本机；drafter store forget 清空它。

退出码：0 没有雷同，1 有，2 用法不对或有文件读不了。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `alike`."""
    add = parser.add_argument
    add("paths", nargs="+", metavar="路径",
        help="先写自己的报告，再写别的报告、文件夹；先写文件夹则两两相比")  # fmt: skip
    add("--least", metavar="字数", type=whole(8, 1000), default=20,
        help="多少字相同才列出，默认 20；标点、套话、名称不计")  # fmt: skip
    add("--facts", metavar="要点", type=FileName,
        help="要点表：里面的单位、职务、姓名相同不算雷同")  # fmt: skip
    add("--no-index", action="store_true", help="不和本机以前的成稿比")
    add("-o", "--output", metavar="文件", type=Path, help="写成表格：.xlsx")
    add("--all", action="store_true", help="全部列出，不只列最长的")
    saving.add_force(parser)
    add("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """Read the reports, compare them, tell what they share."""
    from drafter.checking import comparison  # 60 ms, not for --help
    from drafter.console import alike as shown

    target = saving.outputs(options)
    if options.output:
        if options.output.suffix.lower() != ".xlsx":
            raise BadInput(f"不能写成 {options.output.name}", hint="-o 后面写一个 .xlsx 文件")
        target.check(options.output)
    index = None if options.no_index else settings.read().cache_folder
    facts = readers.read_facts(options.facts) if options.facts else None
    found = comparison.compare(options.paths, facts, least=options.least, index=index)
    if options.output:
        saving.save(comparison.book(found), options.output, target)
    if options.json:
        indent = 2 if len(found.runs) < MANY else None  # without, it takes half the time
        print(json.dumps(comparison.tree(found), ensure_ascii=False, indent=indent))  # noqa: T201
    else:
        shown.show(found, shows_all=options.all)
    for problem in found.problems:
        sys.stderr.write(f"drafter：{problem}\n")
    if found.problems:
        return WRONG
    return FOUND if found.runs or found.earlier else DONE


command = Command(
    "alike",
    "哪些话和别的报告一样，最长的在前，两边的位置都写出",
    configure,
    run,
    EXAMPLES,
    group=Group.CHECK,
)
