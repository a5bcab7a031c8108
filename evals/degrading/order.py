"""Leads over other facts, facts in other groups."""

from random import Random

from drafter.document import Report
from evals.degrading.degradation import Degradation, Places, told_sentences


def led_astray(report: Report, _: Random) -> Places:
    """The leads of points in each other's place."""
    found = []
    for section in report.sections:
        for point in section.points:
            start = point.span[0] + len(point.marker)
            if point.lead and report.text.startswith(point.lead, start):
                found.append([((start, start + len(point.lead)), point.lead)])
    return found


def shuffled(report: Report, _: Random) -> Places:
    """Sentences in each other's place, wherever they stand in the sections."""
    leads = {point.lead for section in report.sections for point in section.points if point.lead}
    return [
        [(sentence.span, sentence.text)]
        for sentence, _ in told_sentences(report)
        if sentence.text.rstrip("。") not in leads
    ]


LED_ASTRAY = Degradation("led-astray", "点题句换到别处", ("leads",), led_astray, is_circular=True)
SHUFFLED = Degradation("shuffled", "打乱分组", ("grouping", "leads"), shuffled, is_circular=True)
