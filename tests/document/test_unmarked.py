"""Shortcomings and measures that only sentences tell: found where they are sure, left where not."""

import pytest

from drafter.document import ParagraphKind, genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse

GENRE = genre.load("zongjie")
DONE = "全年办理付款单2130笔，核对日报8395份，组织盘点4次，协助完成年报审计。"
LACK = "做得不好的是供应商对账拖得太久，有两家打电话来催，影响了信誉。"
PLAN = "明年打算按月排出对账日，对完当天双方签字存档。"
SHEET = f"2024年个人工作总结\n一、应收应付\n{DONE}\n{LACK}{PLAN}\n二、税务申报\n{DONE}\n"


def begins(points):
    """The first words of points."""
    return [point.text[:8] for point in points]


def test_what_falls_short_is_found_inside_a_part_on_work():
    """With the plan behind it, and without the words that lead to it."""
    report = parse(SHEET, GENRE)

    assert begins(report.shortcomings) == ["供应商对账拖得太"]
    assert begins(report.measures) == ["明年打算按月排出"]
    assert [(pair.shortcoming, pair.measure) for pair in pairing(report).pairs] == [(0, 0)]


def test_nothing_is_found_where_only_work_is_told():
    """A report without shortcomings has none."""
    report = parse(SHEET.replace(LACK + PLAN, DONE), GENRE)

    assert report.shortcomings == report.measures == ()


def test_plans_among_shortcomings_of_one_part_answer_these():
    """A heading that names both, points with lead words, no label."""
    report = parse(
        f"2024年个人工作总结\n一、主要工作\n{DONE}\n二、没干好的地方，还有明年怎么干\n"
        "头一件，停车难还是老样子。车位只有410个，我跑了几趟没谈下来。"
        "明年我盯住那块闲置地，争取划出120个车位。\n"
        "第二件，社工队伍不稳。一年走了4个人，新来的不熟。"
        "从元月起，每个新社工由一名老社工带三个月。\n",
        GENRE,
    )

    assert begins(report.shortcomings) == ["停车难还是老样子", "社工队伍不稳。一"]
    assert begins(report.measures) == ["明年我盯住那块闲", "从元月起，每个新"]


@pytest.mark.parametrize("times", [1, 1_000])
def test_texts_far_longer_than_reports_are_not_read_so(times):
    """Nothing is lost of them either."""
    report = parse(SHEET + f"{DONE}\n" * times, GENRE)

    assert bool(report.shortcomings) == (times == 1)
    assert "".join(each.text for each in report.paragraphs).count("全年办理") == 2 + times


def test_what_a_web_page_puts_around_a_report_is_no_part_of_it():
    """Who published it and when, and where to click; the report between is read alone."""
    page = (
        "首页 > 党建园地\n2024年个人工作总结\n"
        "发布时间：2025-01-06　　来源：办公室　　浏览次数：357\n"
        f"一、应收应付\n{DONE}\n二、税务申报\n{DONE}\n责任编辑：田蕊\n【打印本页】【关闭窗口】\n"
    )
    report = parse(page, GENRE)
    around = [each.text[:4] for each in report.of(ParagraphKind.SIGNATURE)]

    assert [section.heading for section in report.sections] == ["应收应付", "税务申报"]
    assert around == ["首页 >", "发布时间", "责任编辑", "【打印本"]
