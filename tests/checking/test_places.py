"""Where a finding is: as a person counts in Word, as an editor counts lines elsewhere."""

import json

import docx
import pytest

from drafter.checking.checker import inspector
from drafter.cli import main
from drafter.settings import Check


@pytest.fixture
def word(tmp_path):
    """A Word file with empty paragraphs, a break inside a paragraph, and a table."""
    document = docx.Document()
    document.add_heading("2024年度述职述廉报告", 0)
    document.add_paragraph("")
    document.add_paragraph("2024年，在县委领导下，本人认真履职,现报告如下。")
    document.add_paragraph("　")
    document.add_paragraph("一、讲政治")
    broken = document.add_paragraph("学习22次。")
    broken.add_run().add_break()
    broken.add_run("又学习,了3次。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "走访少"
    table.cell(0, 1).text = "每月走访,2次"
    document.add_paragraph("以上报告,请予评议。")
    path = tmp_path / "报告.docx"
    document.save(path)
    return path


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sign_that_ends_no_line_of_an_editor_is_not_counted(tmp_path, suffix, end):
    """A page's end as programs write it before a line, Word's break inside one; a file's header."""
    header = "---\nyear: 2024\n---\n" if suffix == ".md" else ""
    rows = "2024年度述职报告\n\x0c一、讲政治\n学习22次,好。\x0b又学习,好。\u2028\n再学习,好。\n\x0c"
    path = tmp_path / f"报告{suffix}"
    path.write_bytes((header + rows).replace("\n", end).encode())

    inspected = found(path)
    places = [(inspected.line(each), inspected.column(each)) for each in inspected.findings]
    above = header.count("\n")
    assert places == [(3 + above, 6), (3 + above, 13), (4 + above, 4)]


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize(
    "row",
    [
        "学习\x00好,好。",
        "\x1b[31m学习\x1b[0m22次,好。",
        "\u200b学习\u200b\u200b,好。",
        "e\ufb03cient学习,好。",
        "## 一、学习,好。",
        "## 一、学\x00习,好。",
        "学习22次,好。",
        "𠮷学习,好\x00。",
    ],
)
def test_columns_are_those_of_the_file(tmp_path, suffix, row):
    """What nobody sees or no report holds is in its line of the file all the same."""
    path = tmp_path / f"报告{suffix}"
    told = "全年学习，每月下村走访，听取意见。" * 9
    path.write_text(f"2024年度述职报告\n{told}\n{row}\n再学习,好。\n", "utf-8")
    inspected = found(path)

    places = [(inspected.line(each), inspected.column(each)) for each in inspected.findings]
    assert places == [(3, row.index(",") + 1), (4, 4)]


def found(path):
    """A file with its half-width marks."""
    return inspector(Check(), only=["half-width-mark"]).inspect(str(path))


def test_word_is_counted_in_paragraphs_that_hold_something(word):
    """Title, headings and cells count; empty paragraphs and breaks inside one do not."""
    inspected = found(word)

    assert [inspected.paragraph(each) for each in inspected.findings] == [2, 4, 6, 7]
    assert inspected.place(inspected.findings[0]) == "第2段"


def test_a_plain_text_is_counted_in_lines(tmp_path):
    """Empty ones too, as an editor shows them."""
    path = tmp_path / "报告.txt"
    path.write_text("2024年度述职报告\n\n学习22次,走访3次。\n", "utf-8")
    inspected = found(path)

    assert [inspected.place(each) for each in inspected.findings] == ["第3行"]
    assert inspected.paragraph(inspected.findings[0]) == 0


def test_what_is_shown_names_the_paragraph(word, capsys):
    """On the screen by name, for machines beside the line."""
    main(["check", str(word), "--only", "half-width-mark"])
    assert f"{word} 第2段" in capsys.readouterr().out
    main(["check", str(word), "--only", "half-width-mark", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["findings"]

    assert [(each["paragraph"], each["line"]) for each in told] == [(2, 3), (4, 7), (6, 9), (7, 10)]
