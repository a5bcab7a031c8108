"""What a small model may add to facts and leave out of them: what good writers do, and no more.

It cannot be relied on to know which word may change: 立案 becomes 侦破, 城市体检 is left out, and
every figure is there. Measured against `data/wording.toml`, made from written examples by
`training/wording.py`, a change of words that good writers do not make is seen, whatever it means.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from drafter import resources
from drafter.drafting.register import raised
from drafter.figures import figures
from drafter.text import OPEN_PLACE

_HAN = re.compile("[\u4e00-\u9fff]")


def added(text: str, facts: Sequence[str], *, known: str | None = None) -> str:
    """Characters of a text that no fact has, nor any fact raised, and good writers do not add.

    Args:
        text: the model's.
        facts: those it tells.
        known: characters that may be added; those of the table where None.

    >>> added("侦破刑事案件1126起。", ["刑事案件立案1126起"]), added("新建学校。", ["建学校"])
    ('', '')
    """
    theirs = set().union(*(_han(fact) | _han(raised(fact)) for fact in facts)) if facts else set()
    may = _table()["added"] if known is None else known
    return "".join(sorted(_han(OPEN_PLACE.sub("", text)) - theirs - set(may)))


def dropped(fact: str, text: str, *, known: str | None = None) -> str:
    """Characters of a fact that a text has not, and good writers do not leave out.

    Its figures are compared as figures, by whoever asks: 四百多人 is 400余人.

    >>> dropped("刑事案件立案1126起", "侦破刑事案件1126起。"), dropped("修了3条路", "修建道路3条。")
    ('立', '')
    """
    own = _han(_wordy(fact)) & _han(raised(fact))
    may = _table()["dropped"] if known is None else known
    return "".join(sorted(own - _han(text) - set(may)))


def _wordy(fact: str) -> str:
    """A fact without its figures."""
    for each in reversed(figures(fact)):
        start, end = each.span
        fact = fact[:start] + fact[end:]
    return fact


def _han(text: str) -> set[str]:
    return set(_HAN.findall(text))


@cache
def _table() -> dict[str, str]:
    source = resources.text("wording.toml")
    return tomllib.loads(source)
