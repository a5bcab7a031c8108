"""The plan of a session: by the data at once, by a strong model that reads the whole sheet."""

import asyncio
from pathlib import Path

import pytest

from drafter import readers
from drafter.errors import BadInput, Unavailable
from drafter.session.commands import execute
from drafter.session.questions import About, questions
from drafter.session.state import Author
from tests.fakes import STRONG, FakeModel, merging, outlined, writing
from tests.session.talking import begun, placed_once, resumed, say

TOWN = Path(__file__).parents[2] / "seeds" / "town-2024" / "facts.md"
THREAD = "重点抓好粮食生产、农村公路、集体经济、防汛抗灾等工作"
ASKED = {"facts": ["F6"], "ask": "村集体收入过15万元是全部村吗"}
CHATTY = """---
year: 2024
role: 县教育局局长
---
- 王局好，辛苦了
- 新建学校6所
- 发展党员19名（数字再核一下）
- 13800001234
"""


def faithful(id, text):
    """A sentence for a fact, in its own words."""
    return [(f"{text}。", [id])]


def planner(**more):
    """A model that plans the town's sheet: as the data does, but for `more`."""
    answer = outlined(readers.read_facts(TOWN), thread=THREAD, questions=[ASKED], **more)
    return FakeModel(writing(faithful, answer), STRONG)


def town(folder, model):
    """A session on the town's sheet."""
    return begun(folder, model, TOWN.read_text("utf-8"))


def test_lines_that_are_no_facts_are_left_out_and_named(tmp_path):
    """A greeting and a telephone number stand among what was dropped; they can be restored."""
    session = begun(tmp_path, text=CHATTY)

    assert {fact.text for fact, _ in session.state.dropped} == {"王局好，辛苦了", "13800001234"}
    assert all(reason for _, reason in session.state.dropped)
    assert session.state.facts["F3"].text == "发展党员19名"
    assert "13800001234" not in session.state.report.text
    restored = say(session, "/restore F4").state
    assert placed_once(restored)
    assert "13800001234" in restored.report.text


def test_a_sheet_of_no_facts_begins_no_session(tmp_path):
    """It is one line, and no folder is left."""
    with pytest.raises(BadInput, match="没有读到可以写进报告的要点"):
        begun(tmp_path, text="- 王局好\n- 辛苦了\n")
    assert not (tmp_path / "sessions").exists()


def test_a_model_plans_the_whole_sheet_and_asks(tmp_path):
    """Its order, its thread and its questions; an undo leads back to the data's plan."""
    groups = list(reversed(outlined(readers.read_facts(TOWN))["groups"]))
    session = town(tmp_path, planner(groups=groups))
    before = session.state.plan

    state = say(session, "/outline").state

    assert state.plan.thread == THREAD
    assert THREAD in state.report.text
    points = [point.facts for point in state.plan.sections[1].points]
    assert points == [point.facts for point in reversed(before.sections[1].points)]
    (asked,) = [each for each in questions(state) if ASKED["ask"] in each.text]
    assert asked.about is About.DOUBT
    assert asked.text.startswith("F6：")
    session.close()
    again = resumed(tmp_path, session.name)
    assert again.state == state
    undone = say(again, "/undo").state
    assert undone.plan == before
    assert undone.queries == ()


def test_what_a_model_calls_no_fact_is_left_out_with_the_reason(tmp_path):
    """Only a line without figures and quotes may be; it can be restored."""
    out = [{"fact": "F5", "why": "是计划"}, {"fact": "F4", "why": "多余"}]
    groups = [
        {**each, "facts": [id for id in each["facts"] if id not in ("F4", "F5")]}
        for each in outlined(readers.read_facts(TOWN))["groups"]
    ]
    session = town(tmp_path, planner(groups=groups, not_facts=out))

    state = say(session, "/outline").state

    assert [(fact.id, reason) for fact, reason in state.dropped] == [("F5", "不是要点：是计划")]
    assert placed_once(state)
    assert placed_once(say(session, "/restore F5").state)


def test_what_a_person_dropped_and_wrote_stays(tmp_path):
    """The model plans what is left; a text by hand goes to where its facts went."""
    session = town(tmp_path, planner())
    mine = "调解矛盾纠纷213件，成功率98.6%，没有一件上交。"
    card = next(c for c in session.state.cards if "F7" in c.facts)
    say(session, "/drop F20 未公开", f"/go {card.name}", f"/edit {mine}")

    state = say(session, "/outline").state

    assert state.dropped[0][0].id == "F20"
    home = next(c for c in state.cards if "F7" in c.facts)
    assert home.chosen.author is Author.PERSON
    assert home.chosen.text == mine


@pytest.mark.parametrize("said", ["好的，我来排提纲。", "{}", '{"groups":[]}'])
def test_a_model_that_cannot_plan_leaves_the_data_s_plan(tmp_path, said):
    """It is said in one line."""
    session = town(tmp_path, FakeModel(lambda _: said, STRONG))
    before = session.state.plan

    outcome = say(session, "/outline")

    assert outcome.state.plan == before
    assert len(outcome.notes) == 1
    assert "程序排的提纲" in outcome.notes[0]


def test_a_model_that_is_gone_leaves_the_data_s_plan(tmp_path):
    """Nothing is lost by it but the wait."""

    def gone(_):
        raise Unavailable("连不上模型")

    session = begun(tmp_path, FakeModel(gone, STRONG), TOWN.read_text("utf-8"), attempts=1)
    before = session.state

    outcome = say(session, "/outline")

    assert outcome.state == before
    assert "连不上模型" in outcome.notes[0]


@pytest.mark.parametrize("model", [None, FakeModel(merging("，".join))], ids=["none", "weak"])
def test_without_a_strong_model_there_is_nobody_to_plan(tmp_path, model):
    """It is refused, and the hint says what would help."""
    session = town(tmp_path, model)
    with pytest.raises(BadInput, match="没有能排提纲的模型"):
        say(session, "/outline")


class Silent(FakeModel):
    """Never answers."""

    async def answer(self, request, on_text=None):
        """Wait for ever."""
        del request, on_text
        self.say(None)
        await asyncio.sleep(3600)


def test_a_plan_that_is_waited_for_can_be_stopped(tmp_path):
    """The data's plan stands, and the session goes on."""

    async def run():
        begins = asyncio.Event()
        session = town(tmp_path, Silent(lambda _: begins.set(), STRONG))
        before = session.state
        work = asyncio.create_task(execute(session, "/outline"))
        await begins.wait()
        assert session.cancel()
        outcome = await asyncio.wait_for(work, 5)
        assert outcome.state == before
        return outcome

    outcome = asyncio.run(run())
    assert "没有等模型排提纲" in outcome.notes[0]
