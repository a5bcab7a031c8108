"""The judgements that travel with the package: pairs, who wrote them, what readers chose."""

from functools import cache
from pathlib import Path

from drafter import resources
from evals.panel.choices import ReaderChoice, read_choices
from evals.panel.pairs import ReportPair, Writers, read_pairs, read_writers

HELD_OUT = frozenset(
    {"congress-2023", "finance-2025", "hospital-2023", "market-2025", "police-2023", "street-2022"}
)


def folder() -> Path:
    """The folder with what readers were shown and chose."""
    return Path(str(resources.folder("evals"))) / "judgements"


@cache
def pairs() -> tuple[ReportPair, ...]:
    """Every pair of reports."""
    return read_pairs(folder() / "pairs.jsonl")


@cache
def writers() -> dict[str, Writers]:
    """Who wrote which, by the number of the pair."""
    return read_writers(folder() / "writers.jsonl")


@cache
def choices() -> tuple[ReaderChoice, ...]:
    """What readers chose."""
    return read_choices(folder() / "choices.csv")


def is_held_out(pair: ReportPair) -> bool:
    """Half of the judgements, told by their sheets: nothing is ever learned from these."""
    return pair.sheet in HELD_OUT
