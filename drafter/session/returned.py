"""A session that goes on with a report that came back: its words stand, its plan is theirs.

What people changed is accepted as it is; what waits for an answer, and what is 〔待补〕, is open.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from drafter.document import Facts, Origin, Plan, PlannedPoint, PlannedSection, part_ids
from drafter.document import genre as genres
from drafter.drafting.material import DraftSentence
from drafter.exporters.provenance import Provenance, Record
from drafter.session.history import Event, History, Offer
from drafter.session.session import begun
from drafter.session.state import Author, Candidate, Status
from drafter.text import OPEN, shorten

RETURNED = "returned"
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_MARKER = re.compile(r"[一二三四五六七八九十]{1,3}是")
_MARKED = "\0"  # a number that stands alone: its lead comes next
_AWAY = "改回来的稿子里没有写"
_SHOWN = 30  # characters of a sentence that is named


@dataclass
class _Section:
    """A section as it stands."""

    heading: str
    points: list[tuple[str, str]] = field(default_factory=list)  # part, lead


@dataclass
class _Reading:
    """The report in parts."""

    said: dict[str, list[Record]] = field(default_factory=dict)  # by part, in reading order
    sections: list[_Section] = field(default_factory=list)


def begun_from(
    known: Provenance, model: str, waiting: Collection[str] = ()
) -> tuple[Event, Event, tuple[str, ...]]:
    """The first two events of a session on a report that came back, and what has to be told.

    Args:
        known: the report with the facts behind each sentence.
        model: as the person named it, for `resume`.
        waiting: sentences with a question that nobody has answered.

    Raises:
        BadInput: there are no facts.
    """
    begin = begun(known.facts, model)
    assert begin.facts is not None  # noqa: S101 - what `begun` makes
    assert begin.plan is not None  # noqa: S101
    parts = _base(begin.plan)
    read = _read(known, parts)
    plan, names = _Planning(read, begin.plan, begin.facts).made()
    offers, statuses = [], {}
    for part, records in read.said.items():
        name = names.get(part, part)
        rows = tuple(DraftSentence(r.text, r.facts, r.origin, name) for r in records)
        is_own = any(r.origin is Origin.PERSON for r in records)
        author = Author.PERSON if is_own else Author.STOCK
        offers.append(Offer(name, Candidate("1", author, rows)))
        statuses[name] = _status(records, waiting, known.open)
    chosen = {each.part: each.candidate.id for each in offers}
    begin = replace(begin, plan=plan)
    came = Event(RETURNED, offers=tuple(offers), chosen=chosen, statuses=statuses)
    return begin, came, tuple(_left_behind(known, begin, came))


def _status(records: list[Record], waiting: Collection[str], open_: Collection[str]) -> Status:
    """Open where somebody still has to decide or to fill in; else as it was handed back."""
    is_open = any(
        OPEN in each.text or each.text in waiting or set(each.facts) & set(open_)
        for each in records
    )
    return Status.OPEN if is_open else Status.ACCEPTED


def _base(plan: Plan) -> dict[str, str]:
    """For each fact its part in a plan."""
    rows = [(part_ids.point(p.facts), p.facts) for s in plan.sections for p in s.points]
    rows.append((part_ids.feedback(plan.feedback), plan.feedback))
    rows += [(part_ids.shortcoming(ids), ids) for ids in plan.shortcomings]
    rows += [
        (part_ids.measure(short, ids), ids)
        for short, ids in zip(plan.shortcomings, plan.measures, strict=True)
    ]
    return {id: part for part, ids in rows for id in ids}


def _read(known: Provenance, parts: Mapping[str, str]) -> _Reading:
    """Every sentence to its part: as it is recorded, else by its facts, else the one before it."""
    made = _Reading()
    label = f"{genres.load(known.facts.genre).feedback.label}："
    lead = ""
    for line in known.lines:
        text = "".join(each.text for each in line)
        here = ""
        if _HEADING.match(text) and not any(each.part or each.facts for each in line):
            made.sections.append(_Section(_HEADING.sub("", text, count=1)))
            continue
        for each in line:
            if _MARKER.match(each.text) and not each.part and not each.facts:
                lead = _MARKER.sub("", each.text, count=1).removesuffix("。") or _MARKED
                here = ""
                continue
            part = _part_of(each, parts, is_first=not made.sections)
            if not part and lead == _MARKED and made.sections and each.text.endswith("。"):
                lead = each.text.removesuffix("。")
                continue
            here = part or here
            if not here or (not part and _is_ours(each)):
                continue
            said = replace(each, text=each.text.removeprefix(label))
            if here not in made.said and here.startswith("point:") and made.sections:
                made.sections[-1].points.append((here, lead.removeprefix(_MARKED)))
            lead = ""
            made.said.setdefault(here, []).append(said)
    return made


def _part_of(record: Record, parts: Mapping[str, str], *, is_first: bool) -> str:
    """The part of a sentence; what comes first is the preamble."""
    part = record.part or next((parts[id] for id in record.facts if id in parts), "")
    is_preamble = not part and is_first and record.text.endswith("。")
    return part_ids.PREAMBLE if is_preamble else part


def _is_ours(record: Record) -> bool:
    """A frame, or a place left open: a session makes them anew."""
    is_open = record.text.startswith(OPEN) and record.text.endswith("〕")
    return record.origin in (Origin.FRAME, Origin.OPEN) or is_open


class _Planning:
    """The plan that a report shows, and the names that its parts have by their facts of today."""

    def __init__(self, read: _Reading, base: Plan, facts: Facts) -> None:
        self._read, self._base = read, base
        self._left = [fact.id for fact in facts if fact.id not in dict(base.dropped)]
        self._names: dict[str, str] = {}

    def made(self) -> tuple[Plan, dict[str, str]]:
        """The plan, and new names by old ones."""
        sections = tuple(self._section(at, each) for at, each in enumerate(self._read.sections))
        feedback = next((part for part in self._read.said if part.startswith("feedback:")), "")
        answered = self._taken(feedback) if feedback else ()
        self._names[feedback] = part_ids.feedback(answered)
        shorts, measures = self._pairs()
        dropped = (*self._base.dropped, *((id, _AWAY) for id in self._left))
        plan = replace(
            self._base,
            sections=sections,
            feedback=answered,
            shortcomings=shorts,
            measures=measures,
            unrelated=(),
            dropped=dropped,
        )
        return plan, self._names

    def _taken(self, part: str) -> tuple[str, ...]:
        """The facts of a part, each in the first part that tells it."""
        own = re.findall(r"F\d+", part.partition(">")[2] if ">" in part else part)
        own += [id for each in self._read.said.get(part, ()) for id in each.facts]
        found = tuple(id for id in dict.fromkeys(own) if id in self._left)
        self._left = [id for id in self._left if id not in found]
        return found

    def _section(self, at: int, section: _Section) -> PlannedSection:
        points = []
        for part, lead in section.points:
            if ids := self._taken(part):
                points.append(PlannedPoint(ids, lead))
                self._names[part] = part_ids.point(ids)
        base = self._base.sections
        roles = {id: each.role for each in base for point in each.points for id in point.facts}
        said = [roles[id] for point in points for id in point.facts if id in roles]
        usual = base[min(at, len(base) - 1)].role
        role = max(dict.fromkeys(said), key=said.count, default=usual)
        return PlannedSection(role, section.heading, tuple(points))

    def _pairs(self) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
        """Shortcomings, and what answers each."""
        said = self._read.said
        rows = {p.partition(">")[0].partition(":")[2]: p for p in said if p.startswith("measure:")}
        shorts, measures = [], []
        for part in [each for each in said if each.startswith("shortcoming:")]:
            if ids := self._taken(part):
                own = rows.get(part.partition(":")[2], "")
                given = self._taken(own) if own else ()
                shorts.append(ids)
                measures.append(given)
                self._names[part] = part_ids.shortcoming(ids)
                self._names[own] = part_ids.measure(ids, given)
        return tuple(shorts), tuple(measures)


def _left_behind(known: Provenance, begin: Event, came: Event) -> Iterator[str]:
    """Sentences that have no place in a session: told, since they are in the file alone."""
    history = History(begin)
    now = history.apply(came).report.text
    for line in known.lines:
        for each in line:
            text = each.text.strip()
            if text and each.origin is Origin.PERSON and text not in now:
                yield f"“{shorten(text, _SHOWN)}”会话里没有放的地方，只在原文件里"
