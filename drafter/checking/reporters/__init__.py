"""Findings out: for people, spreadsheets and machines. One module per format."""

import sys
from functools import cache

from drafter.checking.reporters.reporter import Reporter
from drafter.registry import collect, format_of


@cache
def reporters() -> tuple[Reporter, ...]:
    """Every format, in the order of module names."""
    return collect(sys.modules[__name__], Reporter)


def reporter(name: str) -> Reporter:
    """The format of this name, or of this suffix (".xlsx").

    Raises:
        UnknownName: there is none.
    """
    return format_of(name, reporters(), "格式")
