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
    head = next((row for row in rows if columns.header_of(row.cells)), None)
    titles = head.cells if head else _titles(rows)
    for row in rows:
        if not row.filled or row.cells == titles:
            continue
        if head:
            yield from _record(row, titles)
        else:
            yield from _joined(row, titles, genre)


def unread(rows: Sequence[Row]) -> tuple[str, ...]:
    """A note on the columns of words that `lines` leaves out."""
    head = next((row for row in rows if columns.header_of(row.cells)), None)
    left = [
        title
        for n, title in enumerate(head.cells if head else ())
        if not columns.field_of(title)
        and title.lower() not in columns.IGNORED
        and any(cell and not _FIGURE.search(cell) for cell in _column(rows, n, head))
    ]
    return (f"没有读这几列里的文字：{'、'.join(left)}",) if left else ()


def _column(rows: Sequence[Row], number: int, head: Row | None) -> Iterator[str]:
    return (row.cells[number] for row in rows if row is not head and number < len(row.cells))


def _record(row: Row, titles: tuple[str, ...]) -> Iterator[Line]:
    """A row under a header row; figures in columns of other names go with the fact's text."""
    cells: dict[str, str] = {}
    places: dict[str, str] = {}
    figures = []
    for title, cell, place in zip(titles, row.cells, row.places, strict=False):
        name = columns.field_of(title)
        if name:
            cells.setdefault(name, _flat(cell))
            places.setdefault(name, place)
        elif title.lower() not in columns.IGNORED and _FIGURE.search(cell):
            figures.append(cell if _HAN.search(cell) else title + cell)
    text = line(cells["text"], "").text
    if text:
        yield Line(
            text=_told([text, *map(_flat, figures)]),
            source=places["text"],
            marker=CELL,
            group=cells.get("group", ""),
            section=cells.get("section", ""),
            evidence=cells.get("evidence", ""),
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
    yield line(_flat(_told(cells)), filled[0][1], marker=CELL)


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """The first row if it only holds short titles over rows with figures."""
    if len(rows) < 2:  # noqa: PLR2004  a title and something under it
        return ()
    first = rows[0].filled
    short = all(len(cell) <= TITLE_LENGTH and not _FIGURE.search(cell) for cell, _ in first)
    figures = any(_FIGURE.search(cell) for row in rows[1:] for cell, _ in row.filled)
    return rows[0].cells if len(first) > 1 and short and figures else ()


def _told(cells: Sequence[str]) -> str:
    """A row as a person would read it out: what is measured runs on into its figure.

    >>> _told(["营业收入", "14.36亿元，同比增长6.8%", "全市第二"])
    '营业收入14.36亿元，同比增长6.8%，全市第二'
    """
    first, *rest = cells
    mark = "" if rest and _FIGURE.match(rest[0]) and not _FIGURE.search(first) else "，"
    return mark.join([first, "，".join(rest)]) if rest else first


def _flat(text: str) -> str:
    return "".join(part.strip() for part in text.split("\n"))
