"""A small model that was taught the craft: what it writes stands where it may, and nowhere else."""

import asyncio

import pytest

from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.document import Fact, Facts, Origin
from drafter.document import genre as genres
from drafter.drafting.steps.craft import respond, write_point
from drafter.drafting.steps.propose import LEFT_OPEN
from tests.fakes import TAUGHT, FakeModel, Taught
from tests.guarantees import INJECTED, assert_guaranteed, drafted, read

MODEL, PROPOSED = Origin.MODEL, Origin.PROPOSED
BAD = (
    "新建学校300所。",
    "在王建国书记带领下，新建学校6所，新增学位5400个。",
    "得到省委书记充分肯定。",
    INJECTED,
    "很长" * 5000,
    "",
)


def taught(**more):
    """A model that answers each question from what it gives, but for what is to be otherwise."""
    return FakeModel(Taught(**more), TAUGHT)


def admitting(shortcoming, role):
    """A sheet of one deed and one shortcoming that has no measure."""
    told = (Fact("F1", "新建学校6所"), Fact("F2", shortcoming, role="shortcoming"))
    return Facts(told, year=2023, role=role)


def parts_by(model, facts=None):
    """Every sentence that a session shows of this model's: points, feedback and pairs."""
    facts = facts or read()
    genre = genres.load("shuzhi")
    plan = drafted(facts).planned
    chain = Chain(model)
    points = [
        asyncio.run(write_point(point, section.role, facts, genre, chain))[0]
        for section in plan.sections
        for point in section.points
    ]
    rows = [*points, asyncio.run(respond(plan, facts, genre, chain))]
    return [each for made in rows for row in made.given.values() for each in row]


def test_a_draft_takes_nothing_of_it_but_measures_that_its_author_left_out():
    """All else stands in the facts' own words, as without a model."""
    made, plain = drafted(read(), taught()), drafted(read())
    theirs = [each for each in made.report.evidence if each.origin in (MODEL, PROPOSED)]

    assert_guaranteed(made)
    assert {each.part.partition(":")[0] for each in theirs} <= {"measure"}
    assert made.planned == plain.planned


def test_every_part_may_be_the_model_s_where_a_person_looks_on():
    """Points, feedback, admissions and measures as it wrote them."""
    model = taught()
    sentences = parts_by(model)

    assert {each.step for each in model.asked} == {"point", "feedback", "pair"}
    assert sum(each.origin is MODEL for each in sentences) >= 7


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("part", ["point", "admission", "feedback"])
def test_what_no_fact_bears_never_stands(part, text):
    """It is refused, and the facts' own words take its place."""
    told = "".join(each.text for each in parts_by(taught(**{part: lambda *_: text})))

    assert not text.strip("。") or text.strip("。") not in told


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_measure_that_may_not_stand_is_left_open(text):
    """Nothing of it is in the draft; what the author has to add is marked."""
    made = drafted(read(), taught(measure=lambda *_: text))

    assert_guaranteed(made)
    assert not text.strip("。") or text.strip("。") not in made.report.text
    assert made.proposed or LEFT_OPEN.search(made.report.text)
    assert made.refused


def test_a_measure_that_may_not_stand_is_asked_for_again():
    """Warmer each time; the one that answers its shortcoming stands in the text, marked 拟."""
    facts = admitting("票友社底数不清", "文化馆馆长")
    tries = iter(["指导票友社36次。", "对票友社严肃追责。", "拟每月到票友社核对，逐次登记。"])
    model = taught(measure=lambda *_: next(tries))
    made = drafted(facts, model)
    asked = [each.repeat for each in model.asked if each.step == "pair"]

    assert made.proposed == ("拟摸清票友社底数，每月到票友社核对，逐次登记",)
    assert not made.offers
    assert asked == [0, 1, 2]


def test_a_measure_that_goes_round_in_circles_is_offered_beside_the_text():
    """What stands there without a model stays, with the model's words beside it."""
    facts = admitting("票友社底数不清", "文化馆馆长")
    round_about = "拟每季度登记一次票友社活动情况，每季度填写一次，每季度通报一次。"
    made = drafted(facts, taught(measure=lambda *_: round_about))

    [(stands, offer)] = made.offers
    assert offer == round_about
    assert stands.startswith("拟摸清票友社底数，")
    assert round_about not in made.report.text


