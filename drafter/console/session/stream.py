"""Words that arrive: whole rows go on, the last one waits until it is full."""

import time

from drafter.console.session import styled
from drafter.console.session.styled import Line, Piece, line


class Stream:
    """What a model says, row by row."""

    def __init__(self, part: str) -> None:
        self.part = part  # the card it is for
        self.began = time.monotonic()
        self.text = ""  # all of it
        self.is_told = False  # whether its card has been shown to be coming
        self._rest = ""  # what makes no full row yet

    @property
    def seconds(self) -> float:
        """How long ago it was asked for."""
        return time.monotonic() - self.began

    def hear(self, text: str, width: int) -> list[Line]:
        """More words; the rows that they filled."""
        self.text += text
        self._rest += text
        full = list[Line]()
        while (at := self._rest.find("\n")) >= 0:
            whole, self._rest = self._rest[:at], self._rest[at + 1 :]
            full += _rows(whole, width) if whole else []
        rows = styled.wrapped(line(self._rest), width - 2)
        full += [(Piece("  "), *row) for row in rows[:-1]]
        self._rest = styled.plain(rows[-1])
        return full

    def last(self, width: int) -> list[Line]:
        """The row that is being written."""
        return _rows(self._rest, width) if self._rest else []


def _rows(text: str, width: int) -> list[Line]:
    return [(Piece("  "), *row) for row in styled.wrapped(line(text), width - 2)]
