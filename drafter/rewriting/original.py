"""An old report read: its sentences as facts, each in the place where its author put it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafter.document import Fact, Facts, ParagraphKind, Report, Role, views
from drafter.document.views import ProseSentence
from drafter.drafting.own_words import own_words
from drafter.rewriting import metadata
from drafter.text import OPEN, length

ACHIEVED, UNREAD, OPENING = "achievement", "unread", "preamble"
NAMES = {
    ACHIEVED: "履职内容",
    Role.SHORTCOMING: "不足",
    Role.MEASURE: "措施、打算",
    Role.FEEDBACK: "反馈整改",
    OPENING: "前言",
    UNREAD: "没读懂",
}
_PLACES = {
    ParagraphKind.SHORTCOMINGS: Role.SHORTCOMING,
    ParagraphKind.MEASURES: Role.MEASURE,
    ParagraphKind.FEEDBACK: Role.FEEDBACK,
    ParagraphKind.PREAMBLE: OPENING,
}
HELD = 2  # characters that a sentence has at least


@dataclass(frozen=True, slots=True)
class Old:
    """A report, its sentences as facts, and where each of them stands."""

    report: Report
    original: str  # its text as it was given, with marks that `report` may be without
    facts: Facts
    told: dict[str, ProseSentence] = field(default_factory=dict)  # by fact

    def place(self, id: str) -> str:
        """The part that a fact stands in: achievement, shortcoming, measure, feedback …."""
        return place_of(self.told[id])


def take(report: Report, original: str = "") -> Old:
    """The sentences of a report as facts, in their own words.

    Args:
        report: with its marks put right.
        original: the text as it was given, where that is another.
    """
    items: list[Fact] = []
    told: dict[str, ProseSentence] = {}
    for sentence in views.sentences(report):
        words = own_words(sentence.text)
        if length(words) < HELD:
            continue
        id = f"F{len(items) + 1}"
        line = report.line(sentence.span)
        place = place_of(sentence)
        role = sentence.role if place == ACHIEVED else place if place in set(Role) else ""
        role = role if role in (*report.genre.roles, *Role) else ""
        items.append(Fact(id, words, role, source=f"{report.source}:{line}"))
        told[id] = sentence
    office = metadata.role_of(report)
    facts = Facts(
        tuple(items),
        genre=report.genre.id,
        year=metadata.year_of(report),
        role=office,
        unit=metadata.unit_of(office),
        audience=metadata.audience_of(report),
    )
    return Old(report, original or report.text, facts, told)


def place_of(sentence: ProseSentence) -> str:
    """The part that a sentence stands in, as far as it must never leave it."""
    known = _PLACES.get(sentence.kind)
    return str(known) if known else (ACHIEVED if sentence.role else UNREAD)


def counts(report: Report) -> Counter[str]:
    """How many sentences stand in each part, shortcomings and measures by points; none open."""
    count_of = Counter(place_of(each) for each in _said(report))
    for role, points in (
        (Role.SHORTCOMING, report.shortcomings),
        (Role.MEASURE, report.measures),
    ):
        count_of[role] = sum(OPEN not in point.text for point in points)
    return count_of


def _said(report: Report) -> Iterator[ProseSentence]:
    return (each for each in views.sentences(report) if OPEN not in each.text)


def is_understood(old: Old) -> bool:
    """Whether most of the text stands in parts that are known."""
    whole = sum(length(fact.text) for fact in old.facts)
    unread = sum(length(fact.text) for fact in old.facts if old.place(fact.id) == UNREAD)
    return 2 * unread <= whole
