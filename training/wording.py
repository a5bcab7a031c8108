"""What good writers change in facts: writes drafter/data/wording.toml and spoken.tsv.

    python training/wording.py

Of every pair of facts and text that is learned, the characters that the text has and the facts
have not, raised or as they were jotted down, and those that the facts have and the text has not.
A character that two pairs or more add, or drop, may be added or dropped by a small model; any
other change of words is the model's own, and the facts' own words stand instead.

Counted too is how often each character and pair of characters stands in raised facts, and how
often in texts: the log of the odds is how much it sounds like talk.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from questions import is_held_out, rows

from drafter.drafting.phrases.spoken import grams
from drafter.drafting.phrases.wording import added, dropped
from drafter.drafting.register import raised

DATA = Path(__file__).parent.parent / "drafter" / "data"
LEAST = 2  # pairs, or times that a pair of characters is seen
SMOOTH = 0.5  # added to each count


def main() -> None:
    """Count and write."""
    adding, dropping = Counter[str](), Counter[str]()
    jotted, written = Counter[str](), Counter[str]()
    for facts, text in pairs():
        written.update(grams(text))
        for fact in facts:
            jotted.update(grams(raised(fact)))
        adding.update(added(text, facts, known=""))
        for fact in facts:
            dropping.update(dropped(fact, text, known=""))
    lines = [
        "# Characters that good writers add to facts, and those that they leave out.",
        "# Made by training/wording.py from the rows that the embedded model learns.",
        f'added = "{_often(adding)}"',
        f'dropped = "{_often(dropping)}"',
    ]
    (DATA / "wording.toml").write_text("\n".join(lines) + "\n", "utf-8")
    lines = [
        "# Log odds of characters and pairs of characters: raised facts against good texts.",
        "# Made by training/wording.py from the rows that the embedded model learns.",
        *(f"{gram}\t{weight:.2f}" for gram, weight in _odds(jotted, written)),
    ]
    (DATA / "spoken.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def _odds(jotted: Counter[str], written: Counter[str]) -> Iterator[tuple[str, float]]:
    """The log odds of every gram seen often enough, those of the rest being nothing."""
    known = sorted(jotted.keys() | written.keys())
    low = jotted.total() + SMOOTH * len(known)
    high = written.total() + SMOOTH * len(known)
    for gram in known:
        if jotted[gram] + written[gram] >= LEAST:
            odds = (jotted[gram] + SMOOTH) / low / ((written[gram] + SMOOTH) / high)
            yield gram, math.log(odds)


def pairs() -> Iterator[tuple[list[str], str]]:
    """Facts, and the text that tells them."""
    for row in rows():
        if is_held_out(row):
            continue
        if row["task"] == "point":
            yield row["facts"], row["text"]
        elif row["task"] == "feedback":
            yield row["bullets"], row["text"]
        elif row["task"] == "reword":
            yield [row["fact"]], row["text"]
        elif row["task"] == "pair":
            yield [row["shortcoming"]], row["admission"]
            if row["given"]:
                yield [row["given"], row["shortcoming"]], row["admission"] + row["measure"]


def _often(counts: Counter[str]) -> str:
    return "".join(sorted(char for char, count in counts.items() if count >= LEAST))


if __name__ == "__main__":
    main()
