"""The second round: a report that came back, its edits kept and checked, changed facts carried in.

What people wrote stands exactly as they wrote it. Only a fact that an edit lost and a figure that
no fact bears are asked about. Where a fact changes, the sentences that depend on it change, and
nothing else does.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from drafter.document import Evidence, Facts, Origin, fact_check, parsing, views
from drafter.document import genre as genres
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal
from drafter.drafting.steps.sift import sift, trimmed
from drafter.errors import BadInput
from drafter.exporters import provenance
from drafter.exporters.provenance import Damaged, Provenance, Record
from drafter.revision.arrival import Arrival, Hand, arrived
from drafter.revision.questions import (
    KEEP,
    LATER,
    RESTORE,
    EditQuestion,
    amended,
    placed,
    questions,
    restored,
    stood_by,
)
from drafter.revision.retelling import Insertion, Retold, carried
from drafter.revision.rounds import RoundEntry
from drafter.revision.sheet import MayReplace, SheetChanges, compared, ordered
from drafter.revision.telling import retold as retell
from drafter.revision.units import Gone, RevisedUnit, matched
from drafter.revision.wishes import OURS, Model, WishAnswer, answered, kind_of
from drafter.revision.writing import Change, Signature, written
from drafter.text import shorten

__all__ = ["KEEP", "LATER", "OURS", "RESTORE", "EditQuestion", "Order", "Revised", "revise"]

KNOWN = 0.3  # of the characters written that have to stand for sentences to be known again
RECOGNISED = 0.2  # of the facts that a text has to tell to be a report of theirs
Ask = Callable[[EditQuestion], str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a revision."""

    sheet: Facts | None = None  # the facts as they are now
    sheet_name: str = ""
    facts: tuple[str, ...] = ()  # F7=…, one by one
    may_replace: MayReplace = lambda _, __: False  # a fact by one about another matter
    dropped: Mapping[str, str] = field(default_factory=dict)  # new facts that are not to be told
    is_tracked: bool = False
    signature: Signature = field(default_factory=lambda: Signature(OURS, ""))
    was_left_out: Callable[[str, str], bool] = lambda _, __: False  # of a report, a fact's text
    round_after: Callable[[str], int] = lambda _: 0  # the number of a report's next round


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


class _Known(NamedTuple):
    """The report that came back, and what it was written from."""

    provenance: Provenance
    changes: SheetChanges
    notes: tuple[str, ...] = ()


async def revise(data: bytes, source: str, order: Order, *, ask: Ask, model: Model) -> Revised:
    """A report's Word file that came back, with its edits kept and changed facts carried in.

    Args:
        data: the file.
        source: its name, for messages.
        order: what is wanted.
        ask: what to do about a lost fact or a new figure: `KEEP`, `RESTORE` or `LATER`.
        model: opens the model; called only where one is needed.

    Raises:
        Unreadable: the file cannot be read.
        BadInput: its facts are not known, or it is no report of theirs any more.
    """
    arrival = arrived(data, source)
    known = _known(data, source, arrival, order)
    genre = genres.load(known.provenance.facts.genre)
    return await _Revision(arrival, known, genre, order, source).done(ask, model)


def _known(data: bytes, source: str, arrival: Arrival, order: Order) -> _Known:
    """What the file carries; else what its text shows to be told of the sheet that is given."""
    notes: list[str] = []
    try:
        carried_ = provenance.taken(data)
    except Damaged:
        carried_ = None
        notes.append("文件里的要点记录损坏了，改按内容来对")
    if carried_ is None:
        if order.sheet is None:
            hint = "加上 --facts 要点文件，就按内容来对"
            what = "里的要点记录损坏了" if notes else "里没有要点记录"
            raise BadInput(f"{source} {what}，不知道哪句写的哪条要点", hint=hint)
        sheet = order.sheet
        carried_ = _by_content(arrival.before, sheet, "", source)
        changes = SheetChanges(sheet, sheet)
        if order.facts:
            changes = ordered(sheet, order.facts, order.may_replace)
        return _Known(carried_, changes, tuple(notes))
    if order.sheet is None:
        return _Known(
            carried_, ordered(carried_.facts, order.facts, order.may_replace), tuple(notes)
        )
    changes = _of_sheet(carried_, order, notes)
    return _Known(_renamed(carried_, changes.renamed or {}), changes, tuple(notes))


