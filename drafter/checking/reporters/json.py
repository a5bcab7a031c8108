"""JSON for programs: every span counts in characters of the `text` beside it."""

import json
from dataclasses import asdict
from typing import Any

from drafter.checking.remarks import Critique
from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding


def render(results: Results) -> bytes:
    """One object for one file; for several, a list of them under `files`."""
    indent = 2 if results.is_single else None  # without, thousands of files take a fifth
    return (json.dumps(tree(results), ensure_ascii=False, indent=indent) + "\n").encode("utf-8")


def tree(results: Results) -> dict[str, Any]:
    """What the JSON will hold."""
    if results.is_single:
        return _file(results.inspections[0])
    files = [{"path": each.path, **_file(each)} for each in results.inspections]
    summary = {**results.counts, "suppressed": results.suppressed}
    return {"files": files, "summary": {**summary, "unreadable": len(results.problems)}}


def _file(inspection: Inspection) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "findings": [_finding(inspection, each) for each in inspection.findings],
        "summary": {**inspection.counts, "suppressed": inspection.suppressed},
        "text": inspection.text,
    }
    if inspection.critique:
        tree["critique"] = _critique(inspection.critique)
    return {**tree, "problem": inspection.problem} if inspection.problem else tree


def _critique(critique: Critique) -> dict[str, Any]:
    judged = [
        {
            "dimension": each.dimension,
            "title": each.title,
            "judged": each.is_judged,
            "problem": each.problem,
            "discarded": each.discarded,
            "unread": each.unread,
            "remarks": [asdict(remark) for remark in each.remarks],
        }
        for each in critique.judgements
    ]
    return {"model": critique.model, "discarded": critique.discarded, "dimensions": judged}


def _finding(inspection: Inspection, finding: Finding) -> dict[str, Any]:
    number = inspection.paragraph(finding)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "span": list(finding.span),
        "line": finding.line,
        **({"paragraph": number} if number else {}),
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "facts": list(finding.facts),
    }


JSON = Reporter("json", ".json", render)
