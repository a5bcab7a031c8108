"""What an edit may have cost: a fact that is no longer told, a figure that no fact bears.

Only these two are asked about. A person's words stand as they are until that person says
otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafter.document import Fact, Facts, Origin
from drafter.document.genre import Genre
from drafter.drafting.gate import untold
from drafter.exporters.provenance import Record
from drafter.figures import Figure, figures
from drafter.grounding.fact_coverage import coverage, gone, likeness
from drafter.grounding.matching import same_amount
from drafter.revision.arrival import Hand
from drafter.revision.telling import around, unborne
from drafter.revision.units import Matched, RevisedUnit

KEEP, RESTORE, LATER = "keep", "restore", "later"
_NUMBER = re.compile("^[（(]?[一二三四五六七八九十]{1,3}(?:[)）、，]|是)")  # 三是 tells no 3起
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
    """Everything about a round's edits that has to be asked.

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
    newest = sheets[0]
    made += [EditQuestion(newest[id].text, "", (), ((id, what),)) for id, what in lost.items()]
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
    shared = dict(_told_by_others(found, old, open_))
    for fact in old:
        if fact.id not in edited & now_ids:
            continue
        now = tellings(fact, found.units)
        what = _missing(fact, now)
        if not what and fact.id in shared and new[fact.id].text == fact.text:
            if stood_by(fact.id, shared[fact.id]) not in settled:
                yield fact.id, shared[fact.id]
            continue
        if not what or not _missing(new[fact.id], now) or stood_by(fact.id, what) in settled:
            continue
        was = [each.text for each in _records(found) if fact.id in each.facts]
        if fact.id not in open_ and was and _missing(fact, was) == what:
            continue  # it was told no better before
        yield fact.id, what


def _missing(fact: Fact, texts: Sequence[str]) -> str:
    """What of a fact some sentences do not tell: every figure counts, 1 too."""
    texts = [_NUMBER.sub("", text) for text in texts]
    lacking = untold([fact], texts)
    return lacking[0][1] if lacking else "、".join(gone(fact.text, "".join(texts)))


def _told_by_others(found: Matched, facts: Facts, open_: set[str]) -> Iterator[tuple[str, str]]:
    """Facts of one sentence with the same figure, of which it now holds fewer than there are facts.

    Each alone seems to be told: the 1次 of a match by the 1场 of a play in the same sentence.
    """
    known = {fact.id: fact for fact in facts}
    for unit in found.units:
        cited = [known[id] for id in known if id in _cited(unit)]
        if not cited or not (unit.is_changed or {fact.id for fact in cited} & open_):
            continue
        said = figures(unit.text, claims_only=False)
        was = figures(unit.was, claims_only=False)
        rows = [(fact, figure) for fact in cited for figure in figures(fact.text)]
        for fact, figure in rows:
            same = [row for row in rows if _is_same(row[1], figure)]
            there = [each for each in said if _is_same(each, figure)]
            is_less = fact.id in open_ or _fewer(figure, was, said)
            if len(there) >= len(same) or not is_less or f"各{figure.text}" in unit.text:
                continue
            around = [[_near(f, each, row.text, unit.text) for each in there] for row, f in same]
            best = sorted(same, key=lambda row: -max(around[same.index(row)], default=0))
            if (fact, figure) in best[len(there) :]:
                yield fact.id, figure.text


def _is_same(one: Figure, other: Figure) -> bool:
    """The same amount of the same unit, to the letter."""
    return (one.value, one.unit, one.word, one.day) == (
        other.value,
        other.unit,
        other.word,
        other.day,
    )


def _fewer(figure: Figure, was: Sequence[Figure], now: Sequence[Figure]) -> bool:
    """Whether a sentence lost a figure, and none of the same amount came."""
    return all(
        sum(each(figure, other) for other in now) < sum(each(figure, other) for other in was)
        for each in (_is_same, same_amount)
    )


def _near(figure: Figure, said: Figure, fact: str, text: str) -> int:
    """How many characters a figure of a fact and one of a sentence have around them alike."""
    return len(around(fact, figure) & around(text, said))


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


_SAME = 0.5  # of the characters of a clause that is another in other words
_PIECE = re.compile("[，；。：]|[^，；。：]+")


def restored(question: EditQuestion) -> str:
    """The sentence as it was, with the clauses that somebody only added to it and no new figure.

    >>> restored(EditQuestion("修路3条。", "修路5条，群众满意。", (), (("F1", "3条"),), ("5条",)))
    '修路3条，群众满意。'
    """
    old, new = (_PIECE.findall(text) for text in (question.before, question.after))
    made = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        come = new[c:d] if kind != "equal" else []
        first = _worded_anew(old[a:b], come)
        added = "".join(come[first:])
        is_kept = first >= 0 and not any(figure in added for figure in question.new)
        made += "".join(old[a:b]) + (added if is_kept else "")
    return made


def _worded_anew(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the new pieces are the old ones in other words; -1 where it is not clear."""
    size = len(old)
    ratios = [
        SequenceMatcher(None, one, other, autojunk=False).ratio()
        for one, other in zip(old, new, strict=False)
    ]
    return size if len(new) >= size and min(ratios, default=1) >= _SAME else -1


def amended(fact: Fact, question: EditQuestion) -> Fact | None:
    """The fact with the figure that a person put in the place of another; None where unclear."""
    known = figures(fact.text)
    said = figures(question.after, claims_only=False)
    gone = [f for f in known if not any(same_amount(f, other) for other in said)]
    come = [f for f in figures(question.after) if f.text in question.new]
    if not gone and len(come) == 1:  # another fact's figure is the same
        gone = [f for f in known if (fact.id, f.text) in question.lost]
        gone.sort(key=lambda f: -_near(f, come[0], fact.text, question.after))
        del gone[1:]
    if len(gone) != 1 or len(come) != 1 or gone[0].unit != come[0].unit:
        return None
    start, end = gone[0].span
    return replace(fact, text=fact.text[:start] + come[0].text + fact.text[end:])
