"""What a paragraph of a Word file shows: results of fields, no hidden, struck or deleted words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.readers import characters, pasted
from drafter.readers.numbering import W
from drafter.readers.unread import HIDDEN, STRUCK, Unread
from drafter.readers.wordbreaks import BREAKS, layout_breaks
from drafter.readers.wordstyles import WordStyle, run_style

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
BOX = f"{W}txbxContent"
_PASSED = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "delInstrText", "delText", "rt")
)
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_ALWAYS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_REFERENCES = {
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
    f"{W}commentReference": "批注",
}
_GRAPHICS = {"chart": "图表", "diagram": "SmartArt 图示", "picture": "图片里的字"}
_FORMULA = {f"{M}num": ("", "/"), f"{M}sup": ("^", ""), f"{M}sub": ("_", ""), f"{M}rad": ("√", "")}
CONTENTS = "目录"


@dataclass(slots=True)
class Field:
    """A field that is open: first its code comes, then its result."""

    code: str = ""
    is_result: bool = False
    preset: str = ""  # what a form field shows where it has no result

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents."""
        return self.code.strip().upper().startswith("TOC")


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after another: a field may begin in one and end in another."""

    styles: Mapping[str, WordStyle]
    left: Unread
    has_whole_fields: bool = True  # every field that begins also ends
    fields: list[Field] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)  # text boxes met in the last paragraph
    has_hidden: bool = False  # whether the last paragraph has words that are not shown
    is_bold: bool = False  # whether all words of the last paragraph are

    def text(self, paragraph: Any, style: WordStyle, place: str) -> str:
        """What one paragraph shows; its text boxes are left in `boxes`."""
        self.boxes, self.has_hidden = [], False
        layout = layout_breaks(paragraph, is_centred=style.is_centred)
        reading = _Reading(self, style, layout, place)
        told = characters.folded("".join(reading.pieces(paragraph)))
        self.is_bold = reading.bold == {True}
        return told

    @property
    def is_code(self) -> bool:
        """Whether what comes is the code of a field."""
        return self.has_whole_fields and any(not each.is_result for each in self.fields)

    @property
    def is_contents(self) -> bool:
        """Whether what comes is of a table of contents."""
        return self.has_whole_fields and any(each.is_contents for each in self.fields)


@dataclass(slots=True)
class _Reading:
    """The reading of one paragraph."""

    runs: Runs
    style: WordStyle
    layout: frozenset[Any]  # breaks that are no text
    place: str
    bold: set[bool] = field(default_factory=set)  # of the runs that say something

    def pieces(self, element: Any) -> Iterator[str]:
        """The text below an element."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self.run(child)
            elif tag == f"{W}t":
                yield self.words(child.text or "")
            elif tag in _ALWAYS:
                yield "" if self.runs.is_code else _ALWAYS[tag]
            elif tag in BREAKS:
                yield "" if child in self.layout else "\n"
            elif tag not in _PASSED:
                yield from self.special(child)

    def words(self, text: str) -> str:
        """The words of a run, unless they are a field's code or of a table of contents."""
        if self.runs.is_contents and text.strip():
            self.runs.left.add(CONTENTS, self.place)
        return "" if self.runs.is_code or self.runs.is_contents else text

    def run(self, run: Any) -> Iterator[str]:
        """A run, unless it is hidden or struck: then only its fields count."""
        style = run_style(run, self.style, self.runs.styles)
        told, position = _signs(run, "".join(self.pieces(run))), _position(run)
        told = pasted.raised(told, is_low=position == "subscript") if position else told
        if not (style.is_hidden or style.is_struck):
            if told.strip():
                self.bold.add(style.is_bold)
            yield told
        elif told.strip():
            self.runs.has_hidden = True
            self.runs.left.add(HIDDEN if style.is_hidden else STRUCK, self.place)

    def special(self, child: Any) -> Iterator[str]:
        """What is neither a run nor plain text."""
        tag = child.tag
        if tag in _REFERENCES:
            self.runs.left.add(_REFERENCES[tag], self.place)
        elif tag in _MARKS:
            yield _MARKS[tag](self, child)
        elif tag in _OPENED:
            yield from _OPENED[tag](self, child)
        elif isinstance(tag, str) and tag.startswith(M):
            yield formula(child)
        else:
            yield from self.pieces(child)

    def box(self, box: Any) -> str:
        """A text box outside a drawing."""
        self.runs.boxes.append(box)
        return ""

    def alternatives(self, element: Any) -> Iterator[str]:
        """The one of several writings of the same that is read."""
        yield from self.pieces(alternative(element))

    def field(self, mark: Any) -> str:
        """Begin, part or end a field; what a form field without a result shows."""
        kind = mark.get(f"{W}fldCharType")
        fields = self.runs.fields
        if kind == "begin":
            fields.append(Field(preset=_preset(mark)))
        elif kind == "separate" and fields:
            fields[-1].is_result = True
        elif kind == "end" and fields:
            last = fields.pop()
            return "" if self.runs.is_code else last.preset
        return ""

    def code(self, element: Any) -> str:
        """More of the code of the field that is open."""
        if self.runs.fields:
            self.runs.fields[-1].code += element.text or ""
        return ""

    def control(self, control: Any) -> Iterator[str]:
        """A content control; what it shows while nobody has filled it in is no text."""
        if is_unfilled(control):
            self.runs.left.add("没有填写的控件", self.place)
            return
        content = control.find(f"{W}sdtContent")
        if content is not None:
            yield from self.pieces(content)

    def picture(self, picture: Any) -> Iterator[str]:
        """A drawing: its text boxes are kept for later, anything else in it is named."""
        if any(each.get("hidden") in {"1", "true"} for each in picture.iter(f"{DRAWING}docPr")):
            self.runs.left.add("隐藏的图形", self.place)
            return
        before = len(self.runs.boxes)
        self.runs.boxes.extend(_boxes(picture))
        if len(self.runs.boxes) == before:
            self.runs.left.add(_graphic(picture), self.place)
        yield from ()


