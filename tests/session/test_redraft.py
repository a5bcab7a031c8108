"""Other versions: wishes followed as far as can be, locks kept, nothing made worse unsaid."""

import asyncio
import json

import pytest

from drafter import grounding
from drafter.document import Origin
from drafter.errors import BadInput, ModelFailed, Unavailable
from drafter.session.commands import execute
from drafter.session.commands.points import accept
from drafter.session.prefetch import Prefetch
from drafter.session.state import Author
from drafter.settings import Budget
from drafter.text import length
from tests.fakes import STRONG, FakeModel, merging, writing
from tests.session.talking import begun, say

SCHOOLS = "新建学校6所，新增学位5400个。"


def weak(lines):
    """The facts of a point in one sentence."""
    return "，".join(lines) + "。"


def strong(id, text):
    """A sentence that keeps its fact."""
    return [(f"全年{text}。" if id == "F1" else f"{text}。", [id])]


def brief(id, text):
    """A sentence that says more, until it is wished to be short."""
    return [(f"{text}。" if "短" in ASKED[-1] else f"在县委、县政府领导下，{text}。", [id])]


ASKED = [""]  # what the model was asked last


def heard(model):
    """A model whose question `brief` sees."""
    say = model.say

    def answer(request):
        ASKED.append(request.user)
        return say(request)

    model.say = answer
    return model


def point(state, *facts):
    """The card that tells these facts."""
    return next(card for card in state.cards if set(facts) <= set(card.facts))


@pytest.mark.parametrize("model", [None, FakeModel(merging(weak))], ids=["none", "weak"])
@pytest.mark.parametrize("wish", ["短一点", "不要太长", "写长一点", "语气诚恳一些"])
def test_a_wish_that_nobody_here_can_follow_is_told_in_one_line(tmp_path, model, wish):
    """Without a strong model the words are the facts' own: nothing is asked, nothing changes."""
    session = begun(tmp_path, model)
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")
    before = session.state

    outcome = say(session, f"/redraft {wish}")

    (note,) = outcome.notes
    assert f"“{wish}”没有照办" in note
    assert session.state == before


def test_a_strong_model_follows_a_wish_for_length_or_it_is_said_that_it_did_not(tmp_path):
    """The text is shorter, or a line says how long it was and is; every fact is still told."""
    model = heard(FakeModel(writing(brief), profile=STRONG))
    session = begun(tmp_path, model)
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")
    before = length(session.state.here.chosen.text)

    shorter = say(session, "/redraft 短一点")
    again = say(session, "/redraft 再短一点")

    assert shorter.notes == ()
    now = length(shorter.state.here.chosen.text)
    assert now < before
    assert f"没能更短：原来 {now} 字，新版本 {now} 字" in again.notes
    told = [each.text for each in again.state.here.chosen.sentences]
    for id in again.state.here.facts:
        assert not grounding.coverage(session.state.facts[id].text, told).lost


def test_of_a_wish_only_what_was_not_met_is_told(tmp_path):
    """What the order of the facts meets is met without a model; the rest is named."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1)
    text = session.state.facts[card.facts[-1]].text
    say(session, f"/go {card.name}", "/draft")

    outcome = say(session, f"/redraft 突出{text[:4]}，短一点")

    assert outcome.state.here.chosen.text.startswith(text[:4])
    (note,) = [each for each in outcome.notes if "没有照办" in each]
    assert note.startswith("“短一点”没有照办：没有大模型")


def test_a_length_in_characters_is_met_or_it_is_said_that_it_is_not(tmp_path):
    """The facts take more room than was wished: the line says how much."""
    session = begun(tmp_path, heard(FakeModel(writing(brief), profile=STRONG)))
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")

    notes = say(session, "/redraft 压缩到10字以内，短一点").notes

    now = length(session.state.here.chosen.text)
    assert f"没能压到 10 字：新版本 {now} 字" in notes


def test_a_wish_that_only_reading_can_judge_is_handed_to_the_person(tmp_path):
    """A tone cannot be measured: it is said that the model had it, and to look."""
    session = begun(tmp_path, FakeModel(writing(strong), profile=STRONG))
    say(session, f"/go {point(session.state, 'F1').name}", "/draft")

    notes = say(session, "/redraft 语气诚恳一些").notes

    assert "“语气诚恳一些”交给模型了，合不合意请看一眼" in notes


def test_the_preamble_is_no_model_s(tmp_path):
    """A wish for it is told to be one for the person's own hand."""
    session = begun(tmp_path, FakeModel(writing(strong), profile=STRONG))

    (note,) = say(session, "/go 开头", "/redraft 短一点").notes

    assert note == "“短一点”没有照办：开头照格式写；按 e 自己改"


def test_feedback_admissions_and_measures_are_written_by_a_strong_model(tmp_path):
    """Each card hears its own words only, and a measure that nobody gave is a proposal."""
    model = FakeModel(writing(strong), profile=STRONG)
    session = begun(tmp_path, model)
    for name, own, other in (("反馈", "办结提案48件", "调查研究"), ("不足1", "到校蹲点少", "4次")):
        told = []

        async def run(name=name, told=told):
            await execute(session, f"/go {name}")
            return await execute(session, "/draft", on_text=told.append)

        outcome = asyncio.run(run())
        assert outcome.state.here.chosen.author is Author.MODEL
        assert outcome.state.here.chosen.prompt.startswith("answers@")
        assert own in "".join(told)
        assert other not in "".join(told)
    made = say(session, "/go 措施2", "/draft").state.here.chosen
    assert [each.origin for each in made.sentences] == [Origin.PROPOSED]
    assert "教师培养办法" in made.text