def test_a_proposed_measure_follows_the_failing_taken_back():
    """First what is done about it, then how."""
    facts = admitting("票友社底数不清", "文化馆馆长")
    made = drafted(facts, taught(measure=lambda *_: "拟建立票友社名册，每月登记一次。"))

    assert made.proposed == ("拟摸清票友社底数，建立票友社名册，每月登记一次",)
    assert not made.offers


def test_where_it_is_known_how_one_goes_at_a_failing_the_model_is_offered_beside_it():
    """What a capable chief does about such a failing stands; the model's words are a second way."""
    facts = admitting("应急演练走过场", "消防大队大队长")
    made = drafted(facts, taught(measure=lambda *_: "拟每月演练一次，逐次登记。"))

    [(stands, offer)] = made.offers
    assert offer == "拟每月演练一次，逐次登记。"
    assert "讲评" in stands


def test_half_a_fact_is_not_told_twice():
    """Where the second of two sentences on one fact may not stand, the first goes with it."""
    facts = admitting("人文关怀不够，有的医生和病人说不上三句话", "院长")
    bad = "人文关怀不够。有的医生与病人交谈时只说三句话。"
    told = "".join(each.text for each in parts_by(taught(admission=lambda *_: bad), facts))

    assert told.count("人文关怀不够") == 1
    assert "说不上三句话" in told


def test_what_is_told_wrongly_goes_and_is_told_rightly():
    """The wrong sentence does not stay beside the facts' own words."""
    fact = "院党委会前置研究重大事项34项，党委领导下的院长负责制写进章程"
    facts = Facts((Fact("F1", fact, role="duty"),), year=2023, role="院长")
    bad = "落实党委领导下的院长负责制，将院党委会前置研究重大事项34项，写入章程。"
    told = "".join(each.text for each in parts_by(taught(point=lambda _: bad), facts))

    assert told.count("34项") == 1
    assert "院长负责制写进章程" in told


def test_a_given_measure_is_kept_and_not_replaced():
    """The author's own is raised at most; a model that writes another is not heard."""
    facts = Facts(
        (
            Fact("F1", "新建学校6所"),
            Fact("F2", "到村里调查研究少", role="shortcoming"),
            Fact("F3", "每月到2个村调研", role="measure"),
        ),
        year=2023,
        role="镇长",
    )
    made = drafted(facts, taught(measure=lambda *_: "拟每月开展调查研究，逐次登记。"))

    assert "每月到2个村调研" in made.report.text
    assert "逐次登记" not in made.report.text or "2个村" in made.report.text
    assert not [each for each in made.report.evidence if each.origin is Origin.PROPOSED]


def test_a_prompt_that_it_was_not_trained_with_is_noticed(tmp_path):
    """The draft says so; the prompts in use are those it knows."""
    mine = tmp_path / "mine.md"
    source = prompts.active("point").source.replace("一条不漏", "一条也不漏")
    mine.write_text(source, "utf-8")

    with prompts.pinned(f"point={mine}"):
        told = drafted(read(), taught()).log

    assert [line for line in told if "point=" in line and "学过" in line]
    assert not [line for line in drafted(read(), taught()).log if "学过" in line]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("刑事案件立案1126起", "侦破刑事案件1126起。"),
        ("城市体检发现问题12个", "发现问题12个。"),
        ("毕业生去向落实率93.6%", "毕业生就业落实率93.6%。"),
    ],
)
def test_a_small_model_changes_no_word_that_good_writers_do_not(fact, text):
    """Every figure is there; a strong model's sentence may stand, and this one's does not."""
    facts = Facts((Fact("F1", fact, role="duty"),), year=2023, role="县长")
    told = parts_by(taught(point=lambda _: text), facts)

    assert text not in [each.text for each in told]
    assert fact in "".join(each.text for each in told)
