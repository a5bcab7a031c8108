"""How a proposed measure goes at a failing, by what the failing is about.

信访积案化解慢 is answered by talking each case over and reporting on it by a date; a report that
comes late is not. Entries are in `data/means.toml`; what none of them fits has none.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from drafter.schema import table


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
    return next(
        (
            matter.means
            for matter, pattern in _patterns()
            if matter.who is not other and pattern.search(shortcoming)
        ),
        "",
    )


@cache
def _patterns() -> tuple[tuple[Means, re.Pattern[str]], ...]:
    return tuple((each, re.compile(each.pattern)) for each in table(Bank, "means").matters)
