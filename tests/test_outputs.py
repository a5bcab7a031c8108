"""What a person changed is never replaced unseen; what drafter wrote is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from drafter import files
from drafter.errors import BadInput, Unwritable
from drafter.outputs import FILE, Outputs
from tests.cli.console import runner

SHEET = (
    "---\nyear: 2023\nrole: 县教育局局长\n---\n## 履职情况\n- 新建改扩建学校6所\n- 新增学位3240个\n"
)

REPORT = """述职报告
2023年，本人履职尽责。
存在的不足：一是学习不够。
改进措施：一是每月学习2次。
"""


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program beside a sheet of facts."""
    (tmp_path / "facts.md").write_text(SHEET, "utf-8")
    run = runner(tmp_path, monkeypatch, capsys)
    return lambda *more: run("draft", "facts.md", "--model", "none", "-q", *more)


def by_python_docx(path):
    """A word added to a paragraph."""
    document = docx.Document(path)
    document.paragraphs[3].add_run("领导改的话。")
    document.save(path)


def by_libreoffice(path):
    """Opened and saved."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    into = path.parent / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", into, path]
    subprocess.run(command, check=True, capture_output=True, timeout=90, stdin=subprocess.DEVNULL)
    (into / path.name).replace(path)


@pytest.mark.parametrize("edit", [by_python_docx, by_libreoffice])
def test_a_word_file_that_was_edited_stays(drafter, tmp_path, edit):
    """One line with what to do, exit 2, the edited bytes still there."""
    path = tmp_path / "r.docx"
    assert drafter("-o", "r.docx").code in (0, 1)
    edit(path)
    edited = path.read_bytes()

    ran = drafter("-o", "r.docx")

    assert ran.code == 2
    assert "被人改过" in ran.complaint
    assert "--force" in ran.complaint
    assert path.read_bytes() == edited


@pytest.mark.parametrize("name", ["r.txt", "r.html", "r.json"])
def test_a_file_that_an_editor_changed_stays(drafter, tmp_path, name):
    """Whatever the format; a blank at the end is a change."""
    path = tmp_path / name
    drafter("-o", name)
    path.write_bytes(path.read_bytes() + b" ")
    edited = path.read_bytes()

    assert drafter("-o", name).code == 2
    assert path.read_bytes() == edited


def test_forced_the_old_file_is_kept_beside(drafter, tmp_path):
    """Under its name with the next free number, as often as it is forced."""
    path = tmp_path / "r.txt"
    drafter("-o", "r.txt")
    written = path.read_bytes()
    for words in ("第一稿", "第二稿"):
        path.write_text(words, "utf-8")
        ran = drafter("-o", "r.txt", "--force")
        assert "原来的留在 r." in ran.err

    assert path.read_bytes() == written
    assert (tmp_path / "r.1.txt").read_text("utf-8") == "第一稿"
    assert (tmp_path / "r.2.txt").read_text("utf-8") == "第二稿"


def test_a_read_only_file_is_refused_before_any_work(tmp_path):
    """Forced too: nothing is paid for what cannot be kept."""
    path = tmp_path / "r.txt"
    path.write_text("定稿", "utf-8")
    path.chmod(0o444)

    with pytest.raises(Unwritable, match="只读"):
        Outputs(tmp_path / "log", may_force=True).check(path)


def test_a_run_that_is_repeated_goes_on_as_before(drafter, tmp_path):
    """Also with other facts: what stands there is the tool's own."""
    first = drafter("-o", "r.docx")
    (tmp_path / "facts.md").write_text(SHEET + "- 建成智慧教室150间\n", "utf-8")
    second, third = drafter("-o", "r.docx"), drafter("-o", "r.docx")

    assert first.code == second.code == third.code
    assert [each.name for each in tmp_path.glob("r*")] == ["r.docx"]


def test_a_file_of_the_tool_is_known_under_another_name(drafter, tmp_path):
    """Moved and renamed, it is still what was written."""
    drafter("-o", "r.txt")
    (tmp_path / "r.txt").rename(tmp_path / "去年.txt")
    (tmp_path / "facts.md").write_text(SHEET + "- 建成智慧教室150间\n", "utf-8")

    assert drafter("-o", "去年.txt").code in (0, 1)


def test_a_file_that_was_never_written_here_stays(drafter, tmp_path):
    """A colleague's report under the name of the output."""
    (tmp_path / "r.txt").write_text("同事的报告", "utf-8")

    assert drafter("-o", "r.txt").code == 2
    assert (tmp_path / "r.txt").read_text("utf-8") == "同事的报告"


@pytest.mark.parametrize(
    ("command", "target", "changed"),
    [
        ("rewrite 旧.txt --model none -q -o n.txt", "n.txt", "n.txt"),
        ("check 旧.txt --format json -o n.json", "n.json", "n.json"),
        ("matrix 旧.txt -o n.md", "n.md", "n.md"),
        ("revise r.docx -q -o n.docx", "n.docx", "n.docx"),
        ("rounds r.docx --restore 0 -o n.docx", "n.docx", "n.docx"),
        ("rounds r.docx --restore 1 --came -o n.docx", "n.docx", "n.docx"),
        ("paper 旧.txt --staff --model none -q -o n.txt", "n.txt", "n.txt"),
        ("paper 旧.txt --page --model none -q -o n.docx", "n.docx", "n.docx"),
        ("paper 旧.txt --all --model none -q -o all", "all/一页纸.docx", "all/个人总结.docx"),
    ],
)
def test_every_command_spares_what_a_person_changed(
    tmp_path, monkeypatch, capsys, command, target, changed
):
    """It writes its own file again, and no person's; forced, it keeps that one beside."""
    run = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "旧.txt").write_text(REPORT, "utf-8")
    (tmp_path / "facts.md").write_text(SHEET, "utf-8")
    run("draft", "facts.md", "--model", "none", "-q", "-o", "r.docx")
    by_python_docx(tmp_path / "r.docx")
    run("revise", "r.docx", "-q", "-o", "first.docx")
    assert run(*command.split()).code in (0, 1)
    assert run(*command.split()).code in (0, 1)
    (tmp_path / changed).write_text("人写的", "utf-8")
    before = (tmp_path / target).read_bytes()

    ran = run(*command.split())

    assert ran.code == 2
    assert (tmp_path / changed).read_text("utf-8") == "人写的"
    assert (tmp_path / target).read_bytes() == before
    assert run(*command.split(), "--force").code in (0, 1)
    beside = (tmp_path / changed).with_stem(f"{(tmp_path / changed).stem}.1")
    assert beside.read_text("utf-8") == "人写的"


def test_a_persons_file_that_was_brought_back_is_still_theirs(tmp_path, monkeypatch, capsys):
    """Restoring what came does not make the same bytes the tool's own to replace."""
    run = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "facts.md").write_text(SHEET, "utf-8")
    run("draft", "facts.md", "--model", "none", "-q", "-o", "r.docx")
    by_python_docx(tmp_path / "r.docx")
    came = (tmp_path / "r.docx").read_bytes()
    run("revise", "r.docx", "-q", "-o", "r2.docx")

    assert run("rounds", "r2.docx", "--restore", "1", "--came", "-o", "chief.docx").code == 0

    assert (tmp_path / "chief.docx").read_bytes() == came
    assert run("draft", "facts.md", "--model", "none", "-q", "-o", "chief.docx").code == 2
    assert (tmp_path / "chief.docx").read_bytes() == came


def test_killed_before_the_file_is_written_nothing_is_lost(tmp_path, monkeypatch):
    """The log knows bytes that never came to be; the old file is whole and still the tool's own."""
    outputs, path = Outputs(tmp_path / "log"), tmp_path / "r.txt"
    outputs.write(b"old", path)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            outputs.write(b"new", path)

    assert path.read_bytes() == b"old"
    outputs.write(b"new", path)
    assert path.read_bytes() == b"new"


KILLED = """
import os, sys
from pathlib import Path
from drafter.outputs import Outputs
outputs, number = Outputs(Path("log")), 0
print("begun", flush=True)
while True:
    number += 1
    outputs.write(b"draft %d" % number * 1000, Path("r.txt"))
"""


def test_killed_anywhere_its_own_file_is_never_taken_for_a_persons(tmp_path):
    """SIGKILL while it writes, again and again: the next run goes on."""
    for wait in range(8):
        env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        running = subprocess.Popen(
            [sys.executable, "-c", KILLED], cwd=tmp_path, env=env, stdout=subprocess.PIPE
        )
        assert running.stdout.readline() == b"begun\n"
        try:
            running.wait(0.01 * wait)
        except subprocess.TimeoutExpired:
            running.kill()
        running.communicate()

        Outputs(tmp_path / "log").write(b"next %d" % wait, tmp_path / "r.txt")

    assert (tmp_path / "r.txt").read_bytes() == b"next 7"


def test_without_a_log_only_the_same_bytes_are_written(tmp_path):
    """Its folder cannot be made: files are written, and later told from nobody's."""
    (tmp_path / "no").write_bytes(b"")
    outputs, path = Outputs(tmp_path / "no" / "log"), tmp_path / "r.txt"
    outputs.write(b"one", path)
    outputs.write(b"one", path)

    with pytest.raises(BadInput, match="被人改过"):
        outputs.write(b"two", path)


def test_an_empty_file_is_nobodys(tmp_path):
    """As mktemp makes one."""
    path = tmp_path / "r.txt"
    path.touch()
    Outputs(tmp_path / "log").write(b"one", path)

    assert path.read_bytes() == b"one"


def test_the_log_stays_small(tmp_path, monkeypatch):
    """The older half goes; what was written last is known."""
    monkeypatch.setattr("drafter.outputs.MOST", 10)
    outputs = Outputs(tmp_path / "log")
    for number in range(40):
        outputs.write(b"%d" % number, tmp_path / "r.txt")

    assert (tmp_path / "log" / FILE).read_bytes().count(b"\n") <= 11
    assert (tmp_path / "r.txt").read_bytes() == b"39"


def test_what_is_made_at_each_run_goes_beside_what_a_person_wrote(tmp_path):
    """And stays under one name as long as nobody writes there."""
    outputs, path = Outputs(tmp_path / "log"), tmp_path / "summary.xlsx"
    outputs.write(b"one", path)
    path.write_bytes(b"one and a remark")

    names = [outputs.put_beside(data, path).name for data in (b"two", b"three")]

    assert names == ["summary.1.xlsx", "summary.1.xlsx"]
    assert path.read_bytes() == b"one and a remark"
    assert (tmp_path / "summary.1.xlsx").read_bytes() == b"three"
