"""A small model that was taught the craft: what it writes stands where it may, and nowhere else."""

import pytest

from drafter import prompts
from drafter.document import Fact, Facts, Origin
from tests.fakes import TAUGHT, FakeModel, Taught
from tests.guarantees import INJECTED, assert_guaranteed, drafted, read

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


def test_every_part_may_be_the_model_s():
    """Points, feedback, admissions and measures as it wrote them, and no error."""
    made = drafted(read(), taught())
    by_model = [each for each in made.report.evidence if each.origin is Origin.MODEL]

    assert_guaranteed(made)
    assert {each.part.partition(":")[0] for each in by_model} == {
        *("point", "feedback", "shortcoming", "measure")
    }
    assert made.accepted == len(by_model) == 7


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("part", ["point", "admission", "measure", "feedback"])
def test_what_no_fact_bears_never_stands(part, text):
    """It is refused, and the facts' own words take its place."""
    made = drafted(read(), taught(**{part: lambda *_: text}))

    assert_guaranteed(made)
    assert not text.strip("。") or text.strip("。") not in made.report.text
    assert made.refused


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_bad_lead_leaves_the_plan_s(text):
    """It stays as the data made it."""
    own = drafted(read(), taught())
    made = drafted(read(), taught(lead=text))

    assert made.planned == own.planned


def test_a_lead_that_takes_in_its_facts_stands():
    """It takes the place of the plan's, before the text that the model wrote."""
    facts = Facts(
        (
            Fact("F1", "新建村小学3所，投资260万元", role="duty"),
            Fact("F2", "修通村公路12公里", role="duty"),
            Fact("F3", "调解矛盾纠纷213件", role="duty"),
            Fact("F4", "发放低保金86万元", role="duty"),
            Fact("F5", "种水稻3万亩", role="duty"),
            Fact("F6", "办文艺演出12场", role="duty"),
        ),
        year=2023,
        role="镇长",
    )
    lead = "建村小学，发低保金，办文艺演出，调解纠纷"
    plain, made = drafted(facts), drafted(facts, taught(lead=lead))
    before = [point.lead for section in plain.planned.sections for point in section.points]
    leads = [point.lead for section in made.planned.sections for point in section.points]

    assert lead not in before
    assert leads.count(lead) == 1, before


def test_a_measure_that_may_not_stand_is_asked_for_again():
    """Warmer each time; the one that answers its shortcoming stands, told as a proposal."""
    facts = Facts(
        (
            Fact("F1", "新建学校6所"),
            Fact("F2", "到村里调查研究少", role="shortcoming"),
        ),
        year=2023,
        role="镇长",
    )
    tries = iter(["开展调查研究36次。", "对村干部严肃追责。", "拟每月到村开展调查研究，逐次登记。"])
    model = taught(measure=lambda *_: next(tries))
    made = drafted(facts, model)
    proposed = [each for each in made.report.evidence if each.origin is Origin.PROPOSED]
    asked = [each.repeat for each in model.asked if each.step == "pair"]

    assert "拟每月到村开展调查研究，逐次登记。" in made.report.text
    assert len(proposed) == 1
    assert asked == [0, 1, 2]


def test_half_a_fact_is_not_told_twice():
    """Where the second of two sentences on one fact may not stand, the first goes with it."""
    facts = Facts(
        (
            Fact("F1", "新建学校6所"),
            Fact("F2", "人文关怀不够，有的医生和病人说不上三句话", role="shortcoming"),
        ),
        year=2023,
        role="院长",
    )
    bad = "人文关怀不够。有的医生与病人交谈时只说三句话。"
    made = drafted(facts, taught(admission=lambda *_: bad))

    assert made.report.text.count("人文关怀不够") == 1
    assert "说不上三句话" in made.report.text


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
    made = drafted(facts, taught(point=lambda _: text))

    assert text in [refused for refused, _ in made.refused]
    assert fact in made.report.text
