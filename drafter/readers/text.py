"""Plain text: one fact a line, numbered or not; a report as it stands."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from drafter.document import Facts, Role, genre
from drafter.document.genre import Genre
from drafter.readers import chat, mail, pagetext, placement, separated, table, tableunits
from drafter.readers import header as headers
from drafter.readers.bullets import gather
from drafter.readers.encoding import decode, shifts, soft_ends
from drafter.readers.fullwidth import unfolded
from drafter.readers.legend import explained
from drafter.readers.letterspaced import closed_up
from drafter.readers.lines import Line, line
from drafter.readers.overwritten import renewed
from drafter.readers.reader import Reader, Text
from drafter.readers.separated import SeparatedTable
from drafter.readers.sheet import assemble
from drafter.readers.signatures import kind_of
from drafter.readers.wrapped import counted_below, rejoined

QUOTED_LEVEL = 6  # of a heading that is quoted to be answered
FRAMED_LEVEL = 2  # of a line between rules: it ends whatever heading stands above it
_FRAMED = re.compile(r"\s*([=＝#*~])\1{2,}\s*(?P<told>[^=＝#*~\d]{2,30}?)\s*\1{3,}\s*")
_DASHED = re.compile(  # ——钱和账——: where one of them names a part, for mails have such lines too
    r"\s*([—–-])\1{1,}[ \u3000]*(?P<told>[^—–\-\d，。；：]{1,20}?)[ \u3000]*\1{2,}\s*"
)
_GIVEN = re.compile(  # 纪检小方发来的：
    r"(?:[^，。；\d]{1,8}[，,])?[^，。；\d]{0,16}(?:给|发|提供|转|报|写|列)(?:我|来|过来)*的[^，。；\d]{0,10}[，,]?[^，。；\d]{0,8}[：:]"
)
_COUNTS = re.compile(r"\d[\d,.]*[万亿]?[\u4e00-\u9fff%％]")
_SENTENCE = re.compile(r"(?<=[。！？])(?=.{4})")
_QUOTED = re.compile(r"[>＞|\s]*[>＞][>＞|\s]*")


def facts(data: bytes, source: str) -> Facts:
    """Every line is a fact, but for headings (see `bullets.gather`) and header lines at the top.

    Raises:
        BadInput: no line is left that could be a fact.
    """
    content = _content(data, source)
    closed = closed_up(content.text.split("\n"))
    body = mail.text(closed.rows, source)
    new = renewed(body.rows, source)
    taken = headers.take(new.rows)
    kind = genre.load(headers.genre_id(taken.header))
    signs = explained(taken.rest, lambda word: _named(word, kind), source)
    whole = unfolded(signs.rows, kind)
    rows = chat.joined(chat.said(whole.rows), lambda row: placement.names_place(row, kind))
    spoken = chat.turns(rows, lambda clause: placement.subject(clause, kind), source)
    asked = {**_answered(spoken.rows, kind), **spoken.asked}
    rows = _given([asked.get(number, row) for number, row in enumerate(spoken.rows)], kind)
    tables = separated.tables(rows, source)
    for start, found_table in tables.items():
        above = next((n for n in range(start - 1, -1, -1) if rows[n].strip()), start)
        units = tableunits.stated(rows[above])
        measured = tableunits.measured(found_table.rows, units)
        if units and measured != found_table.rows:
            tables[start], rows[above] = replace(found_table, rows=measured), ""
    every = _parted(_lines(rows, tables, source, kind), _answers(spoken, kind), source)
    lines = (_asked(each, asked, signs.sections, source) for each in every)
    found = gather(counted_below(rejoined(lines)), kind, bare=True)
    header = {"title": found.title, **taken.header}
    unread = [note for each in tables.values() for note in table.unread(each.rows, kind)]
    notes = (
        *taken.notes,
        *found.notes,
        *unread,
        *body.notes,
        *new.notes,
        *signs.notes,
        *spoken.notes,
        *closed.note(source),
        *whole.note(source),
        *content.notes,
    )
    return assemble(found.bullets, header, source, notes)


def _content(data: bytes, source: str) -> Text:
    """What a file says: a mail without its code and a page without its tags among them."""
    if mail.is_source(data):
        return Text(*mail.decoded(data, source))
    if kind_of(data) == ".html":  # a page saved under the name of a text
        return pagetext.read(data, source)
    return Text(decode(data, source))


def _named(word: str, kind: Genre) -> str:
    """A word that names a part of the report; "" for any other."""
    return word if placement.names_place(word, kind) else ""


def _lines(
    rows: list[str], tables: Mapping[int, SeparatedTable], source: str, kind: Genre
) -> Iterator[Line]:
    """Every row as a line; the rows of a table as its lines."""
    end = 0
    dashed = [found["told"] for row in rows if (found := _DASHED.fullmatch(row))]
    is_parted = any(placement.names_place(told, kind) for told in dashed)
    for number, raw in enumerate(rows):
        if number in tables:
            yield from table.lines(tables[number].rows, kind)
            end = tables[number].end
        framed = _FRAMED.fullmatch(raw) or (_DASHED.fullmatch(raw) if is_parted else None)
        if number >= end and framed:
            yield line(framed["told"], f"{source}:{number + 1}", level=FRAMED_LEVEL)
        elif number >= end:
            yield line(raw, f"{source}:{number + 1}")


def _asked(this: Line, asked: Mapping[int, str], sections: Mapping[int, str], source: str) -> Line:
    """A line that a reply quotes to answer it is a heading; a sign may put one into a part."""
    told = this.source.removeprefix(f"{source}:")
    number = int(told) - 1 if told.isdigit() else -1
    whole = replace(this, section=sections.get(number, this.section))
    return replace(whole, level=QUOTED_LEVEL) if number in asked else whole


def _answers(spoken: chat.Turns, kind: Genre) -> frozenset[int]:
    """The rows that tell one thing after the other where somebody asked for failings or plans."""
    found, is_asked = set(), False
    for number in range(len(spoken.rows)):
        if number in spoken.asked:
            is_asked = placement.heading_role(spoken.asked[number], kind) in set(Role)
        elif is_asked and number in spoken.answers:
            found.add(number)
    return frozenset(found)


def _parted(lines: Iterable[Line], rows: Collection[int], source: str) -> Iterator[Line]:
    """The lines, those of some rows sentence by sentence."""
    for each in lines:
        number = each.source.removeprefix(f"{source}:")
        if not (number.isdigit() and int(number) - 1 in rows):
            yield each
            continue
        for at, said in enumerate(filter(str.strip, _SENTENCE.split(each.text))):
            yield line(said, each.source if at == 0 else f"{each.source}#{at + 1}")


def _answered(rows: list[str], kind: Genre) -> dict[int, str]:
    """What a reply quotes to answer it, by number: headings, where one of them names a place."""
    told = {}
    for number, row in enumerate(rows):
        following = next(filter(str.strip, rows[number + 1 :]), "")
        if _QUOTED.match(row) and following and not _QUOTED.match(following):
            told[number] = _QUOTED.sub("", row)
    if not any(placement.names_place(heading, kind) for heading in told.values()):
        return {}
    return told


def _given(rows: list[str], kind: Genre) -> list[str]:
    """The rows without the marks of what a colleague gave and the author quotes as his own.

    Such rows stand under the name of a part, or under words that say who gave them, and mostly
    count something; a mail that is answered is quoted below everything else.
    """
    told, start = list(rows), 0
    while start < len(rows):
        end = start
        while end < len(rows) and _QUOTED.match(rows[end]):
            end += 1
        block = [_QUOTED.sub("", row) for row in rows[start:end]]
        counted = sum(bool(_COUNTS.search(line(row, "").text)) for row in block)
        if block and 2 * counted >= len(block) and _introduces_given(rows[:start], kind):
            told[start:end] = block
        start = max(end, start + 1)
    return told


def _introduces_given(above: list[str], kind: Genre) -> bool:
    """Whether the last line above a quotation names a part, or who gave what is quoted."""
    last = next((row.strip() for row in reversed(above) if row.strip()), "")
    return placement.names_place(last, kind) or bool(_GIVEN.fullmatch(last))


def text(data: bytes, source: str) -> Text:
    """A report as it stands in the file."""
    closed = closed_up(decode(data, source).split("\n"))
    ends, moved = soft_ends(data, source), shifts(data, source)
    return Text("\n".join(closed.rows), closed.note(source), soft=ends, shifts=moved)


TEXT = Reader("纯文本", (".txt", ".text"), facts, text)
