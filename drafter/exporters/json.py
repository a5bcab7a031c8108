"""JSON: the whole report, with the facts behind each section, point and sentence."""

import json
from collections.abc import Iterable
from typing import Any

from drafter.document import Facts, Plan, Point, Report
from drafter.exporters.evidence import facts_in, unused
from drafter.exporters.exporter import Exporter
from drafter.exporters.facts_json import header
from drafter.text import Span

SCHEMA = 1  # raised when a key goes or changes its meaning


def export(report: Report) -> bytes:
    """UTF-8, keys in a fixed order. Spans are [start, end] in characters of `text`."""
    return (json.dumps(tree(report), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def tree(report: Report) -> dict[str, Any]:
    """The report as JSON will hold it."""
    return {
        "schema": SCHEMA,
        "genre": {"id": report.genre.id, "name": report.genre.name},
        "year": report.year,
        "source": report.source,
        "text": report.text,
        "paragraphs": [
            {"kind": p.kind, "role": p.role, "span": p.span, "text": p.text}
            for p in report.paragraphs
        ],
        "sections": [
            {
                "role": section.role,
                "ordinal": section.ordinal,
                "heading": section.heading,
                "span": section.span,
                "heading_span": section.heading_span,
                "text": section.text,
                "enumeration": section.enumeration,
                "facts": facts_in(report, section.span),
                "points": _points(report, section.points),
            }
            for section in report.sections
        ],
        "shortcomings": _points(report, report.shortcomings),
        "measures": _points(report, report.measures),
        "sentences": [
            {
                "span": evidence.span,
                "text": _at(report, evidence.span),
                "facts": evidence.facts,
                "origin": evidence.origin,
                **({"offer": evidence.offer} if evidence.offer else {}),
            }
            for evidence in report.evidence
        ],
        "sheet": _sheet(report.facts),
        "plan": _plan(report.plan),
        "unused": unused(report),
    }


def _at(report: Report, span: Span) -> str:
    return report.text[slice(*span)]


def _points(report: Report, points: Iterable[Point]) -> list[dict[str, Any]]:
    return [
        {
            "ordinal": point.ordinal,
            "marker": point.marker,
            "lead": point.lead,
            "text": point.text,
            "span": point.span,
            "paragraph": point.paragraph,
            "facts": facts_in(report, point.span),
        }
        for point in points
    ]


def _sheet(facts: Facts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {
        **header(facts),
        "notes": facts.notes,
        "facts": [
            {
                "id": fact.id,
                "text": fact.text,
                "role": fact.role,
                "group": fact.group,
                "source": fact.source,
                "evidence": fact.evidence,
            }
            for fact in facts
        ],
    }


def _plan(plan: Plan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "sections": [
            {
                "role": section.role,
                "heading": section.heading,
                "points": [
                    {"facts": point.facts, "lead": point.lead, "topic": point.topic}
                    for point in section.points
                ],
            }
            for section in plan.sections
        ],
        "feedback": plan.feedback,
        "shortcomings": plan.shortcomings,
        "measures": plan.measures,
        "unrelated": plan.unrelated,
        "dropped": [{"fact": id, "reason": reason} for id, reason in plan.dropped],
    }


JSON = Exporter("JSON", ".json", export)
