"""The terminal: as rich sees it, how wide it is, and what must not reach it.

Names of files, words of a sheet and what a service says come from others. A control character
among them would move the cursor, rename the window or fill the clipboard, so none passes; what we
say to the terminal ourselves goes through `steer`.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # 60 ms to import
    from rich.console import Console

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNKNOWN = "\ufffd"


class Words(io.TextIOWrapper):
    """A stream for people to read: what would steer the terminal stands there as UNKNOWN.

    Its encoding may lack a character of a name (䶮 in GBK): `lost` has what was written as ?.
    """

    def __init__(self, *how: Any, **more: Any) -> None:
        super().__init__(*how, **more)
        self.lost: dict[str, None] = {}

    def write(self, text: str) -> int:
        told = harmless(text)
        self.lost |= dict.fromkeys(_lost(told, self.encoding))
        super().write(told)
        return len(text)

    def steer(self, codes: str) -> None:
        """Write what steers the terminal as it is."""
        super().write(codes)


def _lost(text: str, encoding: str) -> str:
    """The characters of a text that an encoding has no bytes for, but for UNKNOWN.

    >>> _lost("王䶮述职", "gbk"), _lost("王䶮述职", "utf-8")
    ('䶮', '')
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        typed = dict.fromkeys(text.replace(UNKNOWN, "").replace("?", ""))
        return "".join(each for each in typed if each.encode(encoding, "replace") == b"?")
    return ""


def harmless(text: str) -> str:
    r"""A text without characters that would steer a terminal; ends of lines and tabs stay.

    >>> harmless("a\x1b[31mb\tc\n"), harmless("修路3条\r\n")
    ('a\ufffd[31mb\tc\n', '修路3条\n')
    """
    return _CONTROL.sub(UNKNOWN, text.replace("\r\n", "\n"))


def steer(stream: Any, codes: str) -> None:
    """Write our own colours and moves of the cursor."""
    own = stream.steer if isinstance(stream, Words) else stream.write
    own(codes)


def console(*, stderr: bool = False) -> "Console":
    """Standard output or standard error; a width of COLUMNS=0 is nobody's and says nothing."""
    from rich.console import Console
    from rich.segment import Segment

    class Harmless(Console):
        """Writes its own codes, and nothing like them that a text holds."""

        def render(self, *told: Any, **more: Any) -> Iterator[Segment]:
            for each in super().render(*told, **more):
                yield each if each.control else Segment(harmless(each.text), each.style)

    told = os.environ.get("COLUMNS", "")
    is_none = told.isdecimal() and int(told) == 0
    held = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environ = held if is_none else os.environ
    stream: Any = _Steering(sys.stderr if stderr else sys.stdout)
    return Harmless(highlight=False, file=stream, stderr=stderr, _environ=environ)


class _Steering:
    """A stream as rich writes to it: its texts are harmless already, its codes are to pass."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        steer(self._stream, text)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
