"""What the gate refuses of texts by good writers: python benchmarks/gate_refusals.py FOLDER.

FOLDER holds `gold/*.txt`, `oneprompt/*.txt` (written from the seeds' sheets of the same name) and
`craft/*.jsonl`. Every sentence, lead, heading, admission and measure is asked with its facts;
every refusal is printed, to be judged by reading. `--judged FILE` names the refusals that are
true faults of the writers (one text and a reason a line, parted by a tab); they count apart.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter import readers, resources
from drafter.document import Fact, Facts
from drafter.document import genre as genres
from drafter.drafting.gate import refusal, untold
from drafter.grounding import coverage
from drafter.text import sentences
from evals.intervals import wilson

_THREAD = re.compile(r"(?:围绕|着力|坚持以|统筹)[^。]{6,}(?=。现将)")
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]）)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, what it may say, and where it comes from."""

    origin: str
    kind: str
    text: str
    cited: tuple[Fact, ...]
    facts: Facts


def main(arguments: Sequence[str]) -> int:
    """Print what is refused of each set, and how long a text takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judged", type=Path, help="refusals that are right, with the reason")
    options = parser.parse_args(arguments)
    judged = _judged(options.judged)
    genre = genres.load("shuzhi")
    every = list(asked(options.folder))
    for one in every[:50]:
        refusal(one.text, one.cited, one.facts, genre, kind=one.kind)
    total, wrong, right = Counter[str](), Counter[str](), Counter[str]()
    started = time.perf_counter()
    reasons = [refusal(one.text, one.cited, one.facts, genre, kind=one.kind) for one in every]
    took = time.perf_counter() - started
    for one, reason in zip(every, reasons, strict=True):
        key = f"{one.origin.split(':')[0]} {one.kind}"
        total[key] += 1
        if reason:
            is_fault = one.text in judged
            (right if is_fault else wrong)[key] += 1
            mark = "true fault" if is_fault else "refused"
            sys.stdout.write(f"{mark}\t{one.origin}\t{one.kind}\t{one.text}\n\t{reason}\n")
            sys.stdout.write("\t" + " / ".join(fact.text for fact in one.cited) + "\n")
    sys.stdout.writelines(_table(total, wrong, right))
    sys.stdout.write(f"{took / len(every) * 1000:.2f} ms a text, {len(every)} texts\n")
    sys.stdout.writelines(_lost(options.folder))
    return 0


def asked(folder: Path) -> Iterator[Asked]:
    """Every text of the three folders."""
    for path in sorted(folder.glob("craft/[A-Z].jsonl")):
        yield from _rows(path)
    for path in sorted(folder.glob("craft/whole_*.jsonl")):
        yield from _wholes(path)
    for name in ("gold", "oneprompt"):
        for path in sorted((folder / name).glob("*.txt")):
            yield from _report(path, name)


def _judged(path: Path | None) -> dict[str, str]:
    rows = path.read_text("utf-8").splitlines() if path else []
    return dict(row.split("\t", 1) for row in rows if "\t" in row)


def _table(total: Counter[str], wrong: Counter[str], right: Counter[str]) -> Iterator[str]:
    for key, count in [*sorted(total.items()), ("all", sum(total.values()))]:
        refused = wrong[key] if key != "all" else sum(wrong.values())
        faults = right[key] if key != "all" else sum(right.values())
        low, high = wilson(refused, count)
        yield f"{key}: wrongly {refused}/{count} {refused / count:.3f} [{low:.3f}, {high:.3f}]"
        yield f", true faults {faults}\n"


def _lost(folder: Path) -> Iterator[str]:
    """Facts that `untold` misses in texts whose writers told every one of them."""
    count = gone = 0
    for path in sorted(folder.glob("craft/[AB].jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row["task"] == "point":
                facts = _facts(row["facts"])
                found = untold(facts.items, [row["text"]])
                count, gone = count + len(facts), gone + len(found)
                for fact, lost in found:
                    yield f"untold\t{fact.text}\t{lost}\t{row['text']}\n"
    low, high = wilson(gone, count)
    yield f"untold: {gone}/{count} {gone / count:.3f} [{low:.3f}, {high:.3f}]\n"


def _rows(path: Path) -> Iterator[Asked]:
    for number, row in enumerate(map(json.loads, path.read_text("utf-8").splitlines()), 1):
        origin = f"{path.stem}:{number}"
        if row["task"] == "point":
            facts = _facts(row["facts"], role=row["role"])
            yield Asked(origin, "lead", row["lead"], facts.items, facts)
            for each in _sentences(row["text"]):
                yield Asked(origin, "sentence", each, facts.items, facts)
            continue
        texts = [text for text in (row["shortcoming"], row.get("given")) if text]
        facts = _facts(texts, role=row["role"])
        yield Asked(origin, "admission", row["admission"], facts.items[:1], facts)
        yield Asked(origin, "measure", row["measure"], facts.items, facts)


def _wholes(path: Path) -> Iterator[Asked]:
    for number, row in enumerate(map(json.loads, path.read_text("utf-8").splitlines()), 1):
        origin = f"{path.stem}:{number}"
        header = {key: row["header"][key] for key in ("year", "role", "unit", "audience")}
        facts = _facts(row["facts"], **header)
        for part in row["plan"]:
            cited = tuple(facts.items[at] for at in part["facts"])
            if part["lead"]:
                yield Asked(origin, "lead", part["lead"], cited, facts)
            for each in _sentences(part["text"]):
                yield Asked(origin, "sentence", each, cited, facts)
        for part in row["pairs"]:
            cited = tuple(facts.items[at] for at in part["shortcoming"])
            given = tuple(facts.items[at] for at in part["measures"])
            yield Asked(origin, "admission", part["admission"], cited, facts)
            yield Asked(origin, "measure", part["measure"], cited + given, facts)
        yield from _threads(origin, row["preamble"], facts)
        for heading in row["headings"]:
            yield Asked(origin, "heading", heading, (), facts)
        cited = tuple(facts.items[at] for at in row["feedback"]["facts"])
        for each in _sentences(row["feedback"]["text"]):
            yield Asked(origin, "sentence", each, cited, facts)


def _report(path: Path, name: str) -> Iterator[Asked]:
    """The parts of a report, by what its lines begin with."""
    folder = resources.folder("seeds").joinpath(path.stem)
    sheet = next(each for each in folder.iterdir() if each.name.startswith("facts."))
    facts = readers.read_facts(str(sheet))
    kind, origin = "", f"{name}:{path.stem}"
    yield from _threads(origin, path.read_text("utf-8"), facts)
    for line in filter(None, map(str.strip, path.read_text("utf-8").splitlines())):
        heading = re.match(r"[一二三四]、(.*)", line)
        if heading:
            kind = "sentence"
            yield Asked(origin, "heading", heading[1], (), facts)
        elif line.startswith(("个人存在的不足", "改进措施")):
            kind = "admission" if line.startswith("个人") else "measure"
            yield from _answers(origin, kind, line.partition("：")[2], facts)
        elif kind in ("admission", "measure") and _LABEL.match(line):
            yield from _answers(origin, kind, line, facts)
        elif kind and not line.startswith("以上报告"):
            yield from _told(origin, kind, line, facts)


def _threads(origin: str, text: str, facts: Facts) -> Iterator[Asked]:
    for hit in _THREAD.finditer(text):
        yield Asked(origin, "thread", hit[0], (), facts)


def _answers(origin: str, kind: str, line: str, facts: Facts) -> Iterator[Asked]:
    for part in re.split(r"(?:^|(?<=[。；]))(?:[一二三四五六]是|（[一二三四五六]）)", line):
        text = part.strip().rstrip("；。")
        if text:
            yield Asked(origin, kind, text + "。", _near(text, facts), facts)


def _told(origin: str, kind: str, line: str, facts: Facts) -> Iterator[Asked]:
    is_point = _LABEL.match(line)
    for at, whole in enumerate(_sentences(line)):
        each = _LABEL.sub("", whole)
        if is_point and at == 0 and len(each) <= LEAD:
            yield Asked(origin, "lead", each.rstrip("。"), _near(line, facts), facts)
        else:
            yield Asked(origin, kind, each, _near(each, facts), facts)


LEAD = 24  # characters that a lead has at most


def _near(text: str, facts: Facts) -> tuple[Fact, ...]:
    """The facts that a text tells, as far as coverage sees."""
    return tuple(
        fact for fact in facts if coverage(fact.text, [text]).state in ("full", "partial", "doubt")
    )


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        yield text[start:end].strip()


def _facts(texts: Sequence[str], **header: object) -> Facts:
    items = tuple(Fact(f"F{number}", text) for number, text in enumerate(texts, 1))
    return Facts(items, **header)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
