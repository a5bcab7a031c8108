"""Numbered lines that were broken in the middle and go on in the lines below them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.figures import figures
from drafter.readers.lines import Line

LEAST = 2  # numbered items that end as sentences do, in a sheet where all of them should
_NUMBERED = frozenset(("number", "bracket", "circle"))
_END = re.compile(r"[。；！？;!?][”）)]?\Z")
_FIGURE = re.compile(r"\d")  # without one a numbered line may be a heading
_OPEN = re.compile(r"[：:，、,]\Z")


def rejoined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each numbered one with what it goes on in.

    Where all numbered items end as sentences do, a line that does not goes on below it, up to
    the end of its sentence. One that ends with a figure and what it counts may be whole, and one
    without figures may be a heading: the lines below them stand by themselves.

    >>> from drafter.readers.lines import line
    >>> rows = ["1.修渠4公里，灌田达到", "2.6万亩。", "2.建站3座。", "3.办班6期。"]
    >>> [each.text for each in rejoined(line(row, "a") for row in rows)]
    ['修渠4公里，灌田达到2.6万亩。', '建站3座。', '办班6期。']
    """
    rows = list(lines)
    numbered = [n for n, row in enumerate(rows) if row.marker in _NUMBERED and not row.level]
    told = [n for n in numbered if _FIGURE.search(rows[n].text)]
    is_ended = len(told) >= LEAST and all(_END.search(rows[_last(rows, n)].text) for n in told)
    at = 0
    while at < len(rows):
        end = _last(rows, at) if is_ended and _is_broken(rows[at]) else at
        yield replace(rows[at], text="".join(row.text for row in rows[at : end + 1]))
        at = end + 1


def _is_broken(this: Line) -> bool:
    text = this.text
    if this.marker not in _NUMBERED or this.level or not _FIGURE.search(text):
        return False
    if _END.search(text) or _OPEN.search(text):
        return False
    return not any(each.span[1] == len(text) and each.unit for each in figures(text))


def _last(rows: list[Line], at: int) -> int:
    """The line that ends the sentence begun in this one; this one where none does."""
    for number in range(at + 1, len(rows)):
        if rows[number].marker or rows[number].level or rows[number].is_empty:
            break
        if _END.search(rows[number].text):
            return number
    return at
