"""The header row of a table: which columns hold the facts, their groups, their figures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.readers import columns, doneness, placement
from drafter.readers.cells import BARE, FIGURE, flat, unit_of
from drafter.readers.tablerow import COUNTED, TITLE_LENGTH, TableRow

GROUP = columns.NAMES["group"][0]
ANSWERED = "反馈"  # what names last year's criticism behind whoever gave it
LABEL_LENGTH = 12  # of what a row says about itself in front
MATRIX_LENGTH = 16  # of a title over bare figures
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_SAID = re.compile(r"(?P<who>[^：:，。]{2,12})[：:]\s*[^\s\d].*")  # 职代会意见：食堂贵
FIGURE_TITLES = frozenset(
    (
        "数",
        "数量",
        "数值",
        "数据",
        "金额",
        "状态",
        "备注",
        "指标",
        "完成情况",
        "完成数",
        "时间",
        "进度",
    )
)
_USUAL = FIGURE_TITLES | frozenset(
    ("项目", "事项", "情况", "名称", "数", "说明", "内容", "单位", "结果", "序号", "类别", "方面")
)


def headed(rows: Sequence[TableRow], genre: Genre) -> tuple[Sequence[TableRow], TableRow | None]:
    """The rows with their header in one row, and that row; None where none names the facts.

    完成情况 over 年度计划 and 实际完成 is told by the lower titles: the upper one says of neither
    figure which it is. Without a column of facts both are told: 一季度 over 目标 is 一季度目标.
    """
    rows = _flattened(_placed(rows, genre))
    at = next((n for n, row in enumerate(rows) if columns.header_of(row.cells)), None)
    if at is None:
        return _stacked(rows), None
    rows = _told_apart(rows, at, genre)
    named, below = _grouped(rows, at, genre), rows[at + 1] if at + 1 < len(rows) else None
    rows = [*rows[:at], named, *rows[at + 1 :]]
    own = _lower_titles(named, below) if below else {}
    if not own:
        return rows, named
    cells = tuple(own.get(n, cell) for n, cell in enumerate(named.cells))
    named = replace(named, cells=cells)
    return [*rows[:at], named, *rows[at + 2 :]], named


def _placed(rows: Sequence[TableRow], genre: Genre) -> Sequence[TableRow]:
    """The rows, 履职情况 | 数量 as the name of a part over a table of its facts."""
    at = next((n for n, row in enumerate(rows) if not row.is_wide), 0)
    if len(rows) < at + 2 or not rows[at].cells or not rows[at].cells[0].strip():
        return rows
    (name, place), *others = rows[at].filled or [("", "")]
    is_head = (
        name == rows[at].cells[0]
        and flat(name) not in _USUAL  # 项目 | 数量 says no more than that rows are counted
        and bool(others)
        and all(flat(title) in FIGURE_TITLES for title, _ in others)
        and placement.names_place(flat(name), genre)
        and placement.heading_role(flat(name), genre)
    )
    if not is_head:
        return rows
    cells = (columns.NAMES["text"][0], *rows[at].cells[1:])
    named = TableRow((name,), (place,), is_wide=True)
    return [*rows[:at], named, replace(rows[at], cells=cells), *rows[at + 1 :]]


def _flattened(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows, a header of three rows or more in one: 上半年 over 数量 is 上半年数量.

    Such rows go on below the first title, and say nothing but short titles. What stands over all
    of them is told where no column is that of the facts (see `headed`).
    """
    at = next((n for n, row in enumerate(rows) if not row.is_wide), len(rows))
    end = at + 1
    while end < len(rows) and _goes_on(rows[end]):
        end += 1
    if end - at < 3 or end == len(rows):  # noqa: PLR2004 - two rows are read as they are
        return rows
    upper, *middle, lowest = rows[at:end]
    over = middle if columns.header_of(upper.cells) else [upper, *middle]
    cells = list(upper.cells)
    for n, cell in enumerate(lowest.cells):
        if cell.strip() and n not in lowest.repeated and n < len(cells):
            told = (_spanning(row, n, upper) for row in over)
            cells[n] = "".join((*told, cell.strip()))
    return [*rows[:at], replace(upper, cells=tuple(cells)), *rows[end:]]


