"""Reports out: plain text, Word, JSON, evidence map. One module per format."""

import sys
from functools import cache
from pathlib import Path

from drafter import files
from drafter.document import Report
from drafter.exporters.exporter import Exporter
from drafter.registry import collect, format_of


@cache
def exporters() -> tuple[Exporter, ...]:
    """Every output format, in the order of module names."""
    return collect(sys.modules[__name__], Exporter)


def exporter_for(suffix: str) -> Exporter:
    """The exporter of a suffix such as ".docx".

    Raises:
        UnknownName: no format has it.
    """
    return format_of(suffix, exporters(), "输出格式")


def export(report: Report, path: Path | str) -> None:
    """Write `report` to `path` in the format of its suffix, whole or not at all.

    Raises:
        UnknownName: no format has this suffix.
        BadInput: the file cannot be written there.
    """
    exporter = exporter_for(Path(path).suffix)
    files.write(exporter.export(report), Path(path))
