"""Runs that are killed, and runs that meet: nothing is lost, nothing stored is paid for again."""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from contextlib import suppress

from evals import journal
from tests.endpoint import completion, serving
from tests.evals import scripted
from tests.evals.nursery import nursery

SLOTS, KILLS = 2, 10
LATENCY = 0.05  # seconds; a kill comes soon after: before an answer, with it, or after it
RUN = ("eval", "run", "-q", "--model", scripted.WEAK_NAME)


def rows(folder):
    """The rows of the one run in `folder`, without what depends on the clock."""
    [id] = journal.ids(folder / "cache" / "evals")
    run = journal.read(folder / "cache" / "evals", id)
    told = []
    for row in run.rows:
        scores = {name: score for name, score in row.scores.items() if name != "duration"}
        told.append((row.key, row.text, row.findings, row.refused, row.prompt_tokens, scores))
    return told


def stored(folder):
    """The questions whose answers are in the store."""
    with suppress(sqlite3.OperationalError):  # killed before there was one
        db = sqlite3.connect(f"file:{folder / 'cache' / 'answers.sqlite'}?mode=ro", uri=True)
        try:
            return {text.splitlines()[-1] for (text,) in db.execute("SELECT text FROM answers")}
        finally:
            db.close()
    return set()


class Killer:
    """An act of the endpoint that kills its client at a random moment around a random question."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.victim = 0
        self.countdown = 0

    def aim(self, pid, most):
        """Kill this process, at one of its next questions."""
        self.countdown = self.chance.randint(1, most)
        self.victim = pid

    def __call__(self, handler):
        self.countdown -= 1
        if not self.countdown and self.victim:
            pause = self.chance.uniform(0, 1.2 * LATENCY)
            threading.Timer(pause, os.kill, (self.victim, signal.SIGKILL)).start()
        time.sleep(LATENCY)
        handler.send(completion(scripted.told(handler.asked)))


def settings(folder):
    """A folder with a fixed number of calls in flight."""
    folder.mkdir()
    (folder / "drafter.toml").write_text(f"attempts = 1\nslots = {SLOTS}\n", "utf-8")
    return folder


def test_a_run_killed_ten_times_ends_as_if_it_had_not_been(tmp_path):
    """The same rows; no stored answer is asked for again, of the others only those in flight."""
    cases = scripted.sheets(tmp_path / "cases", 16)
    killer = Killer(20261122)
    calm, hunted = settings(tmp_path / "calm"), settings(tmp_path / "hunted")
    with serving(killer) as server, nursery() as runs:
        line = (*RUN, "--folder", cases)
        assert runs.run(calm, *line, OPENAI_BASE_URL=server.base_url) == 0
        whole, server.asked = set(map(scripted.digest, server.asked)), []
        paid, kills, is_done = set(), 0, False
        while not is_done:
            process = runs.begin(hunted, *line, OPENAI_BASE_URL=server.base_url)
            killer.aim(process, 3 if kills < KILLS else 999)
            code = runs.end(process)
            assert code in (0, -signal.SIGKILL), (hunted / "said.txt").read_text("utf-8")
            is_done = code == 0
            asked, server.asked = list(map(scripted.digest, server.asked)), []
            assert not paid.intersection(asked)
            paid |= stored(hunted)
            assert len(asked) - len(paid.intersection(asked)) <= (0 if is_done else SLOTS)
            kills += not is_done

    assert kills == KILLS
    assert paid == whole
    assert rows(hunted) == rows(calm)


def test_two_processes_may_work_on_one_run(tmp_path, cases):
    """Each ends well, no row is torn, and each question is asked once by each at most."""
    folder = settings(tmp_path / "both")
    with serving(Killer(0)) as server, nursery() as runs:
        line, where = (*RUN, "--folder", cases), {"OPENAI_BASE_URL": server.base_url}
        both = [runs.begin(folder, *line, **where) for _ in range(2)]
        codes = [runs.end(process) for process in both]
        asked = list(map(scripted.digest, server.asked))
        assert runs.run(folder, *line, **where) == 0

    [path] = (folder / "cache" / "evals").glob("*/rows.jsonl")
    assert codes == [0, 0], (folder / "said.txt").read_text("utf-8")
    assert len(server.asked) == len(asked)
    assert max(asked.count(each) for each in asked) <= 2
    assert [key for key, *_ in rows(folder)] == [(f"case-{at}", 0, "") for at in range(1, 7)]
    assert all(json.loads(line) for line in path.read_text("utf-8").splitlines())
