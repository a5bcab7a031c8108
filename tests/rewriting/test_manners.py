"""What a rewriting leaves to its author, and how what it adds stands in his report."""

import json

from drafter import rules
from drafter.cli import main
from drafter.document import genre, parsing
from drafter.rewriting.normalise import cleaned
from drafter.rewriting.rewording import is_talk

GENRE = genre.load("shuzhi")


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
