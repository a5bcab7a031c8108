"""What a report that came back was written from: its facts, and which sentence tells which."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from drafter.document import Evidence, Facts, Origin, fact_check, parsing, views
from drafter.document import genre as genres
from drafter.drafting.steps.sift import sift
from drafter.drafting.steps.trim import trimmed
from drafter.errors import BadInput
from drafter.exporters import provenance
from drafter.exporters.provenance import Damaged, Provenance
from drafter.revision.arrival import Arrival
from drafter.revision.order import Order
from drafter.revision.sheet import SheetChanges, compared, ordered

RECOGNISED = 0.2  # of the facts that a text has to tell to be a report of theirs


class Known(NamedTuple):
    """The report that came back, and what it was written from."""

    provenance: Provenance
    changes: SheetChanges
    notes: tuple[str, ...] = ()


def trace(data: bytes, source: str, arrival: Arrival, order: Order) -> Known:
    """What the file carries; else what its text shows to be told of the sheet that is given.

    Raises:
        BadInput: neither says which sentence tells which fact.
    """
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
        carried_ = by_content(arrival.before, sheet, "", source)
        changes = SheetChanges(sheet, sheet)
        if order.facts:
            changes = ordered(sheet, order.facts, order.may_replace)
        return Known(carried_, changes, tuple(notes))
    if order.sheet is None:
        return Known(
            carried_, ordered(carried_.facts, order.facts, order.may_replace), tuple(notes)
        )
    changes = _of_sheet(carried_, order, notes)
    return Known(_renamed(carried_, changes.renamed or {}), changes, tuple(notes))


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
    return re.sub(r"F\d+", lambda found: names.get(found[0], found[0]), name)


def by_content(text: str, facts: Facts, document: str, source: str) -> Provenance:
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