def test_what_is_to_stand_out_comes_first(tmp_path):
    """The facts about it lead; where there are none, it is said where they are."""
    session = begun(tmp_path)
    card = next(c for c in session.state.cards if c.section == 1)
    last = card.facts[-1]
    text = session.state.facts[last].text
    say(session, f"/go {card.name}", "/draft")

    outcome = say(session, f"/redraft 突出{text[:4]}")

    assert outcome.state.here.chosen.sentences[0].facts[0] == last
    assert outcome.state.here.chosen.text.startswith(text[:4])
    assert "没有说到“星际航行”的要点" in say(session, "/redraft 突出星际航行").notes[0]
    other = next(c for c in session.state.cards if c.section == 0)
    words = session.state.facts[other.facts[0]].text[:5]
    assert "/move" in say(session, f"/redraft 突出{words}").notes[0]


def test_too_long_a_wish_is_none(tmp_path):
    """The limit is named; nothing has changed."""
    session = begun(tmp_path)
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

    assert wish in [each for each in model.asked if each.step == "write"][-1].user
    assert "60所" not in outcome.state.report.text
    assert "全国先进" not in outcome.state.report.text
    assert outcome.state.here.candidates[-1].refused


@pytest.mark.parametrize("kind", ["stock", "weak", "strong"])
def test_locked_text_survives_every_redraft(tmp_path, kind):
    """A sentence, a figure, some words across a mark: all are in every version."""
    models = {
        "weak": FakeModel(merging(weak)),
        "strong": FakeModel(writing(strong), profile=STRONG),
    }
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
    """One with more errors stays a candidate; the one before stands until it is chosen."""
    session = begun(tmp_path, text="year: 2023\n- __教育__新建学校6所\n- 发展党员19名\n")
    name = point(session.state, "F1").name
    say(session, f"/go {name}", "/edit 教育新建学校6所，群众满意。")
    mine = session.state.here.chosen
    assert [f for f in session.state.findings if f.rule == "markdown-left"] == []

    outcome = say(session, "/redraft")

    new = outcome.state.here.candidates[0]  # it reads as the first did
    assert outcome.state.here.chosen == mine
    assert "__教育__" in new.text
    assert any("“残留标记”由 0 处变成 1 处" in note for note in outcome.notes)
    assert outcome.notes[-1] == f"错误多了，先留着原来的；仍要用就写 /choose {new.id}"
    assert say(session, f"/choose {new.id}").state.here.chosen == new
    assert say(session, "/undo").state.here.chosen == mine


def test_a_model_that_is_gone_costs_only_its_words(tmp_path):
    """Without network or money the stock writes, and says so; nothing is lost."""

    def gone(_):
        raise Unavailable("连不上模型")

    for model, options in (
        (FakeModel(gone), {"attempts": 1}),
        (FakeModel(merging(weak)), {"budget": Budget(calls=1)}),
    ):
        session = begun(tmp_path, model, **options)
        name = point(session.state, "F1").name
        outcome = say(session, f"/go {name}", "/draft", "/redraft")
        assert outcome.notes[0].startswith("模型没能写")
        assert "6所" in outcome.state.here.chosen.text


def cut():
    """An answer for a section, cut after its first sentence."""
    row = {"text": SAID, "facts": ["F1"]}
    return json.dumps({"points": [{"sentences": [row]}]}, ensure_ascii=False)[:-4]


SAID = "全年新建学校6所，新增学位5400个。"


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
        return cut() + ', {"text": "高考本科'

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
    assert SAID in made.text
    assert "停下了" in outcome.notes[0]
    assert heard.endswith("高考本科")
    told = [each.text for each in made.sentences]
    for id in outcome.state.here.facts:
        assert not grounding.coverage(outcome.state.facts[id].text, told).lost


def test_drafted_ahead(tmp_path):
    """While the person reads, the next cards are drafted, a few at most; a draft then is there."""

    async def run():
        model = FakeModel(merging(weak))
        session = begun(tmp_path, model)
        session.ahead = Prefetch(session, most=3)
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
        session.ahead = Prefetch(session)
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
        return cut()

    async def run():
        session = begun(tmp_path, Slow(half, profile=STRONG))
        session.ahead = Prefetch(session, most=1)
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

    assert SAID in heard
    assert outcome.state.here.chosen.is_partial
    assert SAID in outcome.state.here.chosen.text
    assert "停下了" in outcome.notes[0]
    assert asked == 1


def test_why_a_draft_ahead_has_none_of_the_model_s_words_is_told_once(tmp_path):
    """Nobody waits for it, so the next command tells it."""

    def refuse(_):
        raise ModelFailed("模型服务拒绝了请求（422）")

    async def run():
        session = begun(tmp_path, FakeModel(refuse, profile=STRONG))
        session.ahead = Prefetch(session, most=3)
        outcomes = [await execute(session, f"/go {point(session.state, 'F1').name}")]
        for part in session.ahead.parts:
            await session.ahead.join(part)
        outcomes += [await execute(session, "/draft"), await execute(session, "/draft")]
        await session.ahead.close()
        return [note for outcome in outcomes for note in outcome.notes]

    told = asyncio.run(run())
    assert [note for note in told if "422" in note] == [
        "模型没能写：模型服务拒绝了请求（422）；先用要点原话"
    ]
