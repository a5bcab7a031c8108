"""Any OpenAI-compatible endpoint, hosted or in the house, through langchain-openai.

langchain's and openai's own retries are off: they multiply, and the chain retries in one
place. Their timeouts are per read, so a server that trickles is held to a deadline of ours.
"""

import asyncio
import json
import math
import os
import re
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from drafter.errors import BadAnswer, BadInput, ModelFailed, Unavailable
from drafter.models import (
    Answer,
    Model,
    OnText,
    Profile,
    Provider,
    Request,
    Schema,
    Usage,
    bodies,
    events,
    failures,
    replies,
    tokens,
)
from drafter.models.addresses import is_loopback
from drafter.models.refused import COUNTED, SYSTEM, WHOLE, refused
from drafter.settings import Settings
from drafter.text import whole_characters

if TYPE_CHECKING:  # 1.4 s to import: only when a question is really asked
    from httpx2 import Response
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

OFFICIAL = "https://api.openai.com/v1"
SLOTS, TIMEOUT, CONTEXT = 8, 180.0, 32_768
SMALL = re.compile(  # after an a of its own stand the parameters that one token wakes: 30b-a3b
    r"(?<![\d.])(?<![^a-z]a)(?:[0-2](?:\.\d+)?|3(?:\.0)?)b(?![a-z])|mini-?lm|tiny", re.IGNORECASE
)
FILTERED = frozenset({"content_filter", "sensitive", "safety", "risk_control", "recitation"})


