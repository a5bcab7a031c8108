"""Facts -> plan -> draft -> check -> revise, and when to stop."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from drafter import genre as genres
from drafter import rules
from drafter.chain import Chain
from drafter.document import Facts, Finding, Origin, Plan, Report, Severity
from drafter.steps.compose import Material, compose
from drafter.steps.frame import frames
from drafter.steps.plan import plan as make_plan
from drafter.steps.propose import propose
from drafter.steps.revise import revise
from drafter.steps.write import write

OnStage = Callable[["Stage"], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the work is at, for whoever shows it."""

    name: str  # "plan", "write", "propose", "compose", "revise", "done"
    done: int = 0
    total: int = 0
    text: str = ""  # what has just been written


@dataclass(frozen=True, slots=True)
class Draft:
    """A report, what a checker says of it, and how it came about."""

    report: Report
    findings: tuple[Finding, ...]
    log: tuple[str, ...] = ()  # what the gates refused and what was done instead
    refused: int = 0  # clauses and sentences of the model that did not pass
    accepted: int = 0

    @property
    def written_in(self) -> tuple[str, ...]:
        """Facts that stand alone because nothing around them passed: the last resort."""
        return tuple(
            id
            for evidence in self.report.evidence
            if evidence.origin is Origin.WRITTEN_IN
            for id in evidence.facts
        )

    @property
    def has_errors(self) -> bool:
        """Whether a finding stands in the way of handing the report in."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def _ignore(_: Stage) -> None:
    """Nobody watches."""


async def draft(
    facts: Facts,
    chain: Chain,
    *,
    plan: Plan | None = None,
    dropped: Mapping[str, str] | None = None,
    on_stage: OnStage = _ignore,
) -> Draft:
    """Facts to a checked report.

    Every fact of the sheet is found in the text or listed as dropped; no figure, name, date,
    mask or quote stands there that no fact supports. This holds with any model.

    Args:
        facts: the sheet; its genre must be known.
        chain: the model to ask, with its store and its budget.
        plan: where the facts go; made from the facts when not given.
        dropped: facts to leave out, by id, with the user's reason.
        on_stage: told of every stage as it begins or goes on.

    Raises:
        BadInput: no facts, or an unknown genre.
        ModelFailed: the model failed after all retries; answers so far are stored.
        Stopped: the budget is spent; answers so far are stored.
    """
    genre = genres.load(facts.genre)
    on_stage(Stage("plan"))
    plan = plan or make_plan(facts, genre, dropped=dropped)
    told = [
        facts[id] for section in plan.sections for point in section.points for id in point.facts
    ]
    on_stage(Stage("write", 0, len(told)))
    whole = await write(plan, facts, genre, chain) if chain.model.profile.whole else {}
    covered = {id for sentences in whole.values() for each in sentences for id in each.facts}
    framed, proposals = await asyncio.gather(
        frames([fact for fact in told if fact.id not in covered], chain),
        propose(plan, facts, chain),
    )
    material = Material(framed, whole, proposals)
    on_stage(Stage("compose", len(told), len(told)))
    report = compose(plan, facts, genre, material)
    report, findings, log = revise(report, material)
    refused = [entry for frame in framed.values() for entry in frame.refused]
    on_stage(Stage("done", len(told), len(told)))
    return Draft(report, findings, log, len(refused), 2 * len(framed) - len(refused))
