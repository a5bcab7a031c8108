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

from drafter import readers, rules
from drafter.document import ParagraphKind, Role, Severity, genre
from drafter.document.forms import form
from drafter.document.parsing import parse
from drafter.document.views import feedback, sentences, unread

FOLDER = Path(__file__).parent.parent / "layouts"
SEEDS = Path(__file__).parent.parent.parent / "seeds"
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

    assert not report.of(ParagraphKind.FEEDBACK)
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


# Reports as others write them: what they call themselves, and what is asked of them


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("71-brackets.txt", "述职报告"),  # only its text says so
        ("74-staff-plans.txt", "总结"),
        ("77-application.txt", "申请"),
        ("78-independent-director.txt", "独立董事述职报告"),
    ],
)
def test_a_report_is_of_the_kind_that_it_calls_itself(name, kind):
    """By its title, else by the sentence that announces what follows."""
    assert form(read(name)).name == kind


def test_what_no_word_names_is_of_no_known_kind():
    """A title that says nothing, and parts that the genre has not: nothing is demanded."""
    report = parse("我的这一年\n今年三月来到公司，做过八个项目，带了两名新人。\n", GENRE)

    assert form(report).name == "没有认出的报告"
    assert all(
        each.severity is Severity.SUGGESTION
        for each in rules.check(report, only=["missing-year", "missing-label", "missing-section"])
    )


def test_faults_alone_are_a_self_examination():
    """Without a title, and nothing but shortcomings."""
    report = parse("一、存在的主要问题\n一是走访少。二是读书少。\n", GENRE)

    assert form(report).is_critical


@pytest.mark.parametrize("name", ["77-application.txt", "78-independent-director.txt"])
def test_what_has_no_shortcomings_is_not_asked_for_them(name):
    """An application and a director's report tell none."""
    assert not told(name, "missing-label", "missing-section", "missing-year")


def test_next_years_work_is_not_read_against_the_shortcomings():
    """工作规划 is no answer to them: neither number nor matter is judged."""
    pairing = ("unequal-pairs", "orphan-measure", "orphan-shortcoming", "partial-measure")

    assert not told("71-brackets.txt", *pairing)


def test_the_heading_of_both_is_the_heading_of_neither():
    """成绩与不足: what was achieved is not among the shortcomings."""
    roles = {section.heading: section.role for section in read("76-mixed-heading.txt").sections}

    assert roles["成绩与不足"] == ""


def test_a_paragraph_behind_an_admission_is_no_shortcoming():
    """做技术总要有个目标 stands in the next paragraph."""
    (only,) = read("75-passing-admission.txt").shortcomings

    assert only.text.startswith("同时自己也有一些不足之处")
    assert only.text.endswith("请教别人。")


def test_thanks_at_the_end_of_a_list_are_no_plan():
    """4.最后，感谢各位领导 closes the report."""
    closing = [
        each.text
        for each in read("74-staff-plans.txt").paragraphs
        if each.kind is ParagraphKind.CLOSING
    ]

    assert closing == ["4.最后，感谢各位领导的指点！来年我一定再接再厉！"]


def test_a_number_with_nothing_behind_it_is_no_point():
    """Word leaves one where a list was ended."""
    report = parse(
        "总结\n一、存在不足\n1.性子急。\n2.办法少。\n3.\n2024年工作计划\n1.学排版。\n", GENRE
    )

    assert [point.text for point in report.shortcomings] == ["性子急。", "办法少。"]
    assert not [each for each in rules.check(report) if each.rule == "broken-enumeration"]


def test_lists_below_short_lines_count_by_themselves():
    """人员 1. / 项目 1. are two lists; the advice keeps the kind of number."""
    apart = parse(
        "总结\n工作如下：\n人员\n1. 协助面试三次。\n项目\n1. 负责排期。\n2. 负责验收。\n", GENRE
    )
    twice = parse("总结\n工作如下：\n1. 协助面试。\n1. 负责排期。\n2. 负责验收。\n", GENRE)

    assert not [
        f for f in rules.check(apart, only=["broken-enumeration"]) if f.severity is Severity.ERROR
    ]
    (flaw,) = rules.check(twice, only=["broken-enumeration"])
    assert flaw.suggestion == "改为“2.”"


