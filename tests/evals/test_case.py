"""Cases: a folder each, and what is wrong with one is told in it."""

from pathlib import Path

import pytest

from drafter.errors import BadInput, UnknownName
from evals import case

SHEET = "---\nyear: 2023\nrole: 局长\n---\n- 新建学校6所\n"


@pytest.fixture
def folder(tmp_path):
    """Two cases; one has a report."""
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "facts.md").write_text(SHEET, "utf-8")
    (tmp_path / "a" / "report.txt").write_text("述职述廉报告\n一、抓落实。\n", "utf-8")
    return tmp_path


def names(chosen):
    """What they are called."""
    return [each.name for each in chosen]


def test_a_case_is_a_folder(folder):
    """In the order of their names; hidden ones and files beside them are none."""
    for name in (".git", "__pycache__"):
        (folder / name).mkdir()
    (folder / "README.md").write_text("", "utf-8")

    assert names(case.choose(folder=folder)) == ["a", "b"]
    assert names(case.choose(("b", "a", "b"), folder)) == ["a", "b"]
    assert names(case.choose(("all", "b"), folder)) == ["a", "b"]


def test_facts_and_reference_are_read(folder):
    """The sheet, and the report of a person where there is one."""
    a, b = case.choose(folder=folder)

    assert [fact.text for fact in a.facts] == ["新建学校6所"]
    assert "抓落实" in a.reference
    assert (b.reference, a.problem, b.problem) == ("", "", "")


def test_every_byte_counts_in_the_digest(folder):
    """Of the sheet and of the report; another name alone is not another sheet."""
    a, b = case.choose(folder=folder)
    (folder / "a" / "report.txt").write_text("述职述廉报告\n一、抓落实！\n", "utf-8")
    (folder / "b").rename(folder / "c")
    changed, moved = case.choose(folder=folder)

    assert changed.digest != a.digest
    assert (moved.name, moved.digest) == ("c", b.digest)


@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        ("facts.txt", b"- a\n", "有 2 个 facts 文件：facts.md、facts.txt（只留一个）"),
        ("facts.md", b"\xff\xfe\x00", "b/facts.md"),
        ("facts.md", b"", "b/facts.md"),
        ("report.docx", b"no zip", "b/report.docx"),
        ("report.md", b"\x00\x01", "b/report.md"),
    ],
)
def test_what_cannot_be_read_is_told_in_its_case(folder, file, data, told):
    """The others are as they were; nothing is raised."""
    (folder / "b" / file).write_bytes(data)

    a, b = case.choose(folder=folder)

    assert a.facts
    assert b.facts is None
    assert told in b.problem


def test_a_case_without_facts_says_so(folder):
    """A folder alone is no case."""
    (folder / "b" / "facts.md").unlink()

    assert case.choose(("b",), folder)[0].problem == "文件夹里没有 facts.* 要点文件"


def test_a_folder_in_the_place_of_the_sheet_is_told(folder):
    """As what the system calls it."""
    (folder / "b" / "facts.md").unlink()
    (folder / "b" / "facts.md").mkdir()

    assert case.choose(("b",), folder)[0].problem.startswith("读不了：")


def test_what_an_editor_leaves_beside_a_sheet_is_none(folder):
    """Backups and lock files of editors and of Word."""
    for name in ("facts.md~", ".facts.md.swp", "~$facts.docx", "facts.md.bak"):
        (folder / "b" / name).write_text("", "utf-8")

    assert case.choose(("b",), folder)[0].problem == ""


def test_an_unknown_case_suggests_the_nearest(tmp_path, folder):
    """And a folder without cases, or without itself, says what a case is."""
    (tmp_path / "none").mkdir()

    with pytest.raises(UnknownName, match="没有名为“aa”的案例"):
        case.choose(("aa",), folder)
    with pytest.raises(BadInput, match=r"没有案例（一个案例是一个文件夹"):
        case.choose(folder=tmp_path / "none")
    with pytest.raises(BadInput, match="打不开"):
        case.choose(folder=tmp_path / "gone")


def test_the_shipped_cases_can_all_be_drafted():
    """At least eight, each with facts; the seed document has its report."""
    shipped = case.choose()

    assert len(shipped) >= 8
    assert [each.problem for each in shipped if each.problem] == []
    assert case.seed().reference
    assert names(shipped) == sorted(
        path.name for path in (Path.cwd() / "seeds").iterdir() if path.is_dir()
    )
