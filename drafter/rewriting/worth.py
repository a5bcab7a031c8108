"""What is worth a rewrite: flaws of words and structure, which a rewrite can mend.

What an author did or did not do, and which figures contradict each other, no rewrite can mend:
such findings are told and the text is left as it is.
"""

from collections.abc import Iterable

from drafter.document import Finding, Severity

MENDABLE = frozenset(
    {
        "broken-enumeration", "duplicate-heading", "empty-slogan", "half-width-mark",
        "markdown-left", "missing-label", "missing-lead", "missing-section", "missing-year",
        "orphan-shortcoming", "overlong-sentence", "spaced-digit", "unequal-pairs",
        "uneven-headings", "uneven-leads", "wrong-enumerator-mark",
    }
)  # fmt: skip
EMPTY = "thin-section"  # mendable only where nothing at all stands: an open place is put there


def worth(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors and warnings that a rewrite can mend."""
    return tuple(
        finding
        for finding in findings
        if (finding.rule in MENDABLE and finding.severity is not Severity.SUGGESTION)
        or (finding.rule == EMPTY and finding.severity is Severity.ERROR)
    )


def is_better(new: Iterable[Finding], old: Iterable[Finding]) -> bool:
    """Fewer mendable errors, or as many and fewer mendable warnings."""
    return _weight(worth(new)) < _weight(worth(old))


def _weight(findings: tuple[Finding, ...]) -> tuple[int, int]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return errors, len(findings) - errors
