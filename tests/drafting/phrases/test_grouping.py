"""Facts in groups that one duty holds together."""

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Fact
from drafter.document.genre import load
from drafter.drafting.phrases import duties as duty_bank
from drafter.drafting.phrases import topics
from drafter.drafting.phrases.grouping import group
from drafter.drafting.steps.place import place
from drafter.readers import read_facts
from tests.drafting.phrases.sheets import DUTIES, SEEDS

MOST = 5
GENRE = load("shuzhi")
TEXTS = [text for texts in DUTIES.values() for text in texts]


def facts(texts, groups=()):
    """Facts F1, F2, … with these texts, under these headings of the user's own."""
    names = [*groups, *[""] * len(texts)]
    return [Fact(f"F{n}", text, group=names[n - 1]) for n, text in enumerate(texts, 1)]


def texts_of(rows):
    """The texts of each group."""
    return [[fact.text for fact in row] for row in rows]


def where(rows, text):
    """The place of the group that tells a text."""
    return next(at for at, row in enumerate(texts_of(rows)) if text in row)


@pytest.fixture(params=SEEDS, ids=lambda path: path.parent.name)
def duties(request):
    """The duties of a seed."""
    sheet = read_facts(request.param)
    roles = place(sheet, GENRE)
    return [fact for fact in sheet if roles[fact.id] == "duty"]


def test_every_duty_of_a_seed_stands_once_in_a_group_of_its_size(duties):
    """None is lost or doubled; groups have two to eight facts, and there are two to five."""
    rows = group(duties, "duty", MOST)

    assert Counter(fact.id for row in rows for fact in row) == Counter(f.id for f in duties)
    assert all(2 <= len(row) <= 8 for row in rows)
    assert 2 <= len(rows) <= MOST


@pytest.mark.parametrize("texts", DUTIES.values(), ids=DUTIES)
def test_every_duty_of_an_office_stands_once(texts):
    """Offices that no seed has, clerks and teachers among them, are grouped as well."""
    rows = group(facts(texts), "duty", MOST)

    assert Counter(text for row in texts_of(rows) for text in row) == Counter(texts)
    assert all(len(row) >= 2 for row in rows)


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=40, unique=True), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_any_mix_is_grouped_whole(texts, most):
    """However facts are mixed, each stands once, in no more groups than were asked for."""
    rows = group(facts(texts), "duty", most)

    assert Counter(text for row in texts_of(rows) for text in row) == Counter(texts)
    assert 1 <= len(rows) <= most
    assert all(rows)


def test_neighbourhood_in_the_sheet_does_not_matter():
    """水库加固 and 汛期转移 stand far apart, and are one duty."""
    far = [
        "青溪水库除险加固完工",
        *("粮食播种面积3.8万亩", "高标准农田建成5200亩", "早稻单产428公斤"),
        *("村集体收入都过了15万元", "改厕420户", "防返贫监测户消除风险71户"),
        *("调解矛盾纠纷213件", "信访积案化解12件", "汛期转移群众412人，没有伤亡"),
    ]
    rows = group(facts(far), "duty", MOST)

    assert where(rows, far[0]) == where(rows, far[-1])
    assert where(rows, far[1]) == where(rows, far[2]) != where(rows, far[0])


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_what_is_assessed_first_stands_first(order):
    """Production before livelihood before safety, in whatever order the sheet has them."""
    pairs = [
        ("规上工业增加值增长8.9%", "标准厂房建了12万平方米"),
        ("粮食总产1.8万吨", "高标准农田建成5200亩"),
        ("低保发放2600万元", "养老院改造3家"),
        ("调解矛盾纠纷213件", "化解信访积案31件"),
    ]
    rows = group(facts([text for at in order for text in pairs[at]]), "duty", MOST)
    places = [where(rows, first) for first, _ in pairs]

    assert places == sorted(places)