def is_small(name: str) -> bool:
    """Whether a model says by its name that it has at most three billion parameters.

    >>> [is_small(n) for n in ("qwen2.5-1.5b", "llama3.2:3b", "phi-3.8b", "qwen2.5-72b")]
    [True, True, False, False]
    >>> [is_small(n) for n in ("qwen3-30b-a3b", "ERNIE-4.5-21B-A3B", "qwen3-next-80b-a3b-instruct")]
    [False, False, False]
    >>> is_small("gemma-3n-e2b"), is_small("llama3b")  # e: it works as one of so many does
    (True, True)
    """
    return bool(SMALL.search(name))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is served, and how it is spoken to."""

    model: str
    base_url: str = OFFICIAL
    query: Mapping[str, str] = field(default_factory=dict)  # of every address that is asked
    api_key: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    seeded: bool = False  # takes a seed: the repeat's number, so that a run can be repeated
    weighed: bool = False  # is asked how likely each token of an answer was


@dataclass
class ChatModel:
    """A `Model` behind an endpoint."""

    name: str
    profile: Profile
    endpoint: Endpoint
    refused: set[str] = field(default_factory=set)  # parameters this server will not take
    _opening: "asyncio.Task[ChatOpenAI] | None" = None
    _loop: asyncio.AbstractEventLoop | None = None
    _has_answered: bool = False  # a page that stands here later may pass

    async def answer(self, request: Request, on_text: OnText | None = None) -> Answer:
        """The endpoint's answer, within the deadline; see `Model.answer`."""
        chat = await self._client()
        started = time.monotonic()
        try:
            async with asyncio.timeout(self.endpoint.timeout):
                said = await self._exchange(chat, request, on_text)
        except TimeoutError as error:
            raise Unavailable(
                f"模型在 {self.endpoint.timeout:.0f} 秒内没有答完",
                hint="网络慢或模型慢时，在 drafter.toml 里把 timeout 调大",
            ) from error
        self._has_answered = True
        seconds = time.monotonic() - started
        text = whole_characters(replies.spoken(said.text, said.finish))
        usage = said.usage or _estimate(request, text)
        took = (usage, seconds, self.name, said.finish, said.certainty)
        return Answer(text, *took, is_thought=said.is_thought)

    async def close(self) -> None:
        """Close the connections."""
        opening, self._opening = self._opening, None
        if opening is not None and self._loop is asyncio.get_running_loop():
            await (await opening).root_async_client.close()

    async def _client(self) -> "ChatOpenAI":
        """One client for one event loop: a pool does not survive the loop it was opened in.

        Whoever asks while it is being opened waits for the same one.
        """
        loop = asyncio.get_running_loop()
        if self._opening is None or self._loop is not loop:
            # In a thread, so that whoever streams or starts a server meanwhile is not held up.
            self._opening = loop.create_task(
                asyncio.to_thread(_connect, self.endpoint, self._refuse_page)
            )
            self._loop = loop
        return await asyncio.shield(self._opening)

    async def _refuse_page(self, response: "Response") -> None:
        """A page where nothing has answered yet is a wrong address; behind an answer it passes."""
        if not self._has_answered:
            await failures.refuse_page(response)

    async def _exchange(
        self, chat: "ChatOpenAI", request: Request, on_text: OnText | None, *, stale: int = 0
    ) -> "_Said":
        """One question and its answer; a parameter that is refused is left out from then on.

        A connection that was kept may be closed by the time it is used again: whoever asks cannot
        know that, and asks on another. Each of them is found closed but once.
        """
        import httpx2
        import openai

        # what others learn meanwhile does not count: none is refused twice
        sent, known = self._options(request), frozenset(self.refused)
        try:
            return await self._converse(chat, request, on_text)
        except httpx2.RequestError as error:  # openai leaves that of a refused stream as it is
            if stale <= self.profile.slots and failures.is_stale(error):
                return await self._exchange(chat, request, on_text, stale=stale + 1)
            raise failures.unreached(error) from error
        except openai.APIError as error:
            if stale <= self.profile.slots and failures.is_stale(error):
                return await self._exchange(chat, request, on_text, stale=stale + 1)
            manner = [SYSTEM] if request.system else []
            manner += [WHOLE if on_text is None and WHOLE not in known else COUNTED]
            asked = [*sent, *sent.get("extra_body", {}), *(set(manner) - known)]
            said = failures.said_by(error)
            refusal = refused(getattr(error, "status_code", None), said, asked)
            if not refusal:
                raise failures.explain(error, self.endpoint.api_key) from error
            self.refused.add(refusal)
            return await self._exchange(chat, request, on_text)

    async def _converse(
        self, chat: "ChatOpenAI", request: Request, on_text: OnText | None
    ) -> "_Said":
        messages, options = self._messages(request), self._options(request)
        if on_text is None and WHOLE not in self.refused:
            return await _post(chat, self.endpoint.model, messages, options)
        options["stream_usage"] = COUNTED not in self.refused
        return await _stream(chat, messages, options, on_text or (lambda _: None))

    def _messages(self, request: Request) -> list[tuple[str, str]]:
        user = request.user
        if request.schema and "response_format" in self.refused:
            wanted = json.dumps(request.schema, ensure_ascii=False)
            user = f"{user}\n\n只输出 JSON，不加说明，符合这个 JSON Schema：{wanted}"
        if not request.system:
            return [("user", user)]
        if SYSTEM in self.refused:  # it takes no such role
            return [("user", f"{request.system}\n\n{user}")]
        return [("system", request.system), ("user", user)]

    def _options(self, request: Request) -> dict[str, Any]:
        """Parameters that this request wants and this server has not refused."""
        wanted: dict[str, Any] = {}
        if request.schema:
            wanted["response_format"] = _response_format(request.step, request.schema)
        if self.endpoint.seeded:
            wanted["seed"] = request.repeat
        if self.endpoint.weighed:
            wanted["logprobs"] = True
        if request.temperature is not None:
            wanted["temperature"] = request.temperature
        if request.max_tokens:
            wanted[self._limit] = request.max_tokens
        if request.stop:
            wanted["stop"] = [request.stop]
        wanted = {key: value for key, value in wanted.items() if key not in self.refused}
        # langchain would rename the one; openai would walk through the other key by key, which
        # takes a third of a call's CPU, and raise where an answer is cut.
        bare = ("max_tokens", "response_format", "stop")
        body = {key: wanted.pop(key) for key in bare if key in wanted}
        return {**wanted, "extra_body": body} if body else wanted

    @property
    def _limit(self) -> str:
        """What the server calls the limit on an answer: the old name is known more widely."""
        old = self.endpoint.base_url != OFFICIAL and "max_tokens" not in self.refused
        return "max_tokens" if old else "max_completion_tokens"


