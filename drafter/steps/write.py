"""Points to whole paragraphs, by a model strong enough; every sentence passes a gate alone."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drafter import grounding, prompts
from drafter.chain import Chain
from drafter.document import Fact, Facts, Origin, Plan, PlannedPoint
from drafter.errors import BadAnswer
from drafter.genre import Genre
from drafter.steps.compose import Sentence
from drafter.text import length, typeset

SHORTEST = 12  # characters of a sentence
SCHEMA = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "facts": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["text", "facts"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
OnPoint = Callable[[int, str], None]


async def write(
    plan: Plan, facts: Facts, genre: Genre, chain: Chain, on_point: OnPoint
) -> dict[tuple[str, ...], tuple[Sentence, ...]]:
    """The sentences that passed, by the facts of their point.

    A fact that is in none of them was asked for twice and failed twice: it is left to the step
    that frames facts in their own words.
    """
    points = [(section.role, point) for section in plan.sections for point in section.points]

    async def one(role: str, point: PlannedPoint) -> tuple[tuple[str, ...], tuple[Sentence, ...]]:
        told = await _point(role, point, facts, genre, chain)
        on_point(len(point.facts), "".join(sentence.text for sentence in told))
        return point.facts, told

    return dict(await asyncio.gather(*(one(role, point) for role, point in points)))


async def _point(
    role: str, point: PlannedPoint, facts: Facts, genre: Genre, chain: Chain
) -> tuple[Sentence, ...]:
    passed: list[Sentence] = []
    wanted, remarks = [facts[id] for id in point.facts], ""
    for repeat in range(2):
        values = {
            "section": genre.section(role).name,
            "lead": point.lead or "（无）",
            "facts": "\n".join(f"{fact.id}. {fact.text}" for fact in wanted),
            "remarks": remarks,
        }
        sentences = await _ask(values, chain, repeat)
        failures = []
        for text, ids in sentences:
            reason = refusal(text, [fact for fact in wanted if fact.id in ids], facts, genre)
            if reason:
                failures.append(f"“{text}”：{reason}")
            else:
                passed.append(Sentence(text, ids, Origin.MODEL))
        told = {id for sentence in passed for id in sentence.facts}
        wanted = [fact for fact in wanted if fact.id not in told]
        if not wanted:
            break
        remarks = "上次写的这些句子不合规矩，请重写清单里的事实：\n" + "\n".join(failures)
    return tuple(passed)


async def _ask(
    values: Mapping[str, str], chain: Chain, repeat: int
) -> list[tuple[str, tuple[str, ...]]]:
    def parse(answer: Any) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (typeset(str(entry["text"]).strip()), tuple(map(str, entry["facts"])))
            for entry in answer["sentences"]
        ]

    try:
        reply = await chain.ask(
            prompts.active("point"), values, parse=parse, step="write", schema=SCHEMA, repeat=repeat
        )
    except BadAnswer:
        return []
    return reply.value


def refusal(text: str, cited: Sequence[Fact], facts: Facts, genre: Genre) -> str:
    """Why a sentence may not stand; "" when it may. The reason goes back to the model."""
    if not cited:
        return "没有写明用了哪条事实"
    if not text.endswith("。") or "\n" in text or length(text) < SHORTEST:
        return "不是一个完整的句子"
    if length(text) > genre.limits.sentence_warning:
        return f"超过{genre.limits.sentence_warning}字"
    words = [fact.text for fact in cited]
    allowed = (*genre.phrases.fixed, *genre.phrases.formulas)
    unsupported = grounding.support(text, words, allowed=allowed, year=facts.year)
    if unsupported:
        return unsupported[0].message
    for fact in cited:
        covered = grounding.coverage(fact.text, [text])
        lost = covered.lost or grounding.kept(fact.text, text)
        if covered.state != "full" or lost:
            return f"{fact.id} 没有写全，缺“{'、'.join(lost) or fact.text}”"
    wrong = next(
        (word for word in (*genre.phrases.slogans, *genre.phrases.colloquial) if word in text), ""
    )
    return f"“{wrong}”不合语体" if wrong else ""
