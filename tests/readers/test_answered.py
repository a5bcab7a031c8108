"""Criticism named in a row and answered name by name below, in any format."""

import pytest

from drafter.document import Role
from drafter.readers import facts_from


def read(text):
    """The texts and roles of the facts in a text file."""
    return [(f.text, f.role) for f in facts_from(text.encode(), "facts.txt", ".txt")]


def test_answers_below_criticism_are_told_with_it():
    """Each is an answer to its name, no failing and no plan; what comes after them is neither."""
    listed = "上年评议提了3条：窗口少、说话冲、车等人久"
    told = read(f"开夜班车2条\n{listed}\n  窗口少——添了4个\n  车等人久：缩到9分钟\n站亭修了12座\n")

    assert told == [
        ("开夜班车2条", ""),
        (listed, Role.FEEDBACK),
        ("“窗口少”：添了4个", Role.FEEDBACK),
        ("“车等人久”：缩到9分钟", Role.FEEDBACK),
        ("站亭修了12座", ""),
    ]


def test_work_named_in_a_row_is_no_criticism():
    """Nobody reviewed it, or nothing below takes a name up."""
    assert all(not role for _, role in read("今年列了2项：修路、建站\n修路——通了3条\n建站：2座\n"))
    assert read("职工代表提了2条：修路、建站\n通了3条路\n")[1] == ("通了3条路", "")


def test_one_more_criticism_may_only_be_counted():
    """二个说 goes on with it as 第二个说 does."""
    told = read("去年局里说我两条 一个是会多 砍了9个\n二个说车脏 洗了6回\n站亭修了12座\n")

    assert [role for _, role in told[1:]] == [Role.FEEDBACK, ""]


def test_a_criticism_that_heads_its_answer_is_told_with_it():
    """Once, above the first of what came of it; a deed of that year in a heading is none."""
    sheet = "## 去年：换气慢\n- 添了2台风机\n- 修了3个口\n## 去年：修渠\n- 通水4公里\n"
    facts = facts_from(sheet.encode(), "facts.md", ".md")

    assert [fact.text for fact in facts] == ["“换气慢”：添了2台风机", "修了3个口", "通水4公里"]
    assert facts.items[0].role == Role.FEEDBACK


def test_what_still_fails_behind_a_deed_falls_short():
    """It is told apart, but for what answers a criticism."""
    assert read("接送乘客9万人次，换乘站还是挤\n去年考核说会多，砍了9个，车还是挤\n")[:2] == [
        ("接送乘客9万人次", ""),
        ("换乘站还是挤", Role.SHORTCOMING),
    ]
    assert read("意见：\n会多，砍了9个，车还是挤\n")[0][0] == "会多，砍了9个，车还是挤"
    assert read("修渠4公里，水价还是每方2元\n") == [("修渠4公里，水价还是每方2元", "")]


@pytest.mark.parametrize(
    "line",
    [
        "不足：走访少，有两户没去过；措施：每月走访2次",
        "不足：走访少，有两户没去过。改进措施：每月走访2次",
        "存在问题：走访少，有两户没去过；整改：每月走访2次",
        "问题：走访少，有两户没去过，下一步：每月走访2次",
        "不足：走访少，有两户没去过 → 措施：每月走访2次",
        "不足：走访少，有两户没去过（措施：每月走访2次）",
        "走访少，有两户没去过；措施：每月走访2次",
    ],
)
def test_a_measure_in_the_line_of_its_failing_answers_it(line):
    """The label between them parts the line, whatever mark stands before it."""
    found = facts_from(f"职务：镇长\n年度：2024\n\n- 修路3条\n- {line}\n".encode(), "a.txt", ".txt")
    [short, measure] = list(found)[1:]

    assert (short.text, short.role) == ("走访少，有两户没去过", Role.SHORTCOMING)
    assert (measure.text, measure.role, measure.under) == ("每月走访2次", Role.MEASURE, short.id)


@pytest.mark.parametrize(
    "line",
    ["落实安全措施：检查36家", "推进项目；落实措施：6条", "去年反馈问题：会多；整改：砍掉9个"],
)
def test_a_measure_of_something_else_parts_no_line(line):
    """Neither a deed that is called one nor what answers last year's criticism."""
    found = facts_from(f"职务：镇长\n年度：2024\n\n- 修路3条\n- {line}\n".encode(), "a.txt", ".txt")

    assert [fact.text for fact in found][1:] == [line]
