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
_TITLE = re.compile(r"<(title|h1)[^>]*>(?P<text>[^<]+)<", re.IGNORECASE)


def completion(text: str) -> Any:
    r"""The chat completion of a body: as JSON, in events nobody asked for, or within a wrapper.

    Raises ValueError where it is none of these.

    >>> completion('{"code": 200, "data": {"choices": [1]}}')
    {'choices': [1]}
    >>> completion('{"message": {"content": "好"}, "done_reason": "stop"}')["choices"]
    [{'message': {'content': '好'}, 'finish_reason': 'stop'}]
    >>> said = completion('data:{"choices": [{"delta": {"content": "好"}}]}\n\ndata: [DONE]\n\n')
    >>> said["choices"][0]["message"]
    {'content': '好'}
    """
    bare = text.lstrip()
    if _EVENT.match(bare):
        return _joined(_events(bare))
    if is_page(bare):
        raise ValueError(_page(bare))
    said, end = json.JSONDecoder().raw_decode(bare)
    rest = bare[end:].lstrip()
    if rest and not _EVENT.match(rest):
        raise ValueError("JSON 后面还有别的内容")
    return _unwrapped(said)


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
            event = json.loads(data)
            if isinstance(event, dict):
                yield event


def _joined(events: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """One completion of all pieces; an error among them is what the service says."""
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
