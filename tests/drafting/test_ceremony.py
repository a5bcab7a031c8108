"""What stands around the facts: right for this person, and nothing that nobody said."""

import re
from pathlib import Path

import pytest

from drafter.document import Fact, Facts, ParagraphKind, genre, parsing
from drafter.drafting import ceremony
from drafter.drafting.author import leads_staff
from drafter.drafting.steps.trim import trimmed
from drafter.readers import read_facts
from drafter.text import length

GENRE = genre.load("shuzhi")
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*/facts.*"))
THREAD = "围绕稳粮富村、修路整村、除险安村三件事抓落实"
ISSUE = (Fact("F1", "2023年度考核反馈“班子沟通不够”：开民主生活会2次、班子碰头会48次"),)
TOWN = Facts(ISSUE, year=2024, role="青溪镇党委书记", unit="青溪镇党委", audience="县委、县政府")


def test_the_preamble_of_a_town_says_what_the_sheet_says():
    """Year, who led, post, whom he leads, thread, in one paragraph of fitting length.

    The feedback has a label of its own; it is told here only where nothing else is.
    """
    told = ceremony.preamble(TOWN, THREAD, ISSUE, GENRE)

    assert told.startswith("2024年，")
    for part in (
        "县委、县政府",
        "领导下",
        "本人",
        "青溪镇党委书记职责",
        "镇党委班子和全镇干部群众",
        THREAD,
    ):
        assert part in told
    assert "“班子沟通不够”问题" not in told
    assert "“班子沟通不够”问题" in ceremony.preamble(TOWN, "", ISSUE, GENRE)
    assert told.endswith("。")
    assert 75 <= length(told) <= 130


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_every_sheet_has_a_ceremony_that_is_read_back(path):
    """Title, preamble and closing are recognised as such; their figures are years only."""
    facts = read_facts(path)
    issue = [each for each in facts if "反馈" in f"{each.group}{each.text}"][:1]
    told = ceremony.preamble(facts, THREAD, issue, GENRE)
    lines = [
        ceremony.title(facts, GENRE),
        ceremony.name_line(facts),
        ceremony.salutation(facts, GENRE),
        told,
        "一、旗帜鲜明讲政治，坚定政治方向",
        "学习12次。",
        *ceremony.closing(facts, GENRE),
    ]
    report = parsing.parse("\n".join(lines), GENRE)

    kinds = {each.text: each.kind for each in report.paragraphs}
    assert kinds[lines[0]] is ParagraphKind.TITLE
    assert kinds[lines[2]] is ParagraphKind.SALUTATION
    assert kinds[told] is ParagraphKind.PREAMBLE
    assert kinds[lines[6]] is ParagraphKind.CLOSING
    assert set(re.findall(r"\d+", told)) <= {str(facts.year), str(facts.year - 1)}
    assert 80 <= length(told) <= 130


def test_who_leads_nobody_is_not_said_to_lead():
    """An engineer once 团结带领 a 班子."""
    facts = Facts((), year=2024, role="水利站工程师", audience="局党组")
    told = ceremony.preamble(facts, "", (), GENRE)

    assert not leads_staff(facts)
    assert not re.search("带领|班子|一道|坚强", told)


def test_what_is_unknown_is_left_out_or_open():
    """A sheet of nothing claims nothing: no year, no post, no leader of its own."""
    told = ceremony.preamble(Facts(()), "", (), GENRE)

    assert "〔待补：报告年度〕" in told
    assert "上级党组织" in told
    assert "岗位职责" in told
    assert "反馈" not in told
    assert ceremony.name_line(Facts(())) == "〔待补：单位和职务〕\u3000〔待补：姓名〕"
    assert ceremony.salutation(Facts(()), GENRE) == ""


@pytest.mark.parametrize("role", ["负责县里的事，什么都管", "2023—2024年在基层", "***"])
def test_an_odd_post_is_not_named(role):
    """Figures, masks and sentences are no post."""
    assert "岗位职责" in ceremony.preamble(Facts((), year=2024, role=role), "", (), GENRE)


def test_feedback_without_a_remedy_is_not_said_to_be_mended():
    """Only what was done is told as done."""
    issue = [Fact("F1", "2023年度考核反馈“班子沟通不够”")]
    assert "整改" not in ceremony.preamble(TOWN, "", issue, GENRE)


def test_a_preamble_too_long_gives_up_the_feedback_first():
    """The thread is what the reader wants; the feedback has a paragraph of its own."""
    told = ceremony.preamble(TOWN, "围绕" + "稳粮富村、" * 10 + "抓落实", ISSUE, GENRE)

    assert "反馈" not in told
    assert "稳粮富村" in told


def test_sheets_differ_in_their_wording_and_one_sheet_does_not():
    """Thirteen sheets must not open alike; the same sheet opens alike every time."""
    told = set()
    for path in SEEDS:
        facts = read_facts(path)
        first = ceremony.preamble(facts, "", (), GENRE)
        assert first == ceremony.preamble(facts, "", (), GENRE)
        told.add((re.sub("本人在.*?领导下", "", first)[-24:], "本人在" in first, "认真" in first))
    assert len(told) >= 4


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("县委、县政府", "县委、县政府："),
        ("县委、县政府和市公安局", "县委、县政府，市公安局："),
        ("市国资委党委和集团党委", "市国资委党委、集团党委："),
        ("各位领导、同志们：", "各位领导、同志们："),
        ("全体职工代表", "各位领导、同志们："),
        ("", ""),
    ],
)
def test_the_salutation_is_that_of_the_audience(audience, expected):
    """A body is addressed by name, a hall as a hall."""
    assert ceremony.salutation(Facts((), audience=audience), GENRE) == expected


def test_name_and_date_close_the_report_where_the_header_gives_them():
    """And only there."""
    facts = Facts((), name="李明", date="2025-1-6", audience="县委")

    assert ceremony.closing(facts, GENRE)[1:] == ("述职人：李明", "2025年1月6日")
    assert len(ceremony.closing(Facts((), audience="县委"), GENRE)) == 1


def test_a_title_of_the_sheet_is_kept_only_where_it_is_one_of_this_report():
    """财政局2025年述职述廉材料要点 names a sheet, not a report."""
    own = "青溪镇党委书记2024年度述职报告"

    assert ceremony.title(Facts((), year=2024, title=own), GENRE) == own
    for title in ("2024年述职要点", "2023年度述职报告", ""):
        assert ceremony.title(Facts((), year=2024, title=title), GENRE) == "2024年度述职述廉报告"


def test_a_trimmed_fact_still_names_the_issue():
    """What the sift takes off a line does not cost the feedback its name."""
    line = Fact("F1", "去年考核说我们“工程推进慢”，每周调度一次（数字待核）")
    told = [Fact("F1", trimmed(line))]

    assert ceremony.issue_of(told, genre.load("shuzhi")) == "“工程推进慢”问题"
