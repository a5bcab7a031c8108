"""Answers already paid for last, are shared, and survive a broken file."""

import contextlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from drafter.chain.cache import FILE, Store, Stored, address
from drafter.errors import BadInput

ANSWER = Stored("新建学校6所。", "fake", 10, 5, 0.5)


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    store = Store(tmp_path)
    yield store
    store.close()


def test_what_was_put_is_got(store):
    """An answer comes back as it was put; nothing comes back for another key."""
    store.put("k", ANSWER)

    assert store.get("k") == ANSWER
    assert store.get("other") is None


def test_how_sure_the_model_was_is_kept(store):
    """Of an answer of which it is not known nothing is said."""
    store.put("sure", replace(ANSWER, certainty=-0.12))
    store.put("unknown", ANSWER)

    assert store.get("sure").certainty == -0.12
    assert store.get("unknown").certainty is None


def test_a_file_of_before_keeps_its_answers_and_takes_new_ones(tmp_path):
    """It lacks the column of certainty, and gets it; opened twice at once, too."""
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as old:
        old.execute(
            "CREATE TABLE answers (key TEXT PRIMARY KEY, text TEXT NOT NULL, model TEXT NOT NULL,"
            " prompt INTEGER NOT NULL, completion INTEGER NOT NULL, seconds REAL NOT NULL,"
            " at REAL NOT NULL) WITHOUT ROWID"
        )
        old.execute("INSERT INTO answers VALUES ('k', '旧答', 'fake', 1, 2, 0.5, 1.0)")
        old.commit()
    first, second = Store(tmp_path), Store(tmp_path)
    second.put("new", replace(ANSWER, certainty=-0.3))

    assert first.get("k") == Stored("旧答", "fake", 1, 2, 0.5)
    assert first.get("new").certainty == -0.3
    first.close()
    second.close()


def test_an_answer_that_is_put_again_replaces_the_first(store):
    """One key, one answer."""
    store.put("k", ANSWER)
    store.put("k", Stored("别的", "fake", 1, 1, 0.1))

    assert store.get("k").text == "别的"
    assert store.size().answers == 1


def test_a_fresh_store_finds_only_what_was_put_since(store):
    """What is older is still there for everybody else."""
    store.put("old", ANSWER)
    fresh = Store(store.path.parent, is_fresh=True)
    fresh.put("new", ANSWER)

    assert fresh.get("old") is None
    assert fresh.get("new") == store.get("new") == ANSWER
    assert store.get("old") == ANSWER
    fresh.close()


def test_every_part_of_an_address_counts():
    """Two questions that differ anywhere have two addresses, in whatever order they are told."""
    assert address({"step": "a", "repeat": 0}) == address({"repeat": 0, "step": "a"})
    assert address({"step": "a", "repeat": 0}) != address({"step": "a", "repeat": 1})


def test_what_was_put_outlives_a_kill(tmp_path):
    """When `put` has returned, kill -9 does not lose it."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from drafter.chain.cache import Store, Stored\n"
        "Store(Path(sys.argv[1])).put('k', Stored('好', 'm', 1, 1, 0.1))\n"
        "print('put', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "put\n"
        os.kill(process.pid, signal.SIGKILL)

    store = Store(tmp_path)

    assert store.get("k").text == "好"
    store.close()


def test_processes_share_a_store(tmp_path):
    """Four processes write 50 answers each at the same time; all 200 are there."""
    code = (
        "import sys; from pathlib import Path; from drafter.chain.cache import Store, Stored\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for n in range(50): store.put(sys.argv[2] + str(n), Stored('好', 'm', 1, 1, 0.1))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "abcd"
    ]

    assert [process.wait(timeout=30) for process in running] == [0] * 4
    store = Store(tmp_path)
    assert store.size().answers == 200
    store.close()


def opened(folders, start):
    """Open a store in each folder, all processes at the same moment."""
    for folder in folders:
        start.wait(20)
        Store(folder).close()


def test_a_store_that_is_not_there_yet_may_be_opened_by_many_at_once(tmp_path):
    """Whoever comes second waits, and is not told that the file is locked."""
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(4)
    folders = [tmp_path / str(at) for at in range(150)]
    several = [fork.Process(target=opened, args=(folders, start), daemon=True) for _ in range(4)]
    for each in several:
        each.start()
    for each in several:
        each.join(60)

    assert [each.exitcode for each in several] == [0] * 4


def test_two_thousand_answers_are_read_in_a_moment(store):
    """A fully stored run costs next to nothing: 0.3 s at most for 2,000 answers."""
    store._db.execute("BEGIN")
    for n in range(2000):
        store.put(str(n), ANSWER)
    store._db.execute("COMMIT")

    started = time.process_time()
    answers = [store.get(str(n)) for n in range(2000)]

    assert time.process_time() - started < 0.3
    assert None not in answers


@pytest.mark.parametrize("size", [100, 5000])
def test_a_corrupt_file_is_moved_aside(tmp_path, size):
    """What is no store is kept under another name, said once, and work goes on."""
    (tmp_path / FILE).write_bytes(b"garbage!" * size)

    with pytest.warns(RuntimeWarning, match="已移到") as said:
        store = Store(tmp_path)
    store.put("k", ANSWER)

    assert len(said) == 1
    assert store.get("k") == ANSWER
    assert len(list(tmp_path.glob("*.corrupt-*"))) == 1
    store.close()


def test_a_file_that_rots_while_open_is_moved_aside(tmp_path):
    """Corruption that shows only later is handled the same way."""
    store = Store(tmp_path)
    for n in range(300):
        store.put(str(n), ANSWER)
    store.close()
    with (tmp_path / FILE).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 20_000)
    store = Store(tmp_path)

    with pytest.warns(RuntimeWarning, match="已移到"):
        found = [store.get(str(n)) for n in range(300)]

    assert None in found
    store.put("k", ANSWER)
    assert store.get("k") == ANSWER
    store.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    """A cache folder that is a file is the user's to mend, in one line."""
    (tmp_path / "file").write_text("")

    with pytest.raises(BadInput, match="DRAFTER_CACHE"):
        Store(tmp_path / "file" / "cache")


def test_pruning_by_age_forgets_what_is_old(store):
    """Only answers older than the limit go."""
    store.put("old", ANSWER)
    time.sleep(0.05)
    store.put("new", ANSWER)

    assert store.prune(older_than=0.03) == 1
    assert (store.get("old"), store.get("new")) == (None, ANSWER)


def test_pruning_by_size_forgets_the_oldest(store):
    """The newest answers that fit stay, and the file shrinks."""
    for n in range(100):
        store.put(f"{n:03}", Stored("字" * 1000, "m", 1, 1, 0.1))
    before = store.size().bytes

    gone = store.prune(max_bytes=100_000)

    assert 60 < gone < 80
    assert store.get("099") is not None
    assert store.get("000") is None
    assert store.size().bytes < before / 2


def test_a_closed_store_is_no_corrupt_one(tmp_path):
    """Using it after it was closed is a mistake of the caller's; the file stays where it is."""
    store = Store(tmp_path)
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.get("key")
    assert [path.name for path in tmp_path.glob("*corrupt*")] == []
