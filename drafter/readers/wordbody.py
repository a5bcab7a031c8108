"""The body of a Word file in reading order: paragraphs with their numbers, tables, text boxes."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

from drafter.errors import Unreadable
from drafter.officexml import RELATIONS, main_part
from drafter.readers import archive, separated, wordchunks
from drafter.readers.numbering import Numbering, W, numbering
from drafter.readers.unread import Unread
from drafter.readers.wordbreaks import BREAKS, NOT_OF_THE_LINE, layout_breaks
from drafter.readers.wordchunks import WordChunk
from drafter.readers.wordruns import CONTENTS, MC, Runs, alternative, are_whole, is_unfilled
from drafter.readers.wordstyles import PLAIN, WordStyle, own_style, styles_of

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the namespace of ISO strict files
USUAL = W.strip("{}").encode()
MAX_PART = 20 * 2**20  # as a tree it takes ten times that; a long report has 1 MB
MAX_SPAN = 64  # columns of a table; Word has at most 63
_OPENED = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag"))
_STORED_OPENED = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")
)
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_SAID = re.compile(r"[A-Za-z\u4e00-\u9fff]{3,}")  # more than 第 1 页 共 2 页
_BLOCKS = frozenset(f"{W}{name}" for name in ("p", "tbl", "altChunk", "subDoc"))


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """One paragraph. `number` is Word's own ("一、"), and "" for a bullet."""

    text: str
    index: int  # from 1, in reading order; 0 inside tables and text boxes
    style: WordStyle = PLAIN
    number: str | None = None  # None outside lists
    place: str = ""  # p5, t1r2c3, p5b1
    is_bold: bool = False  # all of it
    ordinal: int | None = None  # among all paragraphs of the file, hidden and boxed ones too


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: what it holds, as read behind the paragraph that it is fixed to."""

    blocks: tuple["Block", ...]
    place: str


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table."""

    blocks: tuple["Block", ...]
    place: str
    span: int = 1  # columns it takes
    before: int = 0  # columns left empty in front of it
    goes_on: bool = False  # it is one with the cell above


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[WordCell, ...], ...]
    place: str


Block: TypeAlias = BodyParagraph | Table | Box


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word file shows, and what of it was not read."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def read(data: bytes, source: str) -> WordText:
    """What the body shows, as its reader sees it: hidden words, comments and margins left apart.

    Raises:
        Unreadable: damaged, too large, or no Word file.
    """
    reading, body = _opened(data, source)
    try:
        reading.read(body)
    except (RecursionError, ValueError) as error:
        raise archive.corrupt(source, "Word") from error
    return WordText(tuple(reading.found), (*reading.left.notes, *reading.margins))


def blocks(data: bytes, source: str) -> list[BodyParagraph]:
    """The paragraphs of the body as they are stored, one for each element, whatever is hidden.

    Those in tables only where nothing stands outside of them.

    Raises:
        Unreadable: damaged, too large, or no Word file.
    """
    reading, body = _opened(data, source)
    try:
        return list(reading.all_stored(body, in_tables=is_all_tables(body)))
    except (RecursionError, ValueError) as error:
        raise archive.corrupt(source, "Word") from error


def is_all_tables(body: Any) -> bool:
    """A form: everything that is said stands in tables."""
    left = list(body)
    while left:
        element = left.pop()
        if element.tag == f"{W}t" and (element.text or "").strip():
            return False
        left += [] if element.tag == f"{W}tbl" else list(element)
    return any((each.text or "").strip() for each in body.iter(f"{W}t"))


def _opened(data: bytes, source: str) -> tuple["_Body", Any]:
    archive.check(data, source, "Word", RELATIONS, largest=MAX_PART)
    try:
        with archive.opened(data) as parts:
            main = _main_part(parts, source)
            folder = main.rpartition("/")[0]
            document = _tree(parts, main)
            numbers = numbering(_tree(parts, f"{folder}/numbering.xml"))
            styles = styles_of(_tree(parts, f"{folder}/styles.xml"), numbers)
            margins = tuple(dict.fromkeys(_margins(parts)))
            chunks = wordchunks.embedded(parts, main, source)
    except archive.DAMAGED as error:
        raise archive.corrupt(source, "Word") from error
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise archive.corrupt(source, "Word")
    left = Unread()
    runs = Runs(styles, left, has_whole_fields=are_whole(body))
    ordinals = {id(each): number for number, each in enumerate(body.iter(f"{W}p"))}
    return _Body(styles, numbers, runs, left, f"{source}:", margins, ordinals, chunks), body


def _main_part(parts: zipfile.ZipFile, source: str) -> str:
    name = main_part(parts.read(RELATIONS))
    is_body = name.startswith("word/") and archive.is_xml(name)
    if name not in parts.namelist() or not is_body:
        raise Unreadable(f"{source} 不是 Word 文件", hint="压缩包里没有 Word 的正文")
    return name