def _connect(
    endpoint: Endpoint, refuse_page: Callable[["Response"], Awaitable[None]]
) -> "ChatOpenAI":
    """A client without retries, without a cache and with connections of its own."""
    from httpx2 import create_ssl_context
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient, DefaultHttpxClient
    from pydantic import SecretStr

    try:
        # SSL_CERT_FILE and SSL_CERT_DIR count on this machine too, where there is a certificate
        known = create_ssl_context(trust_env=endpoint.base_url.startswith("https:"))
    except OSError as error:
        set_to = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR", "")
        raise ModelFailed(
            f"证书文件 {set_to} 用不了：{error.strerror or error}",
            hint="检查环境变量 SSL_CERT_FILE、SSL_CERT_DIR，或取消它们",
        ) from error
    try:
        client = DefaultAsyncHttpxClient(
            timeout=endpoint.timeout,
            verify=known,
            trust_env=not is_loopback(endpoint.base_url),  # no proxy knows our own ports
            event_hooks={
                "request": [failures.watch],
                "response": [failures.refuse_move, refuse_page],
            },
        )
    except (ImportError, ValueError) as error:  # a socks proxy wants a package of its own
        raise ModelFailed(
            f"环境里设的代理用不了：{failures.shorten(str(error))}",
            hint="socks 代理要先 pip install socksio，或取消 ALL_PROXY",
        ) from error
    # Of a server that counts in words: what is of use of it is taken all the same.
    warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
    chat = ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url,
        default_query=endpoint.query or None,
        api_key=SecretStr(endpoint.api_key or "none"),
        max_retries=0,
        cache=False,
        timeout=endpoint.timeout,
        use_responses_api=False,
        openai_proxy=None,  # the client below finds the usual proxy variables by itself
        http_async_client=client,
        # Never used. langchain's own would look for proxies, and its socket options warn of them.
        http_client=DefaultHttpxClient(verify=known, trust_env=False),
        http_socket_options=(),
    )
    chat.root_async_client._make_sse_decoder = events.decoder  # noqa: SLF001 - nothing else reaches it
    return chat


class _Said(NamedTuple):
    """What a server sent for one question."""

    text: str
    usage: Usage | None  # None where it counted nothing of use
    finish: str
    certainty: float | None = None
    is_thought: bool = False


async def _post(
    chat: "ChatOpenAI", model: str, messages: list[tuple[str, str]], options: dict[str, Any]
) -> _Said:
    """One answer, whole.

    The request that langchain would make, posted as it is: to turn it and the reply into objects
    as langchain and openai do takes half of a call's CPU.
    """
    from httpx2 import Response

    told = [{"role": role, "content": text} for role, text in messages]
    body = {"model": model, "messages": told, **options}
    body |= body.pop("extra_body", {})
    with _reading():
        reply = await chat.root_async_client.post(failures.ASKED_AT, cast_to=Response, body=body)
        said = bodies.completion(reply.content.decode("utf-8-sig"))
        if failed := failures.in_answer(said):
            raise failed
        choice = bodies.choice(said)
        finish = _finish(choice.get("finish_reason"))
        text = replies.text(choice["message"], finish)
        usage, certainty = _usage(said.get("usage")), _certainty(choice.get("logprobs"))
        return _Said(text, usage, finish, certainty, replies.is_thought(choice["message"]))


@contextmanager
def _reading() -> Iterator[None]:
    """Within, what openai and langchain raise over a body that is no chat completion is told.

    Cut JSON, bytes that are no text, a page of HTML, no choices, no message.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BadAnswer("模型服务返回的内容不是一个回答", hint=_why(error)) from error


def _why(error: Exception) -> str:
    """What is wrong with a body, in the user's words."""
    match error:
        case bodies.Malformed():
            return failures.shorten(str(error))
        case UnicodeDecodeError():
            return "不是 UTF-8 文字"
        case json.JSONDecodeError():
            return "不是 JSON"
        case LookupError():
            return "里面没有 choices"
        case TypeError() | AttributeError():
            return "里面的 choices、message 不是该有的样子"
    said = failures.shorten(str(error))
    return "回答是空的" if said.startswith("No generation chunks") else said


def _certainty(told: Any) -> float | None:
    """The mean log likelihood of the tokens of an answer.

    >>> _certainty({"content": [{"logprob": -0.1}, {"logprob": -0.3}]}), _certainty(None)
    (-0.2, None)
    """
    rows = told.get("content") if isinstance(told, dict) else None
    found = [row["logprob"] for row in rows or () if isinstance(row.get("logprob"), int | float)]
    return sum(found) / len(found) if found else None


def _finish(said: Any) -> str:
    """Why an answer ended, in the words of OpenAI."""
    told = str(said or "").lower()
    return "length" if told in replies.CUT else "content_filter" if told in FILTERED else told


def _usage(counted: Any) -> Usage | None:
    """What a server counted, None where it counted nothing of use."""
    if not isinstance(counted, dict):
        return None
    prompt = _count(counted.get("prompt_tokens"))
    completion = _count(counted.get("completion_tokens"))
    return Usage(prompt, completion) if prompt and completion else None


