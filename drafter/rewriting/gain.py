"""What is worth a rewrite: flaws of words and form, which a rewrite can mend where they stand.

What an author did or did not do, which figures contradict each other, and how he ordered his
report, no rewrite can mend: such findings are told and the text is left as it is.
"""

from collections.abc import Iterable

from drafter.document import Finding, Severity

MENDABLE = frozenset(
    {
        "broken-enumeration", "colloquial-wording", "empty-slogan", "half-width-mark",
        "markdown-left", "missing-label", "orphan-shortcoming", "overlong-sentence",
        "spaced-digit", "unequal-pairs", "wrong-enumerator-mark",
    }
)  # fmt: skip


def worth(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors and warnings that a rewrite can mend."""
    return tuple(
        finding
        for finding in findings
        if finding.rule in MENDABLE and finding.severity is not Severity.SUGGESTION
    )


def is_better(new: Iterable[Finding], old: Iterable[Finding]) -> bool:
    """Fewer mendable errors, or as many and fewer mendable warnings."""
    return weight(new) < weight(old)


def is_worse(new: Iterable[Finding], old: Iterable[Finding]) -> bool:
    """More mendable errors, or as many and more mendable warnings."""
    return weight(new) > weight(old)


def weight(findings: Iterable[Finding]) -> tuple[int, int]:
    """Mendable errors and warnings."""
    found = worth(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return errors, len(found) - errors