def _tree(parts: zipfile.ZipFile, name: str) -> Any | None:
    if name not in parts.namelist():
        return None
    content = parts.read(name).replace(STRICT, USUAL)
    return ET.fromstring(content)  # noqa: S314  archive.check refuses every DTD


def _margins(parts: zipfile.ZipFile) -> Iterator[str]:
    """A note on the words of each header and footer."""
    for name in parts.namelist():
        root = _tree(parts, name) if _MARGIN.fullmatch(name) else None
        words = "".join(each.text or "" for each in root.iter(f"{W}t")) if root is not None else ""
        if _SAID.search(words):
            yield f"页眉、页脚不作内容：{words.strip()[:12]}"


@dataclass(slots=True)
class _Body:
    """A reading of one document: lists are counted as their paragraphs come."""

    styles: dict[str, WordStyle]
    numbers: Numbering
    runs: Runs
    left: Unread
    source: str
    margins: tuple[str, ...] = ()
    ordinals: dict[int, int] = field(default_factory=dict)  # by the element's id
    chunks: Mapping[str, WordChunk] = field(default_factory=dict)  # embedded, by their numbers
    paragraphs: int = 0
    embedded: int = 0
    found: list[Block] = field(default_factory=list)

    def read(self, body: Any) -> None:
        """Everything the body holds."""
        self.found.extend(self.blocks(body, ""))

    def blocks(self, parent: Any, place: str) -> Iterator[Block]:
        """Paragraphs and tables below `parent`, text boxes behind what they are fixed to.

        Args:
            parent: the body, a cell or a text box.
            place: its own; "" for the body, whose paragraphs are numbered.
        """
        tables = 0
        kept = ""  # of a paragraph from which the next one goes on
        for child in _opened_children(parent, self.left, self.source + (place or "正文")):
            if child.tag == f"{W}tbl":
                tables += 1
                yield self.table(child, f"{place}t{tables}")
            elif child.tag == f"{W}p":
                own = place or self._counted()
                paragraph, boxes = self.paragraph(child, own, kept)
                kept = paragraph.text if _is_joined(child) else ""
                if not _is_joined(child):
                    yield paragraph
                yield from boxes
            else:
                yield from self.chunk(child, place or f"p{self.paragraphs}")
        if kept.strip():
            yield BodyParagraph(kept, 0, place=place or f"p{self.paragraphs}")

    def chunk(self, element: Any, place: str) -> Iterator[Box]:
        """A page or a text that stands in the file as a part of its own; others are named."""
        number = next((value for name, value in element.items() if name.endswith("}id")), "")
        found = self.chunks.get(number) if element.tag == f"{W}altChunk" else None
        if found is None:
            self.left.add("嵌入的文档", self.source + place)
        else:
            self.margins = (*self.margins, *found.notes)
            self.embedded += 1
            own = f"{place}e{self.embedded}"
            yield Box(tuple(_of_rows(found.rows, own)), own)

    def _counted(self) -> str:
        self.paragraphs += 1
        return f"p{self.paragraphs}"

    def table(self, table: Any, place: str) -> Table:
        """A table: rows that are hidden or deleted are not of it."""
        rows = []
        for number, row in enumerate(_below(table, f"{W}tr"), 1):
            properties = row.find(f"{W}trPr")
            if _has(properties, "hidden"):
                self.left.add("隐藏的行", f"{self.source}{place}r{number}")
            elif not _has(properties, "del"):
                rows.append(tuple(self.cells(row, f"{place}r{number}")))
        return Table(tuple(rows), place)

    def cells(self, row: Any, place: str) -> Iterator[WordCell]:
        """The cells of a row with the columns they take."""
        before = _number(row.find(f"{W}trPr"), "gridBefore", 0)
        for number, cell in enumerate(_below(row, f"{W}tc"), 1):
            properties = cell.find(f"{W}tcPr")
            merged = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            span = max(1, _number(properties, "gridSpan", 1))
            is_covered = _value(properties, "hMerge") == "continue"
            if _has(properties, "cellDel"):
                before += span
                continue
            own = tuple(self.blocks(cell, f"{place}c{number}"))
            if (goes_on or is_covered) and any(_says(block) for block in own):
                self.left.add("合并单元格盖住的文字", f"{self.source}{place}c{number}")
            own = () if goes_on or is_covered else own
            yield WordCell(own, f"{place}c{number}", span, before, goes_on)
            before = 0

    def paragraph(self, element: Any, place: str, kept: str) -> tuple[BodyParagraph, list[Box]]:
        """A paragraph and the text boxes fixed to it.

        A soft break in a centred one is layout (a title's), elsewhere a line.
        """
        style = self.style(element)
        where = self.source + place
        text = kept + self.runs.text(element, style, where)
        boxes, hidden, bold = list(self.runs.boxes), self.runs.has_hidden, self.runs.is_bold
        if style.is_contents and text.strip():
            self.left.add(CONTENTS, where)
            text = ""
        is_shown = not (_is_joined(element) or style.is_contents or (hidden and not text.strip()))
        number = (
            self.numbers.next(style.list_id, style.depth) if style.list_id and is_shown else None
        )
        index = self.paragraphs if place == f"p{self.paragraphs}" else 0
        made = BodyParagraph(
            text, index, style, number, place, bold, self.ordinals.get(id(element))
        )
        held = [
            Box(tuple(self.blocks(each, f"{place}b{n}")), f"{place}b{n}")
            for n, each in enumerate(boxes, 1)
        ]
        return made, held

    def all_stored(self, parent: Any, *, in_tables: bool = False) -> Iterator[BodyParagraph]:
        """The body's own paragraphs; those in tables are only counted for their lists.

        Args:
            parent: the body.
            in_tables: those in tables too.
        """
        for child in parent:
            if child.tag == f"{W}p":
                yield self.stored(child)
            elif child.tag == f"{W}tbl":
                if in_tables:
                    yield from map(self.stored, child.iter(f"{W}p"))
                    continue
                for each in child.iter(f"{W}p"):
                    style = self.style(each)
                    self.numbers.next(style.list_id, style.depth)
            elif child.tag in _STORED_OPENED:
                yield from self.all_stored(child, in_tables=in_tables)

    def stored(self, element: Any) -> BodyParagraph:
        """A paragraph with all that its runs hold, hidden or not."""
        self.paragraphs += 1
        style = self.style(element)
        number = self.numbers.next(style.list_id, style.depth) if style.list_id else None
        layout = layout_breaks(element, is_centred=style.is_centred)
        text = "".join(_pieces(element, layout))
        return BodyParagraph(text, self.paragraphs, style, number, f"p{self.paragraphs}")

    def style(self, element: Any) -> WordStyle:
        """What a paragraph has from its style and of its own."""
        properties = element.find(f"{W}pPr")
        named = _value(properties, "pStyle")
        return own_style(properties, self.styles.get(named, PLAIN))


