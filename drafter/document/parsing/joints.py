"""Where a shortcoming and its measure share a line: 读书少→每周读一本, 读书少（改进：每周读一本）.

No sign is known beforehand. A name of the measures behind a mark, a bracket or a blank joins the
two. Whatever else parts a point — a sign, a bracket, blanks, a mark, a word of time to come — does
so where it parts the points beside it as well, and where what stands before it mostly says what is
lacking and what stands behind it what will be done.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from drafter.document.parsing.enumeration import opens, points
from drafter.document.parsing.prose import addresses, is_besides
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.text import Span

_NEAR = 3  # lines before and behind in which the same has to part other points
_LONGEST = 600  # characters of a point that are read
_LEAST = 3  # characters on each side
_OPEN, _CLOSED = "（(【[〔「『{", "）)】]〕」』}"
_MARKS = "。；;，,、.！!：: \t\u3000"
_STOPS = "。；;！!"
_ORDINARY = re.escape(_MARKS + _OPEN + _CLOSED) + r"“”‘’《》〈〉%％‰℃°…·•*＊#+×~～'\"?？$￥&@"
_SIGN = rf"[^\w\s{_ORDINARY}]+"
# （改进：, 【措施】, ；整改措施：, →措施：, behind what is lacking
_NAME = re.compile(
    rf"(?<=[\w”》%％）)])(?!\w)[{re.escape(_MARKS)}]*(?:{_SIGN})?[ \t\u3000]*"
    rf"(?P<open>[{re.escape(_OPEN)}]?)(?P<name>[\u4e00-\u9fff]{{2,10}}?)"
    rf"(?:(?P<closed>[{re.escape(_CLOSED)}])[：:]?|[：:]|(?P<verb>[是为][：:，,]?)(?=[\u4e00-\u9fff]))"
    r"[ \t\u3000]*"
)
_PARTS = re.compile(  # one of them once in a point may part it
    rf"[ \t\u3000]*(?P<sign>{_SIGN}(?!\d)|(?<!\d){_SIGN})[ \t\u3000]*"
    r"|(?<=[\u4e00-\u9fff。；）)])(?P<blank>[ \t\u3000]+)(?=[\u4e00-\u9fff（])"
    r"|(?P<turn>[，,；;。])(?=(?:为此|对此|因此|[对在]?这(?:一?[点条项块]|方面|个问题|些)上?)?[，,]?(?:我|本人)?们?"
    r"(?:下一?步|今后|接下来|明年|来年|以后|新的一年|20\d\d年|[上下]半年(?![^。；]{0,12}[就只仅共没未过才了])"
    r"|将|拟|计划|打算|准备|争取|期望|希望(?![各大领组上公单])|力争|决定|要(?!求|害|素|点|件|闻|么|不)))"
    r"|(?P<mark>[；;，,。])(?=.)"
)
_UNSURE = ("turn", "；", "。", "，")
_WIDE = str.maketrans(",;", "，；")
_PLAIN = re.compile(r"[-—–─/／|｜]+|blank")  # signs that also stand inside a shortcoming
# Said of what was, and never of what will be.
_DONE = re.compile("(?<![为解除])了(?!解)|只[^要]|仅|尚未|没有|未能")


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between a shortcoming and its measure, and where the point begins."""

    span: Span
    start: int
    is_sure: bool  # marks and words join only where no other measures are told


@dataclass(frozen=True, slots=True)
class _Piece:
    """A point, or a line without a number, and what may part it, by kind."""

    text: str
    start: int  # of the point with its number
    begin: int  # of its text
    parts: dict[str, Span]

    def sides(self, kind: str) -> tuple[str, str]:
        """What stands before and behind."""
        start, end = self.parts[kind]
        return self.text[:start], self.text[end:]


