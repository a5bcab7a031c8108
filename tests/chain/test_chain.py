"""Asking through the chain: paid once, tried again, mended, within the budget."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from drafter import models
from drafter.chain import prompts
from drafter.chain.cache import Store
from drafter.chain.chain import Chain
from drafter.errors import BadAnswer, BadInput, ModelFailed, Stopped, Unavailable
from drafter.models import Answer, Profile, Usage
from drafter.settings import Budget, Price, Settings
from tests.endpoint import fail, reset, say, send, serving, stream, trickle

PROMPT = prompts.parse(
    "frames", 1, '+++\npurpose = "p"\ninputs = ["fact"]\n+++\n规矩\n---\n$fact\n'
)
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


@dataclass
class Fake:
    """Answers with the given texts or failures in turn, and stays with the last."""

    script: list
    name: str = "fake"
    profile: Profile = field(default_factory=lambda: Profile(slots=2, whole=True, context=400))
    asked: list = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def answer(self, request, on_text=None):
        """The next answer."""
        self.asked.append(request)
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.001)
        self.at_once -= 1
        if isinstance(said, Exception):
            raise said
        text, finish = said if isinstance(said, tuple) else (said, "stop")
        if on_text:
            on_text(text)
        used = request.max_tokens if finish == "length" else None  # it took all the room it had
        return Answer(text, Usage(10, used or 5), 0.5, self.name, finish)

    async def close(self):
        """Nothing to let go of."""


def number(text):
    """The parser of these tests."""
    return json.loads(text)["a"]


def chained(model, store=None, **settings):
    """A chain that does not really wait, and the waits that it would have made."""
    waits = []

    async def wait(seconds):
        waits.append(seconds)

    return Chain(model, store=store, settings=Settings(**settings), wait=wait), waits


@pytest.fixture
def shelf(tmp_path):
    """Opens the same stored answers anew, as another run would."""
    opened = []

    def open_store():
        opened.append(Store(tmp_path))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


def ask(chain, fact="事实", **options):
    """One question about a fact."""
    options = {"parse": str, "step": "frames", **options}
    return asyncio.run(chain.ask(PROMPT, {"fact": fact}, **options))


def test_a_reply_has_the_parsed_value_and_its_cost():
    """The parser's value, the tokens and the seconds of the model come back."""
    chain, _ = chained(Fake(['{"a": 7}']))

    reply = ask(chain, parse=number, schema=SCHEMA)

    assert (reply.value, reply.usage, reply.seconds, reply.cached) == (7, Usage(10, 5), 0.5, False)


def test_an_answer_is_paid_once(shelf):
    """The same question is answered from the store, by another process too."""
    first, second = Fake(["好"]), Fake(["别的"])
    ask(chained(first, shelf())[0])

    chain, _ = chained(second, shelf())
    reply = ask(chain)

    assert (reply.value, reply.cached, second.asked) == ("好", True, [])
    assert (chain.spend.calls, chain.spend.cached, chain.spend.usage.total) == (0, 1, 0)


@pytest.mark.parametrize(
    "other",
    [{"fact": "别的"}, {"step": "leads"}, {"repeat": 1}, {"max_tokens": 9}, {"schema": SCHEMA}],
    ids=lambda other: next(iter(other)),
)
def test_another_question_is_asked(shelf, other):
    """Whatever the answer depends on is part of its key."""
    model = Fake(['{"a": 7}'])
    chain, _ = chained(model, shelf())

    ask(chain)
    ask(chain, **other)

    assert len(model.asked) == 2


def test_two_who_ask_the_same_at_once_pay_once(shelf):
    """The second waits for the first one's answer."""
    model = Fake(["好"])
    chain, _ = chained(model, shelf())

    async def run():
        asking = (chain.ask(PROMPT, {"fact": "同"}, parse=str, step="s") for _ in range(5))
        return await asyncio.gather(*asking)

    assert [reply.value for reply in asyncio.run(run())] == ["好"] * 5
    assert len(model.asked) == 1


def test_a_stored_answer_that_no_longer_parses_is_asked_again(shelf):
    """A stricter parser is not served what an older one let pass."""
    model = Fake(["甲", "2"])
    chain, _ = chained(model, shelf())
    ask(chain)

    assert ask(chain, parse=int).value == 2


def test_calls_in_flight_are_bounded_by_the_models_slots():
    """As many calls at once as the provider can serve, no more."""
    model = Fake(["好"])
    chain, _ = chained(model)

    async def run():
        asking = (chain.ask(PROMPT, {"fact": str(n)}, parse=str, step="s") for n in range(10))
        await asyncio.gather(*asking)

    asyncio.run(run())
    asyncio.run(run())  # in another event loop, too

    assert model.most_at_once == 2


