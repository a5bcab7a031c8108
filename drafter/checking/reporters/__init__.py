"""Findings out: for people, spreadsheets and machines. One module per format."""

import sys
from functools import cache

from drafter.checking.reporters.reporter import Reporter
from drafter.errors import UnknownName
from drafter.registry import collect


@cache
def reporters() -> tuple[Reporter, ...]:
    """Every format, in the order of module names."""
    return collect(sys.modules[__name__], Reporter)


def reporter(name: str) -> Reporter:
    """The format of this name, or of this suffix (".xlsx").

    Raises:
        UnknownName: there is none.
    """
    for each in reporters():
        if name.lower() in (each.name, each.suffix):
            return each
    raise UnknownName.among("格式", name, (each.name for each in reporters()))
