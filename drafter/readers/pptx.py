"""Slides: titles are headings, points and rows of tables are facts, and so are speakers' notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import Facts, genre
from drafter.document.genre import Genre
from drafter.readers import header as headers
from drafter.readers import table
from drafter.readers.bullets import gather
from drafter.readers.letterspaced import closed_up
from drafter.readers.lines import Line, bracketed, line
from drafter.readers.reader import Reader
from drafter.readers.sheet import assemble
from drafter.readers.signatures import office_suffix
from drafter.readers.slidebody import SlideParagraph, Slides, SlideTable, read
from drafter.readers.tablerow import TableRow

TITLE_LEVEL = 2  # of the title of a slide; that of the first one is the name of the whole
INDENT = 4  # of one level of points, as `lines` counts indents


def facts(data: bytes, source: str) -> Facts:
    """The facts on the slides and in the notes to them, each under the title of its slide.

    Raises:
        Unreadable: damaged, too large, or no presentation.
        BadInput: no line of it could be a fact.
    """
    found = read(data, source)
    blocks = [block for slide in found.slides for block in slide]
    closed = closed_up([b.text if isinstance(b, SlideParagraph) else "" for b in blocks])
    taken = headers.take(closed.rows)
    kind = genre.load(headers.genre_id(taken.header))
    blocks = [
        replace(block, text=text) if isinstance(block, SlideParagraph) else block
        for block, text in zip(blocks, taken.rest, strict=True)
    ]
    lines = _lines(blocks, _cover(found), source, kind)
    gathered = gather(lines, kind, bare=True)
    tables = (_rows(block, source) for block in blocks if isinstance(block, SlideTable))
    unread = [note for rows in tables for note in table.unread(rows, kind)]
    notes = (*taken.notes, *gathered.notes, *unread, *closed.note(source), *found.notes)
    return assemble(gathered.bullets, {"title": gathered.title, **taken.header}, source, notes)


def _cover(found: Slides) -> str:
    """Where the name of the whole stands: the title of the first slide."""
    first = (b for b in found.slides[0] if isinstance(b, SlideParagraph) and b.is_title)
    return next((block.place for block in first), "") if found.slides else ""


def _lines(
    blocks: Sequence[SlideParagraph | SlideTable], cover: str, source: str, kind: Genre
) -> Iterator[Line]:
    """Every paragraph as a line, every row of a table as one."""
    for block in blocks:
        if isinstance(block, SlideTable):
            yield from table.lines(_rows(block, source), kind)
            continue
        place = f"{source}:{block.place}"
        level = 1 if block.place == cover else TITLE_LEVEL if block.is_title else 0
        indent = " " * (INDENT * block.depth)
        found = line(indent + block.text, place, level=level)
        is_bare = block.is_point and not (found.marker or found.is_empty or bracketed(block.text))
        yield line(f"{indent}- {block.text.strip()}", place) if is_bare else found


def _rows(block: SlideTable, source: str) -> list[TableRow]:
    """The rows with every cell at its column."""
    return [
        TableRow(row, tuple(f"{source}:{block.place}r{n}c{at}" for at in range(1, len(row) + 1)))
        for n, row in enumerate(block.rows, 1)
    ]


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are slides."""
    return office_suffix(data) in PPTX.suffixes


PPTX = Reader("幻灯片", (".pptx", ".ppsx", ".pptm"), facts, sniff=sniff)
