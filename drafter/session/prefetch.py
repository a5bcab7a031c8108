"""The next cards drafted while the person reads: a few at most, none for a plan that is gone."""

import asyncio

from drafter.errors import DrafterError
from drafter.models import OnText
from drafter.session.drafting import drafted
from drafter.session.session import Session
from drafter.session.state import Candidate, Card, Status

MOST = 2  # cards ahead of the person


class Prefetch:
    """Drafts on their way. What they cost is in the chain's spend, as all else."""

    def __init__(self, session: Session, *, most: int = MOST) -> None:
        self._session, self._most = session, most
        self._tasks: dict[str, asyncio.Task[Candidate | None]] = {}
        self._said: dict[str, list[str]] = {}  # by part: the words that have come
        self._tell: dict[str, OnText] = {}  # by part: who watches them by now
        self._notes: dict[str, bool] = {}  # what went wrong, and whether it was told
        self._kept: set[str] = set()  # parts of which what came is kept when they are stopped

    @property
    def parts(self) -> tuple[str, ...]:
        """The cards that are being drafted."""
        return tuple(part for part, task in self._tasks.items() if not task.done())

    def refresh(self) -> None:
        """After a command: stop what the plan no longer has, begin what comes next.

        Returns at once; it needs a running event loop.
        """
        if self._session.chain is None:
            return  # the facts' own words take no time
        wanted = [card.part for card in self._coming()]
        known = {card.part for card in self._session.state.cards}
        for part, task in list(self._tasks.items()):
            if part not in known or task.done():
                task.cancel()
                del self._tasks[part]
        for part in wanted:
            if part not in self._tasks and len(self._tasks) < self._most:
                card = self._session.state.card(part)
                self._tasks[part] = asyncio.create_task(self._draft(card))

    async def join(self, part: str, on_text: OnText | None = None) -> Candidate | None:
        """The draft of a card that is on its way; None when there is none.

        `on_text` is given the words that have come already, then those that come.
        """
        task = self._tasks.get(part)
        if task is None:
            return None
        if on_text:
            on_text("".join(self._said.get(part, ())))
            self._tell[part] = on_text
        try:
            return await asyncio.shield(task)
        finally:
            self._tell.pop(part, None)

    async def stop(self, part: str) -> Candidate | None:
        """Stop a draft on its way; what came is kept and made a version of."""
        task = self._tasks.get(part)
        if task is None:
            return None
        self._kept.add(part)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self._kept.discard(part)
        return None if task.cancelled() else task.result()

    def notes_once(self) -> tuple[str, ...]:
        """What went wrong with drafts so far and was not told yet."""
        untold = tuple(note for note, is_told in self._notes.items() if not is_told)
        self._notes.update(dict.fromkeys(untold, True))
        return untold

    async def yield_to(self, part: str) -> None:
        """Free the model for a card that the person waits for."""
        for other, task in list(self._tasks.items()):
            if other != part:
                task.cancel()
                del self._tasks[other]
                await asyncio.gather(task, return_exceptions=True)

    async def close(self) -> None:
        """Stop all drafting ahead."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _coming(self) -> list[Card]:
        """The open cards from the one at hand on that have no text of their own yet."""
        state = self._session.state
        cards = state.cards
        at = cards.index(state.here)
        ring = [*cards[at:], *cards[:at]]
        open = [card for card in ring if card.status is Status.OPEN and not card.candidates]
        return open[: self._most]

    async def _draft(self, card: Card) -> Candidate | None:
        """None where it could not be kept: whoever wants it then asks again and is told why."""
        said = self._said[card.part] = []

        def hear(text: str) -> None:
            said.append(text)
            if tell := self._tell.get(card.part):
                tell(text)

        made = await drafted(
            self._session.state,
            card,
            self._session.chain,
            on_text=hear,
            keeps=lambda: card.part in self._kept,
        )
        for note in made.notes:
            self._notes.setdefault(note, False)
        state = self._session.state
        if any(each.part == card.part and each.candidates for each in state.cards):
            return state.card(card.part).candidates[0]  # the person was faster
        try:
            return self._session.offer(card, made.candidate)
        except DrafterError:
            return None
