"""Parts that others have made, delivered as they arrive."""

import asyncio
import time
from collections.abc import Iterable
from typing import Protocol

from drafter.batch.engine import Ending
from drafter.batch.plan import Task, WorkPlan
from drafter.batch.record import DocumentRecord, Why
from drafter.batch.results import Delivery, Result
from drafter.batch.spool import Spool, SpooledResult, keys
from drafter.chain.chain import Chain
from drafter.errors import DrafterError

POLL = 0.1  # seconds


class Makers(Protocol):
    """The workers in other processes, and whether more is to come from them."""

    @property
    def is_alive(self) -> bool:
        """Whether more parts may come."""
        ...

    @property
    def failure(self) -> DrafterError | None:
        """Why the workers stopped; None where they did not."""
        ...


class Arrivals:
    """The documents that are waited for."""

    def __init__(self, parts: Spool, delivery: Delivery, chain: Chain | None) -> None:
        """`chain`: where it is counted what the makers spend."""
        self.waiting: dict[str, Task] = {}  # by the names of their parts
        self._parts, self._delivery, self._chain = parts, delivery, chain

    async def expect(self, plan: WorkPlan, known: Iterable[str]) -> None:
        """Wait for every task that has to be made; what was made before is delivered at once.

        `known` are the ids of all rows in the journal.
        """
        tasks = []
        for task in plan.tasks:
            earlier = await self._delivery.earlier(task)
            if earlier:
                await self._delivery.put(task, earlier)
            else:
                tasks.append(task)
        names = keys((task.id for task in tasks), known)
        self.waiting = {names[task.id]: task for task in tasks}

    async def deliver(self, makers: Makers, ending: Ending) -> None:
        """Deliver until no more come, or nothing is waited for.

        Raises:
            Stopped, Unwritable: the makers had to end.
        """
        last = float("inf")
        while self.waiting and time.monotonic() < last:
            is_over = not makers.is_alive  # looked at first: what was put before that is seen
            await self._deliver()
            if is_over:
                break
            if last == float("inf") and (ending.asked.is_set() or self._parts.is_ending):
                self._parts.end()
                last = time.monotonic() + ending.grace
            await asyncio.sleep(POLL)
        failure = self._parts.failure or (makers.failure if self.waiting else None)
        if failure and not ending.asked.is_set():
            raise failure

    async def give_up(self) -> None:
        """Rows for those that nobody has made."""
        for task in self.waiting.values():
            row = DocumentRecord(task.paths[0], task.id, Why.BUG, "没有人交回它的结果")
            await self._delivery.put(task, Result(row, {}))

    async def _deliver(self) -> None:
        for key in self._parts.arrived():
            if key in self.waiting:
                part = self._parts.get(key)
                self._count(part)
                await self._delivery.put(self.waiting.pop(key), part.result)
                self._parts.drop(key)

    def _count(self, part: SpooledResult) -> None:
        """What others have spent is this run's."""
        if self._chain:
            spend = self._chain.spend
            spend.calls, spend.cached = spend.calls + part.calls, spend.cached + part.cached
            spend.usage += part.usage
