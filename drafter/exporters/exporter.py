"""What an output format has to offer."""

from collections.abc import Callable
from dataclasses import dataclass

from drafter.document import Report


@dataclass(frozen=True, slots=True)
class Exporter:
    """One output format."""

    name: str
    suffix: str
    export: Callable[[Report], bytes]
