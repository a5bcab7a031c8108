"""JSON as models write it: fenced, talked around, wrapped, cut off before its end."""

import ast
import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from drafter.readers.characters import folded
from drafter.text import whole_characters

_FENCE = re.compile(r"```[a-zA-Z]*[ \t]*\n?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WIDE = str.maketrans({at + 0xFEE0: at for at in b"0123456789"})
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
# what follows the quote that ends a string; a comma only before what may come next
_ENDS = re.compile(r'\s*(?:[:}\]]|,\s*(?:["{\[}\]\d]|-\d|true|false|null)|\Z)')
_PYTHON = re.compile(r"[\[{]\s*(?:[\[{]\s*)*'")
MOST_OF_PYTHON = 100_000  # characters: what is longer is no answer of a model


def extract(text: str, wanted: Collection[str] = ()) -> str:
    r"""The JSON object or array of `text` that was asked for, as valid JSON.

    What is cut off loses its last, incomplete item and is closed, so that nothing half said
    passes for whole. Raises ValueError when there is none.

    Args:
        text: as a model wrote it.
        wanted: keys of the object that was asked for; one that has them all goes before what
            stands in front of it or around it.

    >>> extract('好的：\n```json\n{"a": [1, 2]}\n```')
    '{"a": [1, 2]}'
    >>> extract('[{"a": "甲"}, {"a": "乙')
    '[{"a": "甲"}]'
    >>> extract('{"a": "见```甲```"}')
    '{"a": "见```甲```"}'
    >>> extract('[{"a": "1，]",},]'), extract('{“a”：“推进“三大”行动”}')
    ('[{"a": "1，]"}]', '{"a": "推进“三大”行动"}')
    >>> extract('先按{"x": 1}想。{"response": {"a": "落实"一岗双责"。"}}', ["a"])
    '{"a": "落实“一岗双责”。"}'
    >>> extract("{'a': '甲', 'b': None}"), extract('"{\\"a\\": 1}"')
    ('{"a": "甲", "b": null}', '{"a": 1}')
    """
    first = None
    for value in _values(_unquoted(text)):
        if not wanted or (isinstance(value, dict) and all(key in value for key in wanted)):
            return json.dumps(value, ensure_ascii=False)
        first = value if first is None else first
    if first is None:
        raise ValueError("回答里没有 JSON")
    return json.dumps(first, ensure_ascii=False)


def _values(text: str) -> Iterator[Any]:
    """Every value that a text holds, in the order in which they begin."""
    decoder = json.JSONDecoder(strict=False)  # models put line breaks into strings
    tries = TRIES
    for bare in dict.fromkeys((text, _FENCE.sub("", text))):  # a fence may be part of a value
        for opening in _OPENING.finditer(bare):
            try:
                value, _ = decoder.raw_decode(bare, opening.start())
            except ValueError:
                tries -= 1
                rest = bare[opening.start() :] if tries >= 0 else ""
                value = (_mended(rest) or _closed(rest)) if rest else None
            if value is not None:
                yield _printable(value)


def _printable(value: Any) -> Any:
    r"""Without what no page and no paper can show; digits as reports have them.

    >>> _printable({"text": "走访\u200b企业\x02４６家\ufeff。"})
    {'text': '走访企业46家。'}
    """
    if isinstance(value, str):
        return folded(_CONTROL.sub("", whole_characters(value))).translate(_WIDE)
    if isinstance(value, list):
        return [_printable(each) for each in value]
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return value


def _unquoted(text: str) -> str:
    """What a string says that was written as JSON once more."""
    if not text.lstrip().startswith('"'):
        return text
    try:
        inner = json.loads(text, strict=False)
    except ValueError:
        return text
    return inner if isinstance(inner, str) else text


def _mended(text: str) -> Any:
    """The value of JSON with commas before its brackets' ends, or with quotes that are not its own.

    Chinese quotes and colons, quotes within a string, a list as Python writes it. None when it is
    broken some other way.
    """
    for pattern, kept in _SLIPS:
        text = pattern.sub(kept, text)
        try:
            return json.JSONDecoder(strict=False).raw_decode(text)[0]
        except ValueError:
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(_requoted(text))[0]
    except ValueError:
        return _of_python(text)


def _requoted(text: str) -> str:
    """JSON in whose strings straight quotes within are Chinese ones.

    >>> _requoted('{"a": "“甲”与"乙"，"丙""}')
    '{"a": "“甲”与“乙”，“丙”"}'
    """
    told: list[str] = []
    is_inside = is_escaped = is_open = False
    for at, char in enumerate(text):
        if char == '"' and not is_escaped:
            if not is_inside:
                is_inside, is_open = True, False
            elif _ENDS.match(text, at + 1):
                is_inside = False
            else:
                is_open = not is_open
                char = "“" if is_open else "”"  # noqa: PLW2901 - what stands there from now on
        is_escaped = is_inside and char == "\\" and not is_escaped
        told.append(char)
    return "".join(told)


def _of_python(text: str) -> Any:
    """The value of a dict or list as Python prints it, None when it is none."""
    if len(text) > MOST_OF_PYTHON or not _PYTHON.match(text):
        return None
    try:
        return ast.literal_eval(text[: max(text.rfind("}"), text.rfind("]")) + 1])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
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
