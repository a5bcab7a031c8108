"""Facts left out, sentences told twice."""

import itertools
from collections.abc import Iterator
from random import Random

from drafter.document import Evidence, Report
from drafter.rules import Concern
from evals.planting.defect import Defect, put

LONG = 40  # characters from which a repeated sentence is one


def dropped(report: Report, chance: Random) -> Iterator[str]:
    """The sentence of one fact is gone."""
    for evidence in _told(report, chance):
        if len(evidence.facts) == 1 and not _is_answer(report, evidence):
            yield put(report.text, evidence.span, "")


def doubled(report: Report, chance: Random) -> Iterator[str]:
    """A sentence is told again in another section."""
    shuffled = _told(report, chance)
    for one, other in itertools.pairwise(shuffled):
        if one.span[1] - one.span[0] >= LONG and not _is_answer(report, other):
            yield put(report.text, (other.span[1],) * 2, report.text[slice(*one.span)])


def _told(report: Report, chance: Random) -> list[Evidence]:
    backed = [evidence for evidence in report.evidence if evidence.facts]
    return chance.sample(backed, len(backed))


def _is_answer(report: Report, evidence: Evidence) -> bool:
    """Among shortcomings and measures, where leaving one out is a defect of its own."""
    points = (*report.shortcomings, *report.measures)
    return any(p.span[0] <= evidence.span[0] < p.span[1] for p in points)


DROPPED = Defect("漏写一条要点", "facts", (Concern.OMISSION,), dropped)
DOUBLED = Defect("同一句话写两遍", "facts", (Concern.REPETITION,), doubled)
