"""How grounding and coverage fare on the labelled sets: `python -m evals.labelled`."""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.grounding import coverage, stance, support

FOLDER = Path(__file__).parent.parent / "tests" / "labelled"
_Z = 1.96  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 95 % interval."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.value
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """Like `21/22 .95 [.78,.99]`.

        >>> str(Share(9, 10))
        '9/10 0.90 [0.60,0.98]'
        """
        low, high = self.interval
        return f"{self.hits}/{self.of} {self.value:.2f} [{low:.2f},{high:.2f}]"


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


def stances(name: str) -> Share:
    """Sentences rightly called supported, empty or invented."""
    words = {"sup": "supported", "empty": "empty", "inv": "invented"}
    cases = rows(name)
    right = sum(stance(c["sentence"], c["bullets"]) == words[c["label"]] for c in cases)
    return Share(right, len(cases))


def report() -> Iterator[str]:
    """One line a set and measure."""
    for name in ("grounding", "own_grounding"):
        found = unsupported(name)
        yield f"{name}: precision {found.precision}, recall {found.recall}"
    for name in ("coverage_bullets", "own_coverage"):
        found = lost(name)
        yield f"{name}: lost facts recall {found.recall}, false {found.false_rate}"
    yield f"support_sentences: three-way {stances('support_sentences')}"
    yield f"support_sentences: wrongly flagged {natural('support_sentences')}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
