"""Leads, headings and the thread when a plan is changed by hand; leads to choose from."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from drafter.document import Facts, Plan, PlannedPoint, PlannedSection
from drafter.document import genre as genres
from drafter.drafting.author import leads_staff
from drafter.drafting.phrases import duties, headings, leads
from drafter.drafting.steps.plan import are_lines, thread_of

OFFERED = 5


def choices(
    facts: Facts, plan: Plan, role: str, ids: Collection[str], count: int = OFFERED
) -> tuple[str, ...]:
    """Up to `count` leads for a point with these facts, the best fit first; none the plan has."""
    texts = [facts[id].text for id in ids]
    taken = {point.lead for section in plan.sections for point in section.points}
    found = leads.choices(texts, role, count + len(taken), duties.office(facts))
    return tuple(lead for lead in found if lead not in taken)[:count]


def led(plan: Plan, facts: Facts) -> Plan:
    """The plan with a lead for every point that needs one and has none."""
    office = duties.office(facts)
    sections = []
    for section in plan.sections:
        taken = [point.lead for point in section.points if point.lead]
        texts = [_texts(point, facts) for point in section.points]
        is_list = (
            not taken and section.role != duties.MAIN and are_lines(texts, section.role, office)
        )
        points = []
        for point in section.points:
            if not point.lead and len(section.points) > 1 and not is_list:
                lead = leads.lead(_texts(point, facts), section.role, taken, office)
                taken.append(lead)
                points.append(replace(point, lead=lead))
            else:
                points.append(point)
        sections.append(replace(section, points=tuple(points)))
    return replace(plan, sections=tuple(sections))


def reworded(before: Plan, after: Plan, facts: Facts) -> Plan:
    """A changed plan with words for what it tells now, as far as they were made from the facts.

    What a model or a person worded stays as it is: `unborne` tells where it no longer fits.

    Args:
        before: the plan as it was.
        after: the plan as it was changed.
        facts: the sheet, with all facts of both.
    """
    sections = []
    known = {id for section in before.sections for point in section.points for id in point.facts}
    if not known <= {fact.id for fact in facts}:
        return led(after, facts)
    headings = (_headings(before, facts), _headings(after, facts))
    for old, new, was, now in zip(before.sections, after.sections, *headings, strict=True):
        made = set(_made(old, facts))
        sames = {frozenset(point.facts) for point in old.points if len(old.points) > 1}
        points = tuple(
            replace(point, lead="")
            if point.lead in made and frozenset(point.facts) not in sames
            else point
            for point in new.points
        )
        is_other = _facts(old) != _facts(new) and _subjects(new.heading) == _subjects(was)
        heading = _retold(new.heading, now) if is_other else new.heading
        sections.append(replace(new, heading=heading, points=points))
    thread = after.thread
    genre = genres.load(facts.genre)
    if thread == thread_of(before.sections, facts, genre):
        thread = thread_of(after.sections, facts, genre)
    return led(replace(after, sections=tuple(sections), thread=thread), facts)


def unborne(before: Plan, after: Plan, facts: Facts) -> Iterator[str]:
    """What of a changed plan is told under a lead that does not speak of it, for people."""
    known = {(point.lead, point.facts) for section in before.sections for point in section.points}
    for number, section in enumerate(after.sections, 1):
        for at, point in enumerate(section.points, 1):
            if len(section.points) == 1 or (point.lead, point.facts) in known:
                continue
            stray = [
                point.facts[n]
                for n in leads.covers(point.lead, _texts(point, facts), duties.office(facts))
            ]
            if stray:
                yield f"{number}.{at} 的点题句“{point.lead}”看不出说到 {'、'.join(stray)}"


def _made(section: PlannedSection, facts: Facts) -> Iterator[str]:
    """The leads of a section that are as the program makes them."""
    taken: list[str] = []
    office = duties.office(facts)
    for point in section.points:
        texts = _texts(point, facts)
        first = leads.lead(texts, section.role, (), office)
        for lead in (leads.lead(texts, section.role, taken, office), first):
            if lead == point.lead:
                yield lead
        taken.append(point.lead)


def _headings(plan: Plan, facts: Facts) -> tuple[str, ...]:
    rows = [
        (section.role, [_texts(point, facts) for point in section.points])
        for section in plan.sections
    ]
    return headings.headings(rows, has_staff=leads_staff(facts), office=duties.office(facts))


def _facts(section: PlannedSection) -> frozenset[str]:
    return frozenset(id for point in section.points for id in point.facts)


def _subjects(heading: str) -> str:
    """What of a heading is made from the facts: all behind its first clause."""
    return heading.partition("，")[2] or heading


def _retold(old: str, new: str) -> str:
    """A heading with other subjects; its first clause goes with those of the other sections.

    >>> _retold("抓主业，抓粮食生产", "强发展，抓农村公路")
    '抓主业，抓农村公路'
    """
    first, mark, _ = old.partition("，")
    return f"{first}{mark}{_subjects(new)}" if mark and "，" in new else new


def _texts(point: PlannedPoint, facts: Facts) -> list[str]:
    return [facts[id].text for id in point.facts]
