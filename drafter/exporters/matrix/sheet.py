"""What a format of the table has to offer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafter.document.matrix import MatrixRow


@dataclass(frozen=True, slots=True)
class MatrixFormat:
    """One format of the table."""

    name: str
    suffix: str
    render: Callable[[Sequence[MatrixRow]], bytes]
    left: Callable[[Sequence[MatrixRow]], tuple[str, ...]] = (
        lambda _: ()
    )  # what of it was not written
