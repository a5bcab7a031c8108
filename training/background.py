"""What words all posts have in common: writes drafter/duties/background.json.

    python training/background.py

How often each feature stands in the examples of all duties; those that stand in fewer than
`LEAST` are left out. Counted once here, since a draft needs the examples of one post only.
"""

import json
from pathlib import Path

from drafter.drafting.phrases import duties

LEAST = 3  # examples
TABLE = Path(__file__).parents[1] / "drafter" / "duties" / duties.BACKGROUND


def table() -> str:
    """The file as it should be."""
    found = duties.count_background()
    counts = {feature: count for feature, count in sorted(found.items()) if count >= LEAST}
    told = {"features": found.total(), "counts": counts}
    return json.dumps(told, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
