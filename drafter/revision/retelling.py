"""A changed sheet carried into the report: only the sentences that depend on it become others.

A sentence depends on a fact when it tells it, or when it holds a figure of it that no fact bears
any more. Everything else stays, and a person's own sentence changes by its figures alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.document import Fact, Facts, Origin, Role, part_ids
from drafter.document.genre import Genre
from drafter.drafting.author import leads_staff
from drafter.drafting.steps.join import admission, answered, given_measure, join
from drafter.drafting.steps.place import place, place_alone
from drafter.drafting.steps.propose import proposed_measure
from drafter.exporters.provenance import Record
from drafter.figures import figures
from drafter.grounding.derived import derived
from drafter.grounding.fact_coverage import coverage, likeness
from drafter.grounding.index import FactIndex, FigureMention
from drafter.grounding.matching import same_amount
from drafter.revision.questions import spoken
from drafter.revision.sheet import SheetChanges
from drafter.revision.telling import retold, unborne, worse
from drafter.revision.units import RevisedUnit
from drafter.revision.wishes import Model, asked, kind_of
from drafter.text import han_number, numerals

_MARKER = re.compile(r"[一二三四五六七八九十]{1,3}是")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LABEL = "："
_MEASURE = "measure:"
_UNGIVEN = (Origin.OPEN, Origin.PROPOSED)  # of a measure that its author has not given
_ABOUT = 0.15  # of a shortcoming's words in the measure that answers it
_UNPLACED = "{}“{}”没有写：报告里还没有它该在的那一部分"


@dataclass(frozen=True, slots=True)
class Insertion:
    """A sentence that is put in."""

    at: int  # of the text
    record: Record


@dataclass
class Retold:
    """What a changed sheet does to the report."""

    units: list[RevisedUnit]
    texts: dict[int, str] = field(default_factory=dict)  # new words, by unit; "" for none
    insertions: list[Insertion] = field(default_factory=list)
    stale: list[tuple[int, str]] = field(default_factory=list)  # what a person has to change
    notes: list[str] = field(default_factory=list)

    def now(self, at: int) -> str:
        """A unit as it stands by now."""
        return self.texts.get(at, self.units[at].text)


async def carried(
    units: Sequence[RevisedUnit], changes: SheetChanges, genre: Genre, model: Model
) -> Retold:
    """The units with what the changes of the sheet do to them."""
    made = Retold(list(units))
    for at, unit in enumerate(units):
        touched = [id for id in unit.facts if id in changes.changed]
        if touched:
            await _retell(made, at, touched, changes, genre, model)
    for id in changes.withdrawn:
        for at, unit in enumerate(units):
            if id in unit.facts:
                _withdraw(made, at, id, changes, genre)
    _frames(made, changes, genre)
    _add(made, changes.added, changes.new, genre)
    _renumber(made)
    return made


async def _retell(
    made: Retold, at: int, touched: Sequence[str], changes: SheetChanges, genre: Genre, model: Model
) -> None:  # fmt: skip
    """One sentence that tells changed facts."""
    unit = made.units[at]
    pairs = [(changes.old[id].text, changes.new[id].text) for id in touched]
    text = retold(unit.text, pairs)
    old = [changes.old[id] for id in unit.facts if id in _ids(changes.old)]
    new = [changes.new[id] for id in unit.facts if id in _ids(changes.new)]
    sheets = changes.old, changes.new
    if text == unit.text and not _is_stale(unit, pairs, changes, genre):
        return  # it tells another part of the fact
    if text and text != unit.text:
        why = worse(unit.text, text, (old, new), sheets, genre, kind_of(unit))
        if not why or (unit.is_own and not _newly(unit.text, text, changes, genre)):
            made.texts[at] = text
            return
    if unit.is_own:
        quoted = "；".join(f"{id}“{changes.new[id].text}”" for id in touched)
        made.stale.append((at, f"这句是人改定的，没有动，请照 {quoted} 改"))
        return
    chain = model()
    if chain is not None:
        proposal = await asked(
            replace(unit, facts=tuple(f.id for f in new)), changes.new, chain, "要点改了，照要点改"
        )
        if proposal and not worse(unit.text, proposal, (old, new), sheets, genre, kind_of(unit)):
            made.texts[at] = proposal
            return
    made.texts[at] = _plain(unit, new, changes.new, genre)


def _ids(facts: Facts) -> frozenset[str]:
    return frozenset(fact.id for fact in facts)


def _plain(unit: RevisedUnit, facts: Sequence[Fact], sheet: Facts, genre: Genre) -> str:
    """Facts in their own words, as the step for their part tells them."""
    if unit.part.startswith("shortcoming:"):
        rows = admission(facts, genre=genre)
    elif unit.part.startswith("measure:"):
        rows = given_measure(facts, genre=genre)
    elif unit.part.startswith("feedback:"):
        rows = answered(facts, genre=genre, year=sheet.year)
    else:
        rows = join(facts, genre=genre)
    return "".join(each.text for each in rows)


def _newly(old: str, new: str, changes: SheetChanges, genre: Genre) -> set[str]:
    """Figures of a new text that no fact bears, beyond those of the old one."""
    before = unborne(old, spoken(changes.old), genre, changes.old.year)
    return unborne(new, spoken(changes.new), genre, changes.new.year) - before


def _is_stale(
    unit: RevisedUnit, pairs: Sequence[tuple[str, str]], changes: SheetChanges, genre: Genre
) -> bool:
    """Whether a sentence still says what its fact no longer does."""
    if _newly(unit.text, unit.text, changes, genre):
        return True
    return any(
        coverage(old, [unit.text]).state == "full" and coverage(new, [unit.text]).state != "full"
        for old, new in pairs
    )


# ------------------------------------------------------------------ frames and other tellers


def _frames(made: Retold, changes: SheetChanges, genre: Genre) -> None:
    """Sentences that cite no changed fact and hold a figure of one all the same."""
    pairs = [(changes.old[id].text, changes.new[id].text) for id in changes.changed]
    pairs += [(changes.old[id].text, "") for id in changes.withdrawn]
    for at, unit in enumerate(made.units):
        if at in made.texts or not re.search(r"[\d*]|[一二三四五六七八九十]", unit.text):
            continue
        stale = _newly(unit.text, unit.text, changes, genre)
        if not stale:
            continue
        for old, new in pairs:
            if new and _holds(unit.text, stale, old):
                made.texts[at] = retold(made.now(at), [(old, new)]) or made.now(at)
        if made.now(at) == unit.text:
            made.texts.pop(at, None)
            if any(_holds(unit.text, stale, old) for old, _ in pairs):
                gone_figures = "、".join(sorted(stale))
                made.stale.append((at, f"“{gone_figures}”已没有要点，请本人改"))


def _holds(text: str, stale: set[str], fact: str) -> bool:
    """Whether what is stale in a text is of this fact, or was worked out from it."""
    known = FactIndex([fact])
    said = figures(text, claims_only=False)
    scenes = [
        FigureMention(numerals.fold(text), list(said), n)
        for n, f in enumerate(said)
        if f.text in stale
    ]
    return any(
        any(same_amount(mark.figure, said[scene.at]) for mark in known.marks)
        or (said[scene.at].value is not None and not said[scene.at].day
            and derived(said[scene.at], scene, known) is not None)
        for scene in scenes
    )  # fmt: skip


# ------------------------------------------------------------------ withdrawn


def _withdraw(made: Retold, at: int, id: str, changes: SheetChanges, genre: Genre) -> None:
    """Take a fact out of a sentence, or the sentence out of the report."""
    unit = made.units[at]
    rest = [changes.new[each] for each in unit.facts if each in _ids(changes.new)]
    if not rest:
        if unit.is_own:
            made.stale.append((at, f"这句是人改定的，没有删，{id} 已撤下，请本人定"))
        else:
            made.texts[at] = ""
            _orphans(made, at, id)
        return
    text = _without(made.now(at), changes.old[id], rest)
    if text:
        before = [changes.old[each] for each in unit.facts if each in _ids(changes.old)]
        sheets = changes.old, changes.new
        if not worse(unit.text, text, (before, rest), sheets, genre, kind_of(unit)):
            made.texts[at] = text
            return
    if unit.is_own:
        made.stale.append((at, f"这句是人改定的，没有动，{id} 已撤下，请本人改"))
    else:
        made.texts[at] = _plain(unit, rest, changes.new, genre)


def _without(text: str, fact: Fact, rest: Sequence[Fact]) -> str:
    """The sentence without the clauses that tell a fact; "" where they cannot be told apart."""
    pieces = re.findall(r"[^；。]+[；。]?", text)
    kept = [
        piece
        for piece in pieces
        if max((likeness(each.text, piece) for each in rest), default=0)
        >= likeness(fact.text, piece)
    ]
    if not kept or len(kept) == len(pieces):
        return ""
    return re.sub("；$", "。", "".join(kept))


def _orphans(made: Retold, at: int, id: str) -> None:
    """What only stood for a sentence that goes: its lead, its number, its open measure."""
    unit = made.units[at]
    same = [n for n, each in enumerate(made.units) if unit.part and each.part == unit.part]
    if any(made.now(n) for n in same):
        return
    first = min(same, default=at)
    if (
        first
        and _MARKER.match(made.now(first - 1))
        and made.units[first - 1].origin is Origin.FRAME
    ):
        made.texts[first - 1] = ""
    if unit.part.startswith("shortcoming:"):
        own = f"{part_ids.measure(unit.facts, ())}"
        for n, each in enumerate(made.units):
            if each.part == own and each.origin in _UNGIVEN:
                made.texts[n] = ""
                if n and _MARKER.fullmatch(made.now(n - 1)):
                    made.texts[n - 1] = ""
            elif each.part.startswith(own) and made.now(n):
                made.notes.append(f"{id} 撤下了，它的措施“{each.text}”还在，请本人定")


def _renumber(made: Retold) -> None:
    """一是、二是 in order again where one went; the only one left has no number."""
    row: list[int] = []
    rows: list[list[int]] = []
    has_gap = False
    for at, unit in enumerate(made.units):
        is_marker = unit.origin is Origin.FRAME and _MARKER.match(unit.text)
        if is_marker and made.now(at):
            row.append(at)
        has_gap = has_gap or bool(is_marker and not made.now(at))
        ends = _HEADING.match(unit.text) or unit.text.endswith(_LABEL)
        if ends or at == len(made.units) - 1:
            if has_gap:
                rows.append(row)
            row, has_gap = [], False
    for each in rows:
        for number, at in enumerate(each, 1):
            mark = f"{han_number(number)}是" if len(each) > 1 else ""
            made.texts[at] = _MARKER.sub(mark, made.now(at), count=1)


# ------------------------------------------------------------------ added


def _add(made: Retold, ids: Sequence[str], sheet: Facts, genre: Genre) -> None:
    """New facts in their own words, each in its part; a shortcoming is answered in its order."""
    roles = place(sheet, genre) | {id: place_alone(id, sheet, genre) for id in ids}
    facts = [sheet[id] for id in ids]
    measures = [fact for fact in facts if roles[fact.id] == Role.MEASURE]
    for fact in facts:
        if roles[fact.id] != Role.MEASURE:
            _add_one(made, fact, sheet, roles, genre)
            if roles[fact.id] == Role.SHORTCOMING:
                answer = _taken(measures, fact)
                _admit(made, fact, answer, genre, leads=leads_staff(sheet))
    open_ = _open_places(made, measures, sheet)
    for fact in measures:
        if fact.id not in open_:
            record = Record(_measured(fact, genre), (fact.id,), Origin.FACT)
            _append(made, replace(record, part=part_ids.measure((), [fact.id])))
    for fact in measures:
        if fact.id in open_:
            _replace_ungiven(made, open_[fact.id], fact, genre)


def _replace_ungiven(made: Retold, place: int, fact: Fact, genre: Genre) -> None:
    """The author's measure in the place of what was open or proposed there."""
    unit = made.units[place]
    for at, each in enumerate(made.units):
        if each.part == unit.part and each.origin in _UNGIVEN:
            made.texts[at] = ""
    record = Record(_measured(fact, genre), (fact.id,), Origin.FACT, f"{unit.part}{fact.id}")
    made.insertions.append(Insertion(unit.span[1], record))


