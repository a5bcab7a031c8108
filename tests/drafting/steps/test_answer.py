"""Admissions and measures of a strong model: what is asked for, and what stands."""

import asyncio
import json

from drafter.chain.chain import Chain
from drafter.document import Fact, Facts, genre, part_ids
from drafter.drafting.steps.answer import answer
from drafter.drafting.steps.plan import apart, plan
from tests.fakes import STRONG, FakeModel

GENRE = genre.load("shuzhi")
SHORT = "智能化手段用得不够，城市管理还靠人盯人"
STRAY = "下大力气解决群众关心的突出民生问题"
FACTS = Facts(
    (Fact("F1", SHORT, role="shortcoming"), Fact("F2", STRAY, role="measure")),
    role="县长",
    year=2024,
)
PROPOSED = "拟由本人牵头梳理城市管理事项，逐项接入智能化平台，按月通报使用情况。"


def say(request):
    """One admission, one proposal."""
    assert "措施（没有给，请建议）" in request.user
    admitted = "智能化手段用得不够，城市管理仍靠人盯人。"
    pair = {
        "admission": [{"text": admitted, "facts": ["F1"]}],
        "measure": [{"text": PROPOSED, "facts": []}],
    }
    return json.dumps({"feedback": [], "pairs": [pair]}, ensure_ascii=False)


def test_beside_a_measure_about_something_else_one_is_proposed():
    """The author's own stays, behind it; the shortcoming is answered."""
    planned = plan(FACTS, GENRE)
    made = asyncio.run(answer(planned, FACTS, GENRE, Chain(FakeModel(say, STRONG))))
    [row] = [row for part, row in made.given.items() if part == part_ids.measure(["F1"], ["F2"])]

    assert planned.unrelated == (0,)
    assert [each.text for each in row] == [PROPOSED, f"{STRAY}。"]
    assert [each.facts for each in row] == [(), ("F2",)]
    assert not made.refused


def test_only_pairs_of_which_no_measure_fits_are_apart():
    """One that is about it is enough; a shortcoming without measures is no such pair."""
    own = "建设城市运行管理平台，接入智能化设备"

    assert apart([(SHORT, [STRAY]), (SHORT, [STRAY, own]), (SHORT, [])]) == [0]
