"""Facts joined without a model: every fact whole, nothing added, sentences of a readable length."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from drafter import grounding
from drafter.document import Fact, Origin, Role
from drafter.document import genre as genres
from drafter.drafting.register import raised
from drafter.drafting.steps.join import admission, answered, given_measure, join
from drafter.drafting.steps.propose import open_measure
from drafter.readers import read_facts
from drafter.text import length

GENRE = genres.load("shuzhi")
LIMIT = GENRE.limits.sentence_warning
SEEDS = Path(__file__).parent.parent.parent.parent / "seeds"
JOTTED = Path(__file__).parent.parent / "jotted.txt"
FIGURE = re.compile(r"[\d.]*\d|[*＊]+")
TOLD_BESIDE = {Role.FEEDBACK, Role.SHORTCOMING, Role.MEASURE}


def noted(*texts: str):
    """Noted."""
    return [Fact(f"F{at}", text) for at, text in enumerate(texts, 1)]


def points():
    """Points as they were noted, and the work of every sheet in random groups."""
    lines = JOTTED.read_text("utf-8").splitlines()
    rows = [noted(*line.split("；；")) for line in lines if "；；" in line]
    chance = random.Random(7)
    for path in sorted(SEEDS.glob("*/facts.*")):
        left = [fact for fact in read_facts(path) if fact.role not in TOLD_BESIDE]
        chance.shuffle(left)
        while left:
            size = chance.randint(1, 8)
            rows.append(left[:size])
            left = left[size:]
    return rows


POINTS = points()


def counted(texts) -> Counter[str]:
    """Counted."""
    return Counter(figure for text in texts for figure in FIGURE.findall(text))


def test_there_are_points_enough_to_say_anything():
    """There are points enough to say anything."""
    assert len(POINTS) > 200
    assert max(map(len, POINTS)) > 5


def test_every_fact_stands_in_one_sentence_and_in_the_given_order():
    """Every fact stands in one sentence and in the given order."""
    for facts in POINTS:
        told = [id for sentence in join(facts, genre=GENRE) for id in sentence.facts]
        assert told == [fact.id for fact in facts]


def test_every_fact_is_told_in_full():
    """Every fact is told in full."""
    partial = []
    for facts in POINTS:
        sentences = [sentence.text for sentence in join(facts, genre=GENRE)]
        partial += [
            (fact.text, sentences)
            for fact in facts
            if grounding.coverage(fact.text, sentences).state != "full"
        ]
    assert not partial


def test_no_term_of_a_raised_fact_is_lost():
    """No term of a raised fact is lost."""
    lost = []
    for facts in POINTS:
        text = "".join(sentence.text for sentence in join(facts, genre=GENRE))
        for fact in facts:
            known = raised(fact.text)
            gone = set(grounding.kept(known, text)) - set(grounding.kept(known, known))
            lost += [(known, gone)] if gone else []
    assert not lost


def test_the_figures_are_those_of_the_facts_no_more_and_no_less():
    """The figures are those of the facts no more and no less."""
    for facts in POINTS:
        sentences = join(facts, genre=GENRE)
        assert counted(s.text for s in sentences) == counted(f.text for f in facts)


def test_nothing_stands_there_but_the_facts_words_and_marks():
    """Beside 本人 where nobody else can be meant."""
    for facts in POINTS:
        own = Counter("".join(raised(fact.text) for fact in facts))
        text = "".join(sentence.text for sentence in join(facts, genre=GENRE))
        added = Counter(text) - own
        assert not set(added) - set("。；，本人"), (text, added)


def test_sentences_keep_to_the_limit_and_end_with_a_mark():
    """Sentences keep to the limit and end with a mark."""
    for facts in POINTS:
        for sentence in join(facts, genre=GENRE):
            longest = max(length(each) for each in re.split("(?<=。)", sentence.text))
            assert longest <= LIMIT + 1 or len(sentence.facts) == 1
            assert sentence.text.endswith(("。", "？", "！"))
            assert sentence.origin is Origin.FACT
            assert len(sentence.facts) <= 4


def test_facts_are_merged_more_often_than_not():
    """Facts are merged more often than not."""
    sentences = [s for facts in POINTS if len(facts) > 2 for s in join(facts, genre=GENRE)]
    assert sum(len(s.facts) for s in sentences) / len(sentences) > 1.6


def test_a_head_is_said_once():
    """A head is said once."""
    told = join(noted("全年培训村干部3期", "全年培训网格员2期"), genre=GENRE)
    assert [each.text for each in told] == ["全年培训村干部3期；培训网格员2期。"]


def test_the_person_is_said_once():
    """The person is said once."""
    told = join(noted("本人按规定报告个人有关事项", "我没有插手采购"), genre=GENRE)
    assert [each.text for each in told] == ["本人按规定报告个人有关事项；未插手采购。"]


def test_the_person_is_said_again_where_others_stand_between():
    """The person is said again where others stand between."""
    told = join(noted("本人未收礼，家属未经商", "本人未插手采购"), genre=GENRE)
    assert "本人未插手采购" in told[0].text


def test_an_inner_full_stop_is_kept():
    """An inner full stop is kept."""
    told = join(noted("修路3公里。已通车", "建桥2座"), genre=GENRE)
    assert told[0].text == "修路3公里。已通车。"


def test_the_year_opens_a_point_only_where_a_deed_is_counted_and_no_time_is_named():
    """The year opens a point only where a deed is counted and no time is named."""

    def opened(text: str) -> bool:
        return join(noted(text), genre=GENRE, opens_with_year=True)[0].text.startswith("全年")

    assert opened("举办培训班6期")
    assert not opened("青溪水库除险加固完工")
    assert not opened("汛期转移群众412人")
    assert not opened("检查企业30家，正在整改2家")
    assert not join(noted("举办培训班6期"), genre=GENRE)[0].text.startswith("全年")


@pytest.mark.parametrize(
    ("jotted", "told"),
    [
        (
            "不足：招商办法不多，跑企业少，落地的多是小项目",
            "招商办法不多，走访企业少，落地的多为小项目。",
        ),
        ("村干部年纪偏大，后备人才接不上", "村干部年龄偏大，后备人才接续不上。"),
        ("基层治理还是靠人盯人，网格平台用得少", "基层治理仍靠人盯人，网格平台用得少。"),
        ("培训班开了不少，学员实际上岗的少", "培训班开了不少，学员实际上岗的少。"),
        (
            "一年只去了6所山区学校，老师住宿差的事知道得晚",
            "一年只去了6所山区学校，老师住宿差的事知道得晚。",
        ),
        (
            "思想解放步子不大：大会小会经常讲，举措不够多",
            "思想解放步子不大，大会小会经常讲，举措不够多。",
        ),
        (
            "年轻干部培养跟不上，没有35岁以下的后备干部",
            "年轻干部培养跟不上，没有35岁以下的后备干部。",
        ),
    ],
)
def test_an_admission_is_named_where_its_first_clause_is_a_name(jotted: str, told: str):
    """An admission is named where its first clause is a name."""
    assert [each.text for each in admission(noted(jotted), genre=GENRE)] == [told]


def test_an_admission_adds_no_word():
    """An admission adds no word."""
    lines = [line for line in JOTTED.read_text("utf-8").splitlines() if "；；" not in line]
    for fact in noted(*lines[1:]):
        text = "".join(each.text for each in admission([fact], genre=GENRE))
        assert not set(Counter(text) - Counter(raised(fact.text))) - set("。，")
        assert counted([text]) == counted([fact.text])


def test_a_given_measure_is_raised_and_loses_its_label():
    """A given measure is raised and loses its label."""
    told = given_measure(noted("改进措施：平台事件按期办结率提到95%以上"), genre=GENRE)
    assert [each.text for each in told] == ["平台事件按期办结率提高到95%以上。"]


def test_a_measure_that_nobody_gave_is_left_open_by_the_name_of_its_shortcoming():
    """A measure that nobody gave is left open by the name of its shortcoming."""
    told = open_measure(noted("村干部年纪偏大，后备人才接不上"), genre=GENRE)
    assert told[0].origin is Origin.OPEN
    assert told[0].text == "〔待补：针对村干部年龄偏大的改进措施〕。"


@pytest.mark.parametrize(
    ("jotted", "told"),
    [
        (
            ["2023年度考核反馈“班子沟通不够”：开民主生活会2次"],
            ["针对2023年度考核反馈的“班子沟通不够”问题，召开民主生活会2次。"],
        ),
        (
            ["上年考核说我们“工程推进慢”", "后来每周开一次调度会，共42次"],
            ["针对2023年度考核反馈的“工程推进慢”问题，每周召开一次调度会，共42次。"],
        ),
        (
            ["2023年度考核反馈“支出慢”：周调度", "2023年度考核反馈“指导少”：驻所42次"],
            ["针对2023年度考核反馈的“支出慢”问题，周调度。", "针对“指导少”问题，驻所42次。"],
        ),
        (
            ["去年考核说班子分工不清，今年重新分工"],
            ["针对2023年度考核反馈的“班子分工不清”问题，今年重新分工。"],
        ),
        (["巡察反馈31条，改完28条"], ["巡察反馈31条，完成整改28条。"]),
        (["审计反馈“白条入账”，检查3次"], ["审计反馈“白条入账”，检查3次。"]),
        (["2021年度考核反馈“培训少”，培训12期"], ["2021年度考核反馈“培训少”，培训12期。"]),
    ],
)
def test_feedback_is_answered_under_its_own_words(jotted: list[str], told: list[str]):
    """Feedback is answered under its own words."""
    found = answered(noted(*jotted), genre=GENRE, year=2024)
    assert [each.text for each in found] == told
    assert {id for each in found for id in each.facts} == {
        f"F{at + 1}" for at in range(len(jotted))
    }


def test_feedback_of_an_unknown_year_is_that_of_the_year_before():
    """Feedback of an unknown year is that of the year before."""
    told = answered(noted("考核反馈“调研少”：下村60天"), genre=GENRE, year=None)
    assert told[0].text == "针对上年度考核反馈的“调研少”问题，下村60天。"


@pytest.mark.parametrize(
    ("jotted", "told"),
    [
        (
            ["出栏生猪4860头", "全年出栏生猪4860头，完成计划的108%", "出栏生猪4860头，同比增长7%"],
            "全年出栏生猪4860头，完成计划的108%，同比增长7%。",
        ),
        (
            ["收取租金96.5万元，其中门面70万元", "收取租金96.5万元，比上年多4万元"],
            "收取租金96.5万元，比上年增加4万元，其中门面70万元。",
        ),
    ],
)
def test_a_figure_that_is_noted_again_is_told_once_with_all_that_is_told_of_it(jotted, told):
    """What is part of it stands last, so that no comparison is taken for the part's."""
    found = join(noted(*jotted), genre=GENRE)

    assert [each.text for each in found] == [told]
    assert len(found[0].facts) == len(jotted)


@pytest.mark.parametrize(
    "jotted",
    [
        ["东片植树15亩，成活率91%", "西片植树15亩，成活率88%"],
        ["培训6次", "安全培训6次，320人参加"],
        ["开挖鱼塘120亩，同比增长5%", "开挖鱼塘120亩，同比增长6%"],
    ],
)
def test_two_deeds_that_only_share_a_figure_stay_two(jotted):
    """Other words before a small figure, or two values of one thing, are both told."""
    text = "".join(each.text for each in join(noted(*jotted), genre=GENRE))

    assert all(text.count(mark) == 2 for mark in FIGURE.findall(jotted[0])[:1])
