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


LACKS = (
    "对食堂人员管理失之于宽，证件到期的两个人是市场局查出来的。"
    "水电维修反应慢，报修平均要等两天半。固定资产账不清，有16台电脑对不上号。"
)
PLANS = (
    "人员证件每月核对一次，到期前一个月提醒。维修改成当天派单，晚上八点前公布结果。"
    "暑假前给全部资产贴上二维码，每学期盘点两次。"
)


@pytest.mark.parametrize(
    ("admits", "announces"),
    [
        ("一年下来，自己身上的问题也有不少。", "新的一年，我打算从这么几件事抓起。"),
        ("毛病得自己说。", "明年，我想把力气用在下面这些地方。"),
        ("回过头来看，工作中还存在不少短板。", "2025年，重点在以下几个方面下功夫。"),
    ],
)
def test_sentences_that_only_announce_are_no_points_and_each_behind_them_is_one(admits, announces):
    """Neither what admits that there is something nor what says that plans follow."""
    report = parse(
        f"2024年度述职报告\n各位领导：\n{DONE}\n{admits}{LACKS}\n{announces}{PLANS}\n", GENRE
    )

    assert begins(report.shortcomings) == [
        "对食堂人员管理失",
        "水电维修反应慢，",
        "固定资产账不清，",
    ]
    assert begins(report.measures) == ["人员证件每月核对", "维修改成当天派单", "暑假前给全部资产"]


@pytest.mark.parametrize(
    "owning",
    ["说到这里也要检讨，", "这里我要向大家作个检讨，", "有一件事应当向同志们道歉："],
)
def test_what_is_owned_up_to_among_deeds_is_a_shortcoming(owning):
    """Without the words that own up to it."""
    told = f"校园补种乔木47棵。{owning}9月开学第一周有40多名学生没有吃上热菜。"
    report = parse(
        f"2024年度述职报告\n各位领导：\n{DONE}\n{told}\n一年下来，问题也有不少。{LACKS}\n", GENRE
    )

    assert begins(report.shortcomings)[:2] == ["9月开学第一周有", "对食堂人员管理失"]


@pytest.mark.parametrize(
    ("plans", "first"),
    [
        (
            (
                "2025年，一要给老人重开食堂，正月十五前开灶；二要逐户看合同，上半年追回欠租；"
                "三要请老支书坐在旁边提醒。"
            ),
            "给老人重开食堂，",
        ),
        (
            (
                "2025年，村里准备干好三件事：一件是给老人重开食堂，正月十五前开灶；"
                "一件是合同，上半年逐户看一遍、追回欠租；还有一件是迎接复评。"
            ),
            "给老人重开食堂，",
        ),
        (
            (
                "第一条，请民政帮着算成本，每餐老人出三块，正月十五以前重新开灶。"
                "第二条，请司法所逐户看合同，上半年把欠的租金追回来。"
                "第三条，以后调解我只听不抢话，请老支书坐在旁边提醒。"
            ),
            "请民政帮着算成本",
        ),
    ],
)
def test_whoever_counts_goes_on_counting(plans, first):
    """What is numbered behind two plans in a line is one more, without its number."""
    lacks = (
        "做得不好的有三条。第一条，老人食堂开了半年又停了，没有算好账。"
        "第二条，签合同太急，11户租金没拿全。第三条，我脾气急，在调解会上拍过桌子。"
    )
    report = parse(f"2024年述职报告\n乡亲们：\n{DONE}\n{lacks}\n{plans}\n", GENRE)

    assert begins(report.measures)[0] == first
    assert (len(report.shortcomings), len(report.measures)) == (3, 3)


