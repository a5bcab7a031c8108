"""Clauses of texts and facts, and which clause of a fact a clause of a text speaks of. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.text import Span, numerals, tight
from drafter.text.weights import idf

_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n]+")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_EMPTY = frozenset(
    "的了在和与及等是为并对把被将也又就都而其这那之所于以均已未没不无有共着过来去从由向到至使让给按本人个名"
    "完成开展组织推进实施加强个上下中里年月日次元万亿只仅才仍还尚正"
)
_ENOUGH = 4096  # texts remembered


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between marks, and the characters that tell what it is about."""

    span: Span
    text: str
    chars: frozenset[str]
    weight: float


@lru_cache(maxsize=_ENOUGH)
def folded(text: str) -> str:
    """The text as it is compared: without loose blanks, signs in one width."""
    return numerals.fold(tight(text))


@lru_cache(maxsize=_ENOUGH)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a folded text, in order.

    >>> [clause.text for clause in clauses("水平低，大多填不清楚。")]
    ['水平低', '大多填不清楚']
    """
    return tuple(_read(found) for found in _CLAUSE.finditer(text))


@lru_cache(maxsize=_ENOUGH)
def sentences(text: str) -> tuple[Clause, ...]:
    """The stretches of a folded text between 。 and ；, in order."""
    return tuple(_read(found) for found in _SENTENCE.finditer(text))


def around(text: str, at: int) -> Clause:
    """The stretch between 。 or ； in which a place of a text stands."""
    return _at(sentences(text), at)


def clause_at(text: str, at: int) -> Clause:
    """The clause in which a place of a text stands."""
    return _at(clauses(text), at)


def share(known: Clause, said: Clause) -> float:
    """How much of what a clause tells another tells too, 0..1.

    >>> fact, text = clauses("村级后备力量培养不够，缺少后备力量")
    >>> round(share(text, fact), 1)
    0.6
    """
    if not known.weight:
        return 0.0
    return sum(sorted(idf(char) for char in known.chars & said.chars)) / known.weight


def nearest(said: Clause, facts: Sequence[str], least: float) -> Iterator[tuple[int, Clause]]:
    """The clauses of facts about what a clause of a text is about, the nearest first.

    Args:
        said: a clause of the text.
        facts: folded.
        least: the smaller of the two shares that each has in the other, at the least.
    """
    found = []
    for at, fact in enumerate(facts):
        for clause in clauses(fact):
            likeness = max(share(clause, said), share(said, clause))
            if likeness >= least and len(clause.chars & said.chars) > 1:
                found.append((-likeness - share(said, clause), at, clause.span, clause))
    yield from ((at, clause) for _, at, _, clause in sorted(found, key=lambda row: row[:3]))


def _read(found: re.Match[str]) -> Clause:
    chars = frozenset(
        char for char in found[0] if char >= "\u4e00" and char not in _EMPTY and idf(char)
    )
    return Clause(found.span(), found[0], chars, sum(sorted(map(idf, chars))))


def _at(row: Sequence[Clause], at: int) -> Clause:
    return next((one for one in row if one.span[0] <= at <= one.span[1]), row[-1])
