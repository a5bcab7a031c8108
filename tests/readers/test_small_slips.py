"""Slips that people make when they write a sheet, each read as meant or named."""

import time

import pytest

from drafter.errors import Unreadable
from drafter.readers import facts_from, text_from
from drafter.readers.corrections import corrected
from drafter.text import tight

HEAD = "---\nrole: 县档案局局长\nyear: {}\n---\n\n## 履职\n\n"


def read(text: str, suffix: str = ".md"):
    """The facts of a sheet that holds this."""
    return facts_from(text.encode(), "sheet", suffix)


@pytest.mark.parametrize("told", ["二〇二三年", "二零二三年度", "2023", "二○二三"])
def test_a_year_in_han_digits_is_a_year(told: str):
    """As it stands on red-headed papers."""
    assert read(HEAD.format(told) + "- 接收档案3200卷\n").year == 2023


def test_a_bold_label_with_its_colon_inside_is_no_mask():
    """The stars of a label go, those of a mask stay."""
    [first, second] = read(
        HEAD.format(2023) + "- **库房：**改造2间\n- **接收：**12家进馆，投入**万元\n"
    )
    assert first.text == "库房：改造2间"
    assert second.text == "接收：12家进馆，投入**万元"


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u202f"])
def test_no_break_blanks_are_plain_ones(blank: str):
    """As pages write them between figures and units; what they part is told without them."""
    found = read(HEAD.format(2023) + f"-{blank}接收{blank}档案3200{blank}卷\n")
    assert [tight(fact.text) for fact in found] == ["接收档案3200卷"]
    assert blank not in text_from(f"接收档案3200{blank}卷。".encode(), "report", ".txt")


def test_a_tab_in_yaml_is_named():
    """The line is shown with what is wrong with it."""
    with pytest.raises(Unreadable) as failed:
        read("职务: 县档案局局长\n要点:\n\t- 接收档案3200卷\n", ".yaml")
    assert "制表符" in failed.value.hint


def test_a_long_table_is_looked_through_once():
    """Ten times the rows take no more than some ten times as long."""
    rows = [(f"接收档案{at}卷", f"a:{at}") for at in range(1, 30_001)]
    seconds = []
    for size in (3_000, 30_000):
        begun = time.process_time()
        assert len(corrected(rows[:size])[0]) == size
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 40 * seconds[0] + 0.5
