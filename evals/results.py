"""What a run or a comparison of two leaves behind: values for every kind of report."""

from dataclasses import dataclass

from evals.row import CaseResult
from evals.stats import Comparison


@dataclass(frozen=True, slots=True)
class Run:
    """The drafts of one variant: every case, every repeat, as far as they were made."""

    id: str  # "merge@2-3f2a91c0"
    variant: str  # the refs it pins: "merge@2", "merge@2,answers@1"
    prompts: dict[str, str]  # digest of every prompt in use, by ref
    model: str
    rows: tuple[CaseResult, ...] = ()

    @property
    def scored(self) -> tuple[CaseResult, ...]:
        """The rows that were drafted whole, by the prompts in use and nothing else."""
        return tuple(row for row in self.rows if not row.problem and not row.base)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two variants on the same cases, and what may be said of them."""

    id: str
    a: Run  # as it was
    b: Run  # as it would be
    whole: Comparison  # every step drafted anew
    isolated: Comparison | None = None  # the changed step alone; None where none was told apart
    step: str = ""  # the changed step
    note: str = ""  # in Chinese: why `isolated` says nothing beyond `whole`, or what to know
