"""Leads by a taught model: it names what the tables do not, together or fact by fact."""

import asyncio

from drafter.chain.chain import Chain
from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection
from drafter.document import genre as genres
from drafter.drafting.steps.lead import lead_points, misnamed
from drafter.drafting.steps.plan import SHORT, plan
from tests.fakes import TAUGHT, FakeModel, Taught
from tests.guarantees import assert_guaranteed, drafted, read

SHUZHI = genres.load("shuzhi")
SHEET = """---
year: 2024
role: 镇长
---
- 修通村公路3条
- 架桥2座
- 信访积案化解7件
- 调解纠纷33起
- 磁悬浮列车模型展出5列
- 天文望远镜校准8台
- 望远镜镜片换了6块
- 星图数据拷贝9套
- 不足：到村走访少
- 改进措施：每月走访2个村
"""


def named(lead, sheet=SHEET):
    """The draft by a model that calls every point so, and what it was asked for leads."""
    model = FakeModel(Taught(lead=lead), TAUGHT)
    made = drafted(read(sheet), model)
    return made, [each for each in model.asked if each.step == "plan"]


def leads_of(made):
    """The leads of the main section."""
    return [point.lead for point in made.report.plan.sections[1].points]


def test_what_the_tables_name_for_sure_is_not_asked_about():
    """Disputes have a lead that holds; telescopes get a question, which ends early."""
    _, asked = named("推进天文望远镜校准")

    assert asked
    assert {each.stop for each in asked} == {"正文"}
    assert any("天文望远镜校准8台" in each.user for each in asked)
    assert not any("信访积案化解7件" in each.user for each in asked)


def test_what_it_says_stands_over_the_point_and_is_told_to_the_author():
    """As its lead in the plan, in the text and among what the summary says of the model."""
    made, _ = named("推进天文望远镜校准")

    assert made.leads == ("推进天文望远镜校准",)
    assert "是推进天文望远镜校准。" in made.report.text
    assert_guaranteed(made)


def test_facts_that_have_no_name_together_are_named_one_by_one():
    """Two that share a point for want of others, each in its own words."""
    words = {"望远镜": "更新天文望远镜", "星图": "整理星图数据"}

    def say(request):
        told = [said for word, said in words.items() if word in request.user]
        return f"领题：{told[0] if len(told) == 1 else '推进通信基站建设'}\n正文："

    texts = ["天文望远镜更新8台", "星图数据拷贝9套", "修通村公路3条"]
    facts = Facts(tuple(Fact(f"F{at}", text) for at, text in enumerate(texts)), role="镇长")
    points = (PlannedPoint(("F0", "F1"), "抓好农业生产"), PlannedPoint(("F2",), "抓好道路建设"))
    planned = Plan((PlannedSection("duty", "抓履职", points),))

    led = asyncio.run(lead_points(planned, facts, SHUZHI, Chain(FakeModel(say, TAUGHT))))

    assert led.plan.sections[0].points[0].lead == "更新天文望远镜，整理星图数据"
    assert led.leads[0] == "更新天文望远镜，整理星图数据"


def test_what_names_a_thing_that_no_fact_tells_does_not_stand():
    """The lead of the tables stays, and the log says why."""
    made, asked = named("推进天文望远镜校准和食品安全监管")

    assert asked
    assert made.leads == ()
    assert leads_of(made) == [each.lead for each in plan(read(SHEET), SHUZHI).sections[1].points]
    assert any("“食品安全监管”没有事实" in line for line in made.log)


def test_a_lead_with_a_figure_or_a_quotation_does_not_stand():
    """It would say the fact over."""
    assert misnamed("派驻司法警察6名", ["司法警察派驻6名"]) == "不是领句常用的动词开头"
    assert misnamed("推进司法警察6名派驻", ["司法警察派驻6名"]) == "带着数字或引文"


def test_lines_without_a_sure_lead_are_told_without_any():
    """A section of short points in which one lead would be a guess has none: 一是…。二是…。"""
    rows = ["局里电费降了2成", "发展党员3名", "送训干部23人次", "慰问职工57户", "轮岗4人"]
    sheet = read(SHEET)
    facts = tuple(Fact(f"T{at}", text, role="team") for at, text in enumerate(rows))

    made = drafted(type(sheet)((*sheet.items, *facts), year=2024, role="镇长"), None)
    team = made.report.plan.sections[2]

    assert len(team.points) > 1
    assert max(len(point.facts) for point in team.points) <= SHORT
    assert {point.lead for point in team.points} == {""}
