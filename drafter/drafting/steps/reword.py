"""Facts still in spoken words after the rules: a taught model offers a report's words for them.

One short question a fact: it is asked for other words, never for other matter. What changes the
sense of the fact as far as that can be seen, what the model itself is not sure of, and what is no
better than the rules' own wording is not offered. The offer stands beside the text, which tells
the fact as its author did: a small model now and then misreads talk (蹲了三宿 as 被拘留), and such
a sentence costs its reader more than a plain one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Plan, Role, part_ids
from drafter.document.genre import Genre
from drafter.drafting.gate import refusal, untold
from drafter.drafting.material import DraftSentence, unsaid
from drafter.drafting.own_words import feedback, own_words, unlabelled
from drafter.drafting.passage import Plain, Settled
from drafter.drafting.phrases import spoken, wording
from drafter.drafting.register import raised
from drafter.drafting.steps.join import admission, answered, given_measure, join
from drafter.drafting.steps.write import OnPoint
from drafter.errors import BadAnswer
from drafter.figures import figures
from drafter.models.model import OnText
from drafter.text import length, strip_end, typeset

TRIES = 2  # answers for a fact until one may stand: the first at temperature 0
LONGER = 1.5  # than the fact: from there on something was added
ROOM = 6  # characters more, for short facts
CERTAIN = -0.25  # mean log likelihood from which its words are taken: below it is often wrong
ODD = 1  # characters changed as good writers do not: one may be, two say something else
NOT_BETTER = "不比原话更像报告里的话"
UNSURE = "模型自己没有把握"
_SECTIONS: dict[str, str] = {  # how a question names the parts that are no sections
    Role.FEEDBACK: "上年度反馈整改",
    Role.SHORTCOMING: "个人存在的不足",
    Role.MEASURE: "改进措施",
}
_KINDS: dict[str, str] = {Role.SHORTCOMING: "admission"}  # for the gate; else a sentence
_INNER = re.compile(r"[。！？\n]")
_TWICE = re.compile(r"([\u4e00-\u9fff])\1")


@dataclass(frozen=True, slots=True)
class Worded:
    """Words for a fact, and why they may not stand; "" where they may."""

    text: str
    reason: str


async def reword(
    plan: Plan,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    on_point: OnPoint,
    *,
    on_text: OnText | None = None,
) -> Settled:
    """Every part of the plan that has a fact in spoken words, with the model's words beside it."""
    given: dict[str, tuple[DraftSentence, ...]] = {}
    refused: list[tuple[str, str]] = []
    asked = 0
    for each in _parts(plan, facts, genre):
        words: dict[str, str] = {}
        for id in each.facts:
            said = _said(facts[id], each.role, genre, facts.year)
            if not spoken.is_spoken(raised(said)):
                continue
            worded = await word(facts[id], each.role, facts, genre, chain, on_text=on_text)
            asked += bool(worded.text)
            if worded.reason:
                refused.append((worded.text, worded.reason))
            else:
                words[id] = worded.text
        if words:
            given[each.part] = tell(each.facts, words, facts, each.plain)
        if each.role in genre.roles:
            on_point(len(each.facts), "".join(row.text for row in given.get(each.part, ())))
    return Settled(given, tuple(refused), asked)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the plan: its facts, and how they are told in their own words."""

    part: str
    role: str
    facts: tuple[str, ...]
    plain: Plain


def _parts(plan: Plan, facts: Facts, genre: Genre) -> Iterator[_Part]:
    for section in plan.sections:
        for point in section.points:
            name = part_ids.point(point.facts)
            yield _Part(name, section.role, point.facts, partial(join, genre=genre))
    if plan.feedback:
        name = part_ids.feedback(plan.feedback)
        told = partial(answered, genre=genre, year=facts.year)
        yield _Part(name, Role.FEEDBACK, plan.feedback, told)
    for at, (short, measures) in enumerate(zip(plan.shortcomings, plan.measures, strict=True)):
        if short:
            told = partial(admission, genre=genre)
            yield _Part(part_ids.shortcoming(short), Role.SHORTCOMING, short, told)
        if measures and at not in plan.unrelated:  # beside those a place is open
            told = partial(given_measure, genre=genre)
            yield _Part(part_ids.measure(short, measures), Role.MEASURE, measures, told)


async def word(
    fact: Fact,
    role: str,
    facts: Facts,
    genre: Genre,
    chain: Askable,
    *,
    on_text: OnText | None = None,
) -> Worded:
    """What the model makes of one fact, as it may stand in the fact's place."""
    said = _said(fact, role, genre, facts.year)
    section = _SECTIONS.get(role) or genre.section(role).name
    tried: list[Worded] = []
    for repeat in range(TRIES):
        try:
            reply = await chain.ask(
                prompts.active("reword"),
                {"role": facts.role, "section": section, "fact": said},
                parse=line_of,
                step="reword",
                repeat=repeat,
                on_text=on_text,
            )
        except BadAnswer as error:
            tried.append(Worded("", unsaid(error)))
            continue
        told = bounded(strip_end(reply.value), said)
        bare = replace(fact, text=said)
        reason = unfaithful(told, bare, facts, genre, kind=_KINDS.get(role, "sentence"))
        if reply.certainty is not None and reply.certainty < CERTAIN:
            reason = reason or UNSURE
        tried.append(Worded(_placed(told, fact, said), reason))
        if reason in ("", NOT_BETTER):
            break
    return tried[0] if tried[-1].reason else tried[-1]


