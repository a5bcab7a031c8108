"""One row of a table, of Word or Excel: its cells as shown, and what it says of itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.readers import columns
from drafter.readers.cells import BARE, flat, titled

TITLE_LENGTH = 8  # characters of a column's title
LABELS = 2  # words in front of a row, its group and its name, of which one may say that it sums up
COUNTED = re.compile(r"\d(?!\d*\s*年)|[*＊]")
_RUNNING = re.compile(r"\d{1,3}[.．、]?|[一二三四五六七八九十]{1,3}、?|[①-⑳]")
NOTHING = " \t\n\u3000-—–－/\\、"  # what stands in a cell that holds nothing


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row as shown, and where each stands."""

    cells: tuple[str, ...]
    places: tuple[str, ...]
    repeated: frozenset[int] = frozenset()  # columns that only show a merged cell of a row above
    is_wide: bool = False  # all of it is one merged cell

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """The cells that hold something, with their places; a running number in front left out."""
        kept = [(c, p) for c, p in zip(self.cells, self.places, strict=True) if c.strip(NOTHING)]
        return tuple(kept[1:] if len(kept) > 1 and _RUNNING.fullmatch(kept[0][0]) else kept)

    @property
    def is_total(self) -> bool:
        """Whether it sums up other rows."""
        own = (cell for n, cell in enumerate(self.cells) if n not in self.repeated)
        told = ("".join(cell.split()) for cell in own)
        words = [cell for cell in told if cell and not BARE.fullmatch(cell)]
        return any(columns.is_total(word.strip("*：:")) for word in words[:LABELS])

    @property
    def is_repeated(self) -> bool:
        """Whether it says nothing of its own."""
        own = (n for n, cell in enumerate(self.cells) if cell.strip() and n not in self.repeated)
        return not any(not _RUNNING.fullmatch(self.cells[n].strip()) for n in own)

    @property
    def says_nothing(self) -> bool:
        """Whether there is no fact in it: empty, a total, what a merged cell above says again."""
        return not self.filled or self.is_total or (self.is_repeated and not self.is_wide)

    def titled(self, titles: Sequence[str]) -> tuple[str, ...]:
        """Its filled cells, bare figures with the title of their column."""
        named = dict(zip(self.places, titles, strict=False))
        filled = [(flat(cell), place) for cell, place in self.filled]
        label = filled[0][0] if filled else ""
        return tuple(titled(named.get(place, ""), cell, label) for cell, place in filled)
