"""The program at a real terminal: pressed, read, killed, resumed."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pexpect
import pytest

from drafter import readers
from drafter.session.session import begun
from drafter.session.state import SessionState

SHEET = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"
PLANNED = begun(readers.read_facts(SHEET), "")
CARDS = SessionState(PLANNED.facts, PLANNED.plan).cards  # as the data plans the sheet
CODES = re.compile(r"\x1b(?:\[[0-9;?<>]*[A-Za-z]|[()][A-Z0-9]|[=>])")
PATIENCE = 100  # seconds: the machine may be busy
NUMBERS = count()
UNWANTED = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTER_MODEL", "NO_COLOR", "VISUAL", "EDITOR")


def far(number):
    """How far through the cards the head of one says it is."""
    return f"{number}/{len(CARDS)} 未定"


def environment(folder, **more):
    """Nothing of the user's own."""
    own = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {
        **own,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "DRAFTER_CACHE": str(folder / "cache"),
        "DRAFTER_DATA": str(folder / "data"),
        "PYTHONPATH": str(Path.cwd()),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        **more,
    }


def command(*arguments):
    """The program as it is called."""
    return [sys.executable, "-m", "drafter", *map(str, arguments)]


class Terminal:
    """The program on a terminal of its own, its output as it was sent."""

    def __init__(self, folder, *arguments, columns=80, rows=30, **more):
        name, *rest = command(*arguments)
        self.folder = folder
        self.child = pexpect.spawn(
            name,
            rest,
            cwd=str(folder),
            env=environment(folder, **more),
            encoding="utf-8",
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self.sent = []
        self.child.logfile_read = self

    def write(self, text):
        """Keep what the program sent."""
        self.sent.append(text)

    def flush(self):
        """Nothing is held back."""

    @property
    def output(self):
        """All that was sent."""
        return "".join(self.sent)

    def see(self, *texts):
        """Wait for each in turn; the codes between characters count for nothing."""
        for text in texts:
            self.child.expect_exact(text)

    def press(self, *keys):
        """Send keys."""
        for key in keys:
            self.child.send(key)

    def accept(self, number, key="a"):
        """Accept the card at hand as soon as it is written; the card of this number comes next."""
        while True:
            self.press(key)
            if self.child.expect_exact(["这一处还在写", far(number)]):
                return

    def interrupt_question(self, answer):
        """Ctrl-C at a line that is being typed, until it is heard.

        Python's `input` misses a signal between its prompt and its waiting for keys, as people
        do not press, and a program does.
        """
        for _ in range(PATIENCE // 3):
            self.press("\x03")
            if self.child.expect_exact([answer, pexpect.TIMEOUT], timeout=3) == 0:
                return
        pytest.fail(f"Ctrl-C at the question never brought {answer}")

    def line(self, prompt, text):
        """Answer a question that takes a line."""
        self.see(prompt)
        self.child.send(f"{text}\r")

    def kill(self):
        """Kill -9."""
        self.child.kill(9)
        self.child.wait()

    def leave(self):
        """Save and quit; the exit code."""
        self.press("q")
        return self.ended()

    def ended(self):
        """The exit code, when it has ended."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@contextmanager
def terminal(folder, *arguments, **options):
    """A terminal that is gone afterwards."""
    opened = Terminal(folder, *arguments, **options)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


def drafting(folder, *more, model="none", **options):
    """`drafter draft -i` on the sheet."""
    return terminal(folder, "draft", SHEET, "-i", "--model", model, *more, **options)


def told(folder, *arguments):
    """What a command prints."""
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def listed(folder):
    """The sessions as machines read them."""
    return json.loads(told(folder, "sessions", "--json")[1])


def plain(output):
    """Without codes."""
    return CODES.sub("", output)


class Pane:
    """The program in tmux: the screen as a person sees it, and what scrolled away."""

    def __init__(self, folder, *arguments, columns=80, rows=30, **more):
        self.socket = f"drafter-{os.getpid()}-{next(NUMBERS)}"
        self._tmux(
            "new-session", "-d", "-x", str(columns), "-y", str(rows), *command(*arguments),
            env=environment(folder, **more), cwd=folder,
        )  # fmt: skip

    def _tmux(self, *arguments, **options):
        line = ["tmux", "-L", self.socket, "-f", os.devnull, *arguments]
        done = subprocess.run(line, capture_output=True, check=True, timeout=PATIENCE, **options)
        return done.stdout.decode()

    @property
    def text(self):
        """Scrollback and screen."""
        return self._tmux("capture-pane", "-p", "-J", "-S", "-")

    @property
    def screen(self):
        """The rows that are seen."""
        return self._tmux("capture-pane", "-p").splitlines()

    def see(self, text, times=1):
        """Wait until it stands there that often."""
        until = time.monotonic() + PATIENCE
        while self.text.count(text) < times:
            assert time.monotonic() < until, f"{text!r} did not come:\n{self.text}"
            time.sleep(0.05)

    def press(self, *keys):
        """Send keys by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def line(self, prompt, text):
        """Answer a question that takes a line."""
        self.see(prompt)
        self._tmux("send-keys", "-l", text)
        self.press("Enter")

    def resize(self, columns, rows):
        """Make the window another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def close(self):
        """End its server, and so all in it."""
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


@contextmanager
def pane(folder, *arguments, **options):
    """A pane that is gone afterwards."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not there: apt-get install tmux")
    opened = Pane(folder, *arguments, **options)
    try:
        yield opened
    finally:
        opened.close()


def editor(folder, script):
    """An editor that does what a line of shell says to the file `$1`."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)
