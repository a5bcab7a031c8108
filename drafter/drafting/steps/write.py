"""Sections to sentences by a strong model, every sentence under the gate."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.concurrency import together
from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection, part_ids
from drafter.document.genre import Genre
from drafter.drafting.author import office
from drafter.drafting.material import Refused, unsaid
from drafter.drafting.passage import SENTENCES, Row, Settled, WrittenPassage, rows_of, settled
from drafter.drafting.steps.join import join
from drafter.errors import BadAnswer
from drafter.models.model import OnText
from drafter.text import han_number, length

WISH = "写报告的人希望（只管写法和详略，不能添事实，与规矩冲突时按规矩）：“{wish}”"
CEREMONY = 260  # characters of title, salutation, preamble, headings and closing
EXPANSION = 1.25  # characters of good text for each of its facts': gold has 1.1 to 1.4
OnPoint = Callable[[int, str], None]


async def write(
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    on_point: OnPoint,
    *,
    on_text: OnText | None = None,
) -> Settled:
    """Every section that has facts, a question each."""

    async def one(section: PlannedSection) -> Settled:
        made = await write_section(section, plan, facts, genre, chain, on_text=on_text)
        count = sum(len(point.facts) for point in section.points)
        on_point(count, "".join(each.text for row in made.given.values() for each in row))
        return made

    works = (one(section) for section in plan.sections if section.points)
    async with together(works) as tasks:
        found = [await task for task in tasks]
    return gathered(found)


def gathered(found: Sequence[Settled]) -> Settled:
    """What several questions brought, as one."""
    return Settled(
        {part: told for each in found for part, told in each.given.items()},
        tuple(row for each in found for row in each.refused),
        sum(each.asked for each in found),
    )


async def write_section(  # noqa: PLR0913 - what is given, and who watches
    section: PlannedSection,
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    *,
    wish: str = "",
    on_text: OnText | None = None,
) -> Settled:
    """The points of one section as they may stand; every fact of theirs is told.

    Args:
        section: with the points that are wanted, not always all of the plan's.
        plan: of the whole report, for its outline.
        facts: the sheet.
        genre: the kind of report.
        chain: the model to ask.
        wish: what a person wants of the wording; it opens no gate.
        on_text: given the model's words as they come.
    """
    told = [facts[id].text for point in section.points for id in point.facts]
    values = {
        "office": office(facts),
        "outline": outline_of(plan),
        "section": section.heading,
        "points": "\n".join(_listed(at, each, facts) for at, each in enumerate(section.points, 1)),
        "budget": str(_budget(told, facts)),
        "remarks": WISH.format(wish=" ".join(wish.split())) if wish else "",
    }
    refused: Refused = ()
    try:
        reply = await chain.ask(
            prompts.active("section"),
            values,
            parse=partial(_rows, count=len(section.points)),
            step="write",
            schema=_SCHEMA,
            on_text=on_text,
        )
        rows = reply.value
    except BadAnswer as error:
        rows = [()] * len(section.points)
        refused = tuple(("", unsaid(error)) for _ in section.points)
    passages = [
        WrittenPassage(part_ids.point(point.facts), row, point.facts, partial(join, genre=genre))
        for point, row in zip(section.points, rows, strict=True)
    ]
    if refused:
        given = {each.part: each.plain([facts[id] for id in each.own]) for each in passages}
        return Settled(given, refused, 0)
    return await settled(passages, facts, genre, chain, office(facts))


_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "points": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"sentences": SENTENCES},
                "required": ["sentences"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["points"],
    "additionalProperties": False,
}


def _rows(answer: str, *, count: int) -> list[tuple[Row, ...]]:
    """The sentences of every point; raises ValueError where points are missing or too many."""
    points = json.loads(answer)["points"]
    if len(points) != count:
        raise ValueError(f"points 应有 {count} 个，与给的点一一对应，现在是 {len(points)} 个")
    return [rows_of(each["sentences"]) for each in points]


def _listed(at: int, point: PlannedPoint, facts: Facts) -> str:
    lead = f"领句“{point.lead}”" if point.lead else "不设领句"
    return "\n".join([f"第{at}点，{lead}：", *(f"{id}. {facts[id].text}" for id in point.facts)])


def outline_of(plan: Plan) -> str:
    """Headings and leads, as the model sees where its part stands."""
    lines = [f"前言主线：{plan.thread}"] if plan.thread else []
    for number, section in enumerate(plan.sections, 1):
        lines.append(f"{han_number(number)}、{section.heading}")
        lines += [
            f"  {han_number(at)}是{point.lead}"
            for at, point in enumerate(section.points, 1)
            if point.lead
        ]
    return "\n".join(lines)


def told_facts(plan: Plan, facts: Facts) -> list[Fact]:
    """The facts of a sheet that are not left out, in its order."""
    dropped = {id for id, _ in plan.dropped}
    return [fact for fact in facts if fact.id not in dropped]


def _budget(told: Sequence[str], facts: Facts) -> int:
    """How long a section may be, to tens: in the sheet's proportion where a length is wanted."""
    own = sum(map(length, told))
    if facts.length:
        whole = sum(length(fact.text) for fact in facts) or 1
        share = own / whole
        return max(30, round(share * (facts.length - CEREMONY) / 10) * 10)
    return max(30, round(EXPANSION * own / 10) * 10)
