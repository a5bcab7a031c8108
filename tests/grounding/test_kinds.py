"""Signs, names in a series, ranges and bases told wrongly, and the same rightly in other words."""

from pathlib import Path

import pytest

from drafter.document import Fact, Facts
from drafter.document import genre as genres
from drafter.drafting.gate import refusal

LINES = (Path(__file__).parent / "kinds.txt").read_text("utf-8").splitlines()
NUMBERS = {
    "a": 27, "b": 41, "c": 63, "d": 22, "n": 346, "m": 13, "k": 466, "l": 576, "x": "4.3",
}  # fmt: skip
ROWS = [
    [each.format(**NUMBERS) for each in line.split("\t")]
    for line in LINES
    if line and not line.startswith("#")
]
UNREAD = "HPV"  # 2价HPV疫苗: the figure of a name that is told in front of it is not recognised


def answer(said, fact):
    """Why the gate refuses a sentence about a fact, "" where it lets it through."""
    known = Fact("F1", fact, role="duty")
    facts = Facts((known,), year=2024)
    return refusal(f"{said}。", (known,), facts, genres.load("shuzhi"), kind="sentence")


@pytest.mark.parametrize(
    ("fact", "was", "now"), [row[1:4] for row in ROWS], ids=[f"{row[0]} {row[3]}" for row in ROWS]
)
def test_what_is_told_wrongly_is_refused(fact, was, now):
    """One place of the fact is another, and every digit may still be right."""
    assert was in fact
    assert answer(fact.replace(was, now), fact)


@pytest.mark.parametrize(
    ("fact", "right"),
    [(row[1], row[4]) for row in ROWS if UNREAD not in row[1]],
    ids=[row[4] for row in ROWS if UNREAD not in row[1]],
)
def test_the_same_in_other_words_passes(fact, right):
    """What the fact says, said otherwise."""
    assert answer(right, fact) == ""
