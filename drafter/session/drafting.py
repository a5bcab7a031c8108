"""A card to a candidate: asked of the model, composed, checked; locked text kept."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from drafter.chain import json_repair, prompts
from drafter.chain.chain import Chain
from drafter.document import Fact, Origin, PlannedPoint, PlannedSection, part_ids
from drafter.drafting.material import DraftSentence, Refused
from drafter.drafting.passage import WrittenPassage, rows_of, sifted_rows
from drafter.drafting.steps import merge as merging
from drafter.drafting.steps.answer import answer
from drafter.drafting.steps.compose import compose
from drafter.drafting.steps.craft import respond, write_point
from drafter.drafting.steps.join import join
from drafter.drafting.steps.revise import revise
from drafter.drafting.steps.write import write_section
from drafter.errors import ModelFailed, Stopped
from drafter.models import OnText
from drafter.session import locked_text
from drafter.session.instructions import Wish, about
from drafter.session.state import Author, Candidate, Card, CardKind, SessionState, sentences_of
from drafter.session.streamed_text import Prose
from drafter.text import length

STOPPED = "生成停下了：来了的留着，没来的先用要点原话补上"
WITHIN = {
    CardKind.FEEDBACK: "feedback",
    CardKind.SHORTCOMING: "admission",
    CardKind.MEASURE: "measure",
}
Keeps = Callable[[], bool]


def never() -> bool:
    """Keep nothing of what came."""
    return False


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is wanted of a version."""

    wish: Wish = field(default_factory=Wish)
    repeat: int = 0  # tells a version from those before

    @classmethod
    def after(cls, card: Card, wish: Wish) -> "DraftRequest":
        """For another version than those a card has."""
        return cls(wish, len(card.candidates))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a model gave for a card."""

    sentences: tuple[DraftSentence, ...] = ()
    refused: Refused = ()
    prompt: str = ""
    problem: str = ""  # why the model gave nothing
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """A version, without a number yet, and what has to be told of how it came about."""

    candidate: Candidate
    notes: tuple[str, ...] = ()


async def drafted(
    state: SessionState,
    card: Card,
    chain: Chain | None,
    order: DraftRequest | None = None,
    *,
    on_text: OnText | None = None,
    keeps: Keeps = never,
) -> Drafted:
    """A version of a card's text.

    A model that fails, or whose budget is spent, costs its words and nothing else: the facts'
    own words serve. Locked text is in every version.

    Args:
        state: of the session; the other cards' texts stay as they are in it.
        card: what is to be written.
        chain: the model to ask; None: the facts' words alone.
        order: the wish, and which version this is.
        on_text: given the words as they come.
        keeps: asked when it is cancelled: whether what came is kept and made a version of.
    """
    order = order or DraftRequest()
    old = card.chosen.sentences if card.chosen else ()
    kept = locked_text.held(old, card.locks)
    fixed = tuple(old[at] for at in kept)
    borne = {id for each in fixed for id in each.facts}
    left = tuple(state.facts[id] for id in _ordered(state, card, order) if id not in borne)
    prose = Prose(on_text, within=WITHIN.get(card.kind, ""))
    asked = await _asked(state, card, left, chain, order, prose, keeps=keeps)
    sentences = await asyncio.to_thread(_composed, state, card, asked, left, fixed)
    if kept:
        sentences = locked_text.grafted(sentences, old, kept)
    text = "".join(each.text for each in sentences)
    by_model = any(each.text in text for each in asked.sentences)
    made = Candidate(
        id="",
        author=Author.MODEL if by_model else Author.STOCK,
        sentences=sentences,
        model=chain.model.name if chain and by_model else "",
        prompt=asked.prompt if by_model else "",
        wish=order.wish.text,
        is_partial=asked.is_partial,
        refused=asked.refused,
    )
    notes = [asked.problem] if asked.problem else []
    if asked.is_partial:
        notes.append(STOPPED)
    return Drafted(made, tuple(notes))


def can_ask(state: SessionState, card: Card, chain: Chain | None) -> bool:
    """Whether a model writes the words of a card; an untaught small one only joins facts."""
    if chain is None or card.kind is CardKind.PREAMBLE:
        return False
    if card.kind is CardKind.POINT:
        return chain.model.profile.writes or _can_merge([state.facts[id] for id in card.facts])
    if card.kind is CardKind.FEEDBACK:
        return chain.model.profile.writes and bool(card.facts)
    return chain.model.profile.writes and bool(state.plan.shortcomings[card.at])


def _can_merge(facts: Sequence[Fact]) -> bool:
    """Whether a small model can join so many facts without dropping some."""
    whole = sum(length(fact.text) for fact in facts)
    return merging.LEAST <= len(facts) <= merging.MOST and whole <= merging.LONGEST


def _ordered(state: SessionState, card: Card, order: DraftRequest) -> tuple[str, ...]:
    """The card's facts, those that a wish puts first in front."""
    ids = card.facts
    if card.kind is not CardKind.POINT or not order.wish.topic:
        return ids
    first = [fact.id for fact in about((state.facts[id] for id in ids), order.wish.topic)]
    return (*first, *(id for id in ids if id not in first))


async def _asked(  # noqa: PLR0913 - what is asked, of whom, and who watches
    state: SessionState,
    card: Card,
    left: tuple[Fact, ...],
    chain: Chain | None,
    order: DraftRequest,
    prose: Prose,
    *,
    keeps: Keeps,
) -> _Asked:
    """What the model gives; nothing where it is not asked, fails, or is stopped."""
    if chain is None or not _is_wanted(state, card, left, chain):
        return _Asked()
    chain = chain.fork(repeat=order.repeat) if order.repeat else chain
    try:
        return await _of_model(state, card, left, chain, order, prose)
    except (ModelFailed, Stopped) as error:
        return _Asked(problem=f"模型没能写：{error.message}；先用要点原话")
    except asyncio.CancelledError:
        if not keeps():
            raise
        return _partial(state, card, left, prose.raw)


