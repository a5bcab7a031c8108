"""Edits written into a Word file's paragraphs as tracked changes."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.document import ParagraphKind
from drafter.redline.difference import END, DiffStretch
from drafter.redline.markup import W, parent_of, runs
from drafter.redline.runs import RunPiece, delete, fields, like, pieces, put, rubies
from drafter.redline.wholes import Whole, spell_out, uncut, wholes
from drafter.redline.word import WordParagraph

_SET_OFF = ("highlight", "shd", "u", "em", "bdr")  # looks that are meant for certain words
_MARK = re.compile(r"[，。；：！？、,.;:!?]")
_MARKS = re.compile(f"{_MARK.pattern}+")
_AFTER_MARK = (f"{W}sectPr", f"{W}pPrChange")  # these end a paragraph's properties


@dataclass
class Changes:
    """What is deleted from and put into one paragraph."""

    deleted: list[tuple[int, int]] = field(default_factory=list)
    inserted: list[tuple[int, str]] = field(default_factory=list)  # a paragraph's end too
    is_joined: bool = False  # its end goes

    def __bool__(self) -> bool:
        return bool(self.deleted or self.inserted or self.is_joined)

    def replace(self, at: int, words: str) -> None:
        """Change all of `words`, which stand at a place, if a change begins or ends inside them."""
        end = at + len(words)
        cuts = [*(each for span in self.deleted for each in span), *(n for n, _ in self.inserted)]
        if not any(at < cut < end for cut in cuts):
            return
        said = ""
        for n, char in enumerate(words, at):
            said += "".join(text for place, text in self.inserted if at < place == n)
            said += "" if any(a <= n < b for a, b in self.deleted) else char
        said += "".join(text for place, text in self.inserted if place == end)
        others = [row for row in self.inserted if not at < row[0] <= end]
        self.inserted = sorted([*others, (end, said)] if said else others, key=lambda row: row[0])
        apart = [span for span in self.deleted if span[1] < at or end < span[0]]
        over = [at, end, *(each for span in self.deleted if span not in apart for each in span)]
        self.deleted = sorted([*apart, (min(over), max(over))])


def spread(found: Sequence[DiffStretch], count: int) -> list[Changes]:
    """The edits of a text as changes of its `count` paragraphs."""
    made = [Changes() for _ in range(count)]
    at, offset = 0, 0
    for edit in found:
        if edit.kind == "insert":
            held = made[at].inserted
            before = held.pop()[1] if held and held[-1][0] == offset else ""
            held.append((offset, before + edit.text))  # what comes at one place comes at once
            continue
        for number, text in enumerate(edit.text.split(END)):
            if number:
                made[at].is_joined = edit.kind == "delete"
                at, offset = at + 1, 0
            if edit.kind == "delete" and text:
                made[at].deleted.append((offset, offset + len(text)))
            offset += len(text)
    return made


def last_id(root: Any) -> int:
    """The highest number that marks of a document carry; 0 where it has none."""
    ids = [each.get(f"{W}id", "") for each in root.iter() if isinstance(each.tag, str)]
    return max((int(id) for id in ids if id.isdecimal()), default=0)


@dataclass
class Tracker:
    """Writes changes; knows who makes them and how paragraphs of each kind look."""

    author: str
    date: str  # 2026-01-31T08:00:00Z
    looks: Mapping[ParagraphKind, Any]  # a paragraph of the document for each kind
    next_id: int = 1

    def mark(self, near: Any, name: str) -> Any:
        """An element that says what was changed, by whom and when."""
        self.next_id += 1
        return near.makeelement(
            f"{W}{name}",
            {f"{W}id": str(self.next_id), f"{W}author": self.author, f"{W}date": self.date},
        )

    def unnumber(self, line: WordParagraph, changes: Changes) -> None:
        """Take the automatic number off, and write what stays of it as text."""
        size = len(line.number)
        kept = ""
        for at, char in enumerate(line.number):
            kept += "".join(text for place, text in changes.inserted if place == at)
            kept += "" if any(a <= at < b for a, b in changes.deleted) else char
        kept += "".join(text for place, text in changes.inserted if place == size)
        changes.deleted = [(max(a, size), b) for a, b in changes.deleted if b > size]
        changes.inserted = [(size, kept), *(row for row in changes.inserted if row[0] > size)]
        properties = _properties(line.element)
        before = self.mark(properties, "pPrChange")
        was = before.makeelement(f"{W}pPr", {})
        for child in properties:
            if child.tag not in (f"{W}rPr", *_AFTER_MARK):
                was.append(copy.deepcopy(child))
        before.append(was)
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        number = properties.makeelement(f"{W}numPr", {})
        none = number.makeelement(f"{W}numId", {f"{W}val": "0"})
        number.append(none)
        properties.insert(_place_of_number(properties), number)
        properties.append(before)

    def write(self, line: WordParagraph, changes: Changes, kinds: Iterator[ParagraphKind]) -> None:
        """Change one paragraph; paragraphs that come before it are put before it.

        Args:
            line: the paragraph.
            changes: of its text.
            kinds: of the new text's paragraphs that end here, in order.
        """
        paragraph = line.element
        start = len(line.number)
        for at, words in rubies(paragraph, is_centred=line.is_centred, start=start):
            changes.replace(at, words)
        found = pieces(paragraph, (), is_centred=line.is_centred, start=start)
        deleted, inserted = uncut(
            changes.deleted, changes.inserted, line.text, wholes(paragraph, found)
        )
        spell_out(paragraph, found, deleted)
        inserted = list(_by_looks(inserted, deleted, line.text, found))
        cuts = [at for span in deleted for at in span] + [at for at, _ in inserted]
        found = pieces(paragraph, cuts, is_centred=line.is_centred, start=start)
        held = wholes(paragraph, found)
        places = {at: _place(found, at) for at, _ in inserted}
        looks = {at: _look(found, deleted, at, text) for at, text in inserted}
        ends = {at: _end(held, at, places[at]) for at, _ in inserted}
        gone = self._delete(found, deleted)
        if changes.is_joined:
            self._mark_end(paragraph, "del")
        for at, text in inserted:
            anchor = gone.get(ends[at], ends[at])
            self._insert(paragraph, text, anchor, looks[at], kinds)

    def _delete(self, found: list[RunPiece], deleted: Sequence[tuple[int, int]]) -> dict[Any, Any]:
        """Wrap what goes; by run, the mark around it."""
        doomed = [
            piece
            for piece in found
            for start, end in deleted
            if (piece.start < piece.end and start <= piece.start and piece.end <= end)
            or (piece.is_break and start < piece.start < end)
        ]
        for start, end, code in fields(found):
            if start < end and any(a <= start and end <= b for a, b in deleted):
                doomed += code
        gone = {}
        for piece in doomed:
            mark = self.mark(piece.run, "del")
            delete(piece.run, mark)
            gone[piece.run] = mark
        return gone

    def _insert(
        self, paragraph: Any, text: str, anchor: Any, beside: Any, kinds: Iterator[ParagraphKind]
    ) -> None:
        """Put `text` behind `anchor`, looking like the run `beside`."""
        look = beside if beside is not None else next(iter(runs(paragraph)), None)
        *before, last = text.split(END)
        for words in before:
            kind = next(kinds, ParagraphKind.BODY)
            made = self._parted(paragraph, anchor, kind)
            is_whole = all(child.tag == f"{W}pPr" for child in made)
            self._say(made, None, words, self._look(kind, look) if is_whole else look)
            anchor = None
        self._say(paragraph, anchor, last, look)

    def _say(self, paragraph: Any, anchor: Any, words: str, look: Any) -> None:
        """Insert words behind `anchor`, at the end of a new paragraph, or before all else."""
        if not words:
            return
        run = like(look) if look is not None else paragraph.makeelement(f"{W}r", {})
        put(run, words)
        mark = self.mark(paragraph, "ins")
        mark.append(run)
        if anchor is not None:
            anchor.addnext(mark)
        elif paragraph.get(_NEW):
            paragraph.append(mark)
        else:
            paragraph.insert(_start(paragraph), mark)

    def _parted(self, paragraph: Any, anchor: Any, kind: ParagraphKind) -> Any:
        """A new paragraph before this one, with everything up to `anchor`."""
        taken = _up_to(paragraph, anchor)
        pattern = paragraph if taken else self.looks.get(kind, paragraph)
        made = paragraph.makeelement(f"{W}p", {_NEW: "1"})
        own = pattern.find(f"{W}pPr")
        if own is not None:
            kept = copy.deepcopy(own)
            for name in ("sectPr", "pPrChange", "numPr"):
                for child in kept.findall(f"{W}{name}"):
                    kept.remove(child)
            for name in ("ins", "del"):
                for child in kept.findall(f"{W}rPr/{W}{name}"):
                    child.getparent().remove(child)
            made.append(kept)
        for child in taken:
            made.append(child)
        paragraph.addprevious(made)
        self._mark_end(made, "ins")
        return made

    def _look(self, kind: ParagraphKind, otherwise: Any) -> Any:
        pattern = self.looks.get(kind)
        found = next(iter(runs(pattern)), None) if pattern is not None else None
        return otherwise if found is None else found

    def _mark_end(self, paragraph: Any, name: str) -> None:
        properties = _properties(paragraph)
        looks = properties.find(f"{W}rPr")
        if looks is None:
            looks = properties.makeelement(f"{W}rPr", {})
            at = next(
                (i for i, c in enumerate(properties) if c.tag in _AFTER_MARK), len(properties)
            )
            properties.insert(at, looks)
        looks.insert(0, self.mark(looks, name))


_NEW = "drafter-new"  # on paragraphs that are being made; taken off at the end


def finish(root: Any) -> None:
    """Take off what only the tracker needed."""
    for paragraph in root.iter(f"{W}p"):
        paragraph.attrib.pop(_NEW, None)


def _by_looks(
    inserted: Sequence[tuple[int, str]],
    deleted: Sequence[tuple[int, int]],
    text: str,
    found: Sequence[RunPiece],
) -> Iterator[tuple[int, str]]:
    """What comes, parted where a mark at its edge takes the place of one that looks otherwise."""
    spans = {end: start for start, end in deleted}
    for at, words in inserted:
        start = spans.get(at, at)
        if END in words or at - start < 2 or len(words) < 2:  # noqa: PLR2004
            yield at, words
            continue
        cuts = [(start, start + 1, 1), (at - 1, at - 1, len(words) - 1)]
        for mark, cut, size in cuts:
            said = words[0] if mark == start else words[-1]
            is_mark = bool(_MARK.match(text[mark]) and _MARK.match(said))
            if is_mark and _seen(found, start) != _seen(found, at - 1):
                yield from ((cut, words[:size]), (at, words[size:]))
                break
        else:
            yield at, words


def _seen(found: Sequence[RunPiece], at: int) -> str:
    """How the character at a place looks."""
    run = next((piece.run for piece in found if piece.start <= at < piece.end), None)
    own = None if run is None else run.find(f"{W}rPr")
    return (
        "" if own is None else "".join(f"{each.tag}{sorted(each.items())}" for each in own.iter())
    )


def _look(
    found: Sequence[RunPiece], deleted: Sequence[tuple[int, int]], at: int, words: str
) -> Any:
    """The run that what comes at a place looks like: what it replaces, else what it stands behind.

    A mark alone that replaces nothing is not set off where what it stands beside is not.
    """
    filled = [piece for piece in found if piece.start < piece.end]
    before = next((piece.run for piece in reversed(filled) if piece.end <= at), None)
    after = next((piece.run for piece in filled if piece.start >= at), None)
    if any(end == at for _, end in deleted):
        return before
    if any(start == at for start, _ in deleted):
        return after
    is_lesser = after is not None and _is_set_off(before) and not _is_set_off(after)
    return after if is_lesser and _MARKS.fullmatch(words) else before


def _is_set_off(run: Any) -> bool:
    return run is not None and any(run.find(f"{W}rPr/{W}{name}") is not None for name in _SET_OFF)


def _place(found: list[RunPiece], at: int) -> Any:
    """The run behind which something comes at `at`; None for before all."""
    behind = [piece.run for piece in found if piece.end <= at and piece.start < piece.end]
    return behind[-1] if behind else None


def _end(held: Sequence[Whole], at: int, otherwise: Any) -> Any:
    """Behind what something comes: what ends a link or field goes before, and is not parted."""
    return next((each.last for each in held if each.end == at), otherwise)


def _up_to(paragraph: Any, anchor: Any) -> list[Any]:
    """The paragraph's children up to the one that holds `anchor`, that included."""
    if anchor is None:
        return []
    while parent_of(anchor) is not paragraph:
        anchor = parent_of(anchor)
    children = [child for child in paragraph if child.tag != f"{W}pPr"]
    return children[: children.index(anchor) + 1]


def _start(paragraph: Any) -> int:
    return 1 if paragraph.find(f"{W}pPr") is not None else 0


def _properties(paragraph: Any) -> Any:
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = paragraph.makeelement(f"{W}pPr", {})
        paragraph.insert(0, found)
    return found


def _place_of_number(properties: Any) -> int:
    """Where a list's number stands among a paragraph's properties."""
    before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    tags = {f"{W}{name}" for name in before}
    return sum(child.tag in tags for child in properties)
