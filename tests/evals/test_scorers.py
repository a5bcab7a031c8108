"""Scorers: what each owes, what the seed document loses, and what a planted defect costs."""

import asyncio
import re
import time
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import readers
from drafter.chain.chain import Chain
from drafter.document import Fact, Facts, genre, parsing
from drafter.drafting import Isolated, draft
from drafter.models import Usage
from drafter.settings import Settings
from evals import outcome, scorers
from evals.case import Case, choose
from evals.planting import defects
from evals.scorers import Score, ScorerKind
from tests.fakes import STRONG, WEAK, FakeModel, merging
from tests.planned import planning

SCORERS = {scorer.name: scorer for scorer in scorers.all_scorers()}
FILES = {path.stem for path in Path(scorers.__file__).parent.glob("*.py")} - {"__init__"}
HARD = {name for name, scorer in SCORERS.items() if scorer.kind is ScorerKind.HARD}
SEED = outcome.seed()
SHEETS = ("education-2023", "street-2022", "town-2024")
ALIKE = 0.005  # what a few other characters may change in a share
FACTS = Facts(
    (
        Fact("F1", "新建学校6所"),
        Fact("F2", "投资**亿元"),
        Fact("F3", "调查研究不够", role="shortcoming"),
    ),
    year=2022,
)


def drafted(name, model=None, **options):
    """The outcome of a draft of one of the seeds."""
    (case,) = choose([name])
    chain = Chain(model, settings=Settings(attempts=1)) if model else None
    made = asyncio.run(draft(case.facts, chain, **options))
    return outcome.of_draft(case, made, chain.spend if chain else None)


@pytest.fixture(scope="module")
def clean():
    """What the chain writes from three sheets without a model, by sheet."""
    return {name: drafted(name) for name in SHEETS}


def values(told):
    """The values of scores."""
    return {name: score.value for name, score in told.items()}


def of_text(like, text):
    """Another text on the facts of an outcome."""
    return outcome.of_text(like.case, text)


# What every scorer owes


def test_every_file_holds_one_scorer_of_its_name():
    """A scorer is found under its own name, in kebab-case, and no file is without one."""
    assert sorted(name.replace("-", "_") for name in SCORERS) == sorted(FILES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in SCORERS)


@pytest.mark.parametrize("scorer", SCORERS.values(), ids=SCORERS)
def test_every_scorer_says_what_it_is(scorer):
    """Title and help are there, in Chinese, and what differs within the margin means nothing."""
    assert re.search("[一-龥]{2}", scorer.title)
    assert len(scorer.help) > len(scorer.title)
    assert 0 < scorer.margin < 0.1


def assert_sound(told):
    """In [0, 1] or not scored; a reason with whatever is lost; parts in [0, 1] where counted."""
    for name, score in told.items():
        assert score.value is None or 0 <= score.value <= 1, name
        assert score.value == 1 or re.search("[一-龥]", score.reason), name
        informs = name != "overall" and SCORERS[name].kind is ScorerKind.INFO
        assert all(0 <= part <= 1 for part in score.parts.values()) or informs, name


def test_scores_are_sound_and_always_the_same(clean):
    """Drafts, the seed, a text without any form: the same values whenever they are asked for."""
    told = [*clean.values(), SEED, of_text(SEED, "你好。"), of_text(SEED, "")]
    for each in told:
        assert_sound(scorers.score(each))

        assert scorers.score(each) == scorers.score(of_text(each, each.report.text))


def test_scores_come_fast(clean):
    """Beyond what the findings cost, a draft is scored in far less than 0.15 s."""
    scorers.score(clean["town-2024"])  # what all texts share is worked out once
    seconds = []
    for _ in range(3):  # the least: a collection of what other tests left falls on any of them
        fresh = of_text(clean["town-2024"], clean["town-2024"].report.text)
        start = time.process_time()
        scorers.score(fresh)
        seconds.append(time.process_time() - start)

    assert min(seconds) < 0.15


