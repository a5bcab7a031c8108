"""Planted defects: how many of each class are caught, and what is flagged where nothing is wrong.

Clean pairs are the seeds' sheets and what the chain writes from them without a model. A defect
is caught when a rule of its concern says something that it does not say of the clean text.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from drafter import readers, resources, rules
from drafter.document import Finding, Report, Severity, parsing
from drafter.document import genre as genres
from drafter.document.views import sentences
from drafter.drafting.material import Material
from drafter.drafting.steps.compose import compose
from drafter.drafting.steps.plan import plan
from drafter.drafting.steps.sift import sift
from drafter.drafting.steps.trim import trimmed
from drafter.text import overlap
from evals.intervals import wilson
from evals.planting import defects
from evals.planting.defect import FAMILIES, HARD, Defect

EACH = 5  # of one class in one report
SEED = 20  # of the chance that chooses places
BAR = 0.95  # of the hard families
CALLED = dict(
    zip(FAMILIES, ("数据", "掩码", "提法", "要点", "不足和措施", "结构", "格式"), strict=True)
)


@dataclass(frozen=True, slots=True)
class DefectTally:
    """How many planted defects of one class were caught."""

    defect: Defect
    caught: int
    planted: int
    missed: tuple[str, ...] = ()  # where the others stand
    by: tuple[str, ...] = ()  # the rules that caught them, the most frequent first


def main(arguments: Sequence[str]) -> int:
    """Print the table; with --missed, also the places that no rule noticed."""
    parser = argparse.ArgumentParser(prog="python -m evals mutants", description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="of one class in one report")
    parser.add_argument("--missed", action="store_true", help="also print what was missed")
    options = parser.parse_args(arguments)
    clean = tuple(clean_reports())
    tallies = rows(clean, options.each)
    sys.stdout.write("\n".join([*table(tallies), "", *alarms(clean)]) + "\n")
    if options.missed:
        for row in tallies:
            sys.stdout.writelines(f"\n{row.defect.name}：{place}" for place in row.missed)
        sys.stdout.write("\n")
    return 0


def clean_reports() -> Iterator[Report]:
    """What the chain writes without a model from each seed's sheet."""
    for folder in sorted(resources.folder("seeds").iterdir(), key=lambda entry: entry.name):
        for sheet in folder.iterdir():
            if sheet.name.startswith("facts."):
                facts = readers.read_facts(str(sheet))
                genre = genres.load(facts.genre)
                noise = dict(sift(facts))
                kept = tuple(replace(fact, text=trimmed(fact)) for fact in facts)
                facts = replace(facts, items=kept)
                yield compose(plan(facts, genre, dropped=noise), facts, genre, Material())


def rows(clean: Sequence[Report], each: int = EACH) -> list[DefectTally]:
    """Every class, planted into every report up to `each` times."""
    known = [Counter(map(_key, check(report, report.text))) for report in clean]
    return [_row(defect, clean, known, each) for family in FAMILIES for defect in _of(family)]


def check(report: Report, text: str) -> tuple[Finding, ...]:
    """What the rules say of a text, given the facts and nothing else."""
    return rules.check(parsing.parse(text, report.genre, facts=report.facts))


def table(tallies: Sequence[DefectTally]) -> Iterator[str]:
    """The rows in Markdown, the families summed up."""
    yield "| 埋入的缺陷 | 查出 | 埋入 | 比例 | 95％区间 | 由哪些规则 |"
    yield "|---|--:|--:|--:|---|---|"
    for row in tallies:
        names = "、".join(map(rules.title, row.by))
        yield f"{_line(row.defect.name, row.caught, row.planted)} {names} |"
    for family in FAMILIES:
        mine = [row for row in tallies if row.defect.family == family]
        caught, planted = sum(r.caught for r in mine), sum(r.planted for r in mine)
        bar = f"，要求≥{BAR:.0%}" if family in HARD else ""
        yield f"{_line(f'**{CALLED[family]}**{bar}', caught, planted)} |"


def alarms(clean: Sequence[Report]) -> Iterator[str]:
    """Which rules flag clean reports at error level, and how many of their sentences."""
    counts: Counter[str] = Counter()
    flagged = total = 0
    for report in clean:
        spans = [sentence.span for sentence in sentences(report)]
        errors = [f for f in check(report, report.text) if f.severity is Severity.ERROR]
        counts.update(finding.rule for finding in errors)
        total += len(spans)
        flagged += sum(any(overlap(finding.span, span) for finding in errors) for span in spans)
    yield f"| 未埋缺陷的 {len(clean)} 份报告里误报为错误 | 句 | 共 | 比例 | 95％区间 |"
    yield "|---|--:|--:|--:|---|"
    yield _line("任何规则", flagged, total)
    for name, count in counts.most_common():
        yield _line(rules.title(name), count, total)


def _of(family: str) -> list[Defect]:
    return [defect for defect in defects() if defect.family == family]


def _row(
    defect: Defect, clean: Sequence[Report], known: Sequence[Counter[str]], each: int
) -> DefectTally:
    caught, missed, by = 0, [], Counter[str]()
    catching = rules.concerning(*defect.concerns)
    for report, before in zip(clean, known, strict=True):
        chance = Random(SEED)
        for text in islice(defect.plant(report, chance), each):
            after = Counter(_key(f) for f in check(report, text) if f.rule in catching)
            if new := after - before:
                caught += 1
                by.update(sorted({key.partition("\0")[0] for key in new}))
            else:
                missed.append(_difference(report.text, text))
    return DefectTally(defect, caught, caught + len(missed), tuple(missed), _often(by))


def _often(by: Counter[str], most: int = 3) -> tuple[str, ...]:
    return tuple(name for name, _ in by.most_common(most))


def _key(finding: Finding) -> str:
    return f"{finding.rule}\0{finding.text}\0{finding.message}"


def _difference(before: str, after: str) -> str:
    """Where two texts part, with a little of what stands around."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    around = slice(max(0, start - 15), start + 30)
    return f"{before[around]!r} -> {after[around]!r}"


def _line(name: str, right: int, of: int) -> str:
    low, high = wilson(right, of)
    share = f"{right / of:.1%}" if of else "–"
    return f"| {name} | {right} | {of} | {share} | {low:.1%}–{high:.1%} |"
