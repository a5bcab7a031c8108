"""Which sentence rests on which facts, put the way that exporters need it."""

from dataclasses import dataclass

from drafter.document import Evidence, Report
from drafter.text import Span, overlap


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text and, where it is a sentence of a draft, what stands behind it."""

    text: str
    evidence: Evidence | None = None


def stretches(report: Report, span: Span) -> list[Stretch]:
    """The text at `span`, cut where evidence begins and ends; nothing is lost or doubled."""
    start, end = span
    found = []
    at = start
    for evidence in sorted(report.evidence, key=lambda e: e.span):
        first, last = max(evidence.span[0], at), min(evidence.span[1], end)
        if first >= last:
            continue
        if first > at:
            found.append(Stretch(report.text[at:first]))
        found.append(Stretch(report.text[first:last], evidence))
        at = last
    if at < end:
        found.append(Stretch(report.text[at:end]))
    return found


def facts_in(report: Report, span: Span) -> list[str]:
    """The ids of the facts behind the sentences that touch `span`, each once, in order."""
    touching = [e for e in report.evidence if overlap(e.span, span)]
    return list(dict.fromkeys(id for evidence in touching for id in evidence.facts))


def unused(report: Report) -> list[str]:
    """The ids of the facts that no sentence rests on."""
    used = {id for evidence in report.evidence for id in evidence.facts}
    return [fact.id for fact in report.facts or () if fact.id not in used]
