"""The single shortcomings and measures in a stretch of text: numbered, by line or in prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import Point
from drafter.document.parsing.enumeration import lead, points
from drafter.text import Span, sentences

_LINE = re.compile(r"[^\r\n]+")
_STOPPED = re.compile(r"[。！？；!?;：:]$")
_TITLE = 26  # characters of a line that only names the point told below it
SEVERAL = 2  # parts that are more than one
_PART = 5  # characters of a part between two ；
# 在严守政治纪律方面: the shortcomings are numbered below it.
_ASPECT = re.compile(
    r"[^。；\n]{0,40}?(?:方面|上|情况)(?:存在的?(?:问题|不足))?[。：:]?[ \t\r]*"
    r"(?:\n|(?=一是|1[.．、]))"
)
_PHRASE = re.compile(r"[^，,；;。\n]+")
_ADMITTED = re.compile(
    r"[^。；\n]{0,36}?(?:不足|问题|差距|短板|弱项|薄弱环节)(?:之处)?(?:[，,：:。]|主要)+(?:主要)?"
    r"(?:是|有|表现在|表现为|体现在|集中在)[：:，,]?"
)
_SUMMED_UP = re.compile("总之|总而言之|综上|总的来[说看]")
_BEGINNING = re.compile(  # 下一步，我将…: what a measure begins with that is none
    r"(?:(?:针对|对照)[^，。；\n]{1,20}[，,])?(?:在?(?:下一?步|今后|接下来|明年|来年|新的一年|新学年|新学期|以后|对此|为此|未来)(?:的?工作(?:中|里)?)?[，,：:]?)?"
    r"(?:我|本人)?(?:们)?(?:将|要)?"
)


def numbered(text: str, offset: int) -> tuple[Point, ...]:
    r"""The points that `text` numbers; of points that only name a field, those below them.

    >>> [p.text for p in numbered("（一）在纪律方面\n一是学得少。\n二是管得松。", 0)]
    ['学得少。', '管得松。']
    """
    found = tuple(point for point in points(text, offset) if point.text)
    below = [_below(point) for point in found]
    if not any(below):
        return found
    told = [each for point, inner in zip(found, below, strict=True) for each in (inner or (point,))]
    return tuple(replace(point, ordinal=count) for count, point in enumerate(told, 1))


def _below(point: Point) -> tuple[Point, ...]:
    """The points below one that is no more than the name of a field."""
    title = _ASPECT.match(point.text)
    if not title:
        return ()
    rest = point.text[title.end() :]
    return points(rest, point.span[1] - len(rest))


def unnumbered(text: str, offset: int, told: int) -> tuple[Point, ...]:
    r"""A point for each paragraph or part between ；; `told` came before.

    >>> [p.text for p in unnumbered("学习不深\n党纪只读了一遍。\n调研不够\n只去了两次。", 0, 0)]
    ['学习不深\n党纪只读了一遍。', '调研不够\n只去了两次。']
    >>> [p.text for p in unnumbered("教师培训抓得不紧；学校设备老旧，没有白板。", 0, 0)]
    ['教师培训抓得不紧', '学校设备老旧，没有白板。']
    """
    spans = [
        part
        for span in _paragraphs(text)
        if not _SUMMED_UP.match(text, span[0])
        for part in _parts(text, _unadmitted(text, span))
    ]
    return tuple(
        Point(
            ordinal=told + count,
            marker="",
            lead=lead(text[start:end]),
            text=text[start:end],
            span=(start + offset, end + offset),
        )
        for count, (start, end) in enumerate(spans, 1)
    )


def matched(found: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """Measures told in one stretch of prose, cut as often as there are shortcomings.

    Sentences are tried first, then clauses; where neither gives the count, nothing is cut.

    >>> one = unnumbered("下一步，我将每月走访4个村，每周调度水渠进度。", 0, 0)
    >>> [point.text for point in matched(one, 2)]
    ['每月走访4个村', '每周调度水渠进度']
    """
    if len(found) != 1 or found[0].marker or count < SEVERAL:
        return found
    point = found[0]
    base = point.span[1] - len(point.text)
    begun = _BEGINNING.match(point.text)
    start = begun.end() if begun else 0
    rest = point.text[start:]
    for spans in (list(sentences(rest)), [found.span() for found in _PHRASE.finditer(rest)]):
        if len(spans) == count:
            return tuple(_cut(point, rest, base + start, each) for each in _counted(spans))
    return found


def _counted(spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    yield from enumerate(spans, 1)


def _cut(point: Point, text: str, base: int, counted: tuple[int, Span]) -> Point:
    ordinal, (start, end) = counted
    return replace(
        point,
        ordinal=ordinal,
        text=text[start:end],
        lead=lead(text[start:end]),
        span=(base + start, base + end),
    )


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines; one that only names what the next tells belongs to it."""
    lines = [
        (
            found.start() + len(found[0]) - len(found[0].lstrip()),
            found.end() - len(found[0]) + len(found[0].rstrip()),
        )
        for found in _LINE.finditer(text)
        if found[0].strip()
    ]
    at = 0
    while at < len(lines):
        start, end = lines[at]
        is_title = end - start <= _TITLE and not _STOPPED.search(text[start:end])
        if is_title and at + 1 < len(lines) and _STOPPED.search(text[slice(*lines[at + 1])]):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _unadmitted(text: str, span: Span) -> Span:
    """Without the words that only say that something is lacking: 还存在一些问题，主要是."""
    begun = _ADMITTED.match(text[slice(*span)])
    return (span[0] + begun.end(), span[1]) if begun and span[0] + begun.end() < span[1] else span


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A paragraph of one sentence, cut at each ；."""
    told = text[slice(*span)]
    parts = list(re.finditer(r"[^；;]+[；;]?", told))
    is_one = re.search(r"[。！？].", told) is None
    if len(parts) < SEVERAL or not is_one or any(len(found[0]) < _PART for found in parts):
        yield span
        return
    for found in parts:
        words = found[0].rstrip("；; ")
        skipped = len(words) - len(words.lstrip())
        yield span[0] + found.start() + skipped, span[0] + found.start() + len(words)
