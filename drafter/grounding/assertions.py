"""What a text asserts without a figure and no fact bears: completeness, rank, result, cause. Pure.

The wordings are data (`data/assertions.toml`); each says what a fact must hold to bear it, and
carries the examples that it is tested by.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.grounding.clauses import Clause, around, clause_at, clauses, folded, sentences, share
from drafter.schema import table
from drafter.text import Span, blank

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕|□+")
_BACKED = 0.35  # of a tail that a fact shares when it says the same
_STRANGE = 0.3  # below this, a tail behind figures speaks of something else than its facts
_COUNTED = re.compile(r"[\d*□]")
_NEAR = 0.3  # of what a sentence tells that a fact about the same thing shares
_FIGURE = re.compile(r"\d[\d.]*|\*+")
_VERB = 2  # characters of the verb that a result begins with


@dataclass(frozen=True, slots=True)
class AssertionRule:
    """A kind of assertion, how it is worded, and what bears it."""

    kind: str  # completeness, superlative, result, cause
    said: str
    borne: str  # {verb} stands for the first characters of what was said
    right: str  # what would be right; {said} stands for what was said
    example: str  # is found where no fact bears it …
    fact: str  # … and this one does
    stays: tuple[str, ...] = ()  # wordings that only look alike


@dataclass(frozen=True, slots=True)
class Tails:
    """How a clause at a sentence's end tells what came of what was done."""

    said: str
    free: str  # what such a clause begins with when it claims nothing
    right: str
    example: str
    fact: str


@dataclass(frozen=True, slots=True)
class Book:
    """All assertions that are looked for."""

    tails: Tails
    rules: tuple[AssertionRule, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """Something a text asserts and no fact bears."""

    span: Span
    text: str
    kind: str  # that of its rule; tail: a last clause about something else than the facts
    message: str


def assertions(text: str, facts: Sequence[str]) -> list[Assertion]:
    """Every assertion of a text that no fact about the same thing bears, in order.

    Args:
        text: a sentence, a lead or a whole passage.
        facts: what may be said; if a few are given, as with a sentence's own, each is about it.

    >>> [found.text for found in assertions("隐患彻底整改，群众满意。", ["隐患517处，整改513处"])]
    ['彻底', '群众满意']
    >>> assertions("培训实现全覆盖。", ["培训覆盖率100%"])
    []
    """
    plain = folded(text)
    bare = blank(_QUOTED, plain)
    known = tuple(map(folded, facts))
    found = []
    for rule, said, borne in _patterns():
        for hit in said.finditer(bare):
            asked = borne or re.compile(rule.borne.replace("{verb}", hit[0][:_VERB]))
            if not _is_borne(plain, hit, asked, known):
                message = rule.right.format(said=hit[0])
                found.append(Assertion(hit.span(), hit[0], rule.kind, message))
    asserted = {place for each in found for place in range(*each.span)}
    found += [each for each in _tailed(bare, known) if asserted.isdisjoint(range(*each.span))]
    return sorted(found, key=lambda each: each.span)


@cache
def book() -> Book:
    """The assertions that are looked for."""
    return table(Book, "assertions")


@cache
def _tails() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(book().tails.said), re.compile(book().tails.free)


def _tailed(bare: str, facts: Sequence[str]) -> Iterator[Assertion]:
    """A last clause that says what came of it and shares next to nothing with any fact."""
    said, free = _tails()
    for sentence in sentences(bare):
        parts = clauses(sentence.text)
        if not parts:
            continue
        *before, tail = parts
        if not before or free.match(tail.text) or _COUNTED.search(tail.text):
            continue
        backed = max((share(tail, one) for fact in facts for one in sentences(fact)), default=0.0)
        is_result = backed < _BACKED and said.search(tail.text)
        is_strange = backed < _STRANGE and bare[sentence.span[1] :][:1] in tuple("。；")
        if is_result or is_strange:
            start = sentence.span[0] + tail.span[0]
            message = book().tails.right.format(said=tail.text)
            kind = "result" if is_result else "tail"
            yield Assertion((start, start + len(tail.text)), tail.text, kind, message)


FEW = 6  # facts that a sentence may have of its own


@cache
def _patterns() -> tuple[tuple[AssertionRule, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule.said), None if "{verb}" in rule.borne else re.compile(rule.borne))
        for rule in book().rules
    )


def _is_borne(plain: str, hit: re.Match[str], asked: re.Pattern[str], facts: Sequence[str]) -> bool:
    """A fact says as much of what the clause speaks of, or of what its sentence does."""
    whole = around(plain, hit.start())
    clause = clause_at(plain, hit.start())
    is_alone = clause.span == (0, len(plain))  # a lead: it is about all of its facts
    few = len(facts) <= FEW
    for fact in facts:
        if hit[0] not in fact and not asked.search(fact):
            continue
        for one in sentences(fact):
            if hit[0] not in one.text and not asked.search(one.text):
                continue
            if few and (is_alone or _is_about(clause, one, hit[0])):
                return True
            if not few and max(share(one, whole), share(whole, one)) >= _NEAR:
                return True
    return False


def _is_about(clause: Clause, known: Clause, said: str) -> bool:
    """A clause speaks of what a fact's sentence does, by its words or by a figure."""
    figures = set(_FIGURE.findall(clause.text))
    about = (clause.chars - set(said)) or clause.chars
    return bool(about & known.chars or figures & set(_FIGURE.findall(known.text)))
