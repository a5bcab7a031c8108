"""What became of one document, as the journal keeps it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from drafter.batch.job import JobFlaw, Tally


class Why(StrEnum):
    """Why a document failed, and so whether another try can help."""

    INPUT = "input"  # what is in the file: the same file fails the same way
    OUTPUT = "output"  # where its files would go
    MODEL = "model"  # the model or the way to it
    BUG = "bug"  # this program
    LEFT = "left"  # the run ended before it was done; only in tables, never in the journal


@dataclass(frozen=True, slots=True)
class Spent:
    """What a document's answers took, whoever paid for them and whenever."""

    answers: int = 0
    prompt: int = 0  # tokens
    completion: int = 0  # tokens
    seconds: float = 0.0  # of the model's time


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document: where it was found, what it is, what it came to, where that was put."""

    path: str
    id: str
    why: str = ""  # a `Why` where it failed
    reason: str = ""  # for people
    stem: str = ""  # of its files, below the output folder
    files: Mapping[str, str] = field(default_factory=dict)  # digest by ending
    tally: Tally = field(default_factory=Tally)
    spent: Spent = field(default_factory=Spent)

    @property
    def is_done(self) -> bool:
        """Whether there is a result, good or bad."""
        return not self.why

    @property
    def is_exception(self) -> bool:
        """Whether a person has to look at it."""
        return bool(self.why or self.tally.errors)

    @property
    def verdict(self) -> str:
        """没做完, 失败, 需修改 or 达标."""
        if self.why == Why.LEFT:
            return "没做完"
        return "失败" if self.why else "需修改" if self.tally.errors else "达标"

    @property
    def cause(self) -> str:
        """Why a person has to look at it, in one line."""
        return self.reason or "；".join(dict.fromkeys(flaw.message for flaw in self.tally.flaws))


def dump(row: DocumentRecord) -> str:
    """One line of JSON, in ASCII: the name of a file may be no Unicode."""
    return json.dumps(asdict(row), separators=(",", ":"))


def load(line: str) -> DocumentRecord:
    """The row of a line.

    Raises:
        ValueError, TypeError, LookupError: it is not a whole one.
    """
    tree: dict[str, Any] = json.loads(line)
    tally = tree.pop("tally")
    flaws = tuple(JobFlaw(**flaw) for flaw in tally.pop("flaws"))
    refused = tuple((text, why) for text, why in tally.pop("refused"))
    whole = Tally(**tally, flaws=flaws, refused=refused)
    return DocumentRecord(**tree | {"tally": whole, "spent": Spent(**tree["spent"])})
