"""Parts that a line announces, and days that a ledger keeps: neither is told as a fact."""

import io

import docx
import openpyxl
import pytest

from drafter.document import Role
from drafter.readers import facts_from


def of_sheet(*rows, title="Sheet"):
    """The facts of a workbook with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return facts_from(stream.getvalue(), "a.xlsx", ".xlsx")


def told(found):
    """What the facts say, and where they stand."""
    return [(fact.text, fact.role) for fact in found]


LINES = ("支部上党课3次", "以下都是队伍的，没分开", "招护林员6名", "护林员轮训2期")
PLACED = [(LINES[0], "politics"), (LINES[2], "team"), (LINES[3], "team")]


@pytest.mark.parametrize(
    "line",
    [
        "↓下面是队伍的，混一块了",
        "以下都是队伍部分",
        "从这往下开始是队伍",
        "再往下为队伍的内容",
        "先把队伍列一下——",
        "再说说队伍",
        "2 再说队伍",
        "哎 先把队伍写上：",
        "——————以下队伍的那部分，老秦提供——————",
    ],
)
def test_a_line_announces_the_part_below_it(line):
    """Under any heading; the line itself is named, and no fact."""
    text = "\n".join(("学习", LINES[0], line, *LINES[2:]))
    found = facts_from(text.encode(), "a.txt", ".txt")

    assert told(found) == PLACED
    assert any(f"当作小标题，没有作要点：{line[:4]}" in note for note in found.notes)


def test_an_announced_part_ends_where_the_parts_count_on():
    """Whatever the next of them is called."""
    rows = (
        "一、学习",
        LINES[0],
        "————以下队伍那部分————",
        LINES[2],
        "二、柴米油盐",
        "食堂接待降了3成",
    )
    found = facts_from("\n".join(rows).encode(), "a.txt", ".txt")

    assert [(fact.group, fact.role) for fact in found] == [
        ("学习", "politics"),
        ("队伍", "team"),
        ("柴米油盐", ""),
    ]


def test_a_part_is_announced_in_tables_and_in_word_alike():
    """A row of one cell does, and a paragraph below a styled heading."""
    rows = (("支部上党课", "3次"), (LINES[1],), ("招护林员", "6名"), ("护林员轮训", "2期"))
    assert told(of_sheet(("事情", "多少"), *rows, title="学习")) == PLACED
    assert told(of_sheet(("事项", "多少"), *rows, title="学习")) == PLACED

    document, stream = docx.Document(), io.BytesIO()
    document.add_heading("学习", 1)
    for each in LINES:
        document.add_paragraph(each)
    document.save(stream)
    assert told(facts_from(stream.getvalue(), "a.docx", ".docx")) == PLACED


@pytest.mark.parametrize(
    "line", ["后面是水库，路不好走", "下面是队伍：招工6名", "以下是修路的事", "先把水库修好了"]
)
def test_what_names_no_part_or_says_more_announces_none(line):
    """A hill is no part of a report; a figure is told."""
    found = facts_from(f"学习\n{LINES[0]}\n{line}\n".encode(), "a.txt", ".txt")

    assert len(found) == 2


def test_what_an_author_found_himself_falls_short():
    """As a row between last year's criticism and the plans."""
    found = of_sheet(
        ("去年考核组说的",),
        ("下村少", "跑了46趟"),
        ("自己找的",),
        ("护林员留不住", "走了3个"),
        ("明年",),
        ("工资", "加到2600元"),
    )

    assert [fact.role for fact in found] == [Role.FEEDBACK, Role.SHORTCOMING, Role.MEASURE]


def test_the_days_of_a_ledger_are_no_words_of_its_facts():
    """They are named as not read, whatever its rows count; a day of some year is told."""
    rows = (
        ("日期", "事项", "数量", "单位", "结果"),
        ("3.20", "清淤", "14", "公里", None),
        ("4月2日", "补植", None, None, "省了9万元"),
    )
    found = of_sheet(*rows)

    assert [fact.text for fact in found] == ["清淤14公里", "补植，省了9万元"]
    assert "没有读这几列：日期" in found.notes
    assert (
        of_sheet(rows[0], ("2024年3月20日", *rows[1][1:])).items[0].text
        == "清淤2024年3月20日，14公里"
    )
