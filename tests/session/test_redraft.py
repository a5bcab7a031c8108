"""Other versions: wishes followed as far as can be, locks kept, nothing made worse unsaid."""

import asyncio
import json

import pytest

from drafter import grounding
from drafter.errors import BadInput, Unavailable
from drafter.session.ahead import Ahead
from drafter.session.commands import execute
from drafter.session.commands.points import accept
from drafter.session.state import Author
from drafter.settings import Budget
from drafter.text import length
from tests.fakes import STRONG, FakeModel, filled, writing
from tests.session.talking import begun, say

WEAK_WORDS = {"着": "聚焦群众期盼的急事难事", "用": "推动各项工作更好惠及群众"}


def weak(key, _fact):
    """Clauses that pass the gate now and then."""
    return WEAK_WORDS.get(key[0], "")


def strong(id, text):
    """A sentence that keeps its fact."""
    return [(f"坚持把实事办在前头，{text}，努力让群众看得见变化。", [id])]


def point(state, *facts):
    """The card that tells these facts."""
    return next(card for card in state.cards if set(facts) <= set(card.facts))


@pytest.mark.parametrize(
    "model",
    [None, FakeModel(filled(weak)), FakeModel(writing(strong), profile=STRONG)],
    ids=["stock", "weak", "strong"],
)
def test_shorter_and_longer(tmp_path, model):
    """A wish for length is followed, or it is said that it could not be; figures stay."""
    session = begun(tmp_path, model)
    name = point(session.state, "F1").name
    say(session, f"/go {name}", "/draft")
    for wish in ("短一点", "再精简些", "写长一点", "不要太长", "别太短", "详细些", "更详细些"):
        before = length(session.state.here.chosen.text)
        outcome = say(session, f"/redraft {wish}")
        after = length(outcome.state.here.chosen.text)
        is_longer = wish in ("写长一点", "别太短", "详细些", "更详细些")
        done = after > before if is_longer else after < before
        assert done or any("没能更" in note for note in outcome.notes), (wish, before, after)
        told = [each.text for each in outcome.state.here.chosen.sentences]
        for id in outcome.state.here.facts:
            assert not grounding.coverage(session.state.facts[id].text, told).lost


def test_what_is_to_stand_out_comes_first(tmp_path):
    """The facts about it lead; where there are none, it is said where they are."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1)
    last = card.facts[-1]
    text = session.state.facts[last].text
    say(session, f"/go {card.name}", "/draft")

    outcome = say(session, f"/redraft 突出{text[:4]}")

    assert outcome.state.here.chosen.sentences[0].facts == (last,)
    assert "没有说到“星际航行”的要点" in say(session, "/redraft 突出星际航行").notes[0]
    other = next(c for c in session.state.cards if c.section == 0)
    words = session.state.facts[other.facts[0]].text[:5]
    assert "/move" in say(session, f"/redraft 突出{words}").notes[0]


def test_what_cannot_be_followed_is_said(tmp_path):
    """A weak model writes no tone of voice, and too long a wish is none."""
    session = begun(tmp_path, FakeModel(filled(weak)))
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")

    assert any("没有照办" in note for note in say(session, "/redraft 语气诚恳一些").notes)
    before = session.state
    with pytest.raises(BadInput, match="5000 字，最多 500 字"):
        say(session, "/redraft " + "短" * 5000)
    assert session.state == before


def test_a_strong_model_is_told_the_wish_and_held_to_the_gates(tmp_path):
    """The wish goes into the question; what it asks to invent does not come into the text."""
    wish = "把学校改成60所，再加上获评全国先进"

    def say_it(id, text):
        asked = "60所" in model.asked[-1].user
        return [(f"{text.replace('6所', '60所') if asked else text}，获评全国先进。", [id])]

    model = FakeModel(writing(say_it), profile=STRONG)
    session = begun(tmp_path, model)
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")
    outcome = say(session, f"/redraft {wish}")

    assert wish in model.asked[-1].user or any(wish in each.user for each in model.asked)
    assert "60所" not in outcome.state.report.text
    assert "全国先进" not in outcome.state.report.text
    assert outcome.state.here.candidates[-1].refused


@pytest.mark.parametrize("kind", ["stock", "weak", "strong"])
def test_locked_text_survives_every_redraft(tmp_path, kind):
    """A sentence, a figure, some words across a mark: all are in every version."""
    models = {"weak": FakeModel(filled(weak)), "strong": FakeModel(writing(strong), profile=STRONG)}
    session = begun(tmp_path, models.get(kind))
    name = point(session.state, "F1").name
    say(session, f"/go {name}", "/draft")
    own = session.state.here.chosen
    sentence = next(each.text for each in own.sentences if "6所" in each.text)
    locks = (sentence, "6所，新增", own.text[:4])
    say(session, *(f"/lock {lock}" for lock in locks))

    for wish in ("短一点", "再短一点", "", "长一点", "突出学校", "换个说法"):
        text = say(session, f"/redraft {wish}").state.here.chosen.text
        assert all(lock in text for lock in locks)
    assert session.state.here.locks == locks


def test_what_gets_worse_is_said_and_not_taken(tmp_path):
    """A version with more errors stays a candidate; the one before stands until it is chosen."""
    session = begun(tmp_path, text="year: 2023\n- `教育`新建学校6所\n- 发展党员19名\n")
    name = point(session.state, "F1").name
    say(session, f"/go {name}", "/edit 教育新建学校6所，群众满意。")
    mine = session.state.here.chosen
    assert [f for f in session.state.findings if f.rule == "markdown-left"] == []

    outcome = say(session, "/redraft 长一点")

    new = outcome.state.here.candidates[-1]
    assert outcome.state.here.chosen == mine
    assert "`教育`" in new.text
    assert any("“markdown-left”由 0 处变成 1 处" in note for note in outcome.notes)
    assert outcome.notes[-1] == f"错误多了，先留着原来的；仍要用就写 /choose {new.id}"
    assert say(session, f"/choose {new.id}").state.here.chosen == new
    assert say(session, "/undo").state.here.chosen == mine


def test_a_model_that_is_gone_costs_only_its_words(tmp_path):
    """Without network or money the stock writes, and says so; nothing is lost."""

    def gone(_):
        raise Unavailable("连不上模型")

    for model, options in (
        (FakeModel(gone), {"attempts": 1}),
        (FakeModel(filled(weak)), {"budget": Budget(calls=1)}),
    ):
        session = begun(tmp_path, model, **options)
        name = point(session.state, "F1").name
        outcome = say(session, f"/go {name}", "/draft", "/redraft")
        assert outcome.notes[0].startswith("模型没能写")
        assert "6所" in outcome.state.here.chosen.text


class Slow(FakeModel):
    """Streams a little, then waits for ever."""

    async def answer(self, request, on_text=None):
        """The first sentence and half of the next."""
        self.asked.append(request)
        if on_text:
            on_text(self.say(request))
        await asyncio.sleep(3600)


def test_a_stopped_generation_keeps_what_came(tmp_path):
    """Whole sentences that pass the gates stand; the rest is told in the facts' own words."""

    def half(_):
        row = {"text": "坚持把学校建在群众身边，新建学校6所，新增学位5400个。", "facts": ["F1"]}
        first = json.dumps({"sentences": [row]}, ensure_ascii=False)
        return first[:-2] + ', {"text": "高考本科'

    async def run():
        session = begun(tmp_path, Slow(half, profile=STRONG))
        card = point(session.state, "F1")
        heard, begins = [], asyncio.Event()

        def hear(text):
            heard.append(text)
            begins.set()

        await execute(session, f"/go {card.name}")
        work = asyncio.create_task(execute(session, "/draft", on_text=hear))
        await begins.wait()
        assert session.cancel()
        outcome = await asyncio.wait_for(work, 5)
        assert not session.cancel()
        return outcome, "".join(heard)

    outcome, heard = asyncio.run(run())

    made = outcome.state.here.chosen
    assert made.is_partial
    assert made.author is Author.MODEL
    assert "坚持把学校建在群众身边" in made.text
    assert "停下了" in outcome.notes[0]
    assert heard.endswith("高考本科")
    told = [each.text for each in made.sentences]
    for id in outcome.state.here.facts:
        assert not grounding.coverage(outcome.state.facts[id].text, told).lost


