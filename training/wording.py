"""What good writers add to facts and what they leave out: writes drafter/data/wording.toml.

    python training/wording.py

Of every pair of facts and text that is learned, the characters that the text has and the facts
have not, raised or as they were jotted down, and those that the facts have and the text has not.
A character that two pairs or more add, or drop, may be added or dropped by a small model; any
other change of words is the model's own, and the facts' own words stand instead.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from questions import is_held_out, rows

from drafter.drafting.phrases.wording import added, dropped

TABLE = Path(__file__).parent.parent / "drafter" / "data" / "wording.toml"
LEAST = 2  # pairs


def main() -> None:
    """Count and write."""
    adding, dropping = Counter[str](), Counter[str]()
    for facts, text in pairs():
        adding.update(added(text, facts, known=""))
        for fact in facts:
            dropping.update(dropped(fact, text, known=""))
    lines = [
        "# Characters that good writers add to facts, and those that they leave out.",
        "# Made by training/wording.py from the rows that the embedded model learns.",
        f'added = "{_often(adding)}"',
        f'dropped = "{_often(dropping)}"',
    ]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def pairs() -> Iterator[tuple[list[str], str]]:
    """Facts, and the text that tells them."""
    for row in rows():
        if is_held_out(row):
            continue
        if row["task"] == "point":
            yield row["facts"], row["text"]
        elif row["task"] == "feedback":
            yield row["bullets"], row["text"]
        elif row["task"] == "pair":
            yield [row["shortcoming"]], row["admission"]
            if row["given"]:
                yield [row["given"], row["shortcoming"]], row["admission"] + row["measure"]


def _often(counts: Counter[str]) -> str:
    return "".join(sorted(char for char, count in counts.items() if count >= LEAST))


if __name__ == "__main__":
    main()
