"""Shortcomings and measures told side by side: what lines, labels and headings around them tell."""

import pytest

from drafter.document import genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.document.views import feedback, sentences

SHUZHI = genre.load("shuzhi")
WORK = "一、履职情况\n全年巡查渡口412次，处置险情9起，更换救生设备63件。\n"


def read(told):
    """A report with what is told below the work done."""
    return parse(f"述职报告\n各位代表：\n{WORK}{told}", SHUZHI)


def begins(points):
    """The first words of points."""
    return [point.text[:6] for point in points]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("说明年：再为渡口跑一程", "measure"),
        ("来年咋办", "measure"),
        ("说短处", "shortcoming"),
        ("去年的承诺：一条一条对", "feedback"),
        ("上年度承诺事项完成情况", "feedback"),
        ("上次民主生活会整改措施落实情况", "feedback"),
        ("持续改进作风", ""),
    ],
)
def test_headings_in_plain_words_name_their_part(heading, role):
    """What somebody says on a platform, and what forms of self-examination say."""
    told = Vocabulary.of(SHUZHI).role(heading)

    assert told == role if role else told not in ("shortcoming", "measure", "feedback")


def test_a_list_of_plans_below_pairs_is_told_apart():
    """Each of 一是、二是 below a heading on the year to come is a measure of its own."""
    report = read(
        "二、问题和整改\n问题1：夜航看护薄弱。整改措施：增设两处值守点。\n"
        "问题2：船员培训偏少。整改措施：每季度集中训练一次。\n"
        "三、明年工作思路\n重点做好两件事：\n一是改造老渡口3处，更换护栏。\n二是建成水位预警系统。\n"
    )

    assert begins(report.measures) == [
        "增设两处值守",
        "每季度集中训",
        "改造老渡口3",
        "建成水位预警",
    ]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [(0, 0), (1, 1)]


def test_labels_with_as_many_parts_tell_as_many_pairs():
    """存在不足：甲；乙。 and 改进打算：甲；乙。"""
    report = read(
        "存在不足：夜航看护薄弱，值守点少；船员培训偏少，一年只有一次。\n"
        "改进打算：增设两处值守点，排出夜班；每季度集中训练一次，考核上岗。\n"
    )

    assert begins(report.shortcomings) == ["夜航看护薄弱", "船员培训偏少"]
    assert begins(report.measures) == ["增设两处值守", "每季度集中训"]


def test_who_turns_to_the_listeners_tells_no_shortcoming():
    """各位代表，…… below shortcomings that stand beside their measures."""
    report = read(
        "二、不足和改进\n1.夜航看护薄弱，值守点少。今后将增设两处值守点。\n"
        "2.船员培训偏少，一年只有一次。下一步将每季度集中训练。\n"
        "各位代表，渡口安全没有终点，我将虚心接受评议，认真整改。\n"
    )

    assert begins(report.shortcomings) == ["夜航看护薄弱", "船员培训偏少"]


def test_what_was_promised_last_year_is_feedback():
    """Below a heading that says so."""
    report = read("二、去年的承诺\n渡口护栏去年说要换，今年五月全部换好，兑现了。\n")

    assert [each.text[:4] for each in feedback(report)] == ["渡口护栏"]


def test_a_sentence_between_a_shortcoming_and_the_next_part_is_told():
    """What stands there is no joint because measures follow it."""
    report = read(
        "个人存在的不足：一是调研少。二是2022年度考核反馈“监督不足”：办结提案48件。三是维修操场2处。\n"
        "改进措施：一是每月调研两次。\n"
    )

    assert any("办结提案48件" in each.text for each in sentences(report))
