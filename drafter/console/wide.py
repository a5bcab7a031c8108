"""The terminal as rich sees it, and how wide it is."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # 60 ms to import
    from rich.console import Console


def console(*, stderr: bool = False) -> "Console":
    """Standard output or standard error; a width of COLUMNS=0 is nobody's and says nothing."""
    from rich.console import Console

    told = os.environ.get("COLUMNS", "")
    is_none = told.isdecimal() and int(told) == 0
    held = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return Console(highlight=False, stderr=stderr, _environ=held if is_none else os.environ)