def _of_sheet(known: Provenance, order: Order, notes: list[str]) -> SheetChanges:
    """What a whole changed sheet changes; lines that are no facts stay out, as in a draft."""
    sheet = order.sheet or known.facts
    no_facts = {id for id, _ in sift(sheet)}
    items = tuple(replace(fact, text=trimmed(fact)) for fact in sheet if fact.id not in no_facts)
    changes = compared(known.facts, replace(sheet, items=items), order.sheet_name)
    left = [
        id
        for id in changes.added
        if id in order.dropped or order.was_left_out(known.document, changes.new[id].text)
    ]
    if left:
        notes.append(f"{'、'.join(left)} 起草时就没有写，这次也不写")
    kept = tuple(fact for fact in changes.new if fact.id not in left)
    added = tuple(id for id in changes.added if id not in left)
    changes = replace(changes, new=replace(changes.new, items=kept), added=added)
    if not order.facts:
        return changes
    more = ordered(changes.new, order.facts, order.may_replace)
    return replace(
        changes,
        new=more.new,
        changed=tuple(dict.fromkeys((*changes.changed, *more.changed))),
        added=(*changes.added, *more.added),
        withdrawn=(*changes.withdrawn, *more.withdrawn),
    )


def _renamed(known: Provenance, names: Mapping[str, str]) -> Provenance:
    """The record of a report with the facts' ids of another sheet."""

    def other(id: str) -> str:
        return names.get(id, id)

    lines = tuple(
        tuple(
            replace(
                each,
                facts=tuple(map(other, each.facts)),
                part=_part(each.part, names),
                settled=tuple(_settled(noted, names) for noted in each.settled),
            )
            for each in line
        )
        for line in known.lines
    )
    return replace(known, lines=lines, open=tuple(map(other, known.open)))


def _settled(noted: str, names: Mapping[str, str]) -> str:
    """What a person stood by, with other ids."""
    id, colon, what = noted.partition(":")
    return f"{names.get(id, id)}{colon}{what}" if colon else noted


def _part(name: str, names: Mapping[str, str]) -> str:
    """A part's name with other ids."""
    import re

    return re.sub(r"F\d+", lambda found: names.get(found[0], found[0]), name)


def _by_content(text: str, facts: Facts, document: str, source: str) -> Provenance:
    """What a text that carries nothing shows to tell of the facts.

    Raises:
        BadInput: it tells next to none of them.
    """
    genre = genres.load(facts.genre)
    report = parsing.parse(text, genre, facts=facts)
    borne: dict[int, list[str]] = {}
    known = 0
    for each in fact_check.fact_statuses(report):
        known += each.state == "full"
        if each.state in ("full", "partial"):
            for place in each.places:
                borne.setdefault(place, []).append(each.fact.id)
    if known < RECOGNISED * len(facts):
        raise BadInput(
            f"{source} 和要点对不上：{len(facts)} 条里只认出 {known} 条",
            hint="换成写这份报告的要点文件；改得认不出的稿子，请从上一轮重来",
        )
    evidence = tuple(
        Evidence(sentence.span, tuple(borne.get(at, ())), Origin.PERSON)
        for at, sentence in enumerate(views.sentences(report))
    )
    made = provenance.of(replace(report, evidence=evidence))
    if made is None:
        raise BadInput(f"{source} 里没有读到句子", hint="扫描件和图片先转成文字")
    id = document or hashlib.sha256(text.encode()).hexdigest()[: provenance.LENGTH]
    return replace(made, document=id, facts=replace(facts, notes=()))


