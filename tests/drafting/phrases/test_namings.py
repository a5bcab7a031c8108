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


def test_a_naming_has_a_short_name(post: str) -> None:
    """Four to ten characters, without figures."""
    odd = [
        each.name
        for each in namings.load()[post]
        if not re.fullmatch("[\u4e00-\u9fff“”A-Z、]{4,10}", each.name)
    ]
    assert not odd


def test_no_post_calls_two_things_the_same(post: str) -> None:
    """A name twice would say that its words are not known."""
    told = [each.name for each in namings.load()[post]]
    assert len(told) == len(set(told))


def test_no_naming_is_proven_by_a_single_character(post: str) -> None:
    """One character stands in everything."""
    loose = [each for each in namings.load()[post] if any(len("".join(w)) < 2 for w in each.words)]
    assert not loose


def test_no_word_that_proves_a_naming_rules_it_out(post: str) -> None:
    """A row that can never hold is a slip of its writer."""
    silent = [
        each.name
        for each in namings.load()[post]
        if not any(each.holds(BOTH.join(words)) for words in each.words)
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
    naming = Naming("检查食堂安全", "守牢安全生产底线", (("食堂", "检查"),), (("营养",),))
    assert naming.holds("检查学校食堂12家")
    assert not naming.holds("学校食堂换了灶具")
    assert not naming.holds("检查食堂营养餐")


def test_what_somebody_did_not_do_proves_no_deed() -> None:
    """没有违规领取补贴 is about honesty, and publishes no list of subsidies."""
    assert namings.duties("公示补贴名单3次", "integrity")
    assert not namings.duties("没有违规领取补贴，没有干预社区工程", "integrity")


def test_a_section_that_every_post_has_knows_no_trade() -> None:
    """Honesty has words of its own."""
    assert namings.duties("查处超限超载货车412台次", "transport")
    assert not namings.duties("查处超限超载货车412台次", "integrity")


def test_a_lead_fits_a_fact_whose_words_prove_its_duty() -> None:
    """However little it sounds like the examples of the duty."""
    office = duties.load()["team"]
    text = "涉企检查“综合查一次”，检查频次降低42%"
    duty = next(iter(namings.duties(text, office.id)))
    assert max(office.weigh(text)) < leads.FITTING
    assert leads.fits(duty, [text], office)
