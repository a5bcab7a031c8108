"""What a PDF's fonts do not tell: characters that come out as none, or as letters nobody wrote.

A font may lack the table that says which character a glyph is, or not be in the file at all.
"""

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from drafter.readers.characters import LOST
from drafter.readers.pdfchars import MAX_CHARACTERS, Char, Turn, address
from drafter.readers.unread import Unread

SAME = 0.3  # in heights of a character: what stands so near to another is that, printed twice
WIDE = 0.7  # the same: no blank of a Latin font is so wide
LEAST_STRANGE, STRANGE = 4, 0.02  # letters of no Chinese text, in all and of a page's characters
LEAST_LETTERS = 40  # on a page without one Chinese character
_TEXT = 1  # FPDF_PAGEOBJ_TEXT
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
# as which bytes of GBK come out; without signs of measures and letters of names and pinyin
_STRANGE = re.compile("[\x80-\x9f¡¢¤¦¨ª¬\xad¯´¶¸º¿À-ÖØ-ßãåæëîïðñõøûýþÿ]")


def lost(
    page: Any, textpage: Any, chars: Sequence[Char], turned: Turn, place: str, left: Unread
) -> list[Char]:
    """Characters that stand alone in a font that is not in the file: PDFium leaves them out.

    Blanks that stand alone are left out too: they are narrower. What ends its line may be either,
    and is named where nothing else shows that characters got lost.
    """
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    missing = dict(_shapeless(page, turned))
    for at in range(min(raw.FPDFText_CountChars(textpage.raw), MAX_CHARACTERS) if missing else 0):
        missing.pop(address(raw.FPDFText_GetTextObject(textpage.raw, at)), None)
    gone = {id(char) for char in missing.values()}
    rows: dict[int, list[Char]] = defaultdict(list)
    for char in (*chars, *missing.values()) if gone else ():
        rows[round(char.base)].append(char)
    lines = [_apart(row) for row in rows.values()]
    pairs = (pair for line in lines for pair in pairwise(line))
    inner = [char for char, behind in pairs if id(char) in gone and _is_wide(char, behind)]
    last = [line[-1] for line in lines if id(line[-1]) in gone]
    if last and not inner:
        left.add("行末单独的字（字体不在文件里，也可能只是空格）", place)
    return [*inner, *last] if inner else []


def _shapeless(page: Any, turned: Turn) -> Iterator[tuple[int, Char]]:
    """Pieces of text in fonts that are not in the file, without any width, by their address."""
    from pypdfium2 import raw  # type: ignore[import-not-found, import-untyped, unused-ignore]

    height = ctypes.c_float()
    for each in page.get_objects(filter=[_TEXT], max_depth=1):
        left, bottom, right, _ = turned.box(*each.get_bounds())
        font = raw.FPDFTextObj_GetFont(each.raw)
        if right > left or not font or raw.FPDFFont_GetIsEmbedded(font) == 1:
            continue
        raw.FPDFTextObj_GetFontSize(each.raw, height)
        matrix = each.get_matrix()
        size = max(height.value * (matrix.c**2 + matrix.d**2) ** 0.5, 1.0)
        yield address(each.raw), Char(LOST, left, left + size, bottom, size)


def _apart(row: Sequence[Char]) -> list[Char]:
    """The characters of a line without those that are printed over another."""
    found: list[Char] = []
    for char in sorted(row, key=lambda char: char.left):
        if not found or char.left - found[-1].left > SAME * char.size:
            found.append(char)
    return found


def _is_wide(char: Char, behind: Char) -> bool:
    return behind.left - char.left > WIDE * char.size


def name_untold(chars: Sequence[Char], place: str, left: Unread) -> None:
    """Name a page whose fonts do not tell what its characters are, or tell it wrongly."""
    text = "".join(char.text for char in chars)
    strange = len(_STRANGE.findall(text))
    is_strange = strange >= LEAST_STRANGE and strange > STRANGE * len(text)
    is_latin = len(_LETTER.findall(text)) >= LEAST_LETTERS and not _HAN.search(text)
    if LOST in text:
        left.add("字体没有说明是什么字的字（文中写作 �，请对照原文补上）", place)
    if is_strange or is_latin:
        left.add("像是乱码的页，字体多半没有说明是什么字（请用识别软件转成文字），", place)
