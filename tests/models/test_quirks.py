"""What services do that no standard says: each quirk is named after one that is known of it."""

import asyncio
import json

import httpx
import openai
import pytest

from drafter import models, readers
from drafter.chain.chain import Chain
from drafter.cli import main
from drafter.drafting import draft
from drafter.errors import BadInput, Filtered, ModelFailed, Unavailable
from drafter.models import Request, failures
from drafter.settings import Settings, read
from tests.endpoint import completion, fail, say, send, serving, stream
from tests.models.test_openai import SCHEMA, ask

QUESTION = Request("draft", "", "问", SCHEMA)
SHEET = "---\nyear: 2024\nrole: 镇长\n---\n- 新建学校6所\n- 改造校舍40间\n- 接待信访群众38批\n"


def message(finish="stop", **said):
    """Answer with a message of one's own make."""
    body = completion("")
    body["choices"][0] |= {"message": {"role": "assistant", **said}, "finish_reason": finish}
    return lambda handler: handler.send(body)


def drafted(server):
    """A draft of the sheet with a strong model behind the server."""

    async def run():
        model = models.resolve("openai:m-72b", Settings(base_url=server.base_url))
        try:
            return await draft(readers.facts_from(SHEET.encode(), "f.md", ".md"), Chain(model))
        finally:
            await model.close()

    return asyncio.run(run())


def body(**said):
    """Answer 200 with this body."""
    return lambda handler: handler.send(said)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (message(content=[{"type": "text", "text": '{"a"'}, {"type": "text", "text": ": 1}"}]),
         '{"a": 1}'),
        (message(content=[{"type": "thinking", "thinking": [{"text": "想"}]},
                          {"type": "text", "text": "好"}]), "好"),
        (message(content=["好", "的"]), "好的"),
        (message(content=None, reasoning_content='{"a": 1}'), '{"a": 1}'),
        (message(content="", reasoning="好"), "好"),
        (message(content="好", reasoning_content="想了很久"), "好"),
        (message(content="<think>想</think>\n好"), "好"),
        (message(content="想\n</think>\n好"), "好"),  # the tag was opened in the question
        (message(content="<thinking>想</thinking>好"), "好"),
        (message(content="<|channel|>analysis<|message|>先{}想<|end|><|start|>assistant"
                         "<|channel|>final<|message|>好<|return|>"), "好"),
        (message(content="analysisWe need to think.assistantfinal好"), "好"),
        (message(content="好<|im_end|>\n<|im_start|>user\n继续"), "好"),
        (message(content='{"a": "好</s>"}<|eot_id|>'), '{"a": "好"}'),
        (message(content="好<｜end▁of▁sentence｜>"), "好"),
        (message(content=None, finish="tool_calls", tool_calls=[
            {"type": "function", "function": {"name": "json", "arguments": '{"a": 1}'}}]),
         '{"a": 1}'),
        (message(content="", function_call={"name": "json", "arguments": "好"}), "好"),
        (send('\ufeff{"choices": [{"message": {"content": "好"}}]}'.encode()), "好"),
    ],
    ids=["parts", "thinking part", "strings", "answer among thoughts", "reasoning", "both", "tags",
         "no opening tag", "thinking tags", "channels", "bare channels", "next turn", "end of turn",
         "end of sentence", "tool call", "function call", "byte order mark"],
)  # fmt: skip
def test_an_answer_is_found_wherever_it_stands(act, text):
    """Mistral, vLLM, SGLang, DeepSeek, Qwen, llama.cpp, gpt-oss: the text, and no thoughts."""
    with serving(act) as server:
        [answer] = ask(server, QUESTION)

    assert answer.text == text


@pytest.mark.parametrize(
    "act",
    [
        message("length", content="", reasoning_content="先看事实……" * 40),
        message("length", content=None, reasoning="先看事实……"),
        message("length", content="<think>\n要写得好，先想清楚"),
        message("max_tokens", content="<think>想"),
    ],
    ids=["field", "other field", "open tag", "another word for length"],
)
def test_thoughts_that_fill_the_room_end_it_at_once(act):
    """One question, one line: more questions would end the same way."""
    with serving(act) as server, pytest.raises(ModelFailed, match="只顾思考"):
        drafted(server)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "act",
    [
        body(error={"message": "Provider returned error: insufficient credits", "code": 402}),
        body(code=1113, msg="余额不足或无可用资源包,请充值。", success=False),
        body(base_resp={"status_code": 1008, "status_msg": "insufficient balance"}),
        fail(402, "Insufficient Balance"),
        fail(429, "Your account is suspended due to insufficient balance, please recharge"),
        fail(429, "余额不足或无可用资源包,请充值。", "1113"),
        fail(400, "Access denied, please make sure your account is in good standing.", "Arrearage"),
        fail(429, "You exceeded your current quota", "insufficient_quota"),
    ],
    ids=["200 error", "200 code", "200 base_resp", "402", "429 balance", "429 余额", "400 arrears",
         "429 quota"],
)  # fmt: skip
def test_an_empty_purse_is_told_in_the_service_s_words_at_once(act):
    """OpenRouter, Zhipu, MiniMax, DeepSeek, Moonshot, DashScope, OpenAI: no second question."""
    with serving(act) as server, pytest.raises(ModelFailed, match="余额或配额用完了") as failed:
        drafted(server)

    assert not isinstance(failed.value, Unavailable)
    assert len(server.asked) == 1


