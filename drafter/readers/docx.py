"""Word: paragraphs, lists, headings, tables and text boxes as facts; or a report's plain text."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from drafter.document import Facts, genre
from drafter.document.genre import Genre
from drafter.readers import header as headers
from drafter.readers import placement, table, tableunits
from drafter.readers.bullets import gather
from drafter.readers.cells import FIGURE
from drafter.readers.fullwidth import unfolded
from drafter.readers.letterspaced import closed_up
from drafter.readers.lines import HEADING_LENGTH, Line, line
from drafter.readers.overwritten import renewed
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import assemble
from drafter.readers.signatures import office_suffix
from drafter.readers.tabbed import untabbed
from drafter.readers.tablerow import TableRow
from drafter.readers.unread import Unread
from drafter.readers.wordbody import Block, BodyParagraph, Box, Table, WordCell, read

BOLD_LEVEL = 8  # of a heading that only its looks make one: below those with a style
TOP = 3  # paragraphs in which title and author stand
INDENT = 4  # of one level of a list, as `lines` counts indents


def facts(data: bytes, source: str) -> Facts:
    """Every paragraph, list item and table row is a fact, but for headings and header lines.

    Raises:
        Unreadable: damaged, too large, or no Word file.
        BadInput: no paragraph that could be a fact.
    """
    document = read(data, source)
    body = _numbered(_flattened(document.blocks))
    closed = closed_up([b.text if isinstance(b, BodyParagraph) else "" for b in body])
    new = renewed(closed.rows, source)
    texts = new.rows
    body = [
        replace(block, text=text) if isinstance(block, BodyParagraph) else block
        for block, text in zip(body, texts, strict=True)
    ]
    taken = headers.take(texts)
    tables = {block.place: _rows(block, source) for block in body if isinstance(block, Table)}
    tops = {place: table.head(rows) for place, rows in list(tables.items())[:1]}
    tables |= {place: list(top.rows) for place, top in tops.items()}
    stated = _measured(body, tables)
    pairs = [*taken.header.items(), *(pair for top in tops.values() for pair in top.pairs)]
    header = headers.from_pairs(pairs, source)
    kind = genre.load(headers.genre_id(header))
    kept = [
        block
        for block, now, before in zip(body, taken.rest, texts, strict=True)
        if now == before and block.place not in stated
    ]
    whole = unfolded([_unnumbered(block) for block in kept], kind)
    kept = [
        replace(block, text=text) if isinstance(block, BodyParagraph) and told else block
        for block, text, told in zip(kept, whole.rows, map(_unnumbered, kept), strict=True)
    ]
    found = gather(_lines(kept, tables, kind, source), kind, bare=True)
    unread = [note for rows in tables.values() for note in table.unread(rows, kind)]
    unread += [note for top in tops.values() for note in top.notes]
    unread += [*found.notes, *closed.note(source), *new.notes, *whole.note(source), *document.notes]
    notes = (*taken.notes, *dict.fromkeys(unread))
    return assemble(found.bullets, {"title": found.title, **header}, source, notes)


def _unnumbered(block: BodyParagraph | Table) -> str:
    """The words of a paragraph that Word does not count; "" for anything else."""
    return block.text if isinstance(block, BodyParagraph) and block.number is None else ""


def _measured(
    body: Sequence[BodyParagraph | Table], tables: dict[str, list[TableRow]]
) -> frozenset[str]:
    """Give tables the unit that the paragraph above states; the places of those paragraphs."""
    taken = set()
    told = [each for each in body if isinstance(each, Table) or each.text.strip()]
    for above, block in pairwise(told):
        if isinstance(above, BodyParagraph) and isinstance(block, Table):
            units = tableunits.stated(above.text)
            whole = tableunits.measured(tables[block.place], units)
            if units and whole != tables[block.place]:
                tables[block.place] = whole
                taken.add(above.place)
    return frozenset(taken)


def text(data: bytes, source: str) -> Text:
    """A report's paragraphs in order, Word's automatic numbers written out, one line a cell."""
    document = read(data, source)
    lines = list(_written(list(paragraphs(document.blocks))))
    starts = itertools.accumulate((len(each) + 1 for each in lines), initial=0)
    held = tuple(start for start, each in zip(starts, lines, strict=False) if each.strip())
    left = Unread()
    for block in document.blocks:
        if isinstance(block, Table) and not _is_frame(block):
            left.add("表格一格读成一段，框线", f"{source}:{block.place}")
    return Text("\n".join(lines), (*document.notes, *left.notes), held)


def paragraphs(blocks: Iterable[Block]) -> Iterator[BodyParagraph]:
    """The paragraphs that a report's text is made of, in its order."""
    for block in blocks:
        match block:
            case BodyParagraph():
                yield block
            case Table():
                cells = (cell for row in block.rows for cell in row)
                yield from (own for cell in cells for own in paragraphs(cell.blocks) if _told(own))
            case Box():
                yield from paragraphs(block.blocks)


def _written(blocks: list[BodyParagraph]) -> Iterator[str]:
    """The lines; a last point of a list that was left empty is none: its number says nothing."""
    following = [*(bool(each.number) for each in blocks), False][1:]
    for block, is_followed in zip(blocks, following, strict=True):
        is_left = block.index > 0 and not is_followed and not block.text.strip()
        yield block.text if is_left else _told(block)


def _told(block: BodyParagraph) -> str:
    return (block.number or "") + block.text


