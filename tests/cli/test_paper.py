"""`drafter paper` as it is typed: one report or sheet in, several papers out."""

import json
from pathlib import Path

import pytest

from drafter.cli import main
from drafter.readers import read_text

SEEDS = Path(__file__).parents[2] / "seeds"
SHEET = SEEDS / "police-2023" / "facts.md"
REPORT = SEEDS / "police-2023" / "draft.strong.docx"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the papers go."""
    monkeypatch.chdir(tmp_path)


def paper(*words):
    """The exit code of `drafter paper …`."""
    return main(["paper", *map(str, words)])


def test_a_finished_report_becomes_a_speech_in_word(capsys):
    """It is told how long it is, what is left out, and that the figures agree."""
    assert paper(REPORT, "--spoken", "--minutes", "3", "-o", "talk.docx") == 0

    told = capsys.readouterr().err
    assert "讲稿：" in told
    assert "没有写：" in told
    assert "都一致" in told
    assert "已保存 talk.docx" in told
    assert read_text("talk.docx").rstrip().endswith("谢谢大家！")


def test_without_a_file_the_text_is_printed(capsys):
    """As `draft` does."""
    assert paper(REPORT, "--page", "-q") == 0

    told = capsys.readouterr()
    assert told.out.startswith("2023年度述职述廉报告摘要\n")
    assert told.err == ""


def test_a_sheet_becomes_all_papers_in_a_folder(capsys):
    """The report too, and each agrees with every other."""
    assert paper(SHEET, "--all", "--model", "none", "-o", "papers") == 0

    names = sorted(path.name for path in Path("papers").iterdir())
    assert names == sorted(
        f"{name}.docx" for name in ("述职报告", "讲稿", "一页纸", "个人总结", "单位总结")
    )
    assert "材料只够讲" in capsys.readouterr().err
    made = [Path("papers") / name for name in names]
    assert paper(SHEET, "--model", "none", "--check", *made, "-q") == 0


def test_a_figure_that_changed_is_found_in_the_old_papers(capsys):
    """Which paper, which line, what the sheet says now."""
    paper(REPORT, "--spoken", "-q", "-o", "talk.docx")
    Path("facts.md").write_text(
        SHEET.read_text("utf-8").replace("抓获网上逃犯157名", "抓获网上逃犯175名"), "utf-8"
    )
    capsys.readouterr()

    assert paper("facts.md", "--model", "none", "--check", "talk.docx", "-q") == 1

    told = capsys.readouterr().out
    assert "talk.docx：1 处对不上" in told
    assert "“一百五十七名”" in told
    assert "175名" in told


def test_what_machines_are_told(capsys):
    """The text, all that is left out, and what does not agree."""
    assert paper(REPORT, "--spoken", "--minutes", "3", "--json", "-q") == 0

    (told,) = json.loads(capsys.readouterr().out)
    assert told["form"] == "spoken"
    assert told["fits"] is True
    assert told["strays"] == []
    assert told["told"] + len(told["left_out"]) == 20


def test_wrong_use_is_one_line_with_what_to_do(capsys):
    """Nothing is written."""
    sheet_only = Path("facts.md")
    sheet_only.write_text(SHEET.read_text("utf-8"), "utf-8")
    Path("empty.txt").write_text("你好。\n", "utf-8")
    for words, line in (
        ([REPORT], "没有说做哪一种"),
        ([REPORT, "--all"], "--all 写一个文件夹"),
        ([REPORT, "--all", "-o", "a.docx"], "--all 写一个文件夹"),
        ([REPORT, "--spoken", "-o", "a.mp3"], "没有"),
        ([REPORT, "--spoken", "--minutes", "0"], "应为 1 到 60 的整数"),
        ([REPORT, "--spoken", "--page"], "--page"),
        (["nowhere.docx", "--spoken"], "没有这个文件"),
        (["empty.txt", "--from", "report", "--spoken"], "看不出这是一份报告"),
        ([SEEDS, "--spoken"], "是文件夹"),
        (["nowhere.docx", "--all", "-o", "papers"], "没有这个文件"),
        ([REPORT, "--all", "-o", "facts.md/papers"], "建不了文件夹"),
        ([REPORT, "--check", REPORT, "-o", "x.docx"], "--check 只核对，不写文件"),
    ):
        assert paper(*words) == 2, words
        told = capsys.readouterr().err
        assert line in told
        assert told.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == ["empty.txt", "facts.md"]


def test_a_folder_may_have_a_point_in_its_name(capsys):
    """Only the ending of a format is meant for a file."""
    assert paper(REPORT, "--all", "-o", "材料v1.2") in (0, 1)
    assert Path("材料v1.2/讲稿.docx").exists()
    capsys.readouterr()


def test_reports_and_sheets_are_told_apart():
    """By their sentences; `--from` decides where somebody knows better."""
    from drafter.document import genre, parsing
    from drafter.papers import looks_finished

    def is_report(path):
        return looks_finished(parsing.parse(read_text(path), genre.load("shuzhi")))

    sheets = [path for path in SEEDS.glob("*/facts.*") if path.suffix in (".md", ".txt", ".docx")]
    reports = [*SEEDS.glob("*/draft.*"), SEEDS / "county-2022" / "report.txt"]
    assert not any(map(is_report, sheets))
    assert all(map(is_report, reports))
    assert len(sheets) > 8 < len(reports)
    assert paper(REPORT, "--page", "--from", "facts", "--model", "none", "-q") in (0, 1)
