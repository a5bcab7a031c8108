"""The local engine and a Ray cluster of this machine side by side, on the same documents.

    python benchmarks/batch_ray.py
    python benchmarks/batch_ray.py --documents 500 --slots 64

The documents, the questions and the scripted server are those of batch.py. Memory is the share of
each process in what they hold together, at its highest, without the server.
"""

import argparse
import asyncio
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from batch import Asking, Silent, ideal
from eval_throughput import model

from drafter.batch.engine import Ending
from drafter.batch.order import BatchOrder
from drafter.batch.ray import LOCAL, Cluster
from drafter.batch.record import DocumentRecord
from drafter.batch.run import Elsewhere, run
from drafter.chain.open import ChainSpec
from drafter.chain.rate_limit import RateLimits
from drafter.settings import Settings


class Clock(Silent):
    """Remembers when the first row came."""

    def __init__(self) -> None:
        self.first = 0.0

    def row(self, row: DocumentRecord) -> None:
        """Note the first."""
        del row
        self.first = self.first or time.perf_counter()


@dataclass
class Census:
    """How many processes there were at the most, and what they held."""

    server: int  # not ours to count
    processes: int = 0
    megabytes: float = 0.0

    def count(self) -> None:
        """Look once."""
        found = [held(place) for place in family(self.server)]
        self.processes = max(self.processes, len(found))
        self.megabytes = max(self.megabytes, sum(found))


def family(apart_from: int) -> list[Path]:
    """This process and all that it has started, and they in turn."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        parents[int(place.name)] = int(fields[1])
    found = {int(Path("/proc/self").resolve().name)}
    while more := {id for id, parent in parents.items() if parent in found} - found - {apart_from}:
        found |= more
    return [Path(f"/proc/{id}") for id in found]


def held(place: Path) -> float:
    """MB of a process; what several share is divided among them."""
    try:
        lines = (place / "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def watched(census: Census, done: threading.Event) -> threading.Thread:
    """Counts twice a second until it is done."""

    def look() -> None:
        while not done.wait(0.5):
            census.count()

    thread = threading.Thread(target=look)
    thread.start()
    return thread


async def measured(name: str, options: argparse.Namespace) -> str:
    """The row of one engine."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for at in range(options.documents):
            (source / f"{at:06}.txt").write_text(f"新建便民服务点{at}个，办结群众诉求{at}件")
        async with model(options.latency, options.slots) as chat:
            opening = ChainSpec(
                f"openai:{chat.name}",
                Settings(
                    base_url=chat.endpoint.base_url,
                    slots=options.slots,
                    cache=str(Path(folder) / "cache"),
                ),
                RateLimits(),
            )
            elsewhere: Elsewhere | None = Cluster(LOCAL, opening, print) if name == "ray" else None
            told = await carried_out(BatchOrder(Asking(), source, target), opening, elsewhere)
    best = ideal(options.documents, options.slots, options.latency)
    return f"| {name} | {options.documents} | {told(best)} |"


async def carried_out(
    order: BatchOrder, opening: ChainSpec, elsewhere: Elsewhere | None
) -> Callable[[float], str]:
    """An order carried out and measured; what is told of it, given the ideal."""
    chain, clock, done = opening.open(), Clock(), threading.Event()
    census = Census(server=max(int(place.name) for place in family(0)))
    watcher, began = watched(census, done), time.perf_counter()
    try:
        outcome = await run(order, chain, clock, Ending(), elsewhere=elsewhere)
    finally:
        done.set()
        watcher.join()
        if chain:
            await chain.close()
    seconds, first = time.perf_counter() - began, clock.first - began
    assert all(row.verdict == "达标" for row in outcome.rows)
    return lambda best: (
        f"{best:.1f} | {first:.1f} | {seconds:.1f} | {census.processes} | {census.megabytes:.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--slots", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds an answer takes")
    options = parser.parse_args()
    print("| engine | documents | ideal, s | first row, s | all, s | processes | MB |")
    print("|---|---|---|---|---|---|---|")
    for name in ("local", "ray"):
        print(asyncio.run(measured(name, options)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
