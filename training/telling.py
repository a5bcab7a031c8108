"""Sentences to what they tell: trains the table by which parts without a known name are read.

    python training/telling.py            leave each layout out, print how right sections are told
    python training/telling.py --write    train on all, write drafter/data/telling.tsv

`tests/layouts/structure.json` says where the shortcomings and measures of some hundred reports
stand; their sentences, and those of all other parts, are learned by a softmax regression over
characters and pairs of characters. Weights that hardly matter are dropped.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import softmax
from softmax import Table, heavy, write

from drafter.document import ParagraphKind, Report, Role, genre
from drafter.document.parsing import parse
from drafter.document.parsing.telling import TOLD, features, parts
from drafter.softmax import log_shares

LAYOUTS = Path(__file__).parent.parent / "tests" / "layouts"
FOLDS = 6
PENALTY = 0.3  # on squared weights
STEPS = 80  # of the descent
LEAST = 0.2  # of a weight, below which it is dropped
BELOW = (ParagraphKind.BODY, ParagraphKind.PREAMBLE, ParagraphKind.FEEDBACK)
Row = tuple[str, str]  # sentence, what it tells


def main() -> None:
    """Cross-check, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names = sorted(json.loads((LAYOUTS / "structure.json").read_text("utf-8")))
    shuzhi = genre.load("shuzhi")
    reports = [parse((LAYOUTS / name).read_text("utf-8"), shuzhi) for name in names]
    if options.write:
        table = heavy(train([row for report in reports for row in rows(report)]), LEAST)
        sys.stdout.write(f"{write('telling.tsv', table)} features\n")
        return
    told: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        weights = train([x for at, r in enumerate(reports) if at % FOLDS != fold for x in rows(r)])
        for report in reports[fold::FOLDS]:
            for section in report.sections:
                own = str(section.role) if section.role in set(Role) - {Role.FEEDBACK} else ""
                if section.text.strip():
                    told[own, predict(section.text, weights)] += 1
    right = sum(count for (own, other), count in told.items() if own == other)
    sys.stdout.write(f"sections by their sentences alone: {right}/{told.total()}\n")
    for (own, other), count in sorted(told.items()):
        sys.stdout.write(f"{own or 'neither'} told as {other or 'neither'}: {count}\n")


def rows(report: Report) -> list[Row]:
    """Every sentence of a report and what it tells."""
    answers = [
        *((x, TOLD[0]) for x in report.shortcomings),
        *((x, TOLD[1]) for x in report.measures),
    ]
    spans = [point.span for point, _ in answers]
    found = [(each, role) for point, role in answers for each in parts(point.text)]
    for paragraph in report.paragraphs:
        is_answer = any(start <= paragraph.span[0] < end for start, end in spans)
        if paragraph.kind in BELOW and not is_answer:
            found += [(each, "") for each in parts(paragraph.text)]
    return found


def train(told: list[Row]) -> Table:
    """What the characters of sentences speak for."""
    own = [features(text) for text, _ in told]
    wanted = [TOLD.index(role) for _, role in told]
    return softmax.train(own, wanted, [1.0] * len(told), penalty=PENALTY, steps=STEPS)


def predict(text: str, table: Table) -> str:
    """What a section tells, by the weights alone."""
    sums = np.zeros(len(TOLD))
    for each in parts(text):
        sums += log_shares(features(each), table)
    return TOLD[int(sums.argmax())]


if __name__ == "__main__":
    main()
