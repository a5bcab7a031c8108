"""Runs command lines, each in a process of its own that has everything imported already.

Started as a program it reads a line at a time: a JSON list of arguments, and answers with the id
of the process that it begins; or such an id, and answers with the exit code when that has ended.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.cli.console import environment


class Nursery:
    """Command lines that can be killed, without two seconds of imports for each."""

    def __init__(self, process):
        self._process = process

    def begin(self, *arguments):
        """Start a command line; its process id."""
        return self._ask([str(each) for each in arguments])

    def end(self, process):
        """Wait for it; its exit code, negative for a signal."""
        return self._ask(process)

    def _ask(self, what):
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery(folder, **more):
    """A nursery in `folder`, where each process's output goes to `said.txt`."""
    with subprocess.Popen(
        [sys.executable, __file__],
        cwd=folder,
        env=environment(folder, **{"PYTHONPATH": str(Path.cwd()), **more}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        process.stdin.close()


def main():
    """Fork for each command line, wait for each process."""
    warm()
    for line in sys.stdin:
        told = json.loads(line)
        if isinstance(told, list):
            pass
        else:
            pass


def warm():
    """Import and cache whatever a run needs, once for all children."""
    import langchain_openai  # noqa: F401 - for the children
    import openai  # noqa: F401 - the same

    from evals import journal, outcome, scorers

    scorers.score(outcome.seed())
    journal.code_digest()


def begun(arguments):
    """A child that runs a command line; its output goes to a file."""
    from drafter import cli

    child = os.fork()
    if not child:
        said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        code = cli.main(arguments)
        sys.stdout.flush()
        os._exit(code)
    return child


if __name__ == "__main__":
    main()
