"""Points to whole paragraphs, by a model strong enough; every sentence passes a gate alone."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafter import grounding, prompts
from drafter.chain import Chain
from drafter.concurrency import together
from drafter.document import Fact, Facts, Origin, Plan, PlannedPoint
from drafter.drafting.gate import UNSAID, Refused, strange
from drafter.drafting.material import Sentence
from drafter.errors import BadAnswer
from drafter.genre import Genre
from drafter.models import OnText
from drafter.text import length, typeset

_NUMBERED = re.compile(
    r"[（(]?(?:第?[一二三四五六七八九十]{1,3}(?:是|要|则|[）)、，])|\d{1,2}[）)、.]|首先|其次)"
)
_FOREIGN = re.compile(r"[#`<>|{}\[\]〔〕]")  # Markdown, markup, open points
SHORTEST = 12  # characters of a sentence
WISH = "写报告的人希望（只管写法和详略，不能添事实，与规矩冲突时按规矩）：“{wish}”"
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


@dataclass(frozen=True, slots=True)
class Written:
    """What a strong model has written, and what of it may not stand."""

    points: Mapping[tuple[str, ...], tuple[Sentence, ...]]  # by the facts of their point
    refused: Refused = ()  # a fact that no sentence took up: ("", why)


async def write(plan: Plan, facts: Facts, genre: Genre, chain: Chain, on_point: OnPoint) -> Written:
    """The sentences that passed, by the facts of their point, and those that did not.

    A fact that is in none of them was asked for twice and failed twice: it is left to the step
    that frames facts in their own words.
    """
    points = [(section.role, point) for section in plan.sections for point in section.points]

    async def one(role: str, point: PlannedPoint) -> tuple[tuple[Sentence, ...], Refused]:
        told, refused = await write_point(role, point, facts, genre, chain)
        on_point(len(point.facts), "".join(sentence.text for sentence in told))
        return told, refused

    async with together(one(role, point) for role, point in points) as tasks:
        found = [await task for task in tasks]
    told = {point.facts: told for (_, point), (told, _) in zip(points, found, strict=True)}
    return Written(told, tuple(each for _, refused in found for each in refused))


async def write_point(  # noqa: PLR0913 - what is given, and who watches
    role: str,
    point: PlannedPoint,
    facts: Facts,
    genre: Genre,
    chain: Chain,
    *,
    wish: str = "",
    on_text: OnText | None = None,
) -> tuple[tuple[Sentence, ...], Refused]:
    """The sentences of one point that passed, and those that did not.

    Args:
        role: the section's.
        point: its facts and its lead.
        facts: the sheet.
        genre: the kind of report.
        chain: the model to ask.
        wish: what a person wants of the wording; it opens no gate.
        on_text: given the model's first words as they come.
    """
    passed: list[Sentence] = []
    refused: list[tuple[str, str]] = []
    wanted = [facts[id] for id in point.facts]
    wished = WISH.format(wish=" ".join(wish.split())) if wish else ""
    remarks = wished
    tried: set[str] = set()
    for repeat in range(2):
        values = {
            "section": genre.section(role).name,
            "lead": point.lead or "（无）",
            "facts": "\n".join(f"{fact.id}. {fact.text}" for fact in wanted),
            "remarks": remarks,
        }
        sentences = await _ask(values, chain, repeat, on_text)
        before = len(refused)
        for text, ids in sentences:
            tried |= set(ids)
            cited = [fact for fact in wanted if fact.id in ids]
            reason = refusal(text, cited, facts, genre)
            if reason:
                refused.append((text, reason))
            else:
                passed.append(Sentence(text, tuple(fact.id for fact in cited), Origin.MODEL))
                wanted = [fact for fact in wanted if fact not in cited]
        if not wanted:
            break
        failures = (f"“{text}”：{reason}" for text, reason in refused[before:])
        again = "上次写的这些句子不合规矩，请重写清单里的事实：\n" + "\n".join(failures)
        remarks = "\n".join(filter(None, [wished, again]))
    refused += [("", f"{UNSAID} {fact.id}") for fact in wanted if fact.id not in tried]
    return tuple(passed), tuple(refused)


async def _ask(
    values: Mapping[str, str], chain: Chain, repeat: int, on_text: OnText | None
) -> list[tuple[str, tuple[str, ...]]]:
    def parse(answer: str) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (typeset(str(entry["text"]).strip()), tuple(map(str, entry["facts"])))
            for entry in json.loads(answer)["sentences"]
        ]

    try:
        reply = await chain.ask(
            prompts.active("point"),
            values,
            parse=parse,
            step="write",
            schema=SCHEMA,
            repeat=repeat,
            on_text=on_text,
        )
    except BadAnswer:
        return []
    return reply.value


def refusal(text: str, cited: Sequence[Fact], facts: Facts, genre: Genre) -> str:
    """Why a sentence may not stand; "" when it may. The reason goes back to the model."""
    if not cited:
        return "没有写明用了哪条还没写过的事实"
    return (
        _misshapen(text, "".join(fact.text for fact in cited), genre)
        or _unfaithful(text, cited, facts, genre)
        or next(
            (
                f"“{word}”不合语体"
                for word in (*genre.phrases.slogans, *genre.phrases.colloquial)
                if word in text
            ),
            "",
        )
    )


def _misshapen(text: str, words: str, genre: Genre) -> str:
    if not text.endswith("。") or "\n" in text or length(text) < SHORTEST:
        return "不是一个完整的句子"
    if length(text) > genre.limits.sentence_warning:
        return f"超过{genre.limits.sentence_warning}字"
    marks = (mark for mark in _FOREIGN.findall(text) if mark not in words)
    number = _NUMBERED.match(text)
    mark = number[0] if number else next(marks, "")
    return f"不用“{mark}”" if mark else ""


def _unfaithful(text: str, cited: Sequence[Fact], facts: Facts, genre: Genre) -> str:
    words = [fact.text for fact in cited]
    allowed = (*genre.phrases.fixed, *genre.phrases.formulas)
    unsupported = grounding.support(text, words, allowed=allowed, year=facts.year)
    if unsupported:
        return unsupported[0].message
    foreign = strange(text, "".join([*words, *genre.phrases.formulas, facts.role, facts.unit]))
    if foreign:
        return f"事实里没有“{foreign}”"
    for fact in cited:
        covered = grounding.coverage(fact.text, [text])
        lost = covered.lost or grounding.kept(fact.text, text)
        if covered.state != "full" or lost:
            return f"{fact.id} 没有写全，缺“{'、'.join(lost) or fact.text}”"
    return ""
