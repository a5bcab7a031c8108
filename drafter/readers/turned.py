"""Tables lying on their side: the things along the first row, their figures below them."""

import re
from collections.abc import Sequence

from drafter.readers import columns
from drafter.readers.cells import FIGURE, flat
from drafter.readers.tablerow import TableRow

_LEAST = 3  # columns: the labels and two things
_FIGURES = re.compile(
    "(?:目标|计划|任务|完成|实际|实绩|指标)[数值量]?|数[量值据字目]|金额|结果|完成情况|个数|多少"
)


def upright(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, those of a table that lies on its side one a thing; others as they are.

    It lies so where the labels down its first column name the columns of facts, or where all of
    them but the first say that figures stand beside them.

    >>> rows = [TableRow(("项目", "水厂", "泵站"), ("a", "b", "c"))]
    >>> rows += [TableRow(("完成数", "5处", "2处"), ("d", "e", "f"))]
    >>> [row.cells for row in upright(rows)]
    [('项目', '完成数'), ('水厂', '5处'), ('泵站', '2处')]
    """
    if not _lies(rows):
        return list(rows)
    width = min(len(row.cells) for row in rows)
    return [
        TableRow(tuple(row.cells[n] for row in rows), tuple(row.places[n] for row in rows))
        for n in range(width)
        if any(row.cells[n].strip() for row in rows)
    ]


def _lies(rows: Sequence[TableRow]) -> bool:
    if len(rows) < 2 or any(row.is_wide or row.repeated for row in rows):  # noqa: PLR2004
        return False
    if any(len(row.filled) < _LEAST for row in rows[:1]) or columns.header_of(rows[0].cells):
        return False
    labels = [flat(row.cells[0]).rstrip("：:") for row in rows]
    is_named = "text" in (columns.header_of(labels) or ()) and sum(map(_is_name, labels)) > 1
    return is_named or (
        not any(FIGURE.search(cell) for cell in rows[0].cells)
        and all(map(_FIGURES.fullmatch, labels[1:]))
        and all(FIGURE.search(cell) for row in rows[1:] for cell in row.cells[1:] if cell.strip())
    )


def _is_name(label: str) -> bool:
    """Whether a label names a column of ours or one of figures."""
    return bool(columns.field_of(label) or _FIGURES.fullmatch(label))
