"""Where a text changes what its facts say, though every figure and name is right. Pure.

A qualifier lost, a degree softened or sharpened, a scope widened or narrowed, a status inflated,
a negation lost or added, a comparison exchanged, a result moved beside another cause. Which words
do that is data (`data/shifts.toml`), with the examples that the rules are tested by.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from drafter.grounding.clauses import clauses, folded, sentences, share
from drafter.grounding.shifts.compared import ComparedText, Shift, compared, rules
from drafter.grounding.shifts.relations import (
    find_bases,
    find_directions,
    find_linked,
    find_lost_bases,
    find_parts,
    find_shares,
    find_signs,
)
from drafter.grounding.shifts.steps import find_rates, find_steps
from drafter.grounding.shifts.wording import (
    find_added,
    find_affirmed,
    find_denied,
    find_exchanged,
    find_lost,
    find_narrowed,
    find_restated,
)
from drafter.text import overlap

__all__ = ["Shift", "borne_elsewhere", "losses", "rules", "shifts"]

_SAME_MATTER = 0.5  # of a clause that a sentence of another fact shares
_MAY_BE_BORNE = ("scope", "basis", "degree", "status")


def shifts(text: str, facts: Sequence[str]) -> list[Shift]:
    """Every place where a text changes what its facts say, in order.

    Args:
        text: one sentence or a few that tell these facts.
        facts: those that it tells.

    >>> [found.text for found in shifts("新修公路3条。", ["修了3条路"])]
    ['新修']
    >>> [found.kind for found in shifts("网格员水平不高。", ["网格员水平低"])]
    ['degree']
    """
    case = compared(folded(text), tuple(map(folded, facts)))
    return _apart(shift for check in _CHECKS for shift in check(case))


def losses(text: str, facts: Sequence[str]) -> list[Shift]:
    """What facts say that a text which tells them, and maybe others, has lost, in order.

    >>> [found.kind for found in losses("利润增长9.1%，新建学校6所。", ["利润同比增长9.1%"])]
    ['basis']
    """
    case = compared(folded(text), tuple(map(folded, facts)))
    return _apart(shift for check in _LOSSES for shift in check(case))


def borne_elsewhere(found: Shift, text: str, told: Collection[str], sheet: Sequence[str]) -> bool:
    """What a text says beyond its facts is another fact's, which is about the same matter.

    Args:
        found: what it says beyond them.
        text: all of it.
        told: the facts that it was found in.
        sheet: all facts.

    >>> (found,) = shifts("西桥方案已获批。", ["西桥方案编好了"])
    >>> borne_elsewhere(found, "西桥方案已获批。", [], ["西桥方案年底获批"])
    True
    """
    if found.kind not in _MAY_BE_BORNE:
        return False
    plain = folded(text)
    near = next((one for one in clauses(plain) if one.span[0] <= found.span[0] < one.span[1]), None)
    if near is None:
        return False
    if "虽" in near.text:  # a concession: 利润虽同比增长
        return found not in shifts(text, sheet)
    return any(
        found.text in fact and share(near, one) >= _SAME_MATTER
        for fact in (folded(each) for each in sheet if each not in told)
        for one in sentences(fact)
    )


def _apart(found: Iterable[Shift]) -> list[Shift]:
    """Those of a kind that share no place, in order; the first found stands."""
    kept: list[Shift] = []
    for each in found:
        same = (one for one in kept if one.kind == each.kind)
        if not any(overlap(one.span, each.span) for one in same):
            kept.append(each)
    return sorted(kept, key=lambda each: each.span)


_Check = Callable[[ComparedText], Iterator[Shift]]
_LOSSES: tuple[_Check, ...] = (
    find_lost,
    find_affirmed,
    find_narrowed,
    find_lost_bases,
    find_directions,
    find_signs,
    find_steps,
    find_rates,
)
_CHECKS: tuple[_Check, ...] = (
    find_bases,  # before what is lost: the other basis is what has to be named
    find_shares,
    *_LOSSES,
    find_added,
    find_exchanged,
    find_restated,
    find_denied,
    find_linked,
    find_parts,
)
