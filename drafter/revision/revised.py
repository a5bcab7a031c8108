"""A report as it is after a round: its file, what stands behind each sentence, who changed what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.document import Facts, Origin
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal
from drafter.exporters import provenance
from drafter.exporters.provenance import Provenance, Record
from drafter.revision.arrival import Arrival, Hand
from drafter.revision.order import Order
from drafter.revision.questions import EditQuestion
from drafter.revision.retelling import Retold
from drafter.revision.rounds import RoundEntry
from drafter.revision.sheet import SheetChanges
from drafter.revision.units import Matched, RevisedUnit
from drafter.revision.wishes import WishAnswer, kind_of
from drafter.revision.writing import Change, written
from drafter.text import shorten

SHOWN = 24  # characters of a sentence that is named


@dataclass(frozen=True, slots=True)
class Revised:
    """The report as it is now, and how it came to that."""

    data: bytes
    provenance: Provenance
    entries: tuple[RoundEntry, ...]
    open: tuple[EditQuestion, ...]  # asked, and not answered
    answers: tuple[WishAnswer, ...]  # to comments
    changed: tuple[tuple[str, str], ...]  # sentences that we changed: before, after
    stale: tuple[tuple[str, str], ...] = ()  # a person's sentences that it falls to them to change
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundWork:
    """What a round is about: the report that came back, and what is wanted of it."""

    arrival: Arrival
    order: Order
    genre: Genre
    known: Provenance
    changes: SheetChanges  # with what people's answers change in it
    found: Matched
    hands: tuple[tuple[Hand, ...], ...]  # who changed each unit, then who took each sentence out
    round: int
    notes: tuple[str, ...]


def finished(
    work: RoundWork, retold: Retold, answers: Sequence[WishAnswer], open_: Sequence[EditQuestion]
) -> Revised:
    """The report with everything carried in, and what came of each edit."""
    changes = _written_changes(work.arrival.text, retold)
    data = written(
        work.arrival,
        changes,
        work.order.signature,
        is_tracked=work.order.is_tracked,
        answered=()
        if work.order.is_tracked
        else {each.comment.id for each in answers if each.is_done},
    )
    lines = _lines(work, retold)
    asked = tuple(dict.fromkeys(id for each in open_ for id, _ in each.lost))
    made = provenance.without_untold(
        replace(work.known, lines=lines, round=work.round, facts=_facts(work), open=asked)
    )
    changed = [
        (retold.units[at].text, text)
        for at, text in sorted(retold.texts.items())
        if text != retold.units[at].text
    ]
    changed += [("", each.record.text.strip("\n")) for each in retold.insertions]
    stale = tuple((retold.units[at].text, why) for at, why in retold.stale)
    return Revised(
        provenance.put(data, made),
        made,
        tuple(_entries(work, retold, answers, changed)),
        tuple(open_),
        tuple(answers),
        tuple(changed),
        stale,
        (*work.notes, *retold.notes, *_remarks(work, retold)),
    )


def _facts(work: RoundWork) -> Facts:
    """The sheet as the file is to carry it: no places, no proofs."""
    items = tuple(replace(fact, source="", evidence="", group="") for fact in work.changes.new)
    name = work.known.facts.name
    return replace(work.changes.new, items=items, notes=(), length=None, name=name)


def _written_changes(text: str, retold: Retold) -> list[Change]:
    """What is to be written, lines that lose all their words included."""
    made = [
        Change(retold.units[at].span, words)
        for at, words in retold.texts.items()
        if words != retold.units[at].text
    ]
    made += [Change((each.at, each.at), each.record.text) for each in retold.insertions]
    emptied = {each.span for each in made if not each.text}
    filled = {at for each in made if each.text for at in each.span}
    start = 0
    for line in text.split("\n")[:-1]:
        end = start + len(line)
        inside = [span for span in emptied if start <= span[0] and span[1] <= end]
        gone = sum(last - first for first, last in inside)
        if line and gone == len(line) and not filled & set(range(start, end + 1)):
            made.append(Change((end, end + 1), ""))
        start = end + 1
    return made


def _lines(work: RoundWork, retold: Retold) -> tuple[tuple[Record, ...], ...]:
    """The text as it is now, paragraph by paragraph, with what stands behind it."""
    rows: list[tuple[int, int, int, Record]] = [
        (each.at, 0, each.at, replace(each.record, round=work.round)) for each in retold.insertions
    ]
    rows += [
        (unit.span[0], 1, unit.span[1], _record(work, unit, retold.now(at)))
        for at, unit in enumerate(retold.units)
    ]
    lines: list[list[Record]] = [[]]
    at = 0
    text = work.arrival.text
    deleted = {
        each.span[0]
        for each in _written_changes(text, retold)
        if not each.text and each.span[1] == each.span[0] + 1 and text[each.span[0]] == "\n"
    }
    for start, _, end, record in sorted(rows, key=lambda row: row[:3]):
        _say(lines, Record(_less(text, at, start, deleted)))
        _say(lines, record)
        at = max(at, end)
    _say(lines, Record(_less(text, at, len(text), deleted)))
    return tuple(map(tuple, lines))


def _record(work: RoundWork, unit: RevisedUnit, text: str) -> Record:
    """A sentence as it stands now."""
    is_same = bool(unit.records) and text == unit.was
    if is_same and len(unit.records) == 1:
        old = unit.records[0]
        ids = {fact.id for fact in work.changes.new}
        return replace(old, facts=tuple(id for id in old.facts if id in ids))
    is_restored = text != unit.text and text == unit.was
    origin = unit.records[0].origin if unit.records and not unit.is_own else Origin.PERSON
    if is_restored:
        origin = unit.records[0].origin
    elif text != unit.text and not unit.is_own:
        origin = Origin.MODEL if unit.records[0].origin is Origin.MODEL else origin
    ids = {fact.id for fact in work.changes.new}
    facts = tuple(id for id in unit.facts if id in ids)
    return Record(text, facts, origin, unit.part, work.round, unit.settled)


def _remarks(work: RoundWork, retold: Retold) -> list[str]:
    """What else the gate says of people's sentences: told, not asked."""
    made = []
    facts = work.changes.new
    known = {fact.id for fact in facts}
    for at, unit in enumerate(retold.units):
        if not unit.is_changed or at in retold.texts or unit.origin is not Origin.PERSON:
            continue
        cited = [facts[id] for id in unit.facts if id in known]
        was = "".join(each.text for each in unit.records)
        why = refusal(unit.text.strip(), cited, facts, work.genre, kind=kind_of(unit))
        before = refusal(was, cited, facts, work.genre, kind=kind_of(unit)) if was else ""
        if why and why != before:
            made.append(f"“{shorten(unit.text, SHOWN)}”照人改的留着；核对提示：{why}")
    return made


