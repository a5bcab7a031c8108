"""What a single fact is called in a lead, and leads made of what facts are called."""

import re

import pytest

from drafter.drafting.phrases import duties, leads, namings
from drafter.drafting.phrases.namings import BOTH, Naming

POSTS = sorted(namings.load())


@pytest.fixture(params=POSTS)
def post(request: pytest.FixtureRequest) -> str:
    """A post, or a section that every post has."""
    return request.param


def test_every_post_of_the_tables_is_a_post_with_duties(post: str) -> None:
    """A table stands for a post, and what it is parted by are the duties of that post."""
    own = duties.shared() if post == namings.SHARED else duties.load()[post]
    assert {each.duty for each in namings.load()[post]} <= {duty.lead for duty in own.duties}


def test_a_naming_is_a_short_lead(post: str) -> None:
    """Four to ten characters, without figures."""
    odd = [
        each.lead
        for each in namings.load()[post]
        if not re.fullmatch("[\u4e00-\u9fff“”A-Z、]{4,10}", each.lead)
    ]
    assert not odd


def test_no_post_calls_two_things_the_same(post: str) -> None:
    """A name twice would say that its words are not known."""
    told = [each.lead for each in namings.load()[post]]
    assert len(told) == len(set(told))


def test_no_naming_is_proven_by_a_single_character(post: str) -> None:
    """One character stands in everything."""
    loose = [each for each in namings.load()[post] if any(len("".join(w)) < 2 for w in each.words)]
    assert not loose


def test_no_word_that_proves_a_naming_rules_it_out(post: str) -> None:
    """A row that can never hold is a slip of its writer."""
    silent = [
        each.lead
        for each in namings.load()[post]
        if all(each.is_ruled_out(BOTH.join(words)) for words in each.words)
    ]
    assert not silent


def test_the_facts_known_of_a_post_mostly_have_names(post: str) -> None:
    """Of what people jot down about a post four fifths are called something."""
    own = duties.shared() if post == namings.SHARED else duties.load()[post]
    facts = [
        fact
        for duty in own.duties[: len(own.own) or None]
        for fact in duty.facts.split("\n")
        if fact
    ]
    named = [fact for fact in facts if namings.duties(fact, post)]
    assert len(named) >= 0.8 * len(facts)


def test_words_prove_a_naming_unless_others_rule_it_out() -> None:
    """Both words of a pair have to stand there, and none of the others."""
    naming = Naming("检查食堂安全", "落实安全生产责任", (("食堂", "检查"),), (("营养",),), False)
    assert naming.weight("检查学校食堂12家") == len("食堂检查")
    assert not naming.weight("学校食堂换了灶具")
    assert naming.is_ruled_out("检查食堂营养餐")


def test_a_fact_of_two_matters_has_no_name() -> None:
    """What holds of one clause would leave the other out."""
    both = "招商引资签约项目7个，中心组学习12次"
    assert namings.names("招商引资签约项目7个", "county")
    assert not namings.names("中层干部竞聘上岗21名，末等调整5名", "team")
    assert namings.names("中心组学习12次", "politics")
    assert not namings.names(both, "politics")


def test_what_came_of_it_does_not_take_the_name_away() -> None:
    """A rate behind the deed is no deed of its own."""
    told = namings.names("绩效分配向急诊、儿科、护理倾斜，护士离职率由9.7%降至4.1%", "team")
    assert told
    assert "绩效" in told[0][0]


def test_what_only_one_trade_calls_so_is_not_said_elsewhere() -> None:
    """Words of a trade mean something else in another."""
    own = next(each for each in namings.load()["hospital"] if each.is_own)
    text = "".join(own.words[0])
    told = dict(namings.names(text, "court"))
    assert own.lead not in told or own.lead in {e.lead for e in namings.load()["court"]}


def test_a_section_that_every_post_has_is_not_called_what_the_work_is() -> None:
    """Honesty has names of its own."""
    assert not namings.names("查处超限超载货车412台次", "integrity")


def test_a_group_with_a_fact_of_another_matter_is_called_both() -> None:
    """守牢交通安全底线 over overloaded lorries and an orchard would name one of them."""
    office = duties.load()["transport"]
    texts = ("行业安全检查437家次，查出隐患612处", "争取上级补助资金2.37亿元")
    lead = leads.lead(texts, "duty", (), office)
    assert leads.is_sure(lead, texts, office)
    assert "安全" in lead
    assert re.search("资金|项目", lead)


def test_a_lead_of_names_says_of_every_fact_what_it_is() -> None:
    """So it stands over a line without a guess."""
    office = duties.load()["team"]
    assert leads.fits(
        leads.lead(["推行经理层任期制和契约化，签约率100%"], "team"),
        ["推行经理层任期制和契约化"],
        office,
    )
