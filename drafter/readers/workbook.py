"""An Excel file as its reader sees it: sheets, their shown cells, and what of them is hidden."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any
from xml.etree import ElementTree as ET

from drafter.readers import archive, characters
from drafter.readers.cell_text import GENERAL, shown

MAX_PART = 20 * 2**20  # 400 facts have 0.1 MB
MAX_ROWS = 20_000  # formatting alone can claim a million rows
MAX_COLUMNS = 50
MAX_CELLS = 100_000  # of one sheet
MAX_SHEETS = 50
MAX_MERGED = 2_000  # merged areas that are looked at
WORKBOOK = "xl/workbook.xml"
SHEETS = "xl/worksheets/sheet"  # read row by row: with a million formatted rows one has 70 MB
NO_VALUE = "没有算好值的公式"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_FOOT = re.compile(
    r"&(?:[LCRPNDTFAZGBIUSEXY]|\d{1,3}|\"[^\"]*\"|K[0-9A-F]{6})"
)  # codes of a page's foot
# what stands beside the codes where only pages are counted; LibreOffice adds such a foot itself
_PAGED = re.compile(r"(?i:[第共总页码次/\-—–_|,，、:：.()（）\s]|page|pages|of)*")
# a row that holds no cell with anything in it and is not hidden: there may be a million of them
_FORMATTED = re.compile(rb'<row r="\d+"(?:[^<>h]|h(?!idden|t="0))*(?:/>|>(?:<c [^<>]*/>)*</row>)')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_ON = frozenset(("1", "true", "on"))
CHINESE_FORMATS = {  # built into Excel for Chinese, and written in no file
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell shows, or why it shows nothing that could be read."""

    text: str
    problem: str = ""  # NO_VALUE, or 错误值 #DIV/0!
    has_struck: bool = False  # words in it are crossed out, and not in `text`


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Merged cells: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet of a workbook."""

    title: str
    is_hidden: bool = False
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[MergedCells] = field(default_factory=list)
    beyond: str = ""  # the first cell beyond the rows and columns that are read
    drawings: list[str] = field(default_factory=list)  # what its text boxes say
    margins: list[str] = field(default_factory=list)  # what is printed above and below each page
    comments: list[str] = field(default_factory=list)  # the cells that somebody remarked on

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(value.text or value.problem for value in self.cells.values())


@dataclass(frozen=True, slots=True)
class _Style:
    """How the cells of one style look."""

    format: str = GENERAL
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of every sheet refer to."""

    texts: list[Value]
    styles: list[_Style]
    from_1904: bool


def sheets(data: bytes, source: str) -> list[WorkbookSheet]:
    """Every sheet of cells, in order.

    Raises:
        Unreadable: damaged, too large, or no Excel file.
    """
    archive.check(data, source, "Excel", WORKBOOK, largest=MAX_PART, streamed=SHEETS)
    try:
        with archive.opened(data) as parts:
            found = list(_sheets(parts))
    except archive.DAMAGED as error:
        raise archive.corrupt(source, "Excel") from error
    if not found:
        raise archive.corrupt(source, "Excel")
    return found


def _sheets(parts: zipfile.ZipFile) -> Iterator[WorkbookSheet]:
    root = _tree(parts, WORKBOOK)
    targets = _targets(parts, "xl/_rels/workbook.xml.rels", "xl")
    properties = next(_named(root, "workbookPr"), None)
    is_1904 = properties is not None and properties.get("date1904", "0") in _ON
    book = _Book(_texts(parts, targets), _styles(parts, targets), is_1904)
    for each in islice(_named(root, "sheet"), MAX_SHEETS):
        id = each.get(f"{{{_RELATION}}}id") or each.get(f"{{{_STRICT_RELATION}}}id") or ""
        kind, target = targets.get(id, ("", ""))
        if kind == "worksheet" and target in parts.namelist():
            title = characters.folded(each.get("name", "")).strip()
            state = each.get("state", "visible")
            yield _sheet(parts, target, WorkbookSheet(title, state != "visible"), book)


def _tree(parts: zipfile.ZipFile, name: str) -> Any:
    if parts.getinfo(name).file_size > MAX_PART:
        raise ValueError(name)  # a sheet in place of what is held whole
    return ET.fromstring(parts.read(name))  # noqa: S314  archive.check refuses every DTD


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(element: Any, name: str) -> Iterator[Any]:
    """Everything below `element` of this name, whichever of the two standards it follows."""
    return (each for each in element.iter() if _local(each) == name)


