"""What the adapter costs: the embedded model with it and without, in turn, in one run.

    python benchmarks/adapter_speed.py [--rounds 5]

Both models answer the same questions; each question begins with words of its own, so that nothing
of it is in the server's memory of prompts. Printed are tokens a second in reading a long prompt
and in writing, the medians of all rounds, and their ratios.
"""

import argparse
import asyncio
import statistics
import time

from drafter import models, settings
from drafter.models import Model, Request

READ = "新建改建学校6所，新增学位900个，入学矛盾基本化解；" * 40  # about a thousand tokens
WRITTEN = 200  # tokens of an answer
WAYS = {"with adapter": "local", "bare": "local:@bare"}


async def main() -> None:
    """Ask in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    opened = {way: models.resolve(spec, settings.read()) for way, spec in WAYS.items()}
    reading: dict[str, list[float]] = {way: [] for way in WAYS}
    writing: dict[str, list[float]] = {way: [] for way in WAYS}
    try:
        for number in range(rounds + 1):
            for way, model in opened.items():
                read, wrote = await _read(model, number), await _write(model, number)
                if number:  # the first loads the weights
                    reading[way].append(read)
                    writing[way].append(wrote)
    finally:
        for model in opened.values():
            await model.close()
    for name, speeds in (("reading", reading), ("writing", writing)):
        taught, bare = (statistics.median(speeds[way]) for way in WAYS)
        print(f"{name}: {taught:.1f} and {bare:.1f} tokens/s, ratio {taught / bare:.3f}")


async def _read(model: Model, number: int) -> float:
    """Tokens a second of a prompt: nearly all the time of an answer of one token."""
    began = time.perf_counter()
    answer = await model.answer(Request("read", "", f"第{number}次。{READ}", max_tokens=1))
    return answer.usage.prompt / (time.perf_counter() - began)


async def _write(model: Model, number: int) -> float:
    """Tokens a second of an answer, from its first word to its last."""
    times: list[float] = []
    request = Request("write", "", f"第{number}次：从一数到五百，每行一个数。", max_tokens=WRITTEN)
    answer = await model.answer(request, lambda _: times.append(time.perf_counter()))
    return (answer.usage.completion - 1) / (times[-1] - times[0])


if __name__ == "__main__":
    asyncio.run(main())