def _goes_on(row: TableRow) -> bool:
    """Whether a row is more of the header above it: titles, and nothing in the first column."""
    own = [cell for n, cell in enumerate(row.cells) if cell.strip() and n not in row.repeated]
    is_below = bool(row.cells) and (0 in row.repeated or not row.cells[0].strip())
    is_short = all(
        len(unit_of(cell)[0]) <= TITLE_LENGTH and not FIGURE.search(cell) for cell in own
    )
    return not row.is_wide and is_below and len(own) > 1 and is_short


def _spanning(row: TableRow, at: int, upper: TableRow) -> str:
    """The title in a row that stands over a column; "" where the one of `upper` goes on there."""
    for n in range(min(at, len(row.cells) - 1), 0, -1):
        if n in row.repeated:
            return ""
        if row.cells[n].strip():
            return row.cells[n].strip()
        if row is not upper and upper.cells[n].strip():  # another title begins above it
            return ""
    return ""


def _told_apart(rows: Sequence[TableRow], at: int, genre: Genre) -> Sequence[TableRow]:
    """The rows, criticism that stands before what was done told with it: 来源 | 内容 | 结果.

    职代会意见：食堂贵 beside 降价两成 is one fact of last year's criticism.
    """
    text = [columns.field_of(cell) for cell in rows[at].cells].index("text")
    if text == 0 or columns.field_of(rows[at].cells[0]):
        return rows
    said = {
        n: found
        for n, row in enumerate(rows[at + 1 :], at + 1)
        if (found := _SAID.fullmatch(flat(row.cells[0])))
        and placement.sounds_critical(found["who"], genre)
    }
    if not said:
        return rows
    own = rows[at]
    told = {at: replace(own, cells=(GROUP, *own.cells[1:]))}
    for n, found in said.items():
        is_named = placement.heading_role(found["who"], genre) == Role.FEEDBACK
        cells = [found["who"] + ("" if is_named else ANSWERED), *rows[n].cells[1:]]
        cells[text] = f"{found[0]}，{cells[text]}" if cells[text].strip() else found[0]
        told[n] = replace(rows[n], cells=tuple(cells))
    return [told.get(n, row) for n, row in enumerate(rows)]


def _grouped(rows: Sequence[TableRow], at: int, genre: Genre) -> TableRow:
    """The header row, its column of nothing but names of places called one: 属于哪块."""
    named = rows[at]
    if any(columns.field_of(cell) in {"group", "section"} for cell in named.cells):
        return named
    for number, title in enumerate(named.cells):
        below = rows[at + 1 :]
        cells = [
            flat(row.cells[number])
            for row in below
            if number < len(row.cells) and row.cells[number].strip() and not row.is_total
        ]
        is_place = len(cells) > 1 and all(placement.names_place(each, genre) for each in cells)
        is_place = is_place or (number == 0 and _are_places(cells, genre))
        if is_place and not columns.field_of(title):
            return replace(named, cells=(*named.cells[:number], GROUP, *named.cells[number + 1 :]))
    return named


def _are_places(cells: Sequence[str], genre: Genre) -> bool:
    """Whether labels in front of the facts name places, most of them: 履职（应急）, 支部活动."""
    is_short = all(len(cell) <= LABEL_LENGTH and not COUNTED.search(cell) for cell in cells)
    places = [role for cell in cells if (role := placement.heading_role(cell, genre))]
    return is_short and 2 * len(places) > len(cells) and len(set(places)) > 1


def _lower_titles(named: TableRow, below: TableRow) -> dict[int, str]:
    """The titles of a second header row by their columns: under one that spans at least two."""
    own = {
        n: cell.strip()
        for n, cell in enumerate(below.cells)
        if cell.strip() and n not in below.repeated and n < len(named.cells)
    }
    is_short = all(len(cell) <= TITLE_LENGTH and not FIGURE.search(cell) for cell in own.values())
    spanned = [n for n in own if n and named.cells[n].strip() in ("", named.cells[n - 1].strip())]
    is_text = any(columns.field_of(named.cells[n]) == "text" for n in own)
    return own if len(own) > 1 and is_short and spanned and not is_text else {}


