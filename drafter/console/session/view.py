"""What is on the screen, as a value: the foot is drawn from it, and it says what a key means.

Whoever reads it gives something back to show or to do; the conversation alone does it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.console.session.pages import Pages
from drafter.console.session.stream import Stream

if TYPE_CHECKING:  # 0.3 s to import
    from drafter.session.state import SessionState


@dataclass(frozen=True, slots=True)
class View:
    """Where a conversation stands."""

    width: int  # columns of the screen
    state: "SessionState | None"  # None: the facts are still being read
    stream: Stream | None  # words that are coming
    doing: str  # the line that is being executed, and since when
    began: float
    outlining: float  # when a model began to plan the sheet
    model: str | None  # None: not there yet
    is_planning: bool
    choices: tuple[str, ...]  # leads, for the next digit
    pages: Pages | None  # of the whole text, while it is read


@dataclass(frozen=True, slots=True)
class Execute:
    """Have a line carried out by the session; it leads out of the plan where that is said."""

    line: str
    leaves_plan: bool = False
    is_reading: bool | None = None  # asks for the whole text; None: what was asked before stands


@dataclass(frozen=True, slots=True)
class Say:
    """Show a line in between."""

    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for a line; what was typed says what to do, None from `then` does nothing."""

    prompt: str
    then: "Callable[[str], Action | None]"


@dataclass(frozen=True, slots=True)
class Edit:
    """Give the text at hand to the person's editor; what comes back is the command's."""

    command: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Help on a command, or on all keys."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class ShowPlan:
    """The plan, where it can be changed."""


@dataclass(frozen=True, slots=True)
class ShowDifference:
    """Show what the version at hand changed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Show a page of the text that is read; every other action closes it."""

    pages: Pages


@dataclass(frozen=True, slots=True)
class Begin:
    """From the plan to the first card."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Show the card at hand once more."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End the conversation; everything is on disk already."""


Look = Begin | Visit | Leave | ShowHelp | ShowPlan | ShowDifference
Action = Execute | Say | Ask | Edit | Turn | Look
