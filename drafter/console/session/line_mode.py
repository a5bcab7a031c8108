"""Keys without a terminal's help: a line each, for screen readers."""

import sys
import threading

from drafter.console.session.keys import CTRL_C, CTRL_D, ENTER, WAKE, Untouched

PROMPT = "按键> "


class Lines(Untouched):
    """A `Keyboard` whose keys are typed and sent with Enter; nothing moves while one is typed."""

    def __init__(self) -> None:
        self._called = threading.Event()

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
            told = input(PROMPT).strip()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            return CTRL_C
        except EOFError:
            return CTRL_D
        return told or ENTER
