"""Running the rules: order, choice, bad input, arbitrary text and time."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import rules
from drafter.document import Severity, genre
from drafter.document.parsing import parse
from drafter.errors import UnknownName
from tests.rules.examples import example_report

GENRE = genre.load("shuzhi")
BAD = "2022年，在市委的坚强领导下，本人完成任务。。\n## 一、讲政治\n引进项目23个，增长8%，税收6％。"
PIECES = st.sampled_from(
    [
        *(
            "一、讲政治",
            "二、勤履职，抓落实",
            "（一）抓项目",
            "1.",
            "一是",
            "二是",
            "四是",
            "第一，",
            "首先，",
        ),
        *(
            "个人存在的不足：",
            "改进措施：",
            "针对2021年度考核反馈的问题，",
            "比如",
            "不够。",
            "**",
            "***县",
        ),
        *(
            "28名",
            "％",
            "%",
            "，",
            "。",
            "、",
            "：",
            "；",
            "“",
            "”",
            "《",
            "》",
            "\n",
            "\r\n",
            " ",
            "#",
            "- ",
        ),
        *(
            "2022年",
            "同比增长",
            "国、省、县道",
            "坚持",
            "江西网院",
            "〔待补：时限〕",
            "〔",
            "`",
            "|",
            "<b>",
            "\0",
            "𠮷",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


def found(text):
    """Everything that is wrong with a text, also as a final one beside the same of last year."""
    report = parse(text, GENRE)
    return rules.check(replace(report, is_final=True, previous=report))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_can_be_checked(text):
    """No text breaks a rule; findings lie inside it, sorted, each with its line and its words."""
    findings = found(text)

    assert [f.span for f in findings] == sorted(f.span for f in findings)
    for finding in findings:
        start, end = finding.span
        assert 0 <= start <= end <= len(text)
        assert finding.text == text[start:end]
        assert finding.line == text.count("\n", 0, start) + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, min_size=1, max_size=6))
def test_any_facts_can_be_held_against_any_text(text, bullets):
    """With facts, findings lie inside the text and name facts that exist."""
    given_facts = "\n".join(
        f"要点：{bullet.strip() or '无'}" for bullet in bullets if "\n" not in bullet
    )
    report = example_report(f"{given_facts}\n{text}")

    for finding in rules.check(report):
        assert 0 <= finding.span[0] <= finding.span[1] <= len(report.text)
        assert set(finding.facts) <= {fact.id for fact in report.facts or ()}


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_can_be_final_and_compared(text, before):
    """To be handed in, and beside any text of last year: findings lie inside the text."""
    report = replace(parse(text, GENRE), is_final=True, previous=parse(before, GENRE))

    for finding in rules.check(report, only=["leftover-mask", "repeated-shortcoming"]):
        assert 0 <= finding.span[0] < finding.span[1] <= len(text)


@pytest.mark.parametrize(
    "text", ["", "\n", "*", "一、", "个人存在的不足：", "改进措施：", "一、全县工作", "\ufeff"]
)
def test_next_to_nothing_can_be_checked(text):
    """An empty or nearly empty text has findings, not a crash."""
    assert isinstance(found(text), tuple)


def test_only_named_rules_run():
    """`only` leaves out every other rule."""
    findings = rules.check(parse(BAD, GENRE), only=["markdown-left", "mixed-percent"])

    assert {finding.rule for finding in findings} == {"markdown-left", "mixed-percent"}


def test_rules_can_be_off_or_weigh_other():
    """A choice turns rules off and gives others another severity."""
    choice = rules.RuleChoice(
        off=["mixed-percent"], severities={"markdown-left": Severity.SUGGESTION}
    )
    findings = rules.check(parse(BAD, GENRE), settings=choice)

    assert "mixed-percent" not in {finding.rule for finding in findings}
    assert {f.severity for f in findings if f.rule == "markdown-left"} == {Severity.SUGGESTION}


def test_a_title_is_as_good_as_the_name():
    """Rules are chosen, turned off and weighed by what people read as by what programs do."""
    report = parse(BAD, GENRE)
    choices = [
        rules.RuleChoice(off=[mixed], severities={left: Severity.SUGGESTION})
        for mixed, left in (("mixed-percent", "markdown-left"), ("百分号混用", "残留标记"))
    ]
    by_name, by_title = (rules.check(report, settings=choice) for choice in choices)

    assert by_title == by_name != rules.check(report)
    assert rules.check(report, only=["残留标记"]) == rules.check(report, only=["markdown-left"])
    assert rules.check(report, only=["残留标记"])


@pytest.mark.parametrize(
    ("told", "meant"), [("markdown-lef", "markdown-left"), ("残留标计", "残留标记")]
)
def test_unknown_rule_is_named_with_the_nearest(told, meant):
    """A misspelt rule is an error that names the rule that was meant, as it was named."""
    with pytest.raises(UnknownName, match=f"是不是想写“{meant}”"):
        rules.check(parse(BAD, GENRE), only=[told])


def test_explain_gives_the_documentation():
    """A rule explains itself with its examples."""
    rule = rules.explain("broken-enumeration")

    assert "反例" in rule.doc
    assert rule.summary.startswith("序号")


def test_rules_that_need_facts_are_silent_without():
    """A report without facts has no finding about facts."""
    needing = {"unsupported-figure", "unsupported-term", "swapped-figures", "missing-fact"}

    assert needing & {finding.rule for finding in found(BAD)} == set()


@pytest.mark.parametrize(
    "unit",
    [
        "**",
        "**个",
        "1",
        "1,",
        "一是学。",
        "一是学。\n",
        "“",
        "__",
        "`a",
        "、",
        "好、",
        "改进措施：好。\n2.学。\n",
        "x\r\n",
    ],
)
def test_time_grows_with_the_length(unit):
    """Hostile text ten times as long takes about ten times as long, not a hundred."""
    short, long = (min(taken(unit * count) for _ in range(3)) for count in (500, 5_000))

    assert long < 30 * max(short, 0.01)


def taken(text):
    """Seconds of the processor; the best of several is what the others disturbed least."""
    start = time.process_time()
    found(text)
    return time.process_time() - start
