"""drafter eval panel: pairs for readers, shuffled and unnamed, and what they chose."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter import readers
from drafter.cli import DONE, Command, verbs
from drafter.errors import BadInput
from evals import case as cases
from evals.intervals import wilson
from evals.panel.choices import (
    CRITERIA,
    NAMES,
    ReaderChoice,
    Side,
    agreement,
    by_pair,
    majority,
    read_choices,
    write_choices,
)
from evals.panel.pairs import Writers, lay_out, prepare, read_writers, save

PAIRS, KEY = "pairs.jsonl", "writers.jsonl"
TABLE = "choices"  # what every reader's table is called at first: its folder tells whose it is
EXAMPLES = """例：
  drafter eval panel prepare 旧/ 新/ -o 给读者/ --key 谁写的/       两个文件夹里同名的报告成对
  drafter eval panel prepare 旧/ 新/ --cases 我的案例/ -o 给读者/ --key 谁写的/
  drafter eval panel take 给读者/*.csv --key 谁写的/              读者填完的表，数出结果

给读者的文件夹整个复制给每位读者，各填各的 choices.csv；--key 的文件夹不要给他们看。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Its verbs."""
    verbs(parser, VERBS)


def run(options: argparse.Namespace) -> int:
    """Do what the verb says."""
    return int(options.verb(options))


def _configure_prepare(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "one",
        metavar="文件夹",
        type=Path,
        help="一方写的报告，文件名是案例的名字，如 town-2024.txt",
    )
    add("other", metavar="文件夹", type=Path, help="另一方写的，同名的成一对")
    add(
        "--cases",
        metavar="文件夹",
        type=Path,
        help="案例：每个一个文件夹，里面有 facts.*；默认自带的",
    )
    add("-o", "--output", metavar="文件夹", type=Path, required=True, help="给读者的文件夹，要空的")
    add("--key", metavar="文件夹", type=Path, required=True, help="谁写了哪一份，放在别处")
    add("--seed", metavar="数", type=int, default=1, help="打乱次序用，默认 1")


def _prepare(options: argparse.Namespace) -> int:
    sheets = {
        case.name: case.facts
        for case in cases.choose(folder=options.cases)
        if case.facts is not None
    }
    one, other = _reports(options.one), _reports(options.other)
    shared = sorted(one.keys() & other.keys() & sheets.keys())
    if not shared:
        raise BadInput(
            "两个文件夹里没有同名、又有要点的报告",
            hint="文件名要与案例的文件夹名相同，如 town-2024.txt",
        )
    if options.key.resolve().is_relative_to(options.output.resolve()):
        raise BadInput("--key 在给读者的文件夹里面", hint="放到读者看不到的地方")
    mine, its = _told_apart([options.one, options.other])
    rows = [(name, mine, one[name], its, other[name]) for name in shared]
    pairs, writers = prepare(rows, options.seed)
    lay_out(pairs, sheets, options.output)
    options.key.mkdir(parents=True, exist_ok=True)
    save(pairs, options.key / PAIRS)
    save(writers, options.key / KEY)
    left = sorted((one.keys() | other.keys()) - set(shared))
    if left:
        sys.stderr.write(f"没有成对的：{'、'.join(left)}\n")
    print(f"{len(pairs)} 对放在 {options.output}，谁写的在 {options.key}")  # noqa: T201
    return DONE


def _reports(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise BadInput(f"{folder} 不是文件夹", hint="里面放一方写的报告")
    known = {each.suffix for each in folder.iterdir() if each.is_file()} & {".txt", ".md", ".docx"}
    return {
        path.stem: readers.read_text(path)
        for path in sorted(folder.iterdir())
        if path.suffix in known
    }


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """What each is called: its name, with as many folders before it as tell it from the others.

    >>> _told_apart([Path("/v1/out"), Path("/v2/out"), Path("/base")])
    ['v1/out', 'v2/out', 'base']

    Raises:
        BadInput: one path stands there twice.
    """
    whole = [path.resolve().parts for path in paths]
    if twice := [path for path, parts in zip(paths, whole, strict=True) if whole.count(parts) > 1]:
        raise BadInput(f"{twice[0]} 写了两次，分不出谁是谁", hint="每一位、每一方只写一次")
    names = []
    for parts in whole:
        sizes = range(1, len(parts) + 1)
        ends = (parts[-size:] for size in sizes)
        alone = next(e for e in ends if [each[-len(e) :] for each in whole].count(e) == 1)
        names.append("/".join(alone))
    return names


def _configure_take(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "tables",
        metavar="表",
        nargs="+",
        type=Path,
        help="读者填好的表；文件名作读者的名字，叫 choices.csv 的用文件夹的名字",
    )
    add("--key", metavar="文件夹", type=Path, required=True, help="prepare 写的那个文件夹")
    add("-o", "--output", metavar="文件", type=Path, help="各位的选择合成一张表")


def _take(options: argparse.Namespace) -> int:
    writers = read_writers(options.key / KEY)
    choices: list[ReaderChoice] = []
    tables = options.tables
    names = _told_apart([t.parent if t.stem == TABLE else t.with_suffix("") for t in tables])
    for path, name in zip(tables, names, strict=True):
        choices += read_choices(path, name)
    if not choices:
        raise BadInput("表里还没有人填", hint="overall 一栏填 甲、乙 或 平")
    unknown = sorted({each.pair for each in choices} - writers.keys())
    if unknown:
        raise BadInput(
            f"没有编号为 {'、'.join(unknown)} 的对", hint="--key 是不是另一次 prepare 的？"
        )
    if options.output:
        write_choices(choices, options.output)
    print("\n".join(counted(choices, writers)))  # noqa: T201
    return DONE


def counted(choices: Sequence[ReaderChoice], writers: dict[str, Writers]) -> Iterator[str]:
    """Who was preferred, by criterion; minutes; how far readers agree. In Markdown."""
    names = sorted({name for each in writers.values() for name in (each.a, each.b)})
    people = len({each.reader for each in choices})
    rows = by_pair(choices)
    yield f"{len(rows)} 对，{people} 位读者；每对看多数"
    yield ""
    yield f"| 看什么 | {' | '.join(names)} | 平 | 两位读者选得一样 |"
    yield f"|---|{'--:|' * len(names)}--:|---|"
    for criterion in ("overall", *CRITERIA):
        wins = dict.fromkeys([*names, ""], 0)
        for id, votes in rows.items():
            side = majority(votes, criterion)
            wins[_writer(writers[id], side)] += 1
        same, both = agreement(choices, criterion)
        low, high = wilson(same, both)
        shown = f"{same}/{both} [{low:.0%}, {high:.0%}]" if both else "–"
        cells = " | ".join(str(wins[name]) for name in [*names, ""])
        yield f"| {NAMES[criterion]} | {cells} | {shown} |"
    yield ""
    for name in names:
        spent = [
            each.minutes[0 if writers[each.pair].a == name else 1]
            for each in choices
            if each.minutes and name in (writers[each.pair].a, writers[each.pair].b)
        ]
        if spent:
            yield f"{name}：平均还要改 {sum(spent) / len(spent):.1f} 分钟（{len(spent)} 次）"


def _writer(pair: Writers, side: Side) -> str:
    return {Side.A: pair.a, Side.B: pair.b, Side.TIE: ""}[side]


VERBS = (  # in a row of their own: what stands alone is a verb of `eval`
    Command("prepare", "把两方的报告成对打乱，给读者看", _configure_prepare, _prepare),
    Command("take", "收读者填好的表，数出结果", _configure_take, _take),
)
command = Command("panel", "请人盲读：准备成对的报告，收回选择", configure, run, EXAMPLES)
