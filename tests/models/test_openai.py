"""The way to an endpoint: what is sent, and what becomes of everything that may come back."""

import asyncio
import gc

import pytest

from drafter import models
from drafter.errors import BadAnswer, BadInput, ModelFailed, Unavailable, UnknownName
from drafter.models import Request
from drafter.settings import Settings
from tests.endpoint import fail, reset, say, send, serving, stream, trickle

SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "integer"}},
    "required": ["a"],
    "additionalProperties": False,
}


def ask(server, *requests, on_text=None, **settings):
    """The endpoint's answers to requests asked one after the other."""

    async def run():
        model = models.resolve("openai:m", Settings(base_url=server.base_url, **settings))
        try:
            return [await model.answer(request, on_text) for request in requests]
        finally:
            await model.close()

    return asyncio.run(run())


def test_an_answer_has_text_usage_and_reason():
    """Text, tokens and the reason to stop come from the server."""
    with serving(say("好。", usage=(12, 3))) as server:
        [answer] = ask(server, Request("draft", "系统", "问"))

    assert (answer.text, answer.finish) == ("好。", "stop")
    assert (answer.usage.prompt, answer.usage.completion) == (12, 3)
    assert [m["content"] for m in server.asked[0]["messages"]] == ["系统", "问"]


def test_nothing_is_sent_that_was_not_asked_for():
    """Newer hosted models refuse sampling parameters: none goes out by itself."""
    with serving(say("好")) as server:
        ask(server, Request("draft", "", "问"))

    assert server.asked[0].keys() == {"model", "messages"}


def test_what_was_asked_for_is_sent():
    """Temperature, length limit and schema go out under the names that servers know."""
    with serving(say('{"a": 1}')) as server:
        ask(server, Request("步骤", "", "问", SCHEMA, max_tokens=50, temperature=0.0))

    body = server.asked[0]
    assert (body["temperature"], body["max_tokens"]) == (0.0, 50)
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["response_format"]["json_schema"]["strict"] is True


def test_an_open_schema_is_not_strict():
    """Strict servers refuse schemas with optional properties: those are sent as a wish."""
    with serving(say("{}")) as server:
        ask(server, Request("s", "", "问", {"type": "object", "properties": {"a": {}}}))

    assert server.asked[0]["response_format"]["json_schema"]["strict"] is False


def test_refused_response_format_is_asked_for_in_words_and_remembered():
    """A server without json_schema is asked once; from then on the schema stands in the text."""
    refusal = fail(400, "response_format json_schema is not supported")
    with serving(refusal, say('{"a": 1}')) as server:
        answers = ask(server, Request("s", "", "一", SCHEMA), Request("s", "", "二", SCHEMA))

    assert [answer.text for answer in answers] == ['{"a": 1}'] * 2
    assert ["response_format" in body for body in server.asked] == [True, False, False]
    assert "JSON Schema" in server.asked[1]["messages"][0]["content"]


def test_refused_temperature_is_left_out_and_remembered():
    """A model that only knows its own temperature is let have it."""
    refusal = fail(400, "Unsupported value: 'temperature' does not support 0.2")
    with serving(refusal, say("好")) as server:
        request = Request("s", "", "问", temperature=0.2)
        ask(server, request, request)

    assert ["temperature" in body for body in server.asked] == [True, False, False]


def test_renamed_length_limit_is_sent_under_its_new_name():
    """A server that wants max_completion_tokens gets it."""
    refusal = fail(400, "Unsupported parameter: 'max_tokens'; use 'max_completion_tokens'")
    with serving(refusal, say("好")) as server:
        ask(server, Request("s", "", "问", max_tokens=9))

    assert server.asked[1]["max_completion_tokens"] == 9
    assert "max_tokens" not in server.asked[1]


def test_streaming_hands_over_every_piece_and_still_counts():
    """With a listener the text comes in pieces, and usage is reported all the same."""
    heard = []
    with serving(stream("新建", "学校", "6所")) as server:
        [answer] = ask(server, Request("s", "", "问"), on_text=heard.append)

    assert heard == ["新建", "学校", "6所"]
    assert (answer.text, answer.finish) == ("新建学校6所", "stop")
    assert (answer.usage.prompt, answer.usage.completion) == (10, 5)


