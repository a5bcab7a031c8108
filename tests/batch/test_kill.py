"""kill -9, wherever it comes: the folder ends as if it had not been, and little is paid twice."""

import multiprocessing
import random
import time

from drafter.chain.cache import Store
from tests.batch import killed
from tests.batch.jobs import Oracle, carry_out, fill, results

KILLS, DOCUMENTS, QUESTIONS = 25, 200, 3
SLOTS = Oracle().profile.slots
FORKED = multiprocessing.get_context("forkserver")  # whatever a run imports is imported once
FORKED.set_forkserver_preload([killed.__name__])


def begin(*arguments):
    """The run, begun."""
    process = FORKED.Process(target=killed.main, args=arguments)
    process.start()
    return process


def lines(path):
    """How many questions were asked."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


def stored(cache):
    """How many answers are kept."""
    store = Store(cache)
    try:
        return store.size().answers
    finally:
        store.close()


def test_twenty_five_kills_change_nothing(tmp_path):
    """Each at a random point; what was in flight is asked again, and nothing else is."""
    source, target, cache = fill(tmp_path / "in", DOCUMENTS), tmp_path / "out", tmp_path / "cache"
    cache.mkdir()
    chance, log = random.Random(5), cache / "log"
    kills, in_flight = 0, []
    while kills < KILLS:
        asked, kept = lines(log), stored(cache)
        wanted = asked + chance.randint(1, DOCUMENTS * QUESTIONS // KILLS - SLOTS)
        process = begin(source, target, cache)
        while process.is_alive() and lines(log) < wanted:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.004))
        assert process.is_alive(), "done before it was killed often enough"
        process.kill()
        process.join()
        kills += 1
        in_flight.append(lines(log) - asked - (stored(cache) - kept))
    last = begin(source, target, cache)
    last.join()
    assert last.exitcode == 0
    carry_out(source, tmp_path / "undisturbed", Oracle())

    assert results(target) == results(tmp_path / "undisturbed")
    assert max(in_flight) <= SLOTS
    assert lines(log) <= DOCUMENTS * QUESTIONS + sum(in_flight)
