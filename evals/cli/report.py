"""drafter eval report: a run or a comparison as a page, for a pull request, for machines."""

import argparse
import sys
from pathlib import Path

from drafter import settings as configuration
from drafter.cli import DONE, Command
from drafter.errors import UnknownName
from evals import comparing, journal, reports
from evals.cli.bench import root
from evals.reports.reporter import Result

FORMATS = ("html", "markdown", "junit", "json")
EXAMPLES = """例：
  drafter eval report latest -o report.html        上一次比较，网页，不联网就能看
  drafter eval report latest --markdown            贴到合并请求里
  drafter eval runs                                有哪些编号
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval report`."""
    parser.add_argument(
        "id",
        metavar="编号",
        nargs="?",
        default="latest",
        help="run、compare 给的编号，默认上一次比较",
    )
    parser.add_argument(
        "-o", "--output", metavar="文件", action="append", type=Path, default=[],
        help="写到文件，可多次；格式看扩展名：html、md、xml（JUnit）、json",
    )  # fmt: skip
    chosen = parser.add_mutually_exclusive_group()
    for name in FORMATS:
        chosen.add_argument(
            f"--{name}", dest="format", action="store_const", const=name, help=f"打印 {name}"
        )


def run(options: argparse.Namespace) -> int:
    """Render what the id names."""
    chosen = [reports.reporter(path.suffix or ".") for path in options.output]
    result = find(root(configuration.read()), options.id)
    for path, _ in zip(options.output, chosen, strict=True):
        reports.write(result, path)
        sys.stderr.write(f"已保存 {path}\n")
    if options.format or not options.output:
        rendered = reports.reporter(options.format or "markdown").render(result)
        sys.stdout.write(rendered.decode())
    return DONE


def find(folder: Path, id: str) -> Result:
    """The comparison or the run of this id.

    Raises:
        UnknownName: there is neither.
    """
    if id == "latest" or id.startswith(comparing.PREFIX):
        return comparing.recall(folder, id)
    known = journal.ids(folder)
    if id not in known:
        raise UnknownName.among("编号", id, ["latest", *comparing.kept(folder), *known])
    return journal.read(folder, id)


command = Command(
    "report", "把评分或比较结果写成网页、Markdown、JUnit、JSON", configure, run, EXAMPLES
)
