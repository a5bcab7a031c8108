"""What readers chose: one line a pair and reader; majorities, agreement, minutes."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from drafter.errors import BadInput
from evals.panel.pairs import COLUMNS

CRITERIA = ("faithfulness", "register", "substance", "order", "answers")
NAMES = {
    "faithfulness": "忠实",
    "register": "语体",
    "substance": "言之有物",
    "order": "次序和点题句",
    "answers": "不足和措施",
    "overall": "总的",
}


class Side(StrEnum):
    """Which of two reports a reader prefers."""

    A = "甲"
    B = "乙"
    TIE = "平"


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """What one reader said of one pair."""

    pair: str
    reader: str
    sides: dict[str, Side]  # by criterion, and "overall"
    minutes: tuple[float, float] | None  # of editing that each still needs
    reason: str = ""

    @property
    def overall(self) -> Side:
        """Which one the reader would rather sign."""
        return self.sides["overall"]


def read_choices(path: Path, reader: str = "") -> tuple[ReaderChoice, ...]:
    """The filled-in lines of a table; empty ones are left out.

    Args:
        path: a CSV file with the columns of `pairs.COLUMNS`, and maybe "reader".
        reader: whose it is, where the file does not say.

    Raises:
        BadInput: it cannot be read, lacks a column, or says something else than 甲, 乙, 平.
    """
    try:
        table = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    except OSError as error:
        raise BadInput(f"{path} 打不开", hint=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} 不是 UTF-8 的 CSV", hint="在表格软件里另存为 CSV UTF-8") from error
    lacking = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if lacking:
        raise BadInput(f"{path} 缺这些栏：{'、'.join(lacking)}", hint="用 prepare 写出的表来填")
    found = []
    for number, row in enumerate(table, 2):
        if (row["overall"] or "").strip():
            found.append(_choice(row, reader or row.get("reader") or path.stem, path, number))
    return tuple(found)


def _choice(row: dict[str, str], reader: str, path: Path, number: int) -> ReaderChoice:
    sides = {}
    for name in (*CRITERIA, "overall"):
        marked = (row[name] or "").strip() or Side.TIE.value
        try:
            sides[name] = Side(marked)
        except ValueError:
            problem = f"{path} 第 {number} 行“{name}”写的是“{marked}”"
            raise BadInput(problem, hint="只能填 甲、乙、平") from None
    try:
        minutes = (float(row["minutes_a"]), float(row["minutes_b"]))
    except (TypeError, ValueError):
        minutes = None
    return ReaderChoice(row["pair"].strip(), reader, sides, minutes, (row["reason"] or "").strip())


def write_choices(choices: Iterable[ReaderChoice], path: Path) -> None:
    """All in one table, with the reader of each."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS[:1], "reader", *COLUMNS[1:]])
    for each in sorted(choices, key=lambda each: (each.pair, each.reader)):
        sides = [each.sides[name].value for name in (*CRITERIA, "overall")]
        minutes = [f"{value:g}" for value in each.minutes] if each.minutes else ["", ""]
        table.writerow([each.pair, each.reader, *sides, *minutes, each.reason])
    path.write_text(out.getvalue(), "utf-8")


def by_pair(choices: Iterable[ReaderChoice]) -> dict[str, list[ReaderChoice]]:
    """The choices of each pair."""
    found: dict[str, list[ReaderChoice]] = defaultdict(list)
    for each in choices:
        found[each.pair].append(each)
    return dict(found)


def majority(choices: Sequence[ReaderChoice], criterion: str = "overall") -> Side:
    """Which one most readers of a pair took; a tie where neither has more."""
    counts = Counter(each.sides[criterion] for each in choices)
    a, b = counts[Side.A], counts[Side.B]
    return Side.A if a > b else Side.B if b > a else Side.TIE


def agreement(choices: Iterable[ReaderChoice], criterion: str = "overall") -> tuple[int, int]:
    """How often two readers of a pair took the same one, of all times both took one."""
    same = both = 0
    for rows in by_pair(choices).values():
        for one, other in _decided(rows, criterion):
            both += 1
            same += one is other
    return same, both


def _decided(rows: Sequence[ReaderChoice], criterion: str) -> Iterator[tuple[Side, Side]]:
    for one, other in combinations(rows, 2):
        sides = one.sides[criterion], other.sides[criterion]
        if Side.TIE not in sides:
            yield sides
