"""The characters of a PDF's page and the straight lines ruled on it, with their places."""

import ctypes
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafter.readers.characters import LOST
from drafter.readers.unread import Unread

MAX_CHARACTERS = 20_000  # of one page; a full one has 2,000
MAX_RULES = 2_000  # lines of one page; a table of 100 rows has 700
THIN = 3.0  # points: what is thicker is a box or a bar
SLANT = 0.06  # of a quarter's turn that a character may stand aslant
COVERS = 0.5  # of a page: a picture that large is the page's scan
_IMAGE, _PATH = 3, 2  # FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH
_INVISIBLE = 3  # text render mode: neither filled nor stroked
_NOTES = {1: "批注", 3: "批注", 20: "表单里填的字"}  # kinds of annotations that hold words
CHINESE, PLAIN = 0.5, 0.9  # shares of Chinese, with ASCII, that show numbers to be Unicode's
_CHINESE = re.compile("[—–“”‘’…\u2e80-\u2fd5\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]")
_ASCII = re.compile("[ -~]")
_NO_TEXT = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_UNTOLD = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\ufffe\uffff]")  # \x02 is PDFium's hyphen


@dataclass(frozen=True, slots=True)
class Char:
    """One character on a page."""

    text: str
    left: float
    right: float
    base: float  # of the line it stands on, from the bottom of the page
    size: float
    is_raised: bool = False  # above that line, and smaller than what stands on it


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line, upright or level."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """It parts what is above from what is below."""
        return self.top - self.bottom <= THIN < self.right - self.left

    @property
    def is_upright(self) -> bool:
        """It parts what is left from what is right."""
        return self.right - self.left <= THIN < self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page has to be turned so that most of its characters stand upright."""

    quarters: int  # counter-clockwise that the characters are turned
    width: float
    height: float

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height as the page is read."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands once the page is turned."""
        match self.quarters:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
            case _:
                return x, y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
        """The same of a box: left, bottom, right, top."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def turn(page: Any, textpage: Any) -> Turn:
    """How most characters of a page are turned: tables are printed sideways on upright paper."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    counts: Counter[int] = Counter()
    for at in range(min(raw.FPDFText_CountChars(textpage.raw), MAX_CHARACTERS)):
        if raw.FPDFText_IsGenerated(textpage.raw, at) != 1:
            counts[_quarters(raw.FPDFText_GetCharAngle(textpage.raw, at))] += 1
    most = max(counts, key=lambda each: counts[each], default=0)
    left, bottom, right, top = page.get_mediabox()
    return Turn(max(0, most), right - left, top - bottom)


def _quarters(angle: float) -> int:
    """Quarters of a turn; -1 for what stands aslant."""
    quarters = -angle / (math.pi / 2)  # PDFium counts clockwise
    return round(quarters) % 4 if abs(quarters - round(quarters)) < SLANT else -1


def rules(page: Any, turned: Turn) -> list[RuledLine]:
    """The straight lines of a page, among them those around a table's cells."""
    found: list[RuledLine] = []
    for number, each in enumerate(page.get_objects(filter=[_PATH], max_depth=3)):
        if number >= MAX_RULES:
            break
        rule = RuledLine(*turned.box(*each.get_bounds()))
        if rule.is_level or rule.is_upright:
            found.append(rule)
    return found


def read(page: Any, textpage: Any, place: str, left: Unread, turned: Turn) -> Iterator[Char]:
    """The characters that are seen and stand as most do; others are watermarks."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    is_scan = _name_objects(page, place, left)
    count = raw.FPDFText_CountChars(textpage.raw)
    if count > MAX_CHARACTERS:
        left.add(f"一页里 {MAX_CHARACTERS} 字以后", place)
    fonts = _unicode_fonts(textpage, count)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for at in range(min(count, MAX_CHARACTERS)):
        is_generated = raw.FPDFText_IsGenerated(textpage.raw, at) == 1
        if is_generated or not (text := _told(textpage, at, fonts)):
            continue
        if _quarters(raw.FPDFText_GetCharAngle(textpage.raw, at)) != turned.quarters:
            left.add("斜排的文字（水印）", place)
            continue
        owner = raw.FPDFText_GetTextObject(textpage.raw, at)
        if not is_scan and owner and raw.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE:
            left.add("隐藏的文字", place)
            continue
        raw.FPDFText_GetLooseCharBox(textpage.raw, at, box)
        raw.FPDFText_GetCharOrigin(textpage.raw, at, x, y)
        first, bottom, last, top = turned.box(box.left, box.bottom, box.right, box.top)
        size = max(top - bottom, last - first, 1.0)
        yield Char(text, first, last, turned.point(x.value, y.value)[1], size)


def _unicode_fonts(textpage: Any, count: int) -> set[int]:
    """The fonts that do not tell their characters, but number them as Unicode does.

    Else they are numbers of glyphs, few of which are those of Chinese characters.
    """
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    told: dict[int, list[str]] = defaultdict(list)
    for at in range(min(count, MAX_CHARACTERS)):
        if raw.FPDFText_HasUnicodeMapError(textpage.raw, at) == 1:
            code = raw.FPDFText_GetUnicode(textpage.raw, at)
            told[address(_font(textpage, at))].append(chr(code))
    return {font for font, chars in told.items() if _are_unicode("".join(chars))}


def _are_unicode(text: str) -> bool:
    chinese, plain = len(_CHINESE.findall(text)), len(_ASCII.findall(text))
    return chinese >= CHINESE * len(text) and chinese + plain >= PLAIN * len(text)


def _font(textpage: Any, at: int) -> Any:
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    owner = raw.FPDFText_GetTextObject(textpage.raw, at)
    return raw.FPDFTextObj_GetFont(owner) if owner else None


def address(pointer: Any) -> int:
    """By which two pointers of PDFium to the same thing are known."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _told(textpage: Any, at: int, fonts: set[int]) -> str:
    """A character as its font tells it: LOST where it does not, "" for what is none."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    text = chr(raw.FPDFText_GetUnicode(textpage.raw, at))
    is_untold = raw.FPDFText_HasUnicodeMapError(textpage.raw, at) == 1
    font = _font(textpage, at) if is_untold or _UNTOLD.match(text) else None
    if not (_UNTOLD.match(text) or (is_untold and address(font) not in fonts)):
        return "" if _NO_TEXT.match(text) else text
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(textpage.raw, at, *box)
    is_blank = box[0].value == box[1].value or box[2].value == box[3].value
    is_drawn = not font or raw.FPDFFont_GetIsEmbedded(font) == 1  # else nothing has a shape
    return " " if is_blank and is_drawn else LOST


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
