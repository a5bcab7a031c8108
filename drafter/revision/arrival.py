"""A report's Word file as it came back: its text before and after what people tracked in it.

Tracked changes stay where they are. What somebody inserted or deleted is known with name and
time; what was changed without tracking is found later, by comparing with what was written.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from drafter.errors import Unreadable
from drafter.readers.wordbreaks import layout_breaks
from drafter.redline import opened
from drafter.redline.markup import W, shown
from drafter.redline.word import Word, WordParagraph
from drafter.text import Span

_INSERTED = (f"{W}ins", f"{W}moveTo")
_DELETED = (f"{W}del", f"{W}moveFrom")
_SKIPPED = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "rt", "txbxContent", "instrText"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SETTINGS = "word/settings.xml"
_CORE = "docProps/core.xml"
_PROTECTED = re.compile(rb"<w:documentProtection\b[^>]*>")
_LAST = re.compile(rb"<cp:lastModifiedBy[^>]*>([^<]*)<")
_WHEN = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")
_KINDS = {b"readOnly": "只读", b"trackedChanges": "只许修订", b"comments": "只许批注"}
SOMEBODY = "未署名"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed something, and when; empty where the file does not say."""

    who: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change: where it stands in the text, and what it put in or took out."""

    span: Span  # empty for a deletion
    hand: Hand
    text: str
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside the text."""

    id: str
    hand: Hand
    text: str
    span: Span  # what it is about; empty where that was deleted
    is_about_deleted: bool = False


@dataclass
class Arrival:
    """A Word file that came back, taken apart."""

    word: Word
    text: str  # as if everything pending were accepted
    before: str  # as if everything pending were rejected
    starts: list[int]  # where each line of the file begins in `text`
    marks: list[Mark] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    saved_by: Hand = Hand(SOMEBODY)  # who last saved it
    notes: list[str] = field(default_factory=list)

    def place(self, at: int) -> tuple[int, int]:
        """The line of the file in which a character of `text` stands, and where in it."""
        number = max(n for n, start in enumerate(self.starts) if start <= at)
        return number, at - self.starts[number]


def arrived(data: bytes, source: str) -> Arrival:
    """The text, marks and comments of the Word file in `data`.

    Raises:
        Unreadable: damaged, encrypted, too large or no Word file.
    """
    word = opened(data, source, settles=False)
    if not word.text.strip():
        raise Unreadable(f"{source} 里没有文字", hint="扫描件和图片先转成文字")
    made = Arrival(word, "", "", [])
    places: dict[str, list[int]] = {}
    gone: set[str] = set()  # comments whose words are being deleted
    for number, line in enumerate(word.lines):
        made.starts.append(len(made.text))
        _read(line, made, places, gone)
        is_last = number == len(word.lines) - 1
        mark = line.element.find(f"{W}pPr/{W}rPr")
        comes, goes = _hand(mark, _INSERTED), _hand(mark, _DELETED)
        made.text += "" if goes or is_last else "\n"
        made.before += "" if comes or is_last else "\n"
        if comes or goes:
            span = (len(made.text) - (0 if goes else 1), len(made.text))
            made.marks.append(Mark(span, comes or goes or Hand(""), "\n", bool(goes)))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        made.comments = list(_comments(parts, places, made.text, gone))
        made.saved_by = _saved_by(parts)
        made.notes += _protection(parts)
    return made


def _read(line: WordParagraph, made: Arrival, places: dict[str, list[int]], gone: set[str]) -> None:
    """One paragraph into the texts, the marks and the places of comments."""
    text = before = line.number
    base = len(made.text)
    layout = layout_breaks(line.element, is_centred=line.is_centred)
    open_: dict[str, bool] = {}  # comments open here: whether anything of their words stays
    for element, hands in _leaves(line.element, ()):
        id = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            places[id] = [base + len(text), base + len(text)]
            gone.add(id)
            open_[id] = True
        elif element.tag == f"{W}commentRangeEnd":
            places.setdefault(id, [base + len(text)] * 2)[1] = base + len(text)
        elif element.tag == f"{W}commentReference":
            places.setdefault(id, [max(base, base + len(text) - 1), base + len(text)])
        else:
            is_gone = any(tag in _DELETED for tag, _ in hands)
            piece = element.text or "" if element.tag == f"{W}delText" else shown(element, layout)
            if not piece:
                continue
            is_new = any(tag in _INSERTED for tag, _ in hands)
            for tag, hand in hands:
                at = base + len(text)
                end = at if is_gone else at + len(piece)
                made.marks.append(Mark((at, end), hand, piece, tag in _DELETED))
            text += "" if is_gone else piece
            before += "" if is_new else piece
    if text != line.text:  # words in a place that this reading does not know
        text = line.text
    made.text += text
    made.before += before


