"""Leads and headings say what facts are about, and no more."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Facts
from drafter.document import genre as genres
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.drafting.phrases import duties, headings, leads, topics
from drafter.drafting.steps.plan import plan
from drafter.readers import read_facts
from drafter.text import shared_run
from tests.drafting.phrases.sheets import DUTIES, SEEDS

GENRE = genres.load("shuzhi")
TEXTS = sorted({text for texts in DUTIES.values() for text in texts})
SLOGAN = re.compile(
    "坚强|扎实|有力|显著|深入|全面|彻底|不断|持续|切实|全力|打造|谱写|奋力|堡垒|堤坝"
)
MIXES = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8, unique=True)


def unborne(lead, texts):
    """The subjects that a lead names although no fact has a word of theirs."""
    named = {s.noun for topic in topics.load() for s in topic.subjects if s.noun in lead}
    borne = [
        (topic, subject)
        for topic in topics.load()
        for subject in topic.subjects
        if any(word in text for word in subject.words for text in texts)
    ]
    return named - {subject.noun for _, subject in borne} - {topic.name for topic, _ in borne}


def points(facts):
    """The texts of each point of a sheet that has a lead, with the lead and its section."""
    made = plan(facts, GENRE)
    for section in made.sections:
        for point in section.points:
            if point.lead:
                yield point.lead, [facts[id].text for id in point.facts], section.role


@pytest.fixture(params=SEEDS, ids=lambda path: path.parent.name)
def sheet(request):
    """Every sheet among the seeds."""
    return read_facts(request.param)


def test_leads_of_a_sheet_cover_their_facts(sheet):
    """A lead is visibly about its facts or names their duty, of three at least two."""
    office = duties.office(sheet)
    for lead, texts, _ in points(sheet):
        stray = leads.covers(lead, texts, office)
        assert len(stray) <= max(1, len(texts) // 3)
        assert 6 <= len(lead) <= leads.LONGEST
        assert not SLOGAN.search(lead)


def test_leads_of_a_sheet_differ(sheet):
    """No two points of a section have the same lead."""
    told = [(role, lead) for lead, _, role in points(sheet)]

    assert len(set(told)) == len(told)


@given(MIXES)
@settings(max_examples=150, deadline=None)
def test_a_lead_names_nothing_that_no_fact_has(texts):
    """However facts are mixed, what the lead names stands in one of them."""
    for lead in leads.choices(texts, "duty", 6):
        assert unborne(lead, texts) == set()
        assert lead not in texts


@given(MIXES)
@settings(max_examples=100, deadline=None)
def test_a_lead_covers_a_group_of_few_fields(texts):
    """What a lead can name it names: none is left out where there are up to four fields."""
    fields = {match.topic for match in topics.assigned(texts, "duty") if match}
    if 0 < len(fields) <= leads.FIELDS:
        assert leads.covers(leads.lead(texts, "duty"), texts) == []


@pytest.mark.parametrize(
    ("texts", "lead"),
    [
        (
            ["粮食播种面积3.8万亩，总产1.52万吨", "高标准农田建成5200亩"],
            "抓好粮食生产，建设高标准农田",
        ),
        (["刑事案件破案764起", "命案2起，当年全破", "抓获逃犯157名"], "打击刑事犯罪"),
        (["修了3条通村公路", "镇卫生院门诊楼正在装修"], "建设农村公路和医疗设施"),
        (["青溪水库除险加固完工", "汛期转移群众412人"], "加固水利设施，抓好防汛度汛"),
        (["社区食堂开到6家", "调解邻里纠纷31件"], "优化社区服务，调处矛盾纠纷"),
    ],
)
def test_leads_read_as_an_office_writes(texts, lead):
    """Verb and noun for each subject, those of one verb together."""
    assert leads.lead(texts, "duty") == lead


def test_a_group_of_many_subjects_of_one_field_is_named_by_the_field():
    """Five things of one office have no room one by one."""
    texts = ["值班37天", "档案归档1120卷", "接待来访83人次", "起草材料41篇", "会议保障64场"]

    assert leads.lead(texts, "duty") == "做好机关运转工作"


def test_a_fact_that_no_word_knows_is_not_hidden():
    """The lead leaves room for it."""
    lead = leads.lead(["调解邻里纠纷31件", "把旧皮影翻出来晒了"], "duty")

    assert lead == "做好调处矛盾纠纷等工作"


def test_a_lead_that_leaves_room_has_one_verb_for_each_thing():
    """做好抓好粮食生产 is said by nobody."""
    lead = leads.lead(["小麦单产412公斤", "硬化通村公路6公里", "把旧皮影翻出来晒了"], "duty")

    assert lead.count("好") == 1


def test_facts_that_no_word_knows_are_named_by_their_own_words():
    """Or by the section, when they have none that could stand in a lead."""
    assert leads.lead(["皮影戏台3座"], "duty") == "抓好皮影戏台等工作"
    assert leads.lead(["3"], "team") in leads.PLAIN["team"]


def test_a_taken_lead_is_not_told_again():
    """While there is another that is as true."""
    texts = ["粮食总产1.8万吨", "高标准农田5200亩"]
    first = leads.lead(texts, "duty")
    second = leads.lead(texts, "duty", [first])

    assert second != first
    assert leads.covers(second, texts) == []


def test_choices_are_several_and_all_true():
    """A person who is offered leads can take any of them."""
    texts = ["粮食总产1.8万吨", "高标准农田5200亩", "村集体收入都过了15万元"]
    offered = leads.choices(texts, "duty", 5)

    assert 3 <= len(offered) <= 5
    assert all(leads.covers(lead, texts) == [] for lead in offered)


@pytest.mark.parametrize(
    ("lead", "texts", "stray"),
    [
        ("补齐农村基础设施短板", ["修了3条通村路", "给4个村换了自来水管", "发展党员19名"], [2]),
        ("抓项目、强工业", ["引进项目5个", "工业总产值18.7亿", "看望孤寡老人12次"], [2]),
        ("严守廉洁自律规定", ["没拿过药商的回扣", "家属没在医药公司上班"], []),
        ("建良田、稳粮食", ["规上工业增加值增长8.9%"], [0]),
        ("筑牢财政安全堤坝", ["建了5个社区食堂"], [0]),
        ("修好群众出行路", ["卫生院床位加到99张", "公厕改造5座"], [0, 1]),
    ],
)
def test_covers_is_lenient_to_synonyms_and_strict_to_other_fields(lead, texts, stray):
    """A general word covers what belongs to it; what a lead is not about is named."""
    assert leads.covers(lead, texts) == stray


def rows(facts: Facts):
    """The headings of a sheet as its plan has them, with the roles."""
    return [(section.role, section.heading) for section in plan(facts, GENRE).sections]


def test_headings_are_parallel_and_recognised(sheet):
    """Of one form and length, and each is read back as the section that it opens."""
    words = Vocabulary.of(GENRE)
    found = rows(sheet)
    lengths = [len(heading) for _, heading in found]
    before = ["", *[role for role, _ in found]]

    assert max(lengths) - min(lengths) <= 5
    assert all(10 <= length <= 22 for length in lengths)
    assert [str(words.role(h, after=was)) for (_, h), was in zip(found, before, strict=False)] == [
        role for role, _ in found
    ]


def test_headings_of_two_sheets_share_only_what_their_facts_share():
    """The fixed part is short: no run of eight characters that is not a subject's."""
    fixed = [head for form in headings.HEADS for head in form.values()]
    fixed += [name for names in leads.PLAIN.values() for name in names]

    assert max(map(len, fixed)) < 8
    assert all(shared_run(a, b) < 8 for a in fixed for b in fixed)


