"""Shortcomings without a measure to proposals: what could be done, who and when left open."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafter import pairing, prompts
from drafter.chain import Chain
from drafter.document import Facts, Plan
from drafter.drafting.gate import CLAIM, OPEN_END, UNSAID, Refused, invention
from drafter.errors import BadAnswer
from drafter.text import length

FORM = re.compile("[一-龥、]+(?:，[一-龥、]+){1,2}")
SHORTEST, LONGEST = 12, 46


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposes, and what of it may not stand."""

    told: Mapping[int, str]  # by the number of the shortcoming
    refused: Refused = ()  # "" where one was asked for and none came


async def propose(plan: Plan, facts: Facts, chain: Chain) -> Proposed:
    """What could be done about each shortcoming that has no visible measure, by its number.

    A shortcoming is missing where the model said nothing usable: the stock serves there.
    """
    asked = {
        at: facts[plan.shortcomings[at][0]].text
        for at, row in enumerate(plan.measures)
        if plan.shortcomings[at] and (not row or at in plan.unrelated)
    }
    if not asked:
        return Proposed({})
    listed = "\n".join(f"{at}. {text}" for at, text in enumerate(asked.values(), 1))

    def parse(answer: str) -> dict[int, str]:
        told = json.loads(answer)
        return {key: str(told[f"做法{at}"]).strip() for at, key in enumerate(asked, 1)}

    try:
        reply = await chain.ask(
            prompts.active("measure"),
            {"shortcomings": listed},
            parse=parse,
            step="propose",
            schema=_schema(asked),
        )
    except BadAnswer:
        return Proposed({}, tuple(("", UNSAID) for _ in asked))
    reasons = {at: refusal(told, asked[at]) if told else UNSAID for at, told in reply.value.items()}
    return Proposed(
        {at: told for at, told in reply.value.items() if not reasons[at]},
        tuple((told, reasons[at]) for at, told in reply.value.items() if reasons[at]),
    )


def refusal(told: str, shortcoming: str) -> str:
    """Why a proposal may not be made; "" when it may.

    It may not commit anybody to a figure, a date or a name, nor miss its shortcoming, nor only
    say it the other way round.
    """
    if not SHORTEST <= length(told) <= LONGEST or told.endswith(OPEN_END):
        return "长短不合"
    if CLAIM.search(told):
        return "写成了成绩"
    if not FORM.fullmatch(told):  # not every server holds its model to the schema
        return "不是两三个分句"
    strange = invention(told, shortcoming)
    if strange:
        return strange
    if pairing.related(shortcoming, told) is pairing.State.UNRELATED:
        return "看不出与不足有关"
    return "只是把不足反过来说" if pairing.restated(shortcoming, told) else ""


def _schema(asked: Mapping[int, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for at, text in enumerate(asked.values(), 1):
        properties[f"不足{at}"] = {"type": "string", "const": text}
        properties[f"做法{at}"] = {"type": "string", "maxLength": 60}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
