"""An old report's text before it is read: Markdown and half-width marks put right, no word."""

import html
import itertools
import re

from drafter.checking import autofix
from drafter.document.genre import Genre
from drafter.text import absent, length
from drafter.text.blanks import UNIT

_BOLD = re.compile(
    rf"(?:(?<=[是，。；：、！？）\s”])|^)\*\*(?=[^\s{UNIT}])([^*\n]{{1,60}})(?<=\S)\*\*(?![{UNIT}])",
    re.MULTILINE,
)
_BOLD_LATIN = re.compile(
    r"\*\*([A-Za-z](?:[\w .+#-]{0,40}[A-Za-z\d])?)\*\*(?![A-Za-z\d*])", re.ASCII
)
_BOLD_FIGURE = re.compile(r"\*\*(\d[\d.,]*[%％万亿]?)\*\*")  # a mask stands for a figure, not at it
_SLANTED = re.compile(
    rf"(?:(?<=[，。；：、！？）\s”])|^)\*(?=[^\s{UNIT}])([^*\n]{{2,60}})(?<=\S)\*(?=[，。；：、！？）\s]|$)",
    re.MULTILINE,
)
# [清单](http://…): its words are told, and an address that somebody else can go to. [1](#note)
# behind a figure would change that, and stays.
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]*[\u4e00-\u9fffA-Za-z][^\[\]\n]*)\]"
    r"\((?:(?P<address>[a-z]+:[^()\s]{0,500})|(?:#|\.{0,2}/)[^()\s]{0,500}"
    r"|[^()\s]{1,200}\.[A-Za-z0-9]{2,5})\)"
)
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_OUTSIDE = re.compile(r"^(?![ \t]*\|).*<br.*$", re.MULTILINE | re.IGNORECASE)  # of a table
_HEAD = re.compile(  # of a list inside a list too: - - 线下
    r"^[ \t]*(?:#{1,6}[ \t]+|#{2,6}(?=[^#\s])|>[ \t]+|[-+][ \t]+(?=\S)|\*[ \t]+(?=\S))+",
    re.MULTILINE,
)
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\([^()\n]{0,500}\)")
_TITLE = re.compile(r"[\u4e00-\u9fff]")  # of an image; img says nothing
_FIGURED = re.compile(r"([ \u3000]?)`([\d.,/％%]{1,20})`([ \u3000]?)")  # its blanks part cells
_RULE = re.compile(r"^[ \t]*(?:-{3,}|={3,}|```.*)[ \t]*\r?$\n?", re.MULTILINE)
_TABBED = re.compile(
    r"(?<=\t)(\d{1,2})、(?=\D)"
)  # a point behind a tab, numbered as at a line's start
# A blank that parts office and name, or the cells of a table, is layout.
_LAID_OUT = re.compile(
    r"^[ \t]*(?:\|.*\||(?!.*[，。；！？])"
    r"[\u4e00-\u9fff][^\n，。；：:！？,;0-9]{1,30}[ \u3000][^\n，。；！？,;0-9]{1,12})[ \t]*$",
    re.MULTILINE,
)
# A blank between words of a line that ends without a mark parts its cells: 构建系统 未完成.
_UNENDED = re.compile(r"^[^\n]*[^\s。！？；：，、,;:!?.][ \t]*$", re.MULTILINE)
_PARTING = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|amp|quot);")
_PLAIN_BLANKS = {0xA0: " ", 0x2002: " ", 0x2003: "\u3000"}
_HELD_TOGETHER = re.compile(r"`([^`\n]{1,80})`")


def cleaned(text: str, genre: Genre) -> str:
    r"""`text` as its author would have typed it: no figure, name or mask is touched.

    >>> from drafter.document import genre
    >>> cleaned("## 一、讲政治\n- 一是**强化学习**，上党课**次。\n", genre.load("shuzhi"))
    '一、讲政治\n一是强化学习，上党课**次。\n'
    >>> cleaned("详见[公路清单](http://a.cn/c)，修路**3**条。\n", genre.load("shuzhi"))
    '详见公路清单（http://a.cn/c），修路3条。\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ENTITY.sub(lambda found: html.unescape(found[0]).translate(_PLAIN_BLANKS), text)
    text = _IMAGE.sub(lambda image: f"（图：{image[1]}）" if _TITLE.search(image[1]) else "", text)
    blank, wide = itertools.islice(absent(text), 2)  # stand for those that stay, meanwhile
    held = str.maketrans({" ": blank, "\u3000": wide})
    text = _FIGURED.sub(lambda found: _figure(found, blank), _LINK.sub(_link, text))
    text = _OUTSIDE.sub(lambda line: _BREAK.sub("\n", line[0]), text)
    bare = _HEAD.sub("", _RULE.sub("", text))
    for emphasis in (_BOLD, _BOLD_LATIN, _BOLD_FIGURE, _SLANTED, _HELD_TOGETHER):
        bare = emphasis.sub(r"\1", bare)
    bare = _UNENDED.sub(
        lambda line: _PARTING.sub(lambda gap: gap[0].translate(held), line[0]), bare
    )
    mended, _ = autofix.fixed(_LAID_OUT.sub(lambda line: line[0].translate(held), bare), genre)
    mended = mended.replace(blank, " ").replace(wide, "\u3000")
    mended = _TABBED.sub(r"\1.", mended)
    return mended if length(mended) else text


def _link(found: re.Match[str]) -> str:
    words, address = found["words"], found["address"]
    is_told = not address or address.removeprefix("mailto:") in words
    return words if is_told else f"{words}（{address}）"


def _figure(found: re.Match[str], blank: str) -> str:
    before, figure, after = found.groups()
    return (blank if before else "") + figure + (blank if after else "")
