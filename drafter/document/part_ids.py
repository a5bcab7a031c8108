"""Names of a plan's parts: what a sentence belongs to, the same as long as its facts are.

A point is named by its facts in whatever order, so that a part that is moved, or put together
again after a split, is known again.

>>> point(["F2", "F1"]), shortcoming(["F8"]), measure(["F8"], ["F10"])
('point:F1+F2', 'shortcoming:F8', 'measure:F8>F10')
"""

import re
from collections.abc import Iterable

PREAMBLE = "preamble"


def point(facts: Iterable[str]) -> str:
    """The name of a point with these facts."""
    return f"point:{_joined(facts)}"


def feedback(facts: Iterable[str]) -> str:
    """The name of the answer to last year's feedback."""
    return f"feedback:{_joined(facts)}"


def shortcoming(facts: Iterable[str]) -> str:
    """The name of an admission."""
    return f"shortcoming:{_joined(facts)}"


def measure(shortcoming: Iterable[str], facts: Iterable[str]) -> str:
    """The name of what answers an admission."""
    return f"measure:{_joined(shortcoming)}>{_joined(facts)}"


def _joined(facts: Iterable[str]) -> str:
    return "+".join(sorted(facts, key=_number))


def _number(id: str) -> tuple[int, str]:
    """F9 before F10."""
    digits = re.sub(r"\D", "", id)
    return int(digits or 0), id
