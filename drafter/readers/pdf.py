"""PDF with a text layer: its lines joined to paragraphs; page numbers and margins left apart."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.document import Facts, genre
from drafter.document.genre import Genre
from drafter.errors import Unreadable
from drafter.readers import header as headers
from drafter.readers import table
from drafter.readers.bullets import gather
from drafter.readers.characters import LOST
from drafter.readers.letterspaced import closed_up
from drafter.readers.lines import Line, line
from drafter.readers.overwritten import renewed
from drafter.readers.pdfpage import PdfLine, joined, printed
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import assemble
from drafter.readers.signatures import office_suffix
from drafter.readers.tablerow import TableRow
from drafter.readers.unread import Unread

MARGIN = 0.1  # of a page's height, above and below, where page numbers and headers stand
EDGE = 0.065  # of a page: nothing but headers and page numbers stands so far out
SLACK = 1.2  # characters that a full line may lack at its end besides what did not fit
INDENT = 0.7  # characters by which a line is set in
APART = 1.3  # times the usual distance of lines: a header is that far from the text
MOST_UNTOLD = 0.5  # of a file's characters: with more it cannot be read
PITCH = 1.7  # times the usual distance of lines: wider is a gap between paragraphs
ALIKE = 0.15  # by how much sizes may differ within a paragraph
_PAGE = re.compile(
    r"[-—–－\s·]*(?:第)?\s*\d{1,3}\s*(?:页|/\s*\d{1,3})?(?:\s*共\s*\d+\s*页)?[-—–－\s·]*"
)
_WHOLE = re.compile(r"(?:[A-Za-z0-9.,%％]+|.)[，。、；：）”》]*")  # no line begins with a mark
_NOTE = re.compile(
    "(?:注|备注|说明|附注|注意|填[表报写]说明)[：:]"
)  # begins a paragraph of its own
_ENDED = re.compile(r"[。！？!?；;：:”]$")


@dataclass(slots=True)
class PageBlock:
    """A paragraph, or the rows of a table, with the place of its first line."""

    lines: list[PdfLine]
    place: str
    is_table: bool = False

    @property
    def text(self) -> str:
        """The paragraph on one line."""
        return joined([each.text for each in self.lines])


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lines of a document, or those of one of its columns, have in common."""

    left: float
    right: float
    pitch: float
    is_indented: bool


def facts(data: bytes, source: str) -> Facts:
    """Every paragraph and table row is a fact, but for headings and header lines.

    Raises:
        Unreadable: damaged, encrypted, or without a text layer.
        BadInput: no paragraph that could be a fact.
    """
    left = Unread()
    parts = _parts(data, source, left)
    new = renewed(["" if part.is_table else part.text for part in parts], source)
    for part, told in zip(parts, new.rows, strict=True):
        if not part.is_table and told != part.text:
            part.lines = [replace(part.lines[0], cells=(told,))]
    taken = headers.take(["" if part.is_table else part.text for part in parts])
    tables = {part.place: _table(part, source) for part in parts if part.is_table}
    tops = {place: table.head(rows) for place, rows in list(tables.items())[:1]}
    tables |= {place: list(top.rows) for place, top in tops.items()}
    pairs = [*taken.header.items(), *(pair for top in tops.values() for pair in top.pairs)]
    header = headers.from_pairs(pairs, source)
    kind = genre.load(headers.genre_id(header))
    kept = [p for p, rest in zip(parts, taken.rest, strict=True) if p.is_table or rest]
    found = gather(_lines(kept, tables, kind, source), kind, bare=True)
    notes = [note for rows in tables.values() for note in table.unread(rows, kind)]
    all_notes = (*taken.notes, *notes, *found.notes, *new.notes, *left.notes)
    return assemble(found.bullets, {"title": found.title, **header}, source, all_notes)


def text(data: bytes, source: str) -> Text:
    """A report's paragraphs in order, one line a cell of a table."""
    left = Unread()
    lines: list[str] = []
    for part in _parts(data, source, left):
        lines += (
            [cell for row in part.lines for cell in row.cells if cell]
            if part.is_table
            else [part.text]
        )
    return Text("\n".join(lines), left.notes)


