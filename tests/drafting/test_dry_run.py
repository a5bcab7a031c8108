"""What would be asked is known before anything is: nobody answers, nothing is stored."""

import asyncio
import json

import pytest

from drafter import readers
from drafter.chain import prompts
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.checking.critique import critique
from drafter.document import genre, parsing
from drafter.drafting import Isolated, draft
from drafter.drafting.dry_run import Rehearsal, rehearse
from drafter.settings import Settings
from tests.fakes import STRONG, TAUGHT, FakeModel, Taught, merging
from tests.planned import verbatim

SHEET = """---
year: 2023
role: 县教育局局长
---
- 新建学校6所，新增学位5400个
- 高考本科上线2318人，同比增长8.5%
- 维修操场**处，投入***万元
- 发展党员19名
- 本人带头执行中央八项规定精神，开展廉政谈话36人次
- 不足：调查研究不够，到校蹲点少
- 不足：教师培养办法不多，骨干教师少
- 改进措施：每学期到学校蹲点调研不少于4次
"""
FACTS = readers.facts_from(SHEET.encode(), "facts.md", ".md")
SETTINGS = Settings(temperature=0.3, attempts=1)


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    store = Store(tmp_path)
    yield store
    store.close()


def rehearsed(model, isolated=None, repeat=0, **options):
    """The questions of a draft of `FACTS`."""
    chain = Rehearsal(Chain(model, settings=SETTINGS, **options).fork(repeat=repeat))
    return asyncio.run(rehearse(FACTS, chain, isolated=isolated))


def drafted(model, store):
    """A real draft of them."""
    return asyncio.run(draft(FACTS, Chain(model, store=store, settings=SETTINGS)))


def in_order(requests):
    """Points are asked about side by side, in no order."""
    return sorted(requests, key=lambda each: (each.step, each.user))


joined = merging(lambda told: "；".join(told) + "。")


def test_what_is_rehearsed_is_what_is_asked(store):
    """The same questions in every part, in the same order; the model hears of none."""
    silent, asked = FakeModel(joined), FakeModel(joined)

    told = rehearsed(silent, store=store)
    drafted(asked, store)

    assert [each.request for each in told] == asked.asked
    assert silent.asked == []


def test_stored_answers_are_told_with_what_they_took(store):
    """After a draft all is paid for; another repeat, model or setting is not."""
    model = FakeModel(joined)
    drafted(model, store)
    before = store.size().answers

    assert {each.paid.total for each in rehearsed(model, store=store)} == {15}
    assert not any(each.paid for each in rehearsed(model, store=store, repeat=1))
    assert not any(each.paid for each in rehearsed(FakeModel(joined, name="b"), store=store))
    assert store.size().answers == before


def test_only_the_pinned_prompt_is_to_be_paid(store, tmp_path):
    """A change of one prompt leaves the answers to those before it where they are."""
    model = FakeModel(verbatim(FACTS), STRONG)
    drafted(model, store)
    mine = tmp_path / "mine.md"
    mine.write_text(prompts.load("answers@1").source.replace("你是", "你就是"), "utf-8")

    with prompts.pinned(f"answers={mine}"):
        told = rehearsed(model, store=store)

    assert {each.request.step for each in told if not each.paid} == {"answer", "polish"}
    assert {each.request.step for each in told if each.paid} >= {"plan", "write"}


def test_what_a_strong_model_may_not_be_asked_is_told_apart(store):
    """Second tries come only where the first may not stand; stored answers settle it."""
    model = FakeModel(verbatim(FACTS), STRONG)

    told = rehearsed(model, store=store)
    seconds = [each for each in told if each.is_second]
    drafted(model, store)
    known = rehearsed(model, store=store)

    assert {each.request.step for each in seconds} <= {"plan", "mend"}
    assert [e.request.repeat for e in told if not e.is_second] == [0] * (len(told) - len(seconds))
    assert all(each.paid and not each.is_second for each in known)
    assert in_order(each.request for each in known) == in_order(model.asked)


def test_second_tries_of_a_taught_model_are_told_apart(store):
    """A measure and other words are asked for again, warmer, only where the first may not stand."""
    model = FakeModel(Taught(), TAUGHT)
    first = "- 新建学校6所"
    spoken = SHEET.replace(first, f"- 老赖的钱要回来41万，还有2个人没影\n{first}").encode()
    facts = readers.facts_from(spoken, "facts.md", ".md")
    told = asyncio.run(rehearse(facts, Rehearsal(Chain(model, settings=SETTINGS))))
    asyncio.run(draft(facts, Chain(model, store=store, settings=SETTINGS)))

    certain = [each.request for each in told if not each.is_second]
    assert in_order(certain) == in_order(each for each in model.asked if not each.repeat)
    assert {each.request.step for each in told if each.is_second} == {"reword", "pair"}


@pytest.mark.parametrize("step", ["write", "answer", "polish"])
def test_one_step_is_rehearsed_alone(store, step):
    """Step isolation asks that step, and what of it is refused, and no other."""
    model = FakeModel(verbatim(FACTS), STRONG)
    made = drafted(model, store)
    told = rehearsed(model, isolated=Isolated(step, made.planned, made.material))

    assert step in {each.request.step for each in told} <= {step, "mend"}


def test_the_length_of_a_question_is_told():
    """Tokens of the system and the user text, schema left out."""
    first = rehearsed(FakeModel(joined))[0]

    assert 100 < first.prompt_tokens.tokens < 500


def test_a_critique_is_rehearsed_too():
    """Whatever asks through a chain can be rehearsed: and nothing is judged."""
    chain = Rehearsal(Chain(FakeModel(json.dumps)))

    report = parsing.parse("一、抓落实。\n新建学校6所。\n", genre.load("shuzhi"), facts=FACTS)

    told = asyncio.run(critique(report, chain))

    assert {each.request.step for each in chain.asked} == {"critique"}
    assert all(each.problem for each in told.judgements)
