"""What a server's refusals mean to the user, and whether another try is worth it.

Services say the same thing in many ways: as a status, as a code in the body, as an error inside
an answer that calls itself a success. What the words say goes before the status.
"""

import math
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

from drafter.errors import BadAnswer, Filtered, ModelFailed, Unavailable
from drafter.models import bodies
from drafter.models.addresses import is_loopback

if TYPE_CHECKING:  # 0.6 s to import
    from httpx2 import Request, RequestError, Response
    from openai import APIError

FORBIDDEN, MISSING = 403, 404
MOVED = (301, 302, 303)  # after which a question is no longer asked, only a page looked at
ASKED_AT = "/chat/completions"
BROKEN_OFF = "模型服务的回答没有传完就断了"
OPENED = "drafter-opened"  # under which a request notes the connections opened for it
BUSY = (408, 409, 425, 429)
_PLAIN = {  # statuses that say enough: the line and the hint
    401: ("模型服务不认这个密钥（401）", "检查 OPENAI_API_KEY"),
    402: ("模型服务说余额或配额用完了：{said}", "充值，或换一个 --model"),
    FORBIDDEN: ("模型服务不让用（403）：{said}", "检查密钥能用的模型、地区和权限"),
}
_WHERE, _END = "检查模型名和 OPENAI_BASE_URL", "，地址多半以 /v1 结尾"
_NO_MODEL = re.compile(
    r"model\b.{0,60}\b(?:not found|does not exist|not exist|unknown)"
    r"|模型.{0,40}(?:不存在|没有找到|未找到)",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|prompt is too long"
    r"|too many (?:input )?tokens|上下文(?:长度|窗口)|(?:输入|长度).{0,12}超(?:过|出|限)",
    re.IGNORECASE,
)
_SUCCESS = re.compile(r"(?:success|succeeded|ok|(?:操作|请求)?成功)\W*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"unexpected endpoint|unknown (?:endpoint|route|path|url)|no (?:such )?route"
    r"|cannot (?:post|get) /",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"insufficient[ _-]?(?:user[ _-]?)?(?:balance|quota|credit|fund)|exceeded_current_quota"
    r"|arrearage|arrears|payment[ _]required|out of credit|billing|(?:余额|[额配]额?度?)不足|欠费"
    r"|无可用资源包|充值|[额配]额?度?(?:已)?用[完尽]",
    re.IGNORECASE,
)
_FILTER = re.compile(
    r"data_?inspection_?failed|content[_ ](?:filter|management policy)|inappropriate content"
    r"|responsible_ai_policy|content_policy|risk[_ ]control|内容(?:审核|审查|安全)"
    r"|敏感(?:内容|信息|词)|违规内容|不安全或敏感",
    re.IGNORECASE,
)
_ANY_KEY = re.compile(r"\bsk-[\w-]{8,}|(?<=Bearer )[\w.~+/-]{8,}=*")
_KEY = re.compile(
    r"invalid[_ ]?api[_ ]?key|incorrect api key|authentication (?:fails|failed)|unauthorized"
    r"|api ?key (?:is )?(?:invalid|not valid|expired)"
    r"|(?:密钥|令牌|身份验证|鉴权)(?:无效|错误|失败|过期|不正确)",
    re.IGNORECASE,
)


def explain(error: "APIError", key: str = "") -> ModelFailed:
    """In the user's words, and sorted: worth another try, or not; the `key` is never told."""
    import openai

    status = getattr(error, "status_code", None)
    told = said_by(error)
    said = shorten(hidden(told, key)) or "没有说原因"
    if isinstance(error, openai.APIConnectionError):
        return unreached(error)
    if status == FORBIDDEN and bodies.is_page(error.body):
        hint = "挡住请求的是服务前面的防护，不是密钥：检查网络出口、代理和 OPENAI_BASE_URL"
        return ModelFailed(f"请求没有到模型服务就被挡住了（{status}）：{said}", hint=hint)
    words = f"{told} {getattr(error, 'code', '')} {getattr(error, 'type', '')}"
    if found := _told(words, said) or _plain(status, error, words, said):
        return found
    if status is None or status in BUSY or status >= 500:  # noqa: PLR2004 - the HTTP status
        headers = getattr(getattr(error, "response", None), "headers", {})
        message = f"模型服务暂时不可用（{status or '连接中断'}）：{said}"
        return Unavailable(message, retry_after=retry_after(headers))
    return ModelFailed(f"模型服务拒绝了请求（{status}）：{said}")


