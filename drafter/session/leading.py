"""Lead phrases to choose from: about the point's facts, none of the plan's own."""

from collections.abc import Collection
from dataclasses import replace

from drafter.document import Facts, Plan
from drafter.drafting.phrases import leads

OFFERED = 5


def choices(
    facts: Facts, plan: Plan, role: str, ids: Collection[str], count: int = OFFERED
) -> tuple[str, ...]:
    """Up to `count` leads for a point with these facts, the best fit first."""
    texts = [facts[id].text for id in ids]
    taken = {point.lead for section in plan.sections for point in section.points}
    found = leads.choices(texts, role, count + len(taken))
    return tuple(lead for lead in found if lead not in taken)[:count]


def led(plan: Plan, facts: Facts) -> Plan:
    """The plan with a lead for every point that needs one and has none."""
    sections = []
    for section in plan.sections:
        points = []
        for point in section.points:
            if not point.lead and len(section.points) > 1:
                lead = leads.lead([facts[id].text for id in point.facts], section.role)
                points.append(replace(point, lead=lead))
            else:
                points.append(point)
        sections.append(replace(section, points=tuple(points)))
    return replace(plan, sections=tuple(sections))