def test_drafted_ahead(tmp_path):
    """While the person reads, the next cards are drafted, a few at most; a draft then is there."""

    async def run():
        model = FakeModel(filled(weak))
        session = begun(tmp_path, model)
        session.ahead = Ahead(session, most=3)
        await execute(session, f"/go {point(session.state, 'F1').name}")
        assert len(session.ahead.parts) == 3
        for part in session.ahead.parts:
            assert await session.ahead.join(part)
        asked = len(model.asked)
        assert asked
        assert session.chain.spend.calls == asked
        outcome = await execute(session, "/draft")
        assert len(outcome.state.here.candidates) == 1
        await session.ahead.close()
        return session

    session = asyncio.run(run())
    assert sum(bool(card.candidates) for card in session.state.cards) >= 3


def test_a_plan_that_changes_stops_what_was_ahead(tmp_path):
    """What is on its way for a point that is gone is cancelled, and keys never wait for it."""

    async def run():
        model = Slow(lambda _: "", profile=STRONG)
        session = begun(tmp_path, model)
        session.ahead = Ahead(session)
        card = point(session.state, "F1")
        await execute(session, f"/go {card.name}")
        await asyncio.sleep(0)
        begun_for = session.ahead.parts
        assert card.part in begun_for
        await asyncio.wait_for(execute(session, "/drop F1 未公开"), 5)
        assert card.part not in session.ahead.parts
        accept(session)  # a command that is no generation returns at once
        await session.ahead.close()
        assert session.ahead.parts == ()

    asyncio.run(run())


def test_a_draft_on_its_way_is_heard_and_can_be_stopped(tmp_path):
    """Whoever comes to its card hears what was said so far; stopped, what came is kept."""

    def half(_):
        row = {"text": "坚持把学校建在群众身边，新建学校6所，新增学位5400个。", "facts": ["F1"]}
        return json.dumps({"sentences": [row]}, ensure_ascii=False)[:-2]

    async def run():
        session = begun(tmp_path, Slow(half, profile=STRONG))
        session.ahead = Ahead(session, most=1)
        card = point(session.state, "F1")
        await execute(session, f"/go {card.name}")
        heard, begins = [], asyncio.Event()

        def hear(text):
            heard.append(text)
            if text:
                begins.set()

        work = asyncio.create_task(execute(session, "/draft", on_text=hear))
        await begins.wait()
        asked = len(session.chain.model.asked)
        assert session.cancel()
        outcome = await asyncio.wait_for(work, 5)
        await session.ahead.close()
        return outcome, "".join(heard), asked

    outcome, heard, asked = asyncio.run(run())

    assert "坚持把学校建在群众身边" in heard
    assert outcome.state.here.chosen.is_partial
    assert "坚持把学校建在群众身边" in outcome.state.here.chosen.text
    assert "停下了" in outcome.notes[0]
    assert asked == 1
