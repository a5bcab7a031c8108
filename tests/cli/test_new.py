"""`drafter new`: a blank sheet, and that what is left in it is written into no report."""

import subprocess
import sys
from pathlib import Path

import pytest

from drafter import readers
from tests.cli.console import runner


@pytest.fixture
def drafter(tmp_path, monkeypatch, capsys):
    """The program in a folder of its own."""
    return runner(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("suffix", ["md", "docx", "xlsx"])
def test_a_blank_sheet_has_every_part_and_no_fact(drafter, tmp_path, suffix):
    """Header and parts are read; its examples are none of the author's."""
    assert drafter("new", f"要点.{suffix}").code == 0
    sheet = readers.read_facts(tmp_path / f"要点.{suffix}")

    assert (sheet.role, sheet.audience) == ("青溪镇镇长", "县委、县政府")
    assert {fact.role for fact in sheet} >= {"politics", "duty", "team", "integrity", "feedback"}
    ran = drafter("draft", f"要点.{suffix}", "--model", "none")
    assert ran.code == 2
    assert "没有读到可以写进报告的要点" in ran.err


def test_what_is_filled_in_is_told_and_what_is_left_is_not(drafter, tmp_path):
    """An example that was made one's own stands in the report, the others do not."""
    drafter("new", "要点.md")
    path = tmp_path / "要点.md"
    path.write_text(path.read_text("utf-8").replace("示例：修了3条", "修了3条"), "utf-8")
    ran = drafter("draft", "要点.md", "--model", "none")

    assert ran.code == 0
    assert "修建通村公路3条" in ran.out
    assert "示例" not in ran.out
    assert "培训村干部" not in ran.out


def test_what_is_there_is_never_written_over(drafter, tmp_path):
    """One line, exit 2, the file as it was."""
    (tmp_path / "要点.md").write_text("我的", "utf-8")
    ran = drafter("new", "要点.md")

    assert ran.code == 2
    assert "已经有了" in ran.err
    assert (tmp_path / "要点.md").read_text("utf-8") == "我的"


@pytest.mark.parametrize("name", ["要点.pdf", "要点", "没有/要点.md"])
def test_where_it_cannot_go_is_told(drafter, name):
    """Another kind of file, no kind at all, no such folder."""
    ran = drafter("new", name)

    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_the_name_alone_shows_the_help(drafter):
    """Who types it wants to know what there is."""
    with pytest.raises(SystemExit, match="0"):
        drafter()


def test_a_model_of_a_service_is_suggested(drafter, tmp_path):
    """`--model gpt-4o` is what people type."""
    (tmp_path / "f.md").write_text("- 新建学校6所\n", "utf-8")
    ran = drafter("draft", "f.md", "--model", "gpt-4o")

    assert ran.code == 2
    assert "openai:gpt-4o" in ran.err


def run(folder, line):
    """A line of a shell."""
    program = f'"{sys.executable}" -m drafter'
    return subprocess.run(
        line.replace("drafter", program),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path.cwd()), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        check=False,
        timeout=60,
    )


def test_a_path_with_a_blank_is_recognised(tmp_path):
    """The words belong together: it says so."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "f.md").write_text("- 新建学校6所\n", "utf-8")
    ran = run(tmp_path, "drafter draft a b/f.md --model none")

    assert ran.returncode == 2
    assert "“a b/f.md”中间有空格" in ran.stderr


def test_many_names_and_a_wrong_option_are_no_path(tmp_path, monkeypatch, capsys):
    """Joined they would be longer than a name may be; the option is what is wrong."""
    names = [f"{'述职述廉报告' * 3}{at}.docx" for at in range(12)]
    for name in names:
        (tmp_path / name).touch()

    ran = runner(tmp_path, monkeypatch, capsys)("check", "缺.docx", *names, "--tpyo")

    assert ran.code == 2
    assert "不认识的参数：--tpyo" in ran.complaint


def test_a_full_or_closed_output_is_no_traceback(tmp_path):
    """One line and exit 2 where nothing fits; nothing where nobody reads."""
    (tmp_path / "f.md").write_text("- 新建学校6所\n", "utf-8")
    full = run(tmp_path, "drafter draft f.md --model none > /dev/full")
    closed = run(tmp_path, "drafter draft f.md --model none -q >&-")

    assert full.returncode == 2
    assert "写不下" in full.stderr
    assert "Traceback" not in full.stderr + closed.stderr
    assert closed.returncode == 0
