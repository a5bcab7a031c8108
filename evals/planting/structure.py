"""Parts and numbers out of order: enumerators, sections, labels, the year of the feedback."""

import re
from collections.abc import Iterator
from random import Random

from drafter.document import ParagraphKind, Point, Report
from drafter.rules import Concern
from drafter.text import han_number
from evals.planting.defect import Defect, mixed, put

PARALLEL = 3  # leads from which they are to be alike
SHI = re.compile(r"[一二三四五六七八九十]是")
UNLIKE = (
    "工作在全县上下共同努力之下有了很多新的变化", "干", "关于几个方面的一些具体情况的说明",
)  # fmt: skip


def enumerator_lost(report: Report, chance: Random) -> Iterator[str]:
    """A point in the middle has lost its number."""
    for point in _middle(report, chance):
        yield put(report.text, (point.span[0], point.span[0] + len(point.marker)), "")


def enumerator_doubled(report: Report, chance: Random) -> Iterator[str]:
    """A point has the number of the one before."""
    for point in _middle(report, chance):
        marker = (point.span[0], point.span[0] + len(point.marker))
        yield put(report.text, marker, f"{han_number(point.ordinal - 1)}是")


def section_lost(report: Report, chance: Random) -> Iterator[str]:
    """A section is gone with its heading."""
    for index in mixed(range(len(report.sections)), chance):
        yield put(report.text, report.sections[index].span, "")


def heading_lost(report: Report, chance: Random) -> Iterator[str]:
    """A section has no heading."""
    for index in mixed(range(len(report.sections)), chance):
        yield put(report.text, report.sections[index].heading_span, "")


def section_moved(report: Report, _: Random) -> Iterator[str]:
    """Two sections in each other's place, numbered as they stand."""
    sections = report.sections
    for i in range(len(sections) - 1):
        one, other = sections[i], sections[i + 1]
        first, second = report.text[slice(*one.span)], report.text[slice(*other.span)]
        text = put(report.text, other.span, han_number(i + 2) + first[1:])
        yield put(text, one.span, han_number(i + 1) + second[1:])


def label_lost(report: Report, _: Random) -> Iterator[str]:
    """The shortcomings or the measures have no label."""
    for labels in (report.genre.shortcomings.labels, report.genre.measures.labels):
        for kind in (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES):
            for paragraph in report.of(kind)[:1]:
                label = next((x for x in labels if paragraph.text.startswith(x)), None)
                if label:
                    start = paragraph.span[0]
                    yield put(report.text, (start, start + len(label) + 1), "")


def wrong_year(report: Report, _: Random) -> Iterator[str]:
    """The feedback is of this year, or of the year before last."""
    for paragraph in report.of(ParagraphKind.FEEDBACK):
        found = re.search(r"(20\d\d)年度", paragraph.text)
        if found:
            start = paragraph.span[0] + found.start()
            for shift in (1, -1, 2):
                yield put(report.text, (start, start + 4), str(int(found[1]) + shift))


def unnamed(report: Report, _: Random) -> Iterator[str]:
    """The feedback does not say what the issue was."""
    for paragraph in report.of(ParagraphKind.FEEDBACK):
        found = re.search(r"反馈的?(“[^”]*”)问题", paragraph.text)
        if found:
            at = paragraph.span[0] + found.start(1)
            yield put(report.text, (at, at + len(found[1])), "")


def unlike_lead(report: Report, chance: Random) -> Iterator[str]:
    """One lead among parallel ones is of another measure."""
    for section in report.sections:
        for point in section.points:
            if point.lead and len(section.points) >= PARALLEL:
                start = point.span[0] + len(point.marker)
                yield put(report.text, (start, start + len(point.lead)), chance.choice(UNLIKE))


def _middle(report: Report, chance: Random) -> list[Point]:
    """Points that have one before and one after."""
    rows = [*(s.points for s in report.sections), report.shortcomings, report.measures]
    inner = [p for row in rows for p in row[1:-1] if SHI.fullmatch(p.marker)]
    return chance.sample(inner, len(inner))


COUNT = (Concern.FORM, Concern.PAIRS)
SECTION = (Concern.PARTS, Concern.FORM)
ENUMERATOR_LOST = Defect("丢一个序号", "structure", COUNT, enumerator_lost)
ENUMERATOR_DOUBLED = Defect("序号重复", "structure", COUNT, enumerator_doubled)
SECTION_LOST = Defect("缺一部分", "structure", SECTION, section_lost)
HEADING_LOST = Defect("缺一个标题", "structure", SECTION, heading_lost)
SECTION_MOVED = Defect("两部分对调", "structure", SECTION, section_moved)
LABEL_LOST = Defect("缺“不足”或“措施”字样", "structure", (Concern.PARTS,), label_lost)
WRONG_YEAR = Defect("反馈年度写错", "structure", (Concern.FEEDBACK_YEAR,), wrong_year)
UNNAMED = Defect("反馈问题不点名", "structure", (Concern.FEEDBACK,), unnamed)
UNLIKE_LEAD = Defect("点题句不整齐", "form", (Concern.PARALLEL,), unlike_lead)