def test_what_may_pass_is_tried_again_and_waits_grow():
    """Failures that may pass are tried again, later each time."""
    chain, waits = chained(Fake([Unavailable("忙"), BadAnswer("乱"), Unavailable("忙"), "好"]))

    assert ask(chain).value == "好"
    assert 0.5 <= waits[0] <= 0.75
    assert 1.0 <= waits[1] <= 1.5
    assert 2.0 <= waits[2] <= 3.0
    assert (chain.spend.calls, chain.spend.retries) == (4, 3)


def test_what_no_server_has_had_is_not_counted():
    """Neither among the calls nor against the budget; the failure is told all the same."""
    with serving(say("好")) as server:
        pass
    model = models.resolve("openai:m", Settings(base_url=server.base_url))
    chain, waits = chained(model, attempts=4, budget=Budget(calls=2))

    with pytest.raises(Unavailable, match="连不上"):
        ask(chain)
    assert len(waits) == 3
    assert (chain.spend.calls, chain.spend.retries) == (0, 0)
    assert "连不上" in chain.spend.failure


@pytest.mark.parametrize(
    ("failure", "counted"),
    [
        (Unavailable("忙"), (2, 1)),
        (Unavailable("连不上", is_unsent=True), (1, 0)),
        (BadAnswer("乱"), (2, 1)),
    ],
)
def test_a_call_is_counted_where_the_service_has_had_it(failure, counted):
    """Whatever became of it there."""
    chain, _ = chained(Fake([failure, "好"]))
    ask(chain)

    assert (chain.spend.calls, chain.spend.retries) == counted


def test_the_server_says_how_long_to_wait():
    """Retry-After is honoured, a little late rather than early."""
    chain, waits = chained(Fake([Unavailable("忙", retry_after=3.0), "好"]))

    ask(chain)

    assert 3.0 <= waits[0] <= 4.5


def test_nobody_waits_for_an_hour():
    """A server that wants a long wait is reported instead."""
    chain, waits = chained(Fake([Unavailable("忙", retry_after=3600.0)]))

    with pytest.raises(Unavailable, match="3600 秒后再试"):
        ask(chain)
    assert waits == []


def test_tries_come_to_an_end():
    """After as many calls as are set, the failure is the user's to see."""
    model = Fake([Unavailable("忙")])
    chain, _ = chained(model, attempts=3)

    with pytest.raises(Unavailable):
        ask(chain)
    assert len(model.asked) == 3


def test_what_will_not_pass_is_not_tried_again():
    """A wrong key stays wrong."""
    model = Fake([ModelFailed("密钥不对")])

    with pytest.raises(ModelFailed):
        ask(chained(model)[0])
    assert len(model.asked) == 1


def test_an_empty_answer_is_tried_again():
    """Nothing is not an answer."""
    assert ask(chained(Fake(["  ", "好"]))[0]).value == "好"


def test_an_answer_that_was_filtered_is_not_tried_again():
    """A provider's filter is named, not taken for an answer."""
    with pytest.raises(ModelFailed, match="审查"):
        ask(chained(Fake([("半", "content_filter")]))[0])


def test_a_text_cut_by_length_is_asked_with_more_room():
    """What did not fit gets twice the room, and no wait."""
    model = Fake([("半句", "length"), "整句"])
    chain, waits = chained(model)

    assert ask(chain, max_tokens=50).value == "整句"
    assert [request.max_tokens for request in model.asked] == [50, 100]
    assert waits == [0.0]


@pytest.mark.parametrize(("limit", "asked"), [(150, [150, 300]), (None, [None])])
def test_an_answer_that_runs_on_is_given_up(limit, asked):
    """Twice the room is offered once; without a limit the model's own context was the end."""
    model = Fake([("半句", "length")])

    with pytest.raises(BadAnswer, match="截断"):
        ask(chained(model)[0], max_tokens=limit)
    assert [request.max_tokens for request in model.asked] == asked


def test_an_answer_cut_with_room_left_is_asked_again():
    """A server that breaks off twice, well within the limit, may do better the third time."""
    model = Fake(["半句", "整句"])
    texts = iter(["半", "又半", "整句"])

    async def answer(request, on_text=None):  # noqa: ARG001 - a model's signature
        model.asked.append(request)
        text = next(texts)
        return Answer(text, Usage(10, 5), 0.5, "fake", "stop" if text == "整句" else "length")

    model.answer = answer
    chain, _ = chained(model)

    assert ask(chain, max_tokens=150).value == "整句"
    assert [request.max_tokens for request in model.asked] == [150, 300, 300]


