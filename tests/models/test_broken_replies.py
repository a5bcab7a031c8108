"""Replies that break off, cannot be read or say something else: told as what they are."""

import asyncio
import json
import re

import pytest

from drafter import models, readers
from drafter.chain.chain import Chain
from drafter.cli import main
from drafter.drafting import draft
from drafter.errors import BadAnswer, ModelFailed, Unavailable
from drafter.models import Request
from drafter.settings import Settings
from tests.endpoint import completion, hang_up, say, send, serving, then_close
from tests.fakes import FakeModel
from tests.models.test_openai import ask
from tests.models.test_quirks import SHEET, chunk, event, streaming

QUESTION = Request("s", "", "问")
WHOLE = json.dumps(completion("好")).encode()


def packed(handler):
    """Say that the body is packed, which it is not."""
    handler.send(WHOLE, headers={"content-encoding": "gzip"})


def short(handler):
    """End before all is sent that was announced."""
    handler.send(WHOLE, length=len(WHOLE) + 9)
    handler.close_connection = True


@pytest.mark.parametrize(
    ("act", "kind", "told"),
    [(packed, BadAnswer, "解不开"), (short, Unavailable, "没有传完就断了")],
    ids=["packing", "end"],
)
def test_a_service_that_answers_is_not_told_to_be_out_of_reach(act, kind, told):
    """It was reached: no port and no address is to be looked at."""
    with serving(act) as server, pytest.raises(kind, match=told) as failed:
        ask(server, QUESTION)

    assert "OPENAI_BASE_URL" not in failed.value.hint


@pytest.mark.parametrize("is_heard", [True, False], ids=["streamed", "whole"])
def test_a_refusal_that_cannot_be_unpacked_is_told(is_heard):
    """Whatever was asked for, a whole answer or a stream."""

    def refuse(handler):
        handler.send(WHOLE, status=500, headers={"content-encoding": "gzip"})

    with serving(refuse) as server, pytest.raises(BadAnswer, match="解不开"):
        ask(server, QUESTION, on_text=(lambda _: None) if is_heard else None)


def test_an_empty_stream_is_told_in_the_user_s_words():
    """As an empty body is."""
    with serving(send(b"")) as server, pytest.raises(BadAnswer) as failed:
        ask(server, QUESTION, on_text=lambda _: None)

    assert failed.value.hint == "回答是空的"


@pytest.mark.parametrize(
    ("status", "place", "hint"),
    [
        (301, "http://new.example/api/v1/chat/completions?key=9", "改成 http://new.example/api/v1"),
        (302, "http://new.example/portal", "先登录"),
    ],
)
def test_a_service_that_moved_says_where_to(status, place, hint):
    """Nothing is looked at there with another method, and what follows a ? is not told."""

    def move(handler):
        handler.send(b"", status=status, headers={"location": place})

    address = re.escape(place.partition("?")[0])
    with serving(move) as server, pytest.raises(ModelFailed, match=f"转到了 {address}（") as failed:
        ask(server, QUESTION)

    assert failed.value.hint.endswith(hint)
    assert not isinstance(failed.value, Unavailable)


def test_a_service_that_wants_the_same_question_elsewhere_is_asked_there():
    """Status 307 keeps the method."""

    def act(handler):
        if handler.path.startswith("/v1"):
            handler.send(b"", status=307, headers={"location": "/v2/chat/completions"})
        else:
            handler.send(completion("好"))

    with serving(act) as server:
        [answer] = ask(server, QUESTION)

    assert answer.text == "好"


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (b"", "回答是空的"),
        (b'{"choices": null}', "里面没有 choices"),
        (b'{"choices": [{"message": null}]}', "choices 里没有 message"),
        (b'{"choices": [{"mess', "JSON 没有写完就断了"),
        (b"busy", "不是 JSON"),
        ("忙碌中".encode("gbk"), "不是 UTF-8 文字"),
        (b"7", "里面没有 choices"),
    ],
    ids=["nothing", "no choices", "no message", "cut", "words", "bytes", "number"],
)
def test_what_is_wrong_with_a_body_is_told_in_the_user_s_words(body, hint):
    """Nothing of Python's."""
    with serving(send(body)) as server, pytest.raises(BadAnswer) as failed:
        ask(server, QUESTION)

    assert failed.value.hint == hint


def test_an_error_in_a_list_is_what_the_service_says():
    """Gemini puts its errors into a list, under a status of success too."""
    body = [{"error": {"code": 400, "message": "API key not valid."}}]
    with (
        serving(lambda handler: handler.send(body)) as server,
        pytest.raises(ModelFailed, match="不认这个密钥：API key not valid"),
    ):
        ask(server, QUESTION)


