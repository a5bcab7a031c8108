"""The second round: a report that came back, its edits kept and checked, changed facts carried in.

What people wrote stands exactly as they wrote it. Only a fact that an edit lost and a figure that
no fact bears are asked about. Where a fact changes, the sentences that depend on it change, and
nothing else does.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from drafter.document import genre as genres
from drafter.document.genre import Genre
from drafter.revision.arrival import Arrival, Hand, arrived
from drafter.revision.known import Known, by_content, trace
from drafter.revision.order import Order
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
from drafter.revision.revised import SHOWN, Revised, RoundWork, finished
from drafter.revision.telling import retold as retell
from drafter.revision.units import Gone, RevisedUnit, matched
from drafter.revision.wishes import OURS, Model, answered
from drafter.text import shorten

__all__ = ["KEEP", "LATER", "OURS", "RESTORE", "EditQuestion", "Order", "Revised", "revise"]

KNOWN = 0.3  # of the characters written that have to stand for sentences to be known again
Ask = Callable[[EditQuestion], str]


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
    found = trace(data, source, arrival, order)
    genre = genres.load(found.provenance.facts.genre)
    return await _Revision(arrival, found, genre, order, source).done(ask, model)


class _Revision:
    """One round on its way."""

    def __init__(
        self, arrival: Arrival, known: Known, genre: Genre, order: Order, source: str
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
        fresh = by_content(text, old, self._known.document, source)
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
        marks = self._arrival.marks
        inside = [
            mark
            for mark in marks
            if mark.span[0] < end and start < max(mark.span[1], mark.span[0] + 1)
        ]
        # What went from its end stood where it ends now, as what went from the next one's start.
        at_end = [mark for mark in marks if mark.is_deleted and mark.span[0] == end]
        hands = [mark.hand for mark in inside or at_end]
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
        return finished(self._work(), retold, answers, open_)

    def _work(self) -> RoundWork:
        """Everything that was found and decided."""
        return RoundWork(
            self._arrival,
            self._order,
            self._genre,
            self._known,
            self._changes,
            self._found,
            tuple(self._hands),
            self._round,
            tuple(self._notes),
        )

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
                f"“{shorten(text.strip(), SHOWN)}”恢复的是原话，{changed_ids} 已改，请本人再改"
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