def test_other_errors_in_a_200_are_told_too():
    """What the service says; what it may get over by waiting is tried again."""
    for act in (body(error="out of memory"), body(code=500, message="out of memory")):
        with serving(act) as server, pytest.raises(Unavailable, match="模型服务说：out of memory"):
            ask(server, QUESTION)


@pytest.mark.parametrize(
    "act",
    [
        fail(400, "Input text data may contain inappropriate content.", "data_inspection_failed"),
        fail(400, "The response was filtered due to the prompt triggering Azure OpenAI's content "
             "management policy.", "content_filter"),
        fail(400, "系统检测到输入或生成内容可能包含不安全或敏感内容", "1301"),
        say("", finish="content_filter"),
        say("前半句", finish="sensitive"),
        message(content=None, refusal="I'm sorry, I can't help with that."),
    ],
    ids=["DashScope", "Azure", "Zhipu", "finish", "finish in other words", "refusal"],
)  # fmt: skip
def test_a_filtered_text_is_no_other_parameter(act):
    """It is asked once, as it was, and the next question is asked as before."""
    with serving(act) as server:
        model = models.resolve("openai:m", Settings(base_url=server.base_url))
        chain = Chain(model)

        async def run():
            from drafter.chain import prompts

            values = {"facts": "信访"}
            with pytest.raises(Filtered):
                await chain.ask(
                    prompts.active("merge"), values, parse=str, step="merge", schema=SCHEMA
                )
            await model.close()

        asyncio.run(run())

    assert len(server.asked) == 1
    assert not model.refused


def test_a_filtered_point_is_told_in_its_own_words_and_named(tmp_path, monkeypatch, capsys):
    """The report is whole; the summary says what was not let through."""

    def filtering(handler):
        told = "\n".join(each["content"] for each in handler.asked["messages"])
        act = fail(400, "data_inspection_failed") if "信访" in told else say("{}")
        act(handler)

    (tmp_path / "f.md").write_text(SHEET, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    with serving(filtering) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["draft", "f.md", "--model", "openai:m-72b"]) == 0
    said = capsys.readouterr()

    assert "接待信访群众38批" in said.out
    assert "内容审查没有放行" in said.err


@pytest.mark.parametrize(
    ("message", "is_learned"),
    [
        ("This response_format type is unavailable now", True),
        ("json_schema is not supported by this model", True),
        ("Bad Request", True),
        (
            "The text is too strange for words and nothing else is to be said of it at all here",
            False,
        ),
    ],
)
def test_a_format_is_given_up_only_where_the_error_speaks_of_it(message, is_learned):
    """Else the next texts would be asked without it for nothing."""
    with serving(fail(400, message), say('{"a": 1}')) as server:
        model = models.resolve("openai:m", Settings(base_url=server.base_url))

        async def run():
            try:
                return await model.answer(QUESTION)
            except ModelFailed:
                return None
            finally:
                await model.close()

        answer = asyncio.run(run())

    assert (answer is not None) is is_learned
    assert ("response_format" in model.refused) is is_learned


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": None}, {"total_tokens": 9}, "9"])
def test_usage_that_is_missing_or_partial_is_estimated(usage):
    """Ollama and gateways: something is counted all the same."""
    told = completion("好的。") | {"usage": usage}
    with serving(lambda handler: handler.send(told)) as server:
        [answer] = ask(server, QUESTION)

    assert answer.usage.prompt > 0
    assert answer.usage.completion > 0


