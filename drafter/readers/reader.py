"""What a file format has to offer: facts, and the plain text of a report where it can hold one."""

from collections.abc import Callable
from dataclasses import dataclass

from drafter.document import Facts
from drafter.readers.encoding import Shift


@dataclass(frozen=True, slots=True)
class Text:
    """The plain text of a report, and what of the file was not read."""

    text: str
    notes: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()  # of a Word file: where each begins that holds something
    skipped: int = 0  # lines of the file that stand before the text
    soft: tuple[int, ...] = ()  # lines of the text that begin within a line of the file, from 1
    shifts: tuple[Shift, ...] = ()  # where its lines have fewer signs than those of the file


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format. `source` names the file in messages and in `Fact.source`."""

    name: str
    suffixes: tuple[str, ...]
    facts: Callable[[bytes, str], Facts]
    text: Callable[[bytes, str], Text] | None = None
    sniff: Callable[[bytes], bool] | None = None  # whether unnamed bytes are in this format
