"""A sheet as lines: which is a heading, which a bullet, which goes on from the line before."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from drafter.readers.hints import tells_writer
from drafter.readers.tickboxes import chosen
from drafter.text import numerals

# A mask is never followed by a blank, nor a minus by a word.
_SPACED = r"[-*+–—~～]\s+(?:\[[ xX]\]\s+)?|[-–](?=[\u4e00-\u9fff“《（])"
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf][\ufe0f\u200d\U0001f000-\U0001faff\u2600-\u27bf]*"
_SIGN = rf"(?:[•●○■□◆◇▪▫▲△▼▽▶▷★※➢✓√·]|{_EMOJI})\s*"
# A point parts a number from a year or from things that are counted whole: 1.2025年, 2.2名.
_WHOLE = r"(?:(?:19|20)\d\d年|\d{1,3}(?:名|项|家|所|座|户|件|位|篇|台|辆|支|部(?!分)|场(?!次)))"
_NUMBER = rf"\d{{1,3}}(?:[、）)]|[.．](?!\d)|[.．](?={_WHOLE})|\ufe0f?\u20e3\ufe0f?)\s*"
_HAN = r"[一二三四五六七八九十]{1,3}[、.．]\s*"
_BRACKET = r"[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]\s*"
_QUESTION = r"(?:[QqＱ]\d{1,2}[.．、:：]|问[：:])\s*"
_ANSWER = r"答[：:]\s*"
_CIRCLE = r"[①-⑳㈠-㈩⑴-⒇❶-❿]\s*"
_SPOKEN = r"(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,、：:])\s*"
MARKERS = {
    "spaced": _SPACED,
    "sign": _SIGN,
    "number": _NUMBER,
    "han": _HAN,
    "bracket": _BRACKET,
    "circle": _CIRCLE,
    "question": _QUESTION,
    "answer": _ANSWER,
    "spoken": _SPOKEN,
}
_HINT = (  # what a form says of how to fill it in
    r"(?:\s*[（(][^（）()]*(?:填写?|分条|逐条|多条|一行一条|不少于|不超过|以内|左右)[^（）()]*[）)])?"
)
_BRACKETED = re.compile(
    "【(?!图片|表情|动画表情|语音|视频|文件|链接|位置|名片|红包|聊天记录)([^【】]{1,16})】"
    rf"{_HINT}[：:]?|〔([^〔〕]{{1,16}})〕{_HINT}[：:]?"
)
DEPTH = {
    "han": 1,
    "bracket": 2,
    "number": 3,
    "circle": 4,
    "spoken": 4,
    "spaced": 5,
    "sign": 5,
    "question": 0,
    "answer": 5,
}
_MARKER = re.compile("|".join(f"(?P<{name}>{form})" for name, form in MARKERS.items()))
_NEXT = re.compile("[。；;][二三]是")
_WORD = re.compile(r"[\w*＊〇]")
SENTENCE = re.compile(r"[，。；！？,;!?]")
_FIGURE = re.compile(r"\d(?!\d*\s*年)|[*＊]")
_TITLE = re.compile(
    r"[^，。；！？：:]{0,30}(?:要点|素材|材料|清单|报告|总结|事实|事项|提纲|述职[^，。；：:]{0,8}表|(?:情况|统计|汇总|一览|任务|明细|台账)表)(?:[（(][^（）()]{1,20}[）)])?"
)
TICKED, UNTICKED = "勾了", "没有勾"
SIGNS = {
    **dict.fromkeys("❌✖✗✘", "不足"),
    **dict.fromkeys("➡🔜⏭🎯", "打算"),
    **dict.fromkeys("☑☒✓✔√✅", TICKED),
    **dict.fromkeys("☐□", UNTICKED),
}
CELL = "cell"  # the marker of a table's row: it never introduces the next
HEADS = "heads"  # of an empty line in front of a table that has column heads of its own
_CAPTION = re.compile(r"(?:统计|明细|一览|汇总|台账|清单|情况)表?$")  # of a table
HEADING_LENGTH = 16  # characters; the genre's own headings are longer but carry a heading mark


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of a sheet."""

    text: str
    source: str
    level: int = 0  # of a heading that its format marks as one
    indent: int = 0
    marker: str = ""  # the kind of bullet in front of it, "" for none; CELL in a table
    group: str = ""  # what its own row says about it
    section: str = ""
    evidence: str = ""
    undone: str = ""  # what its own row says of its not being done: 是否完成：否
    is_part: bool = False  # a heading that its number makes one: parts count on through the sheet

    @property
    def is_empty(self) -> bool:
        """Nothing but blanks and rules (---, ===); masks count as something."""
        return not _WORD.search(self.text) or not self.text.strip("*＊- _=")


