"""Reports of many hands are read as their authors meant them, and rules leave them in peace.

`layouts/` holds texts with invented names and figures: manners of other hands, layouts that were
once misread (`met-`), good texts (`good-`). `labels.json` says how many shortcomings and measures
a person counts in each.
"""

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from drafter import genre, readers, rules
from drafter.document import Kind, Role, Severity
from drafter.reading import feedback, form, unread
from drafter.structure import parse

FOLDER = Path(__file__).parent / "layouts"
SEEDS = Path(__file__).parent.parent / "seeds"
LABELS = json.loads((FOLDER / "labels.json").read_text("utf-8"))
GENRE = genre.load("shuzhi")
SIGNED = (
    "述职人",
    "报告人",
    "汇报人",
    "总结者",
    "时间",
    "2024年1月",
    "2023年1月",
    "谢谢",
    "此致",
    "敬礼",
)


def read(name, **given):
    """The report in a file of the folder."""
    return parse((FOLDER / name).read_text("utf-8"), GENRE, **given)


def told(name, *names, **given):
    """What the named rules say of a file, as rule and words."""
    found = rules.check(read(name, **given), only=names or None)
    return [(each.rule, each.text) for each in found]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_shortcomings_and_measures_are_as_many_as_a_person_counts(name):
    """Points, prose, tables, labels of any wording: none is missed, none is taken for another."""
    report = read(name)

    assert len(report.shortcomings) == LABELS[name]["shortcomings"]
    assert len(report.measures) == LABELS[name]["measures"]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_ceremony_is_no_content(name):
    """No signature, date, thanks or heading stands among the shortcomings and measures."""
    report = read(name)

    for point in (*report.shortcomings, *report.measures):
        assert not point.text.startswith(SIGNED)
        assert not point.text.startswith("、")


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_sentence_is_both_shortcoming_and_measure(name):
    """The spans of shortcomings and measures never overlap."""
    report = read(name)
    spans = sorted(point.span for point in (*report.shortcomings, *report.measures))

    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def test_titles_names_and_greetings_are_apart():
    """A name below the title, whom it greets, the closing: each of its own kind."""
    kinds = [str(each.kind) for each in read("good-town-2024.txt").paragraphs]

    assert kinds[:4] == ["title", "title", "salutation", "preamble"]
    assert kinds[-1] == "closing"


def test_feedback_inside_a_section_is_found():
    """针对2023年度考核反馈的…问题 in the middle of a paragraph is feedback all the same."""
    report = read("good-town-2024.txt")

    assert not report.of(Kind.FEEDBACK)
    assert [passage.text[:9] for passage in feedback(report)] == ["针对2023年度考"]


def test_a_lesson_is_not_understood_and_left_alone():
    """收获与心得 is neither work nor shortcoming: a part without a role."""
    report = read("met-23-tab-heading.txt")

    assert [section.role for section in report.sections] == ["duty", "", Role.SHORTCOMING]
    assert [passage.text for passage in unread(report)] == ["1、流程：熟悉了批次管理。"]


def test_what_stands_below_the_last_point_is_no_part_of_it():
    """总之，… behind the measures is left alone."""
    report = read("02-teacher-prose.txt")

    assert [each.text[:3] for each in unread(report)] == ["总之，"]


def test_a_table_side_by_side_gives_pairs():
    """A row tells a shortcoming and its measure."""
    report = read("25-sales-table.txt")

    assert report.shortcomings[1].text == "新人流失多，走了5人"
    assert report.measures[1].text == "老员工一对一带教三个月"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("good-town-2024.txt", "述职述廉报告"),
        ("01-deputy-shuze.txt", "述责述廉报告"),
        ("05-duizhao.txt", "对照检查材料"),
        ("02-teacher-prose.txt", "总结"),
        ("03-village-speech.txt", "党建述职报告"),
        ("65-workshop.txt", "述职报告"),
    ],
)
def test_each_kind_of_report_is_read_as_what_it_is(name, kind):
    """The title tells, and no kind is asked for the parts of another."""
    assert form(read(name)).name == kind


@pytest.mark.parametrize("name", sorted(name for name in LABELS if name.startswith("good-")))
def test_rules_do_not_punish_good_texts(name):
    """With their sheets, well written reports have no finding but what they leave open."""
    sheet = next((SEEDS / name[5:-4]).glob("facts.*"))
    findings = rules.check(read(name, facts=readers.read_facts(sheet)))
    own = [each for each in findings if not each.rule.startswith("unsupported")]

    assert [each for each in own if each.severity is not Severity.SUGGESTION] == []
    assert {each.rule for each in own} <= {"open-placeholder"}


def test_straight_quotes_are_quotes():
    """One finding a pair, and no set phrase in them is without quotation marks."""
    found = told("met-06-straight-quotes-unquoted.txt", "half-width-mark", "unquoted-phrase")

    assert Counter(rule for rule, _ in found) == {"half-width-mark": 4}


def test_integrity_may_be_told_in_any_section():
    """An item in the next section, or in a heading, is there."""
    assert told("met-07-integrity-item-in-next-section.txt", "missing-integrity-item") == []


def test_plain_headings_need_no_measure():
    """某某情况 is a heading of its own kind: no count of characters is asked of it."""
    rules_told = ("uneven-headings", "uneven-leads")

    assert told("met-08-heading-seven-characters.txt", *rules_told) == []


def test_a_colon_closes_a_lead():
    """新书采购：… says first what it is about."""
    assert told("met-10-colon-lead.txt", "missing-lead") == []


def test_ordinary_words_are_not_colloquial_and_talk_is():
    """首先, 其次, 赋能, 的话 pass; 蹭蹭, 打了鸡血, 混日子 do not."""
    found = told("met-11-ordinary-words-colloquial.txt", "colloquial-wording")

    assert [text for _, text in found] == ["蹭蹭", "打了鸡血", "混日子"]


def test_only_what_is_missing_is_missed():
    """A list of plans that begins anew is read; the shortcomings are really not there."""
    found = rules.check(read("met-12-second-list-restarts.txt"), only=["missing-label"])

    assert [each.message for each in found] == ["没有写“个人存在的不足”"]


@pytest.mark.parametrize(
    "name", [name for name in LABELS if name[:2].isdigit() and not name.startswith("met-")]
)
def test_no_form_is_forced_on_reports_of_other_kinds(name):
    """Beyond marks and a year that is not there, nothing in them is an error."""
    findings = rules.check(read(name))
    errors = {each.rule for each in findings if each.severity is Severity.ERROR}

    assert errors <= {"markdown-left", "missing-year", "half-width-mark", "overlong-sentence"}
