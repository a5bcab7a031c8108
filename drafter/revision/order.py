"""What is wanted of a revision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from drafter.document import Facts
from drafter.revision.sheet import MayReplace
from drafter.revision.wishes import OURS
from drafter.revision.writing import Signature


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a revision."""

    sheet: Facts | None = None  # the facts as they are now
    sheet_name: str = ""
    facts: tuple[str, ...] = ()  # F7=…, one by one
    may_replace: MayReplace = lambda _, __: False  # a fact by one about another matter
    dropped: Mapping[str, str] = field(default_factory=dict)  # new facts that are not to be told
    is_tracked: bool = False
    signature: Signature = field(default_factory=lambda: Signature(OURS, ""))
    was_left_out: Callable[[str, str], bool] = lambda _, __: False  # of a report, a fact's text
    round_after: Callable[[str], int] = lambda _: 0  # the number of a report's next round
