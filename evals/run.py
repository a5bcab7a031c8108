"""Cases x repeats -> rows: drafted and scored side by side, each journaled as it is done."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from drafter import prompts
from drafter.chain import Chain
from drafter.errors import DrafterError, ModelFailed, Stopped
from drafter.pipeline import Draft, Isolated, draft
from drafter.steps.together import together
from evals import outcome as outcomes
from evals import scorers
from evals.case import Case
from evals.journal import Journal, code_digest
from evals.results import Run
from evals.row import Found, Row, Sentence
from evals.variant import Variant

OnRow = Callable[[Row], None]


@dataclass(frozen=True, slots=True)
class Base:
    """What an isolated step is given: the answers that another variant's other steps had."""

    variant: Variant
    step: str  # the one that asks anew


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be drafted: every case, so many times, by one variant."""

    variant: Variant
    cases: Sequence[Case]
    repeats: int = 1
    base: Base | None = None

    def __iter__(self) -> Iterator[tuple[Case, int]]:
        """All first repeats before the second ones: stopped half-way, every case has some."""
        return ((case, repeat) for repeat in range(self.repeats) for case in self.cases)

    def __len__(self) -> int:
        return len(self.cases) * self.repeats

    @property
    def label(self) -> str:
        """What its rows carry as their base."""
        return self.base.variant.label if self.base else ""


async def run(
    work: Work, chain: Chain, journal: Journal, on_row: OnRow, *, fresh: bool = False
) -> Run:
    """Draft and score what the journal does not hold yet.

    A case that fails is a row with its problem, and the others go on; it is tried again by the
    next run. `on_row` is told of every row, journaled ones included.

    Raises:
        Stopped: the budget is spent; every row so far is journaled.
        ModelFailed: the model failed every case.
    """
    done = {} if fresh else _done(journal.run(), work)
    waiting = iter(work)
    made: list[Row] = []
    failures: list[DrafterError] = []

    async def worker() -> None:
        for case, repeat in waiting:  # one iterator for all: nothing is built up front
            row = done.get((case.name, repeat))
            if row is None:
                row = await _row(case, repeat, work, chain, failures)
                journal.append(row)
            made.append(row)
            on_row(row)

    with prompts.pinned(*work.variant.prompts):
        size = min(len(work), chain.model.profile.slots)
        async with together(worker() for _ in range(size)) as workers:
            for each in workers:
                await each
    if failures and all(row.problem for row in made):
        raise failures[0]
    return journal.run()


def _done(run: Run, work: Work) -> dict[tuple[str, int], Row]:
    """Rows that this program made of these very cases."""
    digests = {case.name: case.digest for case in work.cases}
    return {
        (row.case, row.repeat): row
        for row in run.rows
        if not row.problem
        and row.base == work.label
        and row.code == code_digest()
        and row.case_digest == digests.get(row.case)
    }


async def _row(
    case: Case, repeat: int, work: Work, chain: Chain, failures: list[DrafterError]
) -> Row:
    if case.facts is None:
        return Row(case.name, case.digest, repeat, case.problem, base=work.label)
    fork = chain.fork(repeat=repeat)
    try:
        made = await _draft(case, fork, work.base)
    except Stopped:
        raise
    except DrafterError as error:
        if isinstance(error, ModelFailed):
            failures.append(error)
        return Row(case.name, case.digest, repeat, str(error), base=work.label)
    return await asyncio.to_thread(_scored, case, repeat, made, fork, work.label)


async def _draft(case: Case, chain: Chain, base: Base | None) -> Draft:
    if case.facts is None:
        raise AssertionError  # told apart by the caller
    if base is None:
        return await draft(case.facts, chain)
    with prompts.pinned(*base.variant.prompts):
        recorded = (await draft(case.facts, chain)).material
    return await draft(case.facts, chain, isolated=Isolated(base.step, recorded))


def _scored(case: Case, repeat: int, made: Draft, chain: Chain, base: str) -> Row:
    outcome = outcomes.of_draft(case, made, chain.spend)
    spent = chain.spend.usage + chain.spend.recalled
    return Row(
        case=case.name,
        case_digest=case.digest,
        repeat=repeat,
        scores=scorers.score(outcome),
        text=made.report.text,
        sentences=tuple(
            Sentence(each.span, each.facts, str(each.origin)) for each in made.report.evidence
        ),
        findings=tuple(Found(f.rule, f.severity, f.span, f.message) for f in made.findings),
        refused=made.refused,
        facts=tuple((fact.id, fact.text) for fact in outcome.facts),
        prompt_tokens=spent.prompt,
        completion_tokens=spent.completion,
        seconds=chain.spend.seconds + chain.spend.recalled_seconds,
        base=base,
        code=code_digest(),
    )
