"""A text as its parts are read: without what typists and printers did to it.

Digits and marks of half or full width, numbers in one character (㈠, ⑴), blanks behind a number,
lines that end where the paper ended and the numbers of pages say nothing about the parts of a
report. They are smoothed before anything is read; what is found is told in the text's own words.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.document import Paragraph, ParagraphKind, Point, Report, Section
from drafter.document.parsing.frames import frames
from drafter.document.parsing.markdown import bold_numbers, left_lines, marks
from drafter.text import FULL_HAN, HAN, Span
from drafter.text.paper import columns, full_rows

_WIDE = str.maketrans(",;:!?", "，；：！？")
_STOPS = "。！？；：!?;:…”"
_HAN = "\u4e00-\u9fff"
_CIRCLED_HAN, _ROUND, _DOTTED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑"
_ODD = re.compile(
    rf"(?P<digit>[０-９Ａ-Ｚａ-ｚ])|(?P<number>[{_CIRCLED_HAN}{_ROUND}{_DOTTED}])"
    rf"|(?P<mark>(?<=[{_HAN}”》）])[,;:!?]|(?<=[\w%)\]])[,;:!?](?=[{_HAN}“《（]))"
    r"|(?P<blank>(?:(?<=\n)|(?<![\s\S]))[ \t\u3000]*"
    rf"(?:[{HAN}]{{1,3}}|\d{{1,2}})[ \u3000]+(?=[、．.]))"
)
_LIKELY = re.compile(  # a set is found much faster
    rf"[０-９Ａ-Ｚａ-ｚ,;:!?{_CIRCLED_HAN}{_ROUND}{_DOTTED}]|[{HAN}\d][ \u3000]+[、．.]"
)
# 一 主要做法: a number that only a blank parts from a name, where 二 has a line too.
_SPACED = re.compile(
    rf"^[ \t\u3000]*(?P<han>[{HAN}{FULL_HAN}])(?P<blank>[ \t\u3000]{{1,4}})(?=\S{{2,30}}$)",
    re.MULTILINE,
)
# 【一】运营数据: a number in a box before a name, where 二 has one too.
_NUMBER_BOXED = re.compile(
    rf"^[ \t\u3000]*(?P<open>[【〔\[])(?P<han>[{HAN}])(?P<close>[】〕\]][ \t\u3000]*)"
    r"(?=[^\n。；]{2,30}$)",
    re.MULTILINE,
)
# 1 错架率偏高，…。: the same before sentences, where 2 stands before the next.
_BLANK = re.compile(
    r"^[ \t\u3000]*(?P<number>\d{1,2})(?P<blank>[ \u3000]{1,4})(?=[\u4e00-\u9fff“][^\n]*[。；]$)",
    re.MULTILINE,
)
_PAGE = re.compile(
    r"^[ \t\u3000]*(?:[—－–-]+[ \u3000]*\d{1,3}[ \u3000]*[—－–-]+"
    r"|第\d{1,3}页(?:[，,]?共\d{1,3}页)?)[ \t\u3000]*(?:\n|\Z)",
    re.MULTILINE,
)
# 01 on a line of its own, and the name of a part below it.
_ALONE = re.compile(
    r"^[ \t\u3000]*(?:PART[ \u3000]*)?0?(?P<number>\d{1,2})"
    r"(?P<blank>[ \t\u3000]*\n\s*)(?=[^\n。；]{2,30}\n)",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_NARROW = (32, 120)  # columns of a line that is as long as the paper was wide
_INDENT = 4  # columns
_SLACK = 6  # columns by which such lines differ
_FRAMED = re.compile("首页|发布|浏览|编辑|上一|下一|打印|:\\d\\d")  # first characters, found fast
_GREETS = re.compile(r"\s*[^。！？，\d]{0,14}好[！。，]")  # 大家好！…: no part of what follows
_COUNTED = 2  # numbers on lines of their own, above which they are those of parts
_LEAST = 4  # of them, and a third of all lines
_STARTS = re.compile(
    rf"[^\w“《（，。、；：！？）”》%]|[（(]?[{HAN}]{{1,3}}[、）)．.]|[（(]?\d{{1,2}}[、）)．.](?!\d)"
    rf"|[㈠-㈩⑴-⒛①-⑩]|第[{HAN}]"
)


@dataclass(frozen=True)
class Plain:
    """A smoothed text, and where each of its stretches stands in the text that it was."""

    whole: str  # as it was
    text: str
    starts: list[int]  # of stretches, in the smoothed text
    places: list[int]  # of the same, in the other
    left: tuple[Span, ...] = ()  # lines of the other that say nothing
    framed: tuple[Span, ...] = ()  # lines around it, by whoever published or sent it

    def place(self, at: int) -> int:
        """Where a character of the smoothed text stands in the other."""
        number = bisect_right(self.starts, at) - 1
        place = self.places[number] + at - self.starts[number]
        following = self.places[number + 1] if number + 1 < len(self.places) else len(self.whole)
        return min(place, max(following - 1, self.places[number]))

    def span(self, told: Span) -> Span:
        """A stretch of the smoothed text in the other."""
        start, end = told
        if end >= len(self.text):
            until = len(self.whole)
        else:
            until = self.place(end - 1) + 1 if end > start else self.place(end)
        first = self.place(start) if start < len(self.text) else len(self.whole)
        return first, max(first, until)

    def restored(self, report: Report) -> Report:
        """What was read of the smoothed text, in the words of the other."""
        lines = [*self._lines(report.paragraphs), *self._left()]
        paragraphs = tuple(sorted(lines, key=lambda each: each.span))
        starts = [each.span[0] for each in paragraphs]
        return replace(
            report,
            text=self.whole,
            paragraphs=paragraphs,
            sections=tuple(self._section(each, starts) for each in report.sections),
            shortcomings=tuple(self._point(each, starts) for each in report.shortcomings),
            measures=tuple(self._point(each, starts) for each in report.measures),
        )

    def _lines(self, paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
        """A paragraph for each line that it was broken into."""
        for each in paragraphs:
            start, end = self.span(each.span)
            is_rest = False
            for found in _LINE.finditer(self.whole, start, end):
                if told := found[0].strip():
                    begin = found.start() + len(found[0]) - len(found[0].lstrip())
                    yield replace(each, span=(begin, begin + len(told)), text=told, is_rest=is_rest)
                    is_rest = True

    def _left(self) -> Iterator[Paragraph]:
        kinds = [(span, ParagraphKind.BODY) for span in self.left]
        kinds += [(span, ParagraphKind.SIGNATURE) for span in self.framed]
        for (start, end), kind in kinds:
            for found in _LINE.finditer(self.whole, start, end):
                if told := found[0].strip():
                    begin = self.whole.index(told, found.start())
                    yield Paragraph(kind, (begin, begin + len(told)), told)

    def _section(self, section: Section, starts: list[int]) -> Section:
        start, end = section.heading_span
        name = self.text.find(section.heading, start, end)
        until = section.span[1]
        return replace(
            section,
            heading=self._words(name, len(section.heading)) if name >= 0 else section.heading,
            span=self.span(section.span),
            heading_span=self.span(section.heading_span),
            text=self._words(until - len(section.text), len(section.text)),
            points=tuple(self._point(each, starts) for each in section.points),
        )

    def _point(self, point: Point, starts: list[int]) -> Point:
        begin = point.span[1] - len(point.text)
        span = self.span(point.span)
        return replace(
            point,
            marker=self._words(point.span[0], len(point.marker)),
            lead=self._words(begin, len(point.lead)),
            text=self._words(begin, len(point.text)),
            span=span,
            paragraph=max(bisect_right(starts, span[0]) - 1, 0),
        )

    def _words(self, start: int, count: int) -> str:
        if not count:
            return ""
        first, end = self.span((start, start + count))
        return self.whole[first:end]


def plain(text: str) -> Plain | None:
    r"""The text smoothed, None where it already is.

    >>> plain("一 、工作\n㈠学习,12课时。").text
    '一、工作\n（一）学习，12课时。'
    >>> plain("一、工作\n学习，1,200课时。") is None
    True
    """
    left = [*(found.span() for found in _PAGE.finditer(text)), *left_lines(text)]
    around = list(frames(text)) if _FRAMED.search(text) else []
    odd = _ODD.finditer(text) if _LIKELY.search(text) else ()
    changes = [(found.start(), found.end(), _smooth(found)) for found in odd]
    changes += [*((start, end, "") for start, end in left), *marks(text)]
    changes += bold_numbers(text)
    changes += [(start, end, "") for (start, end), _ in around]
    changes += [(at, at + 1, "") for at in _wraps(text)]
    changes += [(start, end, "、") for start, end in _spaced(text)]
    changes += [(start, end, "、") for start, end in _alone(text)]
    changes += _boxed(text)
    changes += [(start, end, "、") for start, end in _blanks(text)]
    if not changes:
        return None
    pieces, starts, places, last, length = [], [0], [0], 0, 0
    for start, end, told in sorted(changes):
        if start < last:
            continue
        pieces += [text[last:start], told]
        length += start - last
        if len(told) != end - start:
            starts += [length, length + len(told)] if told else [length]
            places += [start, end] if told else [end]
        length += len(told)
        last = end
    others = [span for span, is_other in around if is_other]
    framed = tuple(span for span, is_other in around if not is_other)
    told = "".join([*pieces, text[last:]])
    return Plain(text, told, starts, places, (*left, *others), framed)


def _smooth(found: re.Match[str]) -> str:
    told = found[0]
    if found["digit"]:
        return chr(ord(told) - 0xFEE0)
    if found["mark"]:
        return told.translate(_WIDE)
    if found["blank"]:
        return told.rstrip(" \u3000")
    if told in _CIRCLED_HAN:
        return f"（{HAN[_CIRCLED_HAN.index(told)]}）"
    if told in _ROUND:
        return f"（{_ROUND.index(told) + 1}）"
    return f"{_DOTTED.index(told) + 1}."


def _spaced(text: str) -> list[Span]:
    """The blanks behind 一, 二, 三, where these count on lines of their own."""
    told = list(_SPACED.finditer(text))
    numbers = [each["han"] for each in told]
    is_counted = len(told) > 1 and numbers in (list(HAN[: len(told)]), list(FULL_HAN[: len(told)]))
    return [each.span("blank") for each in told] if is_counted else []


def _boxed(text: str) -> list[tuple[int, int, str]]:
    """The boxes around 【一】, 【二】, where these count; a mark takes the place of what closes."""
    told = list(_NUMBER_BOXED.finditer(text))
    is_counted = len(told) > 1 and [each["han"] for each in told] == list(HAN[: len(told)])
    found = told if is_counted else []
    opened = [(*each.span("open"), "") for each in found]
    return opened + [(*each.span("close"), "、") for each in found]


def _blanks(text: str) -> list[Span]:
    """The blanks behind 1, 2, 3, where these begin sentences that follow each other."""
    told = list(_BLANK.finditer(text))
    numbers = [int(each["number"]) for each in told]
    return [
        each.span("blank")
        for at, each in enumerate(told)
        if numbers[at] + 1 in numbers[at + 1 : at + 2]
        or (at and numbers[at - 1] + 1 == numbers[at])
    ]


def _alone(text: str) -> list[Span]:
    """What stands between numbers on lines of their own and the names below, where these count."""
    told = list(_ALONE.finditer(text))
    is_counted = len(told) > _COUNTED and [int(x["number"]) for x in told] == [
        *range(1, len(told) + 1)
    ]
    return [each.span("blank") for each in told] if is_counted else []


def _wraps(text: str) -> list[int]:
    """Where lines end because the paper did: in mid-sentence, and hardly any is longer."""
    lines = list(_LINE.finditer(text))
    broken = [
        one.end()
        for one, other in itertools.pairwise(lines)
        if len(one[0]) <= 2 * _NARROW[1]
        and one[0].rstrip()[-1:] not in _STOPS
        and other.start() == one.end() + 1
        and _NARROW[0] <= _width(one[0]) <= _NARROW[1]
        and not _STARTS.match(other[0])
    ]
    is_usual = len(broken) >= _LEAST and 3 * len(broken) >= len(lines)
    if is_usual and (width := _common(broken, text)):
        return sorted({*broken, *_full(lines, width)})
    rows = text.split("\n")
    ends = list(itertools.accumulate(len(row) + 1 for row in rows))
    full = {ends[number] - 1 for number in full_rows(rows)} if len(broken) > 1 else set()
    return [at for at in broken if at in full]


def _common(broken: list[int], text: str) -> int:
    """The width of the rows that end in mid-sentence; 0 where they differ, or many are wider."""
    lines = _LINE.findall(text)
    lengths = sorted(_width(text[text.rfind("\n", 0, at) + 1 : at]) for at in broken)
    middle = lengths[len(lengths) // 2]
    near = sum(abs(length - middle) <= _SLACK for length in lengths)
    wider = sum(_width(line) > middle + _SLACK for line in lines)
    return middle if 5 * near >= 4 * len(lengths) and 10 * wider <= len(lines) else 0


def _full(lines: list[re.Match[str]], width: int) -> Iterator[int]:
    """Where lines as wide as the paper end with a sentence, and no paragraph begins below.

    Only where every paragraph is indented does a line that is not go on with the one above.
    """
    is_full = [abs(_width(line[0]) - width) <= _SLACK for line in lines]
    begun = [
        line[0][0].isspace()
        for line, is_own, is_above in zip(lines[1:], is_full[1:], is_full, strict=False)
        if is_own and not is_above
    ]
    if len(begun) < _COUNTED or not all(begun):
        return
    for one, other, is_own in zip(lines, lines[1:], is_full, strict=False):
        is_next = other.start() == one.end() + 1 and not other[0][0].isspace()
        is_next = is_next and not (_GREETS.match(one[0]) or _STARTS.match(other[0]))
        if is_own and is_next and one[0].rstrip()[-1:] in "。！？；":
            yield one.end()


def _width(line: str) -> int:
    """Columns of a line with the indent of a paragraph: a Chinese character has two, as in GBK."""
    told = columns(line.strip())
    return told + min(_INDENT, columns(line.rstrip()) - told)
