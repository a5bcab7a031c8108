"""The whole report at a glance: its findings, its lengths against the genre, the time it takes."""

from dataclasses import dataclass

from drafter.chain.chain import Spend
from drafter.document import Finding, Severity
from drafter.session.state import SessionState
from drafter.text import OPEN, length


@dataclass(frozen=True, slots=True)
class SectionShare:
    """A section's part of the text."""

    name: str
    characters: int
    share: float  # of the report
    wanted: float  # as the genre has it


@dataclass(frozen=True, slots=True)
class Whole:
    """What there is to know before handing in."""

    characters: int
    band: tuple[int, int]  # the genre's
    minutes: float  # read aloud
    shares: tuple[SectionShare, ...]
    findings: tuple[Finding, ...]
    done: int  # cards accepted or skipped
    cards: int
    open: int  # 〔待补：…〕 still in the text
    text: str
    calls: int = 0
    cached: int = 0
    tokens: int = 0
    cost: str = ""  # as people read it

    @property
    def errors(self) -> int:
        """Findings that stand in the way of handing in."""
        return sum(each.severity is Severity.ERROR for each in self.findings)


def whole(state: SessionState, spend: Spend | None = None) -> Whole:
    """The report of a state, summed up."""
    report, genre = state.report, state.genre
    total = length(report.text)
    shares = tuple(
        SectionShare(
            section.heading,
            length(section.text),
            length(section.text) / total,
            genre.section(section.role).share if section.role in genre.roles else 0.0,
        )
        for section in report.sections
    )
    return Whole(
        total,
        genre.limits.length,
        total / genre.limits.minutes_rate,
        shares,
        state.findings,
        state.done,
        len(state.cards),
        report.text.count(OPEN),
        report.text,
        *(
            (spend.calls, spend.cached, spend.usage.total, spend.price.told(spend.cost))
            if spend
            else ()
        ),
    )
