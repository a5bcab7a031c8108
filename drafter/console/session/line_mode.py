"""Keys without a terminal's help: a line each, for screen readers."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from drafter.console.session.keys import CTRL_C, CTRL_D, ENTER, WAKE

PROMPT = "按键> "


class Lines:
    """A `Keyboard` whose keys are typed and sent with Enter; nothing moves while one is typed."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def call(self) -> None:
        """Let `read` return, if it waits for no line; from any thread."""
        self._called.set()

    def read(self, seconds: float | None = None) -> str:
        """What was typed; with `seconds`, only wait that long for a call."""
        try:
            if seconds is not None:
                self._called.wait(seconds)
                self._called.clear()
                return WAKE
            typed = input(PROMPT).strip()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            return CTRL_C
        except EOFError:
            return CTRL_D
        return typed or ENTER

    @contextmanager
    def released(self) -> Iterator[None]:
        """Nothing was taken."""
        yield

    def rest(self) -> str:
        """Nothing is read ahead of the keys."""
        return ""

    def suspend(self) -> None:
        """The terminal does that itself."""