def _add_one(
    made: Retold, fact: Fact, sheet: Facts, roles: Mapping[str, str], genre: Genre
) -> None:
    """A new fact behind those that it is most alike to; a shortcoming is `_admit`'s."""
    role, known = roles[fact.id], _ids(sheet)
    if role == Role.SHORTCOMING:
        return
    rows = [
        (at, id)
        for at, unit in enumerate(made.units)
        for id in unit.facts
        if id in known and roles[id] == role and made.now(at)
    ]
    if not rows:
        made.notes.append(_UNPLACED.format(fact.id, fact.text))
        return
    best = max(rows, key=lambda row: (likeness(sheet[row[1]].text, fact.text), row[0]))[0]
    unit = made.units[best]
    same = [at for at, each in enumerate(made.units) if each.part and each.part == unit.part]
    last = max(same, default=best)
    text = "".join(each.text for each in join([fact], genre=genre))
    record = Record(text, (fact.id,), Origin.FACT, unit.part)
    made.insertions.append(Insertion(made.units[last].span[1], record))


def _admit(made: Retold, fact: Fact, answer: Fact | None, genre: Genre, *, leads: bool) -> None:
    """One more shortcoming, and in the row of measures what answers it, or a place left open."""
    text = "".join(each.text for each in admission([fact], genre=genre))
    part = part_ids.shortcoming([fact.id])
    if not _append(made, Record(text, (fact.id,), Origin.FACT, part)):
        made.notes.append(_UNPLACED.format(fact.id, fact.text))
        return
    answering = [answer.id] if answer else []
    if answer:
        rows = given_measure([answer], genre=genre)
    else:
        rows = proposed_measure([fact], genre=genre, leads=leads)
    origin = Origin.FACT if answer else Origin.OPEN
    text = "".join(each.text for each in rows)
    _append(made, Record(text, tuple(answering), origin, part_ids.measure([fact.id], answering)))
    if not answer:
        made.notes.append(f"{fact.id} 是新添的不足，没有措施，文中写了拟的或者〔待补〕，请本人定")