class _Revision:
    """One round on its way."""

    def __init__(
        self, arrival: Arrival, known: _Known, genre: Genre, order: Order, source: str
    ) -> None:
        self._arrival, self._order, self._genre = arrival, order, genre
        self._known, self._changes = known.provenance, known.changes
        self._notes = [*known.notes, *arrival.notes]
        next_ = order.round_after(known.provenance.document)
        self._round = max(known.provenance.round + 1, next_)
        self._found = matched(self._known.lines, arrival.text)
        if self._found.kept < KNOWN:
            self._begin_anew(source)
        self._hands = [self._touched(unit) for unit in self._found.units]
        self._hands += [self._took(gone) for gone in self._found.gone]

    def _begin_anew(self, source: str) -> None:
        """Too little is left of what was written: what the text tells now is found by content."""
        share = round(self._found.kept * 100)
        self._notes.append(f"原文只剩 {share}%，按内容重新对了一遍")
        old = self._changes.old
        text = self._arrival.text
        fresh = _by_content(text, old, self._known.document, source)
        borne = {id for line in fresh.lines for each in line for id in each.facts}
        lost = tuple(fact.id for fact in old if fact.id not in borne)
        self._known = replace(fresh, round=self._known.round, open=(*self._known.open, *lost))
        self._found = matched(self._known.lines, text)

    # -------------------------------------------------------------- by whom

    def _touched(self, unit: RevisedUnit) -> tuple[Hand, ...]:
        """Who changed a sentence."""
        if not unit.is_changed:
            return ()
        start, end = unit.span
        hands = [
            mark.hand
            for mark in self._arrival.marks
            if mark.span[0] < end and start < max(mark.span[1], mark.span[0] + 1)
        ]
        if not hands or (unit.records and unit.was not in self._arrival.before):
            hands.append(self._arrival.saved_by)
        return tuple(dict.fromkeys(hands))

    def _took(self, gone: Gone) -> tuple[Hand, ...]:
        """Who took a sentence out."""
        text = gone.record.text
        hands = [
            mark.hand
            for mark in self._arrival.marks
            if mark.is_deleted and mark.text.strip() and (mark.text in text or text in mark.text)
        ]
        if not hands or text not in self._arrival.before:
            hands.append(self._arrival.saved_by)
        return tuple(dict.fromkeys(hands))

    # -------------------------------------------------------------- the work

    async def done(self, ask: Ask, model: Model) -> Revised:
        """The report as it is now."""
        asked = questions(
            self._found,
            (self._changes.old, self._changes.new),
            self._genre,
            self._hands,
            self._known.open,
        )
        units = list(self._found.units)
        texts, insertions, open_ = self._answered(asked, units, ask)
        units = list(placed(units, self._changes.new))
        wishes = [each for each in self._arrival.comments if each.hand.who != OURS]
        retold = await carried(units, self._changes, self._genre, model)
        for at, text in texts.items():
            ids = [id for each in units[at].records for id in each.facts]
            retold.texts[at] = self._as_of_now(text, ids, retold)
        retold.insertions += [self._put_back(each, retold) for each in insertions]
        answers = await answered(
            wishes, self._standing(retold), self._changes.new, self._genre, model
        )
        for each in answers:
            if each.text and each.unit not in retold.texts:
                retold.texts[each.unit] = each.text
        return self._finished(retold, answers, open_)

    def _answered(
        self, asked: Sequence[EditQuestion], units: list[RevisedUnit], ask: Ask
    ) -> tuple[dict[int, str], list[Insertion], list[EditQuestion]]:
        """What people decide: words restored, facts that change with them, what stays open."""
        texts, insertions, open_ = dict[int, str](), list[Insertion](), list[EditQuestion]()
        for question in asked:
            answer = ask(question)
            is_other = question.before and question.before != question.after
            if answer == RESTORE and question.unit >= 0 and is_other:
                texts[question.unit] = restored(question)
            elif answer == RESTORE and question.gone >= 0:
                insertions.append(self._back(self._found.gone[question.gone]))
            elif answer == RESTORE and question.unit < 0:
                ids = tuple(id for id, _ in question.lost)  # its words went rounds ago
                self._changes = replace(self._changes, added=(*self._changes.added, *ids))
            elif answer == KEEP:
                self._stand_by(question, units)
            else:
                open_.append(question)
        return texts, insertions, open_

    def _put_back(self, each: Insertion, retold: Retold) -> Insertion:
        text = self._as_of_now(each.record.text, each.record.facts, retold)
        return replace(each, record=replace(each.record, text=text))

    def _as_of_now(self, text: str, ids: Sequence[str], retold: Retold) -> str:
        """Words that are put back, with what has changed in their facts since."""
        changed = [id for id in dict.fromkeys(ids) if id in self._changes.changed]
        pairs = [(self._changes.old[id].text, self._changes.new[id].text) for id in changed]
        made = retell(text, pairs)
        if made is None:
            changed_ids = "、".join(changed)
            retold.notes.append(
                f"“{shorten(text.strip(), _SHOWN)}”恢复的是原话，{changed_ids} 已改，请本人再改"
            )
        return text if made is None else made

    @staticmethod
    def _back(gone: Gone) -> Insertion:
        """A sentence that is put in again where it stood."""
        text = f"\n{gone.record.text}" if gone.is_line else gone.record.text
        return Insertion(gone.at, replace(gone.record, text=text))

    def _stand_by(self, question: EditQuestion, units: list[RevisedUnit]) -> None:
        """A person's words are right: the facts follow them."""
        changes = self._changes
        for id, _ in question.lost:
            fact = amended(changes.new[id], question)
            if fact is not None:
                items = tuple(fact if each.id == id else each for each in changes.new)
                new = replace(changes.new, items=items)
                changed = tuple(dict.fromkeys((*changes.changed, id)))
                changes = replace(changes, new=new, changed=changed)
            elif question.unit < 0:
                items = tuple(each for each in changes.new if each.id != id)
                changes = replace(changes, new=replace(changes.new, items=items))
        self._changes = changes
        if question.unit >= 0:
            unit = units[question.unit]
            stood = (
                *unit.settled,
                *(stood_by(id, what) for id, what in question.lost),
                *question.new,
            )
            settled = tuple(dict.fromkeys("".join(each.split()) for each in stood))
            units[question.unit] = replace(unit, settled=settled)

    def _standing(self, retold: Retold) -> list[RevisedUnit]:
        """The units with the words that they have by now."""
        return [
            replace(unit, text=retold.now(at)) if at in retold.texts else unit
            for at, unit in enumerate(retold.units)
        ]

    # -------------------------------------------------------------- the outcome

    def _finished(
        self, retold: Retold, answers: Sequence[WishAnswer], open_: Sequence[EditQuestion]
    ) -> Revised:
        changes = self._written_changes(retold)
        data = written(
            self._arrival,
            changes,
            self._order.signature,
            is_tracked=self._order.is_tracked,
            answered=()
            if self._order.is_tracked
            else {each.comment.id for each in answers if each.is_done},
        )
        lines = self._lines(retold)
        asked = tuple(dict.fromkeys(id for each in open_ for id, _ in each.lost))
        made = provenance.without_untold(
            replace(self._known, lines=lines, round=self._round, facts=self._facts(), open=asked)
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
            tuple(self._entries(retold, answers, changed)),
            tuple(open_),
            tuple(answers),
            tuple(changed),
            stale,
            (*self._notes, *retold.notes, *self._remarks(retold)),
        )

    def _facts(self) -> Facts:
        """The sheet as the file is to carry it: no places, no proofs."""
        items = tuple(replace(fact, source="", evidence="", group="") for fact in self._changes.new)
        name = self._known.facts.name
        return replace(self._changes.new, items=items, notes=(), length=None, name=name)

    def _written_changes(self, retold: Retold) -> list[Change]:
        """What is to be written, lines that lose all their words included."""
        made = [
            Change(retold.units[at].span, text)
            for at, text in retold.texts.items()
            if text != retold.units[at].text
        ]
        made += [Change((each.at, each.at), each.record.text) for each in retold.insertions]
        emptied = {each.span for each in made if not each.text}
        filled = {at for each in made if each.text for at in each.span}
        start = 0
        for line in self._arrival.text.split("\n")[:-1]:
            end = start + len(line)
            inside = [span for span in emptied if start <= span[0] and span[1] <= end]
            gone = sum(last - first for first, last in inside)
            if line and gone == len(line) and not filled & set(range(start, end + 1)):
                made.append(Change((end, end + 1), ""))
            start = end + 1
        return made

    def _lines(self, retold: Retold) -> tuple[tuple[Record, ...], ...]:
        """The text as it is now, paragraph by paragraph, with what stands behind it."""
        rows: list[tuple[int, int, int, Record]] = [
            (each.at, 0, each.at, replace(each.record, round=self._round))
            for each in retold.insertions
        ]
        rows += [
            (unit.span[0], 1, unit.span[1], self._record(unit, retold.now(at)))
            for at, unit in enumerate(retold.units)
        ]
        lines: list[list[Record]] = [[]]
        at = 0
        deleted = {c.span[0] for c in self._written_changes(retold) if c.span[1] == c.span[0] + 1
                   and not c.text and self._arrival.text[c.span[0]] == "\n"}  # fmt: skip
        for start, _, end, record in sorted(rows, key=lambda row: row[:3]):
            _say(lines, Record(_less(self._arrival.text, at, start, deleted)))
            _say(lines, record)
            at = max(at, end)
        _say(lines, Record(_less(self._arrival.text, at, len(self._arrival.text), deleted)))
        return tuple(map(tuple, lines))

    def _record(self, unit: RevisedUnit, text: str) -> Record:
        """A sentence as it stands now."""
        is_same = bool(unit.records) and text == unit.was
        if is_same and len(unit.records) == 1:
            old = unit.records[0]
            ids = {fact.id for fact in self._changes.new}
            return replace(old, facts=tuple(id for id in old.facts if id in ids))
        is_restored = text != unit.text and text == unit.was
        origin = unit.records[0].origin if unit.records and not unit.is_own else Origin.PERSON
        if is_restored:
            origin = unit.records[0].origin
        elif text != unit.text and not unit.is_own:
            origin = Origin.MODEL if unit.records[0].origin is Origin.MODEL else origin
        ids = {fact.id for fact in self._changes.new}
        facts = tuple(id for id in unit.facts if id in ids)
        return Record(text, facts, origin, unit.part, self._round, unit.settled)

    def _remarks(self, retold: Retold) -> list[str]:
        """What else the gate says of people's sentences: told, not asked."""
        made = []
        facts = self._changes.new
        known = {fact.id for fact in facts}
        for at, unit in enumerate(retold.units):
            if not unit.is_changed or at in retold.texts or unit.origin is not Origin.PERSON:
                continue
            cited = [facts[id] for id in unit.facts if id in known]
            was = "".join(each.text for each in unit.records)
            if not cited and not unit.records:
                cited = []
            why = refusal(unit.text.strip(), cited, facts, self._genre, kind=kind_of(unit))
            before = refusal(was, cited, facts, self._genre, kind=kind_of(unit)) if was else ""
            if why and why != before:
                made.append(f"“{shorten(unit.text, _SHOWN)}”照人改的留着；核对提示：{why}")
        return made

    def _entries(
        self,
        retold: Retold,
        answers: Sequence[WishAnswer],
        changed: Iterable[tuple[str, str]],
    ) -> Iterable[RoundEntry]:
        """Who changed what."""
        for at, unit in enumerate(retold.units):
            if unit.is_changed and (unit.text.strip() or unit.was):
                what = "改" if unit.records else "增"
                yield self._entry(self._hands[at], what, unit.was, unit.text, unit.facts)
        for number, gone in enumerate(self._found.gone):
            hands = self._hands[len(self._found.units) + number]
            yield self._entry(hands, "删", gone.record.text, "", gone.record.facts)
        for each in answers:
            hand = each.comment.hand
            yield RoundEntry(hand.who, hand.when, "批注", each.comment.text, each.told)
        date = self._order.signature.date
        for before, after in changed:
            what = "改" if before and after else "增" if after else "删"
            yield RoundEntry(self._order.signature.author, date, what, before, after)

    @staticmethod
    def _entry(
        hands: Sequence[Hand], what: str, before: str, after: str, facts: Sequence[str]
    ) -> RoundEntry:
        who = "、".join(dict.fromkeys(hand.who for hand in hands))
        when = max((hand.when for hand in hands), default="")
        return RoundEntry(who, when, what, before, after, tuple(facts))


_SHOWN = 24  # characters of a sentence that is named


def _less(text: str, start: int, end: int, deleted: set[int]) -> str:
    """A stretch of the text without the ends of paragraphs that go."""
    return "".join(char for at, char in enumerate(text[start:end], start) if at not in deleted)


def _say(lines: list[list[Record]], record: Record) -> None:
    """Put a record behind the others, in as many lines as it has."""
    first, *rest = record.text.split("\n")
    if first:
        lines[-1].append(replace(record, text=first))
    lines += [[replace(record, text=each)] if each else [] for each in rest]
