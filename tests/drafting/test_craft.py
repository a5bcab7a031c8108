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
def test_a_bad_lead_or_heading_leaves_the_plan_s(text):
    """They stay as the data made them."""
    own = drafted(read(), taught())
    made = drafted(read(), taught(lead=text, headings=f"{text}\n" * 4 + f"主线：{text}"))

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
    lead = "调解矛盾纠纷，救助困难群众，组织文艺演出"
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


def in_every_section():
    """Facts in all four sections."""
    rows = {
        "politics": "中心组学习“双减”政策12次",
        "duty": "新建学校6所，新增学位5400个",
        "team": "招聘教师128名",
        "integrity": "开展廉政谈话36人次",
    }
    items = tuple(Fact(f"F{at}", rows[role], role=role) for at, role in enumerate(rows, 1))
    return Facts(items, year=2023, role="县教育局局长")


TITLES = ("组织中心组学习政策", "新建学校新增学位", "招聘引进教师人才", "开展廉政谈话提醒")


def test_headings_over_their_own_facts_stand():
    """All four of them, with the thread that the facts bear."""
    made = drafted(in_every_section(), taught(headings="\n".join([*TITLES, "主线：新建学校"])))

    assert tuple(section.heading for section in made.planned.sections) == TITLES


@pytest.mark.parametrize(
    "titles",
    [
        (*TITLES[:2], TITLES[3], TITLES[2]),  # each over the other's facts
        (*TITLES[:3], "守纪律"),  # too short
        (*TITLES[:3], "开展廉政谈话99次"),  # a figure that no fact has
        TITLES[:3],
    ],
)
def test_headings_stand_together_or_not_at_all(titles):
    """One that does not fit leaves the plan's four."""
    own = [section.heading for section in drafted(in_every_section()).planned.sections]
    made = drafted(in_every_section(), taught(headings="\n".join([*titles, "主线：新建学校"])))

    assert [section.heading for section in made.planned.sections] == own


def test_headings_that_a_reader_takes_for_another_section_s_leave_the_plan_s():
    """They name what stands under them, and yet say nothing of which part it is."""
    facts = Facts(
        (
            Fact("F1", "查摆“看病排队长”等问题21个", role="politics"),
            Fact("F2", "医生下沉坐诊1640人次", role="duty"),
            Fact("F3", "公开招聘医护人员63人", role="team"),
            Fact("F4", "采购设备全部网上进行", role="integrity"),
        ),
        year=2023,
        role="县医院院长",
    )
    titles = ("抓看病排队查摆问题", "抓医生下沉坐诊", "抓医护人员招聘", "抓设备网上采购")
    own = [section.heading for section in drafted(facts).planned.sections]
    made = drafted(facts, taught(headings="\n".join([*titles, "主线：医生下沉坐诊"])))
    read = [section.role for section in made.report.sections]

    assert read == ["politics", "duty", "team", "integrity"]
    assert [section.heading for section in made.planned.sections] in (own, list(titles))
