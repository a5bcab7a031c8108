"""How long scoring takes: python benchmarks/score_speed.py [--reports 2000] [--processes 2].

One report after another in one process, and many over several processes. The reports are those of
the judgements; where more are asked for, each comes again with a character of every sentence left
out, another one every time, so that no sentence is met twice and nothing of it is remembered.
The processors' time is told beside the clock's: on a machine that others use, only it compares.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice

from drafter.text import sentences
from evals import case as cases
from evals import scorers
from evals.outcome import of_text
from evals.panel import data

ALONE = 50  # reports scored in one process


def main() -> None:
    """Print seconds a report, and for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    told = list(islice(reports(), options.reports))
    start, spent = time.perf_counter(), time.process_time()
    for row in told[:ALONE]:
        score(row)
    seconds, spent = (time.perf_counter() - start) / ALONE, (time.process_time() - spent) / ALONE
    print(f"one process, {ALONE} reports: {seconds:.3f} s a report, {spent:.3f} s of a processor")
    start = time.perf_counter()
    with ProcessPoolExecutor(options.processes) as pool:
        list(pool.map(score, told, chunksize=50))
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{options.processes} processes, {len(told)} reports: {seconds:.1f} s,"
        f" {used.ru_utime + used.ru_stime:.1f} s of processors"
    )


def reports() -> Iterator[tuple[str, str]]:
    """Sheet and text of each, without end."""
    rows = list(
        dict.fromkeys((pair.sheet, text) for pair in data.pairs() for text in (pair.a, pair.b))
    )
    yield from rows
    for turn in count(1):
        yield from ((sheet, shortened(text, turn)) for sheet, text in rows)


def shortened(text: str, turn: int) -> str:
    """The text with a character of every sentence left out.

    >>> shortened("修路3条。建校2所。", 1)
    '修3条。建2所。'
    """
    parts, last = [], 0
    for start, end in sentences(text):
        at = start + turn % max(1, end - start - 1)
        parts.append(text[last:at])
        last = at + 1
    return "".join([*parts, text[last:]])


def score(row: tuple[str, str]) -> float | None:
    """The overall of one report."""
    sheet, text = row
    (case,) = cases.choose((sheet,))
    return scorers.score(of_text(case, text))["overall"].value


if __name__ == "__main__":
    main()
