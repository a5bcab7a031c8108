"""How a proposed measure goes at a failing."""

import re

import pytest

from drafter.document import Fact, genre
from drafter.drafting.phrases.means import Bank, Doer, means
from drafter.drafting.steps.propose import proposed_measure, supplement
from drafter.schema import table
from drafter.text import length
from tests.drafting.proposing import flaws_of
from tests.guarantees import ALLOWED

SHUZHI = genre.load("shuzhi")
OPEN = re.compile("〔待补：[^〕]+〕")


@pytest.mark.parametrize(
    ("shortcoming", "action"),
    [
        ("碰到缠访的总想绕着走", "接访"),
        ("应急预案针对性不强，演练走过场", "演后"),
        ("村里集体经济路子单一", "土地"),
        ("报表审核把关不严，返工2次", "校验"),
        ("河长制巡河次数偏少，带着问题巡不够", "走河"),
        ("各大队处罚尺度不统一", "评查"),
        ("违法用地发现晚", "到场制止"),
        ("与学生谈话少", "谈话名单"),
        ("课题延期结题", "结题材料"),
        ("寄宿生流失6人", "学籍"),
        ("支部党建和业务各干各的", "难题"),
        ("谈话安全检查不细", "谈话对象"),
        ("台区线损压不下去", "复算"),
    ],
)
def test_means_go_at_what_the_failing_is_about(shortcoming: str, action: str):
    """Whoever signs can say what will be done about it."""
    assert action in means(shortcoming, leads=True)


@pytest.mark.parametrize("shortcoming", ["普通话不标准", "办公楼屋顶漏水没修好", "开车技术不好"])
def test_what_is_not_known_has_no_means(shortcoming: str):
    """None are better than those of something else."""
    assert means(shortcoming, leads=True) == ""


@pytest.mark.parametrize(
    "shortcoming",
    [
        "发展党员谈话记录补签的多",  # the papers, not how few there are
        "水库巡查责任人培训没跟上，名册还是旧的",
        "老上访户的积案化解靠给钱",
        "不良贷款清收慢，熟人的先放着",
        "病历上有代签",
        "社区矫正对象请假审批松",
    ],
)
def test_means_hold_for_the_aspect_that_they_go_at(shortcoming: str):
    """Of one matter another thing may be what fails; then nothing is known of it."""
    assert means(shortcoming, leads=True) == ""


def test_means_are_of_the_weightier_clause():
    """What leads up to it, and the scene behind it, are about something else."""
    assert means("食堂饭菜凉，家访也少", leads=True) == ""
    assert "家长" in means("忙于评估验收，家访少", leads=True)
    assert means("忙于家访，食堂饭菜凉", leads=True) == ""


def test_what_is_named_in_general_is_said_by_the_clause_behind_it():
    """A few words name the failing, and the next clause says what it is."""
    assert "案件" in means("执法偏刚性，首违轻微免罚的尺度各所不统一", leads=True)


TRADES = ("鉴定", "送达", "全所", "庭室", "院周会")


@pytest.mark.parametrize("matter", table(Bank, "means").matters, ids=lambda each: each.pattern[:20])
def test_no_entry_speaks_of_one_trade_to_another(matter):
    """A cause that hangs may be a court's, a procurator's or an arbitrator's."""
    assert not any(word in matter.means for word in TRADES)


def test_a_chief_goes_to_the_window_and_a_clerk_to_his_own_work():
    """Means are within the power of whoever answers for the failing."""
    told = "大厅窗口态度生硬，有人投诉"
    assert "带头" in means(told, leads=True)
    assert "带头" not in means(told, leads=False)


@pytest.mark.parametrize("matter", table(Bank, "means").matters, ids=lambda each: each.pattern[:20])
def test_every_entry_is_short_open_and_no_promise(matter):
    """How many and by when is its author's, and so is whether anything comes of it."""
    assert re.compile(matter.pattern)
    assert length(OPEN.sub("", matter.means)) <= 54
    assert len(OPEN.findall(matter.means)) <= 2
    assert not re.search(r"\d|确保|切实|进一步|不断|显著|大幅", matter.means)


@pytest.mark.parametrize("matter", table(Bank, "means").matters, ids=lambda each: each.pattern[:20])
def test_what_is_proposed_passes_the_check(matter):
    """A draft finds no error in the measures that it proposes itself."""
    assert flaws_of(f"缩短开会时间，{matter.means}", ALLOWED) == []


def test_a_proposed_measure_takes_the_failing_back_and_goes_at_it():
    """What the words of the failing give, and what is known of such failings."""
    noted = [Fact("F1", "不足：水库巡查培训不够，有的责任人说不清转移路线")]
    [told] = proposed_measure(noted, genre=SHUZHI, leads=True)
    assert told.text.startswith("拟")
    assert means(noted[0].text, leads=True) in told.text


def test_failings_that_the_authors_measure_leaves_out_are_answered_behind_it():
    """Two told side by side of which the measure says nothing; one may be answered otherwise."""
    failing = [Fact("F1", "带队伍方法偏少，对年轻民警指导不够、与家属沟通不够")]
    silent = [Fact("F2", "措施：健全奖惩制度，评优向一线倾斜")]
    [told] = supplement(failing, silent, genre=SHUZHI, leads=True)
    assert told.text.startswith("拟加强对年轻民警的指导，加强与家属的沟通，")

    half = [Fact("F2", "措施：每季度开家属座谈会，当面沟通")]
    assert supplement(failing, half, genre=SHUZHI, leads=True) == ()


def test_every_doer_is_met():
    """Both kinds of means stand in the table."""
    assert {matter.who for matter in table(Bank, "means").matters} == {None, *Doer}
