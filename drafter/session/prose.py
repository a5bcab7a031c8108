"""The words in an answer that streams in as JSON, for people to watch."""

import json
import re

from drafter.models import OnText

_SHOWN = re.compile(r"text|着力点\d+|用意\d+|做法\d+")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)("?)')
_KEY = re.compile(r"\s*:\s*")


class Prose:
    """Passes on what people read of an answer, as it comes.

    >>> said = []
    >>> prose = Prose(said.append)
    >>> for piece in ('{"sentences":[{"te', 'xt":"新建学', '校6所。","facts":["F1"]}', ']}'):
    ...     prose.hear(piece)
    >>> said, prose.raw[:13]
    (['新建学', '校6所。'], '{"sentences":')
    """

    def __init__(self, tell: OnText | None = None) -> None:
        self.raw = ""
        self._tell, self._told = tell, 0

    def hear(self, piece: str) -> None:
        """Another piece of the answer."""
        self.raw += piece
        text = self.text
        if self._tell and len(text) > self._told:
            self._tell(text[self._told :])
        self._told = len(text)

    @property
    def text(self) -> str:
        """All the prose so far."""
        found, at, key = list[str](), 0, ""
        while string := _STRING.search(self.raw, at):
            at = string.end()
            colon = _KEY.match(self.raw, at)
            if colon and string[2]:
                key, at = string[1], colon.end()
                continue
            if _SHOWN.fullmatch(key):
                found.append(_unescaped(string[1]))
                found += ["\n"] if string[2] and key != "text" else []  # a clause on its own
            if string[2]:
                key = ""
        return "".join(found)


def _unescaped(told: str) -> str:
    """A JSON string's inside, its last escape maybe cut off."""
    whole = re.sub(r"\\(?:u[0-9a-fA-F]{0,3})?$", "", told)
    try:
        return str(json.loads(f'"{whole}"', strict=False))
    except ValueError:
        return whole
