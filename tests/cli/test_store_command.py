"""`drafter store`: how much is kept, and what is forgotten."""

import json

import pytest

from drafter.chain.cache import FILE, Store, Stored
from tests.cli.console import runner


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, with three answers of a thousand bytes in its cache."""
    store = Store(tmp_path / "cache")
    for key in "abc":
        store.put(key, Stored(key * 1000, "fake", 10, 5, 0.5))
    store.close()
    return runner(tmp_path, monkeypatch, capsys)


def test_the_size_is_told(drafter, tmp_path):
    """Answers, bytes in a unit that people read, and where they are."""
    ran = drafter("store", "size")

    assert ran.code == 0
    assert ran.out.startswith("3 个回答，")
    assert " KB\n" in ran.out
    assert str(tmp_path / "cache" / FILE) in ran.out


def test_the_size_is_told_to_machines(drafter, tmp_path):
    """The same as JSON, in bytes."""
    told = json.loads(drafter("store", "size", "--json").out)

    assert (told["answers"], told["path"]) == (3, str(tmp_path / "cache" / FILE))
    assert told["bytes"] >= 3000


@pytest.mark.parametrize(
    ("options", "forgotten"),
    [
        (["--older-than", "90d"], 0),
        (["--older-than", "0s"], 3),
        (["--max-size", "1GB"], 0),
        (["--max-size", "2.5kb"], 1),
        (["--older-than", "1w", "--max-size", "0B"], 3),
    ],
)
def test_old_answers_are_forgotten(drafter, options, forgotten):
    """By age, by size or both; what went and what is left are told."""
    ran = drafter("store", "prune", *options)

    assert ran.code == 0
    assert ran.out.startswith(f"删去 {forgotten} 个回答，还有 {3 - forgotten} 个回答")


WRONG = {
    "nothing said": ([], "--older-than"),
    "unknown unit of time": (["--older-than", "90y"], "“90y”"),
    "no unit of time": (["--older-than", "90"], "如 90d"),
    "negative": (["--older-than=-1d"], "如 90d"),
    "unknown unit of size": (["--max-size", "5MiB"], "“5MiB”"),
    "no number": (["--max-size", "MB"], "如 500MB"),
    "not a number": (["--max-size", "nanMB"], "如 500MB"),
}


@pytest.mark.parametrize("use", WRONG)
def test_wrong_use_forgets_nothing(drafter, use):
    """One line that says how it is written, exit 2, and every answer is still there."""
    options, said = WRONG[use]
    ran = drafter("store", "prune", *options)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.complaint
    assert json.loads(drafter("store", "size", "--json").out)["answers"] == 3


def test_a_corrupt_store_is_told_in_one_line(drafter, tmp_path):
    """As everything is that a person should know: no warning of Python's, no place in the code."""
    (tmp_path / "cache" / FILE).write_bytes(b"garbage!" * 100)

    ran = drafter("store", "size")

    assert ran.code == 0
    assert ran.err.startswith("drafter：缓存文件坏了，已移到 answers.sqlite.corrupt-")
    assert ran.err.count("\n") == 1
    assert ran.out.startswith("0 个回答，")
