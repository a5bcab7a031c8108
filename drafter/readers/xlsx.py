"""Excel: one fact a row or a line of a cell, from every sheet that holds facts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from drafter.document import Facts, genre
from drafter.document.genre import Genre
from drafter.errors import BadInput
from drafter.readers import beside, columns, placement, table
from drafter.readers import header as headers
from drafter.readers.bullets import gather
from drafter.readers.cells import FIGURE
from drafter.readers.lines import Line, line
from drafter.readers.reader import Reader
from drafter.readers.sheet import assemble
from drafter.readers.signatures import office_suffix
from drafter.readers.table import lines
from drafter.readers.tablerow import TableRow
from drafter.readers.unread import STRUCK, Unread
from drafter.readers.workbook import (
    MAX_ROWS,
    NO_VALUE,
    MergedCells,
    Value,
    WorkbookSheet,
    column_name,
    coordinate,
    sheets,
)

SHEETS = ("要点", "事实", "facts")
SHEET_LEVEL = 8  # of a sheet's name as a heading: above the groups in its rows
LABEL_LENGTH = 16  # characters of what only says what a missing figure would have measured
_APART = re.compile(r"说明|字典|模板|示例|样例|样表|目录|封面|选项|下拉|参数|代码|数据源|填报须知")
_COVER = re.compile("封面|首页|基本信息|个人信息|填报信息")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)")
_UNIT_LAST = re.compile(r"[（(][^（）()]{1,6}[）)]$")


def facts(data: bytes, source: str) -> Facts:
    """Every row is a fact; a header row names the columns (`columns.NAMES`) and may be missing.

    Rows like `年度 | 2024` above the facts are the sheet's header. Merged cells count for each
    row they span, numbers are read as Excel shows them, and what is hidden is not read but named.

    Raises:
        Unreadable: damaged, too large, or no Excel file.
        BadInput: no row that could be a fact.
    """
    return told_in(sheets(data, source), source)


def told_in(every: Sequence[WorkbookSheet], source: str) -> Facts:
    """The facts of sheets of cells, wherever these were read from.

    Raises:
        BadInput: no row that could be a fact.
    """
    left = Unread()
    chosen = _chosen(every, source, left)
    tops = []
    for number, sheet in enumerate(chosen):
        prefix = f"{source}!" if number == 0 else f"{source}!{sheet.title}!"
        tops.append(table.head(_rows(sheet, prefix, left)))
    header = headers.from_pairs([pair for top in tops for pair in top.pairs], source)
    header = {**_covers([each for each in every if each not in chosen], source), **header}
    kind = genre.load(headers.genre_id(header))
    kept = [beside.tables(_told(top.rows, kind, left), kind) for top in tops]
    found = gather(_lines(chosen, kept, kind, source), kind, bare=True)
    notes = [note for top in tops for note in top.notes]
    notes += [note for each in kept for rows in each for note in table.unread(rows, kind)]
    if len(chosen) > 1:
        notes.append(f"读了 {len(chosen)} 个工作表：{'、'.join(each.title for each in chosen)}")
    told = (*notes, *left.notes, *found.notes)
    return assemble(found.bullets, {"title": found.title, **header}, source, told)


def _covers(others: Sequence[WorkbookSheet], source: str) -> dict[str, str]:
    """What sheets that hold no facts say of the author: a cover does."""
    seen = [each for each in others if not each.is_hidden and _COVER.search(each.title)]
    tops = [table.head(_rows(each, "", Unread())) for each in seen]
    return headers.from_pairs(dict(pair for top in tops for pair in top.pairs).items(), source)


def _lines(
    chosen: Sequence[WorkbookSheet],
    kept: Sequence[Sequence[Sequence[TableRow]]],
    kind: Genre,
    source: str,
) -> Iterator[Line]:
    """The lines of all sheets; the name of a sheet is their heading, of the first if it is a place.

    What stands on a second sheet is under no heading of the first.
    """
    for number, (sheet, tables) in enumerate(zip(chosen, kept, strict=True)):
        if number or placement.names_place(sheet.title, kind):
            yield line(sheet.title, f"{source}!{sheet.title}", level=SHEET_LEVEL)
        for rows in tables:
            yield from lines(rows, kind)


def _chosen(every: Sequence[WorkbookSheet], source: str, left: Unread) -> list[WorkbookSheet]:
    """The sheets to read: the one named for facts, or all that can be seen and say something."""
    seen = [sheet for sheet in every if not sheet.is_hidden and not sheet.is_empty]
    for sheet in every:
        if sheet.is_hidden and not sheet.is_empty:
            left.add("隐藏的工作表", f"“{sheet.title}”")
    if not seen:
        hint = "工作表都隐藏了，请取消隐藏" if left.places else "每条要点写一行"
        raise BadInput(f"{source} 里没有要点", hint=hint)
    named = [sheet for sheet in seen if sheet.title.lower() in SHEETS][:1]
    usual = [sheet for sheet in seen if not _APART.search(sheet.title)] or seen[:1]
    chosen = named or _of_last_year(usual)
    others = "、".join(sheet.title for sheet in seen if sheet not in chosen)
    if others:
        left.add(f"工作表里只读了“{chosen[0].title}”等 {len(chosen)} 个，其余", others)
    return chosen


def _of_last_year(seen: list[WorkbookSheet]) -> list[WorkbookSheet]:
    """Of sheets that are each named for a year, those of the last one."""
    years = [found[1] if (found := _YEAR.search(sheet.title)) else "" for sheet in seen]
    if "" in years:
        return seen
    return [sheet for sheet, year in zip(seen, years, strict=True) if year == max(years)]


def _rows(sheet: WorkbookSheet, prefix: str, left: Unread) -> list[TableRow]:
    """The rows that can be seen, each cell where it is seen."""
    texts, repeated, wide = _merged(sheet)
    _name_unread(sheet, prefix, left)
    first = min((column for _, column in texts), default=1)
    last = max((column for _, column in texts), default=1)
    seen = [n for n in range(first, last + 1) if n not in sheet.hidden_columns]
    found = []
    for number in sorted({row for row, _ in texts}):
        if number in sheet.hidden_rows:
            continue
        cells = tuple(texts.get((number, column), "") for column in seen)
        filled = [column for column, cell in zip(seen, cells, strict=True) if cell]
        again = frozenset(n for n, column in enumerate(seen) if (number, column) in repeated)
        is_wide = len(filled) == 1 and wide.get((number, filled[0]), 0) > 1 and filled[0] == seen[0]
        places = tuple(prefix + coordinate(number, column) for column in seen)
        found.append(TableRow(cells, places, again, is_wide))
    return found


def _merged(
    sheet: WorkbookSheet,
) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]], dict[tuple[int, int], int]]:
    """The texts where they are seen, which of them are repeated, and how wide merged ones are."""
    texts = {at: value.text or _mark(value.problem) for at, value in sheet.cells.items()}
    texts = {at: text for at, text in texts.items() if text.strip()}
    repeated: set[tuple[int, int]] = set()
    wide: dict[tuple[int, int], int] = {}
    used = sorted({row for row, _ in texts} - sheet.hidden_rows)
    for area in sheet.merged:
        text = texts.pop((area.top, area.left), "")
        seen = [n for n in range(area.left, area.right + 1) if n not in sheet.hidden_columns]
        rows = _spanned(area, used, sheet) if text and seen else []
        for row in rows:
            texts[row, seen[0]] = text
            wide[row, seen[0]] = len(seen)
            if row != rows[0]:
                repeated.add((row, seen[0]))
    return texts, repeated, wide


def _spanned(area: MergedCells, used: Sequence[int], sheet: WorkbookSheet) -> list[int]:
    """The rows of a merged area: the first that is seen, and those that hold something besides."""
    every = range(area.top, area.bottom + 1)
    first = next((row for row in every if row not in sheet.hidden_rows), None)
    inner = used[bisect_left(used, area.top) : bisect_right(used, area.bottom)]
    return sorted({*inner, first}) if first is not None else []


_MISSING = "\x00"  # stands for a value that is missing until its row has been looked at


def _mark(problem: str) -> str:
    return _MISSING if problem else ""


def _name_unread(sheet: WorkbookSheet, prefix: str, left: Unread) -> None:
    """Name what the sheet holds and does not show."""
    for (row, column), value in sheet.cells.items():
        if row in sheet.hidden_rows:
            left.add("隐藏的行", f"{prefix}{row} 行")
        elif column in sheet.hidden_columns:
            left.add("隐藏的列", f"{prefix}{column_name(column)} 列")
        elif kind := _problem(value):
            left.add(kind, prefix + coordinate(row, column))
    if sheet.beyond:
        left.add(f"{MAX_ROWS} 行以外、AX 列以外的单元格", f"{prefix}{sheet.beyond} 起")
    _name_around(sheet, prefix, left)


def _name_around(sheet: WorkbookSheet, prefix: str, left: Unread) -> None:
    """Name what stands beside the cells."""
    for told in sheet.margins:
        left.add("页眉、页脚", f"“{told[:12]}”")
    for cell in sheet.comments:
        left.add("批注", prefix + cell)
    for told in sheet.drawings:
        left.add("文本框", f"{prefix}“{told[:12]}”")


def _problem(value: Value) -> str:
    """Why a cell was not read, or not all of it."""
    if value.problem == NO_VALUE:
        return "公式没有算好的值（请在 Excel 里打开，另存一次），"
    return value.problem or (STRUCK if value.has_struck else "")


def _told(rows: Sequence[TableRow], kind: Genre, left: Unread) -> tuple[TableRow, ...]:
    """The rows without missing values; one that says nothing without its value is named."""
    named = next((row for row in rows if columns.header_of(row.cells)), None)
    titles = [columns.field_of(cell) for cell in named.cells] if named else []
    kept = []
    for row in rows:
        if _MISSING not in row.cells:
            kept.append(row)
            continue
        plain = TableRow(
            tuple("" if cell == _MISSING else cell for cell in row.cells),
            row.places,
            row.repeated,
            row.is_wide,
        )
        said = _said(plain, titles, kind)
        if said and (FIGURE.search(said) or not _is_label(said)):
            kept.append(plain)
        else:
            left.add("缺了值的行", f"{row.places[row.cells.index(_MISSING)]} {said}".strip())
    return tuple(kept)


def _said(row: TableRow, titles: Sequence[str], kind: Genre) -> str:
    """What a row says by itself: its text, or its cells but for the one that places it."""
    if "text" in titles:
        texts = [c for c, title in zip(row.cells, titles, strict=False) if title == "text"]
        return "".join(texts).strip()
    cells = [cell for cell, _ in row.filled]
    return "".join(cells[1:] if cells and placement.names_place(cells[0], kind) else cells)


def _is_label(said: str) -> bool:
    """Whether words only say what a figure would have measured: 新修公路（公里）."""
    return len(said) <= LABEL_LENGTH or bool(_UNIT_LAST.search(said))


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are an Excel file of today."""
    return office_suffix(data) in XLSX.suffixes


XLSX = Reader("Excel", (".xlsx", ".xlsm"), facts, sniff=sniff)
