"""What answers a shortcoming whose author gave no measure."""

import re

import pytest

from drafter.document import Fact, Origin, genre
from drafter.drafting.phrases.remedies import Remedies, deeds, remedy
from drafter.drafting.steps.propose import open_measure, proposed_measure
from drafter.schema import table

SHUZHI = genre.load("shuzhi")


@pytest.mark.parametrize(
    ("shortcoming", "answer"),
    [
        ("对新入职教师培养不够，全年只听了3节课", "加强对新入职教师的培养"),
        ("与社区干部谈心不多", "加强与社区干部的谈心"),
        ("小水电站底数不清", "摸清小水电站底数"),
        ("库房盘点和财务记账有点两张皮", "推动库房盘点与财务记账融合"),
        ("养殖尾水监管有盲区", "补上养殖尾水监管盲区"),
        ("对青苗补偿政策吃得不透", "把青苗补偿政策吃透"),
        ("网上咨询答复慢", "及时答复网上咨询"),
        ("赔付尺度各网点不统一", "统一各网点赔付尺度"),
        ("乡村医生年龄偏大", "优化乡村医生年龄结构"),
        ("本人脾气急躁", "克服急躁情绪"),
        ("业务学习上还不够系统", "加强业务学习"),
        ("家访较少", "加强家访"),
        ("缺乏沟通", "加强沟通"),
        ("对上汇报沟通不够", "加强对上汇报沟通"),
        ("处方书写不规范", "规范处方书写"),
        ("停车场收费投诉偏多", "减少停车场收费投诉"),
        ("高层次人才引进难", "引进高层次人才"),
        ("不文明行为劝导管理不够", "加强不文明行为劝导管理"),
        ("对新条例学习掌握不深", "深入学习掌握新条例"),
        ("学生学习不够主动", "引导学生主动学习"),
        ("渔船登记不全，有两条船没见过", "补齐渔船登记"),
        ("闸门巡查台账是月底补的，有两座闸没去过", "如实做好闸门巡查台账"),
        ("船员体检过期两个月没发现", "按期做好船员体检"),
        ("灯塔发电机坏了半年，一直没换", "修复灯塔发电机"),
        ("合作社账目公示不及时", "按期公示合作社账目"),
        ("巡回义诊去得少", "增加巡回义诊"),
        ("小渔港跑得少，远的一年去一趟", "多到小渔港走访"),
        ("浮标数和台账数差着二十多个", "核对浮标数与台账数"),
        ("整改通知书发出去就不管了", "跟踪整改通知书落实情况"),
        ("值班电话夜里没人接", "落实值班电话接听值守"),
        ("渔民证明材料写得笼统", "把渔民证明材料写细写实"),
        ("禁渔期抓一阵放一阵", "对禁渔期常抓不松"),
        ("新来的几个水手没人带", "加强对新来水手的带教"),
        ("码头管理有点放任", "加强码头管理"),
        ("一网通办培训没跟上，窗口还收复印件", "加强一网通办培训"),
        ("会开得太多", "精简会议"),
        ("船闸缴费排长队", "缩短船闸缴费排队时间"),
        ("船员大会开得少", "按期召开船员大会"),
        ("码头泊位费两年没收齐", "加大码头泊位费催收力度"),
        ("渔船安检走过场", "提高渔船安检实效"),
        ("渔民补助政策解释不清", "把渔民补助政策讲清讲全"),
        ("航标巡查记录是坐在屋里编的", "如实做好航标巡查记录"),
        ("养殖户受灾情况掌握不及时", "及时掌握养殖户受灾情况"),
        ("在押人员谈话教育不深入", "加强在押人员谈话教育"),
        ("在建工程检查次数少", "增加在建工程检查次数"),
        ("忙于新港搬迁，老船坞半年没检查过", "对老船坞开展检查"),
    ],
)
def test_a_failing_is_taken_back_in_its_own_words(shortcoming: str, answer: str):
    """The answer names what the shortcoming names, and nothing else."""
    assert deeds(shortcoming).startswith(answer)
    assert not remedy(shortcoming) or remedy(shortcoming).startswith(f"{deeds(shortcoming)}，")
    assert not re.search(r"\d", deeds(shortcoming) + remedy(shortcoming))


