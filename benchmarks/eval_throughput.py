"""How fast `drafter eval run` asks: calls against the ideal, CPU a call, memory, cached answers.

    python benchmarks/eval_throughput.py
    python benchmarks/eval_throughput.py --calls 500 --slots 32 --latency 0.1

A scripted OpenAI-compatible server in a process of its own answers each question after a fixed
time. The questions go the way that `eval run` goes: workers over one iterator, `Chain.ask`,
langchain-openai, the store on disk. Drafting and scoring around them are not in the calls; the
last rows measure them on the seeds, with the same server.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from drafter.chain import prompts
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.concurrency import together
from drafter.models import Profile
from drafter.models.openai import ChatModel, Endpoint
from drafter.settings import Settings
from evals import case as cases
from evals import journal, variant
from evals import run as runs

ANSWER = json.dumps(
    {
        "id": "scripted", "object": "chat.completion", "created": 0, "model": "scripted",
        "choices": [
            {
                "index": 0, "finish_reason": "stop",
                "message": {"role": "assistant", "content": '{"用意": "让群众少跑腿、好办事"}'},
            }
        ],
        "usage": {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320},
    }
).encode()  # fmt: skip
SCHEMA = {
    "type": "object",
    "properties": {"用意": {"type": "string"}},
    "required": ["用意"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Row:
    """One measurement of many calls."""

    name: str
    calls: int
    seconds: float
    cpu: float  # of this process
    ideal: float  # seconds
    grown: float  # MB of resident memory beyond what it was before

    def __str__(self) -> str:
        ratio = f"{self.seconds / self.ideal:.2f}" if self.ideal else "–"
        return (
            f"| {self.name} | {self.calls} | {self.seconds:.2f} | {ratio} | "
            f"{1000 * self.cpu / self.calls:.2f} | {self.grown:.1f} |"
        )


async def serve(latency: float) -> None:
    """Answer every request after `latency` seconds, on connections that are kept."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    body = head % len(ANSWER) + ANSWER

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                size = int(asked.partition(b"content-length:")[2].partition(b"\r")[0])
                await reader.readexactly(size)
                await asyncio.sleep(latency)
                writer.write(body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@asynccontextmanager
async def model(latency: float, slots: int) -> AsyncIterator[ChatModel]:
    """A model behind a scripted server of its own, connected and warm."""
    command = [sys.executable, __file__, "--serve", str(latency)]
    with subprocess.Popen(  # noqa: ASYNC220 - before anything is measured
        command, stdout=subprocess.PIPE, text=True
    ) as server:
        port = server.stdout.readline().strip() if server.stdout else ""
        endpoint = Endpoint("scripted", f"http://127.0.0.1:{port}/v1")
        chat = ChatModel("scripted", Profile(slots, whole=False, context=32_000), endpoint)
        await ask(Chain(chat), range(-slots, 0), slots)
        try:
            yield chat
        finally:
            await chat.close()
            server.terminate()


async def ask(chain: Chain, questions: range, slots: int) -> None:
    """Every question once, `slots` at a time, as `evals.run` works its cases off."""
    prompt, waiting = prompts.active("frames"), iter(questions)

    async def worker() -> None:
        for at in waiting:
            facts = {"facts": f"{at}. 新建便民服务点{at}个，办结群众诉求{at}件"}
            await chain.ask(prompt, facts, parse=json.loads, step="frame", schema=SCHEMA)

    async with together(worker() for _ in range(slots)) as workers:
        for each in workers:
            await each


async def timed(name: str, chain: Chain, calls: int, slots: int, ideal: float) -> Row:
    """The questions asked and measured."""
    before, began, cpu = resident(), time.perf_counter(), time.process_time()
    await ask(chain, range(calls), slots)
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    return Row(name, calls, seconds, used, ideal, resident() - before)


def resident() -> float:
    """MB of memory that this process holds now."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


async def measure(options: argparse.Namespace, folder: Path) -> AsyncIterator[Row]:
    """All rows, in turn."""
    calls, slots = options.calls, options.slots
    ideal = calls * options.latency / slots
    async with model(options.latency, slots) as chat:
        chain = Chain(chat, store=Store(folder / "paid"))
        yield await timed(f"asked, {options.latency * 1000:.0f} ms", chain, calls, slots, ideal)
    yield await timed("the same again, all cached", chain, calls, slots, 0)
    async with model(0, slots) as chat:
        for size in (calls // 4, calls, 4 * calls):
            chain = Chain(chat, store=Store(folder / f"memory-{size}"))
            yield await timed("no latency, for memory", chain, size, slots, 0)
    async with model(options.latency, slots) as chat:
        for name in ("whole run: seeds drafted and scored", "the same again, journaled"):
            yield await whole(name, chat, folder)


async def whole(name: str, chat: ChatModel, folder: Path) -> Row:
    """`eval run` on the seeds: a row a document."""
    chosen, chosen_cases = variant.active(), cases.choose()
    chain = Chain(chat, store=Store(folder / "whole"))
    kept = journal.RunJournal(folder, journal.parameters(Settings(), chat, chosen))
    before, began, cpu = resident(), time.perf_counter(), time.process_time()
    await runs.run(runs.Work(chosen, chosen_cases), chain, kept, lambda _: None)
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    kept.close()
    return Row(f"{name} (a document)", len(chosen_cases), seconds, used, 0, resident() - before)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--slots", type=int, default=64)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds an answer takes")
    parser.add_argument("--serve", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve is not None:
        asyncio.run(serve(options.serve))
        return
    print("| what | calls | seconds | × ideal | CPU ms a call | memory grown, MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(options, Path(folder)):
            print(row, flush=True)


def rows(options: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """Each row as it is measured."""
    with asyncio.Runner() as runner:
        measured = measure(options, folder)
        while (row := runner.run(anext(measured, None))) is not None:
            yield row


if __name__ == "__main__":
    main()
