"""`drafter eval score`: any report on a sheet, one in full or several side by side."""

import json
import re
from pathlib import Path

import pytest

from drafter.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"
SHEET = str(SEEDS / "police-2023" / "facts.md")
GOOD = SEEDS / "police-2023" / "draft.strong.txt"


def told(capsys, *arguments):
    """The code and what was printed."""
    code = main(["eval", "score", *map(str, arguments)])
    return code, capsys.readouterr()


def test_one_report_is_told_in_full(capsys):
    """Every scorer with its weight; a reason names the line where it stands."""
    code, said = told(capsys, GOOD, "--facts", SHEET)

    assert code == 0
    assert "综合" in said.out
    assert "标题点题句相称" in said.out
    assert "行）" in said.out


def test_an_invention_is_a_failure_and_its_place_is_told(capsys, tmp_path):
    """Exit 1, an overall in the lower half, the line of the false figure."""
    false = tmp_path / "false.txt"
    false.write_text(GOOD.read_text("utf-8").replace("1126起", "1216起"), "utf-8")
    code, said = told(capsys, false, "--facts", SHEET, "--json")
    [tree] = json.loads(said.out)

    assert code == 1
    assert not tree["is_sound"]
    assert tree["overall"] < 0.5
    assert "1216起" in tree["scores"]["grounded"]["reason"]
    assert tree["scores"]["grounded"]["lines"] == [8]


def test_several_stand_side_by_side(capsys, tmp_path):
    """Numbered columns, the names above."""
    other = tmp_path / "另一份.txt"
    other.write_text(GOOD.read_text("utf-8"), "utf-8")
    code, said = told(capsys, GOOD, other, "--facts", SHEET)

    assert code == 0
    assert "另一份.txt" in said.out.replace("\n", "")
    assert said.out.count("1.000") >= 10


@pytest.mark.parametrize(("columns", "reports"), [(24, 1), (24, 2), (60, 6)])
def test_what_does_not_fit_side_by_side_is_told_a_line_each(capsys, monkeypatch, columns, reports):
    """No name and no score is cut short, however narrow the terminal is."""
    monkeypatch.setenv("COLUMNS", str(columns))
    code, said = told(capsys, *[GOOD] * reports, "--facts", SHEET)
    lines = said.out.splitlines()

    assert code == 0
    assert "措施对得上、查得到" in lines
    head = "得分" if reports == 1 else str(reports)
    assert re.search(
        rf"(?m)^不足与措施成对\n  权重：硬指标\n(?:  .*\n)*  {head}：1\.000$", said.out
    )


def test_a_width_of_nought_is_that_of_a_usual_terminal(capsys, monkeypatch):
    """COLUMNS=0 is what shells without a terminal say."""
    monkeypatch.setenv("COLUMNS", "0")
    _, said = told(capsys, GOOD, GOOD, "--facts", SHEET)

    assert "┃ 评分项" in said.out


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_report_is_told(capsys, tmp_path, text):
    """One line, exit 2."""
    empty = tmp_path / "空.txt"
    empty.write_text(text, "utf-8")
    code, said = told(capsys, empty, "--facts", SHEET)

    assert code == 2
    assert said.err.count("\n") == 1


def test_a_sheet_without_facts_is_told(capsys, tmp_path):
    """There is nothing to score against."""
    sheet = tmp_path / "空.md"
    sheet.write_text("---\nyear: 2024\n---\n", "utf-8")
    code, said = told(capsys, GOOD, "--facts", sheet)

    assert code == 2
    assert said.err.count("\n") == 1
