"""Enumerators that skip, repeat or stand alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from drafter.document import Flaw, Paragraph, ParagraphKind, Report, Severity
from drafter.document.parsing import Marker, counting, markers, opens
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import HAN, han_number

PARTED = re.compile(  # a short line, and a list that begins below it
    r"^(?![ \t]*[\d（(①-⑩一二三四五六七八九十])[^\n。；，！？：:]{2,20}\n"
    r"\s*(?=(?:1[.．、)）]|（一）|\(一\)|①))",
    re.MULTILINE,
)
EMPTY = re.compile(r"[ \t\r]*(?:\n|\Z)")  # a number that was left without a point
NUMERAL = re.compile(rf"[{HAN}]+|\d+|[①-⑩]")  # 首先 and 最后 count nothing

Step = tuple[int, str, int]  # ordinal, enumerator, place


@rule(
    "broken-enumeration",
    "序号不连续",
    Severity.ERROR,
    Level.STANDARD,
    Concern.FORM,
    mended_by=(Mender.FIX, Mender.REWRITE),
)
def check(report: Report) -> Iterator[Flaw]:
    """序号要从一开始、逐个递增，不跳号、不重号，也不能只有一个。

    反例：
        一是抓项目。二是抓民生。四是抓安全。

        一是抓项目。一是抓民生。

        主要做了两件事：一是抓项目，推动开工建设。

        一、抓项目促发展
        完成投资。
        三、抓民生办实事
        新建学校。

    正例：
        一是抓项目。二是抓民生。三是抓安全。

        一是抓项目。二是抓民生。此外还有两点：一是抓安全；二是抓稳定。

        （一）抓项目。①谋划项目；②建设项目。
        （二）抓民生。①办学校；②修道路。
    """
    counted = counting(report.text)
    for flaw in _suspected(report):
        is_lone = flaw.severity is Severity.WARNING
        place = flaw.span[0]
        if place not in counted.followed if is_lone else place in counted.broken:
            yield flaw


def _suspected(report: Report) -> Iterator[Flaw]:
    """What looks broken in each part of the report by itself."""
    for section in report.sections:
        if section.role in report.genre.roles or not section.role:
            yield from _broken(section.text, section.span[1] - len(section.text))
    for answers in (report.shortcomings, report.measures):
        numbered = [point for point in answers if NUMERAL.search(point.marker)]
        yield from _steps([(p.ordinal, p.marker, p.span[0]) for p in numbered])
        for point in answers:
            yield from _broken(point.text, point.span[1] - len(point.text))
    within = [section.span for section in report.sections if not section.role]
    for is_loose, together in groupby(report.paragraphs, key=_is_loose):
        neighbours = list(together)
        start, end = neighbours[0].span[0], neighbours[-1].span[1]
        if is_loose and not any(low <= start < high for low, high in within):
            yield from _broken(report.text[start:end], start)
    yield from _headings(report)


def _is_loose(paragraph: Paragraph) -> bool:
    """Outside the sections and the answers."""
    kinds = (ParagraphKind.PREAMBLE, ParagraphKind.FEEDBACK)
    return paragraph.kind in kinds or (paragraph.kind is ParagraphKind.BODY and not paragraph.role)


def _broken(text: str, start: int) -> Iterator[Flaw]:
    """The flaws of all enumerators in `text`, which stands at `start`."""
    numbered = [
        marker
        for marker in markers(text)
        if NUMERAL.search(marker.text) and not EMPTY.match(text, marker.span[1])
    ]
    if not numbered:
        return
    cuts = [found.start() for found in PARTED.finditer(text)] if "\n" in text else []
    for low, high in pairwise([0, *cuts, len(text)]):
        yield from _series([m for m in numbered if low <= m.span[0] < high], start)


def _series(found: list[Marker], start: int) -> Iterator[Flaw]:
    """The flaws of the first one's family, then of what stands between its members."""
    if not found:
        return
    steps: list[Step] = []
    inside: list[list[Marker]] = []
    for marker in found:
        if marker.family == found[0].family:
            steps.append((marker.ordinal, marker.text, start + marker.span[0]))
            inside.append([])
        else:
            inside[-1].append(marker)
    yield from _steps(steps)
    if len(steps) == 1 and steps[0][0] == 1:
        _, marker_text, place = steps[0]
        span = (place, place + len(marker_text))
        message = f"只有“{marker_text}”，没有下文"
        advice = "补上其余各点，或去掉序号"
        yield Flaw(span, message, advice, severity=Severity.WARNING)
    for each in inside:
        yield from _series(each, start)


def _steps(steps: list[Step]) -> Iterator[Flaw]:
    """Where the numbers skip or repeat; 1 after 2 or more begins anew."""
    last = 0
    for ordinal, marker, place in steps:
        is_anew = ordinal == 1 and last > 1
        span = (place, place + len(marker))
        if ordinal == last:
            yield Flaw(span, f"“{marker}”重复", _numbered(marker, last + 1))
        elif ordinal != last + 1 and not is_anew:
            message = f"“{marker}”之前缺第{han_number(last + 1)}点"
            yield Flaw(span, message, "补上所缺的一点或改正序号")
        last = ordinal


def _headings(report: Report) -> Iterator[Flaw]:
    """The same for the numbers of headings, each kind of number by itself.

    A paragraph that begins with the number they lack was written as one of them.
    """
    opened = [
        (first, each.span[0])
        for each in report.paragraphs
        if each.kind is not ParagraphKind.HEADING and (first := opens(each.text))
    ]
    for family, series in _numbers(report).items():
        known = {step[0] for step in series}
        beside = [
            (first.ordinal, first.text, place)
            for first, place in opened
            if first.family == family and first.ordinal not in known
        ]
        yield from _steps(sorted([*series, *beside], key=itemgetter(2)))


def _numbers(report: Report) -> dict[str, list[Step]]:
    """The numbers of the headings, by kind."""
    by_family: dict[str, list[Step]] = defaultdict(list)
    for section in report.sections:
        line = report.text[slice(*section.heading_span)]
        if first := next(markers(line.lstrip("#*【[ ")), None):
            place = section.heading_span[0] + line.find(first.text)
            by_family[first.family].append((first.ordinal, first.text, place))
    return by_family


def _numbered(marker: str, ordinal: int) -> str:
    is_digit = any(char.isdecimal() for char in marker)
    number = str(ordinal) if is_digit else han_number(ordinal)
    return f"改为“{NUMERAL.sub(number, marker, count=1)}”"