def _stacked(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows with a header of two rows in one: each title behind the one that spans it."""
    at = next((n for n, row in enumerate(rows) if not row.is_wide), 0)
    told = [row for row in rows[at:] if not row.is_wide]
    if len(told) < 3 or rows[at + 1].is_wide:  # noqa: PLR2004 - the two rows and one below
        return rows
    upper, lower = rows[at], rows[at + 1]
    width = min(len(row.cells) for row in told)  # rows may be of unequal length
    own = {n for n in range(width) if lower.cells[n].strip() and n not in lower.repeated}
    spanning: dict[int, str] = {}
    for n, cell in enumerate(upper.cells):
        is_new = bool(cell.strip()) and not (n and cell == upper.cells[n - 1])
        spanning[n] = cell.strip() if is_new else spanning.get(n - 1, "")
    sizes = [list(spanning.values()).count(spanning[n]) for n in own]
    titles = [lower.cells[n].strip() for n in own]
    is_whole = all(len(each) <= TITLE_LENGTH and not FIGURE.search(each) for each in titles)
    counted = [
        n
        for n in own
        if any(BARE.fullmatch(row.cells[n].strip()) for row in rows[at + 2 :] if not row.is_wide)
    ]
    if not (own and 0 not in own and is_whole and min(sizes) > 1 and len(counted) > 1):
        return rows
    cells = [
        spanning[n] + lower.cells[n].strip() if n in own else cell
        for n, cell in enumerate(upper.cells)
    ]
    return [*rows[:at], replace(upper, cells=tuple(cells)), *rows[at + 2 :]]


def titles_of(rows: Sequence[TableRow], genre: Genre | None) -> tuple[str, ...]:
    """The first row if it only holds short titles over rows with figures.

    Over nothing but bare figures they may be longer, and of some year: 2024年投放量.
    """
    rows = _below_remarks([row for row in rows if not row.is_wide])
    first = [flat(cell) for cell in rows[0].cells if cell.strip()] if rows else []
    is_of_years = any(columns.is_of_a_year(cell) for cell in first)  # 项目 | 2023年 | 2024年
    if len(first) < 2:  # noqa: PLR2004
        return ()
    is_usual = all(cell in _USUAL for cell in first)  # 项目 | 情况 | 数值
    is_usual = is_usual or (bool(first) and first[0] in _USUAL and _stand_over_figures(rows))
    is_usual = is_usual or (
        bool(first) and first[0] in _USUAL and any(map(_asks_what_came, first[1:]))
    )
    is_usual = is_usual or any(map(doneness.asks, first[1:]))  # 项目 | 是否完工
    if genre and not (is_of_years or is_usual) and placement.names_place(first[0], genre):
        return ()
    is_short = _is_matrix(rows) or all(
        len(unit_of(cell)[0]) <= TITLE_LENGTH
        and (columns.is_of_a_year(cell) or not FIGURE.search(cell))
        for cell in first
    )
    below = [row for row in rows[1:] if any(FIGURE.search(cell) for cell, _ in row.filled)]
    is_told = is_of_years or any(map(_is_told, first))
    return rows[0].cells if is_short and (len(below) > 1 or (below and is_told)) else ()


def _below_remarks(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows from the first on that has several cells: above it stands what is said of all.

    统计口径：1-11月 alone in a cell is no title, unless it stands in the first column.
    """
    at = next((n for n, row in enumerate(rows) if len(row.filled) > 1), 0)
    is_beside = all(not row.cells[0].strip() for row in rows[:at])
    return rows[at:] if is_beside else rows


def _asks_what_came(title: str) -> bool:
    """Whether a title asks for a figure or for what came of a row: 投了多少, 进展."""
    return columns.tells_results(title) or "多少" in title


def _is_told(title: str) -> bool:
    """Whether a title alone shows that its row is one of titles."""
    return title in FIGURE_TITLES or bool(columns.field_of(title)) or doneness.asks(title)


def _is_matrix(rows: Sequence[TableRow]) -> bool:
    """Whether words stand over and before nothing but bare figures, of two rows at least."""
    first, *told = [row.cells for row in rows if not row.is_total]
    is_titled = all(
        len(cell) <= MATRIX_LENGTH and not BARE.fullmatch(cell.strip()) and _WORD.search(cell)
        for cell in first
    )
    return (
        is_titled
        and len(told) > 1
        and all(
            not cell.strip() or BARE.fullmatch(cell.strip()) for row in told for cell in row[1:]
        )
    )


def _stand_over_figures(rows: Sequence[TableRow]) -> bool:
    """Whether some title stands over nothing but bare figures: 项目 | 类型 | 问题数."""
    told = [row.cells for row in rows[1:] if len(row.filled) > 1]
    return len(told) > 1 and any(
        rows[0].cells[n].strip() and all(BARE.fullmatch(cells[n].strip()) for cells in told)
        for n in range(1, len(rows[0].cells))
    )
