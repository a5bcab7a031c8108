"""Word: paragraphs, lists, headings and simple tables as facts; or a report's plain text."""

from collections.abc import Iterator

from drafter import genre
from drafter.document import Facts
from drafter.genre import Genre
from drafter.readers import header as headers
from drafter.readers import table
from drafter.readers.bullets import gather
from drafter.readers.lines import Line, line
from drafter.readers.reader import Reader
from drafter.readers.sheet import assemble
from drafter.readers.wordbody import Paragraph, Table, blocks

INDENT = 4  # of one level of a list, as `lines` counts indents


def facts(data: bytes, source: str) -> Facts:
    """Every paragraph, list item and table row is a fact, but for headings and header lines.

    Raises:
        Unreadable: damaged, too large, or no Word file.
        BadInput: no paragraph that could be a fact.
    """
    body = _without_soft_breaks(blocks(data, source))
    texts = [block.text if isinstance(block, Paragraph) else "" for block in body]
    taken = headers.take(texts)
    kind = genre.load(headers.genre_id(taken.header))
    kept = [
        block for block, now, before in zip(body, taken.rest, texts, strict=True) if now == before
    ]
    found = gather(_lines(kept, kind, source), kind, bare=True)
    notes = tuple(note for rows in _tables(kept, source) for note in table.unread(rows))
    notes = (*taken.notes, *dict.fromkeys(notes), *found.notes)
    return assemble(found.bullets, {"title": found.title, **taken.header}, source, notes)


def text(data: bytes, source: str) -> str:
    """A report's paragraphs in order, Word's automatic numbers written out, one line a cell."""
    return "\n".join(_report_lines(blocks(data, source)))


def _report_lines(body: list[Paragraph | Table]) -> Iterator[str]:
    for block in body:
        match block:
            case Paragraph():
                yield (block.number or "") + block.text
            case Table():
                yield from (cell for row in block.rows for cell in row)


def _without_soft_breaks(body: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """Lines that were parted inside a paragraph as paragraphs of their own."""
    return [
        part
        for block in body
        for part in (
            [
                Paragraph(each, block.index, block.style, block.number)
                for each in block.text.split("\n")
            ]
            if isinstance(block, Paragraph)
            else [block]
        )
    ]


def _lines(body: list[Paragraph | Table], kind: Genre, source: str) -> Iterator[Line]:
    for block in body:
        match block:
            case Table():
                yield from table.lines(_rows(block, source), kind)
            case Paragraph(number=None):
                yield line(block.text, f"{source}:p{block.index}", level=block.style.level)
            case Paragraph():
                yield _list_item(block, f"{source}:p{block.index}")


def _list_item(block: Paragraph, source: str) -> Line:
    """A paragraph of a list: bullets are told by their list, numbers by what they show."""
    indent = " " * (INDENT * block.style.depth)
    raw = f"{indent}{block.number} {block.text}" if block.number else f"{indent}- {block.text}"
    return line(raw, source, level=block.style.level)


def _tables(body: list[Paragraph | Table], source: str) -> Iterator[list[table.Row]]:
    return (_rows(block, source) for block in body if isinstance(block, Table))


def _rows(block: Table, source: str) -> list[table.Row]:
    return [
        table.Row(
            cells,
            tuple(f"{source}:t{block.index}r{number}c{n}" for n in range(1, len(cells) + 1)),
        )
        for number, cells in enumerate(block.rows, 1)
    ]


DOCX = Reader("Word", (".docx", ".docm"), facts, text)
