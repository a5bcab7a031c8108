"""Rows that end because the paper did, told from those that their author ended. Pure."""

import re
from collections.abc import Sequence

PAPER = {True: range(56, 91), False: range(28, 46)}  # columns, and characters, of a full row
LEAST = 3  # full rows that end in mid-sentence
LOOSE = 4  # times as many of them as of other rows that do
NAME = 16  # characters of a row that may only name something
_END = re.compile(r"[。；！？：!?;:…][”’）)》】]*$")
_WHOLE = re.compile(r"(?:[A-Za-z0-9.,%％]+|.)[，。、；：！？）”》]*")  # is never parted


def full_rows(rows: Sequence[str]) -> set[int]:
    """The places of the rows that end in mid-sentence where the paper ended.

    A row is full where the first word of the next had no more room in it. A text has several such
    rows, and hardly another one that ends in mid-sentence: facts that are jotted one a row do.

    >>> told = "牵头修建通村公路3条，加固河堤2.6公里，惠及山后片区群众2100人，有力"
    >>> full_rows([told, "地改善了出行条件。"] * 3), full_rows([told, told[:30], told[:24]])
    ({0, 2, 4}, set())
    """
    kept = [row.rstrip() for row in rows]
    return _full(kept, in_columns=True) or _full(kept, in_columns=False)


def columns(row: str) -> int:
    """Columns of a row: those of a Chinese character are two, as its bytes in GBK are."""
    return len(row.encode("gbk", "replace"))


def is_ended(row: str) -> bool:
    """Whether a row ends as a sentence or what leads to a list does."""
    return bool(_END.search(row.rstrip()))


def _full(rows: Sequence[str], *, in_columns: bool) -> set[int]:
    """The full rows that end in mid-sentence; none where a text is not set so.

    Args:
        rows: of the text.
        in_columns: a Chinese character takes two; otherwise characters are counted.
    """
    width = columns if in_columns else len
    paper = max(map(width, rows), default=0)
    open_ = [n for n, row in enumerate(rows) if _is_open(row)]
    full = {n for n in open_ if width(rows[n]) + width(_first(rows, n + 1)) > paper}
    is_set = paper in PAPER[in_columns] and len(full) >= LEAST
    return full if is_set and LOOSE * (len(open_) - len(full)) <= len(full) else set()


def _is_open(row: str) -> bool:
    """Whether a row that tells something, and names nothing, ends in mid-sentence."""
    return len(row.strip()) > NAME and not is_ended(row)


def _first(rows: Sequence[str], at: int) -> str:
    """What of a row would stand behind the one before it if there were room."""
    found = _WHOLE.match(rows[at].strip()) if at < len(rows) else None
    return found[0] if found else ""
