"""What the steps make of the facts, on its way into a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.document import Origin
from drafter.errors import BadAnswer, Filtered

Refused = tuple[tuple[str, str], ...]  # (words of the model, why they may not stand)
UNSAID = "没有写"  # why what was asked for and never came is of no use


def unsaid(error: BadAnswer) -> str:
    """Why what was asked for did not come: nothing came of use, or a filter let it not through."""
    return f"{UNSAID}：{error.message}" if isinstance(error, Filtered) else UNSAID


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence and what stands behind it."""

    text: str  # with its end mark
    facts: tuple[str, ...] = ()
    origin: Origin = Origin.FRAME
    part: str = ""  # of the plan: see `parts`
    offer: str = ""  # what a model would write in its place; not in the text


@dataclass(frozen=True, slots=True)
class Material:
    """What the steps before have made; a part that is not here is joined from its facts."""

    given: Mapping[str, tuple[DraftSentence, ...]] = field(
        default_factory=dict
    )  # whole parts, by name
    refused: Mapping[str, Refused] = field(default_factory=dict)  # by step
    asked: Mapping[str, int] = field(default_factory=dict)  # sentences that it has sent, by step
