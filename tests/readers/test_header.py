"""What a sheet's header says besides: name, length, date, staff, and never two years."""

import pytest

from drafter.errors import BadInput
from drafter.exporters.facts_json import dumped
from drafter.readers import facts_from

FENCED = "---\n{}\n---\n- 修建通村公路3条\n"
BARE = "{}\n修建通村公路3条\n讲党课4次\n"


def read(content: str, suffix: str = ".md"):
    """The facts of a sheet in a format."""
    return facts_from(content.encode(), f"facts{suffix}", suffix)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (FENCED.format("year: 2024\nname: 李明\nlength: 1500\ndate: 2025-01-06\nstaff: 无"), ".md"),
        (
            BARE.format("年度：2024\n姓名：李明\n字数：1500字左右\n日期：2025-01-06\n下属：无"),
            ".txt",
        ),
        (BARE.format("年度：2024 姓名：李明 篇幅：1500\n日期：2025-01-06 有无下属：没有"), ".txt"),
        (
            "年度: 2024\n述职人: 李明\n篇幅: 1500\n落款日期: 2025-01-06\nstaff: false\nfacts: [课]",
            ".yaml",
        ),
        (
            '{"year":2024,"name":"李明","length":1500,"date":"2025-01-06","staff":false,"facts":["课"]}',
            ".json",
        ),
    ],
)
def test_new_keys_are_read_in_every_format(content, suffix):
    """A key that one reader knows and another takes for a fact would be told as an achievement."""
    facts = read(content, suffix)

    assert (facts.year, facts.name, facts.length) == (2024, "李明", 1500)
    assert (facts.date, facts.staff) == ("2025-01-06", False)
    assert all("李明" not in fact.text and "2025" not in fact.text for fact in facts)


def test_without_the_keys_nothing_is_claimed():
    """A sheet that says nothing of its author leaves every field open."""
    facts = read(FENCED.format("year: 2024"))

    assert (facts.name, facts.length, facts.date, facts.staff) == ("", None, "", None)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (FENCED.format("year: 2024\n年度: 2023"), ".md"),
        (FENCED.format("year: 2023—2024"), ".md"),
        (BARE.format("年度：2024\n职务：局长\n考核年度：2023"), ".txt"),
        (BARE.format("年度：2023、2024"), ".txt"),
        ('{"year": 2024, "年度": 2023, "facts": ["讲党课4次"]}', ".json"),
        ("year: 2024\n述职年度: 2023\nfacts: [讲党课4次]\n", ".yaml"),
    ],
)
def test_two_years_end_in_one_line_that_says_what_to_do(content, suffix):
    """Reporting on the wrong year is worse than not reporting."""
    with pytest.raises(BadInput) as caught:
        read(content, suffix)

    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    assert "2023" in str(caught.value)
    assert "2024" in str(caught.value)
    assert "只留" in caught.value.hint


def test_the_same_year_in_two_spellings_is_one():
    """2024 and 2024年度 do not contradict each other."""
    assert read(FENCED.format("year: 2024\n年度: 2024年度")).year == 2024


@pytest.mark.parametrize("typed", ["二O二三年", "二0二三年度", "二○二三", "二零二三年", "二〇二三"])
def test_a_year_in_characters_is_one_however_its_nought_is_typed(typed):
    """A letter, a figure or a circle stands for the nought."""
    assert read(FENCED.format(f"年度: {typed}")).year == 2023


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("length: 很长", "1500"),
        ("字数: 5", "200"),
        ("字数: 0", "200"),
        ("length: 九万字", "20000"),
        ("staff: 三个", "有"),
    ],
)
def test_a_value_that_cannot_be_used_says_how_to_write_it(line, part):
    """Nothing is guessed from a length or a staff that means nothing."""
    with pytest.raises(BadInput) as caught:
        read(FENCED.format(line))

    assert part in str(caught.value)


def test_a_line_glued_together_is_header_and_no_fact():
    """述职人：王建国职务：县林业局局长 was once told as an achievement."""
    facts = read(BARE.format("述职人：王建国职务：县林业局局长"), ".txt")

    assert (facts.name, facts.role, len(facts)) == ("王建国", "县林业局局长", 2)


def test_a_session_keeps_what_the_header_said():
    """A sheet written down for a session and read again is the same sheet."""
    for staff in ("有", "无", ""):
        lines = f"year: 2024\nname: 李明\nlength: 1500\ndate: 2025年1月6日\nstaff: {staff}"
        facts = read(FENCED.format(lines))
        again = facts_from(dumped(facts), "facts.json", ".json")
        assert (again.name, again.length, again.date, again.staff) == (
            facts.name,
            facts.length,
            facts.date,
            facts.staff,
        )


@pytest.mark.parametrize(
    "line",
    [
        "姓名：李明   职务：监区长         填表时间：2024.12.21",
        "职务：监区长 填报日期：12月21日\n姓名：李明",
        "姓名：李明 联系方式：内线6013\n职务：监区长",
    ],
)
def test_a_field_that_means_nothing_here_ends_the_one_before(line):
    """It is named, and no part of a post or a name."""
    found = read(BARE.format(line), ".txt")

    assert (found.name, found.role) == ("李明", "监区长")
    assert any("没有用上" in note for note in found.notes)


@pytest.mark.parametrize(
    "line",
    [
        "分管：基础教育、学生资助、校园安全、校外培训监管和教育收费治理",
        "现分管工作：供水生产，管网维修，工程建设，安全和客户服务",
        "岗位职责：预算编制、预算执行分析、预算公开、政府债务管理、绩效评价",
    ],
)
def test_what_somebody_is_in_charge_of_is_no_fact(line):
    """However long it is; between header lines it is of the header, and a note says so."""
    found = read(f"职务：副局长\n{line}\n年度：2025年\n\n修路3条\n", ".txt")

    assert [fact.text for fact in found] == ["修路3条"]
    assert any(line.partition("：")[0] in note for note in found.notes)
