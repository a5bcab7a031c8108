"""Remarks as Word comments, in the file as its author made it.

python-docx makes the comments and marks what they are about. Of what it would save only the body
and the comments are taken; every other part of the file is what it was, byte for byte.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.errors import Unreadable
from drafter.officexml import CONTENT_TYPES, NO_LINKS, WITH_MACROS, links_of, with_one_more
from drafter.readers import archive, wordbody
from drafter.readers.docx import paragraphs
from drafter.readers.wordbreaks import layout_breaks
from drafter.redline.markup import W, runs, shown
from drafter.redline.runs import parted_at
from drafter.text import Span, sentences

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_INITIALS = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class WordRemark:
    """Something to be said about a place in a report."""

    span: Span  # of the text that is read from the file
    lines: tuple[str, ...]  # each a paragraph of the comment


@dataclass(frozen=True, slots=True)
class Commented:
    """A file with its comments."""

    data: bytes
    made: int
    known: int  # remarks that the file had already, word for word, from the same author
    placeless: int = 0  # remarks on a file without words that a comment could stand at


def commented(data: bytes, source: str, remarks: Sequence[WordRemark], author: str) -> Commented:
    """The Word file in `data` with a comment on the sentence of each remark.

    Raises:
        Unreadable: damaged, no Word file, or in the strict format.
    """
    held = wordbody.read(data, source)  # says what is wrong with a file that cannot be read
    document = _document(data, source)
    known = [(each.author, each.text) for each in document.comments]
    anchors = _Anchors(list(paragraphs(held.blocks)), list(document.element.body.iter(f"{W}p")))
    made = had = 0
    for remark in sorted(remarks, key=lambda each: each.span):
        text = "\n".join(_FORBIDDEN.sub(" ", line.replace("\n", " ")) for line in remark.lines)
        if (author, text) in known:
            known.remove((author, text))
            had += 1
        elif found := anchors.of(remark.span):
            _comment(document, found, text, author)
            made += 1
    saved = _saved(document, data) if made else data
    return Commented(saved, made, had, len(remarks) - made - had)


def _document(data: bytes, source: str) -> Any:
    """The file as python-docx holds it, one with macros too, whose body it knows as any other's."""
    from docx.opc.part import PartFactory  # 89 ms
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.setdefault(WITH_MACROS, DocumentPart)
    package: Any = Package  # its types know no part but the plainest
    try:
        return package.open(io.BytesIO(data)).main_document_part.document
    except (AttributeError, KeyError, ValueError) as error:
        raise Unreadable(
            f"{source} 里不能加批注：是模板，或是“严格 Open XML”格式",
            hint="请另存为普通的 .docx",
        ) from error
    except archive.DAMAGED as error:
        raise archive.corrupt(source, "Word") from error


class _Anchors:
    """Where in the file the places of its text are."""

    def __init__(self, read: Sequence[wordbody.BodyParagraph], elements: Sequence[Any]) -> None:
        self._elements = elements
        self._read: list[tuple[int, str, wordbody.BodyParagraph]] = []
        at = 0
        for each in read:
            line = (each.number or "") + each.text
            self._read.append((at, line, each))
            at += len(line) + 1

    def of(self, span: Span) -> list[Any]:
        """The runs of the sentence that `span` begins in; of the nearest paragraph that has any."""
        after = [row for row in self._read if row[0] + len(row[1]) >= span[0]]
        before = [row for row in reversed(self._read) if row not in after[:1]]
        for row in (*after[:1], *after[1:], *before):
            if found := self._in(row, span):
                return found
        return []

    def _in(self, row: tuple[int, str, wordbody.BodyParagraph], span: Span) -> list[Any]:
        at, line, paragraph = row
        if paragraph.ordinal is None:
            return []
        element, is_centred = self._elements[paragraph.ordinal], paragraph.style.is_centred
        layout = layout_breaks(element, is_centred=is_centred)
        stored = "".join(shown(child, layout) for run in runs(element) for child in run)
        first, last = _sentence(line, span[0] - at, span[1] - at)
        first, last = _stored(stored, line, len(line) - len(paragraph.text), (first, last))
        pieces = parted_at(element, (first, last), is_centred=is_centred)
        return [each.run for each in pieces if first <= each.start < each.end <= last]


def _sentence(text: str, start: int, end: int) -> Span:
    """From the beginning of the sentence at `start` to the end of the one at `end`."""
    found = list(sentences(text))
    over = [each for each in found if each[1] > start and each[0] < max(end, start + 1)]
    return (over[0][0], over[-1][1]) if over else (0, len(text))


def _stored(stored: str, line: str, number: int, span: Span) -> Span:
    """A place of a paragraph's text in what its runs hold, which may have more or less."""
    if stored == line[number:]:
        return max(0, span[0] - number), max(0, span[1] - number)
    at = stored.find(line[max(span[0], number) : span[1]])
    return (at, at + span[1] - max(span[0], number)) if at >= 0 else (0, len(stored))


def _comment(document: Any, found: Sequence[Any], text: str, author: str) -> None:
    from docx.text.run import Run

    ends = [Run(each, document) for each in (found[0], found[-1])]
    document.add_comment(ends, text=text, author=author, initials=author[:_INITIALS])


def _saved(document: Any, data: bytes) -> bytes:
    """The old file with the body and the comments of `document`."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(io.BytesIO(data)) as old:
        changed = {name: made.read(name) for name in _names(document)}
        entries = [(entry, old.read(entry)) for entry in old.infolist()]
        held = {entry.filename for entry, _ in entries}
        changed |= dict(_announced(document, old)) if not changed.keys() <= held else {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry, content in entries:
            packed.writestr(entry, changed.pop(entry.filename, content))
        for name, content in changed.items():
            packed.writestr(name, content)
    return target.getvalue()


def _names(document: Any) -> tuple[str, str]:
    """The parts with the body and with the comments."""
    return _main(document), _comments(document).target_part.partname.lstrip("/")


def _main(document: Any) -> str:
    return str(document.part.partname.lstrip("/"))


def _comments(document: Any) -> Any:
    relations = document.part.rels.values()
    return next(each for each in relations if each.reltype.endswith("/comments"))


def _announced(document: Any, old: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The two parts that have to know of a first comment, with one element more."""
    relation = _comments(document)
    part = relation.target_part
    beside = links_of(_main(document))
    kind = {"PartName": str(part.partname), "ContentType": part.content_type}
    link = {"Id": relation.rId, "Type": relation.reltype, "Target": relation.target_ref}
    yield CONTENT_TYPES, with_one_more(old.read(CONTENT_TYPES), "Override", kind)
    links = old.read(beside) if beside in old.namelist() else NO_LINKS
    yield beside, with_one_more(links, "Relationship", link)
