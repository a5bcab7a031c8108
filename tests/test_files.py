"""A file is there whole, or as it was before."""

import os
import resource
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter import files
from drafter.errors import BadInput


@contextmanager
def full_disk():
    """No file may grow beyond 1 KB: what writing to a full disk looks like.

    Not a fixture: a test's outcome is printed before fixtures end, perhaps into a longer file.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_replaced(tmp_path):
    """What stood there before is gone, and nothing else is left."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")

    files.write(b"new", path)

    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["report.txt"]


def test_no_room_leaves_the_old_file(tmp_path):
    """A write that fails half-way leaves the old file and no other."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")

    with full_disk(), pytest.raises(BadInput, match="写不了"):
        files.write(b"x" * 5000, path)

    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_who_may_read_a_file_stays_when_it_is_replaced(tmp_path, mode):
    """What is private stays private."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")
    path.chmod(mode)

    files.write(b"new", path)

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    """Though its folder would let it be."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, "access", lambda place, way: (place, way) != (path, os.W_OK))

    with pytest.raises(BadInput, match="只读"):
        files.write(b"new", path)

    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.txt"]


def test_a_links_target_is_replaced(tmp_path):
    """The link stays a link."""
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")

    files.write(b"new", tmp_path / "link.txt")

    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "why"), [("no/report.txt", "没有这个文件夹"), (".", "文件夹"), ("长" * 200, "太长")]
)
def test_places_where_nothing_can_stand(tmp_path, name, why):
    """One line says what is wrong with the path."""
    with pytest.raises(BadInput, match=why) as caught:
        files.write(b"x", tmp_path / name)

    assert caught.value.hint


def test_what_killed_writes_left_is_removed(tmp_path):
    """Half-written files go, in folders below too; files of the user's stay."""
    inner = tmp_path / "甲"
    inner.mkdir()
    for name in (".报告.docx.0a1b2c3d.tmp", "报告.docx", ".note.tmp", "a.0a1b2c3d.tmp"):
        (inner / name).write_bytes(b"x")

    files.sweep(tmp_path)

    assert sorted(each.name for each in inner.iterdir()) == [
        ".note.tmp",
        "a.0a1b2c3d.tmp",
        "报告.docx",
    ]


def test_a_line_torn_by_a_kill_is_ended_and_the_next_is_whole(tmp_path):
    """What was whole before stays; a log is there as soon as it is opened."""
    path = tmp_path / "log"
    path.write_bytes(b"one\ntw")
    with files.AppendLog(path) as log:
        log.append(b"three\n")

    assert path.read_bytes() == b"one\ntw\nthree\n"


def test_threads_that_append_at_once_mix_no_lines(tmp_path):
    """Every line is whole, none is lost."""
    lines = [f"{at:03} {'x' * 200}\n".encode() for at in range(100)]
    with files.AppendLog(tmp_path / "log") as log, ThreadPoolExecutor(8) as threads:
        list(threads.map(log.append, lines))

    assert sorted((tmp_path / "log").read_bytes().splitlines(keepends=True)) == lines


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
def test_a_full_disk_is_told(tmp_path):
    """Nothing counts as kept that is not."""
    (tmp_path / "log").symlink_to("/dev/full")
    with files.AppendLog(tmp_path / "log") as log, pytest.raises(OSError, match="space"):
        log.append(b"line\n")


def test_a_file_is_held_by_one_until_it_is_released(tmp_path):
    """Even within a process; what the holder notes can be read meanwhile."""
    lock = files.FileLock(tmp_path / "lock", note="甲")
    with pytest.raises(BlockingIOError):
        files.FileLock(tmp_path / "lock", note="乙")

    assert (tmp_path / "lock").read_text("utf-8") == "甲"
    lock.release()
    files.FileLock(tmp_path / "lock", note="乙").release()
    assert (tmp_path / "lock").read_text("utf-8") == "乙"
