"""Last year's feedback, shortcomings and measures by a strong model: one question for all.

A shortcoming and its measure are written together, so that one answers the other. A given
measure is kept and raised; one that nobody gave is proposed, with 〔待补：…〕 for whatever would
be a promise.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Origin, Plan, part_ids
from drafter.document.genre import Genre
from drafter.drafting.author import leads_staff, office
from drafter.drafting.material import unsaid
from drafter.drafting.passage import (
    SENTENCES,
    Plain,
    Row,
    Settled,
    WrittenPassage,
    rows_of,
    settled,
)
from drafter.drafting.steps.join import admission, answered, given_measure
from drafter.drafting.steps.propose import proposed_measure
from drafter.drafting.steps.write import outline_of, told_facts
from drafter.errors import BadAnswer
from drafter.models.model import OnText

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "feedback": SENTENCES,
        "pairs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"admission": SENTENCES, "measure": SENTENCES},
                "required": ["admission", "measure"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["feedback", "pairs"],
    "additionalProperties": False,
}


Pairs = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]  # shortcomings and their measures


@dataclass(frozen=True, slots=True)
class Told:
    """What a model wrote, still to pass the gate."""

    feedback: tuple[Row, ...]
    pairs: tuple[tuple[tuple[Row, ...], tuple[Row, ...]], ...]


async def answer(
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    *,
    wish: str = "",
    on_text: OnText | None = None,
) -> Settled:
    """The answer to last year's feedback, every admission and every measure, as they may stand.

    Args:
        plan: what is wanted; a part that it lacks is not asked for.
        facts: the sheet.
        genre: the kind of report.
        chain: the model to ask.
        wish: what a person wants of the wording; it opens no gate.
        on_text: given the model's words as they come.
    """
    stray = strays(plan)
    admitted = pairs_of(plan)
    if not admitted and not plan.feedback:
        return Settled({}, (), 0)
    values = {
        "office": office(facts),
        "outline": outline_of(plan),
        "facts": "\n".join(_line(fact) for fact in told_facts(plan, facts)),
        "feedback": "\n".join(_line(facts[id]) for id in plan.feedback) or "（没有给）",
        "pairs": "\n".join(
            _pair(at, a, () if part_ids.measure(a, b) in stray else b, facts)
            for at, (a, b) in enumerate(admitted, 1)
        )
        or "（没有给）",
        "remarks": f"写报告的人希望：“{' '.join(wish.split())}”" if wish else "",
    }
    try:
        reply = await chain.ask(
            prompts.active("answers"),
            values,
            parse=partial(_parsed, count=len(admitted)),
            step="answer",
            schema=_SCHEMA,
            on_text=on_text,
        )
    except BadAnswer as error:
        return Settled({}, (("", unsaid(error)),), 0)
    told = await settled(
        passages(plan, reply.value, facts, genre), facts, genre, chain, office(facts)
    )
    return with_strays(told, plan, facts, genre)


def pairs_of(plan: Plan) -> Pairs:
    """The shortcomings that there are, each with the author's measures."""
    return [(a, b) for a, b in zip(plan.shortcomings, plan.measures, strict=True) if a]


def strays(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Measures about something else than their shortcoming, by part: each gets one beside it."""
    return {
        part_ids.measure(plan.shortcomings[at], plan.measures[at]): plan.measures[at]
        for at in plan.unrelated
        if at < len(plan.shortcomings) and plan.shortcomings[at]
    }


def with_strays(told: Settled, plan: Plan, facts: Facts, genre: Genre) -> Settled:
    """What was told, and the author's own measures behind those proposed beside them."""
    stray = strays(plan)
    given = {
        part: (*row, *given_measure([facts[id] for id in stray.get(part, ())], genre=genre))
        for part, row in told.given.items()
    }
    return replace(told, given=given)


def _line(fact: Fact) -> str:
    return f"{fact.id}. {fact.text}"


def _pair(at: int, shortcoming: Sequence[str], measures: Sequence[str], facts: Facts) -> str:
    lines = [f"第{at}对", *(f"不足 {_line(facts[id])}" for id in shortcoming)]
    lines += [f"措施 {_line(facts[id])}" for id in measures] or ["措施（没有给，请建议）"]
    return "\n".join(lines)


def _parsed(said: str, *, count: int) -> Told:
    told = json.loads(said)
    pairs = tuple((rows_of(each["admission"]), rows_of(each["measure"])) for each in told["pairs"])
    if len(pairs) != count:
        raise ValueError(f"pairs 应有 {count} 对，与给的不足一一对应，现在是 {len(pairs)} 对")
    return Told(rows_of(told["feedback"]), pairs)


def passages(plan: Plan, told: Told, facts: Facts, genre: Genre) -> Sequence[WrittenPassage]:
    """What a model wrote as passages for the gate: the feedback, then pair by pair."""
    stray: Collection[str] = strays(plan)
    found = []
    plain: Plain
    if plan.feedback:
        plain = partial(answered, genre=genre, year=facts.year)
        found.append(
            WrittenPassage(part_ids.feedback(plan.feedback), told.feedback, plan.feedback, plain)
        )
    for (short, measures), (admitting, answering) in zip(pairs_of(plan), told.pairs, strict=True):
        found.append(
            WrittenPassage(
                part_ids.shortcoming(short),
                admitting,
                short,
                partial(admission, genre=genre),
                kind="admission",
            )
        )
        part = part_ids.measure(short, measures)
        own = () if part in stray else measures
        is_given = bool(own)
        plain = (
            partial(given_measure, genre=genre)
            if is_given
            else _proposed([facts[id] for id in short], genre, leads=leads_staff(facts))
        )
        found.append(
            WrittenPassage(
                part,
                answering,
                own,
                plain,
                kind="sentence" if is_given else "measure",
                origin=Origin.MODEL if is_given else Origin.PROPOSED,
                about=short,
            )
        )
    return found


def _proposed(short: Sequence[Fact], genre: Genre, *, leads: bool) -> Plain:
    """What stands without a model where nobody gave a measure."""
    return lambda _: proposed_measure(short, genre=genre, leads=leads)