def _leaves(element: Any, hands: tuple[tuple[str, Hand], ...]) -> Iterator[tuple[Any, Any]]:
    """What shows in a paragraph, and comment marks, each with the changes around it."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or child.tag == _FALLBACK:
            continue
        own = hands
        if child.tag in (*_INSERTED, *_DELETED):
            own = (*hands, (child.tag, _of(child)))
        if len(child) and child.tag != f"{W}fldChar":
            yield from _leaves(child, own)
        else:
            yield child, own


def _of(change: Any) -> Hand:
    when = change.get(f"{W}date", "")  # LibreOffice writes 0-00-00 where it knows none
    return Hand(change.get(f"{W}author", "") or SOMEBODY, "" if when.startswith("0-") else when)


def _hand(properties: Any, tags: tuple[str, ...]) -> Hand | None:
    """Who put in or took out the end of a paragraph."""
    if properties is None:
        return None
    found = next((each for tag in tags for each in properties.findall(tag)), None)
    return _of(found) if found is not None else None


# ------------------------------------------------------------------ beside the text


def _comments(
    parts: zipfile.ZipFile, places: dict[str, list[int]], text: str, gone: set[str]
) -> Iterator[Comment]:
    """The comments that are not marked as done."""
    root = _tree(parts, "word/comments.xml")
    if root is None:
        return
    done = _done(parts)
    for each in root.iter(f"{W}comment"):
        id = each.get(f"{W}id", "")
        paragraphs = list(each.iter(f"{W}p"))
        keys = [value for p in paragraphs for name, value in p.attrib.items() if "paraId" in name]
        text_of = "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs
        ).strip()
        if id not in places or not text_of or done & set(keys):
            continue
        start, end = places[id]
        is_gone = start >= end and id in gone
        yield Comment(id, _of(each), text_of, (start, max(start, min(end, len(text)))), is_gone)


def _done(parts: zipfile.ZipFile) -> set[str]:
    """The last paragraphs of comments that somebody has ticked off."""
    root = _tree(parts, "word/commentsExtended.xml")
    found = set()
    for each in root.iter() if root is not None else ():
        attributes = {name.rpartition("}")[2]: value for name, value in each.attrib.items()}
        if attributes.get("done") in ("1", "true"):
            found.add(attributes.get("paraId", ""))
    return found


def _tree(parts: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if name not in parts.namelist():
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(parts.read(name), parser)
    except etree.XMLSyntaxError:
        return None


def _saved_by(parts: zipfile.ZipFile) -> Hand:
    """Who last saved the file, as its properties say."""
    core = parts.read(_CORE) if _CORE in parts.namelist() else b""
    who, when = _LAST.search(core), _WHEN.search(core)
    name = who[1].decode("utf-8", "replace").strip() if who else ""
    return Hand(name or SOMEBODY, when[1].decode("ascii", "replace") if when else "")


def _protection(parts: zipfile.ZipFile) -> Iterator[str]:
    """A note where the file is protected; its protection stays."""
    settings = parts.read(_SETTINGS) if _SETTINGS in parts.namelist() else b""
    found = _PROTECTED.search(settings)
    if found and re.search(rb'enforcement="(?:1|true|on)"', found[0]):
        kind = next((words for mark, words in _KINDS.items() if mark in found[0]), "限制编辑")
        yield f"原文件设了保护（{kind}），新文件里照样保留"
