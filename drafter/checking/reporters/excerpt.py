"""The piece of a line around a finding, as wide as a terminal shows it."""

import re
import unicodedata
from dataclasses import dataclass

from drafter.text import Span

BEFORE = 24  # columns of context before a finding in a long line
GAP = "…"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text before the finding, the finding, text after it."""

    before: str
    marked: str
    after: str

    @property
    def underline(self) -> str:
        """Marks that stand under the finding, whatever the width of its characters."""
        return " " * columns(self.before) + "^" * max(1, columns(self.marked))


def excerpt(text: str, span: Span, width: int) -> Excerpt:
    r"""The line on which `span` starts, cut to `width` columns around it.

    >>> found = excerpt("一、政治\n完成GDP增长8％。", (7, 12), 40)
    >>> print(found.before + found.marked + found.after + "\n" + found.underline)
    完成GDP增长8％。
        ^^^^^^^
    """
    first = max(0, span[0] - 2 * BEFORE)  # looking further would make megabytes in one line slow
    start = max(first, text.rfind("\n", first, span[0]) + 1)
    last = min(len(text), span[0] + 2 * width)
    end = text.find("\n", span[0], last)
    end = last if end < 0 else end
    near = _cut(text[start : span[0]][::-1], BEFORE)[::-1]
    before = (GAP if span[0] - len(near) > start or start == first > 0 else "") + clean(near)
    room = max(8, width - columns(before) - 2)
    marked = clean(_cut(text[span[0] : min(span[1], end, span[0] + room)], room))
    stop = span[0] + len(marked)
    if stop < min(span[1], end):
        return Excerpt(before, marked + GAP, "")
    after = _cut(text[stop : min(end, stop + room)], max(0, room - columns(marked)))
    return Excerpt(before, marked, clean(after) + (GAP if stop + len(after) < end else ""))


def columns(text: str) -> int:
    """How many columns a terminal gives to `text`.

    >>> columns("增长8％"), columns("“好”")
    (7, 4)
    """
    return sum(map(_WIDTHS.__getitem__, text))


def clean(text: str) -> str:
    r"""A text without what would steer a terminal.

    >>> clean("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL.sub("\ufffd", text).replace("\t", " ").replace("\u2028", " ")


class _Widths(dict[str, int]):
    """The width of each character, looked up once."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in ("W", "F")
        unseen = char >= "\u0300" and unicodedata.category(char) in ("Cf", "Me", "Mn")
        self[char] = 0 if unseen else 2 if wide else 1
        return self[char]


_WIDTHS = _Widths()


def _cut(text: str, width: int) -> str:
    """The beginning of `text` that fits."""
    used = 0
    for index, char in enumerate(text):
        used += _WIDTHS[char]
        if used > width:
            return text[:index]
    return text