@pytest.mark.parametrize("is_heard", [True, False], ids=["streamed", "not asked for"])
def test_half_a_stream_is_no_answer(is_heard):
    """Neither a reason to stop nor the mark of the end: the rest is missing."""
    act = streaming(event(chunk("新建学校")), event(chunk("6")), last=b"")
    with serving(act) as server, pytest.raises((BadAnswer, Unavailable), match="就断了"):
        ask(server, QUESTION, on_text=(lambda _: None) if is_heard else None)


@pytest.mark.parametrize("is_heard", [True, False], ids=["streamed", "not asked for"])
@pytest.mark.parametrize(("finish", "last"), [("stop", b""), (None, b"data: [DONE]\n\n")])
def test_a_reason_or_the_mark_of_the_end_makes_a_stream_whole(finish, last, is_heard):
    """Some servers send only one of them."""
    with serving(streaming(event(chunk("好", finish)), last=last)) as server:
        [answer] = ask(server, QUESTION, on_text=(lambda _: None) if is_heard else None)

    assert answer.text == "好"


def test_a_report_that_no_answer_came_for_says_what_came():
    """Not only that it was nothing of use."""
    broken = BadAnswer("不是一个回答", hint="没有写完就断了")

    def fall_short(_):
        raise broken

    async def run():
        chain = Chain(FakeModel(fall_short), wait=lambda _: asyncio.sleep(0))
        return await draft(readers.facts_from(SHEET.encode(), "f.md", ".md"), chain)

    with pytest.raises(ModelFailed) as failed:
        asyncio.run(run())
    assert broken.within in failed.value.hint


@pytest.mark.parametrize("count", ["NaN", "Infinity", "-4", '"many"', "null"])
def test_a_count_that_is_none_costs_no_answer(count):
    """It is estimated."""
    body = (
        b'{"choices": [{"message": {"content": "\xe5\xa5\xbd"}}], "usage": {"prompt_tokens": %s}}'
    )
    with serving(send(body % count.encode())) as server:
        [answer] = ask(server, QUESTION)

    assert answer.usage.prompt > 0


def test_counts_in_words_bring_no_warning(monkeypatch, capsys):
    """Of the libraries in between, in English."""

    def act(handler):
        row = chunk("好", "stop") | {"usage": {"prompt_tokens": "9", "completion_tokens": None}}
        streaming(event(row))(handler)

    with serving(act) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["models", "test", "openai:m"]) == 0
    assert "Pydantic" not in capsys.readouterr().err


def test_a_refusal_in_gbk_is_readable():
    """As services write it that say nothing of how they write."""
    body = json.dumps({"error": {"message": "并发数已满"}}, ensure_ascii=False).encode("gbk")
    with (
        serving(lambda handler: handler.send(body, status=400)) as server,
        pytest.raises(ModelFailed, match="并发数已满"),
    ):
        ask(server, QUESTION)


def test_a_bare_line_break_within_a_string_is_read():
    """No JSON allows it, and what is meant is clear."""
    body = '{"choices": [{"message": {"content": "第一行\n第二行"}, "finish_reason": "stop"}]}'
    with serving(send(body.encode())) as server:
        [answer] = ask(server, QUESTION)

    assert answer.text == "第一行\n第二行"


def rounds(server, *, many, is_heard):
    """The answers to so many questions at once, three times, a moment between."""
    on_text = print if is_heard else None

    async def run():
        model = models.resolve("openai:m", Settings(base_url=server.base_url, slots=4))
        answers = []
        try:
            for _ in range(3):
                calls = [model.answer(QUESTION, on_text) for _ in range(many)]
                answers += await asyncio.gather(*calls)
                await asyncio.sleep(0.1)
        finally:
            await model.close()
        return answers

    return asyncio.run(run())


@pytest.mark.parametrize("many", [1, 4])
@pytest.mark.parametrize("is_heard", [True, False], ids=["streamed", "whole"])
def test_a_connection_that_was_closed_since_costs_no_answer(many, is_heard):
    """The server says that it keeps it: each question reaches it once all the same."""
    events = event(chunk("好", "stop")) + b"data: [DONE]\n\n"
    act = send(events, kind="text/event-stream") if is_heard else say("好")
    with serving(then_close(act)) as server:
        answers = rounds(server, many=many, is_heard=is_heard)

    assert [answer.text for answer in answers] == ["好"] * 3 * many
    assert len(server.asked) == 3 * many


def test_a_server_that_hangs_up_on_a_new_connection_is_not_asked_again_at_once():
    """It has had the question; and that it was reached is said."""
    with serving(hang_up) as server, pytest.raises(Unavailable, match="没有回答就断开") as failed:
        ask(server, QUESTION)

    assert len(server.asked) == 1
    assert not failed.value.is_unsent
