"""How a report is written, whatever it is about: lengths, marks, rhythm, small words."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from drafter import text
from drafter.document import Report
from drafter.document.once import once
from drafter.document.views import sentences
from drafter.text.weights import idf

T = TypeVar("T")

SMALL = 5.0  # idf below which a character is grammar rather than matter: 的, 在, 为
STEP = 4  # characters by which lengths of clauses are told apart …
LONGEST = 6  # … up to so many steps
HEAD = 2  # characters that open a sentence
_CLAUSE = re.compile(r"([^，。；：、]+)([，。；：、])")
_FOREIGN = re.compile(r"[（）！？!?—…~～]")


@dataclass(frozen=True, slots=True)
class Style:
    """What can be counted without knowing the matter."""

    characters: int
    sentences: int
    sentence: float  # mean length
    clause: float  # mean length
    commas: float  # ， per 100 characters
    stops: float  # 、 per 100 characters
    foreign: int  # marks that the genre hardly uses
    openers: Mapping[str, int]  # the first characters of sentences
    rhythm: Mapping[tuple[int, str], int]  # lengths of clauses, and the mark behind each
    particles: Mapping[str, int]  # characters that are grammar


@once
def style(report: Report) -> Style | None:
    """How the prose of a report is written; None where there is none."""
    told = [sentence.text for sentence in sentences(report)]
    prose = "".join(told)
    size = text.length(prose)
    clauses = [end - start for each in told for start, end in text.clauses(each)]
    if not size or not clauses:
        return None
    counts = Counter(prose)
    return Style(
        size,
        len(told),
        size / len(told),
        sum(clauses) / len(clauses),
        100 * counts["，"] / size,
        100 * counts["、"] / size,
        len(_FOREIGN.findall(prose)),
        Counter(each[:HEAD] for each in told),
        Counter(
            (min(len(words) // STEP, LONGEST), mark)
            for each in told
            for words, mark in _CLAUSE.findall(each)
        ),
        {char: count for char, count in counts.items() if 0 < idf(char) < SMALL and _is_han(char)},
    )


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def overlap(one: Mapping[T, int], other: Mapping[T, int]) -> float:
    """How much of two distributions is common, 0..1.

    >>> overlap({"a": 1, "b": 1}, {"a": 2})
    0.5
    """
    whole, same = sum(one.values()), sum(other.values())
    if not whole or not same:
        return 0.0
    return sum(min(n / whole, other.get(key, 0) / same) for key, n in one.items())