LETTER = (
    "项目部2023年工作回顾\n一晃又是一年。项目部连保洁、保安共38人，服务1460户业主，样样都要管。\n"
    "12台电梯大修了5台，更换钢丝绳14根，困人从上年的21次降到6次，物业费收缴率92.4%。\n"
    "{owned}地下车库的灯坏了报修慢，从业主打电话到换上平均要四天。今后车库照明每天由夜班保安巡一遍，坏灯24小时内换好。"
    "外来车辆管得松，消防通道被占了没人管。开年以后消防通道装感应桩，外来车辆一律登记。"
    "收支公示写得笼统，业主看不明白钱花到哪儿去了。以后按月列明细，附上发票照片。\n"
    "{further}\n{closing}\n项目经理  祁连山\n2023年12月28日\n"
)
FURTHER = "3号楼外墙瓷砖有空鼓，明年也要申请维修资金重做，不能等掉下来再说。"
CLOSING = "服务没有最好，只有更好。新的一年，我们一定把业主的事放在心上，让业主舒心、放心。"
OWNED = [
    "当然，毛病也不少，自己心里有数。",
    "话说回来，毛病也摆在明处，我不遮掩。",
    "自己有几斤几两，心里还是清楚的，做得不好的也得说出来。",
    "当然，不足的地方我心里明白。",
]


@pytest.mark.parametrize("owned", OWNED)
def test_a_letter_answers_each_failing_at_once(owned):
    """What only owns up is none, nor is the saying it ends with; 明年也要…… is a plan besides."""
    report = parse(LETTER.format(owned=owned, further=FURTHER, closing=CLOSING), GENRE)

    assert begins(report.shortcomings) == [
        "地下车库的灯坏了",
        "外来车辆管得松，",
        "收支公示写得笼统",
    ]
    assert begins(report.measures) == [
        "今后车库照明每天",
        "开年以后消防通道",
        "以后按月列明细，",
        "3号楼外墙瓷砖有",
    ]
    assert [(x.shortcoming, x.measure) for x in pairing(report).pairs] == [(0, 0), (1, 1), (2, 2)]


def test_what_is_past_between_plans_that_take_turns_falls_short():
    """包装老土，客商看了一眼就放下了 stands where the next failing does, and 打算…… answers it."""
    told = "包装老土，外地客商看一眼就放下了。打算请设计学校帮忙做三款新盒子，国庆前用上。"
    report = parse(LETTER.format(owned=OWNED[0], further="", closing=CLOSING), GENRE)
    more = parse(report.text.replace("收支公示写得", told + "收支公示写得"), GENRE)

    assert begins(more.shortcomings)[2] == "包装老土，外地客"
    assert begins(more.measures)[2] == "打算请设计学校帮"


def test_a_failing_above_a_vow_is_still_one():
    """The last line but a saying tells what falls short, though a vow ends it."""
    closing = "我的脾气也急，对业主说话不够耐心。新的一年，我一定把业主的事放在心上，让业主放心。"
    report = parse(LETTER.format(owned=OWNED[0], further=FURTHER, closing=closing), GENRE)

    assert "我的脾气也急，对" in begins(report.shortcomings)


@pytest.mark.parametrize(
    "lead", ["还有一件小事不小：", "最后一件说来惭愧：", "还有一桩，", "再有一条容易忘："]
)
def test_a_line_that_adds_one_to_several_tells_the_same(lead):
    """Behind lines that each begin with a failing and answer it: 还有一件小事：…"""
    report = parse(
        "年终述职\n我是客房部经理。全年出租率78.6%，网评分从4.5涨到4.7，每间夜成本降了1.3元。\n"
        "员工流失是让我睡不着觉的事。全年走了19个人，一大半干不满半年。"
        "明年我打算把新人前两周的计件全部改成计时，一个师傅只带一个徒弟。\n"
        "第二件，物耗控制得粗。一次性用品领多少算多少，月底对不上数。"
        "今后按楼层、按房晚定额领用，节约的三成奖给班组。\n"
        f"{lead}夜床服务我们写在了宣传册上，实际只有行政楼层在做，等于跟客人说了假话。"
        "这一项要么全做，要么从册子上拿掉，一季度之内我给各位一个答复。\n温岚\n2023年12月29日\n",
        GENRE,
    )

    assert begins(report.shortcomings)[2:] == ["夜床服务我们写在"]
    assert begins(report.measures)[2:] == ["这一项要么全做，"]