def _parts(data: bytes, source: str, left: Unread) -> list[PageBlock]:
    """Paragraphs and tables.

    Raises:
        Unreadable: no page has a text layer, or one that tells its characters.
    """
    every = printed(data, source, left)
    if not every:
        hint = "多半是扫描件：请先用识别软件转成文字，另存为 .docx 或 .txt"
        raise Unreadable(f"{source} 里没有文字", hint=hint)
    text = "".join(each.text for each in every)
    if text.count(LOST) > MOST_UNTOLD * len(text):
        hint = "字体没有说明是什么字：请用识别软件转成文字，或者找原来的 Word 文件"
        raise Unreadable(f"{source} 里的字大多认不出", hint=hint)
    every = _closed_up(every, left)
    margins = _margins(every)
    for each in every:
        if id(each) in margins and not _PAGE.fullmatch(each.text):
            left.add(f"页眉、页脚（{each.text[:12]}）", f"第 {each.page} 页")
    body = [each for each in every if id(each) not in margins] or every
    columns = sorted({each.column for each in body})
    pages = {n: _layout([each for each in body if each.column == n]) for n in columns}
    count: Counter[int] = Counter()
    parts: list[PageBlock] = []
    for each in body:
        count[each.page] += 1
        _add(parts, pages, each, f"p{each.page}l{count[each.page]}")
    for part in parts:
        if part.is_table and not part.lines[0].is_ruled:
            left.add("表格按行读入，请对照原文核对；表格的框线", f"{source}:{part.place}")
    return parts


def _closed_up(every: Sequence[PdfLine], left: Unread) -> list[PdfLine]:
    """The lines, those closed up whose characters were written with blanks between them."""
    closed = closed_up(["" if len(each.cells) > 1 else each.text for each in every])
    made = list(every)
    for number in closed.changed:
        old = every[number - 1]
        made[number - 1] = replace(old, cells=(closed.rows[number - 1],))
        left.add("字字隔开的行已连起来读，数字请核对；其中的空格", f"第 {old.page} 页")
    return made


def _margins(every: Sequence[PdfLine]) -> set[int]:
    """The lines that are page numbers, come again on most pages, or stand apart at the edge."""
    pages = len({each.page for each in every})
    edges = [(each, min(_height(each), 1 - _height(each))) for each in every]
    counts = Counter(_plain(each) for each, edge in edges if edge < MARGIN)
    found = set()
    for each, edge in edges:
        is_again = counts[_plain(each)] * 2 > pages > 1
        is_marginal = edge < MARGIN and (is_again or _PAGE.fullmatch(each.text))
        if is_marginal or (edge < EDGE and _is_apart(each, every)):
            found.add(id(each))
    return found


