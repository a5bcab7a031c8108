"""A web page, saved as a Word or Excel file or as text, without what its reader does not see."""

import re
from collections.abc import Collection, Iterator, Sequence
from html.parser import HTMLParser
from itertools import takewhile

from drafter.readers.unread import HIDDEN, STRUCK, Unread
from drafter.text import shorten

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_LIST, _TERMS, _CELL = {"ul", "ol"}, {"dd", "dt"}, {"td", "th"}
_ENDS = {  # of elements that need no end tag, what else ends them: a start within these bounds
    "li": ({"li"}, {*_LIST, *_CELL}),
    **dict.fromkeys(_TERMS, (_TERMS, {"dl", *_CELL})),
    **dict.fromkeys(_CELL, (_CELL, {"table", "tr"})),
    "tr": ({"tr"}, {"table"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ({"thead", "tbody", "tfoot"}, {"table"})),
    "option": ({"option"}, {"select"}),
}
_ENDS_P = frozenset(  # and each of these ends a paragraph
    (
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "ul"),
    )
)
_STRUCK_TAGS = frozenset(("s", "strike", "del"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_DECORATED = re.compile(r"text-decoration(?:-line)?\s*:\s*(?P<how>[^;]*)", re.IGNORECASE)
_FORMATTING = frozenset(  # that end where they are ended, even across one another
    (
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    )
)
_RULES = re.compile(r"(?P<names>[^{}]*)(?P<brace>[{}]|\Z)")
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_NAMED = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<own>[\w-]+))?", re.IGNORECASE)
SHOWN = 13  # characters of what is left out, in the note on it


def shown(data: bytes, source: str) -> tuple[bytes, tuple[str, ...]]:
    """The page without what is hidden or struck out on it, and notes on that.

    >>> shown("<p>水库<del>8座</del><ins>7座</ins></p>".encode(), "a.doc")[1]
    ('划掉的文字没有读：a.doc 8座',)
    """
    page = _Page()
    page.feed(data.decode("latin-1"))  # every byte is kept, whatever the page is encoded in
    page.close()
    left = Unread()
    for kind, said in page.left:
        if told := "".join(_decoded(said.encode("latin-1")).split()):
            left.add(kind, f"{source} {shorten(told, SHOWN)}")
    return "".join(page.pieces).encode("latin-1"), left.notes


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _struck_by(sheet: str) -> set[tuple[str, str]]:
    """The tags and classes that a sheet of styles strikes out wherever they stand.

    >>> sorted(_struck_by("p.a, .b {text-decoration: line-through} @media print{.c{x:y}} u b{z:1}"))
    [('', 'b'), ('p', 'a')]
    """
    return {
        ((found["tag"] or "").lower(), found["own"] or "")
        for names, said in _rules(sheet)
        if (own := _DECORATED.search(said)) and "line-through" in own["how"].lower()
        for each in names.rpartition(";")[2].split(",")  # behind @import "a.css";
        if (found := _NAMED.fullmatch(each.strip())) and found[0]
    }


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet of styles that hold on every page: for what, and what they say."""
    depth, names = 0, ""
    for found in _RULES.finditer(_REMARK.sub("", sheet)):
        is_open = found["brace"] == "{"
        if is_open and not depth:
            names = found["names"]
        elif depth == 1 and not is_open:
            yield names, found["names"]
        depth = depth + 1 if is_open else max(0, depth - 1)


class _Page(HTMLParser):
    """Writes a page again as it is, but for what is not seen on it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.left: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = []  # the elements around, and why each is not seen
        self.sheet: list[str] = []  # of styles, the one that is open
        self.struck: set[tuple[str, str]] = set()  # tags and classes that strike out

    @property
    def unseen(self) -> str:
        """Why what comes is not seen; "" where it is."""
        return next((why for _, why in self.open if why), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins: what it says of itself counts for all that is in it."""
        self._end(*_ENDS.get(tag, ((), ())))
        if tag in _ENDS_P:
            self._end({"p"}, {"table", *_CELL})
        told = dict(attrs)
        style = told.get("style") or ""
        is_hidden = "hidden" in told or _HIDDEN.search(style)
        is_struck = self._is_struck(tag, (told.get("class") or "").split(), style)
        why = HIDDEN if is_hidden else STRUCK if is_struck else ""
        if tag not in _VOID:
            if why and not self.unseen:
                self.left.append((why, ""))
            self.open.append((tag, why))
        self._keep(self.get_starttag_text() or "", is_seen=not why)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the base's
        """An element without content."""
        self._keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and those in it that nobody ended."""
        if tag == "style":
            self.struck |= _struck_by("".join(self.sheet))
            self.sheet.clear()
        why = self._end_crossed(tag) if tag in _FORMATTING else self._end({tag}, ())
        self._keep(f"</{tag}>", is_seen=not why)

    def _end(self, tags: Collection[str], bounds: Collection[str]) -> str:
        """End the innermost of such elements, and those in it; why it was not seen."""
        for at in range(len(self.open) - 1, -1, -1):
            name, why = self.open[at]
            if name in tags:
                del self.open[at:]
                return why
            if name in bounds:
                break
        return ""

    def _end_crossed(self, tag: str) -> str:
        """End an element that only forms words; those like it that began in it go on."""
        inner = sum(1 for _ in takewhile(lambda own: own[0] != tag, reversed(self.open)))
        at = len(self.open) - 1 - inner
        if at < 0 or any(name not in _FORMATTING for name, _ in self.open[at + 1 :]):
            return self._end({tag}, ())
        return self.open.pop(at)[1]

    def _is_struck(self, tag: str, classes: Sequence[str], style: str) -> bool:
        """Whether an element strikes its words out: what it says itself goes first."""
        if own := _DECORATED.search(style):
            return "line-through" in own["how"].lower()
        names = [(tag, ""), *((each, own) for own in classes for each in ("", tag))]
        return tag in _STRUCK_TAGS or any(name in self.struck for name in names)

    def handle_data(self, data: str) -> None:
        """Words: seen, or left out and told."""
        if self.open and self.open[-1][0] == "style":
            self.sheet.append(data)
        if self.unseen:
            kind, said = self.left[-1]
            self.left[-1] = (kind, said + data)
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        """A sign by its name."""
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A sign by its number."""
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """A remark, in which Word keeps settings."""
        self._keep(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """The kind of the page."""
        self._keep(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        """A condition of Word's."""
        self._keep(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        """An instruction for the program that reads it."""
        self._keep(f"<?{data}>")

    def _keep(self, piece: str, *, is_seen: bool = True) -> None:
        if is_seen and not self.unseen:
            self.pieces.append(piece)
