"""How much a bullet sounds like each part of a report: a table learned from examples. Pure."""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from drafter import resources

PLACES = ("politics", "duty", "team", "integrity", "feedback", "shortcoming", "measure")
_FIGURE = re.compile(r"[\d.,％%*＊]+")
_ENOUGH = 4096  # bullets remembered


def features(text: str) -> frozenset[str]:
    """The characters of a bullet, their pairs, how it begins and ends; figures are all alike.

    >>> sorted(features("修路3条"))[:4]
    ['$0条', '0', '0条', '^修路']
    """
    plain = "".join(_FIGURE.sub("0", text).split())
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    return frozenset({*plain, *pairs, f"^{plain[:2]}", f"${plain[-2:]}"})


@lru_cache(maxsize=_ENOUGH)
def sounds(text: str) -> Mapping[str, float]:
    """A score for each part; the highest is what the bullet sounds like most.

    >>> told = sounds("调研走访少，偏远的村一年没去过")
    >>> max(told, key=told.get)
    'shortcoming'
    """
    table = _table()
    own = features(text)
    rows = [table[feature] for feature in own if feature in table]
    size = math.sqrt(max(1, len(own)))
    return {
        place: table[""][at] + math.fsum(row[at] for row in rows) / size
        for at, place in enumerate(PLACES)
    }


@cache
def _table() -> dict[str, tuple[float, ...]]:
    """Weights by feature; `training/placing.py` makes the table."""
    source = resources.text("placing.tsv")
    rows = (line.split("\t") for line in source.split("\n") if line)
    return {name: tuple(int(value) / 100 for value in values) for name, *values in rows}
