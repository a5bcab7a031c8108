"""PDF files written by hand: Chinese text by Unicode, each piece where it is wanted."""

import io
from collections.abc import Sequence

WIDTH, HEIGHT, SIZE = 595, 842, 12
LEFT, TOP = 72, 742
CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
    b"/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end\n"
)
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H"
    b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
)
GLYPHS = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R>>"
)
LOOKS = (
    b"<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880"
    b"/Descent -120/CapHeight 700/ItalicAngle 0/StemV 80>>"
)
UNTOLD = (  # as FONT, without the table that says which character a glyph is
    b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[4 0 R]>>"
)
ELSEWHERE = (  # a font that is not in the file, its text in Unicode
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[9 0 R]>>"
)
GB1 = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 6 0 R>>"
)
LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def placed(
    text: str,
    x: float = LEFT,
    y: float = TOP,
    size: float = SIZE,
    mode: int = 0,
    *,
    font: str = "F",
) -> str:
    """The commands that show a piece of text, in Unicode; in G (see `UNTOLD`), E or L."""
    code = text.encode("latin-1" if font == "L" else "utf-16-be").hex()
    return f"BT /{font} {size} Tf {mode} Tr {x} {y} Td <{code}> Tj ET\n"


def lines(rows: Sequence[str], top: float = TOP, step: float = 20) -> str:
    """Rows of text below one another."""
    return "".join(placed(row, y=top - step * number) for number, row in enumerate(rows))


def pdf(*pages: str) -> bytes:
    """A PDF of these pages' commands; every character is as wide as it is high."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        FONT,
        GLYPHS,
        b"<</Length %d>>stream\n%s\nendstream" % (len(CMAP), CMAP),
        LOOKS,
        UNTOLD,
        ELSEWHERE,
        GB1,
        LATIN,
    ]
    kids = []
    for page in pages:
        content = page.encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R/G 7 0 R/E 8 0 R/L 10 0 R>>>>>>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    stream, starts = io.BytesIO(), []
    stream.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        starts.append(stream.tell())
        stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    at = stream.tell()
    stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    stream.write(b"".join(b"%010d 00000 n \n" % start for start in starts))
    stream.write(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    )
    return stream.getvalue()