def _targets(parts: zipfile.ZipFile, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """By its id, the kind and the path of each part of XML that a part refers to."""
    if name not in parts.namelist():
        return {}
    found = {}
    for each in _named(_tree(parts, name), "Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        found[each.get("Id", "")] = (kind, _path(folder, each.get("Target", "")))
    return {id: told for id, told in found.items() if archive.is_xml(told[1])}


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in {".", ".."}:
            steps.append(step)
    return "/".join(steps)


def _part_of(targets: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((path for own, path in targets.values() if own == kind), "")


def _texts(parts: zipfile.ZipFile, targets: Mapping[str, tuple[str, str]]) -> list[Value]:
    name = _part_of(targets, "sharedStrings")
    if name not in parts.namelist():
        return []
    return [_rich(each) for each in _tree(parts, name) if _local(each) == "si"]


def _rich(element: Any) -> Value:
    """The text of a string: its runs without those that are crossed out, no readings aids."""
    told, has_struck = [], False
    for child in element:
        if _local(child) == "t":
            told.append(child.text or "")
        elif _local(child) == "r":
            text = "".join(each.text or "" for each in child if _local(each) == "t")
            if _is_struck(child):
                has_struck = has_struck or bool(text.strip())
            else:
                told.append(text)
    return Value(_plain("".join(told)), has_struck=has_struck)


def _is_struck(element: Any) -> bool:
    marks = (each.get("val", "1") for each in _named(element, "strike"))
    return any(mark in _ON for mark in marks)


def _plain(text: str) -> str:
    """A string without Excel's own escapes, line ends as one sign, in ordinary characters."""
    text = _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)
    return characters.folded(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def _character(code: int) -> str:
    """A character that a text may hold; nothing for a control sign or half a character."""
    is_text = code in {0x09, 0x0A, 0x0B, 0x0D} or (code >= 0x20 and not 0xD800 <= code <= 0xDFFF)  # noqa: PLR2004
    return chr(code) if is_text else ""


def _styles(parts: zipfile.ZipFile, targets: Mapping[str, tuple[str, str]]) -> list[_Style]:
    name = _part_of(targets, "styles")
    if name not in parts.namelist():
        return []
    root = _tree(parts, name)
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in _named(root, "numFmt")}
    fonts = [_is_struck(each) for each in next(_named(root, "fonts"), ())]
    found = []
    for each in next(_named(root, "cellXfs"), ()):
        code = own.get(each.get("numFmtId"), "") or _built_in(each.get("numFmtId", "0"))
        font = _whole(each.get("fontId"), -1)
        found.append(_Style(code, 0 <= font < len(fonts) and fonts[font]))
    return found


def _built_in(id: str) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # 0.15 s, paid by Excel files alone

    number = _whole(id, 0)
    return CHINESE_FORMATS.get(number) or BUILTIN_FORMATS.get(number) or GENERAL


def _whole(text: str | None, default: int) -> int:
    told = text or ""
    return int(told) if told.isdecimal() and len(told) < 8 else default  # noqa: PLR2004


def _sheet(parts: zipfile.ZipFile, name: str, sheet: WorkbookSheet, book: _Book) -> WorkbookSheet:
    """Read one sheet row by row, so that a long one is never held whole."""
    at, rows = 0, None
    with parts.open(name) as stream:
        for event, element in _events(stream):
            match _local(element), event:
                case "sheetData", "start":
                    rows = element
                case "row", "end":
                    at = _row(element, at, sheet, book)
                    if rows is not None:
                        rows.clear()
                case "col", "end":
                    _column(element, sheet)
                case "oddHeader" | "oddFooter", "end":
                    words = _FOOT.sub("", element.text or "").strip()
                    sheet.margins.extend([] if _PAGED.fullmatch(words) else [words])
                case "mergeCell", "end" if len(sheet.merged) < MAX_MERGED:
                    sheet.merged.extend(_area(element.get("ref", "")))
    _around(parts, name, sheet)
    return sheet


def _events(stream: Any) -> Iterator[tuple[Any, ...]]:
    """The elements of a sheet as they begin and end, without most rows that are only formatted."""
    parser: Any = ET.XMLPullParser(("start", "end"))
    while piece := stream.read(archive.SMALL):
        parser.feed(_FORMATTED.sub(b"", piece))
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _around(parts: zipfile.ZipFile, name: str, sheet: WorkbookSheet) -> None:
    """What stands beside the cells of a sheet: text boxes, remarks."""
    folder, _, file = name.rpartition("/")
    for kind, path in _targets(parts, f"{folder}/_rels/{file}.rels", folder).values():
        if kind == "drawing" and path in parts.namelist():
            sheet.drawings.extend(_drawn(_tree(parts, path)))
        elif kind == "comments" and path in parts.namelist():
            found = (each.get("ref", "") for each in _named(_tree(parts, path), "comment"))
            sheet.comments.extend(filter(None, found))


def _drawn(root: Any) -> Iterator[str]:
    """What the text boxes of a drawing say."""
    for each in _named(root, "txBody"):
        told = "".join(text.text or "" for text in _named(each, "t")).strip()
        if told:
            yield characters.folded(told)


def _row(element: Any, before: int, sheet: WorkbookSheet, book: _Book) -> int:
    """Read a row; its number."""
    number = _whole(element.get("r"), before + 1)
    is_hidden = element.get("hidden", "0") in _ON or element.get("ht") in {"0", "0.0"}
    if is_hidden and number <= MAX_ROWS:
        sheet.hidden_rows.add(number)
    column = 0
    for cell in element:
        found = _REFERENCE.fullmatch(cell.get("r", ""))
        column = letters(found[1]) if found else column + 1
        if not len(cell):  # only formatted
            continue
        value = _value(cell, book)
        if not (value.text or value.problem or value.has_struck):
            continue
        if number > MAX_ROWS or column > MAX_COLUMNS or len(sheet.cells) >= MAX_CELLS:
            sheet.beyond = sheet.beyond or coordinate(number, column)
        else:
            sheet.cells[number, column] = value
    return number


def _value(cell: Any, book: _Book) -> Value:
    """What a cell shows."""
    parts = {_local(child): child for child in cell}
    at = _whole(cell.get("s"), 0)
    style = book.styles[at] if at < len(book.styles) else _Style()
    kind = cell.get("t", "n")
    stored = (parts["v"].text or "").strip() if "v" in parts else ""
    if kind == "e" and stored:
        return Value("", f"错误值 {stored} ")
    if "f" in parts and not stored and kind not in {"str", "inlineStr"}:
        return Value("", NO_VALUE)
    if kind == "inlineStr" and "is" in parts:
        found = _rich(parts["is"])
    elif kind == "s":
        number = _whole(stored, -1)
        found = book.texts[number] if 0 <= number < len(book.texts) else Value("")
    else:
        text = parts["v"].text or "" if "v" in parts else ""
        found = Value(_shown(text, kind, style, book))
        return _struck(found, style)
    return _struck(Value(shown(found.text, style.format), has_struck=found.has_struck), style)


def _struck(value: Value, style: _Style) -> Value:
    return Value("", has_struck=True) if style.is_struck and value.text else value


def _shown(stored: str, kind: str, style: _Style, book: _Book) -> str:
    """A number, truth, date or formula's text, as its format shows it."""
    match kind:
        case "b":
            return shown(stored.strip() == "1")
        case "str":
            return shown(_plain(stored), style.format)
        case "d":
            found = re.match(r"(\d{4})-(\d\d)-(\d\d)", stored.strip())
            return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else stored.strip()
    try:
        number = float(stored)
    except ValueError:
        return stored.strip()
    if not abs(number) < 1e15:  # noqa: PLR2004  more digits than Excel keeps
        return f"{Decimal(stored.strip()):f}" if isfinite(number) else stored.strip()
    return shown(number, style.format, from_1904=book.from_1904)


def _column(element: Any, sheet: WorkbookSheet) -> None:
    """Remember which columns are hidden."""
    if element.get("hidden", "0") not in _ON and element.get("width") not in {"0", "0.0"}:
        return
    first, last = _whole(element.get("min"), 1), _whole(element.get("max"), 0)
    sheet.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))


def _area(reference: str) -> Iterator[MergedCells]:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start and end:
        yield MergedCells(
            int(start[2]),
            letters(start[1]),
            min(int(end[2]), MAX_ROWS),
            min(letters(end[1]), MAX_COLUMNS),
        )


def letters(name: str) -> int:
    """The number of a column.

    >>> letters("A"), letters("Z"), letters("AA")
    (1, 26, 27)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def coordinate(row: int, column: int) -> str:
    """The name of a cell.

    >>> coordinate(5, 27)
    'AA5'
    """
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """The name of a column.

    >>> column_name(3), column_name(52)
    ('C', 'AZ')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
