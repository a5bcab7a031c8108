"""Runs command lines, each in a process of its own that has everything imported already.

Started as a program it reads a line at a time: a command line with its folder and environment, and
answers with the id of the process that it begins; or such an id, and answers with the exit code
when that has ended.
"""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.cli.console import environment

SHEET = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"


class Nursery:
    """Command lines that can be killed, without two seconds of imports for each."""

    def __init__(self, process):
        self._process = process

    def begin(self, folder, *arguments, **more):
        """Start a command line in `folder`; its process id. Its output goes to `said.txt` there."""
        told = [str(each) for each in arguments]
        return self._ask([str(folder), told, environment(folder, **more)])

    def end(self, process):
        """Wait for it; its exit code, negative for a signal."""
        return self._ask(process)

    def run(self, folder, *arguments, **more):
        """Start it and wait for it."""
        return self.end(self.begin(folder, *arguments, **more))

    def _ask(self, what):
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery(*paths):
    """A nursery of the program that lies on these paths, else of this checkout's."""
    with subprocess.Popen(
        [sys.executable, __file__],
        cwd=paths[0] if paths else None,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (*paths, Path.cwd())))},
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
        is_command = isinstance(told, list)
        answer = begun(*told) if is_command else os.waitstatus_to_exitcode(os.waitpid(told, 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def warm():
    """Import and cache whatever a run needs, once for all children."""
    import langchain_openai  # noqa: F401 - for the children
    import openai  # noqa: F401 - the same

    from drafter import cli, readers
    from drafter.drafting import draft
    from evals import journal, outcome, scorers

    asyncio.run(draft(readers.read_facts(SHEET), None))
    scorers.score(outcome.seed())
    cli.commands()
    journal.code_digest()


def begun(folder, arguments, environ):
    """A child that runs a command line."""
    from drafter import cli

    child = os.fork()
    if not child:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environ)
        said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        code = cli.main(arguments)
        sys.stdout.flush()
        os._exit(code)
    return child


if __name__ == "__main__":
    main()
