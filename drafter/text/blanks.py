"""Blanks beside figures, letters and marks that part things and are no slip of a typist."""

import re
from collections.abc import Iterator

from drafter.text import Span

# `**` is emphasis only around a phrase between marks; before a unit or a place word it is a mask.
UNIT = "次位％%家倍条个起名批多亿万元人项户亩公里所座台套件篇场期处等县市区镇乡村省局的和及、*"
EMPHASIS = rf"(?:(?<=[是，。；：、！？）\s”])|^)\*\*(?=[^\s{UNIT}])[^*\n]{{1,60}}"
_DATE = r"\d{2,4}[.．/-]\d{1,2}[.．/-]\d{1,2}"
_PARTING = re.compile(
    r"《[^《》\n]{1,40}》"  # 《Swift 进阶》: the title is as its author wrote it
    r"|^[ \t\u3000>]*(?:[*+-][ \t]+)+(?=\S)"  # a bullet
    rf"|(?:(?<![ \t])[ \t]+)?{EMPHASIS}\*\*[ \t]*"
    rf"|^#*[^\n，。；！？]{{1,30}}[ \u3000](?={_DATE}[^\n，。；！？]*$)",  # 十月 18.09.26-18.10.19
    re.MULTILINE,
)
_LIKELY = re.compile(rf"[《*+]|^[ \t>]*-[ \t]|[ \u3000]{_DATE}", re.MULTILINE)


def parting(text: str) -> Iterator[Span]:
    """What has blanks in it that stay: a bullet, a phrase in bold, a title, a heading's date.

    >>> text = "* 读《Swift 进阶》 2本"
    >>> [text[slice(*span)] for span in parting(text)]
    ['* ', '《Swift 进阶》']
    """
    if _LIKELY.search(text):
        for found in _PARTING.finditer(text):
            yield found.span()
