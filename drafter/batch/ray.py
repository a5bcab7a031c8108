"""The same work on a Ray cluster: read, one call of an actor for the whole of a document, write.

Ray shares the work out, starts again what dies and remembers, by `CheckpointConfig`, which parts
there are. An actor puts each where this process takes it to deliver it as the local engine does;
the journal alone says what is done. What Ray itself writes is its checkpoint. It reports to
nobody: its usage statistics and its dashboard are off.
"""

import asyncio
import json
import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.batch import journal
from drafter.batch.collector import Arrivals
from drafter.batch.engine import Ending, Engine
from drafter.batch.folder import ROWS
from drafter.batch.plan import Task, WorkPlan
from drafter.batch.results import Delivery, OnRow
from drafter.batch.spool import Spool
from drafter.batch.worker import BatchWorker, WorkerTask
from drafter.chain.open import ChainSpec
from drafter.errors import BadInput, DrafterError, Stopped

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray reads all of these when it is imported
os.environ.setdefault("RAY_AUTH_MODE", "token")  # else whoever reaches a port may use the cluster
os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
os.environ.setdefault("RAY_worker_niceness", "0")  # 15 else: with any other load nothing moves

try:
    import pyarrow as pa
    import ray
    from ray.data import ActorPoolStrategy, DataContext, Datasink, Datasource, ReadTask
    from ray.data.block import BlockMetadata
    from ray.data.checkpoint import CheckpointConfig
except ImportError as missing:
    raise BadInput("没有安装 Ray", hint='pip install "drafter[ray]"') from missing

LOCAL, AUTO = "local", "auto"
REACH = 5.0  # seconds to a cluster; Ray itself would try for eighty and then end the process
KEY, TASK = "key", "task"  # columns
CPU = 0.25  # of a processor, for each process that Ray starts: most of the time it waits
LEAST = 2  # processors; with one, what filters by checkpoints would wait for the rest for ever
BUNDLE = 8  # documents of one call: each call costs Ray 0.1 s
TURNS = 4  # calls for each actor at the least, so that none has much more to do than another
OBJECTS = 200 * 2**20  # bytes for what travels, in a cluster of our own
FILTER = 64 * 2**20  # bytes for the names of parts; Ray would reserve a gigabyte


@dataclass(frozen=True)
class Cluster:
    """Where the work is done: `local` starts a cluster, `auto` finds one, host:port is one."""

    address: str
    opening: ChainSpec
    tell: Callable[[str], None]

    async def __call__(self, engine: Engine, plan: WorkPlan, on_row: OnRow, ending: Ending) -> None:
        """Do every task of the plan, as `Engine.run` does.

        Raises:
            BadInput: no such cluster.
            Stopped: a share of the budget is spent, the service is down, or Ray failed.
            Unwritable: results, rows or answers cannot be kept.
        """
        delivery = Delivery(engine.folder, engine.stems, on_row)
        await delivery.begin(plan)
        parts = Spool(engine.folder.own.absolute() / "ray")
        arrivals = Arrivals(parts, delivery, engine.chain)
        await arrivals.expect(plan, (row.id for row in journal.read(engine.folder.own / ROWS)))
        if arrivals.waiting:
            parts.open()
            async with _connected(self.address):
                count = self.opening.shares(_makers(len(arrivals.waiting)))
                share = self._share(count)
                work = WorkerTask(engine.job, engine.source.absolute(), parts.folder, share)
                await arrivals.deliver(_Flow(work, arrivals.waiting, count), ending)
        if not ending.asked.is_set():
            await arrivals.give_up()
            parts.clear()

    def _share(self, count: int) -> ChainSpec:
        """What one maker may use; a person is told where that is part of a limit."""
        limits, budget = self.opening.limits, self.opening.settings.budget
        if count > 1 and (limits.rpm or limits.tpm or budget.tokens or budget.calls or budget.cost):
            self.tell(f"Ray 的 {count} 个进程平分限额和预算，各用各的一份")
        return self.opening.divided(count)


@asynccontextmanager
async def _connected(address: str) -> AsyncIterator[None]:
    """Within, Ray is there; a cluster of our own is gone afterwards, with all that it wrote."""
    folder = tempfile.mkdtemp(prefix="drafter-ray-") if address == LOCAL else ""
    try:
        await asyncio.to_thread(_connect, address, folder)
        # Ray tells of SIGTERM and forgets who had it before.
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGTERM))
        yield
    finally:
        await asyncio.to_thread(ray.shutdown)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _connect(address: str, folder: str) -> None:
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    own: dict[str, Any] = {}
    if address not in (LOCAL, AUTO):
        _reach(address)
    if address == LOCAL:
        own = {
            "num_cpus": max(LEAST, os.cpu_count() or 1),
            "object_store_memory": OBJECTS,
            "include_dashboard": False,
            "_temp_dir": folder,
        }
    try:
        with _hushed():
            ray.init(address, log_to_driver=False, configure_logging=False, **own)
    except (RuntimeError, ValueError, OSError, SystemExit) as error:
        raise _unreachable(address, error) from error


