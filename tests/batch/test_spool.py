"""Results that others make: how they travel, how they are delivered, how the work is ended."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from drafter.batch import inputs, output_names, spool
from drafter.batch.collector import Arrivals
from drafter.batch.engine import Ending
from drafter.batch.folder import Folder
from drafter.batch.plan import Task, plan
from drafter.batch.record import DocumentRecord, Spent, Why
from drafter.batch.results import Delivery, Result
from drafter.batch.spool import Spool, SpooledResult
from drafter.batch.worker import TRIES, BatchWorker, WorkerTask
from drafter.chain.chain import Chain
from drafter.chain.open import ChainSpec
from drafter.chain.rate_limit import RateLimits
from drafter.errors import BadInput, DrafterError, Stopped
from drafter.models import Usage
from drafter.settings import Settings
from tests.batch.jobs import Asking, Oracle, fill

PART = SpooledResult(
    Result(
        DocumentRecord("a.md", "7f", spent=Spent(3, 30, 15, 0.25)),
        {".out": b"\x00\xff", ".json": b"{}"},
    ),
    calls=2,
    cached=1,
    usage=Usage(20, 10),
)


@dataclass
class Gone:
    """Makers that have ended."""

    failure: DrafterError | None = None
    is_alive: bool = False


class Stopping(Asking):
    """A job whose budget is spent."""

    async def work(self, text, chain):  # noqa: ARG002 - as every job's
        """Not one question more."""
        raise Stopped("预算用完")


@pytest.fixture
def shelf(tmp_path):
    """Where parts are put."""
    found = Spool(tmp_path / "parts")
    found.open()
    return found


@pytest.fixture
def awaited(tmp_path, shelf):
    """Makes arrivals for so many documents; with the chain that counts, and what was told."""
    with ExitStack() as stack:

        def begin(count=3, *, known=(), target="out"):
            source, told = fill(tmp_path / "in", count), []
            folder = stack.enter_context(Folder(tmp_path / target))
            files = inputs.find(source, (".md",), apart_from=folder.path).files
            chain = Chain(Oracle())
            delivery = Delivery(folder, output_names.stems(files), told.append)
            arrivals = Arrivals(shelf, delivery, chain)
            work = plan([inputs.identify(source, path) for path in files], {}, folder)
            asyncio.run(arrivals.expect(work, known))
            return arrivals, chain, told

        yield begin


def made(task):
    """The part of a document, as a maker would put it."""
    row = DocumentRecord(task.paths[0], task.id)
    return spool.dump(SpooledResult(Result(row, {".out": task.id.encode()}), 2, 1, Usage(20, 10)))


def test_a_part_travels_unchanged():
    """Bytes, numbers and text are the same afterwards."""
    assert spool.load(spool.dump(PART)) == PART


def test_the_same_part_twice_is_one(shelf):
    """Whoever is started again puts it in the place of itself."""
    for _ in range(2):
        shelf.put("7f.0", spool.dump(PART))

    assert shelf.arrived() == ["7f.0"]
    assert shelf.get("7f.0") == PART


def test_what_arrives_is_delivered_once_and_counted(tmp_path, shelf, awaited):
    """A row for each, the file beside it, what was spent added up, no part left."""
    arrivals, chain, told = awaited()
    for key, task in arrivals.waiting.items():
        shelf.put(key, made(task))
    asyncio.run(arrivals.deliver(Gone(), Ending()))

    told = {row.path: row.id for row in told}

    assert sorted(told) == ["000.md", "001.md", "002.md"]
    assert (tmp_path / "out" / "001.out").read_text("utf-8") == told["001.md"]
    assert (chain.spend.calls, chain.spend.cached, chain.spend.usage.total) == (6, 3, 90)
    assert (shelf.arrived(), arrivals.waiting) == ([], {})


def test_a_part_from_before_a_failure_is_none_of_this_try(shelf, awaited):
    """A document that the journal knows and that is wanted again is made again."""
    arrivals, _, _ = awaited(1)
    (key, task), *_ = arrivals.waiting.items()
    shelf.put(key, made(task))
    again, _, told = awaited(1, known=[task.id], target="again")
    asyncio.run(again.deliver(Gone(), Ending()))

    assert (told, list(again.waiting)) == ([], [f"{task.id}.1"])


def test_what_nobody_made_is_a_failure_of_its_own(shelf, awaited):
    """The others are delivered; another run will try it again."""
    arrivals, _, told = awaited()
    for key, task in list(arrivals.waiting.items())[:2]:
        shelf.put(key, made(task))
    asyncio.run(arrivals.deliver(Gone(), Ending()))
    asyncio.run(arrivals.give_up())

    assert sorted(row.why for row in told) == ["", "", Why.BUG]


def test_a_maker_that_has_to_stop_stops_all(shelf, awaited):
    """What is there is delivered first; then its reason is everybody's."""
    arrivals, _, told = awaited()
    key, task = next(iter(arrivals.waiting.items()))
    shelf.put(key, made(task))
    shelf.end(Stopped("预算用完", hint="调大上限"))
    shelf.end(Stopped("后来的"))
    with pytest.raises(Stopped, match="预算用完（调大上限）"):
        asyncio.run(arrivals.deliver(Gone(), Ending()))

    assert [row.path for row in told] == [task.paths[0]]