def test_who_leads_nobody_has_no_team_in_a_heading():
    """A clerk's heading speaks of how he works."""
    told = [("duty", [list(DUTIES["办公室科员"])]), ("team", [["参加业务考试2次"]])]
    alone = headings.headings(told, has_staff=False)

    assert "队伍" in headings.headings(told)[1]
    assert not any("队伍" in heading for heading in alone)


def test_a_section_without_facts_has_a_plain_heading():
    """Nothing is named that nobody did."""
    told = headings.headings([("politics", []), ("integrity", [[]])])

    assert len({len(heading) for heading in told}) == 1
    assert not any(s.noun in told[0] for s in topics.named("theory").subjects)


def test_a_thread_names_the_main_fields():
    """Two at least, else none: a thread of one is no thread."""
    assert headings.thread([["粮食总产1.8万吨"], ["修了3条通村公路"]], "duty") == (
        "抓好粮食生产，建设农村公路"
    )
    assert headings.thread([["粮食总产1.8万吨"]], "duty") == ""


def test_who_joins_is_named_by_the_lead():
    """充实教师力量 over teachers; whoever else, where the facts name several."""
    assert leads.lead(["招聘教师31人，其中体育教师6人"], "team") == "充实教师力量"
    assert "人员" in leads.lead(["招聘教师31人", "补充辅警12名"], "team")


def test_a_heading_says_no_verb_twice():
    """抓履职，抓好主责主业 is no heading."""
    for number in range(40):
        rows = [
            (role, [[f"排查隐患{number}处"], [f"办理信访{number + 3}件"], ["修路2条"]])
            for role in ("politics", "duty", "team", "integrity")
        ]
        for heading in headings.headings(rows):
            first, _, second = heading.partition("，")
            assert second[0] not in first


def test_a_trade_has_its_own_words_for_what_every_post_does():
    """警 are 从优 treated; another office says the same plainly. Both cover the same facts."""
    told = Facts((), role="县公安局局长")
    police = duties.office(told)
    said = duties.in_own_words("充实人员力量，关爱干部职工", "team", police)

    assert said == "充实人员力量，落实从优待警"
    assert duties.in_own_words("关爱干部职工", "team", duties.load()["school"]) == "关爱干部职工"
    assert leads.covers("落实从优待警", ["走访慰问因病民警12人"], police) == []


def test_what_the_whole_year_was_about_is_said_once():
    """It opens the section on the work: the opening of the report strings the duties only."""
    groups = [["主线：以项目攻坚推动全镇经济发展"], ["修路3条", "架桥1座"], ["信访积案化解7件"]]

    assert "主线" not in headings.thread(groups, "duty", duties.load()["township"])
    assert leads.in_series(groups, "duty", duties.load()["township"])[0] == ""
