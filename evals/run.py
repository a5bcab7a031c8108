"""Cases x repeats -> rows: drafted and scored side by side, each journaled as it is done."""

import asyncio
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.chain.open import chain_to
from drafter.concurrency import together
from drafter.document import Facts
from drafter.drafting import Draft, Isolated, draft
from drafter.errors import BadInput, DrafterError, ModelFailed, Stopped, Unwritable
from drafter.models import Model
from drafter.settings import Settings
from evals import outcome as outcomes
from evals import scorers
from evals.case import Case
from evals.journal import RunJournal, code_digest, parameters
from evals.results import Run
from evals.row import CaseResult, ScoredFinding, ScoredSentence
from evals.scorers import Score
from evals.variant import Variant

OnRow = Callable[[CaseResult], None]
SPENT = ("cost", "duration")  # scorers of what a whole draft took


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

    def __iter__(self) -> Generator[tuple[Case, int]]:
        """All first repeats before the second ones: stopped half-way, every case has some."""
        return ((case, repeat) for repeat in range(self.repeats) for case in self.cases)

    def __len__(self) -> int:
        return len(self.cases) * self.repeats

    @property
    def keys(self) -> Iterator[tuple[str, int, str]]:
        """The keys of the rows that it makes."""
        return ((case.name, repeat, self.label) for case, repeat in self)

    @property
    def label(self) -> str:
        """What its rows carry as their base."""
        return self.base.variant.key if self.base else ""


async def run(
    work: Work, chain: Chain, journal: RunJournal, on_row: OnRow, *, fresh: bool = False
) -> Run:
    """Draft and score what the journal does not hold yet.

    A case that fails is a row with its problem, and the others go on; it is tried again by the
    next run. `on_row` is told of every row, journaled ones included.

    Returns: the rows of this work; the journal may hold more.

    Raises:
        Stopped: the budget is spent; every row so far is journaled.
        Unwritable: answers or rows cannot be kept.
        ModelFailed: nothing was scored, and the model failed at least once.
        BadInput: nothing was scored, for what the cases are.
    """
    made = {} if fresh else done(journal.run(), work)
    waiting = iter(work)
    failures: list[DrafterError] = []
    scored = 0

    async def worker() -> None:
        nonlocal scored
        for case, repeat in waiting:  # one iterator for all: nothing is built up front
            row = made.get((case.name, repeat))
            try:
                row = row or await _row(case, repeat, work, chain, failures)
                if (case.name, repeat) not in made:
                    journal.append(row)
            except DrafterError:
                waiting.close()  # what ends one worker's work ends that of all
                raise
            scored += not row.problem
            on_row(row)

    with prompts.pinned(*work.variant.prompts):
        size = min(len(work), chain.model.profile.slots)
        async with together(worker() for _ in range(size)) as workers:
            for each in workers:
                await each
    if failures and not scored:
        raise next((each for each in failures if isinstance(each, ModelFailed)), failures[0])
    return _of(journal.run(), work)


async def played_back(work: Work, model: Model) -> Run:
    """The same with recorded answers, which cost nothing: neither they nor the rows are kept.

    Raises:
        ModelFailed: the recording lacks the answers to what is asked today.
    """
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        kept = RunJournal(Path(folder), parameters(settings, model, work.variant))
        try:
            chain = chain_to(model, settings, is_stored=False)
            return await run(work, chain, kept, lambda _: None)
        finally:
            kept.close()


def _of(run: Run, work: Work) -> Run:
    wanted = set(work.keys)
    return replace(run, rows=tuple(row for row in run.rows if row.key in wanted))


def done(run: Run, work: Work) -> dict[tuple[str, int], CaseResult]:
    """The rows that need not be made, by case and repeat: by this program, of these very sheets."""
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
) -> CaseResult:
    fork = chain.fork(repeat=repeat)
    try:
        if case.facts is None:
            raise BadInput(case.problem)
        made = await _draft(case.facts, fork, chain.fork(repeat=repeat), work.base)
    except (Stopped, Unwritable):
        raise
    except DrafterError as error:
        failures.append(error)
        return CaseResult(
            case.name, case.digest, repeat, str(error), base=work.label, code=code_digest()
        )
    return await asyncio.to_thread(_scored, case, repeat, made, fork, work.label)


async def _draft(facts: Facts, chain: Chain, recalling: Chain, base: Base | None) -> Draft:
    if base is None:
        return await draft(facts, chain)
    with prompts.pinned(*base.variant.prompts):
        recorded = await draft(facts, recalling)
    isolated = Isolated(base.step, recorded.planned, recorded.material)
    return await draft(facts, chain, isolated=isolated)


def _scored(case: Case, repeat: int, made: Draft, chain: Chain, base: str) -> CaseResult:
    outcome = outcomes.of_draft(case, made, chain.spend)
    spent = chain.spend.usage + chain.spend.recalled
    scores = scorers.score(outcome)
    if base:
        scores |= dict.fromkeys(SPENT, Score(None, "只问了一步，不和全程比"))
    return CaseResult(
        case=case.name,
        case_digest=case.digest,
        repeat=repeat,
        scores=scores,
        text=made.report.text,
        sentences=tuple(
            ScoredSentence(each.span, each.facts, str(each.origin)) for each in made.report.evidence
        ),
        findings=tuple(ScoredFinding(f.rule, f.severity, f.span, f.message) for f in made.findings),
        refused=made.refused,
        facts=tuple((fact.id, fact.text) for fact in outcome.facts),
        prompt_tokens=spent.prompt,
        completion_tokens=spent.completion,
        seconds=chain.spend.seconds + chain.spend.recalled_seconds,
        base=base,
        code=code_digest(),
    )
