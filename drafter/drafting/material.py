"""What the steps make of the facts, on its way into a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.document import Origin
from drafter.drafting.gate import Refused
from drafter.drafting.steps.frame import Frame


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what stands behind it."""

    text: str  # with its end mark
    facts: tuple[str, ...] = ()
    origin: Origin = Origin.FRAME
    part: str = ""  # of the plan: see `parts`


@dataclass(frozen=True, slots=True)
class Material:
    """What the steps before have made, by fact id or by the number of a shortcoming."""

    frames: Mapping[str, Frame] = field(default_factory=dict)
    whole: Mapping[tuple[str, ...], tuple[Sentence, ...]] = field(default_factory=dict)
    proposals: Mapping[int, str] = field(default_factory=dict)
    refused: Mapping[str, Refused] = field(default_factory=dict)  # by step: words, and why
    lean: frozenset[str] = frozenset()  # facts that stand without a frame
    plain: frozenset[str] = frozenset()  # facts that are in the register as they are: none needed
    banned: frozenset[str] = frozenset()  # phrases not to use
    rich: bool = False  # every fact in a full frame: for sheets of terse facts
    given: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)  # whole parts, by name
    shapes: Mapping[str, str] = field(default_factory=dict)  # by fact, where not in turn
