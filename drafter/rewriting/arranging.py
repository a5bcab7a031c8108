"""Facts of an old report to a plan: its author's own points and headings where they are sound."""

from collections.abc import Sequence
from dataclasses import replace

from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection
from drafter.drafting.phrases import leads
from drafter.drafting.phrases import topics as topic
from drafter.drafting.steps.plan import MOST_IN_A_POINT, MOST_POINTS
from drafter.drafting.steps.plan import plan as make_plan
from drafter.genre import Genre, SectionSpec
from drafter.rewriting.old import Old, OldPoint

LEAST = 2  # points that are a series
OPEN = "〔待补："


def arranged(old: Old, genre: Genre) -> Plan:
    """Where every fact goes; sentences of one admission or measure go together."""
    rows = {row[0]: row for row in (*old.shortcomings, *old.measures)}
    told = make_plan(_units(old.facts, rows), genre)
    headings = old.headings or tuple(section.heading for section in told.sections)
    sections = [
        _section(genre.section(section.role), replace(section, heading=heading), old)
        for section, heading in zip(told.sections, headings, strict=True)
    ]
    return replace(
        told,
        sections=tuple(sections),
        unrelated=tuple(at for at in told.unrelated if not _is_open(told.measures[at], old.facts)),
        shortcomings=_whole(told.shortcomings, rows),
        measures=_whole(told.measures, rows),
    )


def _units(facts: Facts, rows: dict[str, tuple[str, ...]]) -> Facts:
    """The sheet with every admission and measure as one fact, whatever its sentences."""
    later = {id for row in rows.values() for id in row[1:]}
    items = []
    for fact in facts:
        if fact.id in rows:
            items.append(replace(fact, text="。".join(facts[id].text for id in rows[fact.id])))
        elif fact.id not in later:
            items.append(fact)
    return replace(facts, items=tuple(items))


def _whole(
    planned: Sequence[tuple[str, ...]], rows: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(id for unit in row for id in rows.get(unit, (unit,))) for row in planned)


def _section(spec: SectionSpec, section: PlannedSection, old: Old) -> PlannedSection:
    """The section with its author's points, those from elsewhere put with their like."""
    own = old.points.get(spec.role, ())
    is_series = LEAST <= len(own) <= MOST_POINTS
    if spec.enumeration == "none" or not is_series:
        return section
    ids = [id for point in section.points for id in point.facts]
    rows = _joined([list(point.facts) for point in own], ids, old.facts)
    if max(map(len, rows)) > MOST_IN_A_POINT:
        return section
    facts = {fact.id: fact for fact in old.facts}
    points = [
        _point(point, [facts[id] for id in row], spec)
        for point, row in zip(own, rows, strict=True)
    ]
    return replace(section, points=tuple(points))


def _joined(rows: list[list[str]], ids: Sequence[str], facts: Facts) -> list[list[str]]:
    """`rows` with the facts that are in none put in the row most like them, else the last."""
    placed = {id for row in rows for id in row}
    for id in ids:
        if id not in placed:
            own = {found.id for found, _ in topic.weigh(facts[id].text)}
            likeness = [len(own & _topics(row, facts)) for row in rows]
            best = max(range(len(rows)), key=lambda at: (likeness[at], at))
            rows[best].append(id)
    return rows


def _topics(row: Sequence[str], facts: Facts) -> set[str]:
    return {found.id for found, _ in topic.weigh(" ".join(facts[id].text for id in row))}


def _point(own: OldPoint, row: list[Fact], spec: SectionSpec) -> PlannedPoint:
    lead = own.lead or leads.lead([fact.text for fact in row], spec.role)
    return PlannedPoint(tuple(fact.id for fact in row), lead)


def _is_open(row: Sequence[str], facts: Facts) -> bool:
    """Whether a measure was proposed before and waits for its author."""
    return any(OPEN in facts[id].text for id in row)
