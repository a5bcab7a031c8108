"""What a model remarked on a report: nothing that it cannot quote."""

from dataclasses import dataclass

from drafter.text import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """One opinion and the words of the text that it rests on."""

    label: str  # of its dimension's closed set
    quotes: tuple[str, ...]
    spans: tuple[Span, ...]  # where they stand
    comment: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was remarked in one dimension."""

    dimension: str
    title: str
    remarks: tuple[Remark, ...] = ()
    discarded: int = 0  # remarks whose quotes are not in the text, or that contradict each other
    unread: int = 0  # passages on which no usable answer came; the others were judged
    problem: str = ""  # why it was not judged; then there is no remark

    @property
    def is_judged(self) -> bool:
        """The model answered, maybe with nothing to remark."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Critique:
    """All dimensions, as one model saw them."""

    model: str
    judgements: tuple[Judgement, ...]

    @property
    def discarded(self) -> int:
        """How many remarks were thrown away."""
        return sum(each.discarded for each in self.judgements)
