"""Report to a report with fewer errors: a part in which a rule finds one loses its model's words.

A revision replaces the text only when no rule finds more errors than before and some find less.
"""

from collections import Counter
from dataclasses import replace

from drafter import rules
from drafter.document import Finding, Origin, Report, Severity
from drafter.drafting.material import Material
from drafter.drafting.steps.compose import compose
from drafter.text import overlap

PAIRS = frozenset({"orphan-shortcoming", "orphan-measure", "swapped-measures"})


def revise(
    report: Report, material: Material
) -> tuple[Report, Material, tuple[Finding, ...], tuple[str, ...]]:
    """The best version reached, its material, what a checker says, a line for every change.

    Part by part, so that only what is at fault loses its words.
    """
    findings, log = rules.check(report), []
    for part in _suspects(report, findings):
        if report.plan is None or report.facts is None or part not in material.given:
            continue
        given = {name: told for name, told in material.given.items() if name != part}
        tried = compose(report.plan, report.facts, report.genre, replace(material, given=given))
        judged = rules.check(tried)
        if _errors(judged).total() < _errors(findings).total():
            log.append(f"一处改用要点原话：错误由 {_errors(findings).total()} 条减到 "
                       f"{_errors(judged).total()} 条")  # fmt: skip
            report, findings, material = tried, judged, replace(material, given=given)
    return report, material, findings, tuple(log)


def _suspects(report: Report, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The parts written by a model in which a rule finds an error, proposals first."""
    found = []
    for finding in findings:
        if finding.severity is not Severity.ERROR:
            continue
        for each in report.evidence:
            touches = overlap(each.span, finding.span)
            tells = bool(set(finding.facts) & set(each.facts))
            is_pair = finding.rule in PAIRS and each.origin is Origin.PROPOSED
            if each.origin in (Origin.MODEL, Origin.PROPOSED) and (touches or tells or is_pair):
                found.append((each.origin is not Origin.PROPOSED, each.part))
    return tuple(dict.fromkeys(part for _, part in sorted(found)))


def _errors(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(f.rule for f in findings if f.severity is Severity.ERROR)


def worse(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> list[str]:
    """The rules that find more errors or warnings than before."""
    old, new = (
        Counter((f.severity, f.rule) for f in found if f.severity is not Severity.SUGGESTION)
        for found in (before, after)
    )
    return sorted({rule for (severity, rule), count in new.items() if count > old[severity, rule]})
