"""What a line or a heading of a sheet sounds like: one of seven places, or no fact at all.

A softmax over characters, pairs of characters and how clauses begin and end; its weights are data
(`data/placing.tsv`), learned by `training/placing.py` from lines as people write them.
"""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from drafter.softmax import Weights, log_shares, weights_in

PLACES = ("politics", "duty", "team", "integrity", "feedback", "shortcoming", "measure")
NONE = "none"  # what belongs nowhere: greetings, notes to whoever writes, shopping
KINDS = (*PLACES, NONE)
HEADING = "§"  # before each feature of a heading
STEP, MOST_STEPS = 4, 8  # characters by which lengths are told apart, and up to how many times
_FIGURE = re.compile(
    r"[\d.,％%*＊×]+(?:[:：]\d(?!\d))?|[百千]分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十百千万零两]{2,}"
)
_CLAUSE = re.compile(r"[^，。；！？、：,;!?:]+")
_ENOUGH = 4096  # lines remembered


def features(text: str, *, is_heading: bool = False) -> frozenset[str]:
    """Characters, their pairs, how the text and its clauses begin and end; figures are all alike.

    >>> sorted(features("修路3条"))[:4]
    ['#1', '$0条', '0', '0条']
    """
    plain = "".join(_FIGURE.sub("0", text).split())
    told = {*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))}
    told |= {f"^{plain[:1]}", f"^{plain[:2]}", f"${plain[-2:]}"}
    told.add(f"#{min(MOST_STEPS, len(plain) // STEP)}")
    if "0" not in plain:
        told.add("#")
    for clause in _CLAUSE.findall(plain):
        told |= {f"<{clause[:2]}", f"{clause[-2:]}>"}
    return (
        frozenset({HEADING, *(HEADING + each for each in told)}) if is_heading else frozenset(told)
    )


@lru_cache(maxsize=_ENOUGH)
def likeness(text: str, *, is_heading: bool = False) -> Mapping[str, float]:
    """The logarithm of the share that each kind has, the shares of all kinds being one.

    >>> told = likeness("调研走访少，偏远的村一年没去过")
    >>> max(told, key=told.get)
    'shortcoming'
    """
    own = features(text, is_heading=is_heading)
    return dict(zip(KINDS, log_shares(own, _weights()), strict=True))


def is_like_none(text: str) -> float:
    """How much more a line sounds like no fact than like one, in logarithms; 0 is even."""
    told = likeness(text)
    return told[NONE] - math.log1p(-min(math.exp(told[NONE]), 1 - 1e-9))


@cache
def _weights() -> Weights:
    return weights_in("placing.tsv")
