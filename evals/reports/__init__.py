"""Reports on a run or on a comparison: for people, pull requests and machines. One module each."""

import sys
from functools import cache
from pathlib import Path

from drafter import files
from drafter.registry import collect, format_of
from evals.reports.reporter import Result, RunReporter


@cache
def reporters() -> tuple[RunReporter, ...]:
    """Every format, in the order of module names."""
    return collect(sys.modules[__name__], RunReporter)


def reporter(name: str) -> RunReporter:
    """The format of this name ("markdown"), or of this suffix (".md").

    Raises:
        UnknownName: there is none.
    """
    return format_of(name, reporters(), "评测报告格式")


def write(result: Result, path: Path | str) -> None:
    """Put the report at `path`, in the format of its suffix, whole or not at all.

    Raises:
        UnknownName: no format has this suffix.
        BadInput: the file cannot be written there.
    """
    chosen = reporter(Path(path).suffix or ".")
    files.write(chosen.render(result), Path(path))
