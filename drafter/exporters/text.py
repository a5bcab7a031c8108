"""Plain text, as it stands, with a line end at the end."""

from drafter.document import Report
from drafter.exporters.exporter import Exporter


def export(report: Report) -> bytes:
    """The report's text in UTF-8."""
    end = "" if report.text.endswith("\n") else "\n"
    return (report.text + end).encode("utf-8")


TEXT = Exporter("纯文本", ".txt", export)
