"""What words all posts have in common: writes drafter/duties/background.json.

    python training/background.py

How often each feature stands in the examples of all duties; those that stand in fewer than
`LEAST` are left out. And which of the duties that all posts share a post has among its own: those
whose examples sound like its own duties. Counted once here, since a draft needs the examples of
one post only.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from drafter.drafting.phrases import duties

LEAST = 3  # examples
OWN = 0.2  # mean likeness of the examples of a shared duty to a post's own, from which it has it
TABLE = Path(__file__).parents[1] / "drafter" / "duties" / duties.BACKGROUND


def table() -> str:
    """The file as it should be."""
    found = duties.count_background()
    counts = {feature: count for feature, count in sorted(found.items()) if count >= LEAST}
    own = {each.id: [*_own(each)] for each in duties.load().values() if each.posts}
    told = {"features": found.total(), "counts": counts, "own": own}
    return json.dumps(told, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _own(office: duties.Office) -> Iterator[str]:
    """The leads of the shared duties that a post has among its own."""
    for duty in duties.shared().duties:
        if office.fits(duty.facts.strip().split("\n")) >= OWN:
            yield duty.lead


if __name__ == "__main__":
    for _ in range(2):  # what a post has among its own is told by the counts just written
        TABLE.write_text(table(), "utf-8")
        duties.forget()
