"""drafter eval score: any report on a sheet, whoever wrote it, scored with reasons and places."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import readers
from drafter.cli import DONE, FOUND, Command, FileName
from drafter.console import table
from drafter.errors import BadInput
from evals import scorers
from evals.case import Case
from evals.outcome import Outcome, of_text
from evals.scorers import Score, ScorerKind

QUOTED = re.compile(r"“([^“”]+)”")
FEWEST = 3  # characters by which a place is found
EXAMPLES = """例：
  drafter eval score 报告.docx --facts 要点.md              每项几分、扣在哪里
  drafter eval score 甲.txt 乙.txt --facts 要点.md          几份并排比
  drafter eval score 报告.txt --facts 要点.md --json

综合分：硬指标都过的在 0.5 到 1 之间，有一项没过就在 0.5 以下。
权重由读者的选择学来，见 evals/data/weights.toml。
退出码：0 硬指标都过，1 有没过的，2 用法不对或有文件读不了。
"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A report and what every scorer says of it."""

    name: str
    outcome: Outcome
    scores: dict[str, Score]

    @property
    def is_sound(self) -> bool:
        """No hard scorer found a failure."""
        return not any(each.fails(self.scores[each.name]) for each in scorers.all_scorers())


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `eval score`."""
    add = parser.add_argument
    add("reports", metavar="报告", nargs="+", help="txt、md、docx 等，一份或几份")
    add("--facts", metavar="要点", type=FileName, required=True, help="这些报告依据的要点文件")
    add("--json", action="store_true", help="作为 JSON 打印")


def run(options: argparse.Namespace) -> int:
    """Score each, show one in full or several side by side."""
    facts = readers.read_facts(options.facts)
    if not facts.items:
        raise BadInput(f"{options.facts} 里没有要点", hint="评分要有要点对照")
    case = Case(Path(options.facts).stem, facts)
    scored = [_scored(each, case) for each in options.reports]
    if options.json:
        sys.stdout.write(json.dumps([_tree(each) for each in scored], ensure_ascii=False, indent=2))
        sys.stdout.write("\n")
    else:
        _show(scored)
    return DONE if all(each.is_sound for each in scored) else FOUND


def _scored(path: str, case: Case) -> Scored:
    text = readers.read_text(path)
    if not text.strip():
        raise BadInput(f"{path} 是空的", hint="换一份有内容的报告")
    outcome = of_text(case, text)
    return Scored(path, outcome, scorers.score(outcome))


def _titles() -> list[tuple[str, str, str]]:
    """Name, title and kind of every row, the overall first."""
    kinds = {ScorerKind.HARD: "硬指标", ScorerKind.INFO: "参考"}
    weights = scorers.weights()
    rows = [("overall", "综合", "")]
    rows += [
        (each.name, each.title, kinds.get(each.kind) or f"{weights.get(each.name, 0):.2f}")
        for each in scorers.all_scorers()
    ]
    return rows


def _show(scored: Sequence[Scored]) -> None:
    """One with its reasons; several as columns under their numbers."""
    heads = ["得分"]
    if len(scored) > 1:
        heads = [str(number) for number, _ in enumerate(scored, 1)]
        for number, each in zip(heads, scored, strict=True):
            table.say(each.name, head=number)
    rows = [
        (title, weight, *(_shown(each.scores[name]) for each in scored))
        for name, title, weight in _titles()
        if any(each.scores[name].value is not None for each in scored)
    ]
    table.show(("评分项", "权重", *heads), rows, scored[0].name if len(scored) == 1 else "")
    for title, reason in _reasons(scored[0]) if len(scored) == 1 else ():
        table.say(reason, head=title)


def _shown(score: Score) -> str:
    if score.value is None:
        return "–"
    return f"{score.value:.3f}"


def _reasons(scored: Scored) -> list[tuple[str, str]]:
    """What was lost, by scorer, with the lines where it stands."""
    rows = []
    for name, title, _ in _titles():
        score = scored.scores[name]
        if score.value is not None and score.reason:
            lines = _lines(score.reason, scored.outcome.report.text)
            where = f"（第{'、'.join(map(str, lines))}行）" if lines else ""
            rows.append((title, f"{score.reason}{where}"))
    return rows


def _lines(reason: str, text: str) -> list[int]:
    """The lines of a text on which what a reason quotes stands."""
    found = []
    for piece in QUOTED.findall(reason):
        at = text.find(piece.rstrip("…")) if len(piece) >= FEWEST else -1
        if at >= 0:
            found.append(text.count("\n", 0, at) + 1)
    return sorted(set(found))


def _tree(scored: Scored) -> dict[str, Any]:
    text = scored.outcome.report.text
    return {
        "report": scored.name,
        "overall": scored.scores["overall"].value,
        "is_sound": scored.is_sound,
        "scores": {
            name: {
                "title": title,
                "value": score.value,
                "reason": score.reason,
                "lines": _lines(score.reason, text),
                "parts": score.parts,
            }
            for name, title, _ in _titles()
            for score in [scored.scores[name]]
        },
    }


command = Command(
    "score", "给任何一份报告评分：每项几分、扣在哪里；几份并排比", configure, run, EXAMPLES
)
