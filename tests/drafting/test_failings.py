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
        ("修表就剩老孙一个会", "接手人"),
        ("年轻药剂师留不住，去年走了6个", "谈心"),
        ("护工一年走了三个", "谈心"),
        ("碑刻拓印我讲不出门道", "行家"),
        ("无人机航测不会用", "手把手"),
        ("激光切割机买来没人会操作", "逐人考核"),
        ("给幼猴抽血心里没底", "模拟"),
        ("船家话听不懂，上船要人翻译", "当地同事"),
        ("节水知识讲了种植户听不懂", "大白话"),
        ("年检材料堆到月底才看", "逐周"),
        ("标本登记攒到年底一起做", "分到各月"),
        ("请柬名字写错", "对照"),
        ("验票时旅客一吵我就慌", "扮演"),
        ("住户来电常常没回", "漏回"),
        ("脾气急，同船工说不到一块", "旁听"),
        ("下乡总挑近的几个村跑", "随机"),
        ("塘口的数字报上来就照用，没去核", "现场"),
        ("护林队例会人到不齐", "应到实到"),
        ("办案手生", "提纲"),
        ("对船队学习只看记录", "现场"),
    ],
)
def test_a_kind_of_failing_is_told_by_its_shape(shortcoming: str, action: str):
    """Whatever it is about, its kind says how one goes at it."""
    told = answer(shortcoming, leads=True)
    assert told
    assert re.search(action, told.means)


@pytest.mark.parametrize(
    "shortcoming",
    [
        "漏水点有多少心里没底",
        "陶土压了半库，新釉料没人要",
        "运河边的船家话少",
        "客源全靠一家旅行社带",
        "航标灯运用不熟练",
        "一张船证让客户跑了三趟",
        "花卉展销成效不明显",
        "领导干部下去就走马观花",
        "司机调换3名，路线不熟",
        "错峰投放错峰用电的办法少",
        "对上级要求心中无数",
        "建设用地闲着",
        "整改办法没人用",
        "成就一个能干的团队难",
        "今年28个村只跑了19个",
        "20户渔家走了7户",
        "寄宿生流失6人",
        "水土流失快",
        "普查漏报了42家船户",
    ],
)
def test_a_word_of_a_kind_is_not_the_kind(shortcoming: str):
    """What is not counted is no want of a skill, and stock that lies is no letter laid aside."""
    assert answer(shortcoming, leads=True) is None


def test_a_kind_is_of_the_weightier_clause():
    """A word that merely stands in the scene behind it says nothing of the failing."""
    assert answer("渡口灯坏了半年，船家说话冲", leads=True) is None


@pytest.mark.parametrize("shortcoming", ["办公楼外墙颜色难看", "名字起得不好", "食堂菜偏咸"])
def test_what_is_of_no_known_kind_has_no_answer(shortcoming: str):
    """None is better than that of another kind."""
    assert answer(shortcoming, leads=True) is None


def test_the_deed_names_what_the_shortcoming_names():
    """And only where that is a name."""
    assert answer("碑刻拓印是外行", leads=False).deed == "补上碑刻拓印这门功课"
    assert answer("我总是外行", leads=False).deed == "补上业务知识"
    assert answer("船上专业的东西懂得不多", leads=False).deed == "补上业务知识"


def test_who_leads_nobody_moves_no_people():
    """A kind that asks for others is a chief's."""
    told = answer("闸口一忙就顾不过来", leads=False)
    assert told
    assert "调配" not in told.means
    assert "调配" in answer("闸口一忙就顾不过来", leads=True).means


def test_a_proposal_takes_the_failing_back_and_says_how():
    """Deed of its own words or of its kind, then the means of the kind."""
    [told] = proposed_measure([Fact("F1", "碑刻拓印是外行")], genre=SHUZHI, leads=False)
    assert told.text.startswith("拟补上碑刻拓印这门功课，列出不懂的问题，")


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
        ("认罪认罚总拖到最后一天才谈", "逐周"),
        ("敬老院里老人整天坐着发呆", "兴趣"),
        ("反洗钱知识不扎实，测试没及格", "错题"),
    ],
)
def test_a_kind_holds_whatever_the_matter(shortcoming: str, action: str):
    """The word of a matter in it does not make it one of the matter."""
    [told] = proposed_measure([Fact("F1", shortcoming)], genre=SHUZHI, leads=True)
    assert action in told.text


def test_every_doer_of_a_kind_is_met():
    """Both sorts of kinds stand in the table."""
    assert {kind.who for kind in KINDS} == {None, *Doer}
