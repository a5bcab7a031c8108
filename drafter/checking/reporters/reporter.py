"""What a format of findings has to offer."""

from collections.abc import Callable
from dataclasses import dataclass

from drafter.checking.results import Results


@dataclass(frozen=True, slots=True)
class Reporter:
    """One format of findings."""

    name: str  # as --format takes it
    suffix: str
    render: Callable[[Results], bytes]
    is_binary: bool = False
    left: Callable[[Results], tuple[str, ...]] = lambda _: ()  # what of them was not written
