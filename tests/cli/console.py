"""The program as a user runs it: in this process, or in one of its own."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from drafter import cli


@dataclass(frozen=True)
class Ran:
    """What came of a command line."""

    code: int
    out: str
    err: str

    @property
    def complaint(self):
        """The one line that says what is wrong."""
        *stages, last = self.err.splitlines()
        assert all(line.endswith("…") for line in stages), self.err
        assert last.startswith("drafter：")
        return last


def environment(folder, **more):
    """Nothing of the user's own: no settings, no keys, no cache."""
    own = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTER_MODEL", "DRAFTER_CACHE")
    plain = {name: value for name, value in os.environ.items() if name not in own}
    places = {"XDG_CONFIG_HOME": str(folder / "config"), "DRAFTER_CACHE": str(folder / "cache")}
    places["DRAFTER_DATA"] = str(folder / "data")
    return {**plain, **places, **more}


def command(*arguments):
    """The program in a process of its own."""
    return [sys.executable, "-m", "drafter", *map(str, arguments)]


def apart(folder, *arguments, stdin=b"", **more):
    """Run in a process of its own, in `folder`."""
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder, PYTHONPATH=str(Path.cwd()), **more),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=100,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def until(happened, patience=100):
    """Wait for it; a busy machine takes its time."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(0.01)


def heard(stream, word):
    """Read lines until one has the word; all that was read."""
    told = ""
    while word not in told:
        line = stream.readline()
        assert line, f"ended without {word}: {told}"
        told += line
    return told


def runner(folder, monkeypatch, capsys):
    """Runs command lines in this process, in `folder`."""
    monkeypatch.chdir(folder)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTER_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("DRAFTER_CACHE", str(folder / "cache"))
    monkeypatch.setenv("DRAFTER_DATA", str(folder / "data"))

    def run(*arguments):
        code = cli.main([str(each) for each in arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run


def worked(pid):
    """Seconds of the processor that a process has had, where Linux counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
