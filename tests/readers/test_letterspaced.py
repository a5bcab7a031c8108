"""Print that was read character by character: the words come back, and figures only where sure."""

import pytest

from drafter.readers import facts_from, report_from
from drafter.readers.letterspaced import closed_up
from tests.readers.pdfs import lines, pdf
from tests.readers.words import run, word

ROWS = ("全 年 巡 查 河 道 2 6 次 ， 清 理 1 8 . 5 吨 。", "不 足 ： 夜 间 巡 查 少 。")
MAKERS = {
    ".txt": lambda: "\n".join(ROWS).encode(),
    ".pdf": lambda: pdf(lines(ROWS)),
    ".docx": lambda: word("".join(f"<w:p>{run(row)}</w:p>" for row in ROWS)),
}


@pytest.mark.parametrize("suffix", MAKERS)
def test_characters_that_stand_apart_are_read_as_words(suffix):
    """In any format, and the author is told to look at the figures."""
    facts = facts_from(MAKERS[suffix](), f"a{suffix}", suffix)

    assert [each.text for each in facts] == ["全年巡查河道26次，清理18.5吨。", "夜间巡查少。"]
    assert any("隔开" in note and "核对" in note for note in facts.notes)


def test_a_report_is_read_so_too():
    """Its text has no blanks, and a note says so."""
    read = report_from("\n".join(ROWS).encode(), "a.txt", ".txt")

    assert read.text == "全年巡查河道26次，清理18.5吨。\n不足：夜间巡查少。"
    assert "a.txt:1" in read.notes[0]


@pytest.mark.parametrize(
    "row",
    [
        "巡查河道 26 次 清理 18 吨 全年 无 一 起 投 诉",
        "优 良 3 4 2 6 1 8 9 5",
        "张 三",
        "- 巡查河道26次",
    ],
)
def test_other_blanks_stay(row):
    """Words, rows of figures, names and marks of bullets are set apart on purpose."""
    assert closed_up([row, ROWS[1]]).rows[0] == row


def test_figures_stay_apart_where_some_of_their_digits_do_not():
    """Then a blank may part two figures."""
    row = "全 年 巡 查 河 道 326 1 8 次 清 理 垃 圾 多"

    assert closed_up([row]).rows == ["全年巡查河道326 1 8次清理垃圾多"]


def test_a_wider_blank_parts_words_and_masks_are_joined():
    """The commonest blank is the one that says nothing; the mark of a bullet stays."""
    row = "- 完 成 项 目 * * 个   引 进 人 才 9 名"

    assert closed_up([row]).rows == ["- 完成项目**个 引进人才9名"]