@pytest.mark.parametrize("key", ["sk-1\n", " sk-1 ", "Bearer sk-1", "“sk-1”", '"sk-1"', "sk-1\r\n"])
def test_a_key_is_read_without_what_was_pasted_around_it(monkeypatch, tmp_path, key):
    """Line ends and quotation marks of any shape."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", key)

    assert read().api_key == "sk-1"


def test_a_key_of_other_characters_is_named():
    """It is the key, and not the network."""
    with pytest.raises(BadInput, match="OPENAI_API_KEY"):
        models.resolve("openai:m", Settings(base_url="http://h.example/v1", api_key="密钥"))


@pytest.mark.parametrize("address", ["localhost:8000/v1", "ftp://h/v1", "http://", "模型"])
def test_an_address_that_is_none_is_told(address):
    """Before anything is asked."""
    with pytest.raises(BadInput, match="不是一个网址"):
        models.resolve("openai:m", Settings(base_url=address, api_key="k"))


def test_providers_under_one_host_are_told_apart():
    """The path is part of the name; the usual one is left out, so that old answers are found."""
    names = {
        address: models.resolve("openai:m", Settings(base_url=address, api_key="k")).name
        for address in ("http://h/v1", "http://h/a/v1", "http://h/b/v1", "http://u:p@h/v1")
    }

    assert names["http://h/v1"] == "openai:m@h" == names["http://u:p@h/v1"]
    assert names["http://h/a/v1"] != names["http://h/b/v1"]


def test_a_socks_proxy_without_its_package_is_one_line(monkeypatch, tmp_path, capsys):
    """Exit 3, and what to do."""
    (tmp_path / "f.md").write_text(SHEET, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://llm.example.invalid/v1")
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:7890")

    assert main(["draft", "f.md", "--model", "openai:m"]) == 3
    said = capsys.readouterr().err.strip().splitlines()
    assert "代理" in said[-1]
    assert "ALL_PROXY" in said[-1]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "http://127.0.0.1:9"])
def test_a_server_of_this_machine_needs_no_proxy_and_no_word_of_it(proxy, monkeypatch, capsys):
    """Whatever proxy is set, without its package too: answered, and nothing in English."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    with serving(say('{"sum": 5}')) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["models", "test", "openai:m"]) == 0

    told = capsys.readouterr()
    assert "langchain" not in told.err
    assert "proxy" not in told.err


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "Incorrect API key provided: {key}"), (500, "oops, got Authorization: Bearer {key}")],
)
def test_a_key_that_a_service_repeats_is_not_told(status, said, monkeypatch, tmp_path, capsys):
    """Not on the screen, so not in a log either."""
    key = "own-secret-1234567890"
    (tmp_path / "f.md").write_text(SHEET, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with serving(fail(status, said.format(key=key))) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        main(["models", "test", "openai:m"])

    told = capsys.readouterr()
    assert key not in told.out + told.err
    assert "…" in told.err


def test_models_test_says_what_an_endpoint_can(monkeypatch, tmp_path, capsys):
    """A small question or two: schema, streaming, usage, speed; in words."""
    monkeypatch.chdir(tmp_path)
    with serving(say('{"sum": 5}')) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["models", "test", "openai:m"]) == 0
    said = capsys.readouterr().out

    for word in ("答得出", "JSON", "逐字", "词元", "秒"):
        assert word in said


def test_models_test_names_what_a_strict_server_does_not_take(monkeypatch, tmp_path, capsys):
    """It works without; whoever reads why its tokens are estimated knows."""
    monkeypatch.chdir(tmp_path)
    known = {"model", "messages", "stream", "max_tokens"}

    def strict(handler):
        odd = [name for name in handler.asked if name not in known]
        told = [{"type": "extra_forbidden", "loc": ["body", name], "msg": "no"} for name in odd]
        act = stream('{"sum"', ": 5}") if handler.asked.get("stream") else say('{"sum": 5}')
        (handler.send({"detail": told}, status=422) if odd else act(handler))

    with serving(strict) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["models", "test", "openai:m"]) == 0
    said = capsys.readouterr().out

    assert "stream_options" in said
    assert "逐字传回：会" in said


