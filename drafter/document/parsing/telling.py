"""What the sentences below a heading tell together: what is lacking, what will be done, or neither.

No list knows all words in which people own up to something. `data/telling.tsv` holds how much each
character and pair of characters speaks for either; the sentences below a heading are asked
together, so that single ones may be misread. `training/telling.py` makes the table.
"""

import re
from functools import cache

from drafter.document import Role
from drafter.softmax import Weights, log_shares, weights_in
from drafter.text import HAN, sentences

TOLD = (str(Role.SHORTCOMING), str(Role.MEASURE), "")
_MOST = 120  # characters of a sentence
_READ = 16  # sentences that are asked
_FAR = -14.0  # the least that a sentence speaks for a role
_LEAST = 4  # characters of a sentence that tells something
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENUMERATOR = re.compile(
    rf"\s*(?:[{HAN}]{{1,2}}[、是]+|[（(]?[{HAN}\d]{{1,2}}[）).．、]+|[①-⑩]|第[{HAN}]，)\s*"
)


def parts(text: str) -> list[str]:
    """The sentences of a text and what stands between their ；, without enumerators.

    >>> parts("一是读书少；下村少。二是性子急，爱批评人。")
    ['下村少。', '性子急，爱批评人。']
    """
    told = [each for start, end in sentences(text) for each in re.split("[；;]", text[start:end])]
    bare = [_ENUMERATOR.sub("", each, count=1).strip() for each in told]
    return [each for each in bare if len(each) >= _LEAST]


def features(told: str) -> set[str]:
    """Its characters and pairs of characters; any number is 0."""
    text = "^" + _NUMBER.sub("0", told[:_MOST])
    return {*text, *(text[at : at + 2] for at in range(len(text) - 1))}


def told(text: str) -> str:
    """The role of what is told, "" for neither shortcomings nor measures.

    >>> told("给他俩各找一个师傅，半年后考一次手艺。每周三固定下乡，回来写一页纸。")
    'measure'
    """
    asked = [shares(each) for each in parts(text)[:_READ]]
    if not asked:
        return ""
    means = [sum(column) for column in zip(*asked, strict=True)]
    return TOLD[means.index(max(means))]


def shares(sentence: str) -> tuple[float, ...]:
    """The logarithm of how likely a sentence tells each."""
    return tuple(max(each, _FAR) for each in log_shares(features(sentence), _weights()))


@cache
def _weights() -> Weights:
    return weights_in("telling.tsv")
