"""What a text asserts without a figure and no fact bears: completeness, rank, result, cause. Pure.

The wordings are data (`data/assertions.toml`); each says what a fact must hold to bear it, and
carries the examples that it is tested by.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.document import Span
from drafter.genre import build
from drafter.grounding.clauses import around, folded, sentences, share

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕|□+")
_NEAR = 0.3  # of what a sentence tells that a fact about the same thing shares
_VERB = 2  # characters of the verb that a result begins with


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of assertion, how it is worded, and what bears it."""

    kind: str  # completeness, superlative, result, cause
    said: str
    borne: str  # {verb} stands for the first characters of what was said
    right: str  # what would be right; {said} stands for what was said
    example: str  # is found where no fact bears it …
    fact: str  # … and this one does
    stays: tuple[str, ...] = ()  # wordings that only look alike


@dataclass(frozen=True, slots=True)
class Assertion:
    """Something a text asserts and no fact bears."""

    span: Span
    text: str
    kind: str
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
    bare = _QUOTED.sub(lambda found: "□" * len(found[0]), plain)
    known = tuple(map(folded, facts))
    found = []
    for rule, said, borne in _patterns():
        for hit in said.finditer(bare):
            asked = borne or re.compile(rule.borne.replace("{verb}", hit[0][:_VERB]))
            if not _is_borne(plain, hit, asked, known):
                message = rule.right.format(said=hit[0])
                found.append(Assertion(hit.span(), hit[0], rule.kind, message))
    return sorted(found, key=lambda each: each.span)


@cache
def rules() -> tuple[Rule, ...]:
    """The assertions that are looked for."""
    source = resources.folder("data").joinpath("assertions.toml").read_text("utf-8")
    rows = tomllib.loads(source)["rules"]
    return tuple(build(Rule, row, f"data/assertions.{at}") for at, row in enumerate(rows))


FEW = 6  # facts that a sentence may have of its own


@cache
def _patterns() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule.said), None if "{verb}" in rule.borne else re.compile(rule.borne))
        for rule in rules()
    )


def _is_borne(plain: str, hit: re.Match[str], asked: re.Pattern[str], facts: Sequence[str]) -> bool:
    """A fact says as much: any of a few, of many one about the same thing."""
    told = around(plain, hit.start())
    for fact in facts:
        if hit[0] not in fact and not asked.search(fact):
            continue
        if len(facts) <= FEW:
            return True
        if any(max(share(one, told), share(told, one)) >= _NEAR for one in sentences(fact)):
            return True
    return False
