"""How near a folder of documents comes to the ideal: time, CPU a call, memory.

    python benchmarks/batch.py
    python benchmarks/batch.py --documents 100 --slots 32 --memory 500 2000

Each document asks twelve questions: four at once, four that each need one of those, three that
need all of these, and one that needs the three. A scripted server in a process of its own answers
after a fixed time. The whole way is measured: files read, answers stored, results and journal on
disk, the summary at the end. The ideal is what the same graph takes where nothing but the answers
takes time: the first document that can ask is served first, so many at once.

For memory the server answers at once and each document asks two questions.
"""

import argparse
import asyncio
import heapq
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval_throughput import SCHEMA, model, resident

from drafter.batch.engine import Ending
from drafter.batch.inputs import FolderContents
from drafter.batch.job import Made, Setting, Tally
from drafter.batch.order import BatchOrder
from drafter.batch.plan import WorkPlan
from drafter.batch.record import DocumentRecord
from drafter.batch.run import run
from drafter.chain import prompts
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.chain.rate_limit import Traffic
from drafter.settings import Settings

# What each question needs answered before it can be asked.
GRAPH: tuple[tuple[int, ...], ...] = (
    (), (), (), (), (0,), (1,), (2,), (3,), (4, 5, 6, 7), (4, 5, 6, 7), (4, 5, 6, 7), (8, 9, 10),
)  # fmt: skip
SMALL: tuple[tuple[int, ...], ...] = ((), (0,))


@dataclass(frozen=True)
class Asking:
    """A job that asks the questions of a graph and writes down the answers."""

    graph: tuple[tuple[int, ...], ...] = GRAPH
    name: str = "benchmark"
    suffixes: tuple[str, ...] = (".txt",)
    endings: tuple[str, ...] = (".out", ".findings.json")

    @property
    def settings(self) -> Mapping[str, Setting]:
        """Nothing that a user could set."""
        return {}

    def read(self, data: bytes, name: str) -> str:
        """The text."""
        del name
        return data.decode()

    async def work(self, document: str, chain: Chain | None) -> Made:
        """The answers, each asked for as soon as what it needs is there."""
        assert chain is not None
        prompt, asking = prompts.active("frames"), dict[int, asyncio.Task[str]]()

        async def one(at: int) -> str:
            told = [await asking[each] for each in self.graph[at]]
            facts = {"facts": f"{document}{at}. {''.join(told)}"}
            reply = await chain.ask(prompt, facts, parse=_told, step="frame", schema=SCHEMA)
            return reply.value

        for at in range(len(self.graph)):
            asking[at] = asyncio.create_task(one(at))
        heard = "\n".join([await asking[at] for at in asking])
        findings = json.dumps({"text": heard}).encode()
        files = {".out": heard.encode(), ".findings.json": findings}
        return Made(files, Tally(facts=1, kept=1, length=len(heard)))


def _told(answer: str) -> str:
    return str(json.loads(answer)["用意"])


class Silent:
    """Nobody watches."""

    def begin(self, plan: WorkPlan, found: FolderContents) -> None:
        """Nothing to show."""

    def row(self, row: DocumentRecord) -> None:
        """Nothing to show."""


def ideal(documents: int, slots: int, latency: float) -> float:
    """Seconds where nothing but the answers takes time.

    >>> ideal(1, 64, 0.2) == 4 * 0.2, ideal(2, 1, 1.0)
    (True, 24.0)
    """
    ready = [(0, document, at) for document in range(documents) for at in range(4)]
    heapq.heapify(ready)
    running: list[tuple[float, int, int]] = []
    done: list[set[int]] = [set() for _ in range(documents)]
    now = 0.0
    while ready or running:
        while ready and len(running) < slots:
            _, document, at = heapq.heappop(ready)
            heapq.heappush(running, (now + latency, document, at))
        now, document, at = heapq.heappop(running)
        before = done[document].copy()
        done[document].add(at)
        for each, needs in enumerate(GRAPH):
            if needs and done[document].issuperset(needs) and not before.issuperset(needs):
                heapq.heappush(ready, (0, document, each))
    return round(now, 9)


async def measured(
    folder: Path, documents: int, chain: Chain, graph: tuple[tuple[int, ...], ...]
) -> dict[str, Any]:
    """One folder, from its files to its summary."""
    source, target = folder / "in", folder / "out"
    source.mkdir()
    for at in range(documents):
        (source / f"{at:06}.txt").write_text(f"新建便民服务点{at}个，办结群众诉求{at}件")
    order = BatchOrder(Asking(graph), source, target)
    began, cpu = time.perf_counter(), time.process_time()
    outcome = await run(order, chain, Silent(), Ending())
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    assert [row.verdict for row in outcome.rows] == ["达标"] * documents
    assert chain.spend.calls == documents * len(graph)
    return {"seconds": seconds, "cpu": used, "calls": chain.spend.calls}


async def timed(options: argparse.Namespace) -> str:
    """The row of the run against the clock."""
    slots, latency = options.slots, options.latency
    best = ideal(options.documents, slots, latency)
    with tempfile.TemporaryDirectory() as name:
        async with model(latency, slots) as chat:
            store = Store(Path(name) / "cache")
            chain = Chain(chat, store=store, settings=Settings(), traffic=Traffic())
            told = await measured(Path(name), options.documents, chain, GRAPH)
            store.close()
    return (
        f"| {options.documents} | {told['calls']} | {slots} | {best:.2f} | {told['seconds']:.2f} | "
        f"{best / told['seconds']:.2f} | {1000 * told['cpu'] / told['calls']:.2f} |"
    )


async def remembered(documents: int, slots: int) -> str:
    """The row of a run for its memory."""
    with tempfile.TemporaryDirectory() as name:
        async with model(0, slots) as chat:
            before = resident()
            store = Store(Path(name) / "cache")
            chain = Chain(chat, store=store, settings=Settings(), traffic=Traffic())
            told = await measured(Path(name), documents, chain, SMALL)
            store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = told["calls"] / told["seconds"]
    return f"| {documents} | {told['calls']} | {before:.0f} | {peak:.0f} | {rate:.0f} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--slots", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds an answer takes")
    parser.add_argument("--memory", type=int, nargs="*", default=[500, 20_000])
    options = parser.parse_args()
    for line in tables(options):
        print(line, flush=True)


def tables(options: argparse.Namespace) -> Iterator[str]:
    """Line by line; the least first, since a process never gives back its peak."""
    if options.documents:
        yield "| documents | calls | at once | ideal, s | taken, s | of the ideal | CPU ms a call |"
        yield "|---|---|---|---|---|---|---|"
        yield asyncio.run(timed(options))
        yield ""
    if options.memory:
        yield "| documents | calls | MB before | MB at the peak | calls a second |"
        yield "|---|---|---|---|---|"
        for documents in sorted(options.memory):
            yield asyncio.run(remembered(documents, options.slots))


if __name__ == "__main__":
    sys.exit(main())