def _is_apart(each: PdfLine, every: Sequence[PdfLine]) -> bool:
    """Whether a wider gap than between other lines parts a line from the rest of its page."""
    bases = [other.base for other in every if other.page == each.page]
    gaps = sorted(a - b for a, b in pairwise(bases) if a > b)
    nearest = min((abs(base - each.base) for base in bases if base != each.base), default=0.0)
    return nearest > APART * (gaps[(len(gaps) - 1) // 2] if gaps else each.size)


def _height(each: PdfLine) -> float:
    """How far up on its page a line stands: 0 at the bottom, 1 at the top."""
    return each.base / (each.paper[1] or 1)


def _plain(each: PdfLine) -> str:
    return re.sub(r"\d+", "", each.text)


def _layout(body: Sequence[PdfLine]) -> _Page:
    size = sorted(each.size for each in body)[len(body) // 2]
    lefts = Counter(round(each.left / size * 2) / 2 for each in body)
    common = [left for left, count in lefts.items() if count * 8 >= len(body)]
    left = min(common or lefts) * size
    pitches = [a.base - b.base for a, b in pairwise(body) if a.base > b.base]
    pitch = sorted(pitches)[len(pitches) // 2] if pitches else size
    indented = sum(each.left - left > INDENT * size for each in body)
    rights = sorted(each.right for each in body)
    right = rights[len(rights) * 9 // 10]
    if not body[0].column:
        right = max(right, body[0].paper[0] - left - SLACK * size)
    return _Page(left, right, pitch, indented * 5 >= len(body))


def _add(parts: list[PageBlock], pages: Mapping[int, _Page], row: PdfLine, place: str) -> None:
    """Put a line to the paragraph or table that it goes on with."""
    last = parts[-1] if parts else None
    if len(row.cells) > 1:
        if last and last.is_table and _goes_with(last.lines[-1], row):
            last.lines.append(row)
        else:
            parts.append(PageBlock([row], place, is_table=True))
    elif last and not last.is_table and _goes_on(pages, last, row):
        last.lines.append(row)
    else:
        parts.append(PageBlock([row], place))


def _goes_with(before: PdfLine, row: PdfLine) -> bool:
    """Whether two lines are rows of the same table: at least one column begins alike."""
    if before.is_ruled != row.is_ruled:
        return False
    near = (abs(a - b) < row.size for a in before.starts[1:] for b in row.starts[1:])
    return any(near) or len(before.cells) == len(row.cells)


def _goes_on(pages: Mapping[int, _Page], part: PageBlock, row: PdfLine) -> bool:
    """Whether a line goes on with a paragraph whose last line was full."""
    before, first = part.lines[-1], part.lines[0]
    page, own = pages[before.column], pages[row.column]
    size = before.size
    is_alike = abs(row.size - size) <= ALIKE * size
    is_near = row.page != before.page or before.base - row.base <= PITCH * max(page.pitch, size)
    is_full = before.right + (_first_width(row.text) + SLACK) * size > page.right
    is_own = line(row.text, "").marker or _NOTE.match(row.text)
    if not (is_alike and is_near and is_full) or is_own:
        return False
    is_first_set_in = first.left - pages[first.column].left > INDENT * size
    if row.left - own.left > INDENT * size:
        hangs = row.left - own.left > first.left - pages[first.column].left + INDENT * size
        return bool(line(first.text, "").marker) and hangs
    return is_first_set_in or page.is_indented or not _ENDED.search(before.text)


def _first_width(text: str) -> float:
    """How many characters wide the beginning of a line is that cannot be parted."""
    found = _WHOLE.match(text)
    whole = found[0] if found else ""
    return sum(0.55 if char.isascii() else 1.0 for char in whole)


def _table(part: PageBlock, source: str) -> list[TableRow]:
    """The rows of a table, each cell in the column where it begins."""
    apart = part.lines[0].size * (1 if part.lines[0].is_ruled else 2)
    columns: list[float] = []
    for start in sorted(start for each in part.lines for start in each.starts):
        if not columns or start - columns[-1] > apart:
            columns.append(start)
    rows: list[TableRow] = []
    for number, each in enumerate(part.lines, 1):
        cells = [""] * len(columns)
        for start, cell in zip(each.starts, each.cells, strict=True):
            at = max(n for n, column in enumerate(columns) if column <= start)
            cells[at] += cell
        repeated = frozenset(at for at in each.above if rows and not cells[at])
        for at in repeated:
            cells[at] = rows[-1].cells[at]
        places = (f"{source}:{part.place}r{number}c{n}" for n in range(1, len(columns) + 1))
        rows.append(TableRow(tuple(cells), tuple(places), repeated))
    return rows


def _lines(
    parts: Sequence[PageBlock], tables: dict[str, list[TableRow]], kind: Genre, source: str
) -> Iterator[Line]:
    for part in parts:
        if part.is_table:
            yield from table.lines(tables[part.place], kind)
        else:
            yield line(part.text, f"{source}:{part.place}")


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are a PDF."""
    return office_suffix(data) in PDF.suffixes


PDF = Reader("PDF", (".pdf",), facts, text, sniff)
