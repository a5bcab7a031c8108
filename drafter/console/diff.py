"""How two texts differ, line by line, and within a line that was changed, piece by piece."""

import difflib
import sys
from collections.abc import Iterator, Sequence

from drafter.checking.reporters.text import FindingPiece, Line
from drafter.console import wide

STYLES = {"file": "bold", "place": "cyan", "-": "red", "+": "green", "": ""}
MARKED = " reverse"  # what makes a changed line another
ALIKE = 0.4  # the least likeness of two lines of which one was made from the other


def show(before: str, after: str, names: tuple[str, str]) -> None:
    """A unified difference on standard output, in colours on a terminal."""
    rows = lines(before, after, names)
    if not sys.stdout.isatty():
        sys.stdout.writelines("".join(piece.text for piece in line) + "\n" for line in rows)
        return
    from rich.text import Text

    console = wide.console()
    for line in rows:
        pieces = ((piece.text, _style(piece.style)) for piece in line)
        console.print(Text.assemble(*pieces), soft_wrap=True)


def lines(before: str, after: str, names: tuple[str, str]) -> Iterator[Line]:
    r"""The lines of a unified difference; none when the texts are equal.

    >>> for line in lines("甲\n乙", "甲\n丙", ("a", "b")):
    ...     print("".join(piece.text for piece in line))
    --- a
    +++ b
    @@ -1,2 +1,2 @@
     甲
    -乙
    +丙
    """
    rows = list(difflib.unified_diff(before.split("\n"), after.split("\n"), *names, lineterm=""))
    yield from ((FindingPiece(row, "file"),) for row in rows[:2])
    at = 2
    while at < len(rows):
        removed = _run(rows, at, "-")
        added = _run(rows, at + len(removed), "+")
        if removed or added:
            yield from _changed(removed, added)
            at += len(removed) + len(added)
        else:
            yield (FindingPiece(rows[at], "place" if rows[at].startswith("@@") else ""),)
            at += 1


def _run(rows: Sequence[str], at: int, sign: str) -> list[str]:
    """The rows from `at` on that begin with `sign`."""
    found = []
    while at < len(rows) and rows[at].startswith(sign):
        found.append(rows[at])
        at += 1
    return found


def _changed(removed: Sequence[str], added: Sequence[str]) -> Iterator[Line]:
    """Lines that went and lines that came; in pairs where one was made from the other."""
    left, right = [], []
    for old, new in zip(removed, added, strict=False):
        pieces = _pieces(old, new)
        left.append(pieces[0])
        right.append(pieces[1])
    yield from left
    yield from ((FindingPiece(row, "-"),) for row in removed[len(left) :])
    yield from right
    yield from ((FindingPiece(row, "+"),) for row in added[len(right) :])


def _pieces(old: str, new: str) -> tuple[Line, Line]:
    """A line before and after, what differs marked."""
    matcher = difflib.SequenceMatcher(None, old[1:], new[1:], autojunk=False)
    if matcher.ratio() < ALIKE:
        return (FindingPiece(old, "-"),), (FindingPiece(new, "+"),)
    left, right = [FindingPiece("-", "-")], [FindingPiece("+", "+")]
    for kind, a, b, c, d in matcher.get_opcodes():
        mark = "" if kind == "equal" else MARKED
        left.append(FindingPiece(old[1 + a : 1 + b], f"-{mark}"))
        right.append(FindingPiece(new[1 + c : 1 + d], f"+{mark}"))
    return tuple(left), tuple(right)


def _style(name: str) -> str:
    base = name.removesuffix(MARKED)
    return STYLES[base] + (MARKED if base != name else "")
