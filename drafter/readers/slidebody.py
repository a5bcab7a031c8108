"""The slides of a presentation in order: titles, paragraphs, tables, and their speaker's notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from drafter import officexml
from drafter.readers import archive
from drafter.readers.unread import HIDDEN, STRUCK, Unread
from drafter.text import shorten

KIND = "PowerPoint"
BODY = "ppt/presentation.xml"
SHOWN = 13  # characters of what is left out, in the note on it
BAND = 457_200  # half an inch in EMU: what begins no further apart stands side by side
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TITLES = ("title", "ctrTitle")
_LISTS = ("", "body", "obj")  # placeholders whose paragraphs are points unless they say otherwise
_RUNNING = ("sldNum", "dt", "ftr", "hdr", "sldImg")  # that stand on every page
_CONTENTS = re.compile(r"目录|主要内容|内容提要|提纲|contents|agenda", re.IGNORECASE)
_UNREAD = {  # what a frame holds by the end of its kind's name, and what that is called
    "/chart": "图表",
    "/chartex": "图表",
    "/diagram": "图示（SmartArt）",
    "/ole": "嵌入的对象",
}
_ORDER = ("r", "fld", "br")


@dataclass(frozen=True, slots=True)
class SlideParagraph:
    """One paragraph."""

    text: str
    place: str
    is_title: bool = False
    is_point: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table: its rows of cells, each with its text; "" where a merged cell reaches into."""

    rows: tuple[tuple[str, ...], ...]
    place: str


@dataclass(frozen=True, slots=True)
class Slides:
    """What a presentation says, slide by slide, and notes on what of it was not read."""

    slides: tuple[tuple[SlideParagraph | SlideTable, ...], ...]
    notes: tuple[str, ...]


def read(data: bytes, source: str) -> Slides:
    """The slides that are shown, what their speaker noted behind the words of each.

    Raises:
        Unreadable: damaged, too large, or no presentation.
    """
    archive.check(data, source, KIND, BODY)
    left = Unread()
    try:
        with archive.opened(data) as opened:
            parts = list(_slide_parts(opened))
            slides = [_Slide(opened, part, n, left) for n, part in enumerate(parts, 1)]
            told = tuple(tuple(slide.blocks()) for slide in slides)
    except archive.DAMAGED as error:
        raise archive.corrupt(source, KIND) from error
    return Slides(told, left.notes)


def _slide_parts(opened: ZipFile) -> Iterator[str]:
    """The parts of the slides in the order in which they are shown."""
    links = _links(opened, BODY)
    for each in _root(opened, BODY).iter(f"{_P}sldId"):
        yield links[each.get(_LINK, "")][1]


def _root(opened: ZipFile, part: str) -> ET.Element:
    return ET.fromstring(opened.read(part))  # noqa: S314  archives are searched for DTDs before


