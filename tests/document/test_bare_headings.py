"""Headings without a number: slogans, questions, names of parts behind words that lead to them."""

import pytest

from drafter.document import ParagraphKind, Role, genre
from drafter.document.parsing import parse
from drafter.document.parsing.vocabulary import Vocabulary

SHUZHI = genre.load("shuzhi")
WORDS = Vocabulary.of(SHUZHI)
SLOGANS = ("学思践悟，把牢定盘星", "建强堡垒，夯实压舱石", "服务民生，当好排头兵")
NAMES = ("回头看：去年评议提的三条意见", "差距与短板", "2024年怎么干")
ROLES = [Role.FEEDBACK, Role.SHORTCOMING, Role.MEASURE]
BODIES = (
    "集中学习11次，讲党课3次，撰写体会46篇。\n",
    "换届选举支委3名，发展党员2名，调整小组设置。\n",
    "抢修爆管37处，为62户独居老人上门换表。\n",
    "去年评议时大家提出三条意见，今年党费按月收齐，谈心46人次。\n",
    """第一，理论学习不够深入。读文件多，讨论少。
第二，党员教育管理有断档。外出的三名联系不上。
第三，党建品牌有名无实。全年活动两次。
""",
    "一要每月由一名党员领学。\n二要每季度线上开一次小组会。\n三要每月进社区一次。\n",
)
TITLE = "2023年度述职报告\n县供水公司党支部书记　韦立军\n各位领导：\n"


def read(heads, title=TITLE):
    """The report with these lines above its parts."""
    told = "".join(f"{head}\n{body}" for head, body in zip(heads, BODIES, strict=True))
    return parse(f"{title}{told}谢谢大家。\n2024年1月6日\n", SHUZHI)


@pytest.mark.parametrize(
    "heads",
    [
        (*SLOGANS, *NAMES),
        [f"【{head}】" for head in (*SLOGANS, *NAMES)],
        [head.replace("，", "　") for head in (*SLOGANS, *NAMES)],
        (*(f"{head}！" for head in SLOGANS), NAMES[0], "差距在哪里？", "新的一年怎么干？"),
        (
            "“学思践悟”，把牢定盘星",
            "“建强堡垒”，夯实压舱石",
            "“服务民生”，当好排头兵",
            "“回头看”：去年点评的两件事",
            "找差距：哪些地方还不到位？",
            "往前看：明年抓什么",
        ),
        (
            *SLOGANS,
            "去年评议的三条意见改没改",
            "自我加压找差距，正视存在的不足",
            "下一步怎么干，我有三点打算",
        ),
    ],
)
def test_slogans_and_questions_head_the_parts_and_numbers_count_points(heads):
    """第一，… below a name without a number is a point and no section."""
    report = read(heads)

    assert len(report.sections) == len(heads)
    assert [section.role for section in report.sections[3:]] == ROLES
    assert (len(report.shortcomings), len(report.measures)) == (3, 3)


def test_the_first_slogan_below_a_unit_is_a_part_and_a_motto_is_of_the_title():
    """Text on the work stands below the one, the author's opening below the other."""
    heads = (*SLOGANS, *NAMES)
    unit = read(heads, "2023年度工作总结\n县供水公司\n")
    motto = read(heads, "2023年度工作总结\n聚力提质，守正创新\n一年来，公司在局党委领导下工作。\n")

    assert unit.sections[0].heading == SLOGANS[0]
    assert motto.sections[0].heading == SLOGANS[0]
    assert [x.text for x in motto.of(ParagraphKind.TITLE)][1] == "聚力提质，守正创新"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2024年怎么干", Role.MEASURE),
        ("往前看，2025年怎么抓", Role.MEASURE),
        ("新学期做些什么", Role.MEASURE),
        ("2023年怎么干的", ""),
        ("还差在哪里", Role.SHORTCOMING),
        ("哪些地方还不到位", Role.SHORTCOMING),
        ("还差什么、怎么补", Role.SHORTCOMING),
        ("复盘不足", Role.SHORTCOMING),
        ("丢分的地方", Role.SHORTCOMING),
        ("明年打法", Role.MEASURE),
        ("问题出在哪里", "apart"),
        ("去年点评的两件事", Role.FEEDBACK),
        ("上年反馈的问题改没改", Role.FEEDBACK),
        ("抓整改，评估反馈问题逐项清零", Role.FEEDBACK),
        ("公司巡检指出的问题整改情况", Role.FEEDBACK),
        ("去年新建的两座泵站", ""),
    ],
)
def test_a_question_or_slogan_names_the_part_that_it_opens(heading, role):
    """By its words; deeds of last year name none."""
    assert WORDS.role(heading) == role


def test_a_point_numbered_in_words_opens_no_section_below_a_numbered_one():
    """第一， stands below 二、, on a line of its own."""
    report = parse(
        f"{TITLE}一、主要工作\n接收档案3.2万卷，接待查档2640人次。\n二、存在的问题及整改措施\n"
        "第一，库房管理有漏洞\n断电两天没人知道。\n整改措施：安装报警装置。\n"
        "第二，利用服务不主动\n远程查询全年17件。\n整改措施：每月下乡一次。\n",
        SHUZHI,
    )

    assert [section.heading for section in report.sections] == ["主要工作", "存在的问题及整改措施"]
    assert (len(report.shortcomings), len(report.measures)) == (2, 2)


@pytest.mark.parametrize("name", ["【不足】", "（不足）", "不足之处："])
def test_a_name_that_ends_each_part_opens_no_section(name):
    """What is lacking is told in each of 德, 能, 勤."""
    told = "".join(
        f"{part}\n开展活动{n}2次，参加{n}5人次，完成任务{n}8件。\n{name}{lack}\n"
        for n, part, lack in (
            (3, "德", "学习不够自觉，五期杂志没拆封。"),
            (4, "能", "对课堂引领不强，示范课是零。"),
            (6, "勤", "下班级次数太少，只有六次。"),
        )
    )
    report = parse(f"{TITLE}{told}今后的努力方向\n1、每学期读完两本书。\n2、上两节课。\n", SHUZHI)

    assert [section.heading for section in report.sections] == ["德", "能", "勤", "今后的努力方向"]
    assert [each.text[:4] for each in report.shortcomings] == ["学习不够", "对课堂引", "下班级次"]
