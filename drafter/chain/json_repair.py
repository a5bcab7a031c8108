"""JSON as models write it: fenced, talked around, cut off before its end."""

import json
import re
from typing import Any

_FENCE = re.compile(r"```[a-zA-Z]*[ \t]*\n?")
_OPENING = re.compile(r"[\[{]")
TRIES = 20  # items given up from the end before it is no longer called a cut
_STRING = r'"(?:[^"\\]|\\.)*"'
_SLIPS = (  # what is taken for what, outside of strings
    (re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL), r"\1"),
    (re.compile(r"(?<=[{\[,，:：])(\s*)[“”]|[“”](?=\s*(?:[,，:：}\]]|$))"), r'\1"'),
    (re.compile(rf"({_STRING})\s*：", re.DOTALL), r"\1:"),
    (re.compile(rf"({_STRING})\s*，", re.DOTALL), r"\1,"),
)
_PAIRS = {"{": "}", "[": "]"}


def extract(text: str) -> str:
    r"""The first JSON object or array in `text`, as valid JSON.

    What is cut off loses its last, incomplete item and is closed, so that nothing half said
    passes for whole. Raises ValueError when there is none.

    >>> extract('好的：\n```json\n{"a": [1, 2]}\n```')
    '{"a": [1, 2]}'
    >>> extract('[{"a": "甲"}, {"a": "乙')
    '[{"a": "甲"}]'
    >>> extract('{"a": "见```甲```"}')
    '{"a": "见```甲```"}'
    >>> extract('[{"a": "1，]",},]'), extract('{“a”：“推进“三大”行动”}')
    ('[{"a": "1，]"}]', '{"a": "推进“三大”行动"}')
    """
    decoder = json.JSONDecoder(strict=False)  # models put line breaks into strings
    for bare in dict.fromkeys((text, _FENCE.sub("", text))):  # a fence may be part of a value
        for opening in _OPENING.finditer(bare):
            try:
                value, _ = decoder.raw_decode(bare, opening.start())
            except ValueError:
                value = _mended(bare[opening.start() :]) or _closed(bare[opening.start() :])
            if value is not None:
                return json.dumps(value, ensure_ascii=False)
    raise ValueError("回答里没有 JSON")


def _mended(text: str) -> Any:
    """The value of JSON with commas before its brackets' ends, or with Chinese quotes and colons.

    None when it is broken some other way.
    """
    for pattern, kept in _SLIPS:
        text = pattern.sub(kept, text)
        try:
            return json.JSONDecoder(strict=False).raw_decode(text)[0]
        except ValueError:
            continue
    return None


def _closed(text: str) -> Any:
    """The value of JSON cut off at its end, None when it is broken some other way."""
    decoder = json.JSONDecoder(strict=False)
    for cut, closing in reversed(_boundaries(text)[-TRIES:]):
        try:
            return decoder.decode(text[:cut] + closing)
        except ValueError:
            continue
    return None


def _boundaries(text: str) -> list[tuple[int, str]]:
    """Where an item ends, and what closes all that is open there; none if nothing is at the end.

    >>> _boundaries('{"a": [1, 2')
    [(8, ']}')]
    """
    found: list[tuple[int, str]] = []
    closing = ""
    quoted = escaped = False
    for at, char in enumerate(text):
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in _PAIRS:
            closing = _PAIRS[char] + closing
        elif char in "]}":
            if char != closing[:1] or len(closing) == 1:
                return []
            closing = closing[1:]
            found.append((at + 1, closing))
        elif char == ",":
            found.append((at, closing))
    return found
