"""Report to a report with fewer flaws: what a rule finds in a frame loses its frame.

A revision replaces the text only when no rule finds more than before and some find less.
"""

from collections import Counter
from dataclasses import replace

from drafter import rules
from drafter.document import Evidence, Finding, Origin, Report, Severity
from drafter.drafting.material import Material
from drafter.drafting.steps.compose import compose

ROUNDS = 3
MENDABLE = frozenset(
    {"unsupported-figure", "unsupported-term", "lost-mask", "swapped-figures", "missing-fact",
     "repeated-text", "overlong-sentence", "markdown-left", "mask-leak"}
)  # fmt: skip


def revise(
    report: Report, material: Material
) -> tuple[Report, tuple[Finding, ...], tuple[str, ...]]:
    """The best version reached, what a checker says of it, and a line for every attempt."""
    findings, log = rules.check(report), []
    for _ in range(ROUNDS):
        leaner = _leaner(report, findings, material)
        if leaner == material or report.plan is None or report.facts is None:
            break
        tried = compose(report.plan, report.facts, report.genre, leaner)
        judged = rules.check(tried)
        worse = _worse(findings, judged)
        if worse:
            log.append(f"改写未采用：{'、'.join(worse)} 会增多")
            break
        log.append(f"改写一轮：问题由 {len(findings)} 条减到 {len(judged)} 条")
        report, findings, material = tried, judged, leaner
    return report, findings, tuple(log)


def _leaner(report: Report, findings: tuple[Finding, ...], material: Material) -> Material:
    """The material without the frames and sentences in which a mendable flaw was found."""
    lean, banned, whole = set(material.lean), set(material.banned), dict(material.whole)
    for finding in findings:
        if finding.rule not in MENDABLE or finding.severity is Severity.SUGGESTION:
            continue
        lean |= set(finding.facts) if finding.rule == "missing-fact" else set()
        for evidence in _behind(report, finding):
            match evidence.origin:
                case Origin.FACT if finding.severity is Severity.ERROR:
                    lean |= set(evidence.facts)
                case Origin.FRAME:
                    banned.add(report.text[slice(*evidence.span)].rstrip("。"))
                case Origin.MODEL:
                    whole = {
                        ids: told
                        for ids, told in whole.items()
                        if not set(ids) & set(evidence.facts)
                    }
    return replace(material, lean=frozenset(lean), banned=frozenset(banned), whole=whole)


def _behind(report: Report, finding: Finding) -> list[Evidence]:
    start, end = finding.span
    return [each for each in report.evidence if each.span[0] < end and start < each.span[1]]


def _worse(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> list[str]:
    """The rules that find more than before; all of them when nothing got better."""
    old, new = (Counter(f.rule for f in found) for found in (before, after))
    more = [rule for rule in new if new[rule] > old[rule]]
    return more or ([] if new.total() < old.total() else sorted(new))