def test_marks_of_markdown_are_in_order_in_a_markdown_file():
    """That is how such a file is written; elsewhere they are left over."""
    text = "总结\n- 写了**三份**报告。\n"

    assert not rules.check(parse(text, GENRE, source="a.md"), only=["markdown-left"])
    assert rules.check(parse(text, GENRE, source="a.txt"), only=["markdown-left"])


def test_a_wrong_mark_behind_a_number_is_told_once():
    """五. is wrong as a number, and no full stop of a sentence."""
    names = ["half-width-mark", "wrong-enumerator-mark"]
    found = rules.check(parse("总结\n五. 工作感悟\n静下心来。\n", GENRE), only=names)

    assert [each.rule for each in found] == ["wrong-enumerator-mark"]


@pytest.mark.parametrize("text", ["我的质量、效率均有提高。", "我希望把项目全部迁移过去。"])
def test_what_is_named_or_wished_is_no_sweeping_claim(text):
    """均 of what stands before it; 全部 of what is not done yet."""
    assert not rules.check(parse(f"总结\n{text}\n", GENRE), only=["comparative-claim"])


def test_a_thread_is_what_the_year_is_said_to_be_about():
    """通过“面对面”座谈 announces nothing, 以下简称“公司” neither."""
    said = "2024年，我通过“面对面”座谈听取意见，为云岫股份（以下简称“云岫”）履职。"
    text = f"{said}\n一、履职情况\n办会。\n"

    assert not rules.check(parse(text, GENRE), only=["lost-thread"])


@pytest.mark.parametrize(
    ("text", "is_asked"), [("我作为县医院一名护士", False), ("我任县医院院长", True)]
)
def test_who_leads_nobody_is_not_asked_for_his_team(text, is_asked):
    """Told by the post that the report names."""
    report = parse(
        f"2024年度述职述廉报告\n2024年，{text}，认真履行职责。\n一、政治学习\n读书12本。\n"
        "二、履职情况\n诊治812人次。\n三、廉洁自律\n遵守规定。\n",
        GENRE,
    )
    told = [each.message for each in rules.check(report, only=["missing-section"])]

    assert ("缺少“队伍作风”部分" in told) is is_asked


@pytest.mark.parametrize(
    "text",
    [
        "日落时分，村民在广场集合，领导至现场慰问，报到按排名先后。",
        "全部份额划转，反复盖章，补充份数，以经济建设为中心。",
        "通过招标，使用资金300万元；约30人参加；超过20家企业。",
    ],
)
def test_words_across_two_are_no_slips(text):
    """落时, 导至, 按排, 部份, 复盖 stand across two words here."""
    names = ["typing-slip", "faulty-sentence"]

    assert not rules.check(parse(f"总结\n{text}\n", GENRE), only=names)


def test_a_measure_beside_its_shortcoming_ends_with_its_line_and_its_bracket():
    """What stands below it is no part of it, and the bracket belongs to neither."""
    turns = read("216-clerk-turns-inside.txt")
    brackets = read("212-teacher-advice-in-brackets.txt")

    assert turns.measures[-1].text == "计划每周五下午到各科室转一圈，当面问需求。"
    assert brackets.measures[0].text == "每两周讲评一次，选三篇当堂改。"
    assert [each.text for each in unread(turns)] == ["新的一年，我会更加努力。"]


def test_sentences_that_share_a_line_stand_each_in_its_own_part():
    """A shortcoming and its measure are two sentences, and the sign between them is none."""
    told = [
        (str(each.kind), each.text)
        for each in sentences(read("211-bank-arrows.txt"))
        if "贷后" in each.text or "台账" in each.text
    ]

    assert told == [
        ("shortcomings", "贷后检查流于形式，全年有17户小微客户没有上门"),
        ("measures", "按户建立检查台账，每季度实地走访一遍。"),
    ]
