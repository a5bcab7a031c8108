"""What a web page says, as lines: one for each of its blocks, and one for each row of a table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from drafter.document import genre
from drafter.readers import header as headers
from drafter.readers import placement, separated, webpage
from drafter.readers.encoding import decode
from drafter.readers.reader import Text
from drafter.readers.tabbed import untabbed

_BETWEEN = re.compile(r"(?<=[!-~])\s*\n\s*(?=[!-~])")  # Latin words or figures, which are two
_BREAKS = re.compile(r"\s*\n\s*")
_POINT = "- "  # before each of a list
_NUMBERED = re.compile(
    rf"^{_POINT}\s*(?=$|[-•·●①-⑳]|[（(]?[一二三四五六七八九十\d]{{1,3}}[、.．）)](?!\d))"
)
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "table", "ul", "ol", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_HEADING = re.compile(r"<(h[1-6])[\s>]", re.IGNORECASE)
_RULE = "==="
_RULED = re.compile(  # what no heading of a plain sheet would hold, and so stands without rules
    rf"^{_RULE} (?=[^=]*[\d#*~]|.{{0,1}} {_RULE}$|.{{31}})([^=]*) {_RULE}$"
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("style", "script", "title", "template"))
_OF_HEAD = frozenset(  # with Word's own, whose names have colons
    ("base", "link", "meta", "noscript", "script", "style", "template", "title", "xml")
)
_MAX_SPAN = 64


def read(data: bytes, source: str) -> Text:
    """The sheet on a page that was saved to a file, and notes on what of it is not seen.

    Raises:
        Unreadable: in a code that nobody knows.
    """
    return shown(decode(data, source), source)


def shown(page: str, source: str, *, is_sheet: bool = True) -> Text:
    """What is seen on a page, and notes on what is not.

    Args:
        page: the whole of it.
        source: its name, for notes.
        is_sheet: whether its headings are set between rules, as they are in a plain sheet.
    """
    seen, notes = webpage.shown(page.encode(), source)
    return Text(told(seen.decode(), is_sheet=is_sheet), notes)


def told(page: str, *, is_sheet: bool = False) -> str:
    r"""What a page says; a name of a place in front of one cell is the heading of it.

    >>> told("<ul><li>修桥2座</li><li>讲课&nbsp;4次</li></ul>").split()
    ['-', '修桥2座', '-', '讲课', '4次']
    >>> told("<table><tr><td><p>存在不足</p><td><p>下村少<p>读书少</table>").split()
    ['存在不足', '下村少', '读书少']
    >>> told("<h2>窗口</h2><p>办件3件</p><h2>后勤</h2><p>修灶2处</p>", is_sheet=True).split("\n")[1]
    '=== 窗口 ==='
    """
    reading = _Page(_headings(page) if is_sheet else "")
    reading.feed(page)
    reading.close()
    rows = (_NUMBERED.sub("", row) for row in "".join(reading.pieces).split("\n"))
    rows = (_RULED.sub(r"\1", row) for row in rows)
    return "\n".join(_headed(list(rows)))


def _headings(page: str) -> str:
    """The tag of the outermost headings of which there are several; those below them are lines."""
    counts = Counter(map(str.lower, _HEADING.findall(page)))
    return min((tag for tag, count in counts.items() if count > 1), default="")


def _headed(rows: list[str]) -> Iterator[str]:
    """The rows; those of tables that are read as such stay as they are."""
    usual = genre.load(headers.genre_id({}))
    tables = separated.tables(rows, "")
    start = 0
    while start < len(rows):
        if start in tables:
            yield from rows[start : tables[start].end]
            start = tables[start].end
            continue
        cells, end = separated.row_cells(rows, start, separated.TAB)
        filled = [cell for cell in cells if cell]
        if len(filled) == 2 and placement.names_place(filled[0], usual):  # noqa: PLR2004
            yield from (line for cell in filled for line in cell.split("\n"))
        elif len(filled) == len(cells) == 2:  # noqa: PLR2004
            yield _paired(*(cell.replace("\n", "；") for cell in filled))
        elif filled:
            yield "\t".join(cell.replace("\n", "；") for cell in filled)
        else:
            yield rows[start]
        start = end


def _paired(label: str, value: str) -> str:
    """A row of a label and what it is: a field of the header, or what is told of one thing.

    >>> _paired("姓 名", "王强"), _paired("谈话", "27人次"), _paired("标签：", "工作")
    ('姓 名：王强', '谈话27人次', '标签：工作')
    """
    is_field = headers.known(label) is not None
    return f"{label}：{value}" if is_field else untabbed(f"{label}\t{value}")


@dataclass(slots=True)
class _TableRow:
    """A row that is open: what its cells say."""

    cells: list[list[str]] = field(default_factory=list)
    is_covered: bool = False  # a cell of a row above reaches into it

    def cell(self, *, columns: int = 1) -> None:
        """Begin a cell."""
        self.cells.append([])
        self.cells.extend([""] for _ in range(columns - 1))


@dataclass(slots=True)
class _Table:
    """A table that is open: how many rows more a cell of each column takes."""

    taken: dict[int, int] = field(default_factory=dict)
    row: _TableRow | None = None
    at: int = 0  # the cell that words go to

    def begin_row(self) -> None:
        """A row begins."""
        self.row = _TableRow()
        self._cover()

    def begin_cell(self, rows: int, columns: int) -> None:
        """A cell begins, behind those that reach down into its row."""
        if self.row is None:
            self.begin_row()
        assert self.row is not None  # noqa: S101  just begun
        self.at = len(self.row.cells)
        self.row.cell(columns=columns)
        if rows > 1:
            self.taken[self.at] = rows - 1
        self._cover()

    def _cover(self) -> None:
        while self.row is not None and self.taken.get(len(self.row.cells), 0):
            self.taken[len(self.row.cells)] -= 1
            self.row.cells.append([])
            self.row.is_covered = True


class _Page(HTMLParser):
    """Puts the lines of a page together."""

    def __init__(self, headings: str) -> None:
        super().__init__()
        self.headings = headings  # the tag of what is set between rules
        self.pieces: list[str] = []
        self.unseen = 0  # depth of what is not shown
        self.in_head = False  # which needs no end tag: what is shown ends it
        self.tables: list[_Table] = []  # that are open, the inner one last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, a cell is one with its row."""
        self.unseen += tag in _UNSEEN
        self.in_head = tag == "head" or (self.in_head and (tag in _OF_HEAD or ":" in tag))
        if tag in _BLOCKS:
            self._write("\n")
        if tag == "li":
            self._write(_POINT)
        elif tag == self.headings:
            self._write(f"{_RULE} ")
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self._end_row()
            self.tables[-1].begin_row()
        elif tag in _CELLS and self.tables:
            spans = dict(attrs)
            self.tables[-1].begin_cell(_span(spans.get("rowspan")), _span(spans.get("colspan")))

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line, a row its cells."""
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        self.in_head = self.in_head and tag != "head"
        if tag in {"tr", "table"} and self.tables:
            self._end_row()
        if tag == "table" and self.tables:
            self.tables.pop()
        if tag == self.headings:
            self._write(f" {_RULE}")
        if tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        """Words that are shown; line ends among them are blanks, which Han does not need."""
        if not self.unseen and not self.in_head:
            self._write(_BREAKS.sub("", _BETWEEN.sub(" ", data)).replace("\xa0", " "))

    def close(self) -> None:
        """The page ends, and all that is open on it."""
        super().close()
        while self.tables:
            self._end_row()
            self.tables.pop()

    def _write(self, piece: str) -> None:
        """Words go to the innermost cell that is open."""
        for each in reversed(self.tables):
            if each.row is not None and each.at < len(each.row.cells):
                each.row.cells[each.at].append(piece)
                return
        self.pieces.append(piece)

    def _end_row(self) -> None:
        """One cell alone only frames what it says; several are one line, with tabs between."""
        row, self.tables[-1].row = self.tables[-1].row, None
        if row is None:
            return
        told = ["".join(cell) for cell in row.cells]
        filled = [each for each in told if each.strip()]
        if len(filled) == 1 and not row.is_covered:
            self._write(f"\n{filled[0]}\n")
        elif filled:
            self._write("\t".join(map(_quoted, told)) + "\n")


def _quoted(cell: str) -> str:
    """What a cell says, its lines in quotation marks as sheets write them."""
    lines = [line.strip().replace("\t", " ") for line in cell.split("\n") if line.strip()]
    whole = "\n".join(lines)
    return '"{}"'.format(whole.replace('"', '""')) if len(lines) > 1 else whole


def _span(written: str | None) -> int:
    return min(int(written), _MAX_SPAN) if written and written.isdecimal() and int(written) else 1
