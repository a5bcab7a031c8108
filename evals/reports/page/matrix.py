"""Cases by scorers: what each version got, and for what; every cell leads to its reasons."""

from html import escape

from drafter.text import shorten
from evals.reports.numbers import score, signed
from evals.reports.sheet import (
    OVERALL,
    SLIGHT,
    VERSIONS,
    ScoreCell,
    ScoreSheet,
    SheetRow,
    fell,
    margin,
    title,
)

WORDS = "筛选案例、正文、要点"
SEEN = 0.005  # a difference that two decimals show
HINT = 200  # characters of reasons shown on hovering; the cell leads to all of them


def matrix(sheet: ScoreSheet) -> str:
    """The table with its filters."""
    if not sheet.lines:
        nothing = '<p class="note">没有案例。</p>'
        return f'<section class="card" id="matrix"><h2>得分表</h2>{nothing}</section>'
    rows = "\n".join(_row(number, line, sheet) for number, line in enumerate(sheet.lines))
    return (
        f'<section class="card" id="matrix"><h2>得分表</h2>{_filters(sheet)}'
        f'<div class="scroll"><table class="matrix"><thead><tr>{_head(sheet)}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody><tfoot><tr>{_foot(sheet)}</tr></tfoot></table></div></section>"
    )


def place(case: int, scorer: int) -> str:
    """The id of what a scorer says of a case: names may hold anything, numbers do not."""
    return f"c{case}-s{scorer}"


def differs(line: SheetRow, sheet: ScoreSheet) -> bool:
    """Whether the two versions are not one and the same; a lone one, whether it lost anything."""
    if len(sheet.runs) == 1:
        return line.cells(OVERALL)[0].mean != 1
    a, b = line.shown
    if (a is None) != (b is None) or (a and b and a.text != b.text):
        return True
    return any(line.difference(name) for name in sheet.scorers)


def _filters(sheet: ScoreSheet) -> str:
    is_two = len(sheet.runs) > 1
    first = "只看有差别的" if is_two else "只看扣了分的"
    boxes = f'<label><input type="checkbox" id="only-differing">{first}</label>'
    if is_two:
        boxes += '<label><input type="checkbox" id="only-worse">只看变差的</label>'
    return (
        f'<div class="filters" hidden><input type="search" id="filter" placeholder="{WORDS}"'
        f' aria-label="{WORDS}">{boxes}<output id="shown"></output></div>'
    )


def _head(sheet: ScoreSheet) -> str:
    names = ["案例"]
    if len(sheet.runs) > 1:
        names += ["总分旧版", "总分新版", "总分差"]
        names += [title(name) for name in sheet.scorers if name != OVERALL]
    else:
        names += [title(name) for name in sheet.scorers]
    return "".join(
        f'<th scope="col" aria-sort="none"><button type="button">{escape(name)}</button></th>'
        for name in names
    )


def _row(number: int, line: SheetRow, sheet: ScoreSheet) -> str:
    flags = [
        name
        for name, holds in (("differs", differs(line, sheet)), ("worse", sheet.is_worse(line)))
        if holds
    ]
    cells = []
    for at, name in enumerate(sheet.scorers):
        cells_of = line.cells(name)
        link = f'<a href="#{place(number, at)}" title="{_hint(cells_of)}">'
        if name == OVERALL and len(cells_of) > 1:
            cells += [
                f"<td{_value(cell.mean)}>{link}{score(cell.mean)}</a></td>" for cell in cells_of
            ]
            moved = line.difference(name)
            cells.append(f"<td{_value(moved)}{_moved(line, name)}>{link}{signed(moved)}</a></td>")
        elif len(cells_of) > 1:
            cells.append(_both(line, name, cells_of, link))
        else:
            cells.append(f"<td{_value(cells_of[0].mean)}>{link}{score(cells_of[0].mean)}</a></td>")
    return (
        f'<tr data-case="c{number}" class="{" ".join(flags)}"><th scope="row">'
        f'<a href="#c{number}">{escape(line.case)}</a>{_problem(line)}</th>{"".join(cells)}</tr>'
    )


def _both(line: SheetRow, name: str, cells_of: tuple[ScoreCell, ...], link: str) -> str:
    """The new score, and what it gained or lost."""
    moved = line.difference(name)
    change = f"<small>{signed(moved)}</small>" if moved and abs(moved) >= SEEN else ""
    now = score(cells_of[1].mean)
    return f"<td{_value(moved)}{_moved(line, name)}>{link}{now}{change}</a></td>"


def _moved(line: SheetRow, name: str) -> str:
    moved = line.difference(name)
    if fell(line, name):
        return ' class="down"'
    return ' class="up"' if moved is not None and moved > margin(name) + SLIGHT else ""


def _value(value: float | None) -> str:
    """What the column is sorted by."""
    return "" if value is None else f' data-value="{value:.6f}"'


def _hint(cells_of: tuple[ScoreCell, ...]) -> str:
    versions = [f"{name} " for name in VERSIONS] if len(cells_of) > 1 else [""]
    lines = []
    for version, cell in zip(versions, cells_of, strict=True):
        cut = shorten("；".join(cell.reasons), HINT)
        lines.append(f"{version}{score(cell.mean)}" + (f"：{cut}" if cut else ""))
    return escape("\n".join(lines))


def _problem(line: SheetRow) -> str:
    return (
        f'<small title="{escape("；".join(line.problems))}">有没成稿的</small>'
        if line.problems
        else ""
    )


def _foot(sheet: ScoreSheet) -> str:
    cells = ['<th scope="row">平均</th>']
    for name in sheet.scorers:
        means = [sheet.mean(side, name) for side in range(len(sheet.runs))]
        if name == OVERALL or len(means) == 1:
            cells += [f"<td>{score(mean)}</td>" for mean in means]
        if len(means) > 1:
            before, after = means
            moved = None if before is None or after is None else round(after - before, 9)
            change = signed(moved)
            shown = f"{score(after)}<small>{change}</small>" if name != OVERALL else change
            cells.append(f"<td>{shown}</td>")
    return "".join(cells)