def line(raw: str, source: str, *, level: int = 0, marker: str = "") -> Line:
    r"""A line with its marker taken off.

    >>> line("- **个项目竣工", "a:1").text, line("**个项目竣工", "a:1").marker
    ('**个项目竣工', '')
    >>> [line(s, "").text for s in ("1.5亿元", "2. 抓项目", "（一）抓项目", "①抓项目")]
    ['1.5亿元', '抓项目', '抓项目', '抓项目']
    """
    text = chosen(raw.strip())
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    found = _MARKER.match(text)
    if found is None or found.end() == len(text):
        return Line(text, source, level, indent, marker)
    if found.lastgroup == "spoken" and _NEXT.search(text):  # 一是…。二是… in one line
        return Line(text, source, level, indent, marker or "spoken")
    group = SIGNS.get(text[0], "")  # a cross is what failed
    told = text[found.end() :]
    return Line(told, source, level, indent, marker or str(found.lastgroup), group)


def unmarked(raw: str) -> str:
    """A text without a marker that a blank or a dash tells from its words.

    >>> unmarked("1. 抓项目"), unmarked("3、4号线开工"), unmarked("★级酒店2家")
    ('抓项目', '3、4号线开工', '★级酒店2家')
    """
    whole, found = chosen(raw.strip()), line(raw, "")
    mark = whole.removesuffix(found.text)
    return found.text if found.marker == "spaced" or mark[-1:].isspace() else whole


def without_marks(rows: Sequence[str]) -> list[str]:
    """Rows of one list; marks without a blank are marks where they run through all of it.

    >>> without_marks(["1.抓项目", "2.抓党建"]), without_marks(["3、4号线开工", "修路2公里"])
    (['抓项目', '抓党建'], ['3、4号线开工', '修路2公里'])
    """
    read = [line(row, "") for row in rows]
    marks = [
        chosen(row.strip()).removesuffix(each.text) for row, each in zip(rows, read, strict=True)
    ]
    numbers = [_number(mark) for mark in marks]
    is_counted = numbers == list(range(1, len(rows) + 1))
    is_signed = len(set(marks)) == 1 and read[0].marker == "sign"
    if len(rows) > 1 and (is_counted or is_signed):
        return [each.text for each in read]
    return [unmarked(row) for row in rows]


def _number(mark: str) -> int | None:
    """The number that a mark holds: 2, of 2. or （二） or ②."""
    if re.match(_CIRCLE, mark):
        return int(unicodedata.numeric(mark[0]))
    told = re.search(r"\d+|[一二三四五六七八九十]+", mark)
    return int(numerals.value(told[0]) or 0) if told else None


def introduces(this: Line, following: Line | None, outer: Collection[str] = frozenset()) -> bool:
    """Whether `this` only names what comes: a line ending in ： or a short one before bullets.

    A short line has at most 16 characters, no figure, no mask and no punctuation, and what
    follows is indented deeper or numbered on a deeper level (一、 before （一） before 1. before a
    sign). A line with a figure or a mask always says something itself.

    Args:
        this: the line.
        following: the next one that is not empty.
        outer: the marks of the headings that are open; what has one of these is no deeper, however
            signs are ranked: ★ over ①.
    """
    if following is None or this.marker == CELL or tells_writer(this.text):
        return False
    if bracketed(this.text):
        return True
    if _FIGURE.search(this.text):
        return False
    if this.text.endswith(("：", ":")):
        return True
    short = len(this.text) <= HEADING_LENGTH and not SENTENCE.search(this.text)
    is_caption = following.marker == CELL and not this.marker and _CAPTION.search(this.text)
    if not short or is_caption or following.indent > this.indent:
        return short
    return following.marker not in outer and _is_deeper(this.marker, following.marker)


def bracketed(text: str) -> str:
    """What stands in brackets that are the whole line, as headings are typed: 【党建】; or "".

    >>> bracketed("【党建】"), bracketed("【图片】"), bracketed("【党建】讲党课4次")
    ('党建', '', '')
    >>> bracketed("【请分点写】")
    ''
    """
    found = _BRACKETED.fullmatch(text.strip())
    is_heading = found is not None and not tells_writer(text)
    return (found[1] or found[2]).strip() if found and is_heading else ""


def is_title(this: Line) -> bool:
    """Whether the first line of a sheet names the sheet: 2024年述职要点."""
    return not this.marker and bool(_TITLE.fullmatch(this.text))


def _is_deeper(marker: str, following: str) -> bool:
    if following in {"", CELL}:
        return marker in {"han", "bracket"}
    if not marker:
        return following not in {"han", "bracket"}
    return DEPTH[following] > DEPTH[marker]
