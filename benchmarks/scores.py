"""Every score of some six hundred reports: python benchmarks/scores.py FILE [--against FILE].

For a change that shall change no score: write the scores before, compare after, to the last digit
and with every reason, part and finding. The reports are those of the judgements, good ones of them
spoiled in every way there is, every seed's own and what is drafted on every seed without a model.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.drafting import draft
from evals import case as cases
from evals import doses, scorers
from evals.degrading import degradations, degraded
from evals.outcome import of_text
from evals.panel import data

DOSE = 0.5  # share of the places that are spoiled
Row = dict[str, object]


def main(arguments: Sequence[str]) -> int:
    """Write the scores; 1 where they are not those of before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where they are written")
    parser.add_argument("--against", type=Path, help="scores of before")
    options = parser.parse_args(arguments)
    with options.file.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows())
    after = _read(options.file)
    sys.stdout.write(f"{len(after)} reports\n")
    if options.against is None:
        return 0
    before = _read(options.against)
    moved = Counter(_moved(before.get(label, {}), row) for label, row in after.items())
    for names, count in moved.most_common():
        sys.stdout.write(f"{count}: {', '.join(names) or 'equal'}\n")
    gone = before.keys() - after.keys()
    sys.stdout.write(f"gone: {len(gone)}\n" if gone else "")
    return int(bool(gone) or set(moved) != {()})


def rows() -> Iterator[Row]:
    """What every scorer says of each report, and what the rules found."""
    known = {case.name: case for case in cases.choose()}
    for label, sheet, text in reports():
        outcome = of_text(known[sheet], text)
        scores = {
            name: [score.value, score.reason, score.parts]
            for name, score in scorers.score(outcome).items()
        }
        found = [
            [each.rule, each.severity, each.span, each.message, each.suggestion, each.facts]
            for each in outcome.findings
        ]
        yield {"label": label, "scores": {**scores, "findings": found}}


def reports() -> Iterator[tuple[str, str, str]]:
    """Label, sheet and text of each."""
    for pair in data.pairs():
        yield f"{pair.id} a", pair.sheet, pair.a
        yield f"{pair.id} b", pair.sheet, pair.b
    known = {case.name: case for case in cases.choose()}
    for number, (sheet, text) in enumerate(doses.bases()):
        report = of_text(known[sheet], text).report
        for how in degradations():
            yield f"{number} {how.name}", sheet, degraded(report, how, DOSE)
    for name, case in known.items():
        if case.reference:
            yield f"{name} own", name, case.reference
        if case.facts is not None:
            yield f"{name} drafted", name, asyncio.run(draft(case.facts, None)).report.text


def _read(path: Path) -> dict[str, Row]:
    told = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["label"]: row["scores"] for row in told}


def _moved(before: Row, after: Row) -> tuple[str, ...]:
    """What differs."""
    names = sorted(before.keys() | after.keys())
    return tuple(name for name in names if before.get(name) != after.get(name))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
