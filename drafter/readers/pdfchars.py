"""The characters of a PDF's page and the straight lines ruled on it, with their places."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafter.readers.unread import Unread

MAX_CHARACTERS = 20_000  # of one page; a full one has 2,000
MAX_RULES = 2_000  # lines of one page; a table of 100 rows has 700
THIN = 3.0  # points: what is thicker is a box or a bar
COVERS = 0.5  # of a page: a picture that large is the page's scan
_IMAGE, _PATH = 3, 2  # FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH
_INVISIBLE = 3  # text render mode: neither filled nor stroked
_NOTES = {1: "批注", 3: "批注", 20: "表单里填的字"}  # kinds of annotations that hold words
_NO_TEXT = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Char:
    """One character on a page."""

    text: str
    left: float
    right: float
    base: float  # of the line it stands on, from the bottom of the page
    size: float


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


def rules(page: Any) -> list[RuledLine]:
    """The straight lines of a page, among them those around a table's cells."""
    found: list[RuledLine] = []
    for number, each in enumerate(page.get_objects(filter=[_PATH], max_depth=3)):
        if number >= MAX_RULES:
            break
        rule = RuledLine(*each.get_bounds())
        if rule.is_level or rule.is_upright:
            found.append(rule)
    return found


def read(page: Any, textpage: Any, place: str, left: Unread) -> Iterator[Char]:
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
