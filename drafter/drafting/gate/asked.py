"""What the gate is asked about: a text with the facts that it may tell."""

from dataclasses import dataclass

from drafter.document import Facts
from drafter.document.genre import Genre

NEAR = 0.25  # of a sheet's sentence that a text shares when both are about the same thing


@dataclass(frozen=True, slots=True)
class Asked:
    """A text with what it may say."""

    text: str  # as it came, places left open blanked
    kind: str
    cited: tuple[str, ...]  # the facts it tells
    sheet: tuple[str, ...]  # all facts, and who the author is
    facts: Facts
    genre: Genre
    problem: str  # the shortcoming that a proposal has to answer, "" when its author gave it

    @property
    def own(self) -> tuple[str, ...]:
        """The facts it has to keep to: those cited, or all."""
        return self.cited or self.sheet
