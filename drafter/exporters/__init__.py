"""Reports out: plain text, Word, JSON, evidence map. One module per format."""

import sys
from functools import cache
from pathlib import Path

from drafter import files
from drafter.document import Report
from drafter.errors import BadInput
from drafter.exporters.exporter import Exporter
from drafter.registry import collect, format_of

WORD = ".docx"


@cache
def exporters() -> tuple[Exporter, ...]:
    """Every output format, in the order of module names."""
    return collect(sys.modules[__name__], Exporter)


def exporter_for(suffix: str) -> Exporter:
    """The exporter of a suffix such as ".docx".

    Raises:
        BadInput: there is none.
        UnknownName: no format has it.
    """
    if not suffix:
        known = "、".join(each.suffix for each in exporters())
        hint = f"写成 报告.docx 这样，可以是 {known}；名字以 - 开头的，前面加 ./"
        raise BadInput("写到的文件没有扩展名，不知道用什么输出格式", hint=hint)
    return format_of(suffix, exporters(), "输出格式")


def export(report: Report, path: Path | str) -> None:
    """Write `report` to `path` in the format of its suffix, whole or not at all.

    Raises:
        UnknownName: no format has this suffix.
        BadInput: the file cannot be written there.
    """
    exporter = exporter_for(Path(path).suffix)
    files.write(exporter.export(report), Path(path))
