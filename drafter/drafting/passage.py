"""Sentences of a model on their way into the text: each passes the gate alone, in its place.

A passage is one part of the report as the model wrote it. What the gate refuses goes back once,
with the true reason; what comes then stands where it was planned. What fails again is told in
the facts' own words, so that nothing is lost whatever the model does.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Origin
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal, untold
from drafter.drafting.material import UNSAID, DraftSentence, Refused
from drafter.drafting.phrases import wording
from drafter.errors import BadAnswer
from drafter.text import strip_end, typeset

Row = tuple[str, tuple[str, ...]]  # a sentence and the facts it says it tells
Plain = Callable[[Sequence[Fact]], tuple[DraftSentence, ...]]  # facts in their own words
SCHEMA = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "text": {"type": "string"}},
                "required": ["id", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
SENTENCES = {  # the form of a row of sentences, wherever a model is asked for one
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


@dataclass(frozen=True, slots=True)
class WrittenPassage:
    """One part of the report as a model wrote it."""

    part: str  # its name: see `parts`
    rows: tuple[Row, ...]
    own: tuple[str, ...]  # facts that have to be told here
    plain: Plain  # what stands in where a sentence may not
    kind: str = "sentence"  # for the gate
    origin: Origin = Origin.MODEL
    about: tuple[str, ...] = ()  # facts that it is about, where it tells none of its own
    is_small: bool = False  # by a small model, which changes no word that good writers do not


@dataclass(frozen=True, slots=True)
class _Slot:
    """A sentence in its place; one that may not stand has a reason."""

    passage: int
    text: str
    facts: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The passages as they may stand, by part, and what became of the model's sentences."""

    given: Mapping[str, tuple[DraftSentence, ...]]
    refused: Refused  # at first, each with its reason
    asked: int  # sentences that the model sent at first


def rows_of(told: object) -> tuple[Row, ...]:
    """The sentences of an answer, typeset, each once; raises what a parser may without any."""
    if not isinstance(told, list):
        raise TypeError("sentences 应当是列表")
    rows = [(typeset(str(each["text"]).strip()), tuple(map(str, each["facts"]))) for each in told]
    once: dict[str, tuple[str, ...]] = {}  # models say a sentence again when they lose their way
    for text, ids in rows:
        if strip_end(text):
            once[_ended(text)] = (*once.get(_ended(text), ()), *ids)
    return tuple(once.items())


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else strip_end(text) + "。"


async def settled(
    passages: Sequence[WrittenPassage], facts: Facts, genre: Genre, chain: Askable, office: str
) -> Settled:
    """Every passage under the gate; what is refused is asked for once more.

    Args:
        passages: of one answer.
        facts: the sheet.
        genre: the kind of report.
        chain: the model to ask again.
        office: the author's, as the prompts say it.
    """
    slots = _judged(passages, facts, genre)
    mended = slots
    if any(slot.reason for slot in slots):
        mended = await _again(list(slots), passages, facts, genre, chain, office)
    return _told(passages, slots, mended, facts)


def standing(passages: Sequence[WrittenPassage], facts: Facts, genre: Genre) -> Settled:
    """Every passage of a small model under the gate; what is refused is told in the facts' words.

    It is not asked again, and it changes no word that good writers would not change.
    """
    passages = [replace(each, is_small=True) for each in passages]
    slots = _judged(passages, facts, genre)
    return _told(passages, slots, slots, facts)


def _judged(passages: Sequence[WrittenPassage], facts: Facts, genre: Genre) -> list[_Slot]:
    return [slot for at, each in enumerate(passages) for slot in _slots(at, each, facts, genre)]


def _told(
    passages: Sequence[WrittenPassage], first: Sequence[_Slot], last: Sequence[_Slot], facts: Facts
) -> Settled:
    """The passages of slots as they are at last, with what was refused at first."""
    given = {
        each.part: _finished([slot for slot in last if slot.passage == at], each, facts)
        for at, each in enumerate(passages)
    }
    refused = tuple((slot.text, slot.reason) for slot in first if slot.reason)
    return Settled(given, refused, sum(len(each.rows) for each in passages))


def _known(ids: Sequence[str], facts: Facts) -> tuple[str, ...]:
    known = {fact.id for fact in facts}
    return tuple(dict.fromkeys(id for id in ids if id in known))


def _slots(at: int, passage: WrittenPassage, facts: Facts, genre: Genre) -> list[_Slot]:
    """The sentences of a passage, each judged; a fact that none tells in full is a reason too."""
    slots = []
    for text, ids in passage.rows:
        cited = _known(ids, facts)
        slots.append(_Slot(at, text, cited, _reason(text, cited, passage, facts, genre)))
    return _completed(at, passage, slots, facts)


