"""Facts to a plan: each once, measures with the shortcomings that they answer."""

import re
from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Fact, Facts, Role, genre
from drafter.drafting.steps.plan import plan

GENRE = genre.load("shuzhi")
WORDS = st.sampled_from(
    [
        *("新建学校", "引进项目", "化解信访件", "中心组学习", "发展党员", "整治隐患", "廉政谈话"),
        *("不足：", "改进措施：", "调查研究不够", "招商办法不多", "2022年度考核反馈"),
        *("下一步", "本人带头"),
        *("“一网通办”", "《办法》", "***", "**", "*万元", "，", "；", "。", " ", "六大", "a-b"),
        *("6所", "1.52万吨", "4,200万元", "98.6%", "12次", "3月5日", "全省第一"),
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map("".join)
ROLES = st.sampled_from(["", "", "", "", *GENRE.roles, *map(str, Role)])
GROUPS = st.sampled_from(["", "", "", "重点工作", "党建", "其他"])
SHEETS = st.lists(st.tuples(TEXTS, ROLES, GROUPS), min_size=1, max_size=60)

PAIRS = (
    ("招商引资办法不多，跑企业少", "每季度带队外出招商不少于2次，建立项目线索台账"),
    ("村干部年纪偏大，后备人才接不上", "每村储备后备干部2名，开办村干部学历提升班"),
    ("基层治理靠人盯人，网格平台用得少", "网格员全员培训上岗，平台事件按期办结"),
)


def sheet(*rows):
    """Facts F1, F2, … of (text, role, group), (text, role) or text."""
    full = [(row, "", "") if isinstance(row, str) else (*row, "", "")[:3] for row in rows]
    items = (Fact(f"F{n}", text, role, group) for n, (text, role, group) in enumerate(full, 1))
    return Facts(tuple(items), year=2023, role="县长")


def answers(shortcomings, measures):
    """The plan of a sheet with these, and the texts of each row of measures."""
    facts = sheet(
        *((text, Role.SHORTCOMING) for text in shortcomings),
        *((text, Role.MEASURE) for text in measures),
    )
    made = plan(facts, GENRE)
    return made, [[facts[id].text for id in row] for row in made.measures]


@given(SHEETS, st.data())
@settings(max_examples=80, deadline=None)
def test_every_fact_stands_once(rows, data):
    """Whatever the facts look like, each is placed once; what is dropped is listed as such."""
    facts = sheet(*rows)
    ids = [fact.id for fact in facts]
    dropped = dict.fromkeys(data.draw(st.sets(st.sampled_from(ids))), "未公开")

    made = plan(facts, GENRE, dropped=dropped)

    assert Counter(made.placed) == Counter(ids)
    assert dict(made.dropped) == dropped
    assert [section.role for section in made.sections] == list(GENRE.roles)
    assert len(made.measures) == len(made.shortcomings)


def test_a_plan_is_the_same_every_time():
    """The same sheet gives the same plan."""
    facts = sheet(*[f"新建学校{n}所" for n in range(1, 20)], "发展党员19名")

    assert plan(facts, GENRE) == plan(facts, GENRE)


def test_the_sheets_own_place_holds():
    """What the user put under a heading stays there, whatever it reads like."""
    made = plan(sheet(("发展党员19名", "integrity"), ("新建学校6所", "politics")), GENRE)
    places = {s.role: [id for point in s.points for id in point.facts] for s in made.sections}

    assert places["integrity"] == ["F1"]
    assert places["politics"] == ["F2"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_measures_find_their_shortcomings(order):
    """In whatever order they are given, each measure answers its own shortcoming."""
    made, rows = answers([short for short, _ in PAIRS], [PAIRS[at][1] for at in order])

    assert rows == [[measure] for _, measure in PAIRS]
    assert made.unrelated == ()


def test_a_shortcoming_without_a_measure_has_an_empty_row():
    """Fewer measures than shortcomings: the rest is to be proposed."""
    _, rows = answers([short for short, _ in PAIRS], [PAIRS[2][1]])

    assert rows == [[], [], [PAIRS[2][1]]]


def test_measures_to_spare_join_the_one_that_they_fit():
    """More measures than shortcomings: none gets an ordinal that answers nothing."""
    extra = "走访企业40家，现场解决招商引资项目落地难题"
    _, rows = answers([short for short, _ in PAIRS], [extra, *(told for _, told in PAIRS)])

    assert len(rows) == 3
    assert extra in rows[0]
    assert [told for row in rows for told in row].count(extra) == 1


def test_a_long_sheet_of_one_field_has_leads():
    """However many points there are of one subject, each has a lead."""
    made = plan(sheet(*[f"新建学校{n}所，新增学位{n}个" for n in range(10, 100)]), GENRE)
    leads = [point.lead for section in made.sections for point in section.points]

    assert len(leads) > 9
    assert all(leads)


def test_measures_alone_are_kept():
    """Without any shortcoming the measures stay, under one that is still to be written."""
    made, rows = answers([], ["每月下村两次"])

    assert rows == [["每月下村两次"]]
    assert made.shortcomings == ((),)


def test_neither_shortcoming_nor_measure():
    """A sheet without them plans none."""
    made, rows = answers([], [])

    assert (made.shortcomings, rows, made.unrelated) == ((), [], ())


def test_a_measure_about_something_else_is_marked():
    """The user's own measure stays where it was given; that it misses is noted."""
    told = "牢固树立为人民服务的宗旨意识，解决突出民生问题"
    made, rows = answers(["思想解放步子不大。招商引资办法不多"], [told])

    assert rows == [[told]]
    assert made.unrelated == (0,)


def test_a_measure_answers_what_its_author_put_it_under():
    """However its words sound; the others go where they fit among those that are left."""
    found = plan(
        Facts(
            (
                Fact("F1", PAIRS[0][0], Role.SHORTCOMING),
                Fact("F2", PAIRS[1][0], Role.SHORTCOMING),
                Fact("F3", PAIRS[2][0], Role.SHORTCOMING),
                Fact("F4", PAIRS[0][1], Role.MEASURE, under="F3"),
                Fact("F5", PAIRS[1][1], Role.MEASURE),
                Fact("F6", PAIRS[2][1], Role.MEASURE, under="F1"),
            ),
            year=2023,
            role="县长",
        ),
        GENRE,
    )

    assert found.measures == (("F6",), ("F5",), ("F4",))
    assert found.unrelated == ()


@pytest.mark.parametrize(
    ("strange", "word"),
    [
        ("组织中心组学习12次", "学习"),
        ("提拔中层干部6名", "干部"),
        ("开展廉政警示教育4次", "廉|警示"),
        ("主题党日12次", "党|组织"),
    ],
)
def test_what_no_duty_of_a_post_is_like_has_a_point_of_its_own(strange, word):
    """A finance chief who puts all under one heading learns nothing by 采购评审."""
    own = (
        *("完成政府采购5.31亿元", "完成投资评审项目213个", "组织收入18.6亿元，增长6.3%"),
        *("盘活存量资金4680万元", "化解债务2.15亿元", "清理拖欠企业账款3810万元"),
    )
    facts = sheet(*((text, "duty", "履职情况") for text in (*own, strange)))
    facts = replace(facts, role="县财政局局长")
    points = next(each.points for each in plan(facts, GENRE).sections if each.role == "duty")
    [point] = [point for point in points if f"F{len(own) + 1}" in point.facts]

    assert point.facts == (f"F{len(own) + 1}",)
    assert re.search(word, point.lead)


def section(role: str, rows, *, post: str = ""):
    """The points of a section in which these are told."""
    facts = tuple(Fact(f"T{at}", text, role=role) for at, text in enumerate(rows))
    made = plan(Facts(facts, role=post), GENRE)
    return next(each for each in made.sections if each.role == role).points


def test_a_short_section_of_what_every_post_reports_is_one_run():
    """Four facts of the team need no points: a lead over each promises more than follows."""
    few = ["送训干部23人次", "慰问职工57户", "轮岗4人", "技能比武办了1届"]

    assert [len(point.facts) for point in section("team", few)] == [len(few)]
    assert len(section("team", [*few, "评出先进个人5名"])) > 1


def test_leads_over_study_stay_where_they_are_sure():
    """Of three points or more, above somebody who leads people."""
    told = [
        *("中心组学习12次", "讲党课3次，到基层宣讲8场"),
        *("党员志愿服务96人次，设先锋岗12个", "三会一课38次"),
    ]
    points = section("politics", told, post="镇长")

    assert len(points) > 2
    assert all(point.lead for point in points)
    assert len(section("politics", told, post="护士")) == 1
