"""Lines of coloured pieces, and how they break: by the width of their characters, as Chinese does.

Not rich's own text: its console takes 60 ms to import, and here nothing may come before the
first key. What it knows about the widths of characters is used.
"""

import os
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

from drafter.console.wide import harmless

CODES = {
    "": "",
    "title": "1",
    "head": "1;36",
    "key": "1;36",
    "dim": "2",
    "good": "32",
    "bad": "31",
    "warn": "33",
    "advice": "36",
    "locked": "4",
    "new": "1;32",
    "old": "9;31",
    "rule": "2;36",
}
NOT_FIRST = "，。；：、！？）〕】》”’」』,.;:!?)]}%％℃"  # no line begins with one
NOT_LAST = "（〔【《“‘「『([{"  # no line ends with one
UNBROKEN = frozenset(string.ascii_letters + string.digits + ".-_%/")  # figures and words
LEAST = 4  # columns that a text needs at least


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and what it is: a key of `CODES`."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


def line(*texts: str | Piece) -> Line:
    """A line of pieces; a bare text has no style."""
    return tuple(each if isinstance(each, Piece) else Piece(each) for each in texts)


def plain(row: Line) -> str:
    """A row's text without its styles."""
    return "".join(piece.text for piece in row)


def cells(row: Line | str) -> int:
    """How many columns of the terminal a row takes.

    >>> cells("要点F1")
    6
    """
    return cell_len(row if isinstance(row, str) else plain(row))


def has_colours(stream: TextIO) -> bool:
    """Whether colours may be sent there."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "") == "dumb":
        return False
    return stream.isatty()


def painted(row: Line, *, colours: bool) -> str:
    r"""A row with the codes of its styles, as the terminal is sent it.

    >>> painted(line("共", Piece("3", "good")), colours=True)
    '共\x1b[32m3\x1b[0m'
    """
    if not colours:
        return harmless(plain(row))
    told = ((CODES[piece.style], harmless(piece.text)) for piece in row)
    return "".join(f"\x1b[{code}m{text}\x1b[0m" if code else text for code, text in told if text)


def wrapped(row: Line, width: int, *, indent: int = 0) -> list[Line]:
    """The line in rows of at most `width` columns, the later ones indented.

    >>> [plain(row) for row in wrapped(line("修了3条通村公路，共12公里"), 18)]
    ['修了3条通村公路，', '共12公里']
    """
    rows: list[Line] = []
    rest = row
    while cells(rest) > (room := max(LEAST, width - (indent if rows else 0))):
        at = _break(plain(rest), room)
        first, rest = cut(rest, at)
        rows.append(_shifted(first, indent if rows else 0))
        rest = _stripped(rest)
    rows.append(_shifted(rest, indent if rows else 0))
    return rows


def cut(row: Line, at: int) -> tuple[Line, Line]:
    """Two parts, the first with `at` characters."""
    first, second = list[Piece](), list[Piece]()
    for piece in row:
        here = max(0, min(at, len(piece.text)))
        first.append(Piece(piece.text[:here], piece.style))
        second.append(Piece(piece.text[here:], piece.style))
        at -= len(piece.text)
    return tuple(p for p in first if p.text), tuple(p for p in second if p.text)


def clipped(row: Line, width: int) -> Line:
    """A row cut to at most `width` columns.

    >>> plain(clipped(line("要点要点"), 5))
    '要点'
    """
    at = 0
    used = 0
    for mark in plain(row):
        used += cell_len(mark)
        if used > width:
            break
        at += 1
    return cut(row, at)[0]


def ruled(left: Line, right: str, width: int) -> Line:
    """A heading with a rule up to what stands at its right.

    >>> plain(ruled(line("甲"), "乙", 12))
    '甲 ────── 乙'
    """
    room = width - cells(left) - (cells(right) + 1 if right else 0) - 1
    rule = "─" * max(1, room)
    end = (Piece(f" {right}", "dim"),) if right else ()
    return (*left, Piece(f" {rule}", "dim"), *end)


def beside(left: Iterable[Line], right: Iterable[Line], width: int) -> Iterator[Line]:
    """Two columns; the left one is `width` wide."""
    one, other = list(left), list(right)
    for at in range(max(len(one), len(other))):
        first = one[at] if at < len(one) else ()
        second = other[at] if at < len(other) else ()
        gap = " " * (width - cells(first) + 1)
        yield (*first, Piece(f"{gap}│ ", "dim"), *second) if second else first


def _break(text: str, room: int) -> int:
    """How many characters stand on the first row."""
    used = at = 0
    for mark in text:
        used += cell_len(mark)
        if used > room:
            break
        at += 1
    best = at
    while best > 1 and not _may_break(text, best):
        best -= 1
    return best if best > at // 2 else max(1, at)


def _may_break(text: str, at: int) -> bool:
    """Whether a row may end before the character at `at`."""
    before, after = text[at - 1], text[at]
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    return not (before in UNBROKEN and after in UNBROKEN)


def _shifted(row: Line, by: int) -> Line:
    return (Piece(" " * by), *row) if by else row


def _stripped(row: Line) -> Line:
    """Without the blanks at its beginning."""
    text = plain(row)
    return cut(row, len(text) - len(text.lstrip(" ")))[1]
