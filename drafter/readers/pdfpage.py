"""The lines of a PDF's pages, put together from its characters and where they stand."""

import ctypes
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.errors import Unreadable
from drafter.readers import characters
from drafter.readers.archive import corrupt
from drafter.readers.unread import Unread

MAX_PAGES = 300  # a report has ten
MAX_CHARACTERS = 20_000  # of one page; a full one has 2,000
CELL_GAP = 1.6  # in heights of a character: wider is another cell
WORD_GAP = 0.25
SAME_LINE = 0.45
COVERS = 0.5  # of a page: a picture that large is the page's scan
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_INVISIBLE = 3  # text render mode: neither filled nor stroked
_NOTES = {1: "批注", 3: "批注", 20: "表单里填的字"}  # kinds of annotations that hold words
_NO_TEXT = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LOCK = threading.Lock()  # PDFium works on one thread at a time


@dataclass(frozen=True, slots=True)
class Char:
    """One character on a page."""

    text: str
    left: float
    right: float
    base: float  # of the line it stands on, from the bottom of the page
    size: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line as it is printed: its cells where wide gaps part it."""

    cells: tuple[str, ...]
    starts: tuple[float, ...]  # where each cell begins
    right: float
    base: float
    size: float
    page: int
    paper: tuple[float, float]  # width and height of its page

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.starts[0]


def printed(data: bytes, source: str, left: Unread) -> list[PdfLine]:
    """Every line of a PDF in reading order; pages without text are named in `left`.

    Raises:
        Unreadable: damaged, encrypted, or there is nothing here to read PDFs with.
    """
    try:
        import pypdfium2  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        hint = "安装：pip install pypdfium2；或者另存为 .docx"
        raise Unreadable(f"{source} 读不了：没有装读 PDF 的部件", hint=hint) from error
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", 0) == _PASSWORD or "password" in str(error).lower():
                raise Unreadable(f"{source} 加了密码", hint="去掉密码，另存一份") from error
            raise corrupt(source, "PDF") from error
        try:
            return list(_pages(document, source, left))
        except (pypdfium2.PdfiumError, ValueError, OSError) as error:
            raise corrupt(source, "PDF") from error
        finally:
            document.close()


def _pages(document: Any, source: str, left: Unread) -> Iterator[PdfLine]:
    for number in range(min(len(document), MAX_PAGES)):
        page = document[number]
        place = f"{source}:第 {number + 1} 页"
        textpage = page.get_textpage()
        try:
            chars = list(_chars(page, textpage, place, left))
            paper = (float(page.get_width()), float(page.get_height()))
        finally:
            textpage.close()
            page.close()
        if not chars:
            left.add("没有文字的页（扫描件或图片）", place)
        for row in _rows(chars):
            yield _line(row, number + 1, paper)
    if len(document) > MAX_PAGES:
        left.add(f"第 {MAX_PAGES} 页以后", source)


def _chars(page: Any, textpage: Any, place: str, left: Unread) -> Iterator[Char]:
    """The characters that are seen; upright ones, for others are watermarks."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    is_scan = _name_objects(page, place, left)
    count = raw.FPDFText_CountChars(textpage.raw)
    if count > MAX_CHARACTERS:
        left.add(f"一页里 {MAX_CHARACTERS} 字以后", place)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(min(count, MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(textpage.raw, at)
        if raw.FPDFText_IsGenerated(textpage.raw, at) == 1 or _NO_TEXT.match(chr(code)):
            continue
        if abs(raw.FPDFText_GetCharAngle(textpage.raw, at)) > 0.1:  # noqa: PLR2004  radians
            left.add("斜排的文字（水印）", place)
            continue
        owner = raw.FPDFText_GetTextObject(textpage.raw, at)
        if not is_scan and owner and raw.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE:
            left.add("隐藏的文字", place)
            continue
        raw.FPDFText_GetLooseCharBox(textpage.raw, at, box)
        raw.FPDFText_GetCharOrigin(textpage.raw, at, x, y)
        size = max(abs(box.top - box.bottom), box.right - box.left, 1.0)
        yield Char(chr(code), box.left, box.right, y.value, size)


def _name_objects(page: Any, place: str, left: Unread) -> bool:
    """Name pictures and notes; whether a picture is the whole page, as scans with text have it."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation) if annotation else 0
        if kind in _NOTES:
            left.add(_NOTES[kind], place)
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)
    whole = page.get_width() * page.get_height() or 1.0
    shares = []
    for each in page.get_objects(filter=[_IMAGE], max_depth=3):
        bounds = each.get_bounds()
        shares.append((bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) / whole)
    if shares and max(shares) < COVERS:
        left.add("图片里的字", place)
    return bool(shares) and max(shares) >= COVERS


def _rows(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """The characters of each line, from the top of the page."""
    row: list[Char] = []
    for char in sorted(chars, key=lambda char: (-char.base, char.left)):
        if row and row[0].base - char.base > SAME_LINE * max(row[0].size, char.size):
            yield row
            row = []
        row.append(char)
    if row:
        yield row


def _line(row: Sequence[Char], page: int, paper: tuple[float, float]) -> PdfLine:
    """A line with its cells, blanks between words, and ordinary characters."""
    ordered = sorted(row, key=lambda char: char.left)
    size = sorted(char.size for char in ordered)[len(ordered) // 2]
    seen = [char for char in ordered if char.text.strip()] or ordered[:1]
    cells, starts, before = [""], [seen[0].left], seen[0]
    is_blank = False
    for char in ordered:
        if not char.text.strip():
            is_blank = bool(cells[-1])
            continue
        gap = char.left - before.right
        if cells[-1] and gap > CELL_GAP * size:
            cells.append("")
            starts.append(char.left)
        elif cells[-1] and (is_blank or (gap > WORD_GAP * size and _are_latin(before, char))):
            cells[-1] += " "
        cells[-1] += char.text
        before, is_blank = char, False
    told = tuple(characters.folded(cell) for cell in cells)
    return PdfLine(told, tuple(starts), before.right, row[0].base, size, page, paper)


def _are_latin(before: Char, char: Char) -> bool:
    return before.text.isascii() and char.text.isascii()
