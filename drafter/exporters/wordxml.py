"""Paragraphs as Word wants them: every property said on the spot, nothing left to a style."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from drafter.document import ParagraphKind
from drafter.exporters import layout
from drafter.exporters.layout import Face
from drafter.exporters.title import balanced
from drafter.officexml import FORBIDDEN

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVEL_2_LENGTH = 40  # characters of a （一） heading; what is longer is a numbered paragraph
_LEVEL_2 = re.compile(r"[（(][一二三四五六七八九十]{1,2}[）)][^。：:]{1,40}(?:。|$)")
_DATE = re.compile(r"\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of paragraph is set."""

    face: Face = layout.BODY
    align: str = "both"
    indent: str = "first"  # first line, right, or none
    is_heading: bool = False  # stays with what follows
    after: int = 0  # twips below it


SHAPES = {
    ParagraphKind.TITLE: Shape(layout.TITLE, "center", "none", is_heading=True, after=layout.LINE),
    ParagraphKind.SALUTATION: Shape(align="left", indent="none"),
    ParagraphKind.HEADING: Shape(layout.LEVEL_1, "left", is_heading=True),
    ParagraphKind.SIGNATURE: Shape(align="right", indent="right"),
}
BYLINE = Shape(align="center", indent="none")  # post and name, below the title
INDENTS = {
    "none": "",
    "first": f'<w:ind w:firstLineChars="{layout.INDENT_CHARACTERS}" '
    f'w:firstLine="{layout.INDENT}"/>',
    "right": f'<w:ind w:rightChars="{layout.DATE_INDENT_CHARACTERS}" '
    f'w:right="{layout.DATE_INDENT}"/>',
}


def qualified(name: str) -> str:
    """The name as lxml spells it."""
    return f"{{{NAMESPACE}}}{name}"


def font_names(font: str) -> dict[str, str]:
    """One font for all scripts: otherwise quotes and dashes fall to the Latin one."""
    return {"ascii": font, "hAnsi": font, "eastAsia": font, "cs": font, "hint": "eastAsia"}


def paragraph(text: str, kind: ParagraphKind) -> str:
    """One line of a report. A title's soft breaks are layout: they add nothing to the text."""
    shape = SHAPES.get(kind, Shape())
    if kind is ParagraphKind.TITLE:
        return _paragraph(shape, _run(balanced(text), shape.face))
    level_2 = _LEVEL_2.match(text) if shape.face is layout.BODY else None
    if level_2 is None:
        return _paragraph(shape, _run([text], shape.face))
    if level_2.end() == len(text):
        return _paragraph(
            Shape(layout.LEVEL_2, "left", is_heading=True), _run([text], layout.LEVEL_2)
        )
    cut = level_2.end()
    return _paragraph(shape, _run([text[:cut]], layout.LEVEL_2) + _run([text[cut:]], shape.face))


def byline(text: str) -> str:
    """Whose report it is, in the body's face under the title."""
    return _paragraph(BYLINE, _run([text], BYLINE.face))


def page_number(side: str) -> str:
    """— 1 — at one side, one character from the edge."""
    indent = (
        f'<w:ind w:{side}Chars="{layout.PAGE_INDENT_CHARACTERS}" w:{side}="{layout.PAGE_INDENT}"/>'
    )
    properties = _run_properties(layout.PAGE_NUMBER, squeeze=0)

    def run(content: str) -> str:
        return f"<w:r>{properties}{content}</w:r>"

    field = "".join(
        [
            run('<w:fldChar w:fldCharType="begin"/>'),
            run('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
            run('<w:fldChar w:fldCharType="separate"/>'),
            run("<w:t>1</w:t>"),
            run('<w:fldChar w:fldCharType="end"/>'),
        ]
    )
    before, after = (run(f'<w:t xml:space="preserve">{dash}</w:t>') for dash in ("— ", " —"))
    return (
        f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
        f"{_spacing(layout.FOOTER_LINE)}"
        f'{indent}<w:jc w:val="{side}"/></w:pPr>{before}{field}{after}</w:p>'
    )


def _paragraph(shape: Shape, runs: str) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if shape.is_heading else ""
    outline = {layout.LEVEL_1: 0, layout.LEVEL_2: 1}.get(shape.face)
    return (
        f'<w:p xmlns:w="{NAMESPACE}"><w:pPr>{keep}<w:widowControl w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f"{_spacing(layout.LINE, shape.after)}"
        f'{INDENTS[shape.indent]}<w:jc w:val="{shape.align}"/>'
        + (f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "")
        + f"</w:pPr>{runs}</w:p>"
    )


def _spacing(line: int, after: int = 0) -> str:
    return f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _run(lines: list[str], face: Face) -> str:
    properties = _run_properties(face, layout.SQUEEZE if face.size == layout.BODY.size else 0)
    content = "<w:br/>".join(map(_text, lines))
    return f"<w:r>{properties}{content}</w:r>" if content else ""


def _text(text: str) -> str:
    parts = FORBIDDEN.sub("", text).replace("\r", "").split("\t")
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in parts
        if part or len(parts) > 1
    )


def _run_properties(face: Face, squeeze: int) -> str:
    names = " ".join(f"w:{key}={quoteattr(name)}" for key, name in font_names(face.font).items())
    return (
        f'<w:rPr><w:rFonts {names}/><w:color w:val="000000"/>'
        + (f'<w:spacing w:val="{squeeze}"/>' if squeeze else "")
        + f'<w:sz w:val="{face.size}"/><w:szCs w:val="{face.size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )
