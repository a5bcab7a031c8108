"""`drafter revise` and `drafter rounds`: what a user sees, what is saved, and what is refused."""

import itertools
import os
import signal
from pathlib import Path

import docx
import pytest

from drafter import cli
from drafter.revision.arrival import arrived
from tests.cli.console import runner

SHEET = Path(__file__).parents[2].resolve() / "seeds" / "town-2024" / "facts.md"
CHANGE = "F2=修了3条通村公路，一共13.1公里"


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program, with a drafted report in its folder."""
    run = runner(tmp_path, monkeypatch, capsys)
    assert run("draft", SHEET, "--model", "none", "-q", "-o", "r.docx").code == 0
    return run


def test_every_round_is_told_and_comes_back(drafter, tmp_path):
    """Byte for byte, by a file of another name."""
    first = (tmp_path / "r.docx").read_bytes()
    ran = drafter("revise", "r.docx", "--fact", CHANGE, "-o", "终稿.docx")

    assert ran.code == 0
    assert "按要点和批注改了 1 处，别的一字未动" in ran.err
    told = drafter("rounds", "终稿.docx").out
    assert "第 0 轮" in told
    assert "共12.6公里" in told
    drafter("rounds", "终稿.docx", "--restore", "0", "-o", "old.docx")
    assert (tmp_path / "old.docx").read_bytes() == first
    drafter("rounds", "r.docx", "--restore", "1", "-o", "new.docx")
    assert (tmp_path / "new.docx").read_bytes() == (tmp_path / "终稿.docx").read_bytes()


def test_rounds_are_deleted_when_their_author_wants_it(drafter, tmp_path):
    """With every file that was kept; the report stays, and other reports keep theirs."""
    drafter("draft", SHEET, "--model", "none", "--year", "2021", "-q", "-o", "other.docx")
    drafter("revise", "r.docx", "--fact", CHANGE, "-o", "r2.docx")
    report = (tmp_path / "r2.docx").read_bytes()

    ran = drafter("rounds", "r2.docx", "--delete")

    assert ran.code == 0
    assert "2 轮" in ran.err
    assert (tmp_path / "r2.docx").read_bytes() == report
    assert drafter("rounds", "r2.docx").code == 2
    assert drafter("rounds", "other.docx").code == 0
    assert len(list(tmp_path.rglob("rounds/*"))) == 1


def test_a_file_with_macros_keeps_its_kind(drafter, tmp_path):
    """Revised or marked, it is Word's own file: it may not be called one without macros."""
    (tmp_path / "r.docm").write_bytes((tmp_path / "r.docx").read_bytes())
    for words in (
        ("revise", "r.docm"),
        ("check", "r.docm", "--fix"),
        ("check", "r.docm", "--comment"),
    ):
        ran = drafter(*words, "-o", "new.docx")

        assert ran.code == 2, words
        assert "-o 后面写 new.docm" in ran.complaint
    assert not (tmp_path / "new.docx").exists()
    assert drafter("revise", "r.docm", "-o", "new.docm").code == 0


def test_an_open_question_is_exit_code_one(drafter, tmp_path):
    """Nobody sits at a terminal: it is listed, and --keep answers it."""
    document = docx.Document(tmp_path / "r.docx")
    run = next(r for p in document.paragraphs for r in p.runs if "12.6公里" in r.text)
    run.text = run.text.replace("12.6", "13.1")
    document.save(tmp_path / "r.docx")

    ran = drafter("revise", "r.docx", "-o", "r2.docx")

    assert ran.code == 1
    assert "F2 少了“12.6公里”；“13.1公里”没有要点" in ran.err
    assert drafter("revise", "r.docx", "-o", "r2.docx", "--keep").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("revise", "r.docx", "--fact", "F99=甲", "-o", "x.docx"), "没有编号为“F99”的要点"),
        (("revise", "r.docx", "--fact", "公路", "-o", "x.docx"), "看不懂“公路”"),
        (("revise", "r.docx", "-o", "x.txt"), "修订后的报告是 Word 文件"),
        (("revise", "r.docx", "--redline"), "--redline 要写成文件"),
        (("revise", "r.doc", "-o", "x.docx"), "修订只收 Word 文件"),
        (("revise", "broken.docx", "-o", "x.docx"), "已损坏"),
        (("revise", "r.docx", "-o", "locked.docx"), "locked.docx 是只读的"),
        (("rounds", "other.docx"), "没有 other.docx 的往来记录"),
        (("rounds", "r.docx", "--delete", "--restore", "0"), "--delete 不能同 --restore"),
        (("rounds", "r.docx", "--restore", "7", "-o", "x.docx"), "没有第 7 轮"),
    ],
)
def test_bad_input_is_one_line(drafter, tmp_path, arguments, told):
    """And nothing is written."""
    (tmp_path / "broken.docx").write_bytes(b"PK\3\4 no archive")
    (tmp_path / "r.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    docx.Document().save(tmp_path / "other.docx")
    (tmp_path / "locked.docx").write_bytes(b"mine")
    (tmp_path / "locked.docx").chmod(0o444)

    ran = drafter(*arguments)

    assert ran.code == 2
    assert told in ran.complaint
    assert not (tmp_path / "x.docx").exists()
    assert (tmp_path / "locked.docx").read_bytes() == b"mine"


WRITES = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "mkdir")


def killed_at(number, arguments):
    """Run a command line in a child that is killed at its n-th step on the disk; whether it was."""
    child = os.fork()
    if child == 0:
        steps = itertools.count()

        def watched(step):
            def stepped(*words, **options):
                if next(steps) == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return step(*words, **options)

            return stepped

        for name in WRITES:
            setattr(os, name, watched(getattr(os, name)))
        os._exit(cli.main(arguments))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(drafter, tmp_path):
    """Every step that a revision takes on the disk is once its last; the next run goes on."""
    path = tmp_path / "r.docx"
    old = path.read_bytes()
    arguments = ["revise", "r.docx", "--fact", CHANGE, "-o", "r.docx", "-q"]
    assert drafter(*arguments[:-3], "-o", "new.docx", "-q").code == 0
    seen = set()

    for number in range(200):
        path.write_bytes(old)
        was_killed = killed_at(number, arguments)
        now = path.read_bytes()
        is_new = (
            now != old
            and arrived(now, "r").text == arrived((tmp_path / "new.docx").read_bytes(), "r").text
        )
        assert now == old or is_new
        assert drafter("rounds", "r.docx").code == 0
        seen.add((was_killed, is_new))
        if not was_killed:
            break

    assert seen == {(True, False), (False, True)}
    assert number > 10


def test_comments_say_what_stands_behind_each_sentence(drafter, tmp_path):
    """The facts of a sentence, and why a place is open; they are no wishes when it comes back."""
    drafter("draft", SHEET, "--model", "none", "-q", "--comments", "-o", "c.docx")

    told = [comment.text for comment in docx.Document(tmp_path / "c.docx").comments]

    assert any(
        text.startswith("F5：青溪水库除险加固完工") or "F2：修了3条" in text for text in told
    )
    assert any("要点里没有写姓名" in text for text in told)
    ran = drafter("revise", "c.docx")
    assert ran.err.splitlines() == ["没有人改过"]
