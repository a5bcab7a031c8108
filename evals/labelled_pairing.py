"""How often the labelled pairings are judged as their labels say.

A fault is a shortcoming whose own measure does not address it; it is caught when the pair is
called unrelated. Bait (the shortcoming's words, another action) is counted by itself.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.pairing import Fit, pair, related

LABELLED = Path(__file__).parent / "labels"
TUNED = ("pairing_reports", "pairing_variants", "own_pairing")  # looked at while words were added
# each measured once before it was looked at; the last was not looked at since
LATER = ("own_pairing_2", "own_pairing_3", "own_pairing_4", "own_pairing_5", "own_pairing_6")
REPORTS = (*TUNED, *LATER)


@dataclass(frozen=True, slots=True)
class PairingTally:
    """A share: so many right of so many."""

    name: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report's two lists and which shortcoming each measure addresses."""

    kind: str
    shortcomings: tuple[str, ...]
    measures: tuple[str, ...]
    addresses: tuple[int | None, ...]

    def is_fault(self, i: int) -> bool:
        """Shortcoming `i` is not addressed by the measure in its place, or by none."""
        if len(self.shortcomings) == len(self.measures):
            return self.addresses[i] != i
        return i not in self.addresses


def rows() -> list[PairingTally]:
    """The shares over all labelled sets."""
    found = [row for name in REPORTS for row in over_reports(name, tuple(reports(name)))]
    return [*found, *over_cells("pairing_cells"), *over_cells("pairing_bait")]


def reports(name: str) -> Iterator[Labelled]:
    """The labelled reports of one file."""
    for item in _items(name):
        if "S" in item:
            yield Labelled(item["type"], tuple(item["S"]), tuple(item["M"]), tuple(item["addr"]))
        else:
            measures = item["measures"]
            yield Labelled(
                item["kind"],
                tuple(item["shortcomings"]),
                tuple(measure["text"] for measure in measures),
                tuple(measure["addresses"] for measure in measures),
            )


def over_reports(name: str, reports: Sequence[Labelled]) -> Iterator[PairingTally]:
    """Faults caught, flags that are right, good pairs flagged, assignments found."""
    seen: Counter[str] = Counter()
    for report in reports:
        found = pair(report.shortcomings, report.measures)
        for p in found.pairs:
            flagged, fault = p.state is Fit.UNRELATED, report.is_fault(p.shortcoming)
            bait = fault and report.kind == "bait"
            kind = "bait" if bait else "fault" if fault else "good"
            seen.update([kind, *([f"{kind} flagged"] if flagged else [])])
            seen["bait doubted"] += bait and p.state is not Fit.OK
        for j, i in enumerate(report.addresses):
            if i is not None:
                seen["matched"] += 1
                seen["assigned"] += found.assignment[i] == j
    flags = seen["fault flagged"] + seen["good flagged"]
    yield PairingTally(f"{name}: faults caught", seen["fault flagged"], seen["fault"])
    yield PairingTally(f"{name}: flags that are right", seen["fault flagged"], flags)
    yield PairingTally(f"{name}: good pairs flagged", seen["good flagged"], seen["good"])
    yield PairingTally(
        f"{name}: measures assigned to their shortcoming", seen["assigned"], seen["matched"]
    )
    if seen["bait"]:
        yield PairingTally(f"{name}: bait doubted", seen["bait doubted"], seen["bait"])


def over_cells(name: str) -> Iterator[PairingTally]:
    """How single pairs are judged, by their kind."""
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for item in _items(name):
        seen[item["kind"]] += 1
        held[item["kind"]] += related(item["shortcoming"], item["measure"]) is Fit.OK
    for kind, total in seen.items():
        good = kind == "match"
        right = held[kind] if good else total - held[kind]
        yield PairingTally(
            f"{name}: {kind} {'held' if good else 'doubted or flagged'}", right, total
        )


def _items(name: str) -> Iterator[dict[str, Any]]:
    """The objects of one file of JSON lines."""
    for line in (LABELLED / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)