_MARKS: dict[str, Callable[[_Reading, Any], str]] = {
    f"{W}fldChar": _Reading.field,
    f"{W}instrText": _Reading.code,
    f"{W}sym": lambda _, element: _symbol(element),
    BOX: _Reading.box,
}
_OPENED: dict[str, Callable[[_Reading, Any], Iterator[str]]] = {
    f"{W}sdt": _Reading.control,
    f"{MC}AlternateContent": _Reading.alternatives,
    **dict.fromkeys(_PICTURES, _Reading.picture),
}


def alternative(element: Any) -> Any:
    """The one of several writings of the same that is read: the first that has any text."""
    options = [each for each in element if each.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    with_text = (each for each in options if any(t.text for t in each.iter(f"{W}t")))
    return next(with_text, options[0] if options else element)


def is_unfilled(control: Any) -> bool:
    """Whether a content control still shows what is to be written there."""
    properties = control.find(f"{W}sdtPr")
    mark = properties.find(f"{W}showingPlcHdr") if properties is not None else None
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def are_whole(root: Any) -> bool:
    """Whether every field of a document that begins also ends."""
    kinds = [each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def formula(element: Any) -> str:
    """A formula on one line: a fraction as a/b."""
    told = []
    for child in element:
        before, after = _FORMULA.get(child.tag, ("", ""))
        inner = child.text or "" if child.tag == f"{M}t" else formula(child)
        told.append(f"{before}{inner}{after}" if inner else "")
    return "".join(told)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes in a drawing, each once though it may be written in two ways."""
    for child in element:
        if child.tag == BOX:
            yield child
        else:
            inner = alternative(child) if child.tag == f"{MC}AlternateContent" else child
            yield from _boxes(inner)


def _graphic(picture: Any) -> str:
    """What a drawing without text boxes is."""
    if picture.tag == f"{W}object":
        return "嵌入的对象"
    if any(True for _ in picture.iter(f"{VML}textpath")):
        return "艺术字"
    for each in picture.iter(GRAPHIC):
        kind = each.get("uri", "").rpartition("/")[2]
        if kind in _GRAPHICS:
            return _GRAPHICS[kind]
        return "图形"
    return "图片里的字" if any(True for _ in picture.iter(f"{VML}imagedata")) else "图形"


def _position(run: Any) -> str:
    """Whether a run is set above or below the line: "superscript", "subscript" or ""."""
    mark = run.find(f"{W}rPr/{W}vertAlign")
    place = mark.get(f"{W}val", "") if mark is not None else ""
    return place if place in {"superscript", "subscript"} else ""


def _signs(run: Any, text: str) -> str:
    """A run's text as it is shown: letters typed in a font of signs are boxes and ticks."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
    if not font:
        return text
    return "".join(characters.sign(font, ord(c)) or c if c <= "\xff" else c for c in text)


def _symbol(element: Any) -> str:
    """A sign of a font of signs, as the character that it shows where that is known."""
    code = element.get(f"{W}char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if shown := characters.sign(element.get(f"{W}font", ""), number):
        return shown
    return chr(number) if 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF else ""  # noqa: PLR2004


def _preset(mark: Any) -> str:
    """What a form field shows that has no result: the choice of a list, the tick of a box."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        is_ticked = state is not None and state.get(f"{W}val", "1") not in {"0", "false"}
        return "☑" if is_ticked else "□"
    choice = mark.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    options = [each.get(f"{W}val", "") for each in choice.iter(f"{W}listEntry")]
    chosen = choice.find(f"{W}result")
    number = chosen.get(f"{W}val", "0") if chosen is not None else "0"
    at = int(number) if number.isdecimal() and len(number) < 4 else 0  # noqa: PLR2004
    return options[at] if at < len(options) else ""
