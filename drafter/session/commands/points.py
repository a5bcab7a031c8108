"""A card at a time: accept, edit, choose, lock, skip, go on."""

from dataclasses import replace

from drafter.errors import BadInput
from drafter.session import pairs
from drafter.session.command import SessionCommand
from drafter.session.history import Event, Offer
from drafter.session.questions import NO, YES, About, Question, questions, unbacked
from drafter.session.result import CommandResult
from drafter.session.session import Session
from drafter.session.state import (
    Author,
    Candidate,
    Card,
    CardKind,
    SessionState,
    Status,
    of_person,
    sentences_of,
)

GROUP = "逐处"
NEXT, BEFORE = ("+", "下"), ("-", "上")


def accept(session: Session, sure: str = "", *, at: str = "") -> CommandResult:
    """采用这一处现在的文字，走到下一处。

    措施看不出回应哪条不足的，自己写的数要点里没有的，先问一声；仍要采用就写 /accept 是。
    """
    state = session.state
    card = _card(state, at)
    if sure != YES and (asked := _doubted(state, card)):
        shown = pairs.pairs(state) if asked.about is About.UNANSWERED else None
        return CommandResult(state, (asked.text,) if shown else (), (asked,), shown)
    return _settle(session, card, Status.ACCEPTED, "accept")


def _doubted(state: SessionState, card: Card) -> Question | None:
    """What is asked before a card is accepted; None where nothing is."""
    figures = unbacked(state, card)
    said = [f"“{'、'.join(figures)}”要点里没有"] if figures else []
    about = About.UNBACKED
    if card.kind is CardKind.MEASURE and pairs.unanswered(state, card):
        about, said = About.UNANSWERED, [f"{card.name}看不出回应了“不足{card.at + 1}”", *said]
    if not said:
        return None
    return Question(
        f"{about}:{card.part}", about, f"{'，'.join(said)}，仍然采用吗？", card.part, (YES, NO)
    )


def skip(session: Session, *, at: str = "") -> CommandResult:
    """先跳过这一处，文字照现在的样子留着，以后可以回来。"""
    card = _card(session.state, at)
    figures = unbacked(session.state, card)
    outcome = _settle(session, card, Status.SKIPPED, "skip")
    if not figures:
        return outcome
    note = f"{card.name}没有采用，文中还留着要点里没有的“{'、'.join(figures)}”：导出前改好"
    return replace(outcome, notes=(note, *outcome.notes))


def reopen(session: Session, *, at: str = "") -> CommandResult:
    """把采用过或跳过的一处重新打开。"""
    card = _card(session.state, at)
    if card.status is Status.OPEN:
        return CommandResult(session.state, (f"{card.name}本来就开着",))
    event = Event("reopen", statuses={card.part: Status.OPEN}, at=card.part, place=card.part)
    return CommandResult(session.record(event))


def edit(session: Session, text: str, *, at: str = "") -> CommandResult:
    """自己改这一处的文字。只检查，不改一个字；有要点里没有的数会问一声。"""
    state = session.state
    card = _card(state, at)
    typed = text.strip()
    if not typed:
        raise BadInput("改空了，原来的文字没有动", hint="不写这条要点用 /drop，先放着用 /skip")
    if typed == state.text(card).strip():
        return CommandResult(state, ("没有改动",))
    offers, before = frozen(session, card)
    sentences = of_person(typed, tuple(state.facts[id] for id in card.facts))
    id = str(int(session.number(card.part)) + len(offers))
    own = Candidate(id, Author.PERSON, sentences, before=before)
    gone = tuple(lock for lock in card.locks if lock not in typed)
    kept = tuple(lock for lock in card.locks if lock in typed)
    event = Event(
        "edit",
        offers=(*offers, Offer(card.part, own)),
        chosen={card.part: id},
        locks={card.part: kept} if gone else {},
        at=card.part,
        place=card.part,
    )
    after = session.record(event)
    notes = tuple(f"改动去掉了锁定的“{lock}”，已解锁" for lock in gone)
    asked = tuple(
        each for each in questions(after) if each.about is About.FIGURE and each.part == card.part
    )
    return CommandResult(after, notes, asked)