def test_cut_json_that_holds_all_that_is_needed_is_used():
    """A list cut after the wanted items is good enough for its parser."""
    chain, _ = chained(Fake([('{"a": 7, "b": [1, 2', "length")]))

    assert ask(chain, parse=number, schema=SCHEMA, max_tokens=50).value == 7


@pytest.mark.parametrize("cut", ['{"a": 7, "b": [1, 2', '{"a": 7}', '{"a": 7, "b": "半'])
def test_a_cut_answer_is_not_kept(shelf, cut):
    """Once its service gives it more room the same question gets a whole one, that is kept."""
    ask(chained(Fake([(cut, "length")]), shelf())[0], parse=number, schema=SCHEMA)
    second, third = Fake(['{"a": 8}']), Fake(["?"])

    assert ask(chained(second, shelf())[0], parse=number, schema=SCHEMA).value == 8
    assert ask(chained(third, shelf())[0], parse=number, schema=SCHEMA).value == 8
    assert (len(second.asked), len(third.asked)) == (1, 0)


def test_a_misread_answer_is_mended_once():
    """The model is shown its answer and what is wrong with it."""
    model = Fake(['{"b": 1}', '{"a": 7}'])
    chain, _ = chained(model)

    reply = ask(chain, parse=number, schema=SCHEMA)

    assert (reply.value, reply.usage) == (7, Usage(20, 10))
    assert model.asked[1].user.startswith(model.asked[0].user)
    assert '{"b": 1}' in model.asked[1].user
    assert model.asked[1].system == model.asked[0].system


def test_an_answer_misread_twice_is_a_failure():
    """One repair turn, then the user hears what the parser said."""
    model = Fake(["没有 JSON"])

    with pytest.raises(BadAnswer, match="没有 JSON"):
        ask(chained(model)[0], parse=number, schema=SCHEMA)
    assert len(model.asked) == 2


def test_a_mended_answer_is_stored_under_the_first_question(shelf):
    """Repair turns are not paid again."""
    ask(chained(Fake(["?", '{"a": 7}']), shelf())[0], parse=number, schema=SCHEMA)
    second = Fake(["?"])

    chain, _ = chained(second, shelf())

    assert ask(chain, parse=number, schema=SCHEMA).value == 7
    assert second.asked == []


def test_only_the_first_try_streams():
    """Whoever watches does not see the same words twice."""
    heard = []
    chain, _ = chained(Fake([("半", "length"), "全文"]))

    ask(chain, on_text=heard.append, max_tokens=50)

    assert heard == ["半"]


@pytest.mark.parametrize(
    ("budget", "calls"),
    [(Budget(tokens=30), 2), (Budget(calls=3), 3), (Budget(cost=40.0), 2)],
    ids=["tokens", "calls", "cost"],
)
def test_a_budget_stops_before_the_call_it_does_not_cover(shelf, budget, calls):
    """Work stops cleanly; what was paid for is there when it goes on."""
    price = Price(prompt=1e6, completion=2e6)
    chain, _ = chained(Fake(["好"]), shelf(), budget=budget, price=price)

    def work():
        return [ask(chain, fact=str(n)) for n in range(9)]

    with pytest.raises(Stopped, match="接着"):
        work()

    assert chain.spend.calls == calls
    assert ask(chain, fact="0").cached


def test_what_another_chain_spent_is_paid_from_the_same_budget(shelf):
    """Two models in one work have one budget between them, also for the fork of a document."""
    first, _ = chained(Fake(["好"]), shelf(), budget=Budget(calls=5))
    second, _ = chained(Fake(["好"]), budget=Budget(calls=5))
    second.charge(first.spend)
    for n in range(3):
        ask(first, fact=str(n))

    ask(second, fact="甲")
    ask(second.fork(), fact="乙")
    with pytest.raises(Stopped, match="calls 已到 5"):
        ask(second.fork(), fact="丙")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("全年走访企业46家，化解信访积", "length"), ["次没写完就到了长度上限；"]),
        (("狠抓工作落实。" * 60, "length"), ["次没写完就到了长度上限，其中 ", "同一句话反复"]),
        (("好。", "stop"), []),
    ],
)
def test_answers_cut_for_want_of_room_are_counted(said, told):
    """Whoever sums up can say why nothing of a model was of use."""
    chain, _ = chained(Fake([said]))
    with suppress(BadAnswer):
        ask(chain)

    assert len(chain.spend.troubles) == bool(told)
    assert all(each in chain.spend.troubles[0] for each in told)


