"""What stands around an answer or an error: events, wrappers, pages, queries, certificates."""

import json
import re
import ssl

import httpx
import openai
import pytest

from drafter import models
from drafter.cli import main
from drafter.errors import BadAnswer, ModelFailed, Unavailable
from drafter.models import Request, failures
from drafter.settings import Settings
from tests.endpoint import completion, fail, say, send, serving, stream
from tests.models.test_openai import ask
from tests.models.test_quirks import (
    FIRST,
    QUESTION,
    REST,
    asked_at,
    body,
    chunk,
    event,
    streaming,
)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (403, {"error": {"message": "账户额度不足"}}, "余额或配额用完了"),
        (403, {"error": {"message": "no", "code": "insufficient_user_quota"}}, "余额或配额用完了"),
        (403, {"error": {"message": "该密钥不能用 m"}}, "不让用（403）：该密钥不能用 m"),
        (404, {"error": "model m is not here"}, "（404）：model m is not here"),
        (422, {"detail": [{"loc": ["body", "n"], "msg": "required"}]}, "body.n：required"),
        (500, "", "没有说原因"),
    ],
    ids=["quota", "code of quota", "model", "string", "list", "nothing"],
)
def test_a_refusal_is_told_in_the_service_s_words_whatever_form_they_have(status, body, told):
    """One API, New API, Ollama, FastAPI: and only a key that is refused is called one."""
    act = lambda handler: handler.send(body or b"", status=status)  # noqa: E731 - one act
    with serving(act) as server, pytest.raises(ModelFailed, match=re.escape(told)) as failed:
        ask(server, QUESTION)

    assert "不认这个密钥" not in str(failed.value)


def test_a_page_that_stands_before_a_service_is_not_blamed_on_the_key():
    """Cloudflare: the request never came to the service."""
    page = b"<html><head><title>Just a moment</title></head><body>no</body></html>"
    with (
        serving(lambda handler: handler.send(page, status=403, kind="text/html")) as server,
        pytest.raises(ModelFailed, match="网页“Just a moment”") as failed,
    ):
        ask(server, QUESTION)

    assert "不是密钥" in str(failed.value)


@pytest.mark.parametrize("on_text", [None, str], ids=["whole", "streamed"])
def test_a_page_that_calls_itself_an_answer_is_not_asked_for_again(on_text):
    """A login that whoever is not logged in gets, or the home page of a wrong address."""
    page = "<!doctype html><html><head><title>校园网登录</title></head></html>".encode()
    with (
        serving(send(page, "text/html; charset=utf-8")) as server,
        pytest.raises(ModelFailed, match=r"是网页“校园网登录”.*检查 OPENAI_BASE_URL") as failed,
    ):
        ask(server, QUESTION, on_text=on_text)

    assert not isinstance(failed.value, BadAnswer | Unavailable)


def test_an_answer_under_the_name_of_a_page_is_one():
    """Gateways that name everything so; a page that says it is a failure may pass."""
    answer = json.dumps(chunk() | {"choices": [{"message": {"content": "好"}}]}).encode()
    with serving(send(answer, "text/html")) as server:
        [answer] = ask(server, QUESTION)
    busy = lambda handler: handler.send(b"<html>busy</html>", status=502, kind="text/html")  # noqa: E731
    with serving(busy) as server, pytest.raises(Unavailable):
        ask(server, QUESTION)

    assert answer.text == "好"


def test_a_parameter_that_is_refused_in_a_plain_string_is_left_out():
    """As one refused in an object is."""
    refusing = lambda handler: handler.send({"error": "json_schema is unknown"}, status=400)  # noqa: E731
    with serving(refusing, say('{"a": 1}')) as server:
        [answer] = ask(server, QUESTION)

    assert answer.text == '{"a": 1}'
    assert "response_format" not in server.asked[1]


@pytest.mark.parametrize(
    "said",
    [
        "This model only support stream mode, please enable the stream parameter.",
        "parameter.enable_thinking must be set to false for non-streaming calls",
    ],
)
def test_a_model_that_only_streams_is_asked_for_a_stream_from_then_on(said):
    """QwQ and other thinking models of DashScope."""

    def act(handler):
        (stream("好", "的") if handler.asked.get("stream") else fail(400, said))(handler)

    question = Request("draft", "", "问")
    with serving(act) as server:
        answers = ask(server, question, question)

    assert [answer.text for answer in answers] == ["好的", "好的"]
    assert [bool(each.get("stream")) for each in server.asked] == [False, True, True]