def test_a_listener_s_own_failure_is_not_taken_for_the_model_s():
    """A mistake of who shows the text is seen as what it is."""

    def show(_):
        raise ValueError("屏幕没有了")

    with serving(stream("新建", "学校")) as server, pytest.raises(ValueError, match="屏幕没有了"):
        ask(server, Request("s", "", "问"), on_text=show)


@pytest.mark.parametrize(
    "refusal",
    [
        {
            "detail": [
                {"type": "extra_forbidden", "loc": ["body", "stream_options"], "msg": "Extra"}
            ]
        },
        {"error": {"message": "Unknown parameter: 'stream_options'."}},
        {"error": {"message": "include_usage is not supported"}},
        {"error": "stream options are not allowed"},
    ],
)
def test_a_server_that_takes_no_wish_for_a_count_streams_without_it_from_then_on(refusal):
    """It is learned once, as of any other parameter, and counted here."""

    def act(handler):
        is_refused = "stream_options" in handler.asked
        (handler.send(refusal, status=422) if is_refused else stream("好", "的")(handler))

    pieces = []
    question = Request("s", "", "问")
    with serving(act) as server:
        answers = ask(server, question, question, on_text=pieces.append)

    assert [answer.text for answer in answers] == ["好的", "好的"]
    assert ["stream_options" in asked for asked in server.asked] == [True, False, False]
    assert answers[0].usage.completion > 0


def test_streaming_with_a_schema_gives_the_text_once():
    """The library's closing chunk with the whole completion is not heard a second time."""
    heard = []
    with serving(stream('{"a":', " 1}")) as server:
        [answer] = ask(server, Request("s", "", "问", SCHEMA), on_text=heard.append)

    assert answer.text == "".join(heard) == '{"a": 1}'


@pytest.mark.parametrize("schema", [None, SCHEMA])
def test_an_answer_cut_by_length_says_so(schema):
    """What was written before the cut comes back, with its tokens, marked as cut."""
    with serving(say('{"a"', finish="length")) as server:
        [answer] = ask(server, Request("s", "", "问", schema))

    assert (answer.text, answer.finish, answer.usage.total) == ('{"a"', "length", 15)


def test_a_server_that_does_not_count_is_counted_for():
    """Without usage from the server, tokens are estimated from the text."""
    with serving(say("新建学校6所", usage=None)) as server:
        [answer] = ask(server, Request("s", "系统提示", "问"))

    assert answer.usage.prompt > 0
    assert answer.usage.completion == 4


def test_thoughts_are_not_part_of_the_answer():
    """What a reasoning model thinks aloud first is dropped."""
    with serving(say("<think>\n想一想\n</think>\n\n好")) as server:
        [answer] = ask(server, Request("s", "", "问"))

    assert answer.text == "好"


@pytest.mark.parametrize(
    "act",
    [
        send(b'{"id": "1", "choices": [{"mess'),
        send('{"id": "全'.encode()[:-1]),
        send(b'{"id": "1", "choices": null}'),
        send(b'{"id": "1", "choices": []}'),
        send(b"[]"),
        send(b""),
    ],
    ids=["cut-json", "cut-utf8", "null", "empty", "list", "nothing"],
)
@pytest.mark.parametrize("schema", [None, SCHEMA], ids=["text", "json"])
def test_nonsense_is_a_bad_answer(act, schema):
    """A body that is no chat completion is one clear failure, worth another try."""
    with serving(act) as server, pytest.raises(BadAnswer):
        ask(server, Request("s", "", "问", schema))

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("act", "wait"),
    [
        (fail(429, retry_after="2"), 2.0),
        (fail(429), None),
        (fail(500), None),
        (fail(503, retry_after="7"), 7.0),
        (reset, None),
    ],
    ids=["429-after", "429", "500", "503", "reset"],
)
def test_what_may_pass_is_unavailable(act, wait):
    """Busy and broken connections are worth another try, at the time the server names."""
    with serving(act) as server, pytest.raises(Unavailable) as caught:
        ask(server, Request("s", "", "问"))

    assert caught.value.retry_after == wait
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "act",
    [
        fail(401),
        fail(404, "no model m"),
        fail(400, "bad"),
        fail(429, "quota", "insufficient_quota"),
    ],
    ids=["401", "404", "400", "quota"],
)
def test_what_will_not_pass_is_final(act):
    """Another try would fail the same way: neither Unavailable nor BadAnswer."""
    with serving(act) as server, pytest.raises(ModelFailed) as caught:
        ask(server, Request("s", "", "问"))

    assert type(caught.value) is ModelFailed


