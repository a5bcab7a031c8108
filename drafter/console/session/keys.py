"""Single keys from a terminal, as they are pressed; other threads can call the reader back."""

import contextlib
import os
import signal
import sys
import unicodedata
from collections.abc import Iterator
from typing import Self

from drafter.console import wide

WAKE = ""  # what is read when somebody has called
ESCAPE, ENTER, BACK, TAB = "esc", "enter", "back", "tab"
CTRL_C, CTRL_D, CTRL_Z, CTRL_L = "ctrl-c", "ctrl-d", "ctrl-z", "ctrl-l"
PASTED = "paste"
NAMES = {
    "\r": ENTER, "\n": ENTER, "\t": TAB, "\x7f": BACK, "\x08": BACK, "\x1b": ESCAPE,
    "\x03": CTRL_C, "\x04": CTRL_D, "\x1a": CTRL_Z, "\x0c": CTRL_L,
}  # fmt: skip
SEQUENCES = {
    "[A": "up", "[B": "down", "[C": "right", "[D": "left", "OA": "up", "OB": "down",
    "OC": "right", "OD": "left", "[5~": "pgup", "[6~": "pgdn", "[H": "home", "[F": "end",
}  # fmt: skip
TYPED = {"、": "/", "。": ".", "，": ","}  # what a Chinese input method makes of these keys
PASTE_BEGINS, PASTE_ENDS = "[200~", "\x1b[201~"
PATIENCE = 0.05  # seconds in which the rest of an escape sequence comes


def named(mark: str) -> str:
    r"""The key behind a character, whatever input method is on.

    >>> named("ａ"), named("、"), named("\r"), named("\x03")
    ('a', '/', 'enter', 'ctrl-c')
    """
    return NAMES.get(mark) or TYPED.get(mark) or unicodedata.normalize("NFKC", mark)


class Untouched:
    """A terminal that is left as it is: there is nothing to take, to give back or to read ahead."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @contextlib.contextmanager
    def released(self) -> Iterator[None]:
        """Nothing was taken."""
        yield

    def rest(self) -> str:
        """Nothing is read ahead of the keys."""
        return ""

    def suspend(self) -> None:
        """The terminal does that itself; a Windows console knows no such thing."""


if sys.platform == "win32":
    import msvcrt
    import time

    POLL = 0.02  # seconds; a console's keys cannot be waited for together with a call

    class Keyboard(Untouched):
        """The keys of a Windows console."""

        def __init__(self) -> None:
            self._called = False

        def call(self) -> None:
            """Let `read` return; from any thread."""
            self._called = True

        def read(self, seconds: float | None = None) -> str:
            """The next key, or `WAKE` when called or when nothing came in time."""
            until = None if seconds is None else time.monotonic() + seconds
            while not msvcrt.kbhit():
                if self._called or (until is not None and time.monotonic() > until):
                    self._called = False
                    return WAKE
                time.sleep(POLL)
            mark = msvcrt.getwch()
            if mark in "\x00\xe0":
                arrows = {"H": "up", "P": "down", "M": "right", "K": "left"}
                return arrows.get(msvcrt.getwch(), WAKE)
            return named(mark)

else:
    import codecs
    import select
    import termios

    class Keyboard:
        """The keys of a terminal, one by one and not shown; Ctrl-C is a key like others."""

        def __init__(self) -> None:
            self._file = sys.stdin.fileno()
            self._woken, self._waker = os.pipe()
            os.set_blocking(self._waker, False)
            self._decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
            self._read = ""  # what came together with the last key
            self._before = termios.tcgetattr(self._file)

        def __enter__(self) -> Self:
            self._take()
            return self

        def __exit__(self, *_: object) -> None:
            self._give()
            os.close(self._woken)
            os.close(self._waker)

        def call(self) -> None:
            """Let `read` return; from any thread, from a signal."""
            with contextlib.suppress(OSError):  # full: it is being woken anyway
                os.write(self._waker, b".")

        def read(self, seconds: float | None = None) -> str:
            """The next key, or `WAKE` when called or when nothing came in time.

            Raises:
                EOFError: the terminal is gone.
            """
            if not self._read and not self._more(seconds):
                return WAKE
            if not self._read:
                return WAKE  # half a character, or nothing of sense
            mark, self._read = self._read[0], self._read[1:]
            return self._sequence() if mark == "\x1b" else named(mark)

        @contextlib.contextmanager
        def released(self) -> Iterator[None]:
            """The terminal is somebody else's for a while: an editor's, a line's."""
            self._give()
            try:
                yield
            finally:
                self._take()

        def rest(self) -> str:
            """What was typed so fast that it came with the last key: the line that it begins."""
            typed, newline, self._read = self._read.partition("\n")
            return typed + newline

        def suspend(self) -> None:
            """Ctrl-Z: the shell has the terminal until `fg`."""
            with self.released():
                signal.raise_signal(signal.SIGTSTP)

        def _more(self, seconds: float | None) -> bool:
            """Wait for keys; whether some came."""
            ready, _, _ = select.select([self._file, self._woken], [], [], seconds)
            if self._woken in ready:
                os.read(self._woken, 4096)
            if self._file not in ready:
                return False
            data = os.read(self._file, 4096)
            if not data:
                raise EOFError
            self._read += self._decode(data)
            return True

        def _sequence(self) -> str:
            """The key behind what begins with an escape; the escape itself when nothing follows."""
            if not self._read and not self._come():
                return ESCAPE
            if self._read.startswith(PASTE_BEGINS):
                return self._pasted()
            for sequence, name in SEQUENCES.items():
                if self._read.startswith(sequence):
                    self._read = self._read[len(sequence) :]
                    return name
            if self._read[0] in "[O":  # a key that means nothing here
                end = next(
                    (n for n, m in enumerate(self._read[1:], 1) if m.isalpha() or m == "~"), 1
                )
                self._read = self._read[end + 1 :]
                return WAKE
            return ESCAPE

        def _pasted(self) -> str:
            """A paste is no row of keys: all of it is passed over."""
            while PASTE_ENDS not in self._read:
                if not self._come():
                    self._read = ""
                    return PASTED
            self._read = self._read.partition(PASTE_ENDS)[2]
            return PASTED

        def _come(self) -> bool:
            """Whether more came in a moment."""
            ready, _, _ = select.select([self._file], [], [], PATIENCE)
            return bool(ready) and self._more(0)

        def _take(self) -> None:
            mode = termios.tcgetattr(self._file)
            mode[0] &= ~termios.IXON
            mode[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
            # Not TCSAFLUSH: what was typed while the program started is kept.
            termios.tcsetattr(self._file, termios.TCSADRAIN, mode)
            _send("\x1b[?2004h")

        def _give(self) -> None:
            with contextlib.suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)
            _send("\x1b[?2004l")

    def _send(codes: str) -> None:
        with contextlib.suppress(OSError):
            wide.steer(sys.stdout, codes)
            sys.stdout.flush()
