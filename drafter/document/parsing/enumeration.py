"""Enumerators: 一是 二是, 第一，第二, （一）, 1., ① and the points they open. Pure and linear."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.document import Point
from drafter.text import HAN, Span

LEAD_MAX = 32  # characters; the longest lead of the genre, 3、3，10 with quotes, has 22
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_LETTERS = "abcdefgh"
_WIDTH = 6  # characters of an enumerator
_IN_TURN = ("首先", "其次", "再次", "最后")
_NUMBER = rf"(?:[{HAN}]{{1,3}}|[{HAN}]百[零{HAN}]{{0,3}})"
# Each family numbers points in its own way; one pass finds them all. An enumerator stands at
# the start or after a mark: 全省第一，… and 统一是… open nothing.
_MARKER = re.compile(
    rf"(?:(?<![^\s。！？!?；;：:，,）)】])(?:(?P<shi>{_NUMBER})(?:、?是(?!否|非)|要(?!求)|(?=抓(?![{HAN}手到就实起])))"
    rf"|其(?P<qi>{_NUMBER})[，、：:]))"
    rf"|(?<![^\s。！？!?；;：:])(?:[第头](?P<di>{_NUMBER})(?:件事?|个(?:方面|问题|不足)?|[点条项笔桩样块])?(?:[，、,：:]|是(?!否))"
    rf"|（(?P<full>{_NUMBER})）、?|\((?P<half>{_NUMBER})\)、?"
    r"|（(?P<fullarabic>\d{1,2})）、?|\((?P<halfarabic>\d{1,2})\)、?"
    r"|(?P<arabic>\d{1,2})(?:[.．：:)）](?:(?!\d)|(?=20\d\d年))|、(?!\d{1,2}月))"
    rf"|(?P<turn>{'|'.join(_IN_TURN)})(?:一[个点条])?(?:[，,]|就?是)"
    r"|(?P<also>(?:再|又|另|还有|再有|另有|最后)一(?:件事?|个方面|[点条项笔桩样块个])(?:[，,、：:]|就?是(?!否))"
    r"|(?:再者|再有|还有)(?:[，,]|就是)|再就是[，,]?)"
    rf"|(?:整改|改进)?(?:问题|措施|不足|差距|短板|对策)之?(?P<named>{_NUMBER}|\d{{1,2}})[：:])"
    r"|(?:(?<![^\n])|(?<=\n\u3000\u3000)|(?<=\n {2})|(?<=\n {4}))"
    r"(?P<dotted>\d{1,2}\.\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff])"
    rf"|(?<![^\s。！？!?；;：:])(?P<dun>{_NUMBER})、(?!是|[{HAN}]{{1,2}}[、产类级季线者])"
    rf"|(?P<circled>[{_CIRCLED}])[、.．]?"
    r"|(?<![^\s])(?P<latin>[a-hA-H])[.．、）)](?=[ \u3000]*[\u4e00-\u9fff])"
)
# Where one can be: a set of characters is found twice as fast as the alternatives above.
_LIKELY = re.compile(
    rf"[{HAN}\d第头其首再最还问再又另措不整改差短对a-hA-H（({_CIRCLED}](?:(?<=[{_CIRCLED}])|(?<![^\s。！？!?；;：:，,）)】].))"
)
OF_HEADINGS = frozenset(("dun", "dotted"))  # 一、 and 3.1: points have others
SIGN = re.compile(
    r"(?:[-*+·—][ \t\u3000]+"
    r"|[•●◆■◇◎▪►▶▷▸▹◦➢✓√\u2600-\u26ff\u2702-\u27bf\U0001f300-\U0001faff]\ufe0f?[ \t\u3000]*)(?=\S)"
)  # of a list
_SIGN_LEFT = re.compile(r"\n[ \t\u3000]*[-*+>#][-*+># \t\u3000]*\Z")  # of the next line: * 2、
_FAMILIES = {"full": "paren", "half": "paren", "fullarabic": "round", "halfarabic": "round"}
_LEAD = re.compile(rf"([^。！？；：\n]{{2,{LEAD_MAX}}})(?:。|[ \t\r]*\n)(?=\s*\S)")


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator as it stands in the text."""

    ordinal: int
    family: str
    text: str
    span: Span


def markers(text: str) -> Iterator[Marker]:
    """Every enumerator in `text`, whatever its family.

    >>> [(m.text, m.ordinal) for m in markers("一是学。二、是干；第三，总结。（四）全省第一，")]
    [('一是', 1), ('二、是', 2), ('第三，', 3), ('（四）', 4)]
    """
    last = told = 0
    counted = ""
    for place in _LIKELY.finditer(text):
        found = _MARKER.match(text, place.start()) if place.start() >= last else None
        if not found:
            continue
        last, family = found.end(), str(found.lastgroup)
        if family == "also":  # one more of 首先，其次， or of 头一桩，
            if counted and (told > 1 or "一" in found[0]):
                told += 1
                yield Marker(told, counted, found[0], found.span())
        elif ordinal := _value(found[family]):
            if family in ("turn", "di"):
                told, counted = ordinal, family
            yield Marker(ordinal, _FAMILIES.get(family, family), found[0], found.span())


def opens(line: str) -> Marker | None:
    """The enumerator a line begins with.

    >>> opens("（三）抓安全。"), opens("安全是第一位的")
    (Marker(ordinal=3, family='paren', text='（三）', span=(0, 3)), None)
    """
    return _opens(line[:_WIDTH])


