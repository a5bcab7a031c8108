"""An order carried out: found, planned, worked off, summed up; run again, it goes on."""

import asyncio
import gc
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drafter import files
from drafter.batch import exceptions, inputs, output_names, summary
from drafter.batch.engine import Ending, Engine
from drafter.batch.folder import ROWS, Folder, digest
from drafter.batch.inputs import FolderContents, InputFile
from drafter.batch.order import BatchOrder
from drafter.batch.plan import WorkPlan, plan
from drafter.batch.processes import Processes
from drafter.batch.record import DocumentRecord, Why
from drafter.batch.results import OnRow
from drafter.chain.chain import Chain
from drafter.checking.checker import processors
from drafter.concurrency import done_by
from drafter.errors import BadInput, Stopped
from drafter.settings import Price

Elsewhere = Callable[[Engine, WorkPlan, OnRow, Ending], Awaitable[None]]
RARELY = (20_000, 20, 50)  # objects, and younger collections, between two looks for cycles
SUMMED = "summed.json"  # of which documents, at which price, tables are, and their names
NAMED = 3  # documents that a stopped run names
MANY = 8  # documents from which processes of their own pay for their start


class Watch(Protocol):
    """Whoever is told how the work goes."""

    def begin(self, plan: WorkPlan, found: FolderContents) -> None:
        """Be told what is to be done, before it begins."""
        ...

    def row(self, row: DocumentRecord) -> None:
        """Be told of one document that is done, and kept."""
        ...


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a run came to."""

    plan: WorkPlan
    rows: tuple[
        DocumentRecord, ...
    ]  # of every document of the input that has one, this run's and others'
    summary: Path  # where it stands: another name where a person wrote into the one before
    exceptions: Path
    is_ended: bool = False  # by the user, before all was done
    closed: tuple[str, ...] = ()  # folders below the input that could not be read


async def run(  # noqa: PLR0913 - what is done, and where and how it may be
    order: BatchOrder,
    chain: Chain | None,
    watch: Watch,
    ending: Ending,
    *,
    only_failed: bool = False,
    may_force: bool = False,
    processes: int | None = None,
    elsewhere: Elsewhere | None = None,
) -> BatchResult:
    """Carry an order out: every document that is not done yet.

    Args:
        order: what is to be done, with what, and where it goes.
        chain: the model to ask, with its store, its budget and its limits; None: none.
        watch: told of the plan and of every row.
        ending: how to end before all is done.
        only_failed: nothing but what failed before, whatever it failed of.
        may_force: replace what a person changed; the old file is kept beside it.
        processes: that keep processors busy; by default as many as there are, where that pays.
        elsewhere: does the work in the place of this process.

    Raises:
        BadInput: nothing to work on, or an output folder that may not be used.
        Stopped: the budget is spent, or the service is down; what was done is kept.
        Unwritable: results cannot be kept; those before are.
    """
    found = inputs.find(order.source, order.job.suffixes, apart_from=order.target)
    if not found.files:
        hint = _passed_over(found) or "可以读 " + "、".join(order.job.suffixes)
        raise BadInput(f"{order.source} 里没有可以读的文件", hint=hint)
    _keep_apart(order)
    with Folder(order.target, may_force=may_force) as folder:
        known = folder.rows()
        before = {row.path: row.stem for row in known.values() if row.stem}
        stems = output_names.stems(found.files, order.job.endings, before)
        names = [stem + ending for stem in stems.values() for ending in order.job.endings]
        folder.claim(order.settings(chain), [*names, summary.FILE, exceptions.FILE])
        order.keep()
        work = await _planned(order, found, folder, known, only_failed=only_failed)
        watch.begin(work, found)
        waiting = {path for task in work.tasks for path in task.paths}
        on_row = _crossing_off(waiting, watch.row)
        engine = Engine(order.job, order.source, folder, stems, chain)
        price = chain.settings.price if chain else Price()
        try:
            if elsewhere:
                await elsewhere(engine, work, on_row, ending)
            else:
                await _here(engine, work, on_row, ending, processes)
        except Stopped as stopped:
            await asyncio.to_thread(_sum_up, folder, found, price, stopped.message)
            stopped.hint = "；".join(filter(None, [stopped.hint, _left(folder, found)]))
            raise
        rows, tables = await asyncio.to_thread(_sum_up, folder, found, price)
    return BatchResult(
        work, rows, *tables, is_ended=ending.asked.is_set() and bool(waiting), closed=found.closed
    )


def _crossing_off(waiting: set[str], tell: OnRow) -> OnRow:
    """Tells of a document, and takes it from those that wait."""

    def on_row(row: DocumentRecord) -> None:
        waiting.discard(row.path)
        tell(row)

    return on_row


def _passed_over(found: FolderContents) -> str:
    """What a folder holds that was not read, and why, "" where there is nothing of the kind."""
    told = [f"{path} {why}" for path, why in found.left[:NAMED]]
    told += [f"文件夹 {path} 读不了" for path in found.closed[:NAMED]]
    more = len(found.left) + len(found.closed) - len(told)
    return "；".join(told) + (f"；还有 {more} 个也没有读" if more else "")


async def _here(
    engine: Engine, work: WorkPlan, on_row: OnRow, ending: Ending, processes: int | None
) -> None:
    async with _processes(len(work.tasks), processes) as count, _collecting_rarely():
        # While some wait for a processor or for another try, others keep the model busy.
        slots = engine.chain.model.profile.slots if engine.chain else 0
        await engine.run(work, on_row, ending, in_flight=2 * (slots + count))


@asynccontextmanager
async def _collecting_rarely() -> AsyncIterator[None]:
    """Within, Python looks for cycles less often: a tenth of a call's processor time goes there."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _keep_apart(order: BatchOrder) -> None:
    """Refuse an output folder in which the input lies: it would become its own input."""
    source, target = (Path(os.path.realpath(each)) for each in (order.source, order.target))
    if source.is_relative_to(target):
        raise BadInput(
            f"输出文件夹 {order.target} 不能是输入文件夹或包着它", hint="换一个输出文件夹"
        )


