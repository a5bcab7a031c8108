"""Sentences of an old report in better words, each where it stands: no model is asked.

What is done is what a careful clerk does with somebody else's text: talk is raised to the
register, phrases that fit any report go, a sentence that nobody can read out is parted. What a
sentence says stays the same, which is checked; in doubt it stays as it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter import grounding
from drafter.document import Origin
from drafter.document.genre import Genre
from drafter.document.views import ProseSentence, longest, wordings
from drafter.drafting.register import raised
from drafter.grounding.shifts import losses, shifts
from drafter.rewriting.editing import TextEdit
from drafter.rewriting.original import ACHIEVED, OPENING, UNREAD, Old, place_of
from drafter.rewriting.splitting import parted, without_slogans
from drafter.text import any_of, reading_length, sentences

FEW, SHARE = 3, 5  # sentences of talk, and one in how many, from which a report is jotted down
_END = re.compile(r"[。！？；]+$")
_STOP = re.compile("[；;]")
# Wordings that a report may have as well: alone they are no reason to touch a sentence.
_NEUTRAL = (
    ("还没有", "尚未"), ("没有", "未"), ("增加", "多"), ("我们", "本人"), ("我", "本人"),
    ("只有", "仅有"), ("降到", "降至"), ("从", "由"), ("打算", "拟"), ("了", ""),
    ("还有", "尚有"), ("都", "均"), ("给", "为"),
)  # fmt: skip
# How an author calls his unit: no word of talk, and one text has one name for it.
_UNIT = re.compile(
    "(?:我们|咱们|咱|我|本)(?=[镇乡村局院校所县市区厅站](?!长)|街道|社区|单位|学校|医院|公司|科室|支部|学院|中心|部门|办公室|班组|车间)"
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """The edits, and the phrases that are left out by them."""

    edits: tuple[TextEdit, ...]
    left_out: tuple[str, ...] = ()


ASKED = 300  # sentences by which a report is judged: more than any has


def is_jotted(old: Old) -> bool:
    """Whether so much of the report is talk that its wordings are worth raising.

    One 降到 among forty good sentences is its author's way to put it.
    """
    texts = [each.text for id, each in old.told.items() if old.place(id) not in (UNREAD, OPENING)]
    texts = texts[:ASKED]
    count = sum(map(is_talk, texts))
    return count >= FEW and count * SHARE >= len(texts)


def reworded(old: Old) -> Reworded:
    """Every sentence that is understood, in better words where there are any."""
    edits: list[TextEdit] = []
    gone: list[str] = []
    raises = is_jotted(old)
    for id, sentence in old.told.items():
        rows, slogans = better(sentence, old.report.genre, raises=raises)
        if rows != (sentence.text,):
            edits.append(TextEdit(sentence.span, tuple((row, (id,)) for row in rows), Origin.FACT))
            gone += slogans
    return Reworded(tuple(edits), tuple(gone))


def better(
    sentence: ProseSentence, genre: Genre, *, raises: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentence as it may stand, in one or more, and the slogans left out of it.

    Args:
        sentence: as it stands.
        genre: says what slogans are and how long a sentence may be.
        raises: raise all talk, not only what no report may have.
    """
    place, text = place_of(sentence), sentence.text
    if place == UNREAD:
        return (text,), ()
    gone: tuple[str, ...] = ()
    if place in (ACHIEVED, OPENING):  # an empty measure is all its author has
        text, gone = without_slogans(text, genre)
    if place != OPENING and (is_colloquial(text) or (raises and is_talk(text))):
        text = _safe(text, _raised(text))
    return tuple(_parted(text, longest(sentence, genre))), gone


def is_talk(text: str) -> bool:
    """Whether a sentence has wordings that no report has.

    >>> is_talk("修了3条通村公路，一共12.6公里。"), is_talk("本人没有插手工程招投标。")
    (True, False)
    """
    return is_colloquial(text) or _plain(_raised(text)) != _plain(text)


def _raised(text: str) -> str:
    """The words of a report for those of talk; the author's own unit is called as he calls it."""
    told, new = _UNIT.findall(text), raised(text)
    if len(told) != len(_UNIT.findall(new)):
        return new
    names = iter(told)

    def kept(found: re.Match[str]) -> str:
        name = next(names)
        return found[0] if name.startswith("咱") else name

    return _UNIT.sub(kept, new)


def is_colloquial(text: str) -> bool:
    """Whether a sentence has words that no report may have."""
    words = wordings()
    ordinary = any_of(tuple(words.ordinary.split()))
    return bool(any_of(tuple(words.colloquial.split())).search(ordinary.sub("", text)))


def _plain(text: str) -> str:
    for said, formal in _NEUTRAL:
        text = text.replace(said, formal)
    return text


def _safe(text: str, new: str) -> str:
    """The new words where they say neither more nor less."""
    is_whole = grounding.coverage(text, [new]).state == "full"
    is_same = is_whole and not grounding.support(new, [text])
    return new if is_same and not shifts(new, [text]) and not losses(new, [text]) else text


def _parted(text: str, most: int) -> Iterator[str]:
    """The sentence in several where it is too long to be read out."""
    if all(reading_length(part) <= most for part in _STOP.split(text)):
        yield text
        return
    end = _END.search(text)
    bare = text[: end.start()] if end else text
    pieces = parted(bare, most - 1) + (end[0] if end else "")
    yield from (pieces[slice(*span)] for span in sentences(pieces))
