"""GitHub annotations: workflow commands that mark the lines of a pull request."""

from drafter.checking.reporters.reporter import Reporter
from drafter.checking.results import Inspection, Results
from drafter.document import Finding, Severity
from drafter.rules import title

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def render(results: Results) -> bytes:
    """One command a finding, one error a file that cannot be read."""
    commands = []
    for inspection in results.inspections:
        commands += [_command(inspection, finding) for finding in inspection.findings]
        if inspection.problem:
            path = _property(inspection.path)
            commands.append(f"::error file={path},title=unreadable::{_data(inspection.problem)}")
    return "".join(f"{line}\n" for line in commands).encode("utf-8")


def _command(inspection: Inspection, finding: Finding) -> str:
    line, column = inspection.line(finding), inspection.column(finding)
    place = f"file={_property(inspection.path)},line={line},col={column}"
    if finding.text and "\n" not in finding.text:
        place += f",endColumn={column + len(finding.text)}"
    advice = f"。改法：{finding.suggestion}" if finding.suggestion else ""
    message = _data(finding.message + advice)
    return f"::{LEVELS[finding.severity]} {place},title={_property(title(finding.rule))}::{message}"


def _data(text: str) -> str:
    r"""As the command's message wants it.

    >>> _data("增长8%\n第二行")
    '增长8%25%0A第二行'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As a property of the command wants it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


GITHUB = Reporter("github", ".github", render)
