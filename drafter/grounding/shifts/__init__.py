"""Where a text changes what its facts say, though every figure and name is right. Pure.

A qualifier lost, a degree softened or sharpened, a scope widened or narrowed, a status inflated,
a negation lost or added, a comparison exchanged, a result moved beside another cause. Which words
do that is data (`data/shifts.toml`), with the examples that the rules are tested by.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from drafter.grounding.clauses import folded
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

__all__ = ["Shift", "losses", "rules", "shifts"]


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
