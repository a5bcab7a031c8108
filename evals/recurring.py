"""What reports on different sheets say word for word: `python -m evals recurring [PAIRS]`.

Written to `evals/data/recurring.txt`, a stretch a line, for the scorer of sameness. Only the
half of the judgements that may be learned from is read.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter import files, resources
from drafter.text import strip_end
from evals.panel.data import is_held_out, pairs
from evals.scorers.sameness import runs, shared

SHEETS = 2  # different ones in which a run has to stand


def main(arguments: Sequence[str]) -> int:
    """Write the file; print how much there is."""
    parser = argparse.ArgumentParser(prog="python -m evals recurring", description=__doc__)
    parser.parse_args(arguments)
    texts = [
        (pair.sheet, text) for pair in pairs() if not is_held_out(pair) for text in (pair.a, pair.b)
    ]
    found = recurring(texts)
    path = Path(str(resources.folder("evals"))) / "data" / "recurring.txt"
    files.write(("\n".join(found) + "\n").encode(), path)
    sys.stdout.write(f"{len(found)} stretches in {len({sheet for sheet, _ in texts})} sheets\n")
    return 0


def recurring(texts: Iterable[tuple[str, str]]) -> list[str]:
    """The stretches of eight Han or more that stand in texts on different sheets, sorted.

    Args:
        texts: each with the name of its sheet.
    """
    rows = list(texts)
    sheets: dict[str, set[str]] = defaultdict(set)
    for sheet, text in rows:
        for run in runs([text]):
            sheets[run].add(sheet)
    known = frozenset(run for run, names in sheets.items() if len(names) >= SHEETS)
    return sorted({strip_end(each) for _, text in rows for each in shared(text, known)})
