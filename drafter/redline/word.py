"""A Word file taken apart for a redline: its paragraphs in order, everything else untouched."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from drafter.errors import Unreadable
from drafter.officexml import RELATIONS, main_part
from drafter.readers import archive, wordbody
from drafter.redline.markup import W
from drafter.redline.settling import settle

_OPENED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))
_PICTURES = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of the body, as the report's text has it."""

    element: Any
    text: str  # with its automatic number
    number: str = ""  # Word's own, which stands in no run
    is_centred: bool = False
    ends_segment: bool = False  # what follows is no paragraph: its mark has to stay


@dataclass
class Word:
    """A Word file being changed."""

    parts: list[tuple[zipfile.ZipInfo, bytes]]
    main: str
    root: Any
    lines: list[WordParagraph] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraphs' text; pictures are not in it, tables only where nothing else is."""
        return "\n".join(line.text for line in self.lines)

    def saved(self) -> bytes:
        """The file with its body as it is now; every other part byte for byte as it was."""
        from lxml import etree

        body = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for entry, data in self.parts:
                kept = zipfile.ZipInfo(entry.filename, entry.date_time)
                kept.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(kept, body if entry.filename == self.main else data)
        return stream.getvalue()


def opened(data: bytes, source: str, *, settles: bool = True) -> Word:
    """The file in `data`, its earlier tracked changes accepted.

    Args:
        data: the file.
        source: its name, for messages.
        settles: False leaves its tracked changes as they are; the lines then are as if all were
            accepted, but for ends of paragraphs, which all stay.

    Raises:
        Unreadable: damaged, too large, encrypted, no Word file or in the strict format.
    """
    from lxml import etree  # 15 ms

    wordbody.blocks(data, source)  # says what is wrong with a file that cannot be read
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [(entry, packed.read(entry)) for entry in packed.infolist()]
    held = {entry.filename: content for entry, content in parts}
    main = main_part(held[RELATIONS])
    if _STRICT in held[main]:
        raise Unreadable(f"{source} 是“严格 Open XML”格式，不能修订", hint="请另存为普通的 .docx")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(held[main], parser)
    except etree.XMLSyntaxError as error:
        raise archive.corrupt(source, "Word") from error
    word = Word(parts, main, root)
    body = root.find(f"{W}body")
    settled = settle(body) if settles else 0
    if settled:
        word.notes.append(f"原有的 {settled} 处修订已先接受，再在其上修订")
    word.lines = _lines(word, body, source)
    return word


def _lines(word: Word, body: Any, source: str) -> list[WordParagraph]:
    """Paragraphs with the text, number and alignment that the reader gives them."""
    told = list(wordbody.blocks(word.saved(), source))
    found: list[WordParagraph] = []
    in_tables = wordbody.is_all_tables(body)
    elements = list(_paragraphs(body, in_tables=in_tables))
    read = iter(told)
    tables = sum(element.tag == f"{W}tbl" for element in elements)
    pictures = 0
    for element in elements:
        if element.tag == f"{W}tbl":
            _end(found)
            continue
        block = next(read)
        has_picture = any(True for _ in element.iter(*_PICTURES))
        if has_picture and not block.text.strip():
            pictures += 1
            _end(found)
            continue
        number = block.number or ""
        is_end = element.find(f"{W}pPr/{W}sectPr") is not None or (
            in_tables and element.getnext() is None  # the last of its cell
        )
        found.append(
            WordParagraph(
                element, number + block.text, number, block.style.is_centred, ends_segment=is_end
            )
        )
    if tables:
        word.notes.append(f"{tables} 个表格原样保留，没有改写")
    if pictures:
        word.notes.append(f"{pictures} 处图片原样保留")
    return found


def _end(found: list[WordParagraph]) -> None:
    if found:
        last = found[-1]
        found[-1] = WordParagraph(
            last.element, last.text, last.number, last.is_centred, ends_segment=True
        )


def _paragraphs(parent: Any, *, in_tables: bool = False) -> Any:
    """Paragraphs and tables in reading order, content controls opened."""
    for child in parent:
        if in_tables and child.tag == f"{W}tbl":
            yield from child.iter(f"{W}p")
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _OPENED:
            yield from _paragraphs(child, in_tables=in_tables)
