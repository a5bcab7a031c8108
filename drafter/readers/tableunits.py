"""The unit that a line above a table gives to its figures: 单位：万元."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.readers import columns
from drafter.readers.cells import BARE, flat, is_unit, unit_of
from drafter.readers.tablerow import NOTHING, TableRow

_LINE = re.compile(
    r"[（(]?\s*(?:[\u4e00-\u9fff]{0,4})单\s*位\s*[：:]\s*(?P<units>[^：:，。；]{1,16}?)\s*[）)]?"
)
_BETWEEN = re.compile(r"[、,，/／ \u3000]+|和|及")
_MONEY = re.compile(
    "[额款费税债]|投资|资金|资产|补贴|收入|营收|支出|预算|决算|概算|成本|利润|产值|价值|总值|造价"
)
_OTHER = re.compile(
    "率|比|占|名次|排名|位次|得?分|年|月|日|时间|编号|序号|电话|名额|[人户次件个家项]数"
)
_YEARLY = re.compile("目标|计划|任务|完成|实际|实绩|累计")  # figures of one thing
_LEAST = 2  # cells of a row of titles


def stated(text: str) -> tuple[str, ...]:
    """The units that a line gives, and nothing else; none for a line that says anything else.

    >>> stated("单位：万元"), stated("（金额单位：万元、人）"), stated("单位：县水利局")
    (('万元',), ('万元', '人'), ())
    """
    found = _LINE.fullmatch("".join(text.split("\n")).strip())
    units = _BETWEEN.split(found["units"].strip()) if found else []
    return tuple(units) if units and all(map(is_unit, units)) else ()


def measured(rows: Sequence[TableRow], units: Sequence[str]) -> list[TableRow]:
    """The rows of a table, the unit stated above them behind the titles of bare figures.

    Of several columns of figures money takes the one that speaks of money; where all compare one
    thing (今年 | 去年) the unit goes behind the label of each row. Otherwise nobody knows.

    >>> rows = [TableRow(("事项", "投资"), ("a", "b")), TableRow(("修桥2座", "600"), ("c", "d"))]
    >>> [row.cells for row in measured(rows, ("万元",))]
    [('事项', '投资（万元）'), ('修桥2座', '600')]
    """
    at = next((n for n, row in enumerate(rows) if _is_titles(row)), None)
    if at is None:
        return list(rows)
    titles, below = rows[at].cells, rows[at + 1 :]
    bare = [n for n, title in enumerate(titles) if _is_bare(title, _column(below, n))]
    money = [n for n in bare if _MONEY.search(titles[n]) and not _OTHER.search(titles[n])]
    paid = [unit for unit in units if unit.endswith("元")]
    taken: dict[int, str] = {}
    if len(paid) == 1 and money:
        taken = dict.fromkeys(money, paid[0])
    elif len(units) == 1 and len(bare) == 1 and not _OTHER.search(titles[bare[0]]):
        taken = {bare[0]: units[0]}
    elif len(units) == 1 and bare and 0 not in bare and all(_compares(titles[n]) for n in bare):
        told = [row if row.is_wide else _labelled(row, units[0]) for row in below]
        return [*rows[: at + 1], *told]
    cells = tuple(f"{flat(c)}（{taken[n]}）" if n in taken else c for n, c in enumerate(titles))
    return [*rows[:at], replace(rows[at], cells=cells), *below]


def applied(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows without those that only state a unit, which is that of the figures below them."""
    found: list[TableRow] = []
    for row in reversed(rows):
        units = _of_row(row)
        found = measured(found, units) if units else [row, *found]
    return found


def left(rows: Sequence[TableRow]) -> list[str]:
    """A note on each row that states a unit which no figure below it could take."""
    return [
        f"{row.filled[0][1]} 是数的单位，没有接到数后面：{flat(row.filled[0][0])}"
        for n, row in enumerate(rows)
        if (units := _of_row(row)) and measured(rows[n + 1 :], units) == list(rows[n + 1 :])
    ]


def _of_row(row: TableRow) -> tuple[str, ...]:
    """The units that a row states: in one cell, or behind 单位 in the next."""
    cells = [flat(cell) for cell, _ in row.filled]
    told = cells[0] if len(cells) == 1 else "：".join(cells)
    return stated(told) if len(cells) <= _LEAST else ()


def _is_titles(row: TableRow) -> bool:
    cells = [cell.strip() for cell, _ in row.filled]
    return not row.is_wide and len(cells) >= _LEAST and not any(map(BARE.fullmatch, cells))


def _column(rows: Sequence[TableRow], number: int) -> list[str]:
    cells = (row.cells[number] for row in rows if not row.is_wide and number < len(row.cells))
    return [cell.strip() for cell in cells if cell.strip(NOTHING)]


def _is_bare(title: str, cells: Sequence[str]) -> bool:
    """Whether a column holds nothing but figures whose unit nobody says."""
    name = flat(title)
    is_ours = columns.field_of(name) or columns.is_units(name) or name in columns.ASIDE
    is_named = bool(name.strip()) and not is_ours and not unit_of(name)[1]
    return is_named and bool(cells) and all(BARE.fullmatch(cell) for cell in cells)


def _compares(title: str) -> bool:
    return columns.is_of_a_year(title) or bool(_YEARLY.search(title))


def _labelled(row: TableRow, unit: str) -> TableRow:
    """A row with the unit behind its label, unless that is of something else."""
    label = flat(row.cells[0])
    if not label.strip() or _OTHER.search(label) or unit_of(label)[1]:
        return row
    return replace(row, cells=(f"{label}（{unit}）", *row.cells[1:]))
