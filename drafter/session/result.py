"""What a command gives back: the state after it, what to tell, what to ask, what to show."""

from dataclasses import dataclass

from drafter.document import Finding
from drafter.rules import Rule
from drafter.session.history import Step
from drafter.session.overview import Whole
from drafter.session.pairs import Pairs
from drafter.session.questions import Question
from drafter.session.state import SessionState


@dataclass(frozen=True, slots=True)
class Leads:
    """Lead phrases to choose from, for `rename`."""

    part: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules say: of one card, or of the whole text."""

    part: str  # "": of the whole
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Every state that can be returned to."""

    steps: tuple[Step, ...]


Shown = Leads | Findings | Steps | Pairs | Whole | Rule | None


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command of a session came to."""

    state: SessionState
    notes: tuple[str, ...] = ()  # sentences for the person
    questions: tuple[Question, ...] = ()  # that this command raised
    shown: Shown = None
