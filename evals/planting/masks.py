"""Masks filled in, lost, or given to another."""

import re
from collections.abc import Iterator
from random import Random

from drafter.document import Report
from drafter.rules import Concern
from drafter.text import Span
from evals.planting.defect import Defect, put

MASK = re.compile(r"[*＊]+")
COUNTED = re.compile(r"[*＊]+(?=[\u4e00-\u9fff％%])")


def filled(report: Report, chance: Random) -> Iterator[str]:
    """A number nobody gave in place of a mask."""
    for span in _masks(report, chance, COUNTED):
        yield put(report.text, span, str(chance.randrange(11, 99)))


def lost(report: Report, chance: Random) -> Iterator[str]:
    """The clause that holds a mask is gone."""
    for start, end in _masks(report, chance, MASK):
        before = max(report.text.rfind(mark, 0, start) for mark in "，。；：\n")
        after = min(
            (at for mark in "，。；" if (at := report.text.find(mark, end)) >= 0), default=-1
        )
        if before >= 0 and report.text[before] == "，":
            yield put(report.text, (before, after), "")
        elif after >= 0 and report.text[after] == "，":
            yield put(report.text, (before + 1, after + 1), "")


def worded(report: Report, chance: Random) -> Iterator[str]:
    """A vague word in place of a mask."""
    for span in _masks(report, chance, COUNTED):
        yield put(report.text, span, chance.choice(("多", "数", "若干")))


def _masks(report: Report, chance: Random, pattern: re.Pattern[str]) -> list[Span]:
    found = [
        (evidence.span[0] + hit.start(), evidence.span[0] + hit.end())
        for evidence in report.evidence
        if evidence.facts
        for hit in pattern.finditer(report.text[slice(*evidence.span)])
    ]
    return chance.sample(found, len(found))


KNOWN = (Concern.FIGURES, Concern.OMISSION, Concern.LEAK)
FILLED = Defect("掩码里填数", "masks", KNOWN, filled)
LOST = Defect("掩码连同分句丢失", "masks", (Concern.OMISSION,), lost)
WORDED = Defect("掩码换成虚词", "masks", (Concern.OMISSION,), worded)
