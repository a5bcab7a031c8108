"""A card to a candidate: asked of the model, composed, checked; locked text kept."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from drafter import loosejson, parts, prompts
from drafter.chain import Chain
from drafter.document import Fact, Origin, Plan, PlannedPoint
from drafter.drafting.gate import Refused
from drafter.drafting.material import Sentence
from drafter.drafting.steps.compose import FULL, compose
from drafter.drafting.steps.frame import Frame, frames
from drafter.drafting.steps.propose import propose
from drafter.drafting.steps.revise import revise
from drafter.drafting.steps.write import refusal, write_point
from drafter.errors import ModelFailed, Stopped
from drafter.models import OnText
from drafter.session import keeping
from drafter.session.prose import Prose
from drafter.session.state import Author, Candidate, Card, Kind, State, sentences_of
from drafter.session.wishes import LONGER, SHORTER, Wish, about
from drafter.text import typeset

BRIEF = "closes"  # one clause beside a fact
LEAST, MOST = -2, 1  # of `Candidate.detail`


STOPPED = "生成停下了：来了的留着，没来的先用语料补上"
Keeps = Callable[[], bool]


def never() -> bool:
    """What came is not kept."""
    return False


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a version."""

    wish: Wish = field(default_factory=Wish)
    repeat: int = 0  # tells a version from those before
    detail: int = 0  # see `Candidate`

    @classmethod
    def after(cls, card: Card, wish: Wish) -> "Order":
        """For another version than those a card has."""
        now = card.chosen.detail if card.chosen else 0
        detail = max(LEAST, min(MOST, now + wish.length))
        return cls(wish, len(card.candidates), detail)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a model gave for a card."""

    whole: tuple[Sentence, ...] = ()
    frames: Mapping[str, Frame] = field(default_factory=dict)
    proposal: str = ""
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
    state: State,
    card: Card,
    chain: Chain | None,
    order: Order | None = None,
    *,
    on_text: OnText | None = None,
    keeps: Keeps = never,
) -> Drafted:
    """A version of a card's text.

    A model that fails, or whose budget is spent, costs its words and nothing else: the stock of
    phrases serves. Locked text is in every version.

    Args:
        state: of the session; the other cards' texts stay as they are in it.
        card: what is to be written.
        chain: the model to ask; None: the stock alone.
        order: the wish, and which version this is.
        on_text: given the words as they come.
        keeps: asked when it is cancelled: whether what came is kept and made a version of.
    """
    order = order or Order()
    old = card.chosen.sentences if card.chosen else ()
    kept = keeping.held(old, card.locks)
    fixed = tuple(old[at] for at in kept)
    told = {id for each in fixed for id in each.facts}
    left = tuple(state.facts[id] for id in card.facts if id not in told)
    asked = await _asked(state, card, left, chain, order, Prose(on_text), keeps=keeps)
    sentences = await asyncio.to_thread(_composed, state, card, asked, order, fixed)
    if kept:
        sentences = keeping.grafted(sentences, old, kept)
    by_model = _is_of_model(sentences, asked)
    made = Candidate(
        id="",
        author=Author.MODEL if by_model else Author.STOCK,
        sentences=sentences,
        model=chain.model.name if chain and by_model else "",
        prompt=asked.prompt if by_model else "",
        wish=order.wish.text,
        detail=order.detail,
        is_partial=asked.is_partial,
        refused=asked.refused,
    )
    notes = [asked.problem] if asked.problem else []
    if asked.is_partial:
        notes.append(STOPPED)
    return Drafted(made, tuple(notes))


async def _asked(  # noqa: PLR0913 - what is asked, of whom, and who watches
    state: State,
    card: Card,
    left: tuple[Fact, ...],
    chain: Chain | None,
    order: Order,
    prose: Prose,
    *,
    keeps: Keeps,
) -> _Asked:
    """What the model gives; nothing where it is not asked, fails, or is stopped."""
    needs = bool(left) if card.kind is Kind.POINT else _is_open(state, card)
    if chain is None or not needs:
        return _Asked()
    chain = chain.fork(repeat=order.repeat) if order.repeat else chain
    try:
        if card.kind is Kind.MEASURE:
            return await _proposed(state, card, chain)
        if chain.model.profile.whole:
            return await _written(state, card, left, chain, order, prose)
        return await _framed(left, chain, prose)
    except (ModelFailed, Stopped) as error:
        return _Asked(problem=f"模型没能写：{error.message}；先用语料")
    except asyncio.CancelledError:
        if not keeps():
            raise
        return _partial(state, left, prose.raw)


async def _written(
    state: State,
    card: Card,
    left: tuple[Fact, ...],
    chain: Chain,
    order: Order,
    prose: Prose,
) -> _Asked:
    """Whole sentences of a strong model, and frames for the facts that none of them tells."""
    lead = state.plan.sections[card.section].points[card.at].lead
    point = PlannedPoint(tuple(fact.id for fact in left), lead)
    told, refused = await write_point(
        card.role,
        point,
        state.facts,
        state.genre,
        chain,
        wish=order.wish.text,
        on_text=prose.hear,
    )
    covered = {id for sentence in told for id in sentence.facts}
    rest = [fact for fact in left if fact.id not in covered]
    framed = await frames(rest, chain, _ignored) if rest else {}
    return _Asked(told, framed, refused=refused, prompt=prompts.active("point").ref)


async def _framed(left: tuple[Fact, ...], chain: Chain, prose: Prose) -> _Asked:
    """A weak model's clauses around the facts' own words."""
    framed = await frames(left, chain, _ignored, prose.hear)
    refused = tuple(each for frame in framed.values() for each in frame.refused)
    return _Asked(frames=framed, refused=refused, prompt=prompts.active("frames").ref)


async def _proposed(state: State, card: Card, chain: Chain) -> _Asked:
    """What could be done about one shortcoming."""
    row = state.plan.shortcomings[card.at]
    plan = Plan((), shortcomings=(row,), measures=((),))
    found = await propose(plan, state.facts, chain)
    ref = prompts.active("measure").ref
    return _Asked(proposal=found.told.get(0, ""), refused=found.refused, prompt=ref)


def _ignored(*_: object) -> None:
    """Nobody counts."""


def _is_open(state: State, card: Card) -> bool:
    """A measure that somebody has to propose."""
    if card.kind is not Kind.MEASURE or not state.plan.shortcomings[card.at]:
        return False
    return not card.facts or card.at in state.plan.unrelated


def _is_of_model(sentences: tuple[Sentence, ...], asked: _Asked) -> bool:
    """Whether words of the model stand in the text: the gates may have let none pass."""
    text = "".join(each.text for each in sentences)
    clauses = [part for frame in asked.frames.values() for part in (frame.aim, frame.close)]
    said = [asked.proposal, *(each.text for each in asked.whole), *clauses]
    return any(words and words in text for words in said)


def _partial(state: State, left: tuple[Fact, ...], raw: str) -> _Asked:
    """The whole sentences of an answer that was stopped, as far as the gates let them pass."""
    passed, wanted = list[Sentence](), list(left)
    try:
        rows = json.loads(loosejson.extract(raw))["sentences"]
    except (ValueError, KeyError, TypeError):
        return _Asked(is_partial=True)
    for row in rows:
        if not isinstance(row, dict) or not {"text", "facts"} <= row.keys():
            continue
        text = typeset(str(row["text"]).strip())
        cited = [fact for fact in wanted if fact.id in map(str, row["facts"])]
        if cited and not refusal(text, cited, state.facts, state.genre):
            passed.append(Sentence(text, tuple(fact.id for fact in cited), Origin.MODEL))
            wanted = [fact for fact in wanted if fact not in cited]
    return _Asked(tuple(passed), prompt=prompts.active("point").ref, is_partial=True)


def _composed(
    state: State, card: Card, asked: _Asked, order: Order, fixed: tuple[Sentence, ...]
) -> tuple[Sentence, ...]:
    """The card's sentences in the whole text, revised where a rule finds something to mend."""
    given = {each.part: each.chosen.sentences for each in state.cards if each.chosen}
    given.pop(card.part, None)
    plan, ids = state.plan, card.facts
    first = about((state.facts[id] for id in ids), order.wish.topic) if order.wish.topic else ()
    if first and card.kind is Kind.POINT:
        leading = tuple(fact.id for fact in first)
        ids = (*leading, *(id for id in ids if id not in leading))
        plan = _with_facts(plan, card, ids)
    used = tuple(s.text for each in card.candidates for s in each.sentences) if order.repeat else ()
    material = replace(
        state.material(given),
        frames=asked.frames,
        whole={ids: (*fixed, *asked.whole)} if card.kind is Kind.POINT else {},
        proposals={card.at: asked.proposal} if asked.proposal else {},
        shapes=_shapes(card, order, {fact.id for fact in first}),
        banned=frozenset(used),
    )
    part = parts.point(ids) if card.kind is Kind.POINT else card.part
    report, _, _ = revise(compose(plan, state.facts, state.genre, material), material)
    told = sentences_of(report, part)
    if order.detail < 0:
        lean = tuple(each for each in told if each.origin is not Origin.FRAME)
        told = lean or told
    return told


def _shapes(card: Card, order: Order, first: set[str]) -> dict[str, str]:
    """How much is said around each fact."""
    if card.kind is not Kind.POINT:
        return {}
    if order.detail < 0:
        shape = BRIEF if order.detail == SHORTER else ""
        return {id: FULL if id in first and shape else shape for id in card.facts}
    if order.detail == LONGER:
        return dict.fromkeys(card.facts, FULL)
    return {id: FULL if id in first else BRIEF for id in card.facts} if first else {}


def _with_facts(plan: Plan, card: Card, ids: tuple[str, ...]) -> Plan:
    """The plan with a point's facts in another order."""
    sections = list(plan.sections)
    points = list(sections[card.section].points)
    points[card.at] = replace(points[card.at], facts=ids)
    sections[card.section] = replace(sections[card.section], points=tuple(points))
    return replace(plan, sections=tuple(sections))