def test_the_authors_own_field_stands_first():
    """Of a police chief the audience assesses cases first, not the one road he had mended."""
    texts = ["修了派出所门前道路", "刑事案件破案764起", "命案全破", "追逃157名", "盗窃案下降12%"]

    assert texts_of(group(facts(texts), "duty", 2))[0][0] != texts[0]


def test_headings_of_the_user_are_kept():
    """What stands under one of several headings is not mixed with what stands under another."""
    texts = [
        "粮食总产1.8万吨",
        "修路3公里",
        "调解纠纷20件",
        "高标准农田5200亩",
        "水厂扩建",
        "接访40批",
    ]
    rows = group(facts(texts, ["甲", "甲", "甲", "乙", "乙", "乙"]), "duty", MOST)

    assert [sorted({fact.group for fact in row}) for row in rows] == [["甲"], ["乙"]]


def test_a_fact_that_goes_on_stays_with_what_it_goes_on_about():
    """合同金额 and 满意率 have no subject of their own: they follow the line before."""
    texts = [
        *("12345工单办了7216件", "满意率从86%涨到93%", "办事窗口从9个并成3个"),
        *("粮食总产1.8万吨", "高标准农田5200亩", "生猪出栏3.2万头"),
    ]
    rows = group(facts(texts), "duty", 2)

    assert where(rows, texts[1]) == where(rows, texts[0])


def test_one_fact_and_none():
    """A section of one fact has one group, an empty one none."""
    assert texts_of(group(facts(["修路3公里"]), "duty", MOST)) == [["修路3公里"]]
    assert group([], "duty", MOST) == []


def test_many_facts_of_one_subject_are_parted_evenly():
    """Fifty schools in five points: no point of two and none of forty."""
    rows = group(facts([f"新建学校{n}所" for n in range(10, 60)]), "duty", MOST)

    assert {len(row) for row in rows} == {10}


def test_the_same_sheet_gives_the_same_groups():
    """No chance in it."""
    assert group(facts(TEXTS), "duty", MOST) == group(facts(TEXTS), "duty", MOST)


def test_seven_facts_of_a_clerk_are_two_groups():
    """The subject that has most stands first where the order would leave one alone."""
    texts = [
        *("审核零星报销件2186份", "异地就医备案改线上", "门诊报销发了一张图", "医保经办比武三等奖"),
        *("查骗保药店9家", "帮3户办了大病救助", "帮带新来的2名同事"),
    ]
    rows = group(facts(texts), "duty", MOST)

    assert sorted(map(len, rows)) == [3, 4]


def test_areas_are_mixed_last():
    """Ten facts of two areas in two groups: none has both."""
    economy = [
        "规上工业增加值增长8.9%",
        "标准厂房12万平方米",
        "招商引资签约项目9个",
        "固定资产投资增长11%",
    ]
    safety = ["调解矛盾纠纷213件", "信访积案化解31件", "消防通道清理46条", "隐患整改203条"]
    mixed = [text for pair in zip(economy, safety, strict=True) for text in pair]
    rows = group(facts(mixed), "duty", 2)
    parts = [{topics.matches(fact.text, "duty")[0].topic.area for fact in row} for row in rows]

    assert parts == [{"economy"}, {"safety"}]


def test_what_is_nested_under_a_point_is_told_behind_it():
    """It goes on about its point, however much it sounds like another; alone it goes elsewhere."""
    told = [
        "建成冷链物流园1个，总投资1.8亿元",
        "带动脱贫户务工240人",
        "培训致富带头人90人",
        "公益岗安置脱贫户62人",
    ]
    alone = facts(told)
    under = [alone[0], replace(alone[1], under="F1"), *alone[2:]]

    township = duty_bank.load()["township"]
    apart, joined = (group(rows, "duty", MOST, township) for rows in (alone, under))

    assert where(apart, told[1]) == where(apart, told[3])
    assert texts_of(joined)[where(joined, told[0])][:2] == told[:2]
