"""One of several that share the work: it makes documents from beginning to end, in its process."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.batch import spool
from drafter.batch.engine import make
from drafter.batch.job import Job
from drafter.batch.plan import Task
from drafter.batch.processes import Processes
from drafter.batch.record import DocumentRecord, Why
from drafter.batch.results import Result
from drafter.batch.spool import Spool, SpooledResult
from drafter.chain.chain import Spend
from drafter.chain.open import ChainSpec
from drafter.concurrency import done_by
from drafter.errors import BadInput, Stopped, Unwritable
from drafter.models import Usage

TRIES = 3  # of a document whose maker died over it, or over another


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """What every worker is told; picklable."""

    job: Job[Any]
    source: Path
    parts: Path
    opening: ChainSpec
    version: str = __version__

    @property
    def in_flight(self) -> int:
        """Documents of one maker: while some wait for its processor, others keep slots busy."""
        return 2 * (self.opening.slots + 1)


class BatchWorker:
    """Makes documents, many at once, within its share of the limits."""

    def __init__(self, work: WorkerTask) -> None:
        """Raises BadInput where this machine cannot take part."""
        _fit(work)
        self._work = work
        self._parts = Spool(work.parts)
        self._chain = work.opening.open()
        self._room = asyncio.Semaphore(work.in_flight)
        self._processes = Processes(1)  # a document that ends its process ends no other's
        self._told = Spend()

    async def make(self, key: str, task: Task) -> bool:
        """Make a document's part and put it into the spool; False where the work is to end."""
        async with self._room:
            if self._parts.is_ending:
                return False
            if not self._parts.has(key):
                part = await self._made(key, task)
                if part is None:
                    return False
                await asyncio.to_thread(self._parts.put, key, spool.dump(part))
            return True

    async def _made(self, key: str, task: Task) -> SpooledResult | None:
        if self._parts.begin(key) >= TRIES:
            row = DocumentRecord(task.paths[0], task.id, Why.BUG, "处理它的进程每次都中途退出")
            return SpooledResult(Result(row, {}))
        try:
            with done_by(self._processes.run):
                result = await make(self._work.job, self._work.source, task, self._chain)
        except (Stopped, Unwritable) as error:
            self._parts.end(error)
            return None
        return self._counted(SpooledResult(result))

    def _counted(self, part: SpooledResult) -> SpooledResult:
        """With what was spent since the last one, whichever document it was spent on."""
        if self._chain is None:
            return part
        now, before = self._chain.spend, self._told
        self._told = replace(now)
        used = Usage(
            now.usage.prompt - before.usage.prompt, now.usage.completion - before.usage.completion
        )
        return replace(
            part, calls=now.calls - before.calls, cached=now.cached - before.cached, usage=used
        )


def _fit(work: WorkerTask) -> None:
    if work.version != __version__:
        raise BadInput(
            f"Ray 上的 drafter 是 {__version__}，这里是 {work.version}", hint="每台机器装同一版本"
        )
    for folder in (work.source, work.parts):
        if not folder.is_dir():
            raise BadInput(
                f"Ray 的进程看不到 {folder}", hint="输入、输出文件夹在每台机器上要有同一路径"
            )
