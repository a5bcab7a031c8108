"""The words in an answer that streams in, for people to watch: in JSON, or bare."""

import json
import re

from drafter.models import OnText

TEXT = "text"  # the key under which words stand
PARTS = ("feedback", "admission", "measure")  # of one answer, each for another card
LABEL = "合写："  # a small model may repeat it before its text
LABELS = {
    "": "正文：",
    "admission": "不足：",
    "measure": "措施：",
}  # before what is wanted of lines
_LINES = re.compile(r"(?:领题|不足)(?:：|$)")  # a model that was taught the craft answers in lines
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)("?)')
_KEY = re.compile(r"\s*:\s*")
_JSON = re.compile(r"\s*(?:`{1,3}(?:json)?\s*)?[{\[]")
_UNSURE = re.compile(r"\s*`{0,3}(?:j(?:s(?:o(?:n)?)?)?)?\s*")  # too little yet to tell


class Prose:
    r"""Passes on what people read of an answer, as it comes.

    >>> said = []
    >>> prose = Prose(said.append)
    >>> for piece in ('{"points":[{"sentences":[{"te', 'xt":"新建学', '校6所。","facts":["F1'):
    ...     prose.hear(piece)
    >>> said, prose.raw[:11]
    (['新建学', '校6所。'], '{"points":[')
    >>> prose = Prose(said.append)
    >>> prose.hear("新建学校6所。")
    >>> said[-1]
    '新建学校6所。'
    >>> prose = Prose(said.append)
    >>> prose.hear("领题：建好学校\n正文：新建学校6所。")
    >>> said[-1]
    '新建学校6所。'
    """

    def __init__(self, tell: OnText | None = None, *, within: str = "") -> None:
        """`within`: one of `PARTS`, where an answer holds several and one is wanted."""
        self.raw = ""
        self._tell, self._told, self._within = tell, 0, within

    def hear(self, piece: str) -> None:
        """Another piece of the answer."""
        self.raw += piece
        text = self.text
        if self._tell and len(text) > self._told:
            self._tell(text[self._told :])
        self._told = max(self._told, len(text))

    @property
    def text(self) -> str:
        """All the prose so far."""
        if _JSON.match(self.raw):
            return self._in_json()
        if _UNSURE.fullmatch(self.raw):
            return ""
        if _LINES.match(self.raw):
            prose = self.raw.partition(LABELS.get(self._within, LABELS[""]))[2]
            return prose.partition("\n")[0]
        return _first_paragraph(self.raw)

    def _in_json(self) -> str:
        found, at, key, part = list[str](), 0, "", ""
        while string := _STRING.search(self.raw, at):
            at = string.end()
            colon = _KEY.match(self.raw, at)
            if colon and string[2]:
                key, at = string[1], colon.end()
                part = key if key in PARTS else part
                continue
            if key == TEXT and self._within in ("", part):
                found.append(_unescaped(string[1]))
            if string[2]:
                key = ""
        return "".join(found)


def _first_paragraph(answer: str) -> str:
    """What a model without JSON wrote: after its first paragraph it goes on with examples."""
    answer = answer.lstrip()
    if LABEL.startswith(answer):  # maybe it is still to come
        return ""
    return answer.removeprefix(LABEL).lstrip().partition("\n")[0]


def _unescaped(literal: str) -> str:
    """A JSON string's inside, its last escape maybe cut off."""
    whole = re.sub(r"\\(?:u[0-9a-fA-F]{0,3})?$", "", literal)
    try:
        return str(json.loads(f'"{whole}"', strict=False))
    except ValueError:
        return whole
