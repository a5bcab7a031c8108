"""Lead phrases to choose from: of the right lengths, about their facts, none of the plan's own."""

import re
from collections.abc import Collection

from drafter.document import Facts, Plan
from drafter.drafting.phrases import topics as topic
from drafter.drafting.phrases.leads import Leads, fit
from drafter.genre import Genre, Lead, SectionSpec

TRIES = 40  # phrases drawn from the stock for a handful that differ


def choices(
    facts: Facts, plan: Plan, spec: SectionSpec, ids: Collection[str], count: int = 5
) -> tuple[str, ...]:
    """Up to `count` leads for a point with these facts, the best fit first.

    None where the section has no leads.
    """
    if spec.lead is None:
        return ()
    text = " ".join(facts[id].text for id in ids)
    topics = [found.id for found, _ in topic.weigh(text, spec.role)]
    taken = {point.lead for section in plan.sections for point in section.points}
    stock, found = Leads(facts), list[str]()
    for _ in range(TRIES):
        lead = stock.lead(spec, topics, text)
        if lead not in taken and lead not in found and is_fit(lead, spec.lead):
            found.append(lead)
    return tuple(sorted(found, key=lambda lead: -fit(lead, text))[:count])


def is_fit(lead: str, form: Lead) -> bool:
    """Whether each clause of a lead has the characters that its section's form asks for.

    >>> form = Lead(((3, 3), (3, 3), (9, 10)), "、，")
    >>> is_fit("抓项目、兴产业，产业发展根基不断夯实", form), is_fit("抓项目，兴产业", form)
    (True, False)
    """
    clauses = re.split("[、，]", lead)
    marks = "".join(re.findall("[、，]", lead))
    return marks == form.separators and all(
        least <= len(clause) <= most
        for clause, (least, most) in zip(clauses, form.lengths, strict=True)
    )


def led(plan: Plan, facts: Facts, genre: Genre) -> Plan:
    """The plan with a lead for every point that needs one and has none."""
    from dataclasses import replace

    for number, section in enumerate(plan.sections):
        spec = genre.section(section.role)
        for at, point in enumerate(section.points):
            if point.lead or len(section.points) == 1 or spec.lead is None:
                continue
            lead = next(iter(choices(facts, plan, spec, point.facts)), "")
            points = list(plan.sections[number].points)
            points[at] = replace(point, lead=lead)
            sections = list(plan.sections)
            sections[number] = replace(section, points=tuple(points))
            plan = replace(plan, sections=tuple(sections))
    return plan
