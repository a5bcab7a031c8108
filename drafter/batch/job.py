"""What is done with each of many documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeVar

from drafter.chain.chain import Chain

T = TypeVar("T")
Setting = str | int | float | bool | None | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class JobFlaw:
    """An error in what was made: why a person has to look at it."""

    rule: str
    line: int
    text: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a document came to, as the summary tells it."""

    facts: int = 0
    kept: int = 0  # of them, found in the text
    joined: int = 0  # of them, in sentences joined from their own words
    length: int = 0  # characters
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0
    flaws: tuple[JobFlaw, ...] = ()  # the errors
    refused: tuple[tuple[str, str], ...] = ()  # sentences of a model not used, and why
    note: str = ""  # what else a person should know


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one document: the bytes of each file by its ending, and what it came to."""

    files: Mapping[str, bytes] = field(default_factory=dict)  # ".docx": b"…"
    tally: Tally = field(default_factory=Tally)


class Job(Protocol[T]):
    """A dataclass of options: reading, working and telling, for one document at a time."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """The name of the command that asked for it."""
        ...

    @property
    def settings(self) -> Mapping[str, Setting]:
        """Whatever shapes a result, by the name that people know it under."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of the files it can read end."""
        ...

    @property
    def endings(self) -> tuple[str, ...]:
        """How the names of the files that it makes may end."""
        ...

    def read(self, data: bytes, name: str) -> T:
        """The document in a file.

        Raises:
            BadInput: it cannot be read.
        """
        ...

    async def work(self, document: T, chain: Chain | None) -> Made:
        """What becomes of it; equal documents and equal answers give equal bytes.

        Raises:
            DrafterError: it failed; this document only, unless it is Stopped or Unwritable.
        """
        ...