@pytest.mark.parametrize(
    ("facts", "is_told"), [(["修路3公里。" * 400], True), (["修路3公里。"], False)]
)
def test_a_server_that_reads_half_of_a_question_is_noticed(facts, is_told):
    """It counts 10 tokens whatever it is sent; of short questions nobody can tell."""
    chain, _ = chained(Fake(["好。"]))
    for fact in facts:
        ask(chain, fact=fact)

    assert any("只读了不到一半" in each for each in chain.spend.troubles) == is_told


def test_temperature_comes_from_the_prompt_then_the_settings():
    """A prompt that needs a temperature keeps it; otherwise the user's holds."""
    warm = prompts.parse("w", 1, '+++\npurpose="p"\ninputs=[]\ntemperature=0.9\n+++\n\n---\n问\n')
    model = Fake(["好"])
    chain, _ = chained(model, temperature=0.2)

    ask(chain)
    asyncio.run(chain.ask(warm, {}, parse=str, step="s"))

    assert [request.temperature for request in model.asked] == [0.2, 0.9]


def test_a_chain_composes_as_a_runnable():
    """LangChain users pipe it into their own Runnables."""
    chain, _ = chained(Fake(['{"a": 7}']))

    runnable = chain.runnable(PROMPT, parse=number, step="s", schema=SCHEMA) | (lambda n: n + 1)

    assert asyncio.run(runnable.ainvoke({"fact": "事实"})) == 8


def test_a_value_that_is_missing_is_named():
    """A question without its values is not asked."""
    chain, _ = chained(Fake(["好"]))

    with pytest.raises(BadInput, match="frames@1 要的是 fact"):
        asyncio.run(chain.ask(PROMPT, {}, parse=str, step="s"))


def test_a_real_server_that_fails_in_every_way_is_outlasted(shelf):
    """Busy, broken, reset, cut, empty, nonsense: the answer comes all the same, once."""
    acts = [
        fail(429, retry_after="1"),
        fail(500),
        reset,
        send(b'{"id": "1", "choices": [{"mess'),
        say(""),
        send(b"<html>maintenance</html>", "text/html"),  # behind an answer, if an empty one
        stream("半", breaks=True),
        trickle,
        say('{"a', finish="length"),
        say('```json\n{"a": 7}\n```'),
    ]
    with serving(*acts) as server:
        model = models.resolve("openai:m", Settings(base_url=server.base_url, timeout=0.5))
        chain, waits = chained(model, shelf(), attempts=len(acts))

        async def run():
            options = {"parse": number, "schema": SCHEMA, "step": "s", "max_tokens": 50}
            reply = await chain.ask(PROMPT, {"fact": "事实"}, **options)
            await model.close()
            return reply

        reply = asyncio.run(run())

    assert reply.value == 7
    assert len(server.asked) == len(acts)
    assert 1.0 <= waits[0] <= 1.5


RUN = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    from drafter.chain import prompts
    from drafter.chain.chain import Chain
    from drafter.models import Answer, Profile, Usage
    from drafter.chain.cache import Store

    class Slow:
        name, profile = "slow", Profile(1, True, 400)
        async def answer(self, request, on_text=None):
            print(request.user, flush=True)
            await asyncio.sleep(60 if request.user == sys.argv[2] else 0)
            return Answer("好", Usage(1, 1), 0.0, "slow", "stop")

    async def run():
        chain = Chain(Slow(), store=Store(Path(sys.argv[1])))
        source = '+++\\npurpose = "p"\\ninputs = ["fact"]\\n+++\\n规矩\\n---\\n$fact\\n'
        for n in range(5):
            await chain.ask(prompts.parse("p", 1, source), {"fact": f"{n}"}, parse=str, step="s")

    asyncio.run(run())
""")


def test_a_killed_run_pays_only_for_what_was_in_flight(tmp_path):
    """After kill -9 every answer that had come is still there."""
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    with subprocess.Popen([*command, "3"], stdout=subprocess.PIPE, text=True) as process:
        first = [process.stdout.readline().strip() for _ in range(4)]
        os.kill(process.pid, signal.SIGKILL)

    second = subprocess.run([*command, ""], capture_output=True, text=True, check=True).stdout

    assert first == ["0", "1", "2", "3"]
    assert second.split() == ["3", "4"]
