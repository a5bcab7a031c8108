"""Bullets to the part of a report they belong to: trains the table that `place` reads.

    python training/placing.py            leave one file out, print how right the plans are placed
    python training/placing.py --write    train on all of it, write drafter/data/placing.tsv

The rows of `training/data` say of some 5,000 bullets whether they tell of political work, duties,
the team, integrity, last year's feedback, a shortcoming or a measure. A softmax regression over
characters and pairs of characters learns the difference; weights that hardly matter are dropped.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from drafter.drafting.steps.place import PLACES, features

DATA = Path(__file__).parent / "data"
TABLE = Path(__file__).parent.parent / "drafter" / "data" / "placing.tsv"
SECTIONS = {"政治建设": "politics", "履职情况": "duty", "队伍作风": "team", "廉洁自律": "integrity"}
PENALTY = 0.3  # on squared weights
LEAST = 0.12  # of a weight, below which it is dropped
Row = tuple[str, str, str]  # bullet, place, task


def main() -> None:
    """Cross-check, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = sorted(DATA.glob("*.jsonl"))
    if options.write:
        names, weights = train([row for path in files for row in rows(path)])
        kept = write(names, weights)
        sys.stdout.write(f"{kept} of {len(names)} features in {TABLE}\n")
        return
    right = told = 0
    for held_out in files:
        plans = [row for row in rows(held_out) if row[2] == "plan"]
        if not plans:
            continue
        names, weights = train([r for path in files if path != held_out for r in rows(path)])
        hits = sum(predict(text, names, weights) == place for text, place, _ in plans)
        right, told = right + hits, told + len(plans)
        sys.stdout.write(f"{held_out.name}: {hits}/{len(plans)}\n")
    sys.stdout.write(f"alone, without topics and rules: {right}/{told} = {right / told:.3f}\n")


def rows(path: Path) -> Iterator[Row]:
    """The bullets of a file, each with its place and what it was written for."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        task = row["task"]
        yield from ((text, place, task) for text, place in _placed(row, task) if place)


def _placed(row: dict, task: str) -> Iterator[tuple[str, str]]:  # noqa: C901 - one for each task
    if task == "point":
        yield from ((fact, SECTIONS.get(row["section"], "")) for fact in row["facts"])
    elif task == "pair":
        yield row["shortcoming"], "shortcoming"
        yield row["given"], "measure" if row["given"] else ""
    elif task == "headings":
        for section, facts in row["sections"].items():
            yield from ((fact, SECTIONS[section]) for fact in facts)
    elif task == "feedback":
        yield row["bullets"][0], "feedback"
    elif task == "plan":
        facts = dict(enumerate(row["facts"], 1))
        for group in row["groups"]:
            yield from ((facts[at], SECTIONS[group["section"]]) for at in group["facts"])
        yield from ((facts[at], "feedback") for at in row["feedback"])
        for pair in row["pairs"]:
            yield from ((facts[at], "shortcoming") for at in pair["shortcoming"])
            yield from ((facts[at], "measure") for at in pair["measures"])


def train(told: Sequence[Row]) -> tuple[dict[str, int], np.ndarray]:
    """Features that stand twice or more, a row of weights for each; the last row is the bias."""
    counts = Counter(feature for text, _, _ in told for feature in features(text))
    names = {f: at for at, f in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    where = [(at, names[f]) for at, row in enumerate(told) for f in features(row[0]) if f in names]
    lines, columns = zip(*where, strict=True)
    matrix = csr_matrix((np.ones(len(where)), (lines, columns)), shape=(len(told), len(names)))
    sizes = np.array([max(1, len(features(text))) for text, _, _ in told])
    matrix = diags(1 / np.sqrt(sizes)) @ matrix
    wanted = np.array([PLACES.index(place) for _, place, _ in told])
    at = np.arange(len(told))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, len(PLACES))
        scores = matrix @ weights[:-1] + weights[-1]
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(1, keepdims=True)
        value = -np.log(shares[at, wanted] + 1e-12).sum() + PENALTY * (weights[:-1] ** 2).sum()
        shares[at, wanted] -= 1
        slope = np.vstack([matrix.T @ shares + 2 * PENALTY * weights[:-1], shares.sum(0)])
        return value, slope.ravel()

    start = np.zeros((len(names) + 1) * len(PLACES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return names, found.reshape(-1, len(PLACES))


def predict(text: str, names: dict[str, int], weights: np.ndarray) -> str:
    """The place of a bullet by the weights alone."""
    own = features(text)
    known = [names[f] for f in own if f in names]
    scores = weights[known].sum(0) / np.sqrt(max(1, len(own))) + weights[-1]
    return PLACES[int(scores.argmax())]


def write(names: dict[str, int], weights: np.ndarray) -> int:
    """The table: a feature a line, weights in hundredths; how many are kept."""
    lines = ["\t".join(["", *(f"{value * 100:.0f}" for value in weights[-1])])]
    for name, at in names.items():
        if np.abs(weights[at]).max() >= LEAST:
            lines.append("\t".join([name, *(f"{value * 100:.0f}" for value in weights[at])]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines) - 1


if __name__ == "__main__":
    main()
