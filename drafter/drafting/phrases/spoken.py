"""How much a text sounds like talk rather than a report, told from its characters and pairs.

The weights (`data/spoken.tsv`) are log odds, counted by `training/wording.py`: facts as people jot
them down, already raised by the rules, against the same facts as good writers tell them.
"""

import re
from functools import cache
from itertools import pairwise

from drafter import resources
from drafter.text import strip_end

SPOKEN = 3.0  # log odds from which a clause is talk: so are 94 of 100 held out, and 17 of 100 texts
_CLAUSE = re.compile("[，；：。]")
_FIGURE = re.compile(r"[\d０-９.,%％*＊]+")
_MARK = re.compile("[，。；：、“”（）《》]")
_HAN = re.compile("[\u4e00-\u9fff]")


def is_spoken(text: str) -> bool:
    """Whether any clause of a text is talk.

    >>> is_spoken("走了1个年轻社工，嫌待遇低"), is_spoken("资助困难学生437人，发放助学金87.4万元")
    (True, False)
    """
    return any(degree(clause) > SPOKEN for clause in _CLAUSE.split(text) if clause)


def degree(text: str) -> float:
    """The log odds of talk against a report, summed over characters and pairs of them."""
    weights = _weights()
    return sum(weights.get(gram, 0.0) for gram in grams(text))


def grams(text: str) -> list[str]:
    """Its characters and pairs of neighbours; a figure is one of them, whatever it says.

    >>> grams("修路3条。")
    ['^修', '修路', '路0', '0条', '条$', '修', '路', '条']
    """
    plain = _MARK.sub("|", _FIGURE.sub("0", strip_end(text)))
    return [a + b for a, b in pairwise(f"^{plain}$")] + _HAN.findall(plain)


@cache
def _weights() -> dict[str, float]:
    rows = (row.rpartition("\t") for row in resources.text("spoken.tsv").splitlines())
    return {gram: float(weight) for gram, _, weight in rows if gram and gram[0] != "#"}
