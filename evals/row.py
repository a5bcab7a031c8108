"""What was made of one case, once: a line of a run's journal."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from drafter.document import Severity
from evals.scorers import Score


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a draft and the facts that stand behind it."""

    span: tuple[int, int]  # in characters of the row's text
    facts: tuple[str, ...]
    origin: str  # a value of `drafter.document.Origin`


@dataclass(frozen=True, slots=True)
class ScoredFinding:
    """What the checker said of a span of the text."""

    rule: str
    severity: Severity
    span: tuple[int, int]
    message: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One draft of one case, scored; or why there is none."""

    case: str
    case_digest: str
    repeat: int
    problem: str = ""  # why nothing was drafted; then all below is empty
    scores: dict[str, Score] = field(default_factory=dict)  # by scorer; "overall" is among them
    text: str = ""
    sentences: tuple[ScoredSentence, ...] = ()
    findings: tuple[ScoredFinding, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()  # clauses of the model that were not used, and why
    facts: tuple[tuple[str, str], ...] = ()  # id and text of each fact of the case
    prompt_tokens: int = 0  # stored answers included
    completion_tokens: int = 0
    seconds: float = 0.0  # of the model's time, stored answers included
    base: str = ""  # isolated: the variant whose recorded answers the other steps were given
    code: str = ""  # digest of the program that made it: another one makes it anew

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from the other rows of its run."""
        return self.case, self.repeat, self.base


def dump(row: CaseResult) -> str:
    """A row as one line of JSON."""
    return json.dumps(asdict(row), ensure_ascii=False)


def load(line: str) -> CaseResult:
    """The row that a line of JSON holds.

    Raises:
        ValueError, TypeError, LookupError: the line is torn or no row.
    """
    tree: dict[str, Any] = json.loads(line)
    return CaseResult(
        **{
            **tree,
            "scores": {name: Score(**score) for name, score in tree["scores"].items()},
            "sentences": tuple(
                ScoredSentence(_span(each["span"]), tuple(each["facts"]), each["origin"])
                for each in tree["sentences"]
            ),
            "findings": tuple(
                ScoredFinding(
                    each["rule"], Severity(each["severity"]), _span(each["span"]), each["message"]
                )
                for each in tree["findings"]
            ),
            "refused": tuple((clause, why) for clause, why in tree["refused"]),
            "facts": tuple((id, text) for id, text in tree["facts"]),
        }
    )


def _span(pair: list[int]) -> tuple[int, int]:
    start, end = pair
    return start, end
