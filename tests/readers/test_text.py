"""Plain text sheets, and where their facts go."""

import pytest

from drafter.document import Role
from drafter.errors import BadInput
from drafter.readers import facts_from


def read(content: str):
    """The facts of a text sheet."""
    return facts_from(content.encode("gb18030"), "facts.txt", ".txt")


def test_one_line_is_one_fact():
    """A title and a header line are none."""
    facts = read("2024年述职要点\n单位：县教育局\n姓名：李四\n\n讲党课4次\n**个项目开工\n")

    assert [fact.text for fact in facts] == ["讲党课4次", "**个项目开工"]
    assert (facts.title, facts.unit, facts.year) == ("2024年述职要点", "县教育局", 2024)
    assert facts.name == "李四"


def test_numbered_headings_group_the_lines_below():
    """一、 over （一） over 1.: short lines before deeper ones are headings."""
    facts = read(
        "一、政治建设\n1. 加强学习\n2. 中心组学习12次\n二、履职情况\n（一）教育教学\n新建学校6所\n"
        "（二）安全\n开展演练3次\n三、个人不足\n1、创新意识不强\n改进措施：\n多下乡\n"
    )

    assert [(fact.text, fact.role) for fact in facts] == [
        ("加强学习", "politics"),
        ("中心组学习12次", "politics"),
        ("新建学校6所", "duty"),
        ("开展演练3次", "duty"),
        ("创新意识不强", Role.SHORTCOMING),
        ("多下乡", Role.MEASURE),
    ]


@pytest.mark.parametrize(
    ("line", "role", "text"),
    [
        ("不足：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("存在问题二：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("个人存在的不足：调研偏少", Role.SHORTCOMING, "调研偏少"),
        ("整改措施2：每月下乡", Role.MEASURE, "每月下乡"),
        ("2023年度考核反馈的问题：调研少", Role.FEEDBACK, "2023年度考核反馈的问题：调研少"),
        ("2023年度考核反馈“调研少”：下乡40次", Role.FEEDBACK, "2023年度考核反馈“调研少”：下乡40次"),
        ("解决突出问题：12件", "", "解决突出问题：12件"),
        ("对基层指导不足：每年只去3次", "", "对基层指导不足：每年只去3次"),
        ("安全生产：全年未发生较大以上事故", "duty", "安全生产：全年未发生较大以上事故"),
        ("廉洁自律：没有插手干预工程项目建设", "integrity", "没有插手干预工程项目建设"),
        ("会议时间：8点", "", "会议时间：8点"),
    ],
)
def test_a_prefix_is_cut_only_where_it_says_nothing_more(line, role, text):
    """Labels go; years, topics and quoted feedback stay with the fact."""
    fact = read(f"其他工作一件\n{line}\n")["F2"]

    assert (fact.role, fact.text) == (role, text)


def test_under_feedback_everything_is_feedback():
    """Problems and measures there are last year's."""
    facts = read("2023年度考核反馈：\n1. 存在问题：调研少\n2. 整改措施：下乡40次\n")

    assert {fact.role for fact in facts} == {Role.FEEDBACK}
    assert [fact.text for fact in facts] == ["存在问题：调研少", "整改措施：下乡40次"]


def test_a_heading_that_names_two_places_leaves_it_to_the_prefixes():
    """存在问题和改进措施 places nothing by itself."""
    facts = read("存在问题和改进措施：\n- 不足：调研少\n- 改进措施：多下乡\n- 其他\n")

    assert [fact.role for fact in facts] == [Role.SHORTCOMING, Role.MEASURE, ""]


@pytest.mark.parametrize(
    ("lines", "year", "reason"),
    [
        ("年度：2021\n2024年建学校\n", 2021, ""),
        ("2023年度考核反馈：调研少\n2022年建学校\n", 2024, "反馈"),
        ("2022年建学校\n2022年修路\n2021年立项\n改进措施：2025年、2025年、2025年\n", 2022, "最常"),
        ("建学校6所\n", None, "没有年份"),
    ],
)
def test_the_year_is_given_or_assumed_with_a_reason(lines, year, reason):
    """Header, then feedback and one, then the year most often named; measures look ahead."""
    facts = read(lines)

    assert facts.year == year
    assert bool(facts.notes) == bool(reason)
    assert not reason or reason in facts.notes[-1]


def test_header_alone_is_bad_input():
    """A sheet has to have a fact."""
    with pytest.raises(BadInput, match="没有要点"):
        read("年度：2024\n单位：县教育局\n")


def test_a_heading_that_was_only_assumed_is_said():
    """A short line over bullets that names no place is reported, lest a fact be lost."""
    facts = read("本人起早贪黑\n- 讲党课4次\n政治建设\n- 中心组学习12次\n")

    assert [fact.group for fact in facts] == ["本人起早贪黑", "政治建设"]
    assert [note for note in facts.notes if "小标题" in note] == [
        "facts.txt:1 当作小标题，没有作要点：本人起早贪黑"
    ]
