"""Pairs of reports on the same facts, shuffled, with who wrote which kept apart."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from drafter import files
from drafter.document import Facts
from drafter.errors import BadInput

SIDES = ("甲", "乙")
BRIEF = """# 怎样读

您是要在这份述职述廉报告上签字并交上去的领导，读过上千份这样的报告。每个编号的文件夹里有一张要点（要点.txt）和按它写的两份报告（甲.txt、乙.txt）；甲乙的次序是打乱的，不说明什么，长短也不说明什么。

每一对，先看要点，再通读两份，然后在 choices.csv 里填一行，各栏填 甲、乙 或 平：
- faithfulness：忠于要点（丢了、改了、缩小或扩大了、编了，原因、承诺、全面完成一类的话都算）
- register：语体
- substance：言之有物，不注水
- order：次序、分组，标题和领句与下面的内容相称
- answers：不足与措施一一对应、能检查
- overall：总的说更愿意签哪一份
- minutes_a、minutes_b：甲、乙各还要改几分钟才签得下去（补〔待补〕和星号不算）
- reason：一两句话，说出决定您选择的地方，可以引原文
"""
COLUMNS = (
    *("pair", "faithfulness", "register", "substance", "order", "answers", "overall"),
    *("minutes_a", "minutes_b", "reason"),
)


@dataclass(frozen=True, slots=True)
class ReportPair:
    """Two reports on one sheet, as readers see them."""

    id: str
    sheet: str  # name of the case
    a: str  # 甲
    b: str  # 乙


@dataclass(frozen=True, slots=True)
class Writers:
    """Who wrote the two, kept where no reader looks."""

    id: str
    a: str
    b: str


def prepare(
    rows: Iterable[tuple[str, str, str, str, str]], seed: int
) -> tuple[list[ReportPair], list[Writers]]:
    """Pairs in random order, each in random order, and who wrote them.

    Args:
        rows: sheet, writer and text of one report, writer and text of the other.
        seed: of both orders.
    """
    chance = Random(seed)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    pairs, writers = [], []
    for number, (sheet, one, text, other, its) in enumerate(shuffled, 1):
        sides = [(one, text), (other, its)]
        chance.shuffle(sides)
        (a, first), (b, second) = sides
        id = f"{number:03d}"
        pairs.append(ReportPair(id, sheet, first.strip() + "\n", second.strip() + "\n"))
        writers.append(Writers(id, a, b))
    return pairs, writers


def lay_out(pairs: Sequence[ReportPair], sheets: dict[str, Facts], folder: Path) -> None:
    """A folder for a reader: the brief, a table to fill in, and the files of each pair.

    Raises:
        BadInput: something stands there already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} 里已经有文件", hint="换一个空文件夹")
    for pair in pairs:
        place = folder / pair.id
        place.mkdir(parents=True, exist_ok=True)
        (place / "要点.txt").write_text(shown(sheets[pair.sheet]), "utf-8")
        for side, text in zip(SIDES, (pair.a, pair.b), strict=True):
            (place / f"{side}.txt").write_text(text, "utf-8")
    (folder / "怎样读.md").write_text(BRIEF, "utf-8")
    lines = [",".join(COLUMNS), *(f"{pair.id}{',' * (len(COLUMNS) - 1)}" for pair in pairs)]
    (folder / "choices.csv").write_text("\ufeff" + "\n".join(lines) + "\n", "utf-8")


def shown(facts: Facts) -> str:
    """A sheet as a reader sees it: who it is about, and the bullets under their headings."""
    head = {
        "职务": facts.role,
        "单位": facts.unit,
        "年度": str(facts.year or ""),
        "报告对象": facts.audience,
    }
    lines = [f"{name}：{value}" for name, value in head.items() if value]
    group = None
    for fact in facts:
        if fact.group != group:
            group = fact.group
            lines += ["", f"【{group}】"] if group else [""]
        lines.append(f"- {fact.text}")
    return "\n".join(lines) + "\n"


def read_pairs(path: Path) -> tuple[ReportPair, ...]:
    """The pairs of a file, one a line.

    Raises:
        BadInput: it cannot be read or is no such file.
    """
    return tuple(ReportPair(**row) for row in _rows(path))


def read_writers(path: Path) -> dict[str, Writers]:
    """Who wrote what, by the number of the pair.

    Raises:
        BadInput: it cannot be read or is no such file.
    """
    return {row["id"]: Writers(**row) for row in _rows(path)}


def save(rows: Iterable[ReportPair] | Iterable[Writers], path: Path) -> None:
    """One a line, as JSON."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    files.write(("\n".join(lines) + "\n").encode(), path)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        lines = path.read_text("utf-8").splitlines()
        return [dict(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise BadInput(f"{path} 打不开", hint=error.strerror or "") from error
    except ValueError as error:
        raise BadInput(
            f"{path} 不是成对报告的文件", hint="由 drafter eval panel prepare 写出"
        ) from error
