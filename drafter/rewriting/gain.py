"""What is worth a rewrite: flaws of words and form, which a rewrite can mend where they stand.

What an author did or did not do, which figures contradict each other, and how he ordered his
report, no rewrite can mend: such findings are told and the text is left as it is.
"""

from collections.abc import Iterable

from drafter.document import Finding, Severity
from drafter.rules import Mender, mended_by


def worth(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors and warnings that a rewrite can mend."""
    mendable = mended_by(Mender.REWRITE)
    return tuple(
        finding
        for finding in findings
        if finding.rule in mendable and finding.severity is not Severity.SUGGESTION
    )


def is_better(new: Iterable[Finding], old: Iterable[Finding]) -> bool:
    """Fewer mendable errors, or as many and fewer mendable warnings."""
    return weight(new) < weight(old)


def is_worse(new: Iterable[Finding], old: Iterable[Finding]) -> bool:
    """More mendable errors, or as many and more mendable warnings."""
    return weight(new) > weight(old)


def weight(findings: Iterable[Finding]) -> tuple[int, int]:
    """How much errors and warnings weigh that rewriting can mend."""
    found = worth(findings)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return errors, len(found) - errors
