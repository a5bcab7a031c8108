"""The session at hand: what a command does is written down, then it counts."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from drafter.chain import Chain
from drafter.document import Facts
from drafter.session.claim import Claim
from drafter.session.history import Event, History, Offer, Step
from drafter.session.journal import Journal
from drafter.session.state import Candidate, Card, State, Status

if TYPE_CHECKING:  # it needs a session itself
    from drafter.session.ahead import Ahead


class Session:
    """A report that a person and the tool write together."""

    def __init__(  # noqa: PLR0913 - what it is put together from
        self,
        name: str,
        journal: Journal,
        history: History,
        claim: Claim,
        chain: Chain | None,
        *,
        notes: tuple[str, ...] = (),
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.name = name
        self.chain = chain  # None: the stock of phrases does alone
        self.notes = notes  # what had to be mended when it was opened, for the person
        self._journal, self._history, self._claim, self._now = journal, history, claim, now
        self.ahead: Ahead | None = None  # whoever has an event loop may set one
        self._working: asyncio.Future[Any] | None = None

    @property
    def state(self) -> State:
        """As it is now; frozen."""
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
    def next_fact(self) -> str:
        """An id that no fact of this session ever had."""
        return f"F{self._history.highest + 1}"

    def record(self, event: Event) -> State:
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


def begun(facts: Facts, model: str) -> Event:
    """The first event of a session on these facts."""
    from drafter import genre as genres
    from drafter.drafting.steps.plan import plan

    made = plan(facts, genres.load(facts.genre))
    return Event("begin", facts=facts, plan=made, model=model)