def test_makers_that_fail_are_told_of(awaited):
    """Unless everything had arrived before."""
    arrivals, _, _ = awaited()
    with pytest.raises(Stopped, match="坏了"):
        asyncio.run(arrivals.deliver(Gone(Stopped("坏了")), Ending()))


def test_the_user_ends_it_within_the_grace(shelf, awaited):
    """Makers are told to begin nothing new, and are not waited for longer than that."""
    arrivals, _, _ = awaited()

    async def end():
        """Asked for from the beginning."""
        ending = Ending(grace=0.2)
        ending.asked.set()
        async with asyncio.timeout(5):
            await arrivals.deliver(Gone(is_alive=True), ending)

    asyncio.run(end())

    assert shelf.is_ending
    assert len(arrivals.waiting) == 3


def test_a_maker_makes_what_the_local_engine_makes(tmp_path, shelf):
    """And gives up a document over which makers have died too often; ended, it makes none."""
    source = fill(tmp_path / "in", 1)
    task = Task(inputs.identify(source, "000.md").id, ("000.md",))
    opening = ChainSpec("none", Settings(cache=str(tmp_path / "cache")), RateLimits())
    for _ in range(TRIES):
        shelf.begin("dead.0")

    async def tried():
        """Twice the same, one that is given up, one too late."""
        maker = BatchWorker(WorkerTask(Asking(), source, shelf.folder, opening))
        done = [await maker.make(key, task) for key in ("live.0", "dead.0", "live.0")]
        shelf.end()
        return [*done, await maker.make("late.0", task)]

    done = asyncio.run(tried())
    live, dead = shelf.get("live.0").result, shelf.get("dead.0").result

    assert live.files[".out"].decode() == "第0份"
    assert (live.row.why, dead.row.why, done) == ("", Why.BUG, [True, True, True, False])
    assert shelf.arrived() == ["dead.0", "live.0"]


def test_a_document_that_was_stopped_often_is_made_at_last(tmp_path, shelf):
    """A run that ended over its budget, however often, is no maker that died over a document."""
    source = fill(tmp_path / "in", 1)
    task = Task(inputs.identify(source, "000.md").id, ("000.md",))
    opening = ChainSpec("none", Settings(), RateLimits())

    def tried(job):
        """In a run of its own."""
        shelf.open()
        maker = BatchWorker(WorkerTask(job, source, shelf.folder, opening))
        return asyncio.run(maker.make("a.0", task))

    assert [tried(Stopping()) for _ in range(TRIES)] == [False] * TRIES
    assert tried(Asking())
    assert shelf.get("a.0").result.files[".out"].decode() == "第0份"


def test_a_machine_that_does_not_fit_takes_no_part(tmp_path, shelf):
    """Another version would make other results; without the folders there is nothing to read."""
    opening = ChainSpec("none", Settings(), RateLimits())
    with pytest.raises(BadInput, match="版本"):
        BatchWorker(WorkerTask(Asking(), tmp_path, shelf.folder, opening, version="0"))
    with pytest.raises(BadInput, match="看不到"):
        BatchWorker(WorkerTask(Asking(), tmp_path / "elsewhere", shelf.folder, opening))