def _of_rows(rows: Sequence[str], place: str) -> Iterator[BodyParagraph | Table]:
    """Lines as paragraphs; those in a row whose cells have tabs between them as a table."""
    at, tables = 0, 0
    while at < len(rows):
        held: list[tuple[WordCell, ...]] = []
        while at < len(rows) and "\t" in rows[at]:
            cells, at = separated.row_cells(rows, at, separated.TAB)
            own = f"{place}t{tables + 1}r{len(held) + 1}c"
            texts = ((f"{own}{n}", cell) for n, cell in enumerate(cells, 1))
            held.append(tuple(WordCell((BodyParagraph(t, 0, place=p),), p) for p, t in texts))
        if held:
            tables += 1
            yield Table(tuple(held), f"{place}t{tables}")
        else:
            yield BodyParagraph(rows[at], 0, place=place)
            at += 1


def _opened_children(parent: Any, left: Unread, place: str) -> Iterator[Any]:
    """Paragraphs, tables and foreign parts below `parent`, whatever is wrapped around them."""
    for child in parent:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag == f"{W}sdt":
            yield from _opened_children(_content(child, left, place), left, place)
        elif child.tag == f"{MC}AlternateContent":
            yield from _opened_children(alternative(child), left, place)
        elif child.tag in _OPENED:
            yield from _opened_children(child, left, place)


def _content(control: Any, left: Unread, place: str) -> Any:
    """What a content control holds; nothing where it is a table of contents or not filled in."""
    content = control.find(f"{W}sdtContent")
    if _is_contents(control):
        left.add(CONTENTS, place)
    elif is_unfilled(control):
        left.add("没有填写的控件", place)
    elif content is not None:
        return content
    return ()


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, whatever is wrapped around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _OPENED or child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _below(child, tag)


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_joined(paragraph: Any) -> bool:
    """Whether the next paragraph goes on from it: its end is deleted, or it is a drop cap."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    is_dropped = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    return is_dropped or _has(mark, "del") or _has(mark, "moveFrom")


def _says(block: Block) -> bool:
    match block:
        case BodyParagraph():
            return bool(block.text.strip())
        case Box():
            return any(map(_says, block.blocks))
        case Table():
            return any(_says(inner) for row in block.rows for cell in row for inner in cell.blocks)


def _has(properties: Any | None, tag: str) -> bool:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off"}


def _value(properties: Any | None, tag: str) -> str:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _number(properties: Any | None, tag: str, default: int) -> int:
    digits = _value(properties, tag)
    return min(int(digits), MAX_SPAN) if digits.isdecimal() and len(digits) < 4 else default  # noqa: PLR2004


def _pieces(element: Any, layout: frozenset[Any]) -> Iterator[str]:
    """The text below an element; deleted text, field codes and text boxes are not of the line."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in BREAKS:
            yield "" if child in layout else "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in NOT_OF_THE_LINE:
            yield from _pieces(child, layout)
