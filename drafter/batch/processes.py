"""Work that keeps a processor busy, in processes: one that dies takes no other work with it.

A draft takes 0.3 to 1 s of processor time beside its questions; in threads all documents would
share one processor with the answers that come in.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from drafter.errors import BadInput

P = ParamSpec("P")
T = TypeVar("T")
LONGEST = 300.0  # seconds for one piece of work; the slowest sheet that was seen took 2


class Processes:
    """Some processes that work; `run` is given a function and its arguments."""

    def __init__(self, count: int, *, longest: float = LONGEST) -> None:
        self._count, self._longest = count, longest
        self._pool: ProcessPoolExecutor | None = self._started()
        self._room = asyncio.Semaphore(2 * count)  # who waits here is not timed
        self._restarting = asyncio.Lock()
        self._alone = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._end(self._pool)

    async def run(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """The value that `work` returns.

        Where a process dies, nobody knows over what: what was going on is done again, each
        piece by itself, so that only the one at fault fails. Where none can be started at all,
        as from a script that does its work while it is imported, threads do it.

        Raises:
            BadInput: it ends its process, or takes too long.
        """
        piece = partial(work, *given, **named)
        async with self._room:
            async with self._restarting:  # who has waited for room gets the processes of now
                pool = self._pool
            if pool is None:
                return await asyncio.to_thread(piece)
            with suppress(BrokenProcessPool, TimeoutError):
                return await self._within(pool, piece)
        async with self._restarting:
            if self._pool is pool:
                self._end(pool)
                self._pool = await self._restarted()
        async with self._alone:
            return await (self._apart(piece) if self._pool else asyncio.to_thread(piece))

    async def _apart(self, piece: Callable[[], T]) -> T:
        """In a process of its own."""
        pool = self._started(1)
        try:
            return await self._within(pool, piece)
        except BrokenProcessPool as error:
            raise BadInput("处理它的进程中途退出了", hint="文件可能太大或有问题") from error
        except TimeoutError as error:
            raise BadInput(f"处理它超过了 {self._longest:g} 秒", hint="文件可能太大") from error
        finally:
            self._end(pool)

    async def _within(self, pool: ProcessPoolExecutor, piece: Callable[[], T]) -> T:
        try:
            begun = pool.submit(piece)
        except RuntimeError as error:  # they were ended while it came
            raise BrokenProcessPool(*error.args) from error
        async with asyncio.timeout(self._longest):
            return await asyncio.wrap_future(begun)

    async def _restarted(self) -> ProcessPoolExecutor | None:
        """Other processes, None where they cannot even say who they are."""
        pool = self._started()
        try:
            await self._within(pool, os.getpid)
        except (BrokenProcessPool, TimeoutError):
            self._end(pool)
            return None
        return pool

    def _started(self, count: int = 0) -> ProcessPoolExecutor:
        # A fork would take along threads' locks in whatever state they are.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count or self._count, context, initializer=_begin)

    @staticmethod
    def _end(pool: ProcessPoolExecutor) -> None:
        """At once: whatever still goes on is of no use to anybody."""
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - 3.14 has a method
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the first process, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
