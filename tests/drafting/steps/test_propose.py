"""What is proposed where a shortcoming tells two failings, what one led to, or what it comes of."""

import pytest

from drafter.document import Fact, genre
from drafter.drafting.steps.propose import LEFT_OPEN, proposed_measure
from drafter.text import length

SHUZHI = genre.load("shuzhi")


def proposed(shortcoming: str, *, leads: bool = True) -> str:
    """What a draft proposes for a shortcoming."""
    [told] = proposed_measure([Fact("F1", shortcoming)], genre=SHUZHI, leads=leads)
    return told.text


TWO = [
    ("实验原始记录不规范，仪器使用没登记", "规范实验原始记录", "逐次登记仪器使用"),
    ("渔船图斑还有31个没整改到位，渔民建房审批平均用了48天", "未整改到位的31个", "建房审批"),
    ("闸口值班记录有空格，闸门保养超期", "规范闸口值班记录", "按期做好闸门保养"),
    ("泵房漏损率14.6%，全年爆管31次", "漏损率", "对31次爆管"),
    ("工单按期办结率96%，满意率只有83%", "提高工单按期办结率", "提高满意率"),
    ("渔政文书归档慢，案卷填写得不规范", "渔政文书归档", "规范案卷"),
    ("年底还有6份合同没签，3台设备没验收", "前签订", "前通过验收"),
]


@pytest.mark.parametrize(("shortcoming", "first", "second"), TWO)
def test_two_failings_are_both_answered_in_one_sentence(shortcoming, first, second):
    """The longer measure gives way, and neither failing does."""
    told = proposed(shortcoming)
    a, b = told.split("；")

    assert first in a
    assert second in b
    assert length(told) <= SHUZHI.limits.sentence_warning + len("拟。，自〔待补：起始时间〕起实行")
    assert not set(a.split("，")) & set(b.split("，"))


@pytest.mark.parametrize(
    "shortcoming",
    [
        "船舶登记材料审核不细，被市局退回两次",
        "库区保洁不到位，住户有意见",
        "泵房漏损率16.5%，比年初目标高出3个多点",
        "码头排队时间长，最长等了两个小时",
        "违法用地图斑整改慢，还有11宗没销号",
    ],
)
def test_what_a_failing_led_to_is_no_second_one(shortcoming):
    """Nor is how far it goes, or what of it is left."""
    told = proposed(shortcoming)

    assert not LEFT_OPEN.search(told)
    assert "；" not in told


@pytest.mark.parametrize(
    ("shortcoming", "action"),
    [
        ("热线转来的投诉件有14件，多数说等候久", "缩短等候时间"),
        ("用水户投诉21件，多半是维修不及时", "接报当天登记"),
        ("差错率高，原因是新员工业务不熟", "带练"),
    ],
)
def test_a_failing_whose_cause_is_told_is_answered_at_the_cause(shortcoming, action):
    """To ask those who complained what is wrong is idle where it is said."""
    told = proposed(shortcoming)

    assert action in told
    assert "回访" not in told


def test_complaints_about_a_delay_are_answered_at_the_delay():
    """Not by calling those who waited."""
    assert "卡得久" in proposed("农机理赔有的拖了一个多月，农户投诉17件")
    assert "排队时间" in proposed("征期排队最长等了70分钟，收到投诉9起")


@pytest.mark.parametrize(
    ("shortcoming", "action"),
    [
        ("养殖补贴兑付不及时", "应付日期"),
        ("渔船底数更新慢", "与实际比对"),
        ("码头路灯维修不及时", "到场"),
        ("船员档案归档滞后", "清点积压"),
        ("渔情上报不及时", "报送日期"),
        ("停航通知没及时传达", "转告"),
        ("渔民来信答复慢", "卡在哪一环"),
    ],
)
def test_what_comes_late_is_answered_by_what_it_is(shortcoming, action):
    """Pay that is due, news that changed and a heap of papers are not late in one way."""
    assert action in proposed(shortcoming)


def test_a_cause_that_nothing_is_known_of_is_left_to_the_author():
    """What is proposed beside it would miss what is wrong."""
    assert LEFT_OPEN.search(proposed("用水户投诉21件，多半是外墙颜色难看"))


def test_a_deed_among_what_is_shared_stands_once():
    """Two lists that are gone through alike are watched once."""
    assert proposed("年底还有6份合同没签，3台设备没验收").count("核对进度") == 1


def test_what_leads_up_to_a_clause_lends_its_deed_no_means():
    """To patrol more is not done by talking cases over."""
    told = proposed("渔区盗窃案破案率22%，夜间巡逻少")

    assert "增加夜间巡逻次数" in told
    assert "逐案" not in told


def test_a_register_of_what_happened_is_not_filled_in_later():
    """That would be to forge it; a list of things may be completed."""
    assert "补齐" not in proposed("渔具领用登记不全")
    assert "补齐" in proposed("渔船名册不全")