def _is_wanted(state: SessionState, card: Card, left: Sequence[Fact], chain: Chain) -> bool:
    """Whether there is something left for the model to write, and it can."""
    if not can_ask(state, card, chain) or (card.facts and not left):
        return False
    return chain.model.profile.writes or _can_merge(left)


async def _of_model(
    state: SessionState,
    card: Card,
    left: tuple[Fact, ...],
    chain: Chain,
    order: DraftRequest,
    prose: Prose,
) -> _Asked:
    """What the model gives for a card, in the way it is strong enough for."""
    if card.kind is not CardKind.POINT:
        return await _answered(state, card, chain, order, prose)
    if chain.model.profile.whole:
        return await _written(state, card, left, chain, order, prose)
    if chain.model.profile.taught:
        point = PlannedPoint(tuple(fact.id for fact in left))
        role = state.plan.sections[card.section].role
        made, _ = await write_point(
            point, role, state.facts, state.genre, chain, on_text=prose.hear
        )
        sentences = made.given.get(part_ids.point(point.facts), ())
        return _Asked(sentences, made.refused, prompts.active("point").ref)
    sentences, refused = await merging.merge_point(
        left, state.facts, state.genre, chain, on_text=prose.hear
    )
    return _Asked(sentences, refused, prompts.active("merge").ref)


async def _written(
    state: SessionState,
    card: Card,
    left: tuple[Fact, ...],
    chain: Chain,
    order: DraftRequest,
    prose: Prose,
) -> _Asked:
    """The sentences of a strong model for one point."""
    planned = state.plan.sections[card.section]
    point = PlannedPoint(tuple(fact.id for fact in left), planned.points[card.at].lead)
    made = await write_section(
        PlannedSection(planned.role, planned.heading, (point,)),
        state.plan,
        state.facts,
        state.genre,
        chain,
        wish=order.wish.text,
        on_text=prose.hear,
    )
    sentences = made.given.get(part_ids.point(point.facts), ())
    return _Asked(sentences, made.refused, prompts.active("section").ref)


async def _answered(
    state: SessionState, card: Card, chain: Chain, order: DraftRequest, prose: Prose
) -> _Asked:
    """The sentences of a strong model for the feedback, an admission or a measure."""
    pair = slice(card.at, card.at + 1)
    is_feedback = card.kind is CardKind.FEEDBACK
    wanted = replace(
        state.plan,
        feedback=state.plan.feedback if is_feedback else (),
        shortcomings=() if is_feedback else state.plan.shortcomings[pair],
        measures=() if is_feedback else state.plan.measures[pair],
        unrelated=(0,) if card.at in state.plan.unrelated and not is_feedback else (),
    )
    if chain.model.profile.taught:
        made = await respond(wanted, state.facts, state.genre, chain, on_text=prose.hear)
        name = "feedback" if is_feedback else "pair"
        return _Asked(made.given.get(card.part, ()), made.refused, prompts.active(name).ref)
    made = await answer(
        wanted, state.facts, state.genre, chain, wish=order.wish.text, on_text=prose.hear
    )
    ref = prompts.active("answers").ref
    return _Asked(made.given.get(card.part, ()), made.refused, ref)


def _partial(state: SessionState, card: Card, left: tuple[Fact, ...], raw: str) -> _Asked:
    """The whole sentences of an answer that was stopped, as far as the gate lets them pass."""
    is_point = card.kind is CardKind.POINT
    try:
        parsed = json.loads(json_repair.extract(raw))
        rows = rows_of(_rows_in(parsed, card))
    except (ValueError, LookupError, TypeError):
        return _Asked(is_partial=True)
    ids = tuple(fact.id for fact in left)
    is_proposed = card.kind is CardKind.MEASURE and not card.facts
    passage = WrittenPassage(
        card.part,
        rows,
        ids,
        partial(join, genre=state.genre),
        kind="measure" if is_proposed else "sentence",
        origin=Origin.PROPOSED if is_proposed else Origin.MODEL,
        about=state.plan.shortcomings[card.at] if card.kind is CardKind.MEASURE else (),
    )
    standing = sifted_rows(passage, state.facts, state.genre)
    ref = prompts.active("section" if is_point else "answers").ref
    return _Asked(standing, prompt=ref, is_partial=True)


def _rows_in(parsed: dict[str, Any], card: Card) -> object:
    """The sentences of a card in an answer that was made for it."""
    if card.kind is CardKind.POINT:
        return parsed["points"][0]["sentences"]
    if card.kind is CardKind.FEEDBACK:
        return parsed["feedback"]
    return parsed["pairs"][0][WITHIN[card.kind]]


def _composed(
    state: SessionState,
    card: Card,
    asked: _Asked,
    left: tuple[Fact, ...],
    fixed: tuple[DraftSentence, ...],
) -> tuple[DraftSentence, ...]:
    """The card's sentences in the whole text, in the facts' words where a rule finds an error."""
    given = {each.part: each.chosen.sentences for each in state.cards if each.chosen}
    given.pop(card.part, None)
    if asked.sentences or card.kind is CardKind.POINT:
        sentences = (*fixed, *asked.sentences)
        known = {id for each in sentences for id in each.facts}
        rest = [fact for fact in left if fact.id not in known]
        sentences = (*sentences, *(join(rest, genre=state.genre) if rest else ()))
        given[card.part] = sentences
    material = state.material(given)
    report = compose(state.plan, state.facts, state.genre, material)
    if asked.sentences:
        report = revise(report, material)[0]
    return sentences_of(report, card.part)
