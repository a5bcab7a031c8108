"""Tables that are forms: labels in several columns or over rows, hints to whoever fills them in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import genre
from drafter.readers import columns, placement
from drafter.readers import header as headers
from drafter.readers.cells import flat
from drafter.readers.hints import tells_writer
from drafter.readers.tablerow import COUNTED, TableRow

LEAST = 4  # cells of two pairs
LABEL_LENGTH = 16  # characters of a label over rows
_SENTENCE = re.compile("[，。；：！？,;!?]")
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


def unhinted(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows without cells that only tell whoever fills in the form what to write there.

    >>> row = TableRow(("廉洁自律", "每条不少于50字"), ("c1", "c2"))
    >>> unhinted([row])[0].cells, hints([row])
    (('廉洁自律', ''), ['模板里的提示没有读：c2 每条不少于50字'])
    """
    return [
        replace(row, cells=tuple("" if tells_writer(cell) else cell for cell in row.cells))
        for row in rows
    ]


def hints(rows: Sequence[TableRow]) -> list[str]:
    """A note on such cells, if there are any."""
    told = [(flat(cell), place) for row in rows for cell, place in row.filled if tells_writer(cell)]
    found = dict(reversed(told))  # merged cells show it again
    shown = "、".join(f"{place} {cell}" for cell, place in reversed(found.items()))
    return [f"模板里的提示没有读：{shown}"] if found else []


def parted_by_labels(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows of a table, a short name alone over rows with running numbers as one wide cell.

    >>> cells = (("履行职责", ""), ("1", "修路3条"), ("2", "建校6所"))
    >>> rows = [TableRow(each, (f"A{n}", f"B{n}")) for n, each in enumerate(cells)]
    >>> [each.is_wide for each in parted_by_labels(rows)]
    [True, False, False]
    """
    if not any(map(_is_counted, rows)):
        return list(rows)
    return [replace(row, is_wide=True) if _is_over_rows(row) else row for row in rows]


def _is_counted(row: TableRow) -> bool:
    """Whether a running number stands in front of a row."""
    places = {place for _, place in row.filled}
    return bool(row.cells and row.cells[0].strip()) and row.places[0] not in places


def _is_over_rows(row: TableRow) -> bool:
    """Whether a row is nothing but a short name in its first column."""
    if len(row.filled) != 1 or row.filled[0][1] != row.places[0]:
        return False
    told = flat(row.cells[0])
    return len(told) <= LABEL_LENGTH and not (_SENTENCE.search(told) or COUNTED.search(told))


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
