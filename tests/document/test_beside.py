"""What stands beside or below the usual place of a shortcoming: tables, last sentences, leads."""

import pytest

from drafter.document import genre
from drafter.document.answering import pairing
from drafter.document.parsing import parse, points
from drafter.document.parsing.answers import as_many, unnumbered
from drafter.document.parsing.prose import lead_in

GENRE = genre.load("zongjie")
ROW = "库房漏雨，11吨货受潮\t五月前翻修屋面\t五月"


def begins(found, count=6):
    """The first words of points."""
    return [point.text[:count] for point in found]


@pytest.mark.parametrize(
    ("below", "lacks", "plans"),
    [
        ("除了表里写的，我自己脾气急，批评人不分场合。", 2, 1),
        ("此外，本人到网点走得少，全年只去了三次。", 2, 1),
        ("另外，还打算明年把旧秤全部换成电子秤。", 1, 2),
        ("此外，表格由办公室汇总保存。", 1, 1),
    ],
)
def test_what_stands_below_a_table_is_what_its_words_say(below, lacks, plans):
    """One more shortcoming, one more measure, or nothing that is sure."""
    report = parse(
        f"总结\n一、工作\n全年调货420吨。\n二、存在的问题和打算\n问题\t打算\t时限\n{ROW}\n{below}\n",
        GENRE,
    )

    assert (len(report.shortcomings), len(report.measures)) == (lacks, plans)
    assert not any(point.text.startswith(("除", "此外", "另外")) for point in report.shortcomings)


@pytest.mark.parametrize(
    "row", ["送货慢，网点等三天\t\t六月", "送货慢，网点等三天\t\t", "送货慢，网点等三天"]
)
def test_a_row_may_have_nothing_in_its_cell_for_the_measure(row):
    """It is a shortcoming all the same, and the next rows are read."""
    report = parse(
        f"总结\n一、存在的问题和打算\n问题\t打算\t时限\n{ROW}\n{row}\n账目乱\t重记台账\t七月\n",
        GENRE,
    )

    if "\t" in row:
        assert begins(report.shortcomings, 2) == ["库房", "送货", "账目"]
        assert begins(report.measures, 2) == ["五月", "重记"]
    assert all(point.text for point in (*report.shortcomings, *report.measures))


@pytest.mark.parametrize(
    "numbers",
    ["首先，|其次，|再次，|第四，", "首先，|第二，|第三，|最后，", "第一，|第二，|第三，|第四，"],
)
def test_numbers_of_two_kinds_count_on(numbers):
    """第四 behind 再次 is the fourth."""
    lacks = ["学得少。", "走得少。", "想得少。", "改得慢。"]
    text = "".join(n + lack for n, lack in zip(numbers.split("|"), lacks, strict=True))

    assert [each.text for each in points(text)] == lacks


@pytest.mark.parametrize(
    "told",
    [
        "还有一件事，就是巡库少",
        "再一笔，就是巡库少",
        "至于巡库少，大家都看见",
        "问题：巡库少",
        "主要是巡库少",
    ],
)
def test_words_that_only_lead_in_are_left_out(told):
    """Whatever leads to it, a shortcoming begins with itself."""
    assert told[lead_in(told) :].startswith("巡库少")


def test_parts_of_work_tell_their_faults_with_a_label_or_without():
    """A label in one of them does not silence the others."""
    report = parse(
        "工作总结\n一、仓储\n全年入库4200吨，淡储任务完成106%。\n"
        "不足的地方：三号库漏雨没有及时修，11吨货受潮。明年汛期前把三个库检修一遍。\n"
        "二、配送\n配送网点86个，回收空瓶3.1吨。\n"
        "美中不足的是送货不准时，有的网点等了三天，农户有怨言。今后线路由两条改成四条。\n"
        "三、坐诊\n坐诊138天，开处方2600张，接待农户3700人次。\n"
        "四、学习\n考取了农艺师资格。\n",
        GENRE,
    )

    assert begins(report.shortcomings) == ["三号库漏雨没", "送货不准时，"]
    assert len(report.measures) == 2


