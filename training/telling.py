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
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from drafter.document import ParagraphKind, Report, Role, genre
from drafter.document.parsing import parse
from drafter.document.parsing.telling import TOLD, features, parts

LAYOUTS = Path(__file__).parent.parent / "tests" / "layouts"
TABLE = Path(__file__).parent.parent / "drafter" / "data" / "telling.tsv"
FOLDS = 6
PENALTY = 0.3  # on squared weights
LEAST = 0.2  # of a weight, below which it is dropped
BELOW = (ParagraphKind.BODY, ParagraphKind.PREAMBLE, ParagraphKind.FEEDBACK)
Row = tuple[str, str]  # sentence, what it tells
Weights = tuple[dict[str, int], np.ndarray]


def main() -> None:
    """Cross-check, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names = sorted(json.loads((LAYOUTS / "structure.json").read_text("utf-8")))
    shuzhi = genre.load("shuzhi")
    reports = [parse((LAYOUTS / name).read_text("utf-8"), shuzhi) for name in names]
    if options.write:
        kept = write(*train([row for report in reports for row in rows(report)]))
        sys.stdout.write(f"{kept} features in {TABLE}\n")
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


def train(told: list[Row]) -> Weights:
    """Features that stand twice or more, a row of weights for each; the last row is the bias."""
    counts = Counter(feature for text, _ in told for feature in features(text))
    names = {f: at for at, f in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    where = [(at, names[f]) for at, row in enumerate(told) for f in features(row[0]) if f in names]
    lines, columns = zip(*where, strict=True)
    matrix = csr_matrix((np.ones(len(where)), (lines, columns)), shape=(len(told), len(names)))
    sizes = np.array([len(features(text)) for text, _ in told])
    matrix = diags(1 / np.sqrt(sizes)) @ matrix
    wanted = np.array([TOLD.index(role) for _, role in told])
    at = np.arange(len(told))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, len(TOLD))
        scores = matrix @ weights[:-1] + weights[-1]
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(1, keepdims=True)
        value = -np.log(shares[at, wanted] + 1e-12).sum() + PENALTY * (weights[:-1] ** 2).sum()
        shares[at, wanted] -= 1
        slope = np.vstack([matrix.T @ shares + 2 * PENALTY * weights[:-1], shares.sum(0)])
        return value, slope.ravel()

    start = np.zeros((len(names) + 1) * len(TOLD))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return names, found.reshape(-1, len(TOLD))


def predict(text: str, trained: Weights) -> str:
    """What a section tells, by the weights alone."""
    names, weights = trained
    sums = np.zeros(len(TOLD))
    for each in parts(text):
        own = features(each)
        known = [names[f] for f in own if f in names]
        scores = weights[known].sum(0) / np.sqrt(len(own)) + weights[-1]
        sums += scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())
    return TOLD[int(sums.argmax())]


def write(names: dict[str, int], weights: np.ndarray) -> int:
    """The table: a feature a line, weights in hundredths; how many are kept."""
    lines = ["\t".join(["", *(f"{value * 100:.0f}" for value in weights[-1])])]
    for name, at in names.items():
        if name.isspace() or "\n" in name or "\t" in name or np.abs(weights[at]).max() < LEAST:
            continue
        lines.append("\t".join([name, *(f"{value * 100:.0f}" for value in weights[at])]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines) - 1


if __name__ == "__main__":
    main()