def _entries(
    work: RoundWork,
    retold: Retold,
    answers: Sequence[WishAnswer],
    changed: Iterable[tuple[str, str]],
) -> Iterable[RoundEntry]:
    """Who changed what."""
    for at, unit in enumerate(retold.units):
        if unit.is_changed and (unit.text.strip() or unit.was):
            what = "改" if unit.records else "增"
            yield _entry(work.hands[at], what, unit.was, unit.text, unit.facts)
    for number, gone in enumerate(work.found.gone):
        hands = work.hands[len(work.found.units) + number]
        yield _entry(hands, "删", gone.record.text, "", gone.record.facts)
    for each in answers:
        hand = each.comment.hand
        yield RoundEntry(hand.who, hand.when, "批注", each.comment.text, each.told)
    date = work.order.signature.date
    for before, after in changed:
        what = "改" if before and after else "增" if after else "删"
        yield RoundEntry(work.order.signature.author, date, what, before, after)


def _entry(
    hands: Sequence[Hand], what: str, before: str, after: str, facts: Sequence[str]
) -> RoundEntry:
    who = "、".join(dict.fromkeys(hand.who for hand in hands))
    when = max((hand.when for hand in hands), default="")
    return RoundEntry(who, when, what, before, after, tuple(facts))


def _less(text: str, start: int, end: int, deleted: set[int]) -> str:
    """A stretch of the text without the ends of paragraphs that go."""
    return "".join(char for at, char in enumerate(text[start:end], start) if at not in deleted)


def _say(lines: list[list[Record]], record: Record) -> None:
    """Put a record behind the others, in as many lines as it has."""
    first, *rest = record.text.split("\n")
    if first:
        lines[-1].append(replace(record, text=first))
    lines += [[replace(record, text=each)] if each else [] for each in rest]