def said_by(error: "APIError") -> str:
    """What a service says in a refusal; openai keeps only one of the many forms it comes in."""
    response = getattr(error, "response", None)
    if response is not None and response.is_closed and response.content:
        told = bodies.of_bytes(response.content)
        return bodies.words((isinstance(told, dict) and told.get("error")) or told)
    return bodies.words(error.body) if error.body is not None else error.message


async def refuse_move(response: "Response") -> None:
    """Say where a service has gone that answers with its new address.

    A question that follows such an answer arrives as a bare look at the page. 307 and 308, which
    say that the question is to be asked again as it is, are followed.

    Raises:
        ModelFailed: it has moved.
    """
    if response.status_code not in MOVED or "location" not in response.headers:
        return
    place = response.request.url.join(response.headers["location"])
    where = f"{place.scheme}://{place.netloc.decode()}{place.path}"
    base = where.removesuffix(ASKED_AT)
    hint = (
        f"OPENAI_BASE_URL 改成 {shorten(base)}"
        if base != where
        else "检查 OPENAI_BASE_URL；上网要先登录的，先登录"
    )
    message = f"模型服务的地址转到了 {shorten(where)}（{response.status_code}）"
    raise ModelFailed(message, hint=hint)


async def refuse_page(response: "Response") -> None:
    """Say that a page stands where the service should be: a login, or the home page of its address.

    It calls itself a success and comes again however often one asks. A page that calls itself a
    failure may be one that passes.

    Raises:
        ModelFailed: it is a page.
    """
    if not response.is_success or "html" not in response.headers.get("content-type", ""):
        return
    await response.aread()
    if bodies.is_page(told := bodies.of_bytes(response.content)):
        message = f"模型服务的地址回来的不是模型的回答，是{bodies.words(told)}"
        hint = "检查 OPENAI_BASE_URL，地址多半以 /v1 结尾；上网要先登录的，先登录"
        raise ModelFailed(shorten(message), hint=hint)


async def watch(request: "Request") -> None:
    """Note on a question whether a connection was opened for it."""
    opened: list[str] = []

    async def trace(event: str, _: Any) -> None:
        if ".connect_" in event and event.endswith(".started"):
            opened.append(event)

    request.extensions = {**request.extensions, "trace": trace, OPENED: opened}