def test_models_test_does_not_take_thoughts_for_an_answer(monkeypatch, tmp_path, capsys):
    """What a model thought is not quoted as what it said."""
    monkeypatch.chdir(tmp_path)
    body = completion("")
    body["choices"][0]["message"]["reasoning_content"] = "先数一数手指再说"
    with serving(lambda handler: handler.send(body)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        main(["models", "test", "openai:m"])
    said = capsys.readouterr().out

    assert "没有答，只有思考" in said
    assert "手指" not in said


def test_models_test_of_a_service_that_fails_is_one_line(monkeypatch, tmp_path, capsys):
    """The reason, exit 3."""
    monkeypatch.chdir(tmp_path)
    with serving(fail(401, "no")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert main(["models", "test", "openai:m"]) == 3
    assert "不认这个密钥" in capsys.readouterr().err


def chunk(text=None, finish=None):
    """A piece of a streamed answer."""
    row = completion("") | {"object": "chat.completion.chunk", "usage": None}
    row["choices"] = [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]
    return row


def event(row, head=b"data: ", end=b"\n\n"):
    """It as a server sends it."""
    return head + json.dumps(row).encode() + end


def streaming(*events, last=b"data: [DONE]\n\n"):
    """Answer with these bytes, one after another."""

    def act(handler):
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("connection", "close")
        handler.end_headers()
        handler.wfile.writelines([*events, last])

    return act


BARE = {name: value for name, value in chunk().items() if name != "choices"}
FIRST, REST = event(chunk("好")), event(chunk("的", "stop"))
STREAMS = {
    "no choices before and after": (
        event(BARE | {"choices": []}), FIRST, REST, event(BARE | {"choices": None})
    ),
    "no field for choices": (event(BARE), FIRST, REST),
    "a sign of life after an id": (b"id: 1\n" + FIRST, b": ping\n\n", b"id: 2\n" + REST),
    "bare comments": (b":\n\n", FIRST, b":keep-alive\n\n", REST),
    "no blank, other line ends": (
        event(chunk("好"), b"data:", b"\r\n\r\n"), event(chunk("的", "stop"), b"data:", b"\r\n\r\n")
    ),
}  # fmt: skip


@pytest.mark.parametrize("events", STREAMS.values(), ids=STREAMS)
def test_a_stream_is_read_whatever_stands_between_its_pieces(events):
    """Azure, OpenWebUI, gateways, llama.cpp, DeepSeek."""
    pieces = []
    with serving(streaming(*events)) as server:
        [answer] = ask(server, Request("draft", "", "问"), on_text=pieces.append)

    assert (answer.text, "".join(pieces)) == ("好的", "好的")


def test_blank_lines_before_an_answer_are_signs_of_life():
    """DeepSeek sends them while a question waits."""
    with serving(send(b"\n\n   \n" + json.dumps(completion("好")).encode())) as server:
        [answer] = ask(server, Request("draft", "", "问"))

    assert answer.text == "好"


def at_v1(handler):
    """Answer where OpenAI's clients ask, and nowhere else."""
    if handler.path == "/v1/chat/completions":
        handler.send(completion("好"))
    else:
        page = b"<html><h1>404 Not Found</h1><hr>nginx</html>"
        handler.send(page, status=404, kind="text/html")


def asked_at(address):
    """The answer of a service under an address."""

    async def run():
        model = models.resolve("openai:m", Settings(base_url=address, api_key="k"))
        try:
            return await model.answer(Request("draft", "", "问"))
        finally:
            await model.close()

    return asyncio.run(run())


def test_the_whole_address_of_a_manual_will_do():
    """It ends in the path that is added anyway."""
    with serving(at_v1) as server:
        assert asked_at(f"{server.base_url}/chat/completions/").text == "好"


def test_an_address_without_its_version_is_told_how_it_ends():
    """And not with a page of HTML."""
    with serving(at_v1) as server, pytest.raises(ModelFailed, match="多半以 /v1 结尾") as failed:
        asked_at(server.base_url.removesuffix("/v1"))

    assert "<" not in str(failed.value)


@pytest.mark.parametrize(
    "said",
    [
        "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        "Upstream request failed: [1214] Incorrect role information",
        "chat template rejected the request: Unexpected message role.",
    ],
    ids=["o1", "Zhipu", "chat template"],
)
def test_a_model_without_a_system_role_is_told_in_the_question(said):
    """Its words stand before the question, and are not refused twice."""

    def act(handler):
        has_system = any(each["role"] == "system" for each in handler.asked["messages"])
        (fail(400, said) if has_system else say("好"))(handler)

    question = Request("draft", "系统的话", "问")
    with serving(act) as server:
        answers = ask(server, question, question)

    assert [answer.text for answer in answers] == ["好", "好"]
    assert len(server.asked) == 3
    assert server.asked[-1]["messages"] == [{"role": "user", "content": "系统的话\n\n问"}]


def test_a_refusal_of_something_else_keeps_the_system_s_words_apart():
    """A text that is too long is asked once."""
    too_long = fail(400, "This model's maximum context length is 4096 tokens")
    with serving(too_long) as server, pytest.raises(ModelFailed):
        ask(server, Request("draft", "系统的话", "问"))

    assert len(server.asked) == 1


def test_a_path_that_the_server_does_not_know_is_told_though_its_status_says_success():
    """LM Studio answers 200 to any path."""
    said = {"error": "Unexpected endpoint or method. (POST /chat/completions)"}

    assert "/v1" in str(failures.in_answer(said))


def test_a_proxy_is_named_where_one_is_set(monkeypatch):
    """It may be what cannot be reached."""
    error = openai.APIConnectionError(request=httpx.Request("POST", "http://models.example/v1"))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    assert "代理" in str(failures.explain(error))