@dataclass
class Joints:
    """The joints in a report's lines, looked for only where shortcomings are told."""

    lines: tuple[SourceLine, ...]
    words: Vocabulary
    _read: dict[int, tuple[_Piece, ...]] = field(default_factory=dict)
    _shared: dict[tuple[int, str], bool] = field(default_factory=dict)

    def of(self, line: SourceLine) -> Iterator[Joint]:
        """The joints in a line, or in what is left of one."""
        at = self._places.get(line.span[1])
        if at is None or is_besides(line.text) or addresses(line.text):
            return
        for piece in self._pieces(at):
            if kind := self._kind(piece, at):
                start, end = piece.parts[kind]
                span = (piece.begin + start, piece.begin + end)
                if span[0] < line.span[0]:
                    continue
                yield Joint(span, piece.start, kind not in _UNSURE)

    @cached_property
    def _places(self) -> dict[int, int]:
        """The number of each line, by where it ends: its beginning may be cut off."""
        return {line.span[1]: at for at, line in enumerate(self.lines)}

    def _kind(self, piece: _Piece, at: int) -> str:
        """What parts a point, "" where nothing does."""
        if "name" in piece.parts:
            # Behind a sentence, and only once, it may name what answers all the points.
            is_whole = piece.text[piece.parts["name"][0]] in _STOPS
            return "name" if not is_whole or self._is_shared("name", at) else ""
        return next((kind for kind in piece.parts if self._is_shared(kind, at)), "")

    def _is_shared(self, kind: str, at: int) -> bool:
        """The points in a line and beside it are parted by the same."""
        if (at, kind) not in self._shared:
            beside = [each for each in self._beside(at) if kind in each.parts]
            is_so = len(beside) > 1 if kind == "name" else self._parts_all(kind, beside)
            self._shared[at, kind] = is_so
        return self._shared[at, kind]

    def _beside(self, at: int) -> Iterator[_Piece]:
        """The points of a line, or those of the lines around one that is a single point."""
        own = self._pieces(at)
        near = range(max(0, at - _NEAR), min(len(self.lines), at + _NEAR + 1))
        yield from own if len(own) > 1 else (x for line in near for x in self._pieces(line))

    def _parts_all(self, kind: str, beside: list[_Piece]) -> bool:
        """What stands before says what is lacking, what stands behind what will be done.

        A mark has to part all of the points so, a sign or a word half of them.
        """
        told = [each.sides(kind) for each in beside]
        is_lone = len(told) == 1
        if is_lone and (kind in _UNSURE or _PLAIN.fullmatch(kind)):
            return False
        least = len(told) if is_lone or kind in _UNSURE[1:] else len(told) / 2
        if sum(self.words.looks_ahead(plan) for _, plan in told) < least:
            return False
        lacks = sum(self.words.falls_short(lack) or bool(_DONE.search(lack)) for lack, _ in told)
        others = sum(
            not self.words.looks_ahead(plan)
            and (self.words.falls_short(plan) or bool(_DONE.search(plan)))
            for _, plan in told
        )
        return lacks >= least and lacks > 2 * others

    def _pieces(self, at: int) -> tuple[_Piece, ...]:
        """The points of a line, or the line."""
        if at not in self._read:
            line = self.lines[at]
            self._read[at] = tuple(
                _Piece(
                    line.text[begin:end],
                    line.span[0] + start,
                    line.span[0] + begin,
                    self._parts(line.text[begin:end][:_LONGEST]),
                )
                for start, begin, end in _points(line.text)
            )
        return self._read[at]

    def _parts(self, text: str) -> dict[str, Span]:
        """What may part a point: a name, else a bracket, or a sign or mark that is in it once."""
        if named := self._name(text):
            return {"name": named}
        told = [(_kind(part), part.span()) for part in _PARTS.finditer(text)]
        counts = Counter(kind for kind, _ in told)
        found = {kind: span for kind, span in reversed(told) if kind == "turn" or counts[kind] == 1}
        if (opened := _opened(text)) >= 0:
            found["bracket"] = (len(text[:opened].rstrip(_MARKS)), opened + 1)
        usable = [
            (kind, (start, end))
            for kind, (start, end) in found.items()
            if start >= _LEAST and len(text) - end >= _LEAST
        ]
        return dict(sorted(usable, key=lambda each: each[0] in _UNSURE and _UNSURE.index(each[0])))

    def _name(self, text: str) -> Span | None:
        """A name of the measures, with the marks around it."""
        for found in _NAME.finditer(text):
            is_verb = found["verb"] is not None
            if found.start() < _LEAST or not self.words.names_measures(
                found["name"], is_verb=is_verb
            ):
                continue
            if found["open"] and not found["closed"] and _opened(text) != found.start("open"):
                continue  # it closes before the point ends
            listed = opens(text[found.end() :])
            if len(text) - found.end() < _LEAST or (listed and listed.family != "turn"):
                continue  # it names a list; 改进措施：首先，… may tell more of one point
            return found.span()
        return None


def unclosed(text: str) -> str:
    """A measure without the bracket that the joint before it opened.

    >>> unclosed("每周读一本（党报除外））；"), unclosed("每周读一本（党报除外）。")
    ('每周读一本（党报除外）', '每周读一本（党报除外）。')
    """
    bare = text.rstrip(_MARKS + "\r\n")
    is_more = sum(map(text.count, _CLOSED)) > sum(map(text.count, _OPEN))
    return bare[:-1] if is_more and bare[-1] in _CLOSED else text


def _points(text: str) -> list[tuple[int, int, int]]:
    """Where each point of a line begins, with its number and without, and where it ends."""
    told, own = points(text), opens(text)
    if told and own and told[0].marker.startswith("首先") and own.text != told[0].marker:
        return [(0, own.span[1], len(text))]  # 2、沟通少。改进措施：首先，…；其次，…
    if told:
        return [(each.span[0], each.span[1] - len(each.text), each.span[1]) for each in told]
    parts = list(re.finditer(r"[^；;。]+[；;。]?", text))
    if len(parts) > 1 and all(re.search(_SIGN, part[0]) for part in parts):
        return [(part.start(), part.start(), part.end()) for part in parts]
    return [(0, 0, len(text))]


def _kind(part: re.Match[str]) -> str:
    name = str(part.lastgroup)
    return part[name].translate(_WIDE) if name in ("sign", "mark") else name


def _opened(text: str) -> int:
    """Where the bracket opens that a text ends with, marks behind it aside; -1 where none does."""
    depth = 0
    for at in range(len(text.rstrip(_MARKS)) - 1, -1, -1):
        depth += (text[at] in _CLOSED) - (text[at] in _OPEN)
        if depth <= 0:
            return at if text[at] in _OPEN and depth == 0 else -1
    return -1
