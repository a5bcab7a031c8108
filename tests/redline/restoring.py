"""All tracked changes of a Word file rejected, and what its paragraphs then hold, sign by sign.

Written apart from the code under test. Runs are no part of it, nor whether a field is written as
one element or as begin, code, result and end: both are the same field.
"""

import io
import zipfile
from itertools import count
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HELD = {f"{W}{name}": name for name in ("hyperlink", "sdt", "smartTag", "customXml")}
MARKS = {f"{W}{name}": name for name in ("bookmarkStart", "bookmarkEnd")}
WHOLE = {f"{W}{name}" for name in ("drawing", "pict")}
PASSED = {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "ins")}


def held(data: bytes) -> list[list[tuple[str, ...]]]:
    """For each paragraph its signs, pictures, text boxes and marks, each with what is around it."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = ET.fromstring(parts.read("word/document.xml")).find(f"{W}body")
    return _paragraphs(body, count())


def _paragraphs(parent, number):
    found, open_ = [], []
    for paragraph in parent.iter(f"{W}p") if parent.tag != f"{W}body" else parent:
        reading = _Reading(number)
        reading.read(paragraph, ())
        open_ += reading.found
        if paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is None:
            found.append(open_)
            open_ = []
    return found + ([open_] if open_ else [])


class _Reading:
    """One paragraph; every link, control and field is told from the one beside it."""

    def __init__(self, number):
        self.number = number
        self.found = []
        self.fields = []  # the code of each that is open, and its number once its result comes

    def read(self, element, around):
        for child in element:
            if child.tag in PASSED:
                continue
            if child.tag in HELD:
                told = sorted(f"{key}={value}" for key, value in child.attrib.items())
                own = f"{HELD[child.tag]}{next(self.number)}{told}"
                self.read(child, (*around, own))
            elif child.tag == f"{W}fldSimple":
                code = child.get(f"{W}instr")
                self.read(child, (*around, f"field{next(self.number)}{code}"))
            else:
                self.sign(child, around)

    def sign(self, child, around):
        inner = (*around, *(own for own in self.fields if own.startswith("field")))
        if child.tag == f"{W}fldChar":
            self.field(child.get(f"{W}fldCharType"))
        elif child.tag in (f"{W}instrText", f"{W}delInstrText"):
            self.fields[-1] += child.text
        elif child.tag in (f"{W}t", f"{W}delText"):
            self.found += [(*inner, char) for char in child.text or ""]
        elif child.tag in MARKS:
            self.found.append((*inner, MARKS[child.tag], child.get(f"{W}id")))
        elif child.tag in WHOLE:
            self.found.append((*inner, ET.tostring(child, "unicode")))
        else:
            self.read(child, around)

    def field(self, kind):
        if kind == "begin":
            self.fields.append("")
        elif kind == "separate":
            self.fields[-1] = f"field{next(self.number)}{self.fields[-1]}"
        else:
            self.fields.pop()


def picture(name):
    """A picture within the line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{name}"/></wp:inline></w:drawing></w:r>'
    )


def boxed(text):
    """A text box that is fixed to the line."""
    return (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f'<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>{text}</w:t></w:r></w:fldSimple></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
