"""A strong model's plan, verified: what is wrong goes back, what is wrong twice is mended."""

import asyncio
import json

import pytest

from drafter.chain.chain import Chain
from drafter.document import Role, genre
from drafter.drafting.steps.outline import outline
from drafter.settings import Settings
from tests.fakes import STRONG, FakeModel
from tests.guarantees import read

GENRE = genre.load("shuzhi")
HEADINGS = {
    "politics": "学政策、强理论，抓好中心组学习",
    "duty": "建学校、引教师，办好城乡教育",
    "team": "重培养、严管理，抓好党员发展",
    "integrity": "守规定、常谈话，抓好廉政教育",
}
GOOD = {
    "groups": [
        {"section": "politics", "lead": "", "facts": ["F4"]},
        {
            "section": "duty",
            "lead": "新建学校、增加学位，抓好高考",
            "facts": ["F1", "F2"],
            "words": [{"word": "新建学校", "facts": ["F1"]}, {"word": "高考", "facts": ["F2"]}],
        },
        {
            "section": "duty",
            "lead": "引进教师，投入资金补充师资",
            "facts": ["F3"],
            "words": [{"word": "引进教师", "facts": ["F3"]}],
        },
        {"section": "team", "lead": "", "facts": ["F5"]},
        {"section": "integrity", "lead": "", "facts": ["F6"]},
    ],
    "headings": HEADINGS,
    "feedback": ["F7"],
    "pairs": [
        {"shortcoming": ["F8"], "measures": ["F10"]},
        {"shortcoming": ["F9"], "measures": []},
    ],
    "thread": "把精力放在新建学校、增加学位、引进教师上",
    "not_facts": [],
    "questions": [{"facts": ["F3"], "ask": "教师和投入的数是多少？"}],
}


def outlined(*answers, facts=None):
    """The outline that a model makes, and what it was asked."""
    left = list(answers)

    def say(_):
        told = left.pop(0) if len(left) > 1 else left[0]
        return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)

    async def wait(_):
        """At once."""

    model = FakeModel(say, STRONG)
    facts = facts or read()
    chain = Chain(model, settings=Settings(), wait=wait)
    return asyncio.run(outline(facts, GENRE, chain)), model.asked


def assert_whole(plan, facts=None):
    """Every fact stands once, and what the sheet places stands there."""
    facts = facts or read()
    assert sorted(plan.placed) == sorted(fact.id for fact in facts)
    assert len(plan.shortcomings) == len(plan.measures)
    for fact in facts:
        if fact.role == Role.SHORTCOMING:
            assert fact.id in {id for row in plan.shortcomings for id in row}


def test_a_good_plan_is_taken_as_it_is():
    """Groups, order, leads, headings, thread and questions."""
    made, asked = outlined(GOOD)

    assert_whole(made.plan)
    assert len(asked) == 1
    assert made.is_of_model
    assert [each.heading for each in made.plan.sections] == list(HEADINGS.values())
    assert made.plan.thread == GOOD["thread"]
    assert [each.text for each in made.queries] == ["教师和投入的数是多少？"]
    assert made.plan.measures == (("F10",), ())


def changed(**parts):
    """The good plan with other parts."""
    return {**GOOD, **parts}


def without(id):
    """Groups that lack a fact."""
    rows = [
        {**row, "facts": [each for each in row["facts"] if each != id]} for row in GOOD["groups"]
    ]
    return [row for row in rows if row["facts"]]


WRONG = {
    "twice": (changed(feedback=["F7", "F4"]), "F4 放了 2 处"),
    "forgotten": (changed(groups=without("F2")), "F2 没有放进提纲"),
    "unknown": (changed(feedback=["F7", "F99"]), "没有编号为 F99"),
    "a fact as none": (
        changed(groups=without("F1"), not_facts=[{"fact": "F1", "why": "不重要"}]),
        "F1“新建学校6所，新增学位5400个”是事实",
    ),
    "a shortcoming among deeds": (
        changed(
            groups=[*GOOD["groups"], {"section": "team", "lead": "", "facts": ["F9"]}],
            pairs=GOOD["pairs"][:1],
        ),
        "F9 标的是〔不足〕",
    ),
    "a lead with a figure": (
        changed(
            groups=[
                {**row, "lead": "新建学校60所，增加学位"} if row["facts"] == ["F1", "F2"] else row
                for row in GOOD["groups"]
            ]
        ),
        "新建学校60所",
    ),
    "a lead that leaves a fact out": (
        changed(
            groups=[
                {**row, "words": row["words"][:1]} if row["facts"] == ["F1", "F2"] else row
                for row in GOOD["groups"]
            ]
        ),
        "没有哪个词罩住 F2",
    ),
    "a heading too long": (
        changed(headings={**HEADINGS, "duty": "建学校" * 12}),
        "标题“建学校",
    ),
    "a thread of figures": (changed(thread="围绕新建学校600所和增加学位抓落实抓到底"), "thread"),
}


@pytest.mark.parametrize(("bad", "why"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_goes_back_with_the_reason(bad, why):
    """Once; the second answer is taken where it is right."""
    made, asked = outlined(bad, GOOD)

    assert len(asked) == 2
    assert why in asked[1].user
    assert_whole(made.plan)
    assert made.log == ()


@pytest.mark.parametrize(("bad", "why"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_twice_is_mended(bad, why):
    """The plan is whole, the rest is the model's, and the log says what was wrong."""
    made, _ = outlined(bad)

    assert_whole(made.plan)
    assert any(why in line for line in made.log)
    assert "60" not in "".join(p.lead for s in made.plan.sections for p in s.points)
    assert "600" not in made.plan.thread


@pytest.mark.parametrize("answer", ["好的，我来排提纲。", "", "{}", "[]", '{"groups":1}'])
def test_prose_is_no_plan(answer):
    """The plan is then the data's, and the log says so."""
    made, _ = outlined(answer)

    assert_whole(made.plan)
    assert not made.is_of_model
    assert made.log == ("提纲改由程序排",)


def test_a_greeting_is_left_out_and_named():
    """A line without figures that the model calls no fact is listed as left out, with its why."""
    facts = read("---\nyear: 2023\nrole: 局长\n---\n- 新建学校6所\n- 收到后请回个话\n")
    plan = {
        **GOOD,
        "groups": [{"section": "duty", "lead": "", "facts": ["F1"]}],
        "feedback": [],
        "pairs": [],
        "not_facts": [{"fact": "F2", "why": "托人回话"}],
        "questions": [],
    }
    made, _ = outlined(plan, facts=facts)

    assert made.plan.dropped == (("F2", "不是要点：托人回话"),)