def _completed(at: int, passage: WrittenPassage, slots: list[_Slot], facts: Facts) -> list[_Slot]:
    """The slots of a passage, those that tell a fact in part with that as their reason."""
    standing = [slot.text for slot in slots if not slot.reason]
    for fact, lost in _untold(passage, standing, facts):
        telling = [n for n, slot in enumerate(slots) if fact.id in slot.facts]
        if not telling:
            slots.append(_Slot(at, "", (fact.id,), f"{UNSAID} {fact.id}"))
        elif not any(slots[n].reason for n in telling):
            last = telling[-1]
            slots[last] = replace(slots[last], reason=f"{fact.id} 没有写全：{lost}")
    return slots


def _reason(
    text: str, cited: Sequence[str], passage: WrittenPassage, facts: Facts, genre: Genre
) -> str:
    behind = [
        facts[id] for id in cited or passage.about
    ]  # what a measure answers, it need not tell
    reason = refusal(text, behind, facts, genre, kind=passage.kind)
    if not reason and passage.is_small and cited:
        known = dict.fromkeys((*cited, *passage.own, *passage.about))
        new = wording.added(text, [facts[id].text for id in known])
        reason = f"事实没有“{'、'.join(new)}”这样的字，照事实写" if new else ""
    return reason


def _untold(passage: WrittenPassage, texts: Sequence[str], facts: Facts) -> list[tuple[Fact, str]]:
    """The passage's facts that the texts do not tell in full, each with what is lost."""
    own = [facts[id] for id in passage.own]
    found = untold(own, texts)
    if passage.is_small:
        known = {fact.id for fact, _ in found}
        told = "".join(texts)
        gone = ((fact, wording.dropped(fact.text, told)) for fact in own if fact.id not in known)
        found += [(fact, f"少了“{'、'.join(lost)}”") for fact, lost in gone if lost]
    return found


async def _again(
    slots: list[_Slot],
    passages: Sequence[WrittenPassage],
    facts: Facts,
    genre: Genre,
    chain: Askable,
    office: str,
) -> list[_Slot]:
    """The slots with what the model makes of its refused sentences."""
    wrong = [at for at, slot in enumerate(slots) if slot.reason]
    names = {f"S{number}": at for number, at in enumerate(wrong, 1)}
    listed = "\n\n".join(_listed(name, slots[at], facts) for name, at in names.items())

    def parse(answer: str) -> dict[str, str]:
        told = json.loads(answer)["sentences"]
        return {str(each["id"]): typeset(str(each["text"]).strip()) for each in told}

    try:
        reply = await chain.ask(
            prompts.active("mend"),
            {"office": office, "sentences": listed},
            parse=parse,
            step="mend",
            schema=SCHEMA,
        )
    except BadAnswer:
        return slots
    for name, at in names.items():
        text = reply.value.get(name, "")
        slot = slots[at]
        if text:
            text = _ended(text)
            reason = _reason(text, slot.facts, passages[slot.passage], facts, genre)
            slots[at] = replace(slot, text=text, reason=reason)
    return [
        slot
        for at, passage in enumerate(passages)
        for slot in _completed(at, passage, [s for s in slots if s.passage == at], facts)
    ]


def _listed(name: str, slot: _Slot, facts: Facts) -> str:
    lines = [f"{name} 原句：{slot.text or '（还没有写）'}", f"理由：{slot.reason}"]
    lines += [f"要点 {id}：{facts[id].text}" for id in slot.facts]
    return "\n".join(lines)


def _finished(
    slots: Sequence[_Slot], passage: WrittenPassage, facts: Facts
) -> tuple[DraftSentence, ...]:
    """The sentences that may stand; facts they leave out in their own words, in their place.

    A sentence all of whose facts are told again goes: half a fact is not told twice.
    """
    standing = [slot.text for slot in slots if not slot.reason]
    left = {fact.id for fact, _ in _untold(passage, standing, facts)}
    slots = [slot for slot in slots if slot.reason or not slot.facts or not set(slot.facts) <= left]
    found: list[DraftSentence] = []
    for slot in slots:
        if not slot.reason:
            found.append(DraftSentence(slot.text, slot.facts, passage.origin))
            continue
        told = [facts[id] for id in slot.facts if id in left]
        left -= {fact.id for fact in told}
        found += passage.plain(told) if told else ()
    rest = [facts[id] for id in passage.own if id in left]
    found += passage.plain(rest) if rest else ()
    return tuple(found) or passage.plain([facts[id] for id in passage.own])


def sifted_rows(passage: WrittenPassage, facts: Facts, genre: Genre) -> tuple[DraftSentence, ...]:
    """The sentences of an answer that was cut off, as far as they may stand; nothing is asked."""
    return tuple(
        DraftSentence(slot.text, slot.facts, passage.origin)
        for slot in _slots(0, passage, facts, genre)
        if not slot.reason
    )
