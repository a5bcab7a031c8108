"""Sheets as people hand them in, with labels: what a draft without a model tells of each."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from drafter import readers
from drafter.document import Facts
from drafter.drafting import draft
from drafter.drafting.steps.sift import sift
from drafter.drafting.steps.trim import part
from drafter.readers.encoding import decode
from drafter.readers.header import asked
from drafter.readers.lines import line
from drafter.readers.records import is_running, refers
from drafter.readers.separated import CELLS

HANDED = Path(__file__).parent / "handed"
SPOKEN = re.compile(r"(\d[\d,.]*[万亿]?)(?:回|块|个|个人|号人|趟|遍)")
LINED = (".txt", ".yaml")  # formats whose lines can be counted
Row = dict[str, str]


@dataclass(frozen=True)
class Handed:
    """A sheet, the facts it holds with the parts they belong to, and words that are no facts."""

    path: Path
    facts: tuple[Row, ...]
    others: tuple[str, ...]

    @cached_property
    def sheet(self) -> Facts:
        """As it was read."""
        return readers.read_facts(self.path)

    @cached_property
    def report(self) -> Mapping[str, str]:
        """What each part of the report says."""
        made = asyncio.run(draft(self.sheet, None))
        found: dict[str, str] = defaultdict(str)
        for paragraph in made.report.paragraphs:
            found[paragraph.role] += paragraph.text
        return found

    @property
    def untold(self) -> list[str]:
        """Facts whose words and figure stand in no part together."""
        return [shown(row) for row in self.facts if not _parts(row, self.report)]

    @property
    def misplaced(self) -> list[str]:
        """Facts that are told in another part than their own."""
        return [
            f"{shown(row)} → {'、'.join(found)}"
            for row in self.facts
            if (found := _parts(row, self.report)) and not set(row["place"].split("|")) & set(found)
        ]

    @property
    def told_others(self) -> list[str]:
        """Names, numbers, greetings, notes to whoever writes that stand in the report."""
        text = "\n".join(self.report.values())
        return [words for words in self.others if words in text]

    @property
    def lost(self) -> list[str]:
        """Lines that are neither told, nor left out by name, nor a heading, nor noted."""
        if self.path.suffix not in LINED:
            return []
        facts = self.sheet
        named = "".join(fact.text + fact.group for fact in facts) + "".join(facts.notes)
        named += "".join(
            (facts.name, facts.role, facts.unit, facts.audience, facts.title, str(facts.year))
        )
        unnamed = {fact.id for fact in facts if part(fact).why} - {id for id, _ in sift(facts)}
        lines = decode(self.path.read_bytes(), self.path.name).splitlines()
        spans = re.findall(r"第 (\d+) 到 (\d+) 行|第 (\d+) 行", "".join(facts.notes))
        left = {n for a, b, c in spans for n in range(int(a or c), int(b or c) + 1)}
        seen = [
            line(each.lstrip(">＞ "), "").text
            for n, each in enumerate(lines, 1)
            if n not in left
            and not each.startswith("#")  # a comment of YAML
            and not asked(each)
            and not _only_leads(each)
            and f"“{each.partition(':')[0].strip()}”没有用上" not in named
            and each.count("\t") < CELLS - 1  # of a table, whose rows are read as those of Excel
        ]
        return [each for each in seen if not _shared(each, named)] + sorted(unnamed)


def handed(folder: Path) -> Sequence[Handed]:
    """The sheets of a folder by its labels."""
    rows = [json.loads(row) for row in (folder / "labels.jsonl").read_text("utf-8").splitlines()]
    return [
        Handed(
            folder / name,
            tuple(row for row in rows if row["sheet"] == name and "fact" in row),
            tuple(row["none"] for row in rows if row["sheet"] == name and "none" in row),
        )
        for name in sorted({row["sheet"] for row in rows})
    ]


def shown(row: Row) -> str:
    """A fact of the labels in one line."""
    return f"{row['place']}: {row['fact']} {row['figure']}"


def _parts(row: Row, report: Mapping[str, str]) -> list[str]:
    """The parts of a report that tell a fact."""
    return [
        role
        for role, text in report.items()
        if any(word in text for word in row["fact"].split("|"))
        and any(map(partial(_tells, text), row["figure"].split("|")))
    ]


def _tells(text: str, figure: str) -> bool:
    """Whether a figure stands in a text, set without blanks; 2回 may have become 2次."""
    text, figure = "".join(text.split()), "".join(figure.split())
    spoken = SPOKEN.fullmatch(figure)
    if figure in text or spoken is None:
        return figure in text
    return re.search(rf"(?<![\d.]){re.escape(spoken[1])}(?![\d.])", text) is not None


def _only_leads(each: str) -> bool:
    """Whether a line of YAML says nothing: - id: 2 counts, fix: 2 refers, how: | opens a block."""
    key, _, value = each.strip().removeprefix("- ").partition(":")
    return value.strip() == "|" or is_running(key, value) or refers(key, value)


def _shared(line: str, named: str) -> bool:
    """Whether a run of a line's characters is among what was read; marks count for nothing."""
    plain = "".join(char for char in line if char.isalnum())
    read = "".join(char for char in named if char.isalnum())
    return not plain or plain[:3] in read or plain[-3:] in read
