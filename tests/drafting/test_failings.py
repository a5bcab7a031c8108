"""How a proposed measure goes at a failing by what kind of failing it is."""

import re

import pytest

from drafter.document import Fact, genre
from drafter.drafting.phrases.failings import Kinds, answer
from drafter.drafting.phrases.means import Doer
from drafter.drafting.steps.propose import proposed_measure
from drafter.schema import table
from drafter.text import length
from tests.drafting.proposing import flaws_of
from tests.guarantees import ALLOWED

SHUZHI = genre.load("shuzhi")
OPEN = re.compile("〔待补：[^〕]+〕")
KINDS = table(Kinds, "failings").kinds


@pytest.mark.parametrize(
    ("shortcoming", "action"),
    [
        ("客源全靠一家旅行社带", "新增主体"),
        ("修表就剩老孙一个会", "接手人"),
        ("年轻药剂师留不住，去年走了6个", "谈心"),
        ("一个人管5个闸口", "片区"),
        ("仓管员平均57岁，重箱子搬不动", "青壮"),
        ("碑刻拓印我讲不出门道", "行家"),
        ("无人机航测不会用", "手把手"),
        ("给幼猴抽血心里没底", "模拟"),
        ("凉亭修好没人管", "分段"),
        ("占道烧烤罚了又摆", "回访"),
        ("下乡总挑近的几个村跑", "随机"),
        ("游客问两遍路，我就不耐烦", "听完"),
        ("节水知识讲了种植户听不懂", "大白话"),
        ("年检材料堆到月底才看", "提前量"),
        ("有人为过户跑了四趟", "图示"),
        ("联谊会吃顿饭合个影", "参加者"),
        ("橘子卖不动", "客商"),
        ("请柬名字写错", "对照"),
        ("28个泵站仅去过6个", "实地走"),
        ("泵房扩建经费不足", "争取"),
        ("登记马匹抄得慢", "用时"),
        ("验票时旅客一吵我就慌", "扮演"),
        ("偏僻井口总是估着量", "原始数"),
        ("哨卡夜里有人打盹", "到岗"),
        ("住户来电常常没回", "漏回"),
        ("园林评比排名靠后", "失分"),
        ("对苗圃的指导不够", "带着做"),
        ("苗木检疫执行不到位", "逐条"),
        ("花卉展销成效不明显", "试前试后"),
        ("游客中心电瓶车投诉居高不下", "集中处"),
    ],
)
def test_a_kind_of_failing_is_told_by_its_shape(shortcoming: str, action: str):
    """Whatever it is about, its kind says how one goes at it."""
    told = answer(shortcoming, leads=True)
    assert told
    assert re.search(action, told.means)


@pytest.mark.parametrize("shortcoming", ["办公楼外墙颜色难看", "名字起得不好", "食堂菜偏咸"])
def test_what_is_of_no_known_kind_has_no_answer(shortcoming: str):
    """None is better than that of another kind."""
    assert answer(shortcoming, leads=True) is None


def test_the_deed_names_what_the_shortcoming_names():
    """And only where that is a name."""
    assert answer("客源全靠一家旅行社带", leads=True).deed == "改变客源依赖少数主体的状况"
    assert answer("碑刻拓印是外行", leads=False).deed == "补上碑刻拓印这门功课"
    assert answer("我总是外行", leads=False).deed == "补上业务知识"


def test_who_leads_nobody_moves_no_people_and_no_money():
    """A kind that asks for others is a chief's."""
    told = answer("一个人看6个仓", leads=False)
    assert told
    assert "聘用" not in told.means
    assert "聘用" in answer("一个人看6个仓", leads=True).means


def test_a_proposal_takes_the_failing_back_and_says_how():
    """Deed of its own words or of its kind, then the means of the kind."""
    [told] = proposed_measure([Fact("F1", "碑刻拓印是外行")], genre=SHUZHI, leads=False)
    assert told.text.startswith("拟补上碑刻拓印这门功课，列出不懂的问题，")
    [told] = proposed_measure([Fact("F1", "巡库手段单一")], genre=SHUZHI, leads=True)
    assert told.text.startswith("拟改进巡库手段，先问")


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.means[:16])
def test_every_kind_is_short_open_and_no_promise(kind):
    """How many and by when is its author's, and so is whether anything comes of it."""
    assert kind.plain
    assert not kind.deed or "{" in kind.deed
    assert length(OPEN.sub("", kind.means)) <= 54
    assert len(OPEN.findall(kind.means)) <= 2
    assert not re.search(r"[\d{}]|确保|切实|进一步|不断|显著|大幅", kind.means + kind.plain)


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.means[:16])
def test_what_a_kind_proposes_passes_the_check(kind):
    """A draft finds no error in the measures that it proposes itself."""
    assert flaws_of(f"{kind.plain}，{kind.means}", ALLOWED) == []


@pytest.mark.parametrize(
    ("shortcoming", "action"),
    [
        ("电子取证那套新设备不会用", "手把手"),
        ("认罪认罚总拖到最后一天才谈", "提前量"),
        ("敬老院里老人整天坐着发呆", "兴趣"),
        ("反洗钱知识不扎实，测试没及格", "错题"),
    ],
)
def test_a_kind_that_is_told_plainly_holds_whatever_the_matter(shortcoming: str, action: str):
    """The word of a matter in it does not make it one of the matter."""
    [told] = proposed_measure([Fact("F1", shortcoming)], genre=SHUZHI, leads=True)
    assert action in told.text


def test_every_doer_of_a_kind_is_met():
    """Both sorts of kinds stand in the table."""
    assert {kind.who for kind in KINDS} == {None, *Doer}
