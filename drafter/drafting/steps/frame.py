"""Facts to frames: what each is aimed at and meant for, as a model says it and a gate lets pass."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from drafter import prompts
from drafter.chain import Chain
from drafter.concurrency import together
from drafter.document import Fact
from drafter.drafting.gate import UNSAID, Refused, refusal
from drafter.errors import BadAnswer
from drafter.models import OnText

BATCH = 8  # facts asked about at once: more and a 1.5B model mixes them up
LONGEST = 60  # characters of a fact that still takes a frame
CLAUSE = {
    "type": "string",
    "maxLength": 28,
}  # no pattern: each token it rejects costs 0.1 s and more
ANCHOR = 6  # characters of a fact that its place in the answer begins with
OnFrame = Callable[[Fact, "Frame"], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What may stand before and after a fact; "" where the gate let nothing pass."""

    aim: str = ""
    close: str = ""
    refused: Refused = ()  # "" where a clause was asked for and none came


async def frames(
    facts: Sequence[Fact], chain: Chain, on_frame: OnFrame, on_text: OnText | None = None
) -> dict[str, Frame]:
    """A frame for each fact that has room for one, by fact id.

    An answer that cannot be used costs its facts their frames and nothing else: the stock of
    phrases serves in their place.
    """
    asked = [fact for fact in facts if len(fact.text) <= LONGEST]
    rows = [asked[at : at + BATCH] for at in range(0, len(asked), BATCH)]
    found: dict[str, Frame] = {}
    passed = [prompts.active("frames").system]  # its examples are no answers
    voice = _Voice(on_text)
    async with together(_ask(row, chain, voice) for row in rows) as answers:
        for answer in answers:
            for fact, aim, close in await answer:
                found[fact.id] = _judge(fact, aim, close, passed)
                on_frame(fact, found[fact.id])
    return found


class _Voice:
    """Of several answers that come at once, one is heard until it ends."""

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text = on_text
        self._heard: object = None

    def of(self, asker: object) -> OnText | None:
        """What is given the pieces of one answer."""
        if self._on_text is None:
            return None
        on_text = self._on_text

        def heard(piece: str) -> None:
            if self._heard in (None, asker):
                self._heard = asker
                on_text(piece)

        return heard

    def end(self, asker: object) -> None:
        """Let the next one be heard."""
        if self._heard is asker:
            self._heard = None


async def _ask(row: Sequence[Fact], chain: Chain, voice: _Voice) -> list[tuple[Fact, str, str]]:
    listed = "\n".join(f"{at}. {fact.text}" for at, fact in enumerate(row, 1))

    def parse(answer: str) -> list[tuple[Fact, str, str]]:
        told = json.loads(answer)
        return [
            (fact, _clause(told[f"着力点{at}"]), _clause(told[f"用意{at}"]))
            for at, fact in enumerate(row, 1)
        ]

    try:
        reply = await chain.ask(
            prompts.active("frames"),
            {"facts": listed},
            parse=parse,
            step="frame",
            schema=_schema(row),
            on_text=voice.of(row),
        )
    except BadAnswer:
        return [(fact, "", "") for fact in row]
    finally:
        voice.end(row)
    return reply.value


def _clause(told: Any) -> str:
    """The first clause of what was said.

    >>> _clause("让学生有学上，上好学。")
    '让学生有学上'
    """
    return re.split("[，。；,;]", str(told).strip())[0]


def _schema(row: Sequence[Fact]) -> dict[str, Any]:
    """Each fact's first words stand in the answer: a weak model then keeps to it in turn."""
    properties: dict[str, Any] = {}
    for at, fact in enumerate(row, 1):
        properties[str(at)] = {"type": "string", "const": fact.text[:ANCHOR]}
        properties[f"着力点{at}"] = CLAUSE
        properties[f"用意{at}"] = CLAUSE
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
    for kind, clause in (("aim", aim), ("close", close)):
        reason = refusal(kind, clause, fact.text, passed) if clause else UNSAID
        if reason:
            refused.append((clause, reason))
        else:
            passed.append(clause)
        kept.append("" if reason else clause)
    return Frame(kept[0], kept[1], tuple(refused))
