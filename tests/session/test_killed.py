"""A process that is killed at any moment loses at most what it was about to do."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from drafter.session.library import SessionLibrary
from tests.guarantees import SHEET

TIMES = 20
SCRIPT = '''
import asyncio, json, os, sys, time
from pathlib import Path
from drafter import readers
from drafter.session.commands import execute
from drafter.session.library import SessionLibrary

SHEET, FOLDER, TIMES = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]), int(sys.argv[3])
LINES = ["/accept", "/edit 中心组学习“双减”政策12次。", "/lock 12次", "/accept", "/redraft 短一点",
         "/undo", "/redo", "/go 2.1", "/drop F2 未公开", "/restore F2",
         "/skip"] * 2

def told(state):
    """What a person would miss."""
    return [state.chosen, state.statuses, state.locks, state.place, state.plan.dropped]

async def session(name):
    sheet = readers.facts_from(SHEET, "facts.md", ".md")
    made = SessionLibrary(FOLDER / name).create(sheet, name="s")
    with open(FOLDER / f"{name}.told", "w", buffering=1) as out:
        print(json.dumps(told(made.state)), file=out)
        for line in LINES:
            await execute(made, line)
            print(json.dumps(told(made.state)), file=out)
            time.sleep(0.02)  # no child is to be through before its killer looks

asyncio.run(session("whole"))
for at in range(TIMES):
    child = os.fork()
    if child == 0:
        asyncio.run(session(str(at)))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
'''


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_moment(tmp_path):
    """Resumed, it is as it last was, or one step on if that was written when it died."""
    (tmp_path / "facts.md").write_text(SHEET, "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    chance = random.Random(5)
    command = [sys.executable, tmp_path / "script.py", tmp_path / "facts.md", tmp_path, str(TIMES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        for at in range(TIMES):
            child = int(parent.stdout.readline())
            reach, until = chance.randrange(20), time.monotonic() + 10
            while len(lines(tmp_path / f"{at}.told")) < reach and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.03))  # in the middle of what comes next
            with suppress(ProcessLookupError):  # it was faster, and has ended
                os.kill(child, signal.SIGKILL)
    course = lines(tmp_path / "whole.told")
    reached = [lines(tmp_path / f"{at}.told") for at in range(TIMES)]

    for at, seen in enumerate(reached):
        if not seen:
            continue  # it died before it was begun
        assert seen == course[: len(seen)]
        assert resumed(tmp_path / str(at)) in course[len(seen) - 1 : len(seen) + 1]
    assert len({len(seen) for seen in reached}) > TIMES // 3  # it died at many moments


def lines(path):
    """What was told in whole lines."""
    told = path.read_text("utf-8") if path.exists() else ""
    return [json.loads(line) for line in told.splitlines(keepends=True) if line.endswith("\n")]


def resumed(folder):
    """A killed session as the next process finds it."""
    session = SessionLibrary(folder).resume("s")
    state = session.state
    session.close()
    told = [state.chosen, state.statuses, state.locks, state.place, state.plan.dropped]
    return json.loads(json.dumps(told))
