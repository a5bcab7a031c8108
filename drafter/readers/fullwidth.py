"""Rows that were saved with a line end where the paper ended, put together again. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.document.genre import Genre
from drafter.readers import placement
from drafter.readers.lines import line
from drafter.text.paper import full_rows, is_ended

_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class FullWidth:
    """The rows of a text, those put together on the first of them, and the numbers of these."""

    rows: list[str]
    begun: tuple[int, ...]

    def note(self, source: str) -> tuple[str, ...]:
        """What the author should know of it."""
        if not self.begun:
            return ()
        first = f"{source}:{self.begun[0]}"
        return (f"{first} 等 {len(self.begun)} 处写满一行、句子没完的，和下一行接成一条，请核对",)


def unfolded(rows: Sequence[str], genre: Genre) -> FullWidth:
    """The rows, those put together whose sentence only the width of the paper parts.

    Full rows without a final mark (see `full_rows`) are put to what follows, up to the row that
    ends the sentence.

    >>> from drafter.document import genre
    >>> told = "今年牵头修建通村公路3条，加固河堤2.6公里，惠及山后片区群众2100人，有力"
    >>> rows = [told, "地改善了出行条件。"] * 3
    >>> [len(row) for row in unfolded(rows, genre.load("shuzhi")).rows]
    [48, 0, 48, 0, 48, 0]
    """
    kept = [row.rstrip() for row in rows]
    full = full_rows([row if "\t" not in row else "" for row in kept])
    if not full:
        return FullWidth(list(rows), ())
    margin = min(_indent(kept[n]) for n in full)
    made, begun, at = list(rows), [], 0
    while at < len(kept):
        end = _last(kept, at, full, margin, genre)
        if end > at:
            made[at] = _put_together(kept[at : end + 1])
            made[at + 1 : end + 1] = [""] * (end - at)
            begun.append(at + 1)
        at = end + 1
    return FullWidth(made, tuple(begun))


def _last(rows: Sequence[str], at: int, full: set[int], margin: int, genre: Genre) -> int:
    """The row that ends the sentence begun in this one; this one where none does."""
    number = at
    while number in full:
        number += 1
        row = rows[number]
        is_new = not row.strip() or _indent(row) > margin or bool(line(row, "").marker)
        is_told = row.endswith(("。", "；"))  # 不够。 is no heading, 不足： is
        if is_new or "\t" in row or (not is_told and placement.names_place(row.strip(), genre)):
            return at
    return number if is_ended(rows[number]) else at


def _put_together(rows: Sequence[str]) -> str:
    """Rows as one, with a blank between Latin words."""
    told = rows[0]
    for row in rows[1:]:
        following = row.strip()
        is_latin = _LATIN.match(told[-1:]) and _LATIN.match(following)
        told += f" {following}" if is_latin else following
    return told


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
