"""The file behind a session: cut, damaged, claimed, from another version."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.errors import BadInput, Unreadable
from drafter.session.library import JOURNAL, SessionLibrary
from tests.session.talking import begun, resumed, say

HOLDER = """
import sys
from pathlib import Path
from drafter.session.lock import claim
lock = claim(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def session(tmp_path):
    """A session in which something was done."""
    made = begun(tmp_path)
    say(made, "/accept", "/edit 学习12次。", "/accept")
    made.close()
    return made


def path_of(folder, session):
    """Where its journal is."""
    return folder / "sessions" / session.name / JOURNAL


def test_a_cut_last_line_is_dropped_and_said(tmp_path, session):
    """Cut anywhere in its last line, a session is as it was before that line, and goes on."""
    path = path_of(tmp_path, session)
    data = path.read_bytes()
    last = len(data.splitlines(keepends=True)[-1])
    for cut in (1, last // 2, last - 1):
        path.write_bytes(data[:-cut])
        again = resumed(tmp_path, session.name)
        assert "没有写完" in again.notes[0]
        assert len(again.steps) == 3
        say(again, "/accept")
        assert again.state == session.state
        again.close()
        final = resumed(tmp_path, session.name)
        assert final.notes == ()
        final.close()


def test_damage_further_up_keeps_the_file_aside(tmp_path, session):
    """A bad line in the middle ends the session before it; all of the file is still there."""
    path = path_of(tmp_path, session)
    rows = path.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*rows[:2], b"\x00\xff broken\n", *rows[3:]])
    path.write_bytes(damaged)

    again = resumed(tmp_path, session.name)

    assert "第 3 行起坏了" in again.notes[0]
    assert len(again.steps) == 2
    assert [each.read_bytes() for each in path.parent.glob("*damaged*")] == [damaged]


@pytest.mark.parametrize("data", [b"", b"\n", b"{}\n", b"not a journal\n", b"\xff\xfe\x00"])
def test_nothing_to_read_is_said(tmp_path, session, data):
    """A file without a first event is refused, and listed with the reason."""
    path_of(tmp_path, session).write_bytes(data)

    with pytest.raises(Unreadable, match="没有能读的记录"):
        SessionLibrary(tmp_path).resume(session.name)
    assert "没有能读的记录" in SessionLibrary(tmp_path).sessions()[0].problem


def test_a_session_of_before_is_read(tmp_path):
    """A journal with what was noted of versions then opens whole, and is gone on with."""
    folder = tmp_path / "sessions" / "old"
    folder.mkdir(parents=True)
    data = (Path(__file__).parent / "data" / "before.jsonl").read_bytes()
    assert b'"detail":-1' in data
    (folder / JOURNAL).write_bytes(data)

    session = resumed(tmp_path, "old")

    assert session.notes == ()
    assert session.state.done == 2
    assert "新建学校6所，新增学位5400个。" in session.state.report.text
    assert say(session, "/redo").state.done == 3
    assert (folder / JOURNAL).read_bytes().startswith(data)


def test_another_version_is_said(tmp_path, session):
    """A journal of a later version is not touched."""
    path = path_of(tmp_path, session)
    first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([json.dumps({**json.loads(first), "v": 99}) + "\n", *rest]), "utf-8")

    with pytest.raises(Unreadable, match="另一个版本"):
        SessionLibrary(tmp_path).resume(session.name)


def test_one_session_one_terminal(tmp_path, session):
    """Opened elsewhere it is refused with the other's number; a dead holder is in nobody's way."""
    lock = path_of(tmp_path, session).with_name("lock")
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        for deed in (SessionLibrary(tmp_path).resume, SessionLibrary(tmp_path).delete):
            with pytest.raises(BadInput, match=f"进程 {other.pid}"):
                deed(session.name)
        other.kill()
        other.wait()

    SessionLibrary(tmp_path).resume(session.name).close()
    assert SessionLibrary(tmp_path).sessions()[0].done == 2


def test_what_cannot_be_written_has_not_happened(tmp_path):
    """A disk that takes nothing leaves the session as it was."""
    session = begun(tmp_path)
    before = session.state
    path = path_of(tmp_path, session)
    path.rename(path.with_suffix(".gone"))
    path.mkdir()

    with pytest.raises(BadInput, match="写不了会话记录"):
        say(session, "/accept")
    assert session.state == before
