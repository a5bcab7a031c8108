"""Whom an author leads, and who leads him, as far as the sheet tells."""

import pytest

from drafter.document import Fact, Facts
from drafter.drafting.author import heads_unit, leaders_of, leadership, leads_staff, office, team

ALONE = (
    "县政府办秘书科科员",
    "四级主任科员",
    "一级调研员",
    "村小教师",
    "高校辅导员",
    "急诊科医生",
    "副主任医师",
    "工程师",
    "社区网格员",
    "驻村工作队队员",
    "县委党校讲师",
    "财政局会计",
    "局长秘书",
    "禁毒大队民警",
    "法官助理",
    "环境监测站技术员",
    "客户经理",
    "班主任",
    "职员",
)
HEADS = {
    "青溪镇党委书记": "镇党委班子和全镇干部群众",
    "松坪乡乡长": "乡政府班子和全乡干部群众",
    "县林业局局长": "局领导班子和干部职工",
    "县人民医院院长": "院领导班子和全院医护人员",
    "市第三人民医院药学部主任、药学党支部书记": "本部门人员",
    "临江水务集团总经理": "经理层和干部职工",
    "城关派出所所长": "全体民警辅警",
    "第一中学校长": "学校班子和全校教职工",
    "白沙村党支部书记": "村“两委”班子和党员群众",
    "县消防救援大队大队长": "全体指战员",
    "县法院院长": "院党组班子和全院干警",
    "云湖街道党工委书记": "街道党工委班子和街道、社区干部",
    "县委书记": "县委班子和全县干部群众",
}


@pytest.mark.parametrize("role", ALONE)
def test_who_leads_nobody_has_no_team(role):
    """A rank is no post: 四级主任科员 is no 主任, 局长秘书 no 局长, 客户经理 no 经理."""
    facts = Facts((), role=role)

    assert not leads_staff(facts)
    assert not heads_unit(facts)
    assert team(facts) == ""
    assert "无下属" in office(facts)


@pytest.mark.parametrize(("role", "expected"), HEADS.items())
def test_who_heads_a_unit_leads_its_people(role, expected):
    """In the words that fit office and unit."""
    assert leads_staff(Facts((), role=role))
    assert team(Facts((), role=role)) == expected


@pytest.mark.parametrize(
    "role", ["县财政局副局长", "副镇长", "镇组织委员", "县医院副院长", "公司财务总监"]
)
def test_a_deputy_leads_a_part_and_not_the_whole(role):
    """He does not lead those who lead him."""
    facts = Facts((), role=role)

    assert leads_staff(facts)
    assert not heads_unit(facts)
    assert team(facts)
    assert "班子" not in team(facts)


def test_of_several_posts_the_highest_counts():
    """副县长、公安局局长 heads the police; a deputy in charge heads his bureau."""
    assert team(Facts((), role="副县长、公安局局长")) == "局领导班子和全体民警辅警"
    assert heads_unit(Facts((), role="县林业局副局长（主持工作）"))


def test_group_or_committee_is_what_the_sheet_says():
    """公安局 has a 党委, most bureaus a 党组; where neither is named, neither is claimed."""
    told = {"局党委会学习26次": "党委", "党组会学习9次": "党组", "学习9次": "领导"}
    for text, word in told.items():
        facts = Facts((Fact("F1", text),), role="县应急管理局局长")
        assert team(facts) == f"局{word}班子和干部职工"


def test_the_header_decides():
    """staff: 无 takes the team of any head; staff: 有 gives one to any post."""
    assert team(Facts((), role="县林业局局长", staff=False)) == ""
    assert leads_staff(Facts((), role="社区网格员", staff=True))
    assert team(Facts((), role="社区网格员", staff=True))


@pytest.mark.parametrize("role", ["", "负责县里的事，什么都管", "***", "2023—2024年在基层"])
def test_an_odd_or_missing_post_is_safe(role):
    """Nothing is claimed about whom nobody knows."""
    assert team(Facts((), role=role)) == ""


@pytest.mark.parametrize(
    "audience",
    [
        "",
        "各位领导、同志们",
        "全体党员",
        "县委考核组",
        "县委组织部",
        "职工代表大会",
        "评议大会",
        "局长办公会",
    ],
)
def test_a_hall_of_listeners_does_not_lead(audience):
    """Nor do those who only come to judge."""
    assert leadership(audience) == "上级党组织"
    assert leaders_of(audience) == ()


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("县委、县政府", "县委、县政府"),
        ("县委、县政府，市公安局", "县委、县政府和市公安局"),
        ("市国资委党委和集团党委", "市国资委党委和集团党委"),
        ("学校党委", "学校党委"),
        ("乡党委、全体村民代表", "乡党委"),
    ],
)
def test_bodies_of_the_audience_lead(audience, expected):
    """Those that hear beside them are left out."""
    assert leadership(audience) == expected
