"""Facts to frames: what each is aimed at and meant for, as a model says it and a gate lets pass."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter import prompts
from drafter.chain import Chain
from drafter.document import Fact
from drafter.steps.gate import refusal

BATCH = 8  # facts asked about at once: more and a 1.5B model mixes them up
LONGEST = 60  # characters of a fact that still takes a frame
AIM = "^(聚焦|紧盯|围绕|针对|着眼|瞄准|突出|立足|抓住|对准|把握)[一-龥]{4,16}$"
CLOSE = "^(推动|让|促进|努力|助力|为|引导|增强|守护|维护|保障|满足)[一-龥]{4,16}$"


@dataclass(frozen=True, slots=True)
class Frame:
    """What may stand before and after a fact; "" where the gate let nothing pass."""

    aim: str = ""
    close: str = ""
    refused: tuple[tuple[str, str], ...] = ()  # (clause, why)


async def frames(facts: Sequence[Fact], chain: Chain) -> dict[str, Frame]:
    """A frame for each fact that has room for one, by fact id."""
    asked = [fact for fact in facts if len(fact.text) <= LONGEST]
    rows = await asyncio.gather(
        *(_ask(asked[at : at + BATCH], chain) for at in range(0, len(asked), BATCH))
    )
    found: dict[str, Frame] = {}
    passed: list[str] = []
    for fact, aim, close in (entry for row in rows for entry in row):
        found[fact.id] = _judge(fact, aim, close, passed)
    return found


async def _ask(row: Sequence[Fact], chain: Chain) -> list[tuple[Fact, str, str]]:
    listed = "\n".join(f"{at}. {fact.text}" for at, fact in enumerate(row, 1))

    def parse(answer: Any) -> list[tuple[Fact, str, str]]:
        return [
            (fact, str(answer[f"着力点{at}"]), str(answer[f"用意{at}"]))
            for at, fact in enumerate(row, 1)
        ]

    prompt = prompts.active("frames")
    reply = await chain.ask(
        prompt, {"facts": listed}, parse=parse, step="frame", schema=_schema(row)
    )
    return reply.value


def _schema(row: Sequence[Fact]) -> dict[str, Any]:
    """The facts stand in the answer as constants: a weak model then keeps to each in turn."""
    properties: dict[str, Any] = {}
    for at, fact in enumerate(row, 1):
        properties[f"事实{at}"] = {"type": "string", "const": fact.text}
        properties[f"着力点{at}"] = {"type": "string", "pattern": AIM}
        properties[f"用意{at}"] = {"type": "string", "pattern": CLOSE}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _judge(fact: Fact, aim: str, close: str, passed: list[str]) -> Frame:
    """What the gate lets pass; each passed clause binds those after it."""
    refused = []
    kept = []
    for clause in (aim, close):
        reason = refusal(clause, fact.text, passed)
        if reason:
            refused.append((clause, reason))
        else:
            passed.append(clause)
        kept.append("" if reason else clause)
    return Frame(kept[0], kept[1], tuple(refused))
