"""Changes written into the file that came back: nothing but their own words is touched."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.redline.difference import END, edits
from drafter.redline.markup import W, parent_of
from drafter.redline.settling import settle
from drafter.redline.tracking import Changes, Tracker, finish, last_id
from drafter.revision.arrival import Arrival
from drafter.text import Span

_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd")
_COMMENT_PARTS = re.compile(r"word/comments(?:Extended|Ids|Extensible)?\.xml")


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a stretch of the text; an empty stretch is where something is put in."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Under which name our own changes are tracked, and when."""

    author: str
    date: str  # 2026-01-31T08:00:00Z


def written(
    arrival: Arrival,
    changes: Sequence[Change],
    signature: Signature,
    *,
    is_tracked: bool,
    answered: Collection[str] = (),
) -> bytes:
    """The Word file with our changes in it.

    Args:
        arrival: the file; it is used up.
        changes: of its text, in any order, none over another.
        signature: ours.
        is_tracked: our changes are tracked, and people's pending ones stay pending with their
            names; else all are accepted.
        answered: ids of comments that are dealt with and go.
    """
    word = arrival.word
    rows = _spread(arrival, changes)
    tracker = Tracker(signature.author, signature.date, {}, last_id(word.root))
    for line, row in zip(word.lines, rows, strict=True):
        if row:
            row.deleted = [(max(a, len(line.number)), b) for a, b in row.deleted]
            tracker.write(line, row, iter(()))
    finish(word.root)
    for element in list(word.root.iter(f"{W}ins")):
        _unnest(element)
    if not is_tracked:
        settle(word.root.find(f"{W}body"))
    _uncomment(word.root, answered)
    return without_comments(word.saved(), answered)


def _spread(arrival: Arrival, changes: Sequence[Change]) -> list[Changes]:
    """The changes, paragraph by paragraph."""
    rows = [Changes() for _ in arrival.word.lines]
    for change in sorted(changes, key=lambda each: each.span):
        start, end = change.span
        old, new = arrival.text[start:end], change.text
        at = start
        for edit in edits(old.replace("\n", END), new.replace("\n", END)):
            if edit.kind == "insert":
                number, offset = arrival.place(at)
                rows[number].inserted.append((offset, edit.text))
                continue
            if edit.kind == "delete":
                _delete(arrival, rows, at, edit.text)
            at += len(edit.text)
    for row in rows:  # two at one place would come in the wrong order
        inserted: dict[int, str] = {}
        for offset, text in row.inserted:
            inserted[offset] = inserted.get(offset, "") + text
        row.inserted = list(inserted.items())
    return rows


def _delete(arrival: Arrival, rows: list[Changes], at: int, text: str) -> None:
    """Characters that go, ends of paragraphs among them."""
    for char in text:
        number, offset = arrival.place(at)
        if char == END:
            rows[number].is_joined = True
        elif rows[number].deleted and rows[number].deleted[-1][1] == offset:
            rows[number].deleted[-1] = (rows[number].deleted[-1][0], offset + 1)
        else:
            rows[number].deleted.append((offset, offset + 1))
        at += 1


def _unnest(element: Any) -> None:
    """Our insertion inside another's stands beside it: that one is parted where ours comes."""
    outer = parent_of(element)
    if outer.tag != f"{W}ins" or parent_of(outer) is None:
        return
    behind = list(element.itersiblings())
    if behind:
        rest = outer.makeelement(outer.tag, dict(outer.attrib))
        for each in behind:
            rest.append(each)
        outer.addnext(rest)
    outer.addnext(element)
    if len(outer) == 0:
        parent_of(outer).remove(outer)


def _uncomment(root: Any, ids: Collection[str]) -> None:
    """Take off the marks of comments that go."""
    marks = [each for name in _COMMENT_MARKS for each in root.iter(f"{W}{name}")]
    marks += list(root.iter(f"{W}commentReference"))
    for mark in marks:
        if mark.get(f"{W}id") not in ids:
            continue
        around = parent_of(mark)
        parent_of(mark).remove(mark)
        if around.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in around):
            parent_of(around).remove(around)


def without_comments(data: bytes, ids: Collection[str]) -> bytes:
    """The file without some comments, in every part that speaks of them."""
    from lxml import etree

    if not ids:
        return data
    keys: set[str] = set()
    made: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = sorted(filter(_COMMENT_PARTS.fullmatch, parts.namelist()), key=len)
        for name in names:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(parts.read(name), parser)
            for each in list(root):
                attributes = {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
                if each.tag == f"{W}comment" and attributes.get("id") in ids:
                    keys |= {
                        value
                        for p in each.iter(f"{W}p")
                        for key, value in p.attrib.items()
                        if key.endswith("}paraId")
                    }
                    root.remove(each)
                elif each.tag != f"{W}comment" and attributes.get("paraId") in keys:
                    root.remove(each)
            made[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
    return replaced(data, made)


def replaced(data: bytes, made: Mapping[str, bytes]) -> bytes:
    """The archive with some parts in the place of others; the rest byte for byte."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, entry.date_time)
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, made.get(entry.filename, source.read(entry)))
    return stream.getvalue()