def _count(told: Any) -> int:
    """A number of tokens, as a number or as its digits; 0 where it is neither.

    >>> _count(7), _count("7"), _count(float("nan")), _count(None), _count(-1)
    (7, 7, 0, 0, 0)
    """
    if isinstance(told, str) and told.isdecimal():
        return int(told)
    is_number = isinstance(told, int | float) and math.isfinite(told)
    return max(0, int(told)) if is_number else 0


async def _stream(
    chat: "ChatOpenAI", messages: list[tuple[str, str]], options: dict[str, Any], on_text: OnText
) -> _Said:
    """The whole answer, each piece handed over as it comes."""
    whole = None
    pieces = chat.astream(messages, **options)
    while True:
        with _reading():
            piece = await anext(pieces, None)
            if piece is None:
                break
            whole = piece if whole is None else whole + piece
            text = piece.text
        if text:
            on_text(text)  # whose errors are its own
    if whole is None:
        raise BadAnswer("模型服务没有返回任何内容")
    with _reading():
        return _read(whole)


def _read(message: "BaseMessage") -> _Said:
    """Text, usage, the reason to stop and the certainty of a message."""
    counted = getattr(message, "usage_metadata", None) or {}
    named = {"prompt_tokens": "input_tokens", "completion_tokens": "output_tokens"}
    usage = _usage({name: counted.get(langchain) for name, langchain in named.items()})
    finish = _finish(message.response_metadata.get("finish_reason"))
    told = {"content": str(message.text), **message.additional_kwargs}
    certainty = _certainty(message.response_metadata.get("logprobs"))
    return _Said(replies.text(told, finish), usage, finish, certainty, replies.is_thought(told))


def _estimate(request: Request, text: str) -> Usage:
    """For a server that does not count."""
    asked = tokens.estimate(request.system) + tokens.estimate(request.user)
    return Usage(asked, tokens.estimate(text))


def _response_format(step: str, schema: Schema) -> dict[str, Any]:
    """JSON by schema; strict where the schema is one that strict servers take."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", step)[:64] or "answer"
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": _is_closed(schema), "schema": schema},
    }


def _is_closed(schema: Any) -> bool:
    """Whether every object in it lists all its properties as required and allows no other."""
    if isinstance(schema, list):
        return all(_is_closed(part) for part in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False:
            return False
        if set(schema.get("required", ())) != set(properties):
            return False
    return all(_is_closed(part) for part in schema.values())


def open_model(rest: str, settings: Settings) -> Model:
    """The model `rest` at the endpoint that is set."""
    if not rest:
        raise BadInput("openai 后面要写模型名", hint="例如 --model openai:gpt-5-mini")
    whole = urlsplit((settings.base_url or OFFICIAL).strip())
    base_url = whole._replace(query="", fragment="").geturl().rstrip("/")  # Azure has a query
    base_url = base_url.removesuffix(failures.ASKED_AT).rstrip("/")  # as it stands in many a manual
    place = urlsplit(base_url)
    if place.scheme not in ("http", "https") or not place.netloc:
        raise BadInput(
            f"模型服务的地址“{base_url}”不是一个网址", hint="如 http://127.0.0.1:8000/v1"
        )
    if not settings.api_key.isascii():
        raise BadInput("OPENAI_API_KEY 里有不该有的字符", hint="只留密钥本身，不要引号和说明")
    if not settings.api_key and not is_loopback(base_url):
        raise BadInput("没有模型服务的密钥", hint="设置 OPENAI_API_KEY，或用 --model local")
    profile = Profile(
        slots=settings.slots or SLOTS,
        whole=not is_small(rest) if settings.whole is None else settings.whole,
        context=settings.context or CONTEXT,
    )
    endpoint = Endpoint(
        model=rest,
        base_url=base_url,
        query=dict(parse_qsl(whole.query)),
        api_key=settings.api_key,
        timeout=settings.timeout or TIMEOUT,
    )
    # The same name at another address may be another model: its answers are not shared.
    host = place.netloc.rpartition("@")[2]  # no password of an address in a name
    path = "" if place.path == "/v1" else place.path  # as it was always named
    name = f"openai:{rest}" if base_url == OFFICIAL else f"openai:{rest}@{host}{path}"
    return ChatModel(name, profile, endpoint)


OPENAI = Provider(
    "openai", "openai:模型名　任何 OpenAI 兼容服务（OPENAI_BASE_URL、OPENAI_API_KEY）", open_model
)