def choose(session: Session, number: str, *, at: str = "") -> CommandResult:
    """换用这一处的第几个版本；每个版本都留着。"""
    card = _card(session.state, at)
    if number not in {each.id for each in card.candidates}:
        count = len(card.candidates)
        raise BadInput(f"{card.name}没有第 {number} 版", hint=f"现有 {count} 版")
    missing = [lock for lock in card.locks if lock not in _version(card, number).text]
    event = Event("choose", chosen={card.part: number}, at=card.part, place=card.part)
    return CommandResult(
        session.record(event), tuple(f"这一版没有锁定的“{lock}”" for lock in missing)
    )


def lock(session: Session, text: str = "", *, at: str = "") -> CommandResult:
    """锁住一句话或一个数：以后怎样重写都留着。不写就锁整处。"""
    state = session.state
    card = _card(state, at)
    locked = text.strip() or state.text(card).strip()
    if locked not in state.text(card):
        raise BadInput(f"{card.name}里没有“{locked}”", hint="照抄要锁的那几个字")
    if locked in card.locks:
        return CommandResult(state, ("已经锁着",))
    offers, id = frozen(session, card)
    event = Event(
        "lock",
        offers=offers,
        chosen={card.part: id},
        locks={card.part: (*card.locks, locked)},
        at=card.part,
        place=card.part,
    )
    return CommandResult(session.record(event))


def unlock(session: Session, text: str = "", *, at: str = "") -> CommandResult:
    """解开锁住的话；不写是哪句就全部解开。"""
    card = _card(session.state, at)
    left = tuple(each for each in card.locks if text and each != text.strip())
    if left == card.locks:
        raise BadInput(f"没有锁着“{text}”", hint="锁着的：" + ("、".join(card.locks) or "没有"))
    event = Event("unlock", locks={card.part: left}, at=card.part, place=card.part)
    return CommandResult(session.record(event))


def go(session: Session, to: str = "下") -> CommandResult:
    """去哪一处：2.1、反馈、不足1、措施1、开头；下、上是后一处、前一处。"""
    state = session.state
    cards = [card.part for card in state.cards]
    here = cards.index(state.here.part)
    if to in NEXT or to in BEFORE:
        part = cards[max(0, min(len(cards) - 1, here + (1 if to in NEXT else -1)))]
    else:
        part = state.card(to).part
    return CommandResult(session.record(Event("go", place=part)))


def frozen(session: Session, card: Card) -> tuple[tuple[Offer, ...], str]:
    """The text as it stands as a candidate: one to be offered where it is only composed yet."""
    if card.chosen:
        return (), card.chosen.id
    id = session.number(card.part)
    sentences = sentences_of(session.state.report, card.part)
    return (Offer(card.part, Candidate(id, Author.STOCK, sentences)),), id


def _settle(session: Session, card: Card, status: Status, do: str) -> CommandResult:
    offers, id = frozen(session, card)
    event = Event(
        do,
        offers=offers,
        chosen={card.part: id},
        statuses={card.part: status},
        at=card.part,
        place=session.following(card.part),
    )
    state = session.record(event)
    is_over = all(each.status is not Status.OPEN for each in state.cards)
    return CommandResult(state, ("每一处都看过了",) if is_over else ())


def _version(card: Card, number: str) -> Candidate:
    return next(each for each in card.candidates if each.id == number)


def _card(state: SessionState, at: str) -> Card:
    return state.card(at) if at else state.here


ACCEPT = SessionCommand(accept, GROUP, "采用", key="a", usage="[是]")
SKIP = SessionCommand(skip, GROUP, "跳过", key="s")
REOPEN = SessionCommand(reopen, GROUP, "重开")
EDIT = SessionCommand(edit, GROUP, "改", key="e", usage="文字", edits=True)
CHOOSE = SessionCommand(choose, GROUP, "换用", key="c", usage="第几版")
LOCK = SessionCommand(lock, GROUP, "锁", key="l", usage="[文字]")
UNLOCK = SessionCommand(unlock, GROUP, "解锁", usage="[文字]")
GO = SessionCommand(go, GROUP, "去", key="g", usage="[处]")