@lru_cache(maxsize=4096)
def _opens(beginning: str) -> Marker | None:
    first = next(markers(beginning), None)
    return first if first and first.span[0] == 0 else None


def points(text: str, offset: int = 0) -> tuple[Point, ...]:
    r"""What the enumerators of one family open, each up to the next.

    The first family that counts to two opens the points; enumerators of others inside a point
    are part of it. `Point.paragraph` is the line of `text`, from 0. Points that share a line
    end with it, and so do points that are a line each; others reach to the next enumerator.

    Args:
        text: a section's body, or any text.
        offset: added to every span.

    >>> [(p.marker, p.lead, p.text) for p in points("不足：一是学习不够。读书少。二是贪多。")]
    [('一是', '学习不够', '学习不够。读书少。'), ('二是', '', '贪多。')]
    >>> points("一枝独秀不是春，第一书记到村。")
    ()
    >>> [p.span for p in points("1.学。①读②写\n2.干。")]
    [(0, 8), (9, 13)]
    """
    found = _counted_on(list(markers(text)))
    if not found:
        return ()
    family = _outermost(found)
    opening = [marker for marker in found if marker.family == family]
    lines = _lines(text, opening)
    is_inline = len(set(lines)) < len(lines)
    ends = [marker.span[0] for marker in opening[1:]] + [len(text)]
    if len(opening) > 1 and not any(
        _runs_on(text, marker, end) for marker, end in zip(opening, ends[:-1], strict=False)
    ):
        is_inline = True  # each point is a line: what stands below the last is not part of it
    made = []
    for marker, line, end in zip(opening, lines, ends, strict=True):
        newline = text.find("\n", marker.span[1], end) if is_inline else -1
        made.append(_point(text, marker, line, end if newline < 0 else newline, offset))
    return tuple(made)


def unnumbered(text: str) -> str:
    """A line without the enumerator it begins with."""
    first = opens(text)
    return text[first.span[1] :].lstrip() if first else text


def enumeration(found: tuple[Point, ...]) -> str:
    r"""How points stand: inline (several in a line), paragraph (a line each) or none.

    >>> [enumeration(points(text)) for text in ("一是学。二是干。", "一是学。\n二是干。", "学。")]
    ['inline', 'paragraph', 'none']
    """
    if not found:
        return "none"
    if len({point.paragraph for point in found}) == len(found) > 1:
        return "paragraph"
    return "inline"


def lead(text: str) -> str:
    r"""The short first sentence that says what a point is about, "" where there is none.

    >>> [lead(text) for text in ("抓项目，经济提质。新建项目6个。", "新建项目6个。", "学习\n读书")]
    ['抓项目，经济提质', '', '学习']
    """
    found = _LEAD.match(text)
    return found[1].strip() if found else ""


def _counted_on(found: list[Marker]) -> list[Marker]:
    """With 第四， as one more of 首先， 其次， 再次， where no 第一， counts by itself."""
    if not any(each.family == "turn" for each in found) or any(
        each.family == "di" and each.ordinal == 1 for each in found
    ):
        return found
    told, last = list[Marker](), 0
    for each in found:
        is_next = each.family == "di" and each.ordinal == last + 1
        last = each.ordinal if each.family == "turn" or is_next else last
        told.append(replace(each, family="turn") if is_next else each)
    return told


def _outermost(found: list[Marker]) -> str:
    """The family that opens the points: the first that counts to two, else the first."""
    counts = Counter(marker.family for marker in found)
    return next((m.family for m in found if counts[m.family] > 1), found[0].family)


def _runs_on(text: str, marker: Marker, end: int) -> bool:
    """A point goes on below the line it begins on."""
    newline = text.find("\n", marker.span[1], end)
    return newline >= 0 and bool(text[newline:end].strip())


def _point(text: str, marker: Marker, line: int, end: int, offset: int) -> Point:
    start, begin = marker.span
    body = _SIGN_LEFT.sub("", text[begin:end]).rstrip()
    skipped = len(body) - len(body.lstrip())
    body = body.lstrip()
    return Point(
        ordinal=marker.ordinal,
        marker=marker.text,
        lead=lead(body),
        text=body,
        span=(start + offset, begin + skipped + len(body) + offset),
        paragraph=line,
    )


def _lines(text: str, found: list[Marker]) -> list[int]:
    """The line each marker stands on."""
    lines, line, last = [], 0, 0
    for marker in found:
        line += text.count("\n", last, marker.span[0])
        last = marker.span[0]
        lines.append(line)
    return lines


@lru_cache(maxsize=1024)
def _value(numeral: str) -> int:
    """1.. for 一, 十二, 12, ③, b, 其次; 0 for what counts nothing, such as 十一二."""
    if numeral in _IN_TURN:
        return _IN_TURN.index(numeral) + 1
    numeral = numeral.rpartition(".")[2]  # 2.3
    for series in (_CIRCLED, _LETTERS):
        if numeral.lower() in series:
            return series.index(numeral.lower()) + 1
    if numeral.isdecimal():
        return int(numeral)
    hundreds, hundred, numeral = numeral.rpartition("百")
    if len(hundreds) > 1 or (hundred and not numeral.lstrip("零")):
        return 100 * (HAN.index(hundreds) + 1) if hundred and len(hundreds) == 1 else 0
    above = 100 * (HAN.index(hundreds) + 1) if hundred else 0
    numeral = numeral.lstrip("零")
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    high = (HAN.index(tens) + 1 if tens else 1) if ten else 0
    return above + high * 10 + (HAN.index(ones) + 1 if ones else 0)
