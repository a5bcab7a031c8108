"""A table on the terminal, as wide as the terminal lets it be."""

from collections.abc import Iterable, Sequence

from drafter.console import wide

_FRAME = 3  # columns of the terminal between two of the table
_INDENT = "  "


def show(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows under their heads; the first column to the left, all others to the right.

    Where the terminal is too narrow for them every cell has a line of its own, with its head.
    """
    from rich.cells import cell_len
    from rich.table import Table

    told = [tuple(heads), *map(tuple, rows)]
    console = wide.console()
    widths = [max(map(cell_len, column)) for column in zip(*told, strict=True)]
    if sum(widths) + _FRAME * len(widths) + 1 > console.width:
        for line in (title, *_lines(told)):
            if line:
                console.print(_plain(line))
        return
    table = Table(title=_plain(title) or None)
    for at, head in enumerate(heads):
        table.add_column(_plain(head), justify="right" if at else "left", no_wrap=True)
    for row in told[1:]:
        table.add_row(*map(_plain, row))
    console.print(table)


def _lines(told: Sequence[Sequence[str]]) -> Iterable[str]:
    """What each row is about, then its cells with their heads."""
    heads, *rows = told
    for name, *cells in rows:
        yield name
        yield from (
            f"{_INDENT}{head}：{cell}" for head, cell in zip(heads[1:], cells, strict=True) if cell
        )


def say(text: str, *, head: str = "") -> None:
    """Print a line, wrapped, with something in bold before it."""
    bold = f"[bold]{_plain(head)}[/bold] " if head else ""
    wide.console().print(f"{bold}{_plain(text)}")


def _plain(text: str) -> str:
    return text.replace("[", "\\[")
