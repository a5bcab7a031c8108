"""Facts to a plan: every fact in one place, told together with its like, under a fitting lead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from drafter import pairing
from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection, Role
from drafter.drafting.phrases import topics as topic
from drafter.drafting.phrases.leads import Leads
from drafter.drafting.steps.place import place
from drafter.genre import Genre, SectionSpec

MOST_IN_A_POINT = 9  # facts; more are told in more points
MOST_POINTS = 9
PAIR = 2  # facts that make a point, where there are enough


def plan(facts: Facts, genre: Genre, *, dropped: Mapping[str, str] | None = None) -> Plan:
    """Where every fact goes.

    Args:
        facts: the sheet.
        genre: the kind of report.
        dropped: facts the user wants left out, with the reason.

    Returns:
        A plan in which each fact of the sheet stands exactly once.
    """
    dropped = dropped or {}
    roles = place(facts, genre)
    kept = [fact for fact in facts if fact.id not in dropped]
    by_role = {
        role: [fact for fact in kept if roles[fact.id] == role] for role in [*genre.roles, *Role]
    }
    leads = Leads(facts)
    shortcomings = [(fact.id,) for fact in by_role[Role.SHORTCOMING]]
    measures, unrelated = _answer(by_role[Role.SHORTCOMING], by_role[Role.MEASURE])
    return Plan(
        sections=tuple(_section(spec, by_role[spec.role], leads) for spec in genre.sections),
        feedback=tuple(fact.id for fact in by_role[Role.FEEDBACK]),
        shortcomings=tuple(shortcomings) or ((),) * bool(measures),
        measures=tuple(measures),
        unrelated=tuple(unrelated),
        dropped=tuple((id, reason) for id, reason in dropped.items() if id in roles),
    )


def _section(spec: SectionSpec, facts: list[Fact], leads: Leads) -> PlannedSection:
    heading = leads.choose(spec.headings, " ".join(fact.text for fact in facts))
    if not facts:
        return PlannedSection(spec.role, heading, ())
    wanted = (
        1 if spec.enumeration == "none" else max(spec.points, -(-len(facts) // MOST_IN_A_POINT))
    )
    rows = cluster(facts, min(wanted, MOST_POINTS, len(facts)), spec.role)
    several = len(rows) > 1
    points = tuple(_point(row, spec, leads, several=several) for row in rows)
    return PlannedSection(spec.role, heading, points)


def _point(row: list[Fact], spec: SectionSpec, leads: Leads, *, several: bool) -> PlannedPoint:
    text = " ".join(fact.text for fact in row)
    topics = [found.id for found, _ in topic.weigh(text, spec.role)]
    lead = leads.lead(spec, topics, text) if several else ""
    return PlannedPoint(tuple(fact.id for fact in row), lead, topics[0] if topics else "")


def cluster(facts: Sequence[Fact], count: int, role: str) -> list[list[Fact]]:
    """`facts` in `count` rows, like with like, in the order of the sheet.

    Facts under one heading of the user's stay together; otherwise facts of one topic. Then the
    smallest neighbours are joined, or the longest row cut, until the count is right.
    """
    rows: dict[str, list[Fact]] = {}
    headings = {fact.group for fact in facts if not fact.role}
    for fact in facts:
        rows.setdefault(fact.group if len(headings) > 1 else _topic(fact, role), []).append(fact)
    found = list(rows.values())
    least = max(min(PAIR, len(facts) // count), len(facts) // (2 * count))
    while len(found) > count or (len(found) > 1 and min(map(len, found)) < least):
        sizes = [len(a) + len(b) for a, b in pairwise(found)]
        at = sizes.index(min(sizes))
        found[at : at + 2] = [found[at] + found[at + 1]]
    while len(found) < count:
        longest = max(found, key=len)
        at, half = found.index(longest), -(-len(longest) // 2)
        found[at : at + 1] = [longest[:half], longest[half:]]
    return found


def _topic(fact: Fact, role: str) -> str:
    weights = topic.weigh(fact.text, role)
    return weights[0][0].id if weights else ""


def _answer(
    shortcomings: list[Fact], measures: list[Fact]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """A row of measures for each shortcoming, and which rows are not visibly about theirs.

    Given measures go where they fit best. One that fits nowhere keeps its own ordinal, or joins
    the last row: it is the user's, so it stays.
    """
    if not shortcomings:
        return ([tuple(fact.id for fact in measures)] if measures else []), []
    matched = pairing.pair([f.text for f in shortcomings], [f.text for f in measures])
    rows: list[list[str]] = [[] for _ in shortcomings]
    order = (
        matched.assignment if matched.swapped or len(measures) != len(rows) else range(len(rows))
    )
    taken: Counter[int] = Counter()
    for row, chosen in zip(rows, order, strict=True):
        if chosen is not None:
            row.append(measures[chosen].id)
            taken[chosen] += 1
    for index, fact in enumerate(measures):
        if not taken[index]:
            column = [line[index] for line in matched.matrix]
            rows[column.index(max(column))].append(fact.id)
    texts = {fact.id: fact.text for fact in measures}
    unrelated = [
        at
        for at, (short, row) in enumerate(zip(shortcomings, rows, strict=True))
        if row and all(_is_apart(short.text, texts[id]) for id in row)
    ]
    return [tuple(row) for row in rows], unrelated


def _is_apart(shortcoming: str, measure: str) -> bool:
    return pairing.related(shortcoming, measure) is pairing.State.UNRELATED
