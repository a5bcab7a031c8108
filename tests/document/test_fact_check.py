"""What the facts say for and against a report."""

import pytest

from drafter.document import Fact, Facts, Plan, Severity, fact_check, genre
from drafter.document.parsing import parse

GENRE = genre.load("shuzhi")


def read(text, *facts, plan=None, **known):
    """A report with its facts."""
    items = tuple(Fact(f"F{count}", fact) for count, fact in enumerate(facts, 1))
    return parse(text, GENRE, facts=Facts(items, **known), plan=plan)


def kinds(report):
    """The kinds of everything that no fact carries."""
    return [
        each.kind
        for each in fact_check.unsupported_claims(report, fact_check.FIGURES + fact_check.TERMS)
    ]


def test_nothing_is_asked_without_facts():
    """A report whose facts are unknown has no unsupported claim and no missing fact."""
    report = parse("全年新建学校99所，荣获“全国第一”。", GENRE)

    assert kinds(report) == []
    assert fact_check.fact_statuses(report) == ()


def test_an_invented_figure_is_certain():
    """A figure that no fact has is an error that names the nearest fact."""
    report = read("全年新建学校9所。", "新建学校6所")
    [found] = fact_check.unsupported_claims(report, fact_check.FIGURES)

    assert found.flaw("改").severity is Severity.ERROR
    assert found.facts == ("F1",)
    assert "9所" in report.text[slice(*found.span)]


@pytest.mark.parametrize(
    "text",
    [
        "在〔待补：2026年6月30日前〕完成，由〔待补：第3责任人〕负责，新建学校6所。",
        "2022年，在县委的坚强领导下，本人新建学校6所。",
        "针对2021年度考核反馈的问题，新建学校6所。",
        "县教育局新建学校6所。",
        "2023年度述职述廉报告\n王某某\n（2024年1月8日）\n2022年，本人新建学校6所，全年工作完成。",
    ],
    ids=["placeholder", "report year", "feedback year", "own unit", "title and date"],
)
def test_what_needs_no_fact(text):
    """Open placeholders, the report's years, the author's unit and the title claim nothing."""
    assert kinds(read(text, "新建学校6所", year=2022, unit="县教育局")) == []


def test_facts_are_told_full_partly_or_not():
    """A fact is found with its sentence, with what it lost, or not at all."""
    report = read(
        "全年新建学校6所，新增了学位。",
        "新建学校6所",
        "新建学校6所，新增学位900个",
        "化解信访积案9件",
    )
    states = [(each.state, each.lost) for each in fact_check.fact_statuses(report)]

    assert states == [("full", ()), ("partial", ("900个",)), ("missing", ("9件",))]


def test_dropped_facts_are_not_missed():
    """What the user dropped is not asked for."""
    plan = Plan(sections=(), dropped=(("F2", "不便公开"),))
    report = read("全年新建学校6所。", "新建学校6所", "化解信访积案9件", plan=plan)

    assert [each.fact.id for each in fact_check.fact_statuses(report)] == ["F1"]


def test_what_is_only_asked_for_is_not_told():
    """An open place that names a fact does not tell it."""
    report = read("改进措施：一是〔待补：针对运用不够的改进措施〕。", "智能化数字化运用不够")

    assert [each.state for each in fact_check.fact_statuses(report)] == ["missing"]
