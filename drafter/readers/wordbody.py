"""The body of a Word file in reading order: paragraphs with their numbers, rows of tables."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from drafter.errors import Unreadable
from drafter.readers import archive
from drafter.readers.numbering import Numbering, W, numbering

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the namespace of ISO strict files
USUAL = W.strip("{}").encode()
RELATIONS = "_rels/.rels"
MAIN_PART = re.compile(rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"')
MAIN_PART_TOO = re.compile(rb'Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"')
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_NOT_TEXT = {  # inside a paragraph, but not part of its line
    *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "txbxContent")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_HEADING = re.compile(r"heading (\d)")
DEPTHS = frozenset("012345678")  # Word has nine
TITLE_LEVEL = 1  # a heading 1 stands one below it


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph has from its style or of its own."""

    level: int = 0  # as a heading; 0 for none
    list_id: str = ""
    depth: int = 0
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `number` is Word's own ("一、"), and "" for a bullet."""

    text: str
    index: int  # from 1, in reading order
    style: Style = Style()
    number: str | None = None  # None outside lists


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells' texts."""

    rows: tuple[tuple[str, ...], ...]
    index: int


def blocks(data: bytes, source: str) -> list[Paragraph | Table]:
    """What the body holds.

    Raises:
        Unreadable: damaged, too large, or no Word file.
    """
    archive.check(data, source, "Word", RELATIONS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            main = _main_part(parts, source)
            folder = main.rpartition("/")[0]
            document = _tree(parts, main)
            styles = _styles(_tree(parts, f"{folder}/styles.xml"))
            numbers = numbering(_tree(parts, f"{folder}/numbering.xml"))
    except (ET.ParseError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        raise archive.corrupt(source, "Word") from error
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise archive.corrupt(source, "Word")
    reading = _Body(styles, numbers)
    try:
        reading.read(body)
    except RecursionError as error:
        raise archive.corrupt(source, "Word") from error
    return reading.found


def _main_part(parts: zipfile.ZipFile, source: str) -> str:
    relations = parts.read(RELATIONS)
    found = MAIN_PART.search(relations) or MAIN_PART_TOO.search(relations)
    name = found[1].decode("utf-8", "replace") if found else ""
    if name not in parts.namelist() or not name.startswith("word/"):
        raise Unreadable(f"{source} 不是 Word 文件", hint="压缩包里没有 Word 的正文")
    return name


def _tree(parts: zipfile.ZipFile, name: str) -> Any | None:
    if name not in parts.namelist():
        return None
    content = parts.read(name).replace(STRICT, USUAL)
    return ET.fromstring(content)  # noqa: S314  archive.check refuses every DTD


def _styles(root: Any | None) -> dict[str, Style]:
    """Every paragraph style by its id, with what it has from the style it is based on."""
    found: dict[str, Style] = {}
    for each in root.iter(f"{W}style") if root is not None else ():
        parent = each.find(f"{W}basedOn")
        inherited = found.get(parent.get(f"{W}val", ""), Style()) if parent is not None else Style()
        name = each.find(f"{W}name")
        called = name.get(f"{W}val", "").lower() if name is not None else ""
        heading = _HEADING.fullmatch(called)
        level = TITLE_LEVEL if called == "title" else int(heading[1]) + 1 if heading else 0
        own = _own(each.find(f"{W}pPr"), inherited)
        found[each.get(f"{W}styleId", "")] = Style(
            level or own.level, own.list_id, own.depth, own.is_centred
        )
    return found


def _own(properties: Any | None, inherited: Style) -> Style:
    """A paragraph's or style's own properties over the inherited ones."""
    if properties is None:
        return inherited

    def value(path: str) -> str | None:
        child = properties.find("/".join(f"{W}{name}" for name in path.split("/")))
        return child.get(f"{W}val") if child is not None else None

    outline = value("outlineLvl")
    level = int(outline) + 2 if outline and outline in DEPTHS else inherited.level
    list_id, depth = value("numPr/numId"), value("numPr/ilvl")
    centred = value("jc")
    return Style(
        level=level,
        list_id=inherited.list_id if list_id is None else list_id,
        depth=int(depth) if depth and depth in DEPTHS else inherited.depth,
        is_centred=inherited.is_centred if centred is None else centred == "center",
    )


@dataclass(slots=True)
class _Body:
    """A reading of one document: lists are counted as their paragraphs come."""

    styles: dict[str, Style]
    numbers: Numbering
    paragraphs: int = 0
    tables: int = 0
    found: list[Paragraph | Table] = field(default_factory=list)

    def read(self, parent: Any) -> None:
        """Paragraphs and tables below `parent`, content controls and insertions opened."""
        for child in parent:
            if child.tag == f"{W}p":
                self.found.append(self.paragraph(child))
            elif child.tag == f"{W}tbl":
                self.tables += 1
                rows = tuple(self.row(row) for row in child.iter(f"{W}tr"))
                self.found.append(Table(rows, self.tables))
            elif child.tag in _TRANSPARENT:
                self.read(child)

    def row(self, row: Any) -> tuple[str, ...]:
        """The texts of a row's cells; a cell of several paragraphs has several lines."""
        return tuple(
            "\n".join(_text(each, "\n") for each in cell.iter(f"{W}p"))
            for cell in row.iter(f"{W}tc")
        )

    def paragraph(self, element: Any) -> Paragraph:
        """A paragraph; a soft break in a centred one is layout (a title's), elsewhere a line."""
        self.paragraphs += 1
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        inherited = (
            self.styles.get(named.get(f"{W}val", ""), Style()) if named is not None else Style()
        )
        style = _own(properties, inherited)
        number = self.numbers.next(style.list_id, style.depth) if style.list_id else None
        text = _text(element, "" if style.is_centred else "\n")
        return Paragraph(text, self.paragraphs, style, number)


def _text(paragraph: Any, line_break: str) -> str:
    return "".join(_pieces(paragraph, line_break))


def _pieces(element: Any, line_break: str) -> Iterator[str]:
    """The text below an element; deleted text, field codes and text boxes are not of the line."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in {f"{W}br", f"{W}cr"}:
            yield "" if child.get(f"{W}type") in {"page", "column"} else line_break
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in _NOT_TEXT:
            yield from _pieces(child, line_break)
