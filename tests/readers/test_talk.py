"""How people name the parts of what they tell, and go on with it, in chats and memos."""

import pytest

from drafter.document import Role
from drafter.readers import facts_from


def told(text):
    """The texts of the facts in a text file, with their parts."""
    found = facts_from(text.encode(), "a.txt", ".txt")
    return [(fact.text, fact.role) for fact in found]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("不足…… 巡河去得少", Role.SHORTCOMING),
        ("不足嘛 巡河去得少", Role.SHORTCOMING),
        ("毛病... 巡河去得少", Role.SHORTCOMING),
        ("廉洁……  没收过礼金", "integrity"),
    ],
)
def test_a_part_is_named_in_front_of_an_ellipsis(line, role):
    """What follows is told without the name."""
    assert told(f"修路3条\n{line}\n")[-1] == (line[-6:].strip("嘛 ").lstrip("…"), role)


def test_two_names_with_a_blank_between_are_a_heading_of_two_parts():
    """Which of the two a line belongs to is for its words to say."""
    assert told("学习\n中心组学习6次\n\n纪律 作风\n带新人2名\n")[1:] == [("带新人2名", "")]


def test_a_number_before_a_heading_is_none_of_it():
    """Typed with a blank behind it, as some editors number."""
    text = "3 上次挨批的毛病\n会多：砍了9个\n"

    assert told(text) == [("会多：砍了9个", Role.FEEDBACK)]


def test_a_line_that_only_counts_is_of_the_line_above():
    """The figure of what was told comes to mind a line later; a point of its own stays one."""
    text = "组织党员去纪念馆学习\n得有8批吧\n处理违规3人\n其中1人开除\n- 一共46家\n"

    assert [each for each, _ in told(text)] == [
        "组织党员去纪念馆学习，得有8批吧",
        "处理违规3人，其中1人开除",
        "一共46家",
    ]


def test_criticism_told_one_behind_the_other_is_criticism():
    """The last one does not say again who spoke when; what is told behind it is none."""
    text = "去年说开会多，砍掉9个\n还有人嫌食堂贵，降价3次\n再一个说车旧，换了6辆\n修路3条\n"
    roles = [role for _, role in told(text)]

    assert roles[1:] == [Role.FEEDBACK, Role.FEEDBACK, ""]


def test_numbers_that_only_a_blank_parts_are_no_words():
    """They count the lines of a list; what counts things stays."""
    text = "修路条数\n\n不足\n1 材料慢\n2 下村少\n\n打算\n3 个村通水\n"
    found = [each for each, _ in told(text)]

    assert found[-3:] == ["材料慢", "下村少", "3 个村通水"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("1 先说干了的", "duty"),
        ("学的", "politics"),
        ("2 党员和学习", "politics"),
        ("去年底测评给我提的3条", Role.FEEDBACK),
        ("去年工会评我那两条先记，免得忘", Role.FEEDBACK),
        ("年底考核会上大伙提的", Role.FEEDBACK),
        ("党那边", "politics"),
        ("党的部分", "politics"),
        ("支部那块", "politics"),
        ("廉的那部分", "integrity"),
        ("队伍那一摊子", "team"),
        ("自己找出来的差距（别写太多）", Role.SHORTCOMING),
    ],
)
def test_headings_of_a_memo_hold_for_the_lines_below(heading, role):
    """In its own words, with a number before them or a count behind."""
    found = told(f"修路3条\n\n{heading}\n~ 听课31节\n~ 谈话6次\n")

    assert found[1:] == [("听课31节", role), ("谈话6次", role)]


def test_what_was_criticised_is_headed_by_a_question_too():
    """Whoever writes asks whether to tell it; each line under it says where it belongs."""
    found = told("修路3条\n\n上年考核给您提的那几条，还写吗\n~ 说巡河少，今年巡河96次\n")

    assert [text for text, _ in found] == ["修路3条", "说巡河少，今年巡河96次"]


def test_a_label_that_touches_on_another_part_stays_under_its_heading():
    """Discipline at work is of the team; a label that names a part outright goes there."""
    found = told("队伍\n- 考勤纪律：查岗31次\n- 廉洁自律：退礼金2次\n")

    assert [role for _, role in found] == ["team", "integrity"]


def test_what_stands_as_the_headings_do_is_one():
    """Though it names no part: over several lines, once, under an empty line."""
    parts = ("学习\n党课4次\n轮训2期", "调度\n加车9列\n晚点降2成", "队伍\n招工3名\n评师徒6对")
    found = facts_from("\n\n".join(parts).encode(), "a.txt", ".txt")

    assert [fact.group for fact in found] == ["学习"] * 2 + ["调度"] * 2 + ["队伍"] * 2
    assert "a.txt:5 当作小标题，没有作要点：调度" in found.notes

    talked = "老胡\n修路3条\n架桥2座\n\n老胡\n通水6村\n通网9村"
    assert {fact.group for fact in facts_from(talked.encode(), "a.txt", ".txt")} == {""}
