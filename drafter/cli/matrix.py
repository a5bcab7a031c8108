"""`drafter matrix`: what was admitted, what answers it, who, until when."""

import argparse
import sys
from pathlib import Path

from drafter import readers
from drafter.cli import DONE, REPORTS, WRONG, Command, FileName, Group, saving
from drafter.document import genre

EXAMPLES = """示例：
  drafter matrix 报告.docx                  # 在屏幕上看
  drafter matrix 报告.docx -o 对照表.xlsx   # 也可以是 .docx、.md"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `matrix`."""
    add = parser.add_argument
    add("report", metavar="报告", help=f"报告：{REPORTS}；- 是标准输入")
    add("-o", "--output", default="-", metavar="文件", type=FileName,
        help="写到文件：.xlsx、.docx 或 .md")  # fmt: skip
    add(
        "--genre",
        default="",
        metavar="文种",
        help=f"报告的文种：{'、'.join(genre.called())}；默认是第一种",
    )
    saving.add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Read the report, write the table."""
    from drafter.document import parsing
    from drafter.exporters.matrix import left, render, rows

    read = readers.read_report(options.report)
    kind = genre.load(genre.resolve(options.genre))
    report = parsing.parse(read.text, kind, source=options.report)
    path = None if options.output == "-" else Path(options.output)
    table = render(report, path.suffix if path else ".md")
    for note in read.notes:
        sys.stderr.write(f"drafter：{note}\n")
    if not rows(report):  # an empty table takes the place of none
        sys.stderr.write(f"drafter：{options.report} 里没有找到不足和措施\n")
        return WRONG
    if path:
        saving.save(table, path, saving.outputs(options))
        for note in left(report, path.suffix):
            sys.stderr.write(f"drafter：{path.name} {note}\n")
    else:
        sys.stdout.write(table.decode("utf-8"))
    return DONE


MATRIX = Command(
    "matrix", "列出问题、措施、责任、时限对照表", configure, run, EXAMPLES, group=Group.CHECK
)
