"""A table in Markdown; masks stay masks."""

from collections.abc import Sequence

from drafter.document.matrix import HEAD, MatrixRow
from drafter.exporters.matrix.sheet import MatrixFormat


def render(rows: Sequence[MatrixRow]) -> bytes:
    """A row of bars for each row."""
    lines = [HEAD, ("---",) * len(HEAD), *(tuple(map(_cell, row.cells)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode("utf-8")


def _cell(text: str) -> str:
    r"""Without what Markdown would take for its own.

    >>> _cell("办**件|事")
    '办\\*\\*件\\|事'
    """
    for mark in "\\*|_<`":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split("\n"))


MARKDOWN = MatrixFormat("Markdown", ".md", render)
