"""Enumerators that skip, repeat or stand alone."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from drafter.document import Flaw, Kind, Paragraph, Point, Report, Severity, Span
from drafter.rules import Level, rule
from drafter.structure import markers, points
from drafter.text import HAN, han_number

SHORT = 12  # characters too few to number points in
NUMERAL = re.compile(rf"[{HAN}]+|\d+|[①-⑩]")


@rule("broken-enumeration", Severity.ERROR, Level.STANDARD)
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
    for section in report.sections:
        if section.role in report.genre.roles or not section.role:
            start = section.span[1] - len(section.text)
            yield from _broken(section.text, start)
    for answers in (report.shortcomings, report.measures):
        yield from _series(answers, 0, is_alone=False)
        for point in answers:
            yield from _broken(point.text, point.span[1] - len(point.text))
    for is_loose, together in groupby(report.paragraphs, key=_is_loose):
        if is_loose:
            told = list(together)
            start, end = told[0].span[0], told[-1].span[1]
            yield from _broken(report.text[start:end], start)
    yield from _headings(report)


def _is_loose(paragraph: Paragraph) -> bool:
    """Outside the sections and the answers."""
    kinds = (Kind.PREAMBLE, Kind.FEEDBACK)
    return paragraph.kind in kinds or (paragraph.kind is Kind.BODY and not paragraph.role)


def _broken(text: str, start: int) -> Iterator[Flaw]:
    """The flaws of the points in `text` and of those inside them."""
    found = points(text)
    yield from _series(found, start)
    for point in found:
        if len(point.text) > SHORT:
            yield from _broken(point.text, start + point.span[1] - len(point.text))


def _series(found: Sequence[Point], start: int, *, is_alone: bool = True) -> Iterator[Flaw]:
    """The flaws of points at one level; 1 after 2 or more begins anew."""
    numbered = [point for point in found if NUMERAL.search(point.marker)]
    told: list[tuple[int, str, Span]] = [
        (p.ordinal, p.marker, (start + p.span[0], start + p.span[0] + len(p.marker)))
        for p in numbered
    ]
    yield from _steps(told)
    if is_alone and len(told) == 1 and told[0][0] == 1:
        _, marker, span = told[0]
        yield Flaw(span, f"只有“{marker}”，没有下文", "补上其余各点，或去掉序号")


def _steps(told: list[tuple[int, str, Span]]) -> Iterator[Flaw]:
    last = 0
    for ordinal, marker, span in told:
        is_anew = ordinal == 1 and last > 1
        if ordinal == last:
            yield Flaw(span, f"“{marker}”重复", _numbered(marker, last + 1))
        elif ordinal != last + 1 and not is_anew:
            yield Flaw(
                span, f"“{marker}”之前缺第{han_number(last + 1)}点", "补上所缺的一点或改正序号"
            )
        last = ordinal


def _headings(report: Report) -> Iterator[Flaw]:
    """The same for the numbers of headings, each kind of number by itself."""
    told = defaultdict(list)
    for section in report.sections:
        line = report.text[slice(*section.heading_span)]
        first = next(markers(line.lstrip("#*【[ ")), None)
        if first:
            start = section.heading_span[0] + line.find(first.text)
            told[first.family].append((first.ordinal, first.text, (start, start + len(first.text))))
    for series in told.values():
        yield from _steps(series)


def _numbered(marker: str, ordinal: int) -> str:
    return f"改为“{NUMERAL.sub(han_number(ordinal), marker, count=1)}”"
