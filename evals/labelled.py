"""How grounding, coverage and pairing fare on the labelled sets: `python -m evals labelled`."""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.grounding import coverage, stance, support
from evals import labelled_pairing
from evals.intervals import wilson

FOLDER = Path(__file__).parent / "labels"
DERIVED = ("own_derived", "own_derived_2", "own_derived_3")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many cases."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else math.nan

    def __str__(self) -> str:
        """With its interval of 95 %.

        >>> str(Share(9, 10))
        '9/10 0.90 [0.60, 0.98]'
        """
        low, high = wilson(self.hits, self.of)
        return f"{self.hits}/{self.of} {self.value:.2f} [{low:.2f}, {high:.2f}]"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was flagged, case by case, against what should have been."""

    flags: tuple[bool, ...]
    truths: tuple[bool, ...]

    @property
    def precision(self) -> Share:
        hits = sum(f and t for f, t in zip(self.flags, self.truths, strict=True))
        return Share(hits, sum(self.flags))

    @property
    def recall(self) -> Share:
        hits = sum(f and t for f, t in zip(self.flags, self.truths, strict=True))
        return Share(hits, sum(self.truths))

    @property
    def false_rate(self) -> Share:
        wrong = sum(f and not t for f, t in zip(self.flags, self.truths, strict=True))
        return Share(wrong, len(self.truths) - sum(self.truths))


def rows(name: str) -> list[dict[str, Any]]:
    """The cases of a labelled set."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def unsupported(name: str) -> Verdicts:
    """Sentences with something no bullet carries: flagged when `support` finds anything."""
    cases = rows(name)
    flags = tuple(bool(support(case["output"], case["bullets"])) for case in cases)
    return Verdicts(flags, tuple(bool(case["bad"]) for case in cases))


def lost(name: str) -> Verdicts:
    """Bullets that are not told in full: flagged when partial or missing; doubt is no flag."""
    cases = rows(name)
    states = (coverage(case["bullet"], case["output"]).state for case in cases)
    flags = tuple(state in ("partial", "missing") for state in states)
    return Verdicts(flags, tuple(case["label"] != "full" for case in cases))


def natural(name: str) -> Share:
    """Sentences that invent nothing and are flagged all the same."""
    cases = [case for case in rows(name) if case["label"] != "inv"]
    flagged = sum(bool(support(case["sentence"], case["bullets"])) for case in cases)
    return Share(flagged, len(cases))


def worked_out(name: str) -> Verdicts:
    """Figures that two of a fact happen to give: an error where nothing was worked out."""
    cases = rows(name)
    found = (support(case["output"], case["bullets"]) for case in cases)
    flags = tuple(any(each.certain for each in case) for case in found)
    return Verdicts(flags, tuple(bool(case["bad"]) for case in cases))


def stances(name: str) -> Share:
    """Sentences rightly called supported, empty or invented."""
    words = {"sup": "supported", "empty": "empty", "inv": "invented"}
    cases = rows(name)
    right = sum(stance(c["sentence"], c["bullets"]) == words[c["label"]] for c in cases)
    return Share(right, len(cases))


def report() -> Iterator[tuple[str, str, Share]]:
    """Set, measure and share, a row each."""
    for name in ("grounding", "own_grounding"):
        found = unsupported(name)
        yield name, "unsupported: flags that are right", found.precision
        yield name, "unsupported: found", found.recall
    for name in DERIVED:
        tally = worked_out(name)
        yield name, "wrong though two figures of the fact give it: an error", tally.recall
        yield name, "rightly worked out: called an error", tally.false_rate
    for name in ("coverage_bullets", "own_coverage"):
        gone = lost(name)
        yield name, "lost facts: found", gone.recall
        yield name, "lost facts: tally ones called lost", gone.false_rate
    yield "support_sentences", "supported, empty or invented: right", stances("support_sentences")
    yield "support_sentences", "true sentences flagged", natural("support_sentences")
    for row in labelled_pairing.rows():
        name, _, measure = row.name.partition(": ")
        yield name, f"pairs: {measure}", Share(row.right, row.of)


def main(arguments: list[str]) -> int:
    """Print the table; no arguments."""
    del arguments
    sys.stdout.write("| Set | Measure | Share and 95 % interval |\n|---|---|---|\n")
    sys.stdout.writelines(f"| `{name}` | {what} | {share} |\n" for name, what, share in report())
    return 0