def _flattened(blocks: Iterable[Block]) -> Iterator[BodyParagraph | Table]:
    """Paragraphs and tables in a row: text boxes opened, and tables that only frame a text."""
    for block in blocks:
        match block:
            case Box():
                yield from _flattened(block.blocks)
            case Table() if _is_frame(block):
                cells = (cell for row in block.rows for cell in row)
                yield from (inner for cell in cells for inner in _flattened(cell.blocks))
            case BodyParagraph() | Table():
                yield block


def _is_frame(block: Table) -> bool:
    """Whether a table has a single column."""
    return all(len(row) <= 1 for row in block.rows)


def _numbered(blocks: Iterable[BodyParagraph | Table]) -> list[BodyParagraph | Table]:
    """Lines parted inside a paragraph as paragraphs of their own; no place comes twice."""
    found: list[BodyParagraph | Table] = []
    count: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Table):
            found.append(block)
            continue
        for number, each in enumerate(block.text.split("\n")):
            if block.place in count and not each.strip():
                continue
            count[block.place] = count.get(block.place, 0) + 1
            again = f"#{count[block.place]}" if count[block.place] > 1 else ""
            own = block.number if number == 0 else None if block.number is None else ""
            found.append(
                replace(block, text=each, number=own, place=block.place + again, ordinal=None)
            )
    return found


def _lines(
    body: Sequence[BodyParagraph | Table],
    tables: dict[str, list[TableRow]],
    kind: Genre,
    source: str,
) -> Iterator[Line]:
    told = [each for each in body if isinstance(each, BodyParagraph) and each.text.strip()]
    bold = {each.place for each in _bold_headings(told, kind)}
    for block in body:
        match block:
            case Table():
                yield from table.lines(tables[block.place], kind)
            case BodyParagraph(number=None):
                level = block.style.level or (BOLD_LEVEL if block.place in bold else 0)
                yield line(untabbed(block.text), f"{source}:{block.place}", level=level)
            case BodyParagraph():
                yield _list_item(block, f"{source}:{block.place}")


def _bold_headings(told: Sequence[BodyParagraph], kind: Genre) -> Iterator[BodyParagraph]:
    """Short paragraphs all in bold over others that are not: headings without a style.

    At the top, where title and author stand, only the names of places are.
    """
    bold = [each for each in told if each.is_bold]
    if 2 * len(bold) > len(told):
        return
    for at, (each, following) in enumerate(pairwise(told)):
        is_short = len(each.text) <= HEADING_LENGTH and not FIGURE.search(each.text)
        is_over = each.is_bold and not following.is_bold and each.number is None
        if is_over and is_short and (at >= TOP or placement.names_place(each.text, kind)):
            yield each


def _list_item(block: BodyParagraph, source: str) -> Line:
    """A paragraph of a list: bullets are told by their list, numbers by what they show."""
    indent = " " * (INDENT * (block.style.depth + block.style.inset))
    raw = f"{indent}{block.number or '-'} {untabbed(block.text)}"
    return line(raw, source, level=block.style.level)


def _rows(block: Table, source: str) -> list[TableRow]:
    """The rows with every cell at its column; a merged cell counts for each row it spans."""
    width = max((sum(cell.span + cell.before for cell in row) for row in block.rows), default=0)
    above: dict[int, str] = {}
    rows = []
    for number, row in enumerate(block.rows, 1):
        texts, repeated = [""] * width, set()
        places = [f"{source}:{block.place}r{number}c{n}" for n in range(1, width + 1)]
        at = 0
        for cell in row:
            at += cell.before
            texts[at] = above.get(at, "") if cell.goes_on else _cell_text(cell, source)
            places[at] = f"{source}:{cell.place}"
            if cell.goes_on:
                repeated.add(at)
            above[at] = texts[at]
            at += cell.span
        is_wide = len(row) == 1 and row[0].span == width > 1 and not row[0].goes_on
        rows.append(TableRow(tuple(texts), _distinct(places), frozenset(repeated), is_wide))
    return rows


def _distinct(places: Sequence[str]) -> tuple[str, ...]:
    """Places of which none comes twice: columns under a wide cell have none of their own."""
    seen: dict[str, int] = {}
    for at, place in enumerate(places):
        seen.setdefault(place, at)
    return tuple(place if seen[place] == at else f"{place}+{at}" for at, place in enumerate(places))


def _cell_text(cell: WordCell, source: str) -> str:
    """What a cell says; a table in it is read out, on its own line or behind what announces it."""
    own: list[str] = []
    for block in _opened(cell.blocks):
        if isinstance(block, Table):
            rows = table.spoken(_rows(block, source))
            if len(own) == 1 and rows:
                own = [own[0].rstrip("：: ") + "：" + "；".join(rows)]
            else:
                own += rows
        elif block.text.strip():
            own.append((block.number or "") + block.text)
        elif block.number:
            own.append(block.number)
    return "\n".join(own)


def _opened(blocks: Iterable[Block]) -> Iterator[BodyParagraph | Table]:
    for block in blocks:
        if isinstance(block, Box):
            yield from _opened(block.blocks)
        else:
            yield block


def sniff(data: bytes) -> bool:
    """Whether bytes without a name are a Word file of today, or an archive of nothing known."""
    return office_suffix(data) in DOCX.suffixes


DOCX = Reader("Word", (".docx", ".docm"), facts, text, sniff)