PIECES = st.sampled_from(
    [
        *("一是", "二是", "二、", "（一）", "1.", "个人存在的不足：", "改进措施："),
        *("一、旗帜鲜明讲政治，坚定不移把准前进方向\n", "针对2021年度考核反馈的", "加强"),
        *("新建学校", "6所", "〔待补：时限〕", "六大攻坚战", "解放思想、攻坚克难"),
        *("“", "”", "《", "**", "***", "12.5％", "3亿元", "2022年，", "。", "，", "、", "# "),
        *("\n", "\u3000", "\r\n", "\x00", "\ud7ff", "𠀀", "ﷺ"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join), st.booleans())
def test_any_text_is_scored(text, with_facts):
    """Whatever the text and the sheet: no crash, sound scores."""
    facts = FACTS if with_facts else Facts(())

    assert_sound(scorers.score(outcome.of_text(Case("any", facts), text)))


# The seed document, by its own facts


def test_the_seed_is_whole_and_faithful():
    """What domain.md finds no fault with is 1."""
    told = values(scorers.score(SEED))
    right = {name for name, value in told.items() if value == 1}

    assert right >= {"structure", "kept", "grounded", "paired", "admissions", "merging"}


def test_the_seed_is_no_measure_for_itself():
    """Its closeness to itself and its own matter say nothing; no model wrote it."""
    told = values(scorers.score(SEED))

    assert {name for name, value in told.items() if value is None} == {
        *("closeness", "leakage", "usable", "cost", "duration")
    }


def test_the_seed_loses_where_its_measures_fail():
    """Measure 二 answers nothing; that is no failure that nothing makes good."""
    told = scorers.score(SEED)

    assert told["measures"].value == pytest.approx(2 / 3)
    assert "第2条措施看不出针对这条不足" in told["measures"].reason
    assert told["overall"].value > 0.9


LOSSES = {
    "register": {"raised", "form"},
    "repetition": {"filler", "slogans"},
    "substance": set(),  # what cannot be checked stands so in its sheet
}


@pytest.mark.parametrize("name", LOSSES)
def test_the_seed_loses_these_parts_and_no_others(name):
    """Overlong sentences, long lists, a word of talk; vague words."""
    parts = scorers.score(SEED)[name].parts

    assert {part for part, value in parts.items() if value < 1} == LOSSES[name]


@pytest.mark.parametrize("hard", sorted(HARD))
def test_a_failure_stands_below_every_text_without_one(hard):
    """One fact of a thousand lost and all else perfect, beside the worst prose there can be."""
    soft = {each.name for each in SCORERS.values() if each.kind is ScorerKind.SOFT}
    barely = SCORERS[hard].sure - 0.001
    failed = {**dict.fromkeys(soft | HARD, Score(1.0)), hard: Score(barely)}
    poor = dict.fromkeys(soft, Score(0.0)) | dict.fromkeys(HARD, Score(1.0))
    poor["grounded"] = Score(SCORERS["grounded"].sure)

    assert scorers.overall(failed).value < scorers.overall(poor).value
    assert SCORERS[hard].title in scorers.overall(failed).reason


def test_what_the_author_wrote_himself_is_no_fault_of_the_text():
    """减少**％ and 年底 stand in the seed's sheet; what its text adds of the kind costs."""
    text = SEED.report.text.replace("全面加强城市党建工作", "信访量减少15％，近期加强城市党建工作")
    before, after = (values(scorers.score(each)) for each in (SEED, of_text(SEED, text)))

    assert before["substance"] == 1.0
    assert after["substance"] < 0.95


def test_the_seed_gives_itself_away():
    """Five leaks beside its masks; the first are named."""
    told = scorers.score(SEED)["masking"]

    assert told.value == pytest.approx(0.9**2.5)
    assert "江西网院" in told.reason


# Drafts of the chain


@pytest.mark.parametrize("name", SHEETS)
def test_a_draft_without_a_model_scores_high(clean, name):
    """All that is hard is 1; what is soft near it, but for measures that are left open."""
    told = values(scorers.score(clean[name]))
    soft = {each.name for each in SCORERS.values() if each.kind is ScorerKind.SOFT} - {"measures"}

    assert {told[each] for each in HARD} <= {1.0, None}
    assert min(value for each, value in told.items() if each in soft and value is not None) > 0.75
    assert told["overall"] > 0.9


# Planted defects: which scorer falls, and which others may with it

PLANTED = {
    "改动一个数字": ("grounded", "kept"),
    "换单位": ("grounded", "kept"),
    "万、亿互换": ("grounded", "kept"),
    "％与百分点互换": ("grounded", "kept", "register"),
    "两条要点的数对调": ("grounded", "kept"),
    "一条要点里的数对调": ("grounded", "kept"),
    "编造荣誉": ("grounded", "meaning", "restraint"),
    "编造引语、文件": ("grounded", "meaning"),
    "编造领导评价": ("grounded", "restraint"),
    "编造名次": ("grounded", "meaning", "restraint"),
    "增减、完成与否颠倒": ("grounded", "meaning"),
    "掩码里填数": ("grounded", "kept", "masking", "leads", "grouping"),
    "漏写一条要点": ("kept", "proportion", "grouping", "closeness", "substance", "leads"),
    "掩码连同分句丢失": ("kept",),
    "少一条措施": ("paired", "measures", "kept", "closeness", "proportion"),
    "措施换成套话": ("measures", "kept", "repetition", "density"),
    "措施只把不足反过来说": ("measures", "kept"),
    "措施与不足不相干": ("measures", "kept", "grounded", "density"),
    "丢一个序号": ("structure", "leads", "grouping"),
    "序号重复": ("structure",),
    "缺一部分": (
        *("structure", "kept", "density", "proportion", "grouping", "merging", "register"),
        *("sameness", "closeness", "leads"),
    ),
    "缺一个标题": ("structure", "closeness", "proportion", "grouping"),
    "两部分对调": ("structure", "closeness"),
    "反馈年度写错": ("structure",),
    "开头不写年度": ("structure",),
    "同一句话写两遍": ("repetition", "grouping", "grounded", "leads", "proportion"),
    "句子过长": ("register", "leads", "structure"),
    "数字旁有空格": ("register",),
    "半角标点": ("register", "leads"),
    "点题句不整齐": ("leads", "density"),
    "Markdown 残留": ("structure",),
    "反馈问题不点名": ("substance", "closeness", "register"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_costs_the_scorer_it_is_meant_for(clean, name):
    """The one falls every time it is planted; none but those named beside it falls visibly."""
    (defect,) = (each for each in defects() if each.name == name)
    meant, *beside = PLANTED[name]
    planted = 0
    for own in clean.values():
        told = scorers.score(own)
        before = values(told)
        is_masked = name == "同一句话写两遍" and "**" in own.report.text  # a mask too many as well
        if is_masked or before[meant] is None:  # as pairs are where every measure is left open
            continue
        for text in islice(defect.plant(own.report, Random(3)), 1):
            after = values(scorers.score(of_text(own, text)))
            fallen = {
                each
                for each, value in before.items()
                if value is not None and (after[each] or 0) < value - ALIKE
            }
            planted += 1

            assert meant in fallen
            assert fallen <= {meant, *beside, "overall"}
    assert planted


def test_one_invention_is_seen_in_the_longest_report(clean):
    """A false figure costs a tenth, whatever stands around it."""
    own = clean["town-2024"]
    text = own.report.text.replace("12.6公里", "18.6公里")

    assert values(scorers.score(of_text(own, text)))["grounded"] == pytest.approx(0.9)


def test_words_of_the_seed_are_no_style(clean):
    """A paragraph taken over makes a draft no closer, and what it tells is a leak."""
    own, taken = clean["town-2024"], SEED.report.sections[3].text
    foreign = own.report.text.replace("\n反馈整改", f"\n{taken}\n反馈整改")
    before, after = (scorers.score(each) for each in (own, of_text(own, foreign)))

    assert after["closeness"].value < before["closeness"].value - 0.2
    assert "照抄范文" in after["closeness"].reason


@pytest.mark.parametrize("term", ["六大攻坚战", "“富硒”品牌", "感坑中心小学", "28名"])
def test_matter_of_the_seed_is_a_leak(clean, term):
    """A coinage, a quote, a name, a figure of somebody else's; unless a fact has it too."""
    own = clean["town-2024"]
    text = own.report.text.replace("2024年，", f"2024年，围绕{term}，", 1)
    told = scorers.score(of_text(own, text))["leakage"]
    facts = Facts((*own.facts.items, Fact("F99", f"抓好{term}")), year=2024)

    assert told.value == pytest.approx(0.9)
    assert told.reason.startswith("写进了范文的内容")
    assert scorers.score(outcome.of_text(Case("own", facts), text))["leakage"].value == 1


def test_talk_is_not_the_register():
    """How people talk is far from how the genre is written, though every part is there."""
    talk = (
        "2024年，在县委的领导下，本人做了很多事情，大家都说好。\n"
        "一、讲政治\n今年我们学了好多东西呢！然后我也说了很多话，感觉挺好的。我觉得这个很重要啊，"
        "所以我就每天都看书，看了以后就有很多想法，有时候想着想着就睡着了。\n"
        "二、抓工作\n我们修了路，路修好了以后车就能开进去了，老百姓可高兴了（真的）。\n"
    )

    assert scorers.score(of_text(SEED, talk))["register"].value < 0.7


# What a model was asked for, and what of it passed


def test_what_never_came_is_refused():
    """Empty clauses and useless answers count as much as bad ones."""
    for say in (merging(lambda _: ""), lambda _: " "):
        made = drafted("town-2024", FakeModel(say, WEAK))
        told = scorers.score(made)["usable"]

        assert made.passed == 0
        assert told.value == 0
        assert "没有写" in told.reason


def test_what_a_small_model_merges_well_is_usable():
    """Every point that it was asked about; what it twists or forgets is not."""
    good = merging(lambda told: "；".join(told) + "。")
    forgetful = merging(lambda told: f"{told[0]}。")
    boasting = merging(lambda told: "；".join(told) + "，成效显著。")
    told = [
        values(scorers.score(drafted("town-2024", FakeModel(say, WEAK))))["usable"]
        for say in (good, forgetful, boasting)
    ]

    assert told[0] > 0.5 > told[1] == told[2] == 0


def test_faithful_sentences_are_usable_and_twisted_ones_are_not():
    """A strong model's sentences are counted one by one, those asked for again too."""
    facts = choose(["education-2023"])[0].facts
    good = planning(facts, lambda own, fact: [(f"{fact}。", [own])])
    bad = planning(facts, lambda own, fact: [(f"{fact}，惠及7.7万人。", [own])])
    silent = planning(facts, lambda *_: [])
    told = [
        values(scorers.score(drafted("education-2023", FakeModel(say, STRONG))))["usable"]
        for say in (good, bad, silent)
    ]

    assert told[0] > 0.5
    assert max(told[1:]) < 0.2  # the measures that it proposes are good


def test_a_step_apart_keeps_what_the_others_were_refused():
    """With the same answers in the isolated step, an isolated draft is worth the same."""
    (case,) = choose(["education-2023"])
    lie = planning(case.facts, lambda own, fact: [(f"{fact}，惠及7.7万人。", [own])])
    model = FakeModel(lie, STRONG)
    chain = Chain(model, settings=Settings(attempts=1))
    whole = asyncio.run(draft(case.facts, chain))
    apart = asyncio.run(
        draft(case.facts, chain.fork(), isolated=Isolated("answer", whole.planned, whole.material))
    )

    assert whole.refused
    assert (apart.passed, apart.refused) == (whole.passed, whole.refused)


def test_cost_and_time_are_only_told():
    """Less is more; a text without a model has neither; neither counts."""
    text, case = SEED.report.text, SEED.case
    dear, cheap = (
        outcome.Outcome(case, SEED.report, (), usage=Usage(tokens, 0), seconds=tokens / 100)
        for tokens in (20_000, 1_000)
    )
    told = [scorers.score(each) for each in (dear, cheap)]

    for name in ("cost", "duration"):
        assert 0 < told[0][name].value < told[1][name].value < 1
        assert scorers.score(outcome.of_text(case, text))[name].value is None
        assert SCORERS[name].kind is ScorerKind.INFO


def test_a_sheet_without_shortcomings_is_not_held_against_the_text():
    """Nothing to admit was given: nothing is said about pairs."""
    facts = readers.facts_from("- 新建学校6所\n".encode(), "f.md", ".md")
    case = Case("bare", facts)
    made = asyncio.run(draft(facts, None))
    told = scorers.score(outcome.of_draft(case, made, None))["paired"]

    assert told.value is None
    assert parsing.parse(made.report.text, genre.load("shuzhi")).shortcomings
