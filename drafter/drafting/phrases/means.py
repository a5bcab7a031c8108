"""How a proposed measure goes at a failing, by what the failing is about.

信访积案化解慢 is answered by talking each case over and reporting on it by a date; a report that
comes late is not, and neither are 积案 where the failing is how they were settled: 靠给钱. Entries
are in `data/means.toml`; what none of them fits has none.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafter.drafting.phrases.remedies import weightier
from drafter.schema import table
from drafter.text import clauses

_BESIDE = re.compile("[^，]{0,4}(?:也|还|且)")  # one failing more, and not what the first one is
GENERAL = 9  # characters of a clause that may name a failing in general


class Doer(StrEnum):
    """Whom means suit only."""

    HEAD = "head"  # somebody who leads people
    STAFF = "staff"  # somebody who leads nobody


@dataclass(frozen=True, slots=True)
class Means:
    """What a failing may be about, and how one goes at it."""

    pattern: str
    means: str
    who: Doer | None = None  # anybody


@dataclass(frozen=True, slots=True)
class Bank:
    """The table of `data/means.toml`."""

    aspects: str  # what a matter fails in that only means which speak of it answer
    matters: tuple[Means, ...]


def means(shortcoming: str, *, leads: bool) -> str:
    """How one goes at a shortcoming, and by what that can be checked; "" where that is not known.

    Args:
        shortcoming: as it stands in the report, without its number.
        leads: whether its author leads anybody.

    >>> means("信访积案化解得慢", leads=True)
    '逐件专题会商，请律师、信访人信得过的人参加评议，于〔待补：完成时限〕前逐案报告进展'
    >>> means("普通话不标准", leads=True)
    ''
    """
    other = Doer.STAFF if leads else Doer.HEAD
    named = {found[0] for found in _aspects().finditer(shortcoming)}
    return next(
        (
            matter.means
            for matter, pattern in _patterns()
            if matter.who is not other
            and _holds(pattern, shortcoming)
            and all(aspect in matter.pattern + matter.means for aspect in named)
        ),
        "",
    )


def _holds(pattern: re.Pattern[str], shortcoming: str) -> bool:
    """Whether the weightier clause is what a pattern is about, not what merely stands beside it.

    A few words name a failing in general, and the clause behind them says what it is:
    执法偏刚性，首违轻微免罚的尺度各所不统一.
    """
    first = weightier(shortcoming)
    start = shortcoming.find(first)
    end = start + len(first)
    if len(first) <= GENERAL:
        behind = ((a, b) for a, b in clauses(shortcoming) if b > end)
        a, b = next(behind, (end, end))
        end = end if _BESIDE.match(shortcoming, a) else b
    found = pattern.search(shortcoming[:end])
    # What it excludes may stand further on.
    return bool(found and found.end() > start and pattern.search(shortcoming))


@cache
def _aspects() -> re.Pattern[str]:
    return re.compile(table(Bank, "means").aspects)


@cache
def _patterns() -> tuple[tuple[Means, re.Pattern[str]], ...]:
    return tuple((each, re.compile(each.pattern)) for each in table(Bank, "means").matters)
