"""New versions of a card. The network is waited for only here, where its very text is wanted."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from drafter.document import Finding, Severity
from drafter.errors import BadInput
from drafter.models import OnText
from drafter.rules import title
from drafter.session import locked_text
from drafter.session.command import SessionCommand
from drafter.session.commands.points import frozen
from drafter.session.drafting import STOPPED, Drafted, DraftRequest, can_ask, drafted
from drafter.session.history import Event, Offer
from drafter.session.instructions import LONGER, SHORTER, Wish, about, understood
from drafter.session.result import CommandResult
from drafter.session.session import Session, stoppable
from drafter.session.state import Author, Candidate, Card, CardKind, SessionState
from drafter.text import length, shorten

GROUP = "逐处"
REFUSED = "模型没有写出站得住的，文字仍是要点原话"
ROOM = 1.1  # of a wanted length, up to which a text is as short as was wished
WORDED = "没有大模型，文字就是要点原话，只能换先后"
SHOWN = 20  # characters of a wish in an answer
T = TypeVar("T")


async def draft(session: Session, *, at: str = "", on_text: OnText | None = None) -> CommandResult:
    """起草这一处；起草过的不再起草。"""
    state = session.state
    card = state.card(at) if at else state.here
    if card.candidates:
        return CommandResult(state)
    if session.ahead:
        await session.ahead.yield_to(card.part)
        if came := await _joined(session, card, on_text):
            return CommandResult(session.state, (STOPPED,) if came.is_partial else ())
    made = await _working(session, card, DraftRequest(), on_text)
    if not session.state.card(card.part).candidates:
        session.offer(card, made.candidate)
    return CommandResult(session.state, made.notes)


async def redraft(
    session: Session, wish: str = "", *, at: str = "", on_text: OnText | None = None
) -> CommandResult:
    """重写这一处，可以带一句要求：/redraft 短一点，突出招商。

    锁住的留着；原来的版本都在，用 /choose 换回。新版本的错误更多时先不换上。
    """
    wanted = understood(wish)
    state = session.state
    card = state.card(at) if at else state.here
    if refused := _refused(session, card, wanted):
        return CommandResult(state, (refused,))
    offers, now = frozen(session, card)
    if offers:
        state = session.record(Event("offer", offers=offers))
        card = state.card(card.part)
    if session.ahead:
        await session.ahead.yield_to("")
    made = await _version(session, card, wanted, on_text)
    if card.part not in {each.part for each in session.state.cards}:
        raise BadInput("计划在重写时变了，新版本用不上", hint="到那一处再重写一次")
    gone = locked_text.lost(made.candidate.text, card.locks)
    if gone:
        note = f"新版本没能留住锁定的“{gone[0]}”，不用它"
        return CommandResult(session.state, (*made.notes, note))
    unfollowed = tuple(_unfollowed(session, card, wanted, made.candidate))
    known = {each.text: each.id for each in card.candidates}
    id = known.get(made.candidate.text, "")
    if id and id == now:
        same = () if unfollowed else ("再写还是这个样子，没有新版本",)
        return CommandResult(session.state, (*made.notes, *unfollowed, *same))
    outcome = await _taken(session, card, made.candidate, id)
    return replace(outcome, notes=(*made.notes, *unfollowed, *outcome.notes))


def _refused(session: Session, card: Card, wish: Wish) -> str:
    """Why a wish cannot be met at all here; "" where it is worth a try."""
    if not (wish.length or wish.rest) or wish.topic or _follows(session, card):
        return ""
    return _unmet(session, card, wish.text)


def _unmet(session: Session, card: Card, wish: str) -> str:
    """That a wish is not met, and why."""
    why = WORDED
    if card.kind is CardKind.PREAMBLE:
        why = "开头照格式写"
    elif _follows(session, card):
        why = REFUSED
    elif not card.facts and session.chain and session.chain.model.profile.whole:
        why = "这一处没有要点"
    return f"“{shorten(wish, SHOWN)}”没有照办：{why}；按 e 自己改"


def _follows(session: Session, card: Card) -> bool:
    """Whether a model that follows wishes writes the words of a card."""
    chain = session.chain
    return chain is not None and chain.model.profile.whole and can_ask(session.state, card, chain)


async def _version(session: Session, card: Card, wish: Wish, on_text: OnText | None) -> Drafted:
    """Another version, in the way that was wished for as far as a model follows."""
    return await _working(session, card, DraftRequest.after(card, wish), on_text)


async def _taken(session: Session, card: Card, made: Candidate, id: str) -> CommandResult:
    """A version beside the others and in their place, unless the report has more errors by it.

    Args:
        session: where it is taken.
        card: as it was before.
        made: the version.
        id: of the candidate that reads the same, "" where it is new.
    """
    new = replace(made, id=id or session.number(card.part))
    before, after = await asyncio.to_thread(_compared, session.state, card, new)
    worse = _worse(before, after)
    is_refused = any(severity is Severity.ERROR for severity, _, _ in worse)
    now = card.chosen.id if card.chosen else new.id
    event = Event(
        "redraft",
        offers=() if id else (Offer(card.part, new),),
        chosen={card.part: now if is_refused else new.id},
        at=card.part,
        place=card.part,
    )
    notes = [f"和第 {id} 版一样"] if id else []
    notes += [f"新版本里“{title(rule)}”由 {a} 处变成 {b} 处" for _, rule, (a, b) in worse]
    if is_refused:
        notes.append(f"错误多了，先留着原来的；仍要用就写 /choose {new.id}")
    return CommandResult(session.record(event), tuple(notes))


async def _joined(session: Session, card: Card, on_text: OnText | None) -> Candidate | None:
    """The draft that was on its way, whole or stopped by `Session.cancel`; None: there was none."""
    if session.ahead is None:
        return None
    ahead = session.ahead
    return await stoppable(session, ahead.join(card.part, on_text), lambda: ahead.stop(card.part))


async def _working(
    session: Session, card: Card, order: DraftRequest, on_text: OnText | None
) -> Drafted:
    """The draft as a task that `Session.cancel` stops; what came by then is kept."""
    state = session.state
    work = drafted(state, card, session.chain, order, on_text=on_text, keeps=lambda: True)

    async def from_facts() -> Drafted:
        made = await drafted(state, card, None, order)
        return replace(made, notes=("停下了：先用要点原话",))

    return await stoppable(session, work, from_facts)


def _compared(
    state: SessionState, card: Card, new: Candidate
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What the rules say of the whole text before and after."""
    pool = {**state.pool, card.part: (*card.candidates, new)}
    after = replace(state, pool=pool, chosen={**state.chosen, card.part: new.id})
    return state.findings, after.findings