@pytest.mark.parametrize(
    "act",
    [
        streaming(FIRST, REST),
        streaming(b": hello\n\n", event(chunk("好的", "stop"), b"data:", b"\r\n\r\n"), last=b""),
        send(json.dumps(completion("好的")).encode() + b"\n\ndata: [DONE]\n\n"),
        body(code=200, msg="success", data=completion("好的")),
        body(message={"role": "assistant", "content": "好的"}, done_reason="stop"),
    ],
    ids=["events", "no blank", "json and an end", "wrapped", "at the top"],
)
def test_an_answer_is_used_whatever_is_put_around_it(act):
    """Gateways that stream unasked or wrap, Ollama's own form."""
    with serving(act) as server:
        [answer] = ask(server, Request("draft", "", "问"))

    assert (answer.text, answer.finish) == ("好的", "stop")


def test_an_error_among_events_is_told_in_its_words():
    """Half an answer before it is none."""
    act = streaming(FIRST, event({"error": {"message": "上游过载"}}), last=b"")
    with serving(act) as server, pytest.raises(Unavailable, match="上游过载"):
        ask(server, QUESTION)


def test_a_success_without_an_answer_is_not_called_an_error_named_success():
    """One line that says what is missing."""
    act = body(code=200, msg="success", data={})
    with serving(act) as server, pytest.raises(BadAnswer, match="没有 choices"):
        ask(server, QUESTION)


def test_a_query_of_the_address_goes_behind_the_path():
    """Azure wants the version of its API there; it is no part of the model's name."""
    asked = []

    def act(handler):
        asked.append(handler.path)
        handler.send(completion("好"))

    with serving(act) as server:
        assert asked_at(f"{server.base_url}/chat/completions?api-version=2024-10-21").text == "好"
        settings = Settings(base_url=f"{server.base_url}?api-version=1")
        assert "api-version" not in models.resolve("openai:m", settings).name
    assert asked == ["/v1/chat/completions?api-version=2024-10-21"]


def test_a_certificate_that_is_not_trusted_is_named():
    """It will be no other the next time: one line, and how it is made known."""
    error = openai.APIConnectionError(request=httpx.Request("POST", "https://h.example"))
    cause = ssl.SSLCertVerificationError()
    cause.verify_message = "self-signed certificate"
    error.__cause__ = cause
    told = failures.explain(error)

    assert not isinstance(told, Unavailable)
    assert "self-signed certificate" in str(told)
    assert "SSL_CERT_FILE" in str(told)


def test_certificates_are_no_matter_where_none_is_asked_for(monkeypatch, tmp_path):
    """The embedded model, for one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with serving(say("好")) as server:
        [answer] = ask(server, Request("draft", "", "问"))

    assert answer.text == "好"


@pytest.mark.parametrize("host", ["127.0.0.1", "h.example"])
def test_a_file_of_certificates_that_is_not_there_is_one_line(host, monkeypatch, tmp_path, capsys):
    """On this machine as elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", f"https://{host}:9/v1")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))

    assert main(["models", "test", "openai:m"]) == 3
    assert "none.pem 用不了" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [
        (404, "model 'qwen9' not found, try pulling it first", "没有这个模型（404）"),
        (404, "Not Found", "没有这个模型或地址（404）"),
        (400, "This model's maximum context length is 4096 tokens.", "超过了模型一次装得下的"),
    ],
)
def test_what_is_missing_or_too_long_is_told_apart(status, said, told):
    """A missing model does not cast doubt on its address, which ends in /v1 already."""
    with (
        serving(
            lambda handler: handler.send({"error": {"message": said}}, status=status)
        ) as server,
        pytest.raises(ModelFailed, match=re.escape(told)) as failed,
    ):
        ask(server, QUESTION)

    assert "/v1" not in failed.value.hint
    assert ("OPENAI_BASE_URL" in failed.value.hint) is (told == "没有这个模型或地址（404）")


def test_an_address_where_nobody_answers_is_named():
    """A port of this machine on which nothing listens any more."""
    with serving(say("{}")) as server:
        pass
    with pytest.raises(Unavailable, match=re.escape("服务 http://127.0.0.1:")) as failed:
        ask(server, QUESTION)

    assert "服务起来了没有" in failed.value.hint