def _links(opened: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: the kind of each and its own part, by the name it has there."""
    name = officexml.links_of(part)
    if name not in opened.namelist():
        return {}
    folder = part.rpartition("/")[0]
    return {
        each.get("Id", ""): (each.get("Type", ""), _joined(folder, each.get("Target", "")))
        for each in _root(opened, name)
        if each.get("TargetMode") != "External"
    }


def _joined(folder: str, target: str) -> str:
    """The name of a part that is told from a folder: ../notesSlides/a.xml.

    >>> _joined("ppt/slides", "../notesSlides/a.xml"), _joined("ppt", "/ppt/slides/b.xml")
    ('ppt/notesSlides/a.xml', 'ppt/slides/b.xml')
    """
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


@dataclass(slots=True)
class _Slide:
    """One slide that is read; `left` is told what of it is not."""

    opened: ZipFile
    part: str
    number: int
    left: Unread
    count: int = field(default=0)  # of places so far

    def blocks(self) -> Iterator[SlideParagraph | SlideTable]:
        """What it shows from the title on, then what its speaker noted."""
        root = _root(self.opened, self.part)
        shown = list(self._shapes(root.iterfind(f"{_P}cSld/{_P}spTree/*")))
        told = (block for block in shown if isinstance(block, SlideParagraph))
        titles = "".join(block.text for block in told if block.is_title)
        if root.get("show") in {"0", "false"}:
            self.left.add("隐藏的幻灯片", self._named(titles))
            return
        links = list(_links(self.opened, self.part).values())
        if any(kind.endswith("/comments") for kind, _ in links):
            self.left.add("批注", self._named(titles))
        if _CONTENTS.fullmatch("".join(titles.split())):
            self.left.add("目录页", self._named(titles))
        else:
            yield from shown
        for kind, part in links:
            if kind.endswith("/notesSlide"):
                yield from self._noted(part)

    def _named(self, title: str) -> str:
        told = "".join(title.split())
        return f"第 {self.number} 页" + (f"“{shorten(told, SHOWN)}”" if told else "")

    def _noted(self, part: str) -> Iterator[SlideParagraph]:
        """The paragraphs of the speaker's notes."""
        for shape in _root(self.opened, part).iter(f"{_P}sp"):
            if _placeholder(shape) == "body":
                yield from self._paragraphs(shape, None)

    def _shapes(self, shapes: Iterable[ET.Element]) -> Iterator[SlideParagraph | SlideTable]:
        """Titles first, then from top to bottom and from left to right.

        What has no place of its own stands where its layout puts it: behind what stands before it.
        """
        placed: list[tuple[bool, int, int, ET.Element]] = []
        row, column = 0, 0
        for each in shapes:
            found = next(each.iter(f"{_A}off"), None)
            if found is not None:
                row, column = int(found.get("y", 0)) // BAND, int(found.get("x", 0))
            placed.append((_placeholder(each) not in _TITLES, row, column, each))
        for _, _, _, each in sorted(placed, key=lambda one: one[:3]):
            yield from self._shape(each)

    def _shape(self, shape: ET.Element) -> Iterator[SlideParagraph | SlideTable]:
        """What one shape says, or those of a group."""
        own = next(shape.iter(f"{_P}cNvPr"), None)
        kind = _placeholder(shape)
        if kind in _RUNNING:
            return
        if own is not None and own.get("hidden") in {"1", "true"}:
            said = "".join(each.text or "" for each in shape.iter(f"{_A}t"))
            self.left.add(HIDDEN, f"第 {self.number} 页 {shorten(said, SHOWN)}")
        elif shape.tag == f"{_P}sp":
            yield from self._paragraphs(shape, kind)
        elif shape.tag == f"{_P}grpSp":
            yield from self._shapes(shape)
        elif shape.tag == _ALTERNATE:
            yield from self._shapes(shape.findall(f"{_CHOICE}/*"))
        elif shape.tag == f"{_P}pic":
            self.left.add("图片", f"第 {self.number} 页")
        elif shape.tag == f"{_P}graphicFrame":
            yield from self._framed(shape)

    def _framed(self, frame: ET.Element) -> Iterator[SlideTable]:
        """A table; a chart or anything else is left out."""
        for each in frame.iter(f"{_A}tbl"):
            rows = (each.findall(f"{_A}tc") for each in each.iterfind(f"{_A}tr"))
            cells = tuple(tuple(map(self._cell, row)) for row in rows)
            yield SlideTable(cells, self._place())
        for each in frame.iter(f"{_A}graphicData"):
            uri = each.get("uri", "")
            for end, name in _UNREAD.items():
                if uri.endswith(end):
                    self.left.add(name, f"第 {self.number} 页")

    def _cell(self, cell: ET.Element) -> str:
        if cell.get("hMerge") or cell.get("vMerge"):
            return ""
        return "\n".join(filter(str.strip, map(self._text, cell.iter(f"{_A}p"))))

    def _paragraphs(self, shape: ET.Element, kind: str | None) -> Iterator[SlideParagraph]:
        """The paragraphs of a shape, a line break in one beginning another."""
        is_title = kind in _TITLES
        for each in shape.iter(f"{_A}p"):
            own = each.find(f"{_A}pPr")
            depth = int(own.get("lvl", 0)) if own is not None else 0
            is_point = _is_point(own, is_list=kind in _LISTS)
            text = self._text(each)
            rows = [" ".join(text.split("\n"))] if is_title else text.split("\n")
            for row in filter(str.strip, rows):
                yield SlideParagraph(row, self._place(), is_title, is_point, depth)

    def _text(self, paragraph: ET.Element) -> str:
        """What a paragraph says, without what is struck out."""
        told = ""
        for each in paragraph:
            name = each.tag.removeprefix(_A)
            said = "\n" if name == "br" else each.findtext(f"{_A}t", "") if name in _ORDER else ""
            own = each.find(f"{_A}rPr")
            if own is not None and own.get("strike", "noStrike") != "noStrike" and said.strip():
                self.left.add(STRUCK, f"第 {self.number} 页 {shorten(said.strip(), SHOWN)}")
            else:
                told += said
        return told

    def _place(self) -> str:
        self.count += 1
        return f"第{self.number}页#{self.count}"


def _placeholder(shape: ET.Element) -> str | None:
    """What a shape stands for on its slide: title, body; "" for content of any kind."""
    found = shape.find(f"*/{_P}nvPr/{_P}ph")
    return None if found is None else found.get("type", "")


def _is_point(own: ET.Element | None, *, is_list: bool) -> bool:
    """Whether a paragraph has a bullet or number in front of it."""
    if own is None:
        return is_list
    names = {each.tag.removeprefix(_A) for each in own}
    is_marked = bool(names & {"buChar", "buAutoNum", "buBlip"})
    return is_marked or (is_list and "buNone" not in names)
