"""Pages and plain texts that a Word file holds as parts of their own (w:altChunk), as lines."""

import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from drafter.errors import Unreadable
from drafter.readers import pagetext, webpage
from drafter.readers.encoding import decode
from drafter.readers.signatures import kind_of

PAGES, TEXTS = (".html", ".htm", ".xhtml"), (".txt", ".text")


@dataclass(frozen=True, slots=True)
class WordChunk:
    """What an embedded document says, and what of it was not read."""

    rows: tuple[str, ...]
    notes: tuple[str, ...] = ()


def embedded(parts: zipfile.ZipFile, main: str, source: str) -> dict[str, WordChunk]:
    """The embedded documents that can be read, by the numbers under which the body names them.

    Args:
        parts: the open Word file.
        main: the name of its body.
        source: the name of the file, for notes.
    """
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts.namelist():
        return {}
    found = {}
    for each in ET.fromstring(parts.read(relations)):  # noqa: S314  archive.check refuses every DTD
        if each.get("Type", "").endswith("/aFChunk"):
            target = posixpath.normpath(posixpath.join(f"/{folder}", each.get("Target", "")))
            part = target.lstrip("/")
            chunk = told(parts.read(part), part, source) if part in parts.namelist() else None
            if chunk is not None:
                found[each.get("Id", "")] = chunk
    return found


def told(data: bytes, part: str, source: str) -> WordChunk | None:
    """A page or a plain text as lines; None for anything else.

    >>> told("<p>修路3条</p><p>架桥2座</p>".encode(), "word/a.html", "a.docx").rows
    ('修路3条', '架桥2座')
    >>> told(b"MIME-Version: 1.0", "word/a.mht", "a.docx")
    """
    suffix = posixpath.splitext(part)[1].lower()
    try:
        if suffix in PAGES or (suffix in TEXTS and kind_of(data) == ".html"):
            seen, notes = webpage.shown(data, source)
            return WordChunk(_rows(pagetext.told(decode(seen, source))), notes)
        return WordChunk(_rows(decode(data, source))) if suffix in TEXTS else None
    except Unreadable:
        return None


def _rows(text: str) -> tuple[str, ...]:
    return tuple(row for row in text.split("\n") if row.strip())
