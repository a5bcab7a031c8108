"""What a format of the table has to offer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.matrix.rows import Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """One format of the table."""

    name: str
    suffix: str
    render: Callable[[Sequence[Row]], bytes]