def test_a_stream_that_breaks_off_is_unavailable():
    """Half a stream is no answer."""
    with serving(stream("新建", "学校", breaks=True)) as server, pytest.raises(Unavailable):
        ask(server, Request("s", "", "问"), on_text=lambda _: None)


def test_a_trickling_server_is_held_to_the_deadline():
    """A byte now and then, for half an hour, does not keep a call alive beyond its timeout."""
    with serving(trickle) as server, pytest.raises(Unavailable, match="没有答完"):
        ask(server, Request("s", "", "问"), timeout=0.5)


def test_nobody_listening_is_unavailable():
    """A refused connection is worth another try and names what to check."""
    with serving(say("好")) as server:
        pass

    with pytest.raises(Unavailable, match="OPENAI_BASE_URL"):
        ask(server, Request("s", "", "问"))


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch):
    """Servers on loopback are reached directly, whatever proxy is set for the world outside."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(say("好")) as server:
        [answer] = ask(server, Request("s", "", "问"))

    assert answer.text == "好"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_model_outlives_the_loop_it_was_first_used_in():
    """Connections of one event loop are not used in the next."""

    async def last(model):
        answer = await model.answer(Request("s", "", "问"))
        await model.close()
        return answer

    with serving(say("好")) as server:
        model = models.resolve("openai:m", Settings(base_url=server.base_url))
        answers = [asyncio.run(model.answer(Request("s", "", "问"))), asyncio.run(last(model))]
    gc.collect()  # sockets that the first loop left open complain here, not in another test

    assert [answer.text for answer in answers] == ["好", "好"]


def test_a_key_is_needed_away_from_home():
    """Only loopback servers go without a key."""
    with pytest.raises(BadInput, match="OPENAI_API_KEY"):
        models.resolve("openai:m", Settings())
    assert models.resolve("openai:m", Settings(api_key="k")).name == "openai:m"


@pytest.mark.parametrize(
    ("name", "whole"), [("gpt-9", True), ("qwen2.5-7b", True), ("qwen2.5:1.5b", False)]
)
def test_a_small_model_writes_no_whole_points(name, whole):
    """A name that says three billion parameters or fewer gives frames only, unless set."""
    settings = Settings(api_key="k")

    assert models.resolve(f"openai:{name}", settings).profile.whole is whole
    assert models.resolve(f"openai:{name}", Settings(api_key="k", whole=True)).profile.whole


def test_slots_and_context_are_settings():
    """What a user sets wins over the provider's defaults."""
    profile = models.resolve("openai:m", Settings(api_key="k", slots=3, context=999)).profile

    assert (profile.slots, profile.context) == (3, 999)


def test_an_unknown_provider_gets_a_suggestion():
    """A mistyped provider is named with the nearest one."""
    with pytest.raises(UnknownName, match="是不是想写“openai”"):
        models.resolve("openia:m", Settings())


def test_the_set_model_is_used_when_none_is_named():
    """Command line, then settings, then the embedded model."""
    settings = Settings(model="openai:m", api_key="k")

    assert models.resolve(None, settings).name == "openai:m"
    assert models.resolve("local", settings).name.startswith("local:qwen2.5-coder-1.5b+")
    assert models.resolve(None, Settings()).name.startswith("local:qwen2.5-coder-1.5b+")


def test_every_provider_explains_itself():
    """Each provider has a name of its own and a line of help."""
    known = models.providers()

    assert {"openai", "local", "replay", "record"} <= {provider.name for provider in known}
    assert len({provider.name for provider in known}) == len(known)
    assert all(provider.help.startswith(provider.name) for provider in known)
