"""Figures of a table's row beside those of other years, each with its unit.

A row is its cells as shown; `titles` are those of its columns.
"""

from collections.abc import Sequence

from drafter.readers import columns
from drafter.readers.cells import BARE, FIGURE, flat, of_year, starts_with_unit, unit_of

UNIT_LENGTH = 4  # characters of a unit in a column of its own
_PERCENT = ("%", "％", "‰")


def united(row: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The cells, bare figures with the unit behind them that stands in a column of its own.

    A column of units behind a figure is that figure's, one before the figures is theirs all, and
    so is one behind or between the figures of several years.

    >>> united(("讲课", "2", "场，听众140人"), ("事项", "数", "单位/说明"))
    ('讲课', '2场，听众140人', '')
    """
    cells = list(row)
    for at, title in enumerate(titles[: len(cells)]):
        unit = cells[at].strip()
        if not columns.is_units(title) or not unit:
            continue
        is_before = at > 0 and BARE.fullmatch(cells[at - 1].strip())
        years = [n for n, each in enumerate(titles[: len(cells)]) if columns.is_of_a_year(each)]
        before = [n for n in years if n < at] or [at - 1]
        figures = before + [n for n in years if n > at] if is_before else range(at + 1, len(cells))
        figures = [n for n in figures if BARE.fullmatch(cells[n].strip())]
        if len(unit) > UNIT_LENGTH and is_before and starts_with_unit(unit):
            cells[at - 1] += flat(unit)
            cells[at] = ""
        elif len(unit) <= UNIT_LENGTH and figures:
            for n in figures:
                whole = _measured(cells[n], unit)
                cells[n] = of_year(flat(titles[n]), whole) if len(figures) > 1 else whole
            cells[at] = ""
    return tuple(cells)


def compared(row: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The cells, the figures of several years in one of them, this year's first.

    The unit in the label is that of all of them.

    >>> compared(("客运量（万人次）", "8126", "8493.5"), ("指标", "去年", "今年"))
    ('客运量', '', '8493.5万人次，去年8126万人次')
    """
    shown = titles[: len(row)]
    years = [n for n, title in enumerate(shown) if n and columns.is_of_a_year(title)]
    this = [n for n in years if columns.is_of_this_year(titles[n]) and FIGURE.match(row[n].strip())]
    if len(years) < 2 or len(this) != 1:  # noqa: PLR2004  this year's and another
        return tuple(row)
    cells = list(row)
    label, unit = unit_of(flat(cells[0]))
    figures = [n for n in years if BARE.fullmatch(cells[n].strip())]
    if unit and figures:
        cells[0] = label
        for n in figures:
            cells[n] = _measured(cells[n], unit)
    others = [n for n in years if n != this[0] and cells[n].strip()]
    said = [cells[this[0]].strip(), *(of_year(flat(titles[n]), cells[n].strip()) for n in others)]
    cells[this[0]] = "，".join(said)
    return tuple("" if n in others else cell for n, cell in enumerate(cells))


def _measured(cell: str, unit: str) -> str:
    figure = cell.strip()
    return figure if figure.endswith(_PERCENT) else figure + unit
