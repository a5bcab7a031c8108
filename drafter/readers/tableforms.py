"""Rows of a form that hold several labels, each with what it names beside it."""

from collections.abc import Iterator, Sequence

from drafter.document import genre
from drafter.readers import columns, placement
from drafter.readers import header as headers
from drafter.readers.cells import flat
from drafter.readers.tablerow import TableRow

LEAST = 4  # cells of two pairs
WORK = "履职情况"  # what 工作内容 names where it stands among names of places


def paired(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows, those of two or more pairs as one row a pair.

    不足 | 调研少 | 措施 | 每月下村4次 is what two rows of a form of two columns say: every other
    cell names a place of the report, the facts or a header field, and no cell beside one does.

    >>> row = TableRow(("不足", "调研少", "措施", "每月下村4次"), ("c1", "c2", "c3", "c4"))
    >>> [each.cells for each in paired([row])]
    [('不足', '调研少'), ('措施', '每月下村4次')]
    >>> [each.cells for each in paired([TableRow(("不足", "措施"), ("c1", "c2"))])]
    [('不足', '措施')]
    """
    found: list[TableRow] = []
    for row in rows:
        found += list(_pairs(row)) or [row]
    return found


def _pairs(row: TableRow) -> Iterator[TableRow]:
    filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
    told = [flat(row.cells[n]).strip() for n in filled]
    labels, values = told[::2], told[1::2]
    is_form = len(filled) >= LEAST and len(labels) == len(values) and not row.is_wide
    is_named = all(map(_is_label, labels)) and not any(map(_is_label, values))
    if not is_form or not is_named or len({*labels}) < len(labels):  # 事项 | 数量 | 事项 | 数量
        return
    if all(headers.known(label.rstrip("：:")) for label in labels):
        return  # a row of header fields alone
    for first, second in zip(filled[::2], filled[1::2], strict=True):
        pair = (first, second)
        is_work = columns.field_of(flat(row.cells[first]).rstrip("：:")) == "text"
        yield TableRow(
            (WORK if is_work else row.cells[first], row.cells[second]),
            tuple(row.places[n] for n in pair),
            frozenset(at for at, n in enumerate(pair) if n in row.repeated),
        )


def _is_label(cell: str) -> bool:
    """Whether a cell names what stands beside it, and says nothing itself."""
    label = cell.rstrip("：:")
    kind = genre.load(headers.genre_id({}))
    is_field = headers.known(label) is not None or columns.field_of(label) == "text"
    return is_field or placement.names_place(cell, kind)
