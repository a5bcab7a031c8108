"""What a rewriting leaves to its author, and how what it adds stands in his report."""

import asyncio
import json
from pathlib import Path

import pytest

from drafter import readers, rules
from drafter.cli import main
from drafter.document import genre, parsing
from drafter.rewriting import rewrite
from drafter.rewriting.normalise import cleaned
from drafter.rewriting.original import take
from drafter.rewriting.proof import proof
from drafter.rewriting.rewording import is_talk

GENRE = genre.load("shuzhi")
SOUND = Path(__file__).parent.parent / "samples" / "finance-2023.txt"


def test_a_unit_is_called_as_its_author_calls_it():
    """我村 is no talk, and stays where another word of the sentence is raised."""
    assert not is_talk("我们村两委班子工作中能形成合力。")
    assert is_talk("咱们村修了3条路。")


def test_markdown_is_taken_out_whole():
    """A list in a list, an image, backticks round a figure that stands in a cell."""
    text = "- - 线下8次\n![img](https://example.org/1.png)\n计划读书  完成`4/5` 未完成\n"

    assert cleaned(text, GENRE) == "线下8次\n\n计划读书  完成4/5 未完成\n"


def test_the_title_of_an_image_is_not_lost():
    """What an image is called in Chinese stays in the text."""
    assert cleaned("![进度图](a.png)\n", GENRE) == "（图：进度图）\n"


def test_a_part_left_open_is_not_called_too_short(tmp_path, capsys):
    """The program does not blame what it has left open itself; the parts are numbered on."""
    path = tmp_path / "旧.txt"
    duty = "2024年，我任村书记，全年修通公路3条，走访农户412户，调解纠纷28起，办好实事16件。" * 3
    path.write_text(f"2024年度述职报告\n2024年，我任村书记。\n一、工作情况\n{duty}", "utf-8")
    main(["rewrite", str(path), "--model", "none", "-q"])
    text = capsys.readouterr().out

    assert "\n二、个人存在的不足：" in text
    assert "\n三、改进措施：" in text
    assert rules.check(parsing.parse(text, GENRE), only=["low-answer-share"]) == ()


def test_what_was_wrong_before_is_what_check_says(tmp_path, capsys):
    """Of a Markdown file too, whose marks are no fault; the JSON names the kind it is of."""
    path = tmp_path / "旧.md"
    path.write_text("# 2024年工作总结\n\n## 一、工作\n- **修路**3条,共5公里\n", "utf-8")
    main(["check", str(path), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    main(["rewrite", str(path), "--model", "none", "--json", "-q"])
    told = json.loads(capsys.readouterr().out)

    assert [each["message"] for each in told["before"]] == [each["message"] for each in found]
    assert told["genre"]["name"] == "总结"


def test_a_markdown_file_loses_its_markdown(tmp_path, capsys):
    """Though nothing else is wrong with it."""
    path = tmp_path / "旧.md"
    path.write_text("# 2024年工作总结\n\n## 一、工作\n- 修路3条，**共5公里**。\n", "utf-8")
    main(["rewrite", str(path), "--model", "none", "-q"])

    assert "*" not in capsys.readouterr().out


def test_what_only_a_page_shows_is_written_as_the_page_shows_it():
    """Links as their words, emphasis as its words, bold figures as figures, a break as a line."""
    text = "修渠**4**公里，见[台账（甲）](out/台账.xlsx)。*抓管护*。<br>清淤3处。\n"

    assert cleaned(text, GENRE) == "修渠4公里，见台账（甲）。抓管护。\n清淤3处。\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("项目地址：[GitHub](https://a.cn/me/x)\n", "项目地址：GitHub（https://a.cn/me/x）\n"),
        ("通告见[县政府网站](http://x.gov.cn/1)。\n", "通告见县政府网站（http://x.gov.cn/1）。\n"),
        ("写信到[a@b.cn](mailto:a@b.cn)。\n", "写信到a@b.cn。\n"),
        ("见[https://a.cn/c](https://a.cn/c)。\n", "见https://a.cn/c。\n"),
        ("见[第二部分](#2)。\n", "见第二部分。\n"),
        ("&emsp;&emsp;使用**App**巡河&nbsp;12次。\n", "\u3000\u3000使用App巡河12次。\n"),
        ("###二、不足\n走访少。\n", "二、不足\n走访少。\n"),
    ],
)
def test_an_address_is_told_behind_its_words(text, told):
    """Where somebody else can go to it; other marks of Markdown and HTML go."""
    assert cleaned(text, GENRE) == told


def test_an_address_that_is_gone_is_lost():
    """The proof compares with the text as it was given."""
    given = "2023年，本人认真履职。\n一、履职\n平台见[网站](https://a.cn/c)。\n"
    report = parsing.parse(given.replace("[网站](https://a.cn/c)", "网站"), GENRE)

    assert "https://a.cn/c" in proof(take(report, given), report).lost
    assert "https://a.cn/c" not in proof(take(report, report.text), report).lost


def test_what_only_its_author_can_mend_is_not_called_sound():
    """A repeated character is an error that no rewriting takes away."""
    made = asyncio.run(rewrite(readers.read_text(SOUND).replace("的", "的的", 1)))

    assert made.is_left
    assert "合格" not in made.reason


def test_a_text_that_is_left_is_written_as_it_stands(tmp_path, capsys):
    """With its blanks, its line ends and its encoding."""
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_bytes(readers.read_text(SOUND).replace("\n", "  \r\n").encode("gb18030"))
    main(["rewrite", str(old), "--model", "none", "-o", str(new)])

    assert "原文照旧" in capsys.readouterr().err
    assert new.read_bytes() == old.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "引进**个项目，*倍于上年，超**家。",
        "增长3%[1](#n)，见[附件]（见后）。",
        "| 修渠<br>清淤 | 4 |",
    ],
)
def test_masks_notes_and_cells_stay_as_they_are(text):
    """What is taken off would change a figure, or might be the author's own words."""
    assert cleaned(text, GENRE) == text


def test_marks_that_are_left_in_a_new_draft_are_told():
    """A Markdown file may have them, the Word file that is made of it may not."""
    text = (
        "# 个人述职报告\n\n2024年，本人认真履职，现报告如下。\n\n## 一、履职情况\n\n修渠4公里。\n\n"
        "| 项目 | 数量 |\n| --- | --- |\n| 修渠 | 4 |\n\n## 二、存在的不足\n\n下村少。\n"
    )
    report = parsing.parse(text, GENRE, source="a.md")
    made = asyncio.run(rewrite(report))

    assert "#" not in made.report.text
    assert "markdown-left" not in {each.rule for each in made.before}
    assert "markdown-left" in {each.rule for each in made.after}


def test_a_character_without_a_meaning_is_no_blank():
    """It stays where it stands, beside figures that were in backticks."""
    assert cleaned("修渠\ue000甲段 `4` 处。\n", GENRE) == "修渠\ue000甲段 4 处。\n"