async def _planned(
    order: BatchOrder,
    found: FolderContents,
    folder: Folder,
    known: Mapping[str, DocumentRecord],
    *,
    only_failed: bool,
) -> WorkPlan:
    """Every file looked at, or only those that failed."""
    files = [path for path in found.files if not only_failed or _has_failed(known.get(path))]

    def looked_at() -> list[InputFile]:
        return [inputs.identify(order.source, path) for path in files]

    sources = await asyncio.to_thread(looked_at)
    if only_failed:
        return plan(sources, known, folder, again=tuple(Why))
    return plan(sources, known, folder)


def _has_failed(row: DocumentRecord | None) -> bool:
    return row is not None and not row.is_done


@asynccontextmanager
async def _processes(tasks: int, wanted: int | None) -> AsyncIterator[int]:
    """As many processes as there are processors, where that pays; threads where it does not."""
    count = processors() if wanted is None else wanted
    if count == 0 or (wanted is None and tasks < MANY):
        yield count or 1
        return
    async with Processes(count) as processes:
        with done_by(processes.run):
            yield count


def _rows(folder: Folder, found: FolderContents) -> tuple[DocumentRecord, ...]:
    """The last row of every file of the input, in the order of their paths."""
    rows = folder.rows()
    return tuple(rows[path] for path in found.files if path in rows)


def _left(folder: Folder, found: FolderContents) -> str:
    """Which documents are left, for the line that a stopped run ends with."""
    done = folder.rows()
    left = [path for path in found.files if path not in done]
    named = "、".join(left[:NAMED]) + ("等" if len(left) > NAMED else "")
    return f"没做完 {len(left)} 份：{named}，见 {summary.FILE}" if left else ""


def _sum_up(
    folder: Folder, found: FolderContents, price: Price, stopped: str = "运行提前结束"
) -> tuple[tuple[DocumentRecord, ...], tuple[Path, Path]]:
    """The rows, with where their summary and exceptions stand.

    These are written unless nothing has happened since, to the rows, the files or the price. They
    name the documents that are left too, with what `stopped` the run.
    """
    rows = _rows(folder, found)
    done = {row.path: row for row in rows}
    every = [done.get(path) or DocumentRecord(path, "", Why.LEFT, stopped) for path in found.files]
    known, told = folder.own / SUMMED, [repr(price), *(f"{row.path}\t{row.why}" for row in every)]
    of = digest("\n".join(told).encode("utf-8", "surrogateescape"))
    journal = (folder.own / ROWS).stat().st_mtime_ns
    tables = _summed(folder, known, of)
    if not tables or any(each.stat().st_mtime_ns < journal for each in tables):
        listed = folder.put_own(exceptions.FILE, exceptions.render(every))
        tables = folder.put_own(summary.FILE, summary.render(every, folder, price)), listed
        names = [table.name for table in tables]
        files.write(json.dumps({"of": of, "files": names}).encode(), known)
    return rows, tables


def _summed(folder: Folder, known: Path, of: str) -> tuple[Path, Path] | None:
    """The tables that were written last, None where they are gone or of other documents."""
    try:
        tree = json.loads(known.read_bytes())
        book, told = (folder.path / name for name in tree["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return (book, told) if tree["of"] == of and book.exists() and told.exists() else None
