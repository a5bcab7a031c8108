"""What a session holds. The report's text is always made from it, never kept beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from drafter import rules
from drafter.document import Fact, Facts, Finding, Origin, Plan, Report, Role, part_ids
from drafter.document import genre as genres
from drafter.document.genre import Genre
from drafter.drafting.material import DraftSentence, Material, Refused
from drafter.drafting.questions import Query
from drafter.drafting.steps.compose import compose
from drafter.errors import UnknownName
from drafter.rules import Concern
from drafter.text import overlap


class CardKind(StrEnum):
    """What a card is about."""

    PREAMBLE = "preamble"
    POINT = "point"
    FEEDBACK = "feedback"
    SHORTCOMING = "shortcoming"
    MEASURE = "measure"


class Author(StrEnum):
    """Who wrote a candidate."""

    MODEL = "model"
    STOCK = "stock"  # joined from the facts' own words
    PERSON = "person"


class Status(StrEnum):
    """What the person made of a card."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One version of a part's text. None is ever thrown away."""

    id: str  # "1", "2", …: the order in which they came
    author: Author
    sentences: tuple[DraftSentence, ...]  # blanks and line breaks of a person's text included
    model: str = ""  # what was asked; "" where no model wrote it
    prompt: str = ""  # "point@1"
    wish: str = ""  # what the person wanted of it
    is_partial: bool = False  # the model was stopped; what was missing is joined from its facts
    refused: Refused = ()  # (words of the model, why they may not stand)
    before: str = ""  # id of the candidate that a person edited

    @property
    def text(self) -> str:
        """Its sentences as they stand in the report."""
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the report as the person goes through it."""

    part: str  # its name in the plan: see `drafter.document.part_ids`
    name: str  # as people call it: "2.1", "反馈", "不足1", "措施1", "开头"
    kind: CardKind
    role: str  # of its section, or a `Role`
    title: str  # the lead of a point, the heading of its section, …
    facts: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None  # None: nothing drafted yet, its facts stand in
    status: Status = Status.OPEN
    locks: tuple[str, ...] = ()  # texts that every new version keeps
    at: int = 0  # from 0: which point of its section, shortcoming or measure
    section: int = -1  # from 0; -1 outside the numbered sections

    @property
    def is_new(self) -> bool:
        """Whether nothing was drafted for it and nobody has decided on it."""
        return not self.candidates and self.status is Status.OPEN


@dataclass(frozen=True)
class SessionState:
    """A session at one moment."""

    facts: Facts
    plan: Plan
    pool: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)  # by part
    chosen: Mapping[str, str] = field(default_factory=dict)  # by part: a candidate's id
    statuses: Mapping[str, Status] = field(default_factory=dict)  # by part
    locks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by part
    answers: Mapping[str, str] = field(default_factory=dict)  # by question; "" was skipped
    queries: tuple[Query, ...] = ()  # what a model asks that planned the sheet
    place: str = ""  # the part at hand

    @property
    def genre(self) -> Genre:
        return genres.load(self.facts.genre)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every part of the plan, in reading order."""
        return tuple(_cards(self))

    @cached_property
    def report(self) -> Report:
        """The whole text as it stands, with the evidence for every sentence."""
        given = {card.part: card.chosen.sentences for card in self.cards if card.chosen}
        return compose(self.plan, self.facts, self.genre, self.material(given))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say of the whole text."""
        return rules.check(self.report)

    @property
    def here(self) -> Card:
        """The card at hand."""
        return next((card for card in self.cards if card.part == self.place), self.cards[0])

    @property
    def done(self) -> int:
        """How many cards are accepted or skipped."""
        return sum(card.status is not Status.OPEN for card in self.cards)

    @property
    def is_done(self) -> bool:
        """Whether every card is accepted or skipped."""
        return self.done == len(self.cards)

    @property
    def dropped(self) -> tuple[tuple[Fact, str], ...]:
        """Facts that are left out, with the reason."""
        return tuple((self.facts[id], reason) for id, reason in self.plan.dropped)

    def looks_as_in(self, before: "SessionState") -> bool:
        """Whether the card at hand looks as it did: its version, status and locks."""
        new = self.here
        old = next((card for card in before.cards if card.part == new.part), None)
        return old is not None and (old.chosen, old.status, old.locks) == (
            new.chosen,
            new.status,
            new.locks,
        )

    def material(self, given: Mapping[str, tuple[DraftSentence, ...]]) -> Material:
        """What a composition starts from: these parts whole, the rest from the facts."""
        return Material(given=given)

    def card(self, part: str) -> Card:
        """The card of this part, by either of its names: "point:F1+F2" or "2.1".

        Raises:
            UnknownName: the plan has no such part.
        """
        for card in self.cards:
            if part in (card.part, card.name):
                return card
        raise UnknownName.among("地方", part, (card.name for card in self.cards))

    def text(self, card: Card) -> str:
        """A card's text as it stands in the report, drafted or in the facts' own words."""
        if card.chosen:
            return card.chosen.text
        return "".join(each.text for each in sentences_of(self.report, card.part))

    def findings_of(self, card: Card) -> tuple[Finding, ...]:
        """The findings that touch a card's text or its facts' absence from the report."""
        spans = [each.span for each in self.report.evidence if each.part == card.part]
        omission = rules.concerning(Concern.OMISSION)
        return tuple(
            finding
            for finding in self.findings
            if any(overlap(finding.span, span) for span in spans)
            or (finding.rule in omission and set(finding.facts) & set(card.facts))
        )


def sentences_of(report: Report, part: str) -> tuple[DraftSentence, ...]:
    """The sentences of one part of a composed report."""
    return tuple(
        DraftSentence(report.text[slice(*each.span)], each.facts, each.origin, part, each.offer)
        for each in report.evidence
        if each.part == part
    )


def of_person(text: str, facts: tuple[Fact, ...]) -> tuple[DraftSentence, ...]:
    """A person's text cut into sentences, every character kept, with the facts each tells.

    >>> told = of_person("建成学校6所。 群众满意。", (Fact("F1", "新建学校6所"),))
    >>> [(sentence.text, sentence.facts) for sentence in told]
    [('建成学校6所。 ', ('F1',)), ('群众满意。', ())]
    """
    from drafter import grounding
    from drafter.text import sentences

    starts = [start for start, _ in sentences(text)] or [0]
    starts[0] = 0
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    behind: dict[int, list[str]] = {}
    for fact in facts:
        for at in grounding.coverage(fact.text, pieces).sentences:
            behind.setdefault(at, []).append(fact.id)
    return tuple(
        DraftSentence(each, tuple(behind.get(at, ())), Origin.PERSON)
        for at, each in enumerate(pieces)
    )


def _cards(state: SessionState) -> list[Card]:
    plan = state.plan
    found = [_card(state, part_ids.PREAMBLE, "开头", CardKind.PREAMBLE)]
    for number, section in enumerate(plan.sections):
        several = len(section.points) > 1
        found += [
            _card(
                state,
                part_ids.point(point.facts),
                f"{number + 1}.{at + 1}",
                CardKind.POINT,
                role=section.role,
                title=point.lead if several and point.lead else section.heading,
                facts=point.facts,
                at=at,
                section=number,
            )
            for at, point in enumerate(section.points)
        ]
    feedback = part_ids.feedback(plan.feedback)
    role = Role.FEEDBACK
    found.append(_card(state, feedback, "反馈", CardKind.FEEDBACK, role=role, facts=plan.feedback))
    for at, ids in enumerate(plan.shortcomings):
        name, kind = f"不足{at + 1}", CardKind.SHORTCOMING
        found.append(
            _card(state, part_ids.shortcoming(ids), name, kind, role=kind, facts=ids, at=at)
        )
    for at, ids in enumerate(plan.measures):
        part = part_ids.measure(plan.shortcomings[at], ids)
        name, kind = f"措施{at + 1}", CardKind.MEASURE
        found.append(_card(state, part, name, kind, role=kind, facts=ids, at=at))
    return found


TITLES = {
    CardKind.PREAMBLE: "开头",
    CardKind.FEEDBACK: "上年度反馈",
    CardKind.SHORTCOMING: "不足",
    CardKind.MEASURE: "改进措施",
}


def _card(state: SessionState, part: str, name: str, kind: CardKind, **more: object) -> Card:
    pool = state.pool.get(part, ())
    id = state.chosen.get(part, "")
    return Card(
        part=part,
        name=name,
        kind=kind,
        candidates=pool,
        chosen=next((each for each in pool if each.id == id), pool[0] if pool else None),
        status=state.statuses.get(part, Status.OPEN),
        locks=state.locks.get(part, ()),
        **{"role": "", "title": TITLES.get(kind, ""), "facts": (), **more},  # type: ignore[arg-type]
    )
