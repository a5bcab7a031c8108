"""What a scorer looks at: a text, the facts behind it, and what it took to write it."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from drafter import rules
from drafter.chain.chain import Spend
from drafter.document import Facts, Finding, Report, parsing
from drafter.document import genre as genres
from drafter.drafting import Draft
from drafter.drafting.steps.sift import sift
from drafter.drafting.steps.trim import trimmed
from drafter.models import Usage
from evals import case as cases
from evals.case import Case


@dataclass(frozen=True)
class Outcome:
    """A report on the facts of a case, drafted or a person's, with all that is known of it."""

    case: Case
    report: Report  # carries the facts
    findings: tuple[Finding, ...]
    accepted: int = 0  # sentences and clauses of the model that stand in the text
    passed: int = 0  # those that may stand; some find no room in the text
    refused: tuple[tuple[str, str], ...] = ()  # those that may not, and why; "" where none came
    written_in: tuple[str, ...] = ()  # facts told in sentences joined from their own words
    usage: Usage | None = None  # tokens, stored answers included; None: no model wrote it
    seconds: float | None = None  # of the model's time, stored answers included

    @property
    def facts(self) -> Facts:
        """The facts of the case."""
        if self.report.facts is None:
            raise AssertionError  # both makers below give the report its facts
        return self.report.facts


def of_draft(case: Case, draft: Draft, spend: Spend | None) -> Outcome:
    """A draft, and what was spent on it."""
    return Outcome(
        case,
        draft.report,
        draft.findings,
        draft.accepted,
        draft.passed,
        draft.refused,
        draft.joined,
        usage=spend.usage + spend.recalled if spend else None,
        seconds=spend.seconds + spend.recalled_seconds if spend else None,
    )


def of_text(case: Case, text: str) -> Outcome:
    """A text that somebody wrote on the facts of a case; lines that are no facts are none here."""
    if case.facts is None:
        raise ValueError(case.problem)
    facts = _sifted(case.facts)
    report = parsing.parse(text, genres.load(facts.genre), facts=facts)
    return Outcome(case, report, rules.check(report))


@lru_cache(maxsize=256)
def _sifted(facts: Facts) -> Facts:
    """The sheet without what is no fact, worked out once for all texts on it."""
    noise = {id for id, _ in sift(facts)}
    kept = tuple(replace(fact, text=trimmed(fact)) for fact in facts if fact.id not in noise)
    return replace(facts, items=kept)


@cache
def seed() -> Outcome:
    """The seed document, judged against its own facts."""
    case = cases.seed()
    return of_text(case, case.reference)
