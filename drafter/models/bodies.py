"""What servers put around an answer or an error: events, wrappers, lists, pages of HTML. Pure."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_WRAPPERS = ("data", "result", "output", "response")  # where gateways put what they pass on
_SAYING = ("message", "msg", "status_msg", "error_msg", "detail", "error")
_SPOKEN = ("content", "reasoning_content", "reasoning")  # parts of a message that grow
_EVENT = re.compile(r"(?:data|event|id|retry)?:")
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_LENIENT = json.JSONDecoder(strict=False)  # some put line breaks into strings as they are
_TITLE = re.compile(r"<(title|h1)[^>]*>(?P<text>[^<]+)<", re.IGNORECASE)


class Malformed(ValueError):
    """A body is no chat completion; says why in the user's words."""


def completion(text: str) -> Any:
    r"""The chat completion of a body: as JSON, in events nobody asked for, or within a wrapper.

    Raises:
        Malformed: it is none of these, or breaks off.

    >>> completion('{"code": 200, "data": {"choices": [1]}}')
    {'choices': [1]}
    >>> completion('{"message": {"content": "好"}, "done_reason": "stop"}')["choices"]
    [{'message': {'content': '好'}, 'finish_reason': 'stop'}]
    >>> said = completion('data:{"choices": [{"delta": {"content": "好"}}]}\n\ndata: [DONE]\n\n')
    >>> said["choices"][0]["message"]
    {'content': '好'}
    """
    bare = text.strip()
    if not bare:
        raise Malformed("回答是空的")
    if is_page(bare):
        raise Malformed(_page(bare))
    try:
        if _EVENT.match(bare):
            return _joined(_events(bare), is_ended="[DONE]" in bare)
        said, end = _LENIENT.raw_decode(bare)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(bare) - 1 or error.msg.startswith("Unterminated")
        is_begun = bare[0] in "{["
        raise Malformed("JSON 没有写完就断了" if is_begun and is_cut else "不是 JSON") from error
    rest = bare[end:].lstrip()
    if rest and not _EVENT.match(rest):
        raise Malformed("JSON 后面还有别的内容")
    return _unwrapped(said)


def choice(said: Any) -> dict[str, Any]:
    """The first choice of a completion, sure to have a message.

    Raises:
        Malformed: there is none.

    >>> choice({"choices": [{"message": {"content": "好"}}]})
    {'message': {'content': '好'}}
    >>> choice({"choices": None})
    Traceback (most recent call last):
    drafter.models.bodies.Malformed: 里面没有 choices
    """
    choices = said.get("choices") if isinstance(said, dict) else None
    if not isinstance(choices, list) or not choices:
        raise Malformed("里面没有 choices")
    first = choices[0]
    if not isinstance(first, dict) or not isinstance(first.get("message"), dict):
        raise Malformed("choices 里没有 message")
    return first


def of_bytes(data: bytes) -> Any:
    """What the body of a refusal holds: JSON where it is JSON, else text; GBK where it is no UTF-8.

    >>> of_bytes('{"error": "没有"}'.encode("gbk")), of_bytes(b"busy")
    ({'error': '没有'}, 'busy')
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    try:
        return _LENIENT.decode(text)
    except ValueError:
        return text


def _unwrapped(said: Any) -> Any:
    """What a gateway put a completion into is taken off; a bare message is given its place."""
    if not isinstance(said, dict) or said.get("choices"):
        return said
    for name in _WRAPPERS:
        inner = said.get(name)
        if isinstance(inner, dict) and inner.get("choices"):
            return inner
    if isinstance(message := said.get("message"), dict) and "content" in message:
        choice = {"message": message, "finish_reason": said.get("done_reason")}
        return {"choices": [choice]}
    return said


def _events(text: str) -> Iterator[dict[str, Any]]:
    """The events of a stream that say something; one may stretch over several lines."""
    for block in re.split(r"\r?\n[ \t]*\r?\n", text):
        lines = (line for line in block.splitlines() if line.startswith("data:"))
        data = "\n".join(line.removeprefix("data:") for line in lines).strip()
        if data and data != "[DONE]":
            event = _LENIENT.decode(data)
            if isinstance(event, dict):
                yield event


def _joined(events: Iterator[dict[str, Any]], *, is_ended: bool) -> dict[str, Any]:
    """One completion of all pieces; an error among them is what the service says.

    Pieces that neither give a reason to stop nor are `is_ended` are half an answer.
    """
    whole: dict[str, Any] = {}
    message: dict[str, Any] = {}
    finish = None
    for event in events:
        if event.get("error"):
            return event
        whole |= {"usage": event["usage"]} if event.get("usage") else {}
        for choice in (event.get("choices") or ())[:1]:
            finish = choice.get("finish_reason") or finish
            piece = choice.get("delta") or choice.get("message") or {}
            for name in _SPOKEN:
                if isinstance(piece.get(name), str):
                    message[name] = message.get(name, "") + piece[name]
    if message and not finish and not is_ended:
        raise Malformed("没有写完就断了")
    if message:
        whole["choices"] = [{"message": message, "finish_reason": finish}]
    return whole


def words(body: Any) -> str:
    """What the body of an error says to people, "" when it says nothing.

    >>> words({"error": {"message": "no such model"}}), words("overloaded"), words(None)
    ('no such model', 'overloaded', '')
    >>> words({"detail": [{"loc": ["body", "messages"], "msg": "field required"}]})
    'body.messages：field required'
    >>> words("<html><head><title>Attention Required!</title></head></html>")
    '网页“Attention Required!”'
    """
    if isinstance(body, str):
        return _page(body) if is_page(body) else body.strip()
    if isinstance(body, list):
        return "；".join(filter(None, map(words, body)))
    if not isinstance(body, dict):
        return ""
    said = next((found for name in _SAYING if (found := words(body.get(name)))), "")
    place = body.get("loc")
    is_placed = said and isinstance(place, list | tuple)
    return f"{'.'.join(map(str, place))}：{said}" if is_placed and place else said


def is_page(body: Any) -> bool:
    """Whether a body is a page of HTML: of something that stands before the service.

    >>> is_page("<!DOCTYPE html><html></html>"), is_page("error code: 524")
    (True, False)
    """
    return isinstance(body, str) and _PAGE.match(body) is not None


def _page(text: str) -> str:
    title = _TITLE.search(text)
    told = html.unescape(" ".join(title["text"].split())) if title else ""
    return f"网页“{told}”" if told else "一页网页"
