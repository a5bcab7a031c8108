"""Rows that end where the paper ended are one fact; facts that are jotted one a row stay apart."""

import pytest

from drafter.document import genre
from drafter.readers import facts_from
from drafter.readers.fullwidth import unfolded
from tests.readers.words import run, word

SHUZHI = genre.load("shuzhi")
TOLD = (
    "牵头治理黑臭水体3处，清淤河道4.8公里，更换破损管网2.6公里，沿河两岸1900名居民反映多年的异味问题得到解决。",
    "组织开展入河排污口排查12轮，建立台账216个，督促整改74个，对3家屡查屡犯的企业依法立案。",
    "推动中水回用项目开工，总投资5400万元，建成后每天可处理污水2万吨，目前完成工程量的35%。",
    "不足：夜间巡查不够，全年只组织了6次，群众通过热线反映的问题平均要4天才能办结回复。",
)
TITLE = "2024年度述职要点"


def cut(text, size):
    """Rows of so many characters."""
    return [text[at : at + size] for at in range(0, len(text), size)]


ROWS = [TITLE, *(row for text in TOLD for row in cut(text, 38))]


@pytest.mark.parametrize("size", [30, 34, 38, 42])
def test_rows_of_one_width_are_put_together(size):
    """However wide the paper is: every sentence is whole, and what is no sentence stays."""
    rows = [TITLE, *(row for text in TOLD for row in cut(text, size))]

    assert [row for row in unfolded(rows, SHUZHI).rows if row] == [TITLE, *TOLD]


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_a_wrapped_sheet_is_read_whole_and_told(suffix):
    """No figure is parted from what it counts, and the author is told to look."""
    data = {
        ".txt": "\n".join(ROWS).encode(),
        ".docx": word("".join(f"<w:p>{run(row)}</w:p>" for row in ROWS)),
    }[suffix]
    facts = facts_from(data, f"a{suffix}", suffix)

    assert [each.text for each in facts] == [*TOLD[:3], TOLD[3].removeprefix("不足：")]
    assert any("接成一条" in note for note in facts.notes)


def test_a_place_a_number_and_an_empty_row_begin_anew():
    """A full row without a final mark is put to none of them."""
    full = [row for text in TOLD[:3] for row in cut(text, 38)]
    for begun in ("不足：", "1.夜间巡查少。", "", "一是夜间巡查少。"):
        rows = [*full, TOLD[0][:38], begun, "夜间巡查少。"]

        assert unfolded(rows, SHUZHI).rows[-3:] == rows[-3:]


def test_facts_of_many_lengths_stay_apart():
    """Rows that end nowhere near each other were ended by their author."""
    rows = [text.split("，")[0] for text in TOLD] + [TOLD[0][:37], TOLD[1][:30], TOLD[2]]

    assert unfolded(rows, SHUZHI).rows == rows
