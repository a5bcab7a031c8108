"""A folder and an evaluation behind a server that has another quirk at every request.

    PYTHONPATH=. python benchmarks/moody_server.py
    PYTHONPATH=. python benchmarks/moody_server.py --documents 30

`tests/batch/moody.py` is the server: answers in every form that is known of services, and every
way to give none, in turn. Old reports are rewritten and the cases of an evaluation drafted. Each
document has a figure of its own: it has to tell that one, and nobody else's.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from pathlib import Path

from drafter.cli import main as command
from drafter.cli.batch import ATTEMPTS
from tests.batch import moody
from tests.endpoint import serving

HEAD = """| work | documents | questions | requests | at most (policy) | paid again | wrong | s |
|---|---|---|---|---|---|---|---|"""


def quiet(*arguments: str) -> str:
    """A command line whose words are kept; what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        command([*arguments])
    return said.getvalue()


def rewritten(documents: int) -> tuple[moody.Moody, int, list[str]]:
    """A folder of old reports."""
    moody.fill(Path("old"), documents, "rewrite")
    act = moody.Moody(moody.well)
    options = ("--model", moody.MODEL, "--format", "txt", "--concurrency", "16", "-q")
    with serving(act) as server:
        os.environ["OPENAI_BASE_URL"] = server.base_url
        quiet("rewrite", "old", "-o", "new", *options)
    return act, ATTEMPTS, moody.faults(Path("new"), documents)


def evaluated(documents: int) -> tuple[moody.Moody, int, list[str]]:
    """The cases of an evaluation."""
    moody.cases(Path("cases"), documents)
    act = moody.Moody(moody.well)
    with serving(act) as server:
        os.environ["OPENAI_BASE_URL"] = server.base_url
        told = quiet("eval", "run", "--folder", "cases", "--model", moody.MODEL, "-q")
    names = (f"case-{at:03}" for at in range(documents))
    return act, moody.TRIES, [name for name in names if name not in told]


def main() -> int:
    """Print the table, then what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    bad = []
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"DRAFTER_CACHE": f"{name}/cache", "XDG_CONFIG_HOME": f"{name}/config"}
        os.chdir(name)
        for work in (rewritten, evaluated):
            begun = time.monotonic()
            act, policy, faults = work(options.documents)
            again, most = len(act.again), act.most()
            bad += [*faults, *[f"{work.__name__}: asked too often"] * (most > policy or again > 0)]
            print(
                f"| {work.__name__} | {options.documents} | {len(act.asked)} | "
                f"{sum(act.asked.values())} | {most} ({policy}) | {again} | {len(faults)} | "
                f"{time.monotonic() - begun:.0f} |",
                flush=True,
            )
    print("\n" + "\n".join(bad) if bad else "\nnothing wrong, nothing lost, nothing paid twice")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