@pytest.mark.parametrize(
    "shortcoming",
    [
        "遇到难缠的信访户有躲的心思",
        "3所教学点一次没去",
        "关系坏了",
        "招聘会岗位重复凑数",
        "护林员补贴发下去就不管了",
        "案件线索查得少",
        "领导不怎么用",
        "有几天的票是后补的",
        "院墙刷得不好看，巡逻次数少",
        "开会我讲得多，让别人说得少",
        "领导用得少",
        "经费花到哪里去了3个股室说法不一",
        "对他们的困难掌握不全",
    ],
)
def test_what_its_words_do_not_say_has_no_answer(shortcoming: str):
    """No answer is better than one that names something else."""
    assert remedy(shortcoming) == ""


@pytest.mark.parametrize(
    "work", ["学习", "调研", "总结", "宣传", "培训", "谈心谈话", "协作", "检查", "服务"]
)
def test_a_work_without_the_name_of_what_is_answered_too(work: str):
    """学习不够 says what was wanting, if not of what; each work has a check of its own."""
    bare, named = (
        (deeds(told), remedy(told)) for told in (f"{work}不够深入", f"仓储{work}不够深入")
    )
    assert bare[0].endswith(work)
    assert bare[1].removeprefix(bare[0]) == named[1].removeprefix(named[0])


@pytest.mark.parametrize(
    "shortcoming",
    [
        "林下经济带动农户少",
        "线下门店少",
        "引进企业少",
        "新进企业少",
        "进出口企业少",
        "先进村少",
        "达到标准的企业少",
        "技术推广到农户少",
        "上下游企业少",
        "光纤入户少",
        "资本下乡少",
        "两癌筛查少",
        "数据对接不上",
    ],
)
def test_a_character_of_another_word_is_no_deed(shortcoming: str):
    """下 of 林下 goes nowhere, 查 of 筛查 checks nothing."""
    assert not re.search("走访|入户|下乡|检查|数据对", remedy(shortcoming))


@pytest.mark.parametrize(
    ("shortcoming", "answer"),
    [
        ("公厕改建后没人管", "跟踪公厕使用情况"),
        ("手册下发后没人管", "跟踪手册使用情况"),
        ("物资配送完了没人管", "跟踪物资使用情况"),
        ("方案编写得粗", "把方案写细写实"),
        ("账目复核得不细", "把账目核细核实"),
        ("货物摆放得乱", "规范货物管理"),
        ("会议室打扫得不干净", "加强会议室清扫"),
        ("专家下基层少", "多到基层走访"),
        ("下沉社区少", "多到社区走访"),
        ("自己进企业少", "多到企业走访"),
    ],
)
def test_the_name_of_what_is_wanting_ends_before_the_whole_verb(shortcoming: str, answer: str):
    """改建 is one word, and the half of it no part of a name."""
    assert deeds(shortcoming) == answer


@pytest.mark.parametrize("work", ["建设", "培养", "储备", "投入", "运用"])
def test_a_work_that_says_nothing_alone_keeps_its_place_open(work: str):
    """加强建设 would be no measure."""
    assert remedy(f"{work}不够") == ""


def test_two_deeds_at_most_and_each_once():
    """The name of the failing and the scene that shows it, no list."""
    told = "监督力度不够，监督力度不够，监督手段单一，入户频次不足"
    assert deeds(told) == "加大监督力度，改进监督手段"


def test_a_proposed_measure_is_marked_and_leaves_the_rest_to_its_author():
    """It says 拟, has no figure, and waits for its details; else the whole is left open."""
    [told] = proposed_measure(
        [Fact("F1", "冷库台账底数不清，有的没登记")], genre=SHUZHI, leads=True
    )
    assert told.text == "拟摸清冷库台账底数，逐项登记造册，〔待补：完成时限〕前建成台账，按月更新。"
    assert (told.origin, told.facts) == (Origin.OPEN, ())
    unclear = [Fact("F1", "办公楼外墙颜色难看")]
    assert proposed_measure(unclear, genre=SHUZHI, leads=True) == open_measure(
        unclear, genre=SHUZHI
    )


def test_every_form_leaves_a_whole_sentence():
    """A deed and its means, no brace left, every open place named."""
    for form in table(Remedies, "remedies").forms:
        assert re.fullmatch(r"[^{}]*(?:\{[abnmvw]\}[^{}]*)*", form.deed)
        assert "{" not in form.means
        assert form.means.count("〔待补：") == form.means.count("〕") >= bool(form.means)
        re.compile(form.pattern.replace("{name}", "."))
