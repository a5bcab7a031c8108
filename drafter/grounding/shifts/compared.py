"""A text beside its facts, and the words that change what a fact says (`data/shifts.toml`)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.schema import table
from drafter.text import Span, blank

_KEPT = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕")
FIGURE = re.compile(r"\d[\d.]*")
SAME = 0.6  # of a fact's clause that a sentence about the same thing shares
LIKE = 0.4  # the same, to find the fact in whose place another word stands


@dataclass(frozen=True, slots=True)
class Added:
    """A word that narrows or widens; a fact must have it, or one that says as much."""

    kind: str
    said: str
    borne: str  # {said} stands for the word itself, {unit} for its last character
    right: str
    example: tuple[str, str, str]  # a fact, a text that shifts it, one that does not


@dataclass(frozen=True, slots=True)
class Lost:
    """A word of a fact that a text about the same thing must keep."""

    kind: str
    said: str
    borne: str  # what keeps it
    right: str
    example: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A word of a fact that must not become another in a text about the same thing."""

    kind: str
    was: str
    said: str
    right: str
    example: tuple[str, str, str]
    borne: str = ""  # what else of the facts says as much as the other word


@dataclass(frozen=True, slots=True)
class Basis:
    """What a change is compared with: 同比, 比年初. One may not stand for another."""

    said: str
    example: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ShiftWords:
    """All words that change what a fact says."""

    added: tuple[Added, ...]
    lost: tuple[Lost, ...]
    basis: tuple[Basis, ...]
    exchanged: tuple[Exchanged, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A place where a text changes what a fact says."""

    span: Span
    text: str
    kind: str  # scope, degree, qualifier, status, basis, direction, negation, link, part, sign
    message: str


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A text beside its facts, as the checks see them."""

    plain: str  # the text, folded
    bare: str  # the same with quotations blanked
    facts: tuple[str, ...]  # folded
    stated: tuple[str, ...]  # the facts with quotations blanked

    @property
    def known(self) -> str:
        """All facts in one text."""
        return "\n".join(self.facts)


@cache
def rules() -> ShiftWords:
    """The words that are looked for."""
    return table(ShiftWords, "shifts")


@lru_cache(maxsize=1024)
def compared(plain: str, facts: tuple[str, ...]) -> ComparedText:
    """A text and its facts, folded and ready to be compared."""
    stated = tuple(blank(_KEPT, fact) for fact in facts)
    return ComparedText(plain, blank(_KEPT, plain), facts, stated)
