"""What an edit may have cost: a fact that is no longer told, a figure that no fact bears.

Only these two are asked about. A person's words stand as they are until that person says
otherwise.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.document import Fact, Facts, Origin
from drafter.document.genre import Genre
from drafter.drafting.gate import untold
from drafter.exporters.provenance import Record
from drafter.figures import figures
from drafter.grounding.fact_coverage import coverage, gone, likeness
from drafter.grounding.matching import same_amount
from drafter.revision.arrival import Hand
from drafter.revision.telling import unborne
from drafter.revision.units import Matched, RevisedUnit

KEEP, RESTORE, LATER = "keep", "restore", "later"
_SPEAKS = 0.3  # of a fact's words in a sentence that may tell it


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """What a person has to decide about one edit."""

    before: str  # as it was written; "" where a sentence is new
    after: str  # as it is; "" where it is gone
    hands: tuple[Hand, ...]
    lost: tuple[tuple[str, str], ...] = ()  # facts, each with what of it is not told
    new: tuple[str, ...] = ()  # figures
    unit: int = -1  # among the units; -1 where the sentence is gone
    gone: int = -1  # among the sentences that are gone


def questions(
    found: Matched,
    sheets: tuple[Facts, Facts],
    genre: Genre,
    hands: Sequence[tuple[Hand, ...]],
    open_: Iterable[str] = (),
) -> list[EditQuestion]:
    """What has to be asked.

    Args:
        found: the text that came back.
        sheets: what the report was written from, and the sheet as it is now.
        genre: says which set phrases need no fact.
        hands: who touched each unit, then each sentence that is gone.
        open_: facts that were asked about before, without an answer.
    """
    lost = dict(_lost(found, sheets, set(open_)))
    made: list[EditQuestion] = []
    for at, unit in enumerate(found.units):
        new = _new(unit, sheets, genre)
        is_asked = unit.is_changed or unit.is_own
        own = {id: what for id, what in lost.items() if id in _cited(unit) and is_asked}
        for id in own:
            lost.pop(id)
        if new or own:
            made.append(EditQuestion(unit.was, unit.text, hands[at], tuple(own.items()), new, at))
    for number, lacking in enumerate(found.gone):
        record = lacking.record
        own = {id: what for id, what in lost.items() if id in record.facts}
        for id in own:
            lost.pop(id)
        if own:
            by = hands[len(found.units) + number]
            made.append(EditQuestion(record.text, "", by, tuple(own.items()), gone=number))
    told = sheets[0]
    made += [EditQuestion(told[id].text, "", (), ((id, what),)) for id, what in lost.items()]
    return made


def _cited(unit: RevisedUnit) -> set[str]:
    return {id for each in unit.records for id in each.facts}


def spoken(facts: Facts) -> list[str]:
    """What may be said at all: the facts, and who the author is."""
    return [*(fact.text for fact in facts), facts.role, facts.unit, facts.audience, facts.title]


def _new(unit: RevisedUnit, sheets: tuple[Facts, Facts], genre: Genre) -> tuple[str, ...]:
    """Figures in a person's words that no fact bears and nobody has stood by."""
    if not unit.is_own:
        return ()
    said = {"".join(each.split()): each for each in _unborne(unit.text, sheets[0], genre)}
    said = {key: each for key, each in said.items() if key not in unit.settled}
    if said:
        now = _unborne(unit.text, sheets[1], genre)
        said = {key: each for key, each in said.items() if each in now}
    if said and not any(each.origin is Origin.PERSON for each in unit.records):
        was = _unborne(unit.was, sheets[0], genre)
        said = {key: each for key, each in said.items() if each not in was}
    return tuple(sorted(said.values(), key=unit.text.find))


def _unborne(text: str, facts: Facts, genre: Genre) -> set[str]:
    return unborne(text, spoken(facts), genre, facts.year)


def _lost(
    found: Matched, sheets: tuple[Facts, Facts], open_: set[str]
) -> Iterable[tuple[str, str]]:
    """Facts that the edited sentences told, and that no sentence tells in full any more."""
    old, new = sheets
    now_ids = {fact.id for fact in new}
    edited = {id for unit in found.units if unit.is_changed for id in _cited(unit)}
    edited |= {id for each in found.gone for id in each.record.facts}
    edited |= open_
    settled = {each for unit in found.units for each in unit.settled}
    for fact in old:
        if fact.id not in edited & now_ids:
            continue
        now = tellings(fact, found.units)
        what = _missing(fact, now)
        if not what or not _missing(new[fact.id], now) or stood_by(fact.id, what) in settled:
            continue
        was = [each.text for each in _records(found) if fact.id in each.facts]
        if fact.id not in open_ and was and _missing(fact, was) == what:
            continue  # it was told no better before
        yield fact.id, what


def _missing(fact: Fact, texts: Sequence[str]) -> str:
    """What of a fact some sentences do not tell: every figure counts, 1 too."""
    told = untold([fact], texts)
    return told[0][1] if told else "、".join(gone(fact.text, "".join(texts)))


def stood_by(id: str, what: str) -> str:
    """How it is noted that a person wants just this of a fact left out."""
    return f"{id}:{''.join(what.split())}"


def _records(found: Matched) -> Iterator[Record]:
    yield from (each for unit in found.units for each in unit.records)
    yield from (each.record for each in found.gone)


def tellings(fact: Fact, units: Sequence[RevisedUnit]) -> list[str]:
    """The sentences that tell a fact: those that are known to, and new ones that speak of it."""
    return [
        unit.text
        for unit in units
        if fact.id in _cited(unit)
        or fact.id in unit.facts
        or (unit.is_changed and likeness(fact.text, unit.text) >= _SPEAKS)
    ]


def placed(units: Sequence[RevisedUnit], facts: Facts) -> tuple[RevisedUnit, ...]:
    """The units with the facts that they tell, as they are now worded."""
    return tuple(_placed(unit, facts) if unit.is_changed else unit for unit in units)


def _placed(unit: RevisedUnit, facts: Facts) -> RevisedUnit:
    found = [
        fact.id
        for fact in facts
        if coverage(fact.text, [unit.text]).state == "full"
        or (fact.id in unit.facts and likeness(fact.text, unit.text) >= _SPEAKS)
    ]
    return replace(unit, facts=tuple(found))


def amended(fact: Fact, question: EditQuestion) -> Fact | None:
    """The fact with the figure that a person put in the place of another; None where unclear."""
    known = figures(fact.text)
    said = figures(question.after, claims_only=False)
    gone = [f for f in known if not any(same_amount(f, other) for other in said)]
    come = [f for f in figures(question.after) if f.text in question.new]
    if len(gone) != 1 or len(come) != 1 or gone[0].unit != come[0].unit:
        return None
    start, end = gone[0].span
    return replace(fact, text=fact.text[:start] + come[0].text + fact.text[end:])
