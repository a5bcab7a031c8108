"""SARIF 2.1.0: what code hosts and editors read."""

import json
import os
from typing import Any
from urllib.parse import quote

from drafter import __version__
from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding, Severity
from drafter.rules import Rule, all_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def render(results: Results) -> bytes:
    """One run with every rule and every finding."""
    return (json.dumps(tree(results), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def tree(results: Results) -> dict[str, Any]:
    """The log as JSON will hold it."""
    order = {rule.name: index for index, rule in enumerate(all_rules())}
    driver = {"name": "drafter", "version": __version__, "rules": [*map(_rule, all_rules())]}
    found = [_result(i, f, order[f.rule]) for i in results.inspections for f in i.findings]
    notes = [
        {
            "level": "error",
            "message": {"text": each.problem},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(each)}}],
        }
        for each in results.problems
    ]
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "artifacts": [{"location": _artifact(each)} for each in results.inspections],
        "results": found,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.doc},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.level.value]},
    }


def _result(inspection: Inspection, finding: Finding, index: int) -> dict[str, Any]:
    advice = f"\n改法：{finding.suggestion}" if finding.suggestion else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message + advice},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(inspection),
                    "region": _region(inspection, finding),
                }
            }
        ],
        "properties": {"facts": list(finding.facts)},
    }


def _region(inspection: Inspection, finding: Finding) -> dict[str, Any]:
    line, column = inspection.line(finding), inspection.column(finding)
    *before, last = finding.text.split("\n")
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": line + len(before),
        "endColumn": len(last) + (1 if before else column),
        "snippet": {"text": finding.text},
    }


def _artifact(inspection: Inspection) -> dict[str, Any]:
    """Where it is, as a URI: relative to where the program runs unless given in full."""
    path = (inspection.file or inspection.path).replace("\\", "/")
    told = ("file://" if path[:1] == "/" else "") + path
    return {"uri": "stdin" if path == "-" else quote(os.fsencode(told), safe="/:")}


SARIF = Reporter("sarif", ".sarif", render)
