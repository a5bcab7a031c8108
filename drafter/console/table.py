"""A table on the terminal, as wide as the terminal lets it be."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # 60 ms to import
    from rich.console import Console


def show(heads: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows under their heads; the first column to the left, all others to the right."""
    from rich.table import Table

    table = Table(title=title or None)
    for at, head in enumerate(heads):
        table.add_column(head, justify="right" if at else "left")
    for row in rows:
        table.add_row(*map(_plain, row))
    _console().print(table)


def say(text: str, *, head: str = "") -> None:
    """Print a line, wrapped, with something in bold before it."""
    bold = f"[bold]{_plain(head)}[/bold] " if head else ""
    _console().print(f"{bold}{_plain(text)}")


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False)


def _plain(text: str) -> str:
    return text.replace("[", "\\[")
