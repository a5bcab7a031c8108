"""The lines of a PDF's pages, put together from its characters and where they stand."""

import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from drafter.errors import Unreadable
from drafter.readers import characters
from drafter.readers.archive import corrupt
from drafter.readers.lines import line
from drafter.readers.pdfchars import Char, RuledLine, read, rules, turn
from drafter.readers.pdfcolumns import PageRow, in_order
from drafter.readers.pdffonts import lost, name_untold
from drafter.readers.pdfmarks import levelled, strokes, without_notes, without_struck
from drafter.readers.pdftables import Grid, grids
from drafter.readers.unread import Unread

MAX_PAGES = 300  # a report has ten
CELL_GAP = 1.6  # in heights of a character: wider is another cell
WORD_GAP = 0.25
HANG = 8  # characters that a number and the tab behind it are wide
SAME_LINE = 0.45
LETTERSPACED = 3  # even gaps between Chinese characters that show that a line is set wide
UNEVEN = 0.15  # of a character's height, by which such gaps may differ
_OF_FIGURE = re.compile("[0-9.,%]")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LOCK = threading.Lock()  # PDFium works on one thread at a time


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line as it is printed: its cells where wide gaps part it."""

    cells: tuple[str, ...]
    starts: tuple[float, ...]  # where each cell begins
    right: float
    base: float
    size: float
    page: int
    paper: tuple[float, float]  # width and height of its page
    column: int = 0  # 0: it is printed over the whole width
    is_ruled: bool = False  # a row of a table with lines around its cells
    above: frozenset[int] = frozenset()  # of those, the cells that are one with the cell above

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.starts[0]


def printed(data: bytes, source: str, left: Unread) -> list[PdfLine]:
    """Every line of a PDF in reading order; pages without text are named in `left`.

    Raises:
        Unreadable: damaged, encrypted, or there is nothing here to read PDFs with.
    """
    try:
        import pypdfium2  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        hint = "安装：pip install pypdfium2；或者另存为 .docx"
        raise Unreadable(f"{source} 读不了：没有装读 PDF 的部件", hint=hint) from error
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", 0) == _PASSWORD or "password" in str(error).lower():
                raise Unreadable(f"{source} 加了密码", hint="去掉密码，另存一份") from error
            raise corrupt(source, "PDF") from error
        try:
            return list(_pages(document, source, left))
        except (pypdfium2.PdfiumError, ValueError, OSError) as error:
            raise corrupt(source, "PDF") from error
        finally:
            document.close()


def _pages(document: Any, source: str, left: Unread) -> Iterator[PdfLine]:
    gutter = None
    for number in range(min(len(document), MAX_PAGES)):
        page = document[number]
        place = f"{source}:第 {number + 1} 页"
        textpage = page.get_textpage()
        try:
            turned = turn(page, textpage)
            chars = list(read(page, textpage, place, left, turned))
            chars += lost(page, textpage, chars, turned, place, left)
            ruled = rules(page, turned)
            paper = turned.paper if turned.quarters else _paper(page)
        finally:
            textpage.close()
            page.close()
        if not chars:
            left.add("没有文字的页（扫描件或图片）", place)
        name_untold(chars, place, left)
        struck = strokes(chars, ruled)
        ruled = [rule for rule in ruled if rule not in struck]
        told = levelled(without_struck(chars, struck, place, left))
        rows = [row for row in _rows(told, ruled) if any(char.text for char in row.chars)]
        ordered, gutter = in_order(without_notes(rows, place, left), ruled, gutter)
        for row in ordered:
            yield from _lines(row, number + 1, paper)
    if len(document) > MAX_PAGES:
        left.add(f"第 {MAX_PAGES} 页以后", source)


def _paper(page: Any) -> tuple[float, float]:
    return float(page.get_width()), float(page.get_height())


def _rows(chars: Sequence[Char], ruled: Sequence[RuledLine]) -> Iterator[PageRow]:
    """The characters of each line, and each ruled table as one, from the top of the page."""
    tables = [PageRow([c for c in chars if g.holds(c)], g.rows[0], g) for g in grids(ruled)]
    inside = {id(char) for table in tables for char in table.chars}
    free = _lined_up([char for char in chars if id(char) not in inside])
    filled = (table for table in tables if table.chars)
    yield from sorted([*free, *filled], key=lambda row: -row.base)


def _lined_up(chars: Sequence[Char]) -> Iterator[PageRow]:
    """The characters of each line."""
    row: list[Char] = []
    for char in sorted(chars, key=lambda char: (-char.base, char.left)):
        if row and row[0].base - char.base > SAME_LINE * max(row[0].size, char.size):
            yield PageRow(row, row[0].base)
            row = []
        row.append(char)
    if row:
        yield PageRow(row, row[0].base)


def _lines(row: PageRow, page: int, paper: tuple[float, float]) -> Iterator[PdfLine]:
    if row.grid:
        yield from _ruled(row, row.grid, page, paper)
    else:
        yield replace(_line(row.chars, page, paper), column=row.column)


def _ruled(row: PageRow, grid: Grid, page: int, paper: tuple[float, float]) -> Iterator[PdfLine]:
    """The rows of a ruled table, the lines of each cell joined."""
    held: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for char in row.chars:
        held[grid.cell(char)].append(char)
    count = len(grid.columns) - 1
    for at, (top, bottom) in enumerate(pairwise(grid.rows)):
        cells = [_joined(held[at, column], page, paper) for column in range(count)]
        above = {n for n in range(count) if at and not grid.is_parted_above(at, n)}
        if any(cells):
            size = next(c.size for n in range(count) for c in held[at, n])
            yield PdfLine(
                tuple(cells), grid.columns[:-1], grid.columns[-1], (top + bottom) / 2, size, page,
                paper, row.column, is_ruled=True, above=frozenset(above),
            )  # fmt: skip


def _joined(chars: Sequence[Char], page: int, paper: tuple[float, float]) -> str:
    """The text of a cell on one line."""
    lines = [_line(row.chars, page, paper).text for row in _lined_up(chars)]
    return joined(lines)


def joined(lines: Sequence[str]) -> str:
    """Lines as one, with a blank between Latin words.

    >>> joined(["引进企业", "9家"]), joined(["a plan", "for"])
    ('引进企业9家', 'a plan for')
    """
    text = ""
    for each in lines:
        is_word = text[-1:].isascii() and text[-1:].isalpha() and each[:1].isascii()
        text += (" " if is_word else "") + each
    return text


def _line(row: Sequence[Char], page: int, paper: tuple[float, float]) -> PdfLine:
    """A line with its cells, blanks between words, and ordinary characters."""
    ordered = sorted(row, key=lambda char: char.left)
    size = sorted(char.size for char in ordered)[len(ordered) // 2]
    seen = [char for char in ordered if char.text.strip()] or ordered[:1]
    cells, starts, before = [""], [seen[0].left], seen[0]
    apart = _letterspacing(seen, size)
    is_blank = False
    for char in ordered:
        if not char.text:  # struck out: no gap between cells
            before = char
            continue
        if not char.text.strip():
            is_blank = bool(cells[-1])
            continue
        gap = char.left - before.right
        if cells[-1] and gap > CELL_GAP * size:
            cells.append("")
            starts.append(char.left)
        elif cells[-1] and (
            is_blank or (gap > WORD_GAP * size and _are_words(before, char, apart))
        ):
            cells[-1] += " "
        cells[-1] += char.text
        before, is_blank = char, False
    if len(cells) == 2 and starts[1] - starts[0] < HANG * size and _is_number(cells[0]):  # noqa: PLR2004
        cells, starts = ["".join(cells)], starts[:1]
    told = tuple(characters.folded(cell) for cell in cells)
    return PdfLine(told, tuple(starts), before.right, row[0].base, size, page, paper)


def _is_number(cell: str) -> bool:
    """Whether a cell is but the number of what a tab sets apart from it: （一）, 1."""
    behind = line(f"{cell}事", "")
    return bool(behind.marker) and behind.text == "事"


def _letterspacing(seen: Sequence[Char], size: float) -> float:
    """How far apart at most the characters of a line stand that is set wide; 0 where it is not."""
    gaps = sorted(
        char.left - before.right
        for before, char in pairwise(seen)
        if not (before.text.isascii() or char.text.isascii())
    )
    if len(gaps) < LETTERSPACED or gaps[0] <= WORD_GAP * size:
        return 0.0
    usual = gaps[len(gaps) // 2]
    is_even = all(abs(gap - usual) <= UNEVEN * size for gap in gaps)
    return usual + UNEVEN * size if is_even else 0.0


def _are_words(before: Char, char: Char, apart: float) -> bool:
    """Whether a gap parts two Latin words or figures; the digits of one stand as all else does."""
    is_figure = bool(_OF_FIGURE.match(before.text) and _OF_FIGURE.match(char.text))
    is_apart = char.left - before.right > apart or not is_figure
    return is_apart and before.text.isascii() and char.text.isascii()
