"""`drafter alike`: what stands in two reports word for word, and where in each."""

import argparse
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from drafter import alike, readers, settings
from drafter.alike import LEAST, Folded, Pair, Place, Run
from drafter.alike.earlier import Earlier
from drafter.cli import DONE, FOUND, WRONG, Command, saving, whole
from drafter.concurrency import processors
from drafter.errors import BadInput, DrafterError
from drafter.inspection import done_for_each, reports_in

RUNS = (("字数", 8), ("报告", 40), ("行", 6), ("文字", 60), ("另一份", 40), ("行", 6), ("文字", 60))
EXAMPLES = """例：
  drafter alike 我的.docx 同事的/ 去年的.docx     我的和别人的、去年的有哪些话一样
  drafter alike 我的.docx                         只和本机以前的成稿比
  drafter alike 全县的报告/ -o 雷同.xlsx          文件夹里两两相比

套话、“三会一课”一类、《》里的文件名、机构名不算；数字不同、话相同的算。
以前成稿的索引只存字块的散列值，不存文字，不离开本机；drafter store forget 清空它。

退出码：0 没有雷同，1 有，2 用法不对或有文件读不了。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add = parser.add_argument
    add("paths", nargs="+", metavar="路径",
        help="先写自己的报告，再写别的报告、文件夹；先写文件夹则两两相比")  # fmt: skip
    add("--least", metavar="字数", type=whole(8, 1000), default=LEAST,
        help=f"多少字相同才列出，默认 {LEAST}；标点、套话、名称不计")  # fmt: skip
    add("--facts", metavar="要点", help="要点清单：里面的单位、职务、姓名相同不算雷同")
    add("--no-index", action="store_true", help="不和本机以前的成稿比")
    add("-o", "--output", metavar="文件", type=Path, help="写成表格：.xlsx")
    add("--all", action="store_true", help="全部列出，不只列最长的")
    saving.add_force(parser)
    add("--json", action="store_true", help="作为 JSON 打印")


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, and what is shared."""

    reports: tuple[Folded, ...]
    runs: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    earlier: tuple[Run, ...] = ()  # of the first report with drafts of the index
    same: tuple[str, ...] = ()  # drafts of the index that are the first report itself
    drafts: int = 0  # in the index
    problems: tuple[str, ...] = ()  # files that could not be read


def run(options: argparse.Namespace) -> int:
    """Read, compare, tell."""
    from drafter.console import alike as shown

    target = saving.outputs(options)
    if options.output:
        if options.output.suffix.lower() != ".xlsx":
            raise BadInput(f"不能写成 {options.output.name}", hint="-o 后面写一个 .xlsx 文件")
        target.check(options.output)
    compared = _compared(options)
    if options.output:
        saving.save(_book(compared), options.output, target)
    if options.json:
        print(json.dumps(_tree(compared), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        shown.show(compared.runs, compared.earlier, shows_all=options.all)
        shown.sum_up(len(compared.reports), compared.pairs, compared.same, compared.drafts)
    for problem in compared.problems:
        sys.stderr.write(f"drafter：{problem}\n")
    if compared.problems:
        return WRONG
    return FOUND if compared.runs or compared.earlier else DONE


def _compared(options: argparse.Namespace) -> Compared:
    """Everything that was named, compared."""
    first = options.paths[0]
    is_single = first == readers.STDIN or not Path(first).is_dir()
    paths = list(reports_in(options.paths))
    if len(paths) == 1 and (options.no_index or not is_single):
        raise BadInput("只有一份报告，没有可比的", hint="再写一份报告或一个文件夹")
    read, problems = _read(paths, _names(options.facts))
    if is_single and (not read or read[0].name != _shown(first)):
        raise BadInput(problems[0])
    found = alike.runs(read, mine=1 if is_single else 0, least=options.least)
    pairs = alike.pairs(read, found)
    compared = Compared(tuple(read), tuple(found), tuple(pairs), problems=tuple(problems))
    return compared if options.no_index or not is_single else _with_index(compared, options.least)


def _read(paths: Sequence[str], names: Collection[str]) -> tuple[list[Folded], list[str]]:
    """The reports, and why some could not be read."""
    told = done_for_each(partial(_folded, names=names), paths, jobs=processors())
    return (
        [each for each in told if isinstance(each, Folded)],
        [each for each in told if isinstance(each, str)],
    )


def _folded(path: str, names: Collection[str]) -> Folded | str:
    """A report made ready, or what is wrong with its file."""
    try:
        text = readers.read_report(path).text
    except DrafterError as error:
        return str(error).encode("utf-8", "replace").decode("utf-8")
    return alike.fold(text, _shown(path), names=names)


def _shown(path: str) -> str:
    """A name may be no Unicode."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _names(path: str | None) -> tuple[str, ...]:
    """The names in a sheet's header: of the unit, the post, the author, the audience."""
    if not path:
        return ()
    return alike.names_of(readers.read_facts(path))


def _with_index(compared: Compared, least: int) -> Compared:
    """With what stands in the tool's own earlier drafts."""
    earlier = Earlier(settings.read().cache_folder)
    try:
        found = earlier.look(compared.reports[0])
        runs = tuple(run for run in found.runs if run.length >= least)
        return replace(compared, earlier=runs, same=found.same, drafts=earlier.size().drafts)
    finally:
        earlier.close()


def _book(compared: Compared) -> bytes:
    """For people with a spreadsheet: every run with both places, and each report with each."""
    from drafter.reporters import book

    rows = [
        (run.length, *_cells(run.mine), *_cells(run.other))
        for run in (*compared.runs, *compared.earlier)
    ]
    names = [each.name for each in compared.reports]
    matrix: dict[tuple[str, str], Pair] = {(pair.mine, pair.other): pair for pair in compared.pairs}
    return book.render(
        [
            book.Sheet("雷同处", RUNS, rows),
            book.Sheet(
                "两两相比（最长字数）",
                (("报告", 40), *((name, 12) for name in names)),
                ((name, *(_longest(matrix, name, other) for other in names)) for name in names),
            ),
        ]
    )


def _cells(place: Place) -> tuple[str, int, str]:
    return place.name, place.line, place.text


def _longest(matrix: Mapping[tuple[str, str], Pair], name: str, other: str) -> int | str:
    """The longest run of two reports; nothing where there is none."""
    pair = matrix.get((name, other)) or matrix.get((other, name))
    return pair.longest if pair else ""


def _tree(compared: Compared) -> dict[str, Any]:
    """For machines: spans count in characters of each report's text."""
    return {
        "reports": [
            {"path": each.name, "signs": len(each.signs), "own": each.weight}
            for each in compared.reports
        ],
        "runs": [asdict(run) for run in compared.runs],
        "pairs": [asdict(pair) for pair in compared.pairs],
        "earlier": [asdict(run) for run in compared.earlier],
        "same": list(compared.same),
        "problems": list(compared.problems),
    }


command = Command(
    "alike", "哪些话和别的报告一样：最长的排在前面，两边的位置都写出", configure, run, EXAMPLES
)
