"""Marks on a PDF's characters: what is struck out, what is raised, the notes at the page's foot.

A raised character is no figure of its line: it leads to a note, which is left out and named, or
it is an exponent and becomes ² or ³.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from drafter.readers.pasted import raised
from drafter.readers.pdfchars import Char, RuledLine
from drafter.readers.pdfcolumns import PageRow
from drafter.readers.unread import STRUCK, Unread
from drafter.text import shorten

SHOWN = 13
SMALL = 0.75  # of the size of what a raised character stands beside
RAISED = (0.2, 0.65)  # of that size: how far its line is raised
BESIDE = 1.1  # the same: how far it may stand from that, other raised ones between
THROUGH = (0.15, 0.5)  # of a character's size, from its line: there a rule strikes it out
FINE = 0.16  # of a character's size: a thicker rule is no stroke
FOOT = 1.3  # times the usual distance of lines: notes stand that far below the text
SMALLER = 0.95  # of the text's size: or notes are printed so small
_ITEM = re.compile(r"[.．,，、)）:：\d%％]")  # 1. and 1.8亿元 and 2024年 begin no note
_PAGE_NUMBER = re.compile(r"[-—–－\s·]*第?\s*\d{1,3}\s*页?[-—–－\s·]*")


def strokes(chars: Sequence[Char], rules: Iterable[RuledLine]) -> frozenset[RuledLine]:
    """The level rules that strike characters out: they run through them and part no cells."""
    levels = sorted((rule for rule in rules if rule.is_level), key=lambda rule: rule.bottom)
    bottoms = [rule.bottom for rule in levels]
    found: set[RuledLine] = set()
    for char in chars:
        low, high = (char.base + share * char.size for share in THROUGH)
        near = levels[bisect_left(bottoms, low) : bisect_right(bottoms, high)]
        found |= {rule for rule in near if _strikes(rule, char)}
    return frozenset(found)


def without_struck(
    chars: Sequence[Char], struck: Iterable[RuledLine], place: str, left: Unread
) -> list[Char]:
    """The characters; those that one of these strokes runs through say nothing, and are named.

    They keep their places: what stands beside them is no further apart than it is printed.
    """
    lines = list(struck)
    made: list[Char] = []
    for is_struck, run in groupby(chars, key=lambda char: any(_strikes(r, char) for r in lines)):
        several = list(run)
        words = "".join(char.text for char in several).strip()
        made += [replace(char, text="") for char in several] if is_struck else several
        if is_struck and words:
            left.add(STRUCK, f"{place} {shorten(words, SHOWN)}")
    return made


def _strikes(rule: RuledLine, char: Char) -> bool:
    """Whether a fine rule runs through the middle of a character."""
    low, high = (char.base + share * char.size for share in THROUGH)
    is_through = low <= rule.bottom and rule.top <= high
    is_fine = rule.top - rule.bottom <= FINE * char.size
    return is_through and is_fine and rule.left <= (char.left + char.right) / 2 <= rule.right


def levelled(chars: Sequence[Char]) -> list[Char]:
    """The characters, those that are raised on the line they belong to and told as such."""
    if not chars:
        return []
    usual = sorted(char.size for char in chars)[len(chars) // 2]
    ordered = sorted(chars, key=lambda char: char.left)
    lefts = [char.left for char in ordered]
    made = []
    for char in chars:
        near: list[Char] = []
        if char.size <= SMALL * usual and char.text.strip():
            first = bisect_left(lefts, char.left - 3 * usual)
            last = bisect_right(lefts, char.right + BESIDE * usual)
            near = [other for other in ordered[first:last] if _stands_beside(char, other)]
        beside = min(near, key=lambda other: _gap(char, other), default=None)
        made.append(replace(char, base=beside.base, is_raised=True) if beside else char)
    return made


def _stands_beside(char: Char, other: Char) -> bool:
    low, high = (share * other.size for share in RAISED)
    return (
        bool(other.text.strip())
        and char.size <= SMALL * other.size
        and low <= char.base - other.base <= high
        and _gap(char, other) <= BESIDE * other.size
    )


def _gap(char: Char, other: Char) -> float:
    return max(char.left - other.right, other.left - char.right, 0.0)


def without_notes(rows: Sequence[PageRow], place: str, left: Unread) -> list[PageRow]:
    """The rows of a page, from its top, without the notes at its foot and the marks of these."""
    start, opened = _foot(rows)
    for row in rows[:start]:
        row.chars = list(_set_high(row, opened))
    kept = list(rows[:start])
    for row in rows[start:]:
        text = _text(row)
        if _PAGE_NUMBER.fullmatch(text) and text not in opened:
            kept.append(row)
        else:
            left.add("脚注", f"{place} {shorten(text, SHOWN)}")
    return kept


def _foot(rows: Sequence[PageRow]) -> tuple[int, frozenset[str]]:
    """The row with which the notes begin, and the marks of those that are there."""
    marks = [(n, mark) for n, row in enumerate(rows) for mark, _ in _runs(row) if mark]
    gaps = sorted(a.base - b.base for a, b in pairwise(rows))
    for n in range(1, len(rows)):
        above = [(at, mark) for at, mark in marks if at < n]
        if not above or not _opens(rows[n], above[0][1]) or _text(rows[n]) == above[0][1]:
            continue
        is_small = _size(rows[n]) < SMALLER * _size(rows[above[0][0]])
        is_apart = rows[n - 1].base - rows[n].base > FOOT * gaps[len(gaps) // 2]
        if is_small or is_apart or _in_order(rows[n])[0].is_raised:
            return n, frozenset(m for _, m in above if any(_opens(row, m) for row in rows[n:]))
    return len(rows), frozenset()


def _opens(row: PageRow, mark: str) -> bool:
    """Whether a row is the note of a mark."""
    text = _text(row)
    return text.startswith(mark) and not _ITEM.match(text[len(mark) :].lstrip())


def _set_high(row: PageRow, opened: frozenset[str]) -> Iterator[Char]:
    """The characters of a row without the marks of notes, exponents as such."""
    for mark, run in _runs(row):
        if mark not in opened:
            yield from (replace(c, text=raised(c.text)) if mark else c for c in run)


def _runs(row: PageRow) -> Iterator[tuple[str, list[Char]]]:
    """The characters of a row in order; raised ones together, with what they say."""
    for is_high, run in groupby(_in_order(row), key=lambda char: char.is_raised):
        several = list(run)
        yield "".join(char.text for char in several) if is_high else "", several


def _in_order(row: PageRow) -> list[Char]:
    return sorted(row.chars, key=lambda char: char.left)


def _text(row: PageRow) -> str:
    return "".join(char.text for char in _in_order(row)).strip()


def _size(row: PageRow) -> float:
    sizes = sorted(char.size for char in row.chars)
    return sizes[len(sizes) // 2]
