"""How long scoring takes: python benchmarks/score_speed.py [--reports 2000] [--processes 2].

One report after another in one process, and many over several processes; the reports are those of
the judgements, each changed by a digit of its own, so that nothing is remembered.
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice

from evals import case as cases
from evals import scorers
from evals.outcome import of_text
from evals.panel import data


def main() -> None:
    """Print seconds a report, and for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    rows = [(pair.sheet, text) for pair in data.pairs() for text in (pair.a, pair.b)]
    told = [
        (sheet, f"{text}\n{number}")
        for number, (sheet, text) in enumerate(islice(cycle(rows), options.reports))
    ]
    start = time.perf_counter()
    for row in told[:50]:
        score(row)
    print(f"one process, 50 reports: {(time.perf_counter() - start) / 50:.3f} s a report")
    start = time.perf_counter()
    with ProcessPoolExecutor(options.processes) as pool:
        list(pool.map(score, told, chunksize=50))
    seconds = time.perf_counter() - start
    print(f"{options.processes} processes, {len(told)} reports: {seconds:.1f} s")


def score(row: tuple[str, str]) -> float | None:
    """The overall of one report."""
    sheet, text = row
    (case,) = cases.choose((sheet,))
    return scorers.score(of_text(case, text))["overall"].value


if __name__ == "__main__":
    main()
