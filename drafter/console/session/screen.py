"""A terminal that is written down line by line, and a few lines at its foot that change.

What is done goes into the scrollback and is never touched again. The foot is written over, in
one piece, so that nothing flickers.
"""

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from drafter.console import wide
from drafter.console.session import styled
from drafter.console.session.styled import Line

UNKNOWN = os.terminal_size((80, 24))
WIDEST = 120  # columns: longer lines are hard to read
INDENT = 4  # columns of a line's later rows, where it was not broken before
REST = "\x1b[K"  # of the row, gone
BELOW = "\x1b[J"  # all after here, gone
BEGIN, END = "\x1b[?2026h\x1b[?25l", "\x1b[?25h\x1b[?2026l"  # all at once, no cursor in between


class Screen:
    """Where a session is shown."""

    def __init__(self, stream: TextIO | None = None, *, plain: bool = False) -> None:
        """`plain`: nothing is ever written over, for screen readers."""
        self._stream = stream or sys.stdout
        self.is_plain = plain
        self.has_colours = not plain and styled.has_colours(self._stream)
        self._foot: tuple[int, ...] = ()  # columns of each of its lines
        self._shown: tuple[str, os.terminal_size] = ("", UNKNOWN)  # the foot as it was last drawn

    @property
    def width(self) -> int:
        """Columns to write in: the last one stays free, so that no line wraps by itself."""
        return max(20, min(WIDEST, self._size.columns - 1))

    @property
    def height(self) -> int:
        """Rows of the terminal."""
        return max(4, self._size.lines)

    def say(self, *lines: Line, foot: Iterable[Line] | None = None) -> None:
        """Lines for the scrollback, above the foot; the foot as it is to be after them."""
        if self.is_plain:
            self._send("".join(f"{self._painted(line)}\n" for line in lines))
            return
        kept = tuple(styled.clipped(line, self.width) for line in foot or ())[-self.height + 1 :]
        shown = f"{REST}\n".join(self._painted(line) for line in kept)
        if not lines and (shown, self._size) == self._shown:
            return
        self._shown = shown, self._size
        rows = (row for line in lines for row in styled.wrapped(line, self.width, indent=INDENT))
        text = "".join(f"{self._painted(row)}{REST}\n" for row in rows)
        # What is written over what was there is not seen to go: only the rest is taken away.
        self._send(BEGIN + self._up() + text + shown + BELOW + END)
        self._foot = tuple(styled.cells(line) for line in kept)

    def lift(self) -> None:
        """Take the foot away."""
        if self._foot and not self.is_plain:
            # Row by row: tmux takes a clear from the top for a screen to keep in its history.
            self._send("\r\x1b[2K" + "\x1b[1A\x1b[2K" * (self._rows() - 1))
        self._foot, self._shown = (), ("", UNKNOWN)

    def _up(self) -> str:
        """To the beginning of the foot."""
        rows = self._rows()
        return f"\r\x1b[{rows - 1}A" if rows > 1 else "\r"

    def _rows(self) -> int:
        """Of the foot: a terminal that was made narrower has broken what no longer fitted."""
        columns = max(1, self._size.columns)
        return sum(max(1, -(-width // columns)) for width in self._foot)

    def _painted(self, line: Line) -> str:
        return styled.painted(line, colours=self.has_colours)

    def _send(self, text: str) -> None:
        wide.steer(self._stream, text)
        self._stream.flush()

    @property
    def _size(self) -> os.terminal_size:
        """As it is now: a variable COLUMNS of before a resize would not tell."""
        with contextlib.suppress(OSError, ValueError):
            size = os.get_terminal_size(self._stream.fileno())
            if size.columns:
                return size
        return UNKNOWN
