"""The session at hand: what a command does is written down, then it counts."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from drafter.chain.chain import Chain
from drafter.document import Facts
from drafter.files import FileLock
from drafter.models import OnText
from drafter.session.history import Event, History, Offer, Step
from drafter.session.journal import SessionJournal
from drafter.session.state import Candidate, Card, SessionState, Status

T = TypeVar("T")


class Background(Protocol):
    """What drafts cards while the person reads: `prefetch` for those who have an event loop."""

    def refresh(self) -> None:
        """After a command: stop what the plan no longer has, begin what comes next."""

    async def join(self, part: str, on_text: OnText | None = None) -> Candidate | None:
        """The draft of a card that is on its way; None when there is none."""

    async def stop(self, part: str) -> Candidate | None:
        """Stop a draft on its way; what came is kept and made a version of."""

    def notes_once(self) -> tuple[str, ...]:
        """What went wrong with drafts ahead, each once: a key that waits for none tells it."""

    async def yield_to(self, part: str) -> None:
        """Free the model for a card that the person waits for."""

    async def close(self) -> None:
        """Stop all work in the background."""


class Session:
    """A report that a person and the tool write together."""

    def __init__(  # noqa: PLR0913 - what it is put together from
        self,
        name: str,
        journal: SessionJournal,
        history: History,
        claim: FileLock,
        chain: Chain | None,
        *,
        notes: tuple[str, ...] = (),
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.name = name
        self.chain = chain  # None: the facts' own words do alone
        self.notes = notes  # what had to be mended when it was opened, for the person
        self._journal, self._history, self._claim, self._now = journal, history, claim, now
        self.ahead: Background | None = None  # whoever has an event loop may set one
        self.is_bare = self.is_commented = False  # how its Word files are written
        self._working: asyncio.Future[Any] | None = None

    @property
    def state(self) -> SessionState:
        """The state as it is now; frozen."""
        return self._history.state

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every state that can be returned to."""
        return self._history.steps

    @property
    def model(self) -> str:
        """The model the session was begun with, as the person named it; "" for the default."""
        return self._history.begin.model

    @property
    def is_fresh(self) -> bool:
        """Nothing has been done in it, nothing has come yet."""
        return len(self.steps) == 1 and not self.state.place and not self.state.pool

    @property
    def next_fact(self) -> str:
        """An id that no fact of this session ever had."""
        return f"F{self._history.highest + 1}"

    def record(self, event: Event) -> SessionState:
        """Write an event down; only then it counts.

        Raises:
            BadInput: it cannot be done or not be written; the state is as it was.
        """
        event = replace(event, when=self._now().isoformat(timespec="seconds"))
        self._history.refuse(event)
        self._journal.append(event)
        return self._history.apply(event)

    def offer(self, card: Card, candidate: Candidate) -> Candidate:
        """A candidate put beside the others of its card, under the next number."""
        numbered = replace(candidate, id=self.number(card.part))
        self.record(Event("offer", offers=(Offer(card.part, numbered),)))
        return numbered

    def number(self, part: str) -> str:
        """The id of a part's next candidate."""
        return str(len(self.state.pool.get(part, ())) + 1)

    def following(self, part: str, but: Iterable[str] = ()) -> str:
        """The next open card after `part`, from the beginning again at the end; else `part`."""
        cards = self.state.cards
        at = next((n for n, card in enumerate(cards) if card.part == part), 0)
        ring = [*cards[at + 1 :], *cards[:at]]
        passed = {*but, part}
        left = (c.part for c in ring if c.status is Status.OPEN and c.part not in passed)
        return next(left, part)

    def close(self) -> None:
        """Let others open it; all that was done is on disk already."""
        self.cancel()
        self._claim.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin_work(self, task: asyncio.Future[Any] | None) -> None:
        """Remember what `cancel` is to stop."""
        self._working = task

    def cancel(self) -> bool:
        """Stop the generation in the foreground, keeping what came; whether there was one."""
        task = self._working
        return task is not None and not task.done() and task.cancel()


async def stoppable(session: Session, work: Awaitable[T], stopped: Callable[[], Awaitable[T]]) -> T:
    """What `work` gives, or `stopped` once `Session.cancel` has stopped it."""
    task = asyncio.ensure_future(work)
    session.begin_work(task)
    try:
        return await task
    except asyncio.CancelledError:
        me = asyncio.current_task()
        if me and me.cancelling():  # not the work: whoever waits for it
            raise
        return await stopped()
    finally:
        session.begin_work(None)


def begun(facts: Facts, model: str, dropped: Mapping[str, str] | None = None) -> Event:
    """The first event of a session on these facts.

    Lines that are no facts are left out with the reason, as `draft` leaves them out.

    Raises:
        BadInput: there is nothing else.
    """
    from drafter.document import genre as genres
    from drafter.drafting.steps.plan import plan
    from drafter.drafting.steps.sift import nothing_told, sift
    from drafter.drafting.steps.trim import trimmed

    gone = {**dict(sift(facts)), **(dropped or {})}
    if len(gone) == len(facts):
        raise nothing_told(facts)
    facts = replace(facts, items=tuple(replace(fact, text=trimmed(fact)) for fact in facts))
    made = plan(facts, genres.load(facts.genre), dropped=gone)
    return Event("begin", facts=facts, plan=made, model=model)
