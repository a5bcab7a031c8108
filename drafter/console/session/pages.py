"""A long text page by page: as much of it as a screen shows, forwards and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.console.session.styled import Line

FEWEST = 5  # lines of a page, however low the screen
KEPT = 1  # line of a page that the next one begins with


@dataclass(frozen=True, slots=True)
class Pages:
    """A text and the page of it that is shown."""

    lines: tuple[Line, ...]
    size: int
    at: int = 0  # from 0

    @property
    def count(self) -> int:
        """How many pages there are."""
        step = self.size - KEPT
        return max(1, -(-(len(self.lines) - KEPT) // step))

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines of this page."""
        first = self.at * (self.size - KEPT)
        return self.lines[first : first + self.size]

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after this page."""
        return self.at == self.count - 1

    def turned(self, by: int) -> "Pages":
        """Another page; the first and the last have none beyond them."""
        return Pages(self.lines, self.size, max(0, min(self.count - 1, self.at + by)))


def paged(lines: Sequence[Line], height: int) -> Pages:
    """A text for a screen of this many free rows.

    >>> told = paged([()] * 12, 5)
    >>> told.count, [len(told.turned(page).shown) for page in range(3)], told.turned(9).at
    (3, [5, 5, 4], 2)
    """
    return Pages(tuple(lines), max(FEWEST, height))
