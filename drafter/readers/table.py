"""The rows of a table, of Word or Excel, as lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.genre import Genre
from drafter.readers import columns, placement
from drafter.readers.lines import CELL, Line, line

GROUP_LEVEL = 9  # below every heading of the document around the table
TITLE_LENGTH = 8  # characters of a column's title
_FIGURE = re.compile(r"[\d*＊]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as shown, and where each stands."""

    cells: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """The cells that hold something, with their places; a running number in front left out."""
        kept = [(c, p) for c, p in zip(self.cells, self.places, strict=True) if c.strip()]
        return tuple(kept[1:] if len(kept) > 1 and kept[0][0].isdigit() else kept)


def lines(rows: Sequence[Row], genre: Genre) -> Iterator[Line]:
    """One line a row.

    With a header row that names the facts' column (`columns.NAMES`), the columns it names are
    read and a row with a single cell elsewhere is a group. Without, the cells are joined; a first
    row of titles over figures gives each bare figure its title; a first cell that names a place
    of the genre is the group of its row and of those below.
    """
    fields: tuple[str, ...] | None = None
    titles = _titles(rows)
    for row in rows:
        if not row.filled or row.cells == titles:
            continue
        if fields is None and (named := columns.header_of(row.cells)):
            fields = named
        elif fields:
            yield from _record(row, fields)
        else:
            yield from _joined(row, titles, genre)


def _record(row: Row, fields: tuple[str, ...]) -> Iterator[Line]:
    named = {field: n for n, field in reversed(list(enumerate(fields))) if field}
    cells = {field: row.cells[n].strip() for field, n in named.items() if n < len(row.cells)}
    text = cells.get("text", "")
    if text:
        yield Line(
            text=line(_flat(text), "").text,
            source=row.places[named["text"]],
            marker=CELL,
            group=_flat(cells.get("group", "")),
            section=_flat(cells.get("section", "")),
            evidence=_flat(cells.get("evidence", "")),
        )
    elif len({cell for cell, _ in row.filled}) == 1:
        yield line(_flat(row.filled[0][0]), row.filled[0][1], level=GROUP_LEVEL)


def _joined(row: Row, titles: tuple[str, ...], genre: Genre) -> Iterator[Line]:
    filled = row.filled
    if len(filled) == 1:
        yield line(_flat(filled[0][0]), filled[0][1])
        return
    if placement.names_place(filled[0][0], genre):
        yield line(_flat(filled[0][0]), filled[0][1], level=GROUP_LEVEL)
        filled = filled[1:]
    named = dict(zip(row.places, titles, strict=False))
    cells = [cell if _HAN.search(cell) else named.get(place, "") + cell for cell, place in filled]
    yield line(_flat("，".join(cells)), filled[0][1], marker=CELL)


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """The first row if it only holds short titles over rows with figures."""
    if len(rows) < 2:  # noqa: PLR2004  a title and something under it
        return ()
    first = rows[0].filled
    short = all(len(cell) <= TITLE_LENGTH and not _FIGURE.search(cell) for cell, _ in first)
    figures = any(_FIGURE.search(cell) for row in rows[1:] for cell, _ in row.filled)
    return rows[0].cells if len(first) > 1 and short and figures else ()


def _flat(text: str) -> str:
    return "".join(part.strip() for part in text.split("\n"))
