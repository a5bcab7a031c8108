"""The marks of Markdown in a text that say nothing about its parts, and how deep a heading is.

A rule across the page, a picture, a bullet with nothing behind it and a table of contents are no
lines of a report. What quotes a line, or stands before the mark of a heading, is no part of it.
"""

import re
from collections.abc import Iterator

from drafter.document.parsing.enumeration import OF_HEADINGS, opens
from drafter.text import Span

_LIKELY = re.compile(r"[`<!#+_=>]|(?:[-*][ \t]*){3}|[-*]\s*(?:\n|\Z|[-*+])")  # found fast
_LINES = re.compile(
    r"^[ \t]*(?:"
    r"<!--[ \t]*TOC[ \t]*-->(?:(?!<!--).)*<!--[ \t]*/TOC[ \t]*-->|<!--(?:(?!<!--).)*?-->"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}"
    r"|(?:[-*+][ \t]*){0,2}#{0,6}(?<=[-*+# \t])"
    r"|```[^\n]*"
    r")[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_HEADER = re.compile(  # of a text for a blog, which lost the rules around it
    r"\A(?:[ \t]*(?:status|layout|tags?|categor(?:y|ies)|slug|draft|published|comments|permalink)"
    r"[ \t]*:[^\n]*(?:\n|\Z))+",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"^[ \t]*>[ \t]+(?=\S)"
    r"|^[ \t]*(?:[-*+][ \t]+)+(?:(?P<heading>(?=#{1,5}[ \t]*[^#\s]))|(?=[-*+][ \t]+[^\s*+-]))",
    re.MULTILINE,
)
_BOLD = re.compile(  # **（1）账乱。** 有两本对不上。
    r"(?<![^\s。；：！？，、])(?P<mark>\*\*|__|\*)(?=\S)(?P<told>[^*_\n]{1,80})(?P=mark)"
    r"(?P<blank>[ \t]*)(?P<next>\S?)"
)
_STOPS = "。；！：:"
_HASHES = re.compile(r"#{1,6}(?=[^#])")


def left_lines(text: str) -> Iterator[Span]:
    r"""Lines that only rule, picture or list the contents of the text, or are its keys.

    >>> told = "## 不足\n---\n- 账乱。\n-\n![图](a.png)\n"
    >>> [told[slice(*span)] for span in left_lines(told)]
    ['---\n', '-\n', '![图](a.png)\n']
    """
    if header := _HEADER.match(text):
        yield header.span()
    if not _LIKELY.search(text):
        return
    for found in _LINES.finditer(text):
        if found[0].strip():
            yield found.span()


def marks(text: str) -> Iterator[tuple[int, int, str]]:
    r"""What stands in lines and says nothing, and what may stand there instead.

    A heading in a list stands below one that is in none, as if it had one more #.

    >>> told = "+ #### 工作上\n- - 学记账\n> 夜班"
    >>> [(told[start:end], better) for start, end, better in marks(told)]
    [('+ ', '#'), ('- ', ''), ('> ', '')]
    """
    if not _LIKELY.search(text):
        return
    for found in _MARKS.finditer(text):
        yield found.start(), found.end(), "#" if found["heading"] is not None else ""


def bold_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    r"""The marks of what is bold from its number on, for it is numbered as any other line.

    With what may stand instead: a full stop where a blank alone parts a bold name from its text.
    Not of a line that is bold to its end and numbered like the first such line, or with 一、: that
    is the heading of a section.

    >>> told = "**一、不足**\n**1. 账乱** 有两本对不上。\n**2. 人少**\n**二、打算**"
    >>> [(told[end : end + 2], better) for start, end, better in bold_numbers(told)]
    [('1.', ''), ('有两', '。'), ('2.', ''), ('\n*', '')]
    """
    outermost: str | None = None
    begun = len(text) - len(text.lstrip())
    for found in _BOLD.finditer(text) if "*" in text or "__" in text else ():
        told, following = found["told"], found["next"]
        first = opens(told + following)
        family = first.family if first else ""
        is_stopped = told.rstrip()[-1:] in _STOPS
        if not following and not is_stopped:
            is_title = not family and found.start() == begun
            outermost = family if outermost is None and not is_title else outermost
            family = "" if family == outermost or is_title else family
        if first is None or not family or family in OF_HEADINGS:
            continue
        start, end = found.span("told")
        is_name = bool(told[first.span[1] :].strip()) and not is_stopped
        is_parted = bool(is_name and found["blank"] and following.isalnum())
        yield found.start(), start, ""
        yield end, found.start("next"), "。" if is_parted else ""


def depth(line: str) -> int:
    """How many # a line begins with, 0 where it is no heading.

    >>> depth("### 个人"), depth("#"), depth("个人")
    (3, 0, 0)
    """
    found = _HASHES.match(line)
    return len(found[0]) if found else 0
