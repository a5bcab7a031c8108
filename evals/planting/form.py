"""What is wrong with the writing itself: Markdown, marks, length, years left out."""

import re
from collections.abc import Iterator
from random import Random

from drafter.document import ParagraphKind, Report
from drafter.rules import Concern
from evals.planting.defect import Defect, put

LONG = 103  # characters, enumerator and lead among them: over what the rule allows
MARKS = {"，": ",", "；": ";", "：": ":", "。": ".", "“": '"', "”": '"'}


def bold(report: Report, _: Random) -> Iterator[str]:
    """A clause in Markdown's bold, a heading with its marks, a list."""
    for section in report.sections:
        start, end = section.heading_span
        heading = report.text[start:end]
        yield put(report.text, (start, end), f"## {heading}")
        yield put(report.text, (start, end), f"**{heading}**")
        for point in section.points[:1]:
            yield put(report.text, (point.span[0], point.span[0]), "- ")


def half_width(report: Report, chance: Random) -> Iterator[str]:
    """A half-width or straight mark between Chinese characters."""
    places = list(re.finditer(r"(?<=[\u4e00-\u9fff])[，；：。“”](?=[\u4e00-\u9fff])", report.text))
    for found in chance.sample(places, min(len(places), 40)):
        yield put(report.text, found.span(), MARKS[found[0]])


def spaced(report: Report, chance: Random) -> Iterator[str]:
    """A blank between a figure and its unit."""
    places = [m.end() for m in re.finditer(r"[\u4e00-\u9fff]\d+(?=[\u4e00-\u9fff])", report.text)]
    for place in chance.sample(places, min(len(places), 40)):
        yield put(report.text, (place, place), " ")


def overlong(report: Report, _: Random) -> Iterator[str]:
    """Sentences run together without a stop."""
    for paragraph in report.of(ParagraphKind.BODY):
        stops = [paragraph.span[0] + m.start() for m in re.finditer("[。；]", paragraph.text)]
        start = paragraph.span[0]
        far = next((i for i, stop in enumerate(stops) if stop - start > LONG), 0)
        text = report.text
        for stop in reversed(stops[:far]):
            # An enumerator begins a sentence, whatever mark is before it.
            begun = re.match("[二三四五六七八九]是", text[stop + 1 :])
            text = put(text, (stop, stop + 1 + (begun.end() if begun else 0)), "，")
        if far:
            yield text


def year_lost(report: Report, _: Random) -> Iterator[str]:
    """The preamble does not say which year."""
    for paragraph in report.of(ParagraphKind.PREAMBLE)[:1]:
        found = re.match(r"20\d\d年，", paragraph.text)
        if found:
            start = paragraph.span[0]
            yield put(report.text, (start, start + len(found[0])), "")


MARKDOWN = Defect("Markdown 残留", "form", (Concern.FORM,), bold)
HALF_WIDTH = Defect("半角标点", "form", (Concern.MARKS,), half_width)
SPACED = Defect("数字旁有空格", "form", (Concern.MARKS,), spaced)
OVERLONG = Defect("句子过长", "form", (Concern.SENTENCES,), overlong)
YEAR_LOST = Defect("开头不写年度", "form", (Concern.YEAR,), year_lost)