def _worse(
    before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> list[tuple[Severity, str, tuple[int, int]]]:
    """The rules that find more than before, with how often then and now."""
    old, new = (Counter((f.severity, f.rule) for f in found) for found in (before, after))
    return [
        (severity, rule, (old[severity, rule], count))
        for (severity, rule), count in new.items()
        if count > old[severity, rule]
    ]


def _unfollowed(session: Session, card: Card, wish: Wish, made: Candidate) -> Iterator[str]:
    """What of a wish was not done, in plain words."""
    state, was = session.state, length(session.state.text(card))
    now = length(made.text)
    is_asked = _follows(session, card) and made.author is Author.MODEL
    if is_asked and wish.length == SHORTER and now >= was:
        yield f"没能更短：原来 {was} 字，新版本 {now} 字"
    if is_asked and wish.length == LONGER and now <= was:
        yield f"没能更长：原来 {was} 字，新版本 {now} 字"
    if is_asked and wish.most and now > ROOM * wish.most:
        yield f"没能压到 {wish.most} 字：新版本 {now} 字"
    if is_asked and wish.rest and not wish.most:
        yield f"“{shorten(wish.rest, SHOWN)}”交给模型了，合不合意请看一眼"
    if wish.topic and not about((state.facts[id] for id in card.facts), wish.topic):
        yield _elsewhere(state, wish.topic)
    elif wish.topic and card.kind is not CardKind.POINT:
        yield f"{card.name}没有前后可调，“突出{wish.topic}”没有照办"
    if (wish.length or wish.rest) and not is_asked:
        yield _unmet(session, card, wish.of_words)


def _elsewhere(state: SessionState, subject: str) -> str:
    """That a card has no fact about a subject, and which other has."""
    for card in state.cards:
        found = about((state.facts[id] for id in card.facts), subject)
        if found and card.kind is CardKind.POINT:
            ids = "、".join(fact.id for fact in found)
            return f"这一处没有说到“{subject}”的要点；{card.name} 有 {ids}，可用 /move 移来"
    return f"没有说到“{subject}”的要点，可用 /add 加一条"


DRAFT = SessionCommand(draft, GROUP, "起草")
REDRAFT = SessionCommand(redraft, GROUP, "重写", key="r", usage="[要求]")
