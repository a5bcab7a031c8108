"""The local engine: one event loop, so many documents in flight, each for itself."""

import asyncio
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter.batch import inputs
from drafter.batch.folder import Folder
from drafter.batch.job import Job, Made
from drafter.batch.plan import Task, WorkPlan
from drafter.batch.record import DocumentRecord, Spent, Why
from drafter.batch.results import Delivery, OnRow, Result
from drafter.chain.chain import Chain, Spend
from drafter.concurrency import apart
from drafter.errors import BadInput, DrafterError, ModelFailed, Stopped, Unwritable

GRACE = 10.0  # seconds that documents in flight are given once the work is to end


@dataclass(slots=True)
class Ending:
    """How the work is ended early: nothing new is begun, what is in flight may finish."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    grace: float = GRACE


@dataclass(frozen=True)
class Engine:
    """One job on the documents of one folder."""

    job: Job[Any]
    source: Path
    folder: Folder
    stems: Mapping[str, str]  # of output files, by the path of the input
    chain: Chain | None = None

    async def run(
        self, plan: WorkPlan, on_row: OnRow, ending: Ending | None = None, *, in_flight: int = 8
    ) -> None:
        """Do every task, so many at a time; each row is kept before `on_row` is told of it.

        A document that fails is a row with its reason, and the others go on.

        Raises:
            Stopped: the budget is spent, or the service is down for good; all is kept.
            Unwritable: results, rows or answers cannot be kept.
        """
        ending = ending or Ending()
        delivery = Delivery(self.folder, self.stems, on_row)
        await delivery.begin(plan)
        waiting = iter(plan.tasks)

        async def worker() -> None:
            for task in waiting:  # one iterator for all: nothing is built up front
                if ending.asked.is_set():
                    return
                made = await delivery.earlier(task)
                await delivery.put(
                    task, made or await make(self.job, self.source, task, self.chain)
                )

        count = min(in_flight, len(plan.tasks))
        await _all([asyncio.create_task(worker()) for _ in range(count)], ending)


async def make(job: Job[Any], source: Path, task: Task, chain: Chain | None) -> Result:
    """What becomes of a document; a failure is its result too, unless it is everybody's.

    Raises:
        Stopped, Unwritable: no other document would do better now.
    """
    fork = chain.fork() if chain else None
    blank = DocumentRecord(task.paths[0], task.id)
    try:
        made = await _made(job, source, task, fork)
    except (Stopped, Unwritable):
        raise
    except ModelFailed as error:
        failed = replace(blank, why=Why.MODEL, reason=str(error))
    except DrafterError as error:
        failed = replace(blank, why=Why.INPUT, reason=str(error))
    except Exception as error:  # noqa: BLE001 - a bug over one document is that one's failure
        failed = replace(blank, why=Why.BUG, reason=_told(error))
    else:
        return Result(replace(blank, tally=made.tally, spent=_spent(fork)), made.files)
    return Result(replace(failed, spent=_spent(fork)), {})


async def _made(job: Job[Any], source: Path, task: Task, chain: Chain | None) -> Made:
    path = task.paths[0]
    data = await asyncio.to_thread(inputs.read, source, path)
    if inputs.identity(data, path) != task.id:
        raise BadInput("文件在处理中被改动", hint="再运行一次")
    return await job.work(await apart(job.read, data, Path(path).name), chain)


def _spent(chain: Chain | None) -> Spent:
    """The same whether the answers were paid for now or before a kill."""
    spend = chain.spend if chain else Spend()
    used = spend.usage + spend.recalled
    seconds = spend.seconds + spend.recalled_seconds
    return Spent(spend.answers + spend.cached, used.prompt, used.completion, seconds)


def _told(error: Exception) -> str:
    """A bug in one line: what, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"程序出错：{type(error).__name__}: {error}"[:200] + f"（{where}，请报告给开发者）"


async def _all(workers: Iterable["asyncio.Task[None]"], ending: Ending) -> None:
    """Until all are done; where one fails or the end is asked for, the others have their moment."""
    working = set(workers)
    asked = asyncio.create_task(ending.asked.wait())
    try:
        while working:
            ended, _ = await asyncio.wait({*working, asked}, return_when=asyncio.FIRST_COMPLETED)
            working -= ended
            failed = [error for each in ended if (error := each.exception())]  # several at once
            if asked in ended or failed:
                ending.asked.set()
                if working:
                    await asyncio.wait(working, timeout=ending.grace)
                if failed:
                    raise failed[0]
                return
    finally:
        for each in (asked, *working):
            each.cancel()
        await asyncio.gather(asked, *working, return_exceptions=True)