def _reach(address: str) -> None:
    """Find out soon whether anybody is there."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), REACH).close()
    except (OSError, ValueError, OverflowError) as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, error: BaseException) -> BadInput:
    hint = "写 local（在本机起一个）、auto（找本机上已有的）或 主机:端口"
    return BadInput(f"连不上 Ray 集群 {address}：{_told(error)}", hint=hint)


@contextmanager
def _hushed() -> Iterator[None]:
    """Within, what C++ says is lost: that it was told to be quiet."""
    kept = os.dup(2)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _makers(documents: int) -> int:
    """One for each processor."""
    processors = int(ray.cluster_resources().get("CPU", 0))
    if processors < LEAST:
        raise BadInput(f"Ray 集群只有 {processors} 个处理器", hint=f"至少要 {LEAST} 个")
    return min(processors, documents)


def _told(error: BaseException) -> str:
    """The last line of what Ray says, which is the cause, in a length that people read."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1].strip()[:200]


class _Flow:
    """Ray Data at work, in a thread: it does not end before its documents do."""

    def __init__(self, work: WorkerTask, waiting: Mapping[str, Task], count: int) -> None:
        self.failure: DrafterError | None = None
        given = (work, dict(waiting), count)
        self._thread = threading.Thread(target=self._run, args=given, daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self, work: WorkerTask, waiting: dict[str, Task], count: int) -> None:
        try:
            _flow(work, waiting, count)
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever waits has to know
            self.failure = Stopped(
                f"Ray 出错：{_told(error)}", hint="做完的都已保存，再运行会接着做"
            )


def _flow(work: WorkerTask, waiting: dict[str, Task], count: int) -> None:
    """Read, make, write."""
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # one document, and not the work
    context.checkpoint_config = _checkpoint(Spool(work.parts).checkpoint)
    documents = _Documents(waiting, count)
    calls = 1 + -(-work.in_flight // documents.bundle)
    pool = ActorPoolStrategy(
        size=count, max_tasks_in_flight_per_actor=calls, max_concurrent_calls_per_actor=calls
    )
    flow = ray.data.read_datasource(
        documents, num_cpus=CPU, concurrency=1, override_num_blocks=len(documents.tasks)
    ).map_batches(
        _Actor,
        fn_constructor_args=(work,),
        batch_size=None,
        batch_format="pyarrow",
        compute=pool,
        num_cpus=CPU,
    )
    with warnings.catch_warnings():
        # That a part may be there without its note: it is then not made again.
        warnings.filterwarnings("ignore", "Checkpointing with non-file datasink")
        flow.write_datasink(_Written(), ray_remote_args={"num_cpus": CPU}, concurrency=1)


def _checkpoint(folder: Path) -> Any:
    """Ray's memory of the parts that were written, as long as they are not all delivered."""
    config = CheckpointConfig(KEY, str(folder), delete_checkpoint_on_success=False)
    config.checkpoint_actor_memory_bytes = FILTER
    config.checkpoint_actor_pool_max_size = 1
    return config


class _Documents(Datasource):
    """The documents that are wanted; each is read where it is made."""

    def __init__(self, waiting: Mapping[str, Task], actors: int) -> None:
        super().__init__()
        rows = [
            {KEY: key, TASK: json.dumps([task.id, task.paths])} for key, task in waiting.items()
        ]
        self.bundle = max(1, min(BUNDLE, len(rows) // (TURNS * actors)))
        self.tasks = [rows[at : at + self.bundle] for at in range(0, len(rows), self.bundle)]

    def get_name(self) -> str:
        return "Documents"

    def estimate_inmemory_data_size(self) -> int:
        return sum(len(row[TASK]) for rows in self.tasks for row in rows)

    def get_read_tasks(self, *_: Any, **__: Any) -> list[Any]:
        return [
            ReadTask(_Listed(rows), BlockMetadata(len(rows), None, None, None))
            for rows in self.tasks
        ]


@dataclass(frozen=True)
class _Listed:
    rows: list[dict[str, str]]

    def __call__(self) -> Iterable[Any]:
        return [pa.Table.from_pylist(self.rows)]


class _Actor:
    """A maker in a process of Ray's."""

    def __init__(self, work: WorkerTask) -> None:
        self._maker = BatchWorker(work)

    async def __call__(self, batch: Any) -> AsyncIterator[Any]:
        rows = batch.to_pylist()
        made = await asyncio.gather(*(self._make(row) for row in rows))
        yield pa.table(
            {KEY: [row[KEY] for row, is_made in zip(rows, made, strict=True) if is_made]}
        )

    async def _make(self, row: Mapping[str, str]) -> bool:
        id, paths = json.loads(row[TASK])
        return await self._maker.make(row[KEY], Task(id, tuple(paths)))


class _Written(Datasink):
    """The end of the way: the parts are there, and Ray makes a note of their names."""

    def write(self, blocks: Iterable[Any], ctx: Any) -> None:  # noqa: ARG002 - Ray's signature
        for _ in blocks:
            continue
