"""Which facts each sentence of a report tells."""

from drafter.document import Fact, Report
from drafter.document.fact_check import fact_statuses
from drafter.document.views import once, sentences

GONE = ("missing",)


@once
def telling(report: Report) -> tuple[tuple[Fact, ...], ...]:
    """For each sentence, in the order of `reading.sentences`, the facts that it tells."""
    rows: list[list[Fact]] = [[] for _ in sentences(report)]
    for each in fact_statuses(report):
        for at in each.places:
            if at < len(rows) and each.state not in GONE:
                rows[at].append(each.fact)
    return tuple(map(tuple, rows))
