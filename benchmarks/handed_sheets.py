"""Sheets as people hand them in: what is told, where, and what is told that is no fact.

    PYTHONPATH=. python benchmarks/handed_sheets.py
    PYTHONPATH=. python benchmarks/handed_sheets.py FOLDER

A folder holds sheets of any format and `labels.jsonl`; that of the tests is taken where none is
given. Every sheet is drafted without a model. A fact is told where its words and its figure stand
in one part of the report, and placed where that is its own part. Of plain text and YAML it is also
counted which lines are neither told nor named.
"""

import argparse
import sys
from pathlib import Path

from evals.intervals import wilson
from tests.drafting.handed_sheets import HANDED, Handed, handed


def main() -> int:
    """Print each failing, then the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=HANDED)
    sheets = handed(parser.parse_args().folder)
    for sheet in sheets:
        for kind, rows in failings(sheet).items():
            for row in rows:
                print(sheet.path.name, kind, row)
    facts = sum(len(sheet.facts) for sheet in sheets)
    others = sum(len(sheet.others) for sheet in sheets)
    counts = {kind: sum(len(failings(s)[kind]) for s in sheets) for kind in failings(sheets[0])}
    print("\n| what | of | share (95 %) |\n|---|---|---|")
    for name, count, whole in (
        ("facts told", facts - counts["untold"], facts),
        ("facts placed", facts - counts["misplaced"] - counts["untold"], facts),
        ("no facts, told", counts["told"], others),
    ):
        low, high = wilson(count, whole)
        print(f"| {name} | {count}/{whole} | {count / max(1, whole):.3f} ({low:.3f}-{high:.3f}) |")
    print(f"| lines lost in silence | {counts['lost']} | |")
    return int(any(counts.values()))


def failings(sheet: Handed) -> dict[str, list[str]]:
    """What must not be, by its kind."""
    return {
        "untold": sheet.untold,
        "misplaced": sheet.misplaced,
        "told": sheet.told_others,
        "lost": sheet.lost,
    }


if __name__ == "__main__":
    sys.exit(main())
