"""What the gate catches of planted faults, by kind: python benchmarks/gate_catches.py [--set NAME].

The plants stand in `tests/grounding/planted.jsonl`, one a line: the facts, a text that changes,
loses or invents something, and what it is. Rules were made while looking at `tuned`.
Each other set was written or opened after the rules of its day, and counted once before they grew.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from drafter.document import Fact, Facts
from drafter.document import genre as genres
from drafter.drafting.gate import refusal
from evals.intervals import wilson

PLANTED = Path(__file__).parent.parent / "tests" / "grounding" / "planted.jsonl"


def main(arguments: Sequence[str]) -> int:
    """Print what is caught of each kind, and each plant that is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="tuned", help="tuned, blind, fresh, unseen or last")
    options = parser.parse_args(arguments)
    wanted = options.set
    rows = [json.loads(line) for line in PLANTED.read_text("utf-8").splitlines()]
    planted, caught = Counter[str](), Counter[str]()
    for row in rows:
        if row["set"] == wanted:
            planted[row["kind"]] += 1
            if answer(row):
                caught[row["kind"]] += 1
            else:
                facts = " / ".join(row["facts"])
                sys.stdout.write(f"missed\t{row['kind']}\t{facts}\t{row['text']}\n")
    for kind, count in [*planted.items(), ("all", planted.total())]:
        found = caught.total() if kind == "all" else caught[kind]
        low, high = wilson(found, count)
        sys.stdout.write(f"{kind}: {found}/{count} {found / count:.2f} [{low:.2f}, {high:.2f}]\n")
    return 0


def answer(row: dict[str, object]) -> str:
    """Why the gate refuses a plant, "" when it lets it through."""
    items = tuple(Fact(f"F{at}", text) for at, text in enumerate(row["facts"], 1))  # type: ignore[arg-type, var-annotated]
    facts = Facts(items, year=2024)
    return refusal(str(row["text"]), items, facts, genres.load("shuzhi"), kind=str(row["asked"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