def bounded(text: str, fact: str) -> str:
    """The text with 来, 多, 余 and 左右 where the fact has them and only the figure was taken over.

    >>> bounded("213个摊位中20个未跟随搬迁", "213个摊子，走了20来个没跟上")
    '213个摊位中20来个未跟随搬迁'
    """
    told = figures(fact, claims_only=False)
    open_ended = {(each.value, each.unit): each.text for each in told if each.approx}
    found = [each for each in figures(text) if not each.approx and each.value is not None]
    for each in reversed(found):
        bare = open_ended.get((each.value, ""))  # 8万多 beside 8万元
        whole = open_ended.get((each.value, each.unit)) or (bare and bare + each.unit)
        start, end = each.span
        text = text[:start] + whole + text[end:] if whole else text
    return text


def unfaithful(text: str, fact: Fact, facts: Facts, genre: Genre, *, kind: str = "sentence") -> str:
    """Why words for one fact may not stand in its place; "" when they may.

    >>> from drafter.document import genre
    >>> shuzhi, fact = genre.load("shuzhi"), Fact("F1", "老赖的钱要回来41万，还有2个人没影")
    >>> unfaithful("追回被执行人款项41万元", fact, Facts((fact,)), shuzhi)
    '没有写全：2个'
    """
    if _INNER.search(text):
        return "一条要点写一句"
    if (twice := _TWICE.search(text)) and twice[0] not in fact.text:
        return f"“{twice[0]}”写重了"
    if length(text) > LONGER * length(fact.text) + ROOM:
        return "比要点长得多，不添话"
    wrong = refusal(f"{text}。", [fact], facts, genre, kind=kind)
    lost = untold([fact], [text])
    if wrong or lost:
        return wrong or f"没有写全：{lost[0][1]}"
    gone, new = wording.dropped(fact.text, text), wording.added(text, [fact.text])
    if len(gone) + len(new) > ODD:
        return f"换字太多：少了“{'、'.join(gone)}”，多了“{'、'.join(new)}”"
    return "" if spoken.degree(text) < spoken.degree(raised(fact.text)) else NOT_BETTER


def tell(
    ids: Sequence[str], words: Mapping[str, str], facts: Facts, plain: Plain
) -> tuple[DraftSentence, ...]:
    """Facts in their own words, each sentence with what it would be in others."""
    return tuple(_offering(row, words, facts, plain) for row in plain([facts[id] for id in ids]))


def _offering(
    row: DraftSentence, words: Mapping[str, str], facts: Facts, plain: Plain
) -> DraftSentence:
    if not set(row.facts) & set(words):
        return row
    told = plain([replace(facts[id], text=words.get(id, facts[id].text)) for id in row.facts])
    return replace(row, offer="".join(each.text for each in told))


def _said(fact: Fact, role: str, genre: Genre, year: int | None) -> str:
    """What of a fact is put into other words: of feedback, what was done about it."""
    if role == Role.FEEDBACK:
        return own_words(feedback(fact.text, genre, year).rest) or own_words(fact.text)
    labels: tuple[str, ...] = ()
    if role in (Role.SHORTCOMING, Role.MEASURE):
        labels = (genre.shortcomings if role == Role.SHORTCOMING else genre.measures).keywords
    return own_words(unlabelled(fact.text, labels))


def _placed(told: str, fact: Fact, said: str) -> str:
    """The whole fact with the new words where the old ones stood."""
    return fact.text.replace(said, told) if said in fact.text else told


def line_of(answer: str) -> str:
    """The sentence of an answer."""
    text = "\n".join(line.strip() for line in answer.splitlines() if line.strip())
    if not text:
        raise ValueError("写一句话")
    return typeset(text)
