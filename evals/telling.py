"""Which facts each sentence of a report tells."""

from drafter.backing import told
from drafter.document import Fact, Report
from drafter.reading import once, sentences

GONE = ("missing",)


@once
def telling(report: Report) -> tuple[tuple[Fact, ...], ...]:
    """For each sentence, in the order of `reading.sentences`, the facts that it tells."""
    rows: list[list[Fact]] = [[] for _ in sentences(report)]
    for each in told(report):
        for at in each.places:
            if at < len(rows) and each.state not in GONE:
                rows[at].append(each.fact)
    return tuple(map(tuple, rows))