def _measured(fact: Fact, genre: Genre) -> str:
    return "".join(each.text for each in given_measure([fact], genre=genre))


def _taken(measures: list[Fact], shortcoming: Fact) -> Fact | None:
    """The new measure that is about a new shortcoming; it answers no other."""
    best = max(measures, key=lambda each: likeness(shortcoming.text, each.text), default=None)
    if best is None or likeness(shortcoming.text, best.text) < _ABOUT:
        return None
    measures.remove(best)
    return best


def _open_places(made: Retold, measures: Sequence[Fact], sheet: Facts) -> dict[str, int]:
    """For new measures the units that were left open, or proposed, in their place."""
    known = _ids(sheet)
    found: dict[str, int] = {}
    for at, unit in enumerate(made.units):
        id = unit.part.removeprefix(_MEASURE).removesuffix(">")
        is_open = unit.part.startswith(_MEASURE) and unit.origin in _UNGIVEN and made.now(at)
        if not is_open or id not in known:
            continue
        scores = {m.id: likeness(sheet[id].text, m.text) for m in measures if m.id not in found}
        best = max(scores, key=lambda each: scores[each], default="")
        if best and scores[best] >= _ABOUT:
            found[best] = at
    return found


def _append(made: Retold, record: Record) -> bool:
    """One more shortcoming or measure at the end of its row, with the next number.

    False where the report has no such row.
    """
    prefix = record.part.partition(":")[0] + ":"
    own = [at for at, unit in enumerate(made.units) if unit.part.startswith(prefix)]
    if not own:
        return False
    marks = [
        at - 1
        for at in own
        if at and _MARKER.fullmatch(made.units[at - 1].text) and made.now(at - 1)
    ]
    first, last = own[0], own[-1]
    more = sum(each.record.part.startswith(prefix) for each in made.insertions)
    if not marks and not more:
        made.insertions.append(Insertion(made.units[first].span[0], Record("一是")))
    end = made.units[last].span[1]
    number = max(1, len(marks)) + more + 1
    made.insertions.append(Insertion(end, Record(f"{han_number(number)}是")))
    made.insertions.append(Insertion(end, record))
    return True
