"""A small reader of tracked changes: what a Word file says when all are accepted or rejected.

Written apart from the code under test, on the standard library's own XML reader.
"""

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = "\f"  # at the edges of a paragraph it is layout
SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "txbxContent", "instrText", "delInstrText")}


def accepted(data: bytes) -> str:
    """The text when every change is accepted."""
    return read(data, gone="del")


def rejected(data: bytes) -> str:
    """The text when every change is rejected."""
    return read(data, gone="ins")


def read(data: bytes, *, gone: str) -> str:
    """The body's paragraphs, tables and pictures left out, without automatic numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = ET.fromstring(parts.read("word/document.xml")).find(f"{W}body")
    lines, open_ = [], ""
    for paragraph in paragraphs(body):
        own = said(paragraph, gone, layout=centred(paragraph))
        text = open_ + own.strip(PAGE).replace(PAGE, "\n")
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}")
        if mark is not None:
            open_ = text
            continue
        picture = any(True for _ in paragraph.iter(f"{W}drawing"))
        lines += [] if picture and not text else [text]
        open_ = ""
    return "\n".join(lines + ([open_] if open_ else []))


def paragraphs(parent):
    """Paragraphs in order, content controls opened, tables left out."""
    for child in parent:
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from paragraphs(child)


def said(element, gone, *, layout):
    """The text below an element without what is gone."""
    text = ""
    for child in element:
        if child.tag == f"{W}{gone}" or child.tag in SKIPPED:
            continue
        if child.tag in (f"{W}t", f"{W}delText"):
            text += child.text or ""
        elif child.tag == f"{W}tab":
            text += "\t"
        elif child.tag == f"{W}br":
            ended = PAGE if child.get(f"{W}type") == "page" else "\n"
            text += "" if layout else ended
        else:
            text += said(child, gone, layout=layout)
    return text


def centred(paragraph):
    """Whether soft breaks in it are layout."""
    align = paragraph.find(f"{W}pPr/{W}jc")
    return align is not None and align.get(f"{W}val") == "center"