def is_stale(error: "APIError | RequestError") -> bool:
    """Whether a question met a connection that its server had closed since the last answer.

    Nothing came back, and no connection was opened for it: no server has read the question.
    """
    from httpx2 import ReadError, RemoteProtocolError, WriteError

    is_kept = error.request.extensions.get(OPENED) == []
    return is_kept and any(
        isinstance(cause, ReadError | WriteError)
        or (isinstance(cause, RemoteProtocolError) and "without sending" in str(cause))
        for cause in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def unreached(error: "APIError | RequestError") -> ModelFailed:
    """No connection, or one that broke off.

    A certificate that is not trusted will be no other the next time.
    """
    from httpx2 import ConnectError, ConnectTimeout, DecodingError, PoolTimeout, RemoteProtocolError

    is_unsent = False
    for cause in _causes(error):
        is_unsent = is_unsent or isinstance(cause, ConnectError | ConnectTimeout | PoolTimeout)
        if isinstance(cause, DecodingError):
            hint = "说是压缩过的，内容不是；检查服务前面的网关和代理"
            return BadAnswer("模型服务回答了，但是回答解不开", hint=hint)
        if isinstance(cause, RemoteProtocolError) and "complete message body" in str(cause):
            return Unavailable(BROKEN_OFF, hint="检查服务和它前面的网关有没有出错、超时")
        if isinstance(cause, ssl.SSLCertVerificationError):
            hint = "自签名或单位自建的证书，把它的 PEM 文件写进环境变量 SSL_CERT_FILE"
            why = shorten(cause.verify_message)
            return ModelFailed(f"模型服务的证书没有通过验证：{why}", hint=hint, is_unsent=True)
        if isinstance(cause, RemoteProtocolError) and "without sending" in str(cause):
            hint = "检查服务和它前面的网关有没有出错、重启"
            return Unavailable("模型服务没有回答就断开了连接", hint=hint)
    url = error.request.url
    told = f"连不上模型服务 {url.scheme}://{url.netloc.decode()}"
    if is_loopback(str(url)):
        hint = "本机的服务起来了没有；检查 OPENAI_BASE_URL 的端口"
        return Unavailable(told, hint=hint, is_unsent=is_unsent)
    proxy = "、代理（HTTPS_PROXY 等）" if getproxies() else ""
    hint = f"检查网络{proxy}和 OPENAI_BASE_URL"
    return Unavailable(told, hint=hint, is_unsent=is_unsent)


def _plain(status: int | None, error: "APIError", words: str, said: str) -> ModelFailed | None:
    """What a status says by itself; of an address or a model what is right is not doubted."""
    if status in _PLAIN:
        message, hint = _PLAIN[status]
        return ModelFailed(message.format(said=said), hint=hint)
    if status != MISSING:
        return None
    if _NO_MODEL.search(words):
        return ModelFailed(f"模型服务没有这个模型（404）：{said}", hint="检查模型名")
    end = "" if "/v1" in error.request.url.path else _END
    message = f"模型服务没有这个模型或地址（404）：{said}"
    return ModelFailed(message, hint=f"{_WHERE}{end}")


def in_answer(said: Any) -> ModelFailed | None:
    """The failure that a body tells of though its status says success; None where it is none.

    >>> str(in_answer({"code": 1113, "msg": "余额不足或无可用资源包,请充值。"}))
    '模型服务说余额或配额用完了：余额不足或无可用资源包,请充值。（充值，或换一个 --model）'
    >>> in_answer({"choices": []})
    """
    if isinstance(said, list):  # a row of errors
        said = next((each for each in said if isinstance(each, dict) and each.get("error")), None)
    if not isinstance(said, dict) or said.get("choices"):
        return None
    error = said.get("error") or said.get("base_resp") or said
    message = bodies.words(error)
    if not message or _SUCCESS.fullmatch(message):
        return None
    told = shorten(hidden(message))
    error = error if isinstance(error, dict) else {}
    words = f"{message} {error.get('code', '')} {error.get('type', '')}"
    if found := _told(words, told):
        return found
    if _ADDRESS.search(message):
        return ModelFailed(f"模型服务没有这个地址：{told}", hint=f"{_WHERE}{_END}")
    return Unavailable(f"模型服务说：{told}", hint="按它说的办，或换一个 --model")


def _told(words: str, said: str) -> ModelFailed | None:
    """What the words of a service leave no doubt about."""
    if _MONEY.search(words):
        return ModelFailed(f"模型服务说余额或配额用完了：{said}", hint="充值，或换一个 --model")
    if _FILTER.search(words):
        return Filtered(f"模型服务的内容审查没有放行：{said}")
    if _KEY.search(words):
        return ModelFailed(f"模型服务不认这个密钥：{said}", hint="检查 OPENAI_API_KEY")
    if _TOO_LONG.search(words):
        hint = "换一个装得下更多的 --model，或者在设置里写 context（模型一次能装多少词元）"
        return ModelFailed(f"这一问超过了模型一次装得下的：{said}", hint=hint)
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds a server asks to wait, as a number or as a date.

    >>> retry_after({"retry-after": "2"}), retry_after({"retry-after-ms": "250"}), retry_after({})
    (2.0, 0.25, None)
    >>> retry_after({"retry-after-ms": "nan"}), retry_after({"retry-after-ms": "-5"})
    (None, None)
    """
    try:
        if "retry-after-ms" in headers:
            asked = float(headers["retry-after-ms"]) / 1000
            return asked if 0 <= asked < math.inf else None  # nan is neither
        value = headers.get("retry-after", "")
        if re.fullmatch(r"\s*\d+(\.\d+)?\s*", value):
            return float(value)
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def hidden(text: str, key: str = "") -> str:
    """The text without keys: services repeat the one they were given.

    >>> hidden("Incorrect API key provided: sk-test-1234567890"), hidden("bad token x9", "x9")
    ('Incorrect API key provided: …', 'bad token …')
    """
    return _ANY_KEY.sub("…", text.replace(key, "…") if key else text)


def shorten(text: str) -> str:
    """One line of at most 160 characters."""
    return " ".join(text.split())[:160]
