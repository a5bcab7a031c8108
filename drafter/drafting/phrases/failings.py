"""How a proposed measure goes at a failing that is of one kind whatever it is about.

反假币的机器不会用 and 航测的无人机不会用 are of one kind: a skill is wanting. Kinds are in
`data/failings.toml`; what none of them fits has no answer.
"""

import re
from dataclasses import dataclass
from functools import cache

from drafter.drafting.phrases.means import Doer
from drafter.drafting.phrases.remedies import is_name, weightier
from drafter.schema import table

_NAME = (  # what a clause begins with
    r"(?:^|(?<=[，。；]))(?:本人|我们?|自己|有的|有些|个别|部分|对|给|在|平时)*"
    r"(?P<n>[\u4e00-\u9fff]{2,12}?)"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What failings of a kind look like, what takes them back, and how one goes at them."""

    pattern: str
    means: str
    deed: str = ""  # with what the shortcoming names
    plain: str = ""  # where it names nothing
    who: Doer | None = None  # anybody


@dataclass(frozen=True, slots=True)
class Kinds:
    """The table of `data/failings.toml`."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What takes a failing back, and how one goes at it."""

    deed: str
    means: str


def answer(shortcoming: str, *, leads: bool) -> Answer | None:
    """What answers a shortcoming by its kind; None where its kind is not known.

    Args:
        shortcoming: as it stands in the report, without its number.
        leads: whether its author leads anybody.

    >>> answer("反假币那台新机器不会用", leads=True).deed
    '掌握反假币那台新机器操作'
    >>> answer("办公楼外墙颜色难看", leads=True)
    """
    other = Doer.STAFF if leads else Doer.HEAD
    for kind, pattern in _patterns():
        if kind.who is other:
            continue
        found = pattern.search(weightier(shortcoming))
        if found:
            named = found.groupdict()
            told = kind.deed if is_name(named.get("n") or "") else ""
            return Answer(told.format(**named) or kind.plain, kind.means)
    return None


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    kinds = table(Kinds, "failings").kinds
    return tuple((each, re.compile(each.pattern.replace("{name}", _NAME))) for each in kinds)