def test_a_sentence_with_a_plan_for_each_fault_above_is_as_many_plans():
    """Parted at its ； where these are as many."""
    report = parse(
        "工作总结\n一、体检\n完成体检2715人，完成率94%。\n"
        "不足的地方：卧床的老人没有查到，有60多个。反馈单发下去就没有再跟，只有37人有回音。"
        "明年打算给卧床老人单列一张表，每周三上门；异常结果两周内电话回访一遍。\n"
        "二、随访\n规范管理率76%。\n三、接种\n接种5127剂次，没有发生差错。\n",
        GENRE,
    )

    assert begins(report.measures, 4) == ["明年打算", "异常结果"]
    assert [(each.shortcoming, each.measure) for each in pairing(report).pairs] == [(0, 0), (1, 1)]


def test_what_others_ask_for_is_no_plan_and_one_more_may_stand_beside_the_answers():
    """明年局里给…的任务是 opens the plans of a paragraph, and 另外 the one that answers nothing."""
    plan = unnumbered(
        "明年县里给管理所的任务是350公里，压力不小。北渠我准备亲自去盯，四月前补衬砌3公里。"
        "台账改成一周一对，由两个站长交叉签字。新人每人跟一个师傅，半年考一次。"
        "另外，巡渠要用上无人机，买2架。",
        0,
        0,
    )

    assert begins(as_many(plan, 3), 4) == ["北渠我准", "台账改成", "新人每人", "巡渠要用"]
    assert as_many(plan, 2) == plan


def test_a_subject_with_two_phrases_behind_it_is_a_heading():
    """It has no number, and stands above its paragraph, where several are built so."""
    text = "述职报告\n这一年，下面从三个方面汇报。\n\n" + "\n".join(
        f"{heading}\n今年{deed}，比去年多了不少，大家都看在眼里，也都记在账上。"
        for heading, deed in (
            ("巡渠管护：走得勤，也要看得细", "巡渠310公里"),
            ("带好新人：教手艺，更要教规矩", "带徒6人"),
            ("个人修养：守住口，也管住手", "退礼2件"),
        )
    )

    assert [each.heading[:4] for each in parse(text, GENRE).sections] == [
        "巡渠管护",
        "带好新人",
        "个人修养",
    ]


def test_a_lead_in_leaves_more_than_a_name():
    """Whoever is named alone would be the failing."""
    assert lead_in("欠账最多的是年轻护工。") == 0
    told = "来信里也有不少意见，集中在两条：一个是闸门开得晚"
    assert told[lead_in(told) :] == "闸门开得晚"


@pytest.mark.parametrize("name", ["问题表现：", "具体表现：", "【主要表现】"])
@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("1.", "2."), ("①", "②")])
def test_what_shows_a_shortcoming_belongs_to_the_name_above_it(name, numbers):
    """问题表现：… below 库房管理有漏洞 is more of it, and 整改措施：… its answer."""
    told = "".join(
        f"{number}{title}\n{name}{shown}\n原因分析：抓得不紧。\n整改措施：{plan}\n"
        for number, title, shown, plan in zip(
            numbers,
            ("库房管理有漏洞", "下乡服务不主动"),
            ("断电两天没人知道。", "远程查询全年17件。"),
            ("安装报警装置；每天巡库三次。", "每月下乡一次。"),
            strict=True,
        )
    )
    report = parse(f"总结\n一、工作\n全年调货420吨。\n二、主要问题及整改措施\n{told}", GENRE)

    assert begins(report.shortcomings) == ["库房管理有漏", "下乡服务不主"]
    assert begins(report.measures) == ["安装报警装置", "每月下乡一次"]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [(0, 0), (1, 1)]
