"""Scores by case: what every format tells of a run, or of two side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from evals.reports.reporter import Result
from evals.results import Run
from evals.row import Row
from evals.scorers import Kind, Score, Scorer, all_scorers

OVERALL = "overall"
MARGIN = 0.02  # of a score that no scorer stands for
SLIGHT = 1e-9  # differences up to this one are the machine's rounding


@dataclass(frozen=True, slots=True)
class Cell:
    """What one scorer says of one case in one version, a score each repeat."""

    scores: tuple[tuple[int, Score], ...] = ()  # with the number of the repeat

    @property
    def values(self) -> tuple[float, ...]:
        """The scores there are."""
        return tuple(score.value for _, score in self.scores if score.value is not None)

    @property
    def mean(self) -> float | None:
        """Over the repeats that were scored; None: none was."""
        return fmean(self.values) if self.values else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was lost or why nothing was scored, each said once."""
        return tuple(dict.fromkeys(score.reason for _, score in self.scores if score.reason))

    @property
    def parts(self) -> dict[str, float]:
        """What the scores were made of, over the repeats."""
        names = dict.fromkeys(name for _, score in self.scores for name in score.parts)
        return {
            name: fmean(score.parts[name] for _, score in self.scores if name in score.parts)
            for name in names
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One case: its drafts in each version, the first repeat first."""

    case: str
    sides: tuple[tuple[Row, ...], ...]

    def cells(self, scorer: str) -> tuple[Cell, ...]:
        """What a scorer says of each version."""
        return tuple(
            Cell(tuple((row.repeat, row.scores[scorer]) for row in rows if scorer in row.scores))
            for rows in self.sides
        )

    def difference(self, scorer: str) -> float | None:
        """The second version's mean less the first's; None: one of them has none."""
        means = [cell.mean for cell in self.cells(scorer)]
        if len(means) != 2 or means[0] is None or means[1] is None:  # noqa: PLR2004 - a and b
            return None
        return round(means[1] - means[0], 12)

    @property
    def shown(self) -> tuple[Row | None, ...]:
        """The draft of each version whose text is shown: of one repeat, where all have one."""
        drafted = [{row.repeat: row for row in rows if not row.problem} for rows in self.sides]
        shared = set.intersection(*(set(rows) for rows in drafted))
        if shared:
            return tuple(rows[min(shared)] for rows in drafted)
        return tuple(rows[min(rows)] if rows else None for rows in drafted)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The facts of the case, as the drafts were given them."""
        told: dict[str, str] = {}
        for row in self.shown:
            told = {**dict(row.facts), **told} if row else told
        return tuple(told.items())

    @property
    def problems(self) -> tuple[str, ...]:
        """Why drafts are missing, each said once."""
        rows = [row for side in self.sides for row in side]
        return tuple(dict.fromkeys(row.problem for row in rows if row.problem))


@dataclass(frozen=True)
class Sheet:
    """All cases of a run, or of two."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, result: Result) -> "Sheet":
        """The sheet of one version, or of the two that are compared."""
        return cls((result,) if isinstance(result, Run) else (result.a, result.b))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every case that either version was asked for, in the order of their names."""
        sides = [_by_case(run.rows) for run in self.runs]
        names = sorted({case for side in sides for case in side})
        return tuple(Line(case, tuple(side.get(case, ()) for side in sides)) for case in names)

    @cached_property
    def scorers(self) -> tuple[str, ...]:
        """Every scorer with something to say: the overall score, then as scorers are ordered."""
        said = {name for run in self.runs for row in run.scored for name in row.scores}
        known = [name for name in (OVERALL, *KNOWN) if name in said]
        return (*known, *sorted(said.difference(known)))

    def mean(self, side: int, scorer: str) -> float | None:
        """Of a version over its cases, each counted once."""
        means = [line.cells(scorer)[side].mean for line in self.lines]
        told = [mean for mean in means if mean is not None]
        return fmean(told) if told else None

    def is_worse(self, line: Line) -> bool:
        """Whether a score that counts fell by more than its margin."""
        return any(fell(line, name) for name in self.scorers if kind(name) is not Kind.INFO)

    @property
    def repeats(self) -> int:
        """The most drafts that a case has in one version."""
        return max((len(side) for line in self.lines for side in line.sides), default=0)


KNOWN: Mapping[str, Scorer] = {scorer.name: scorer for scorer in all_scorers()}


def title(scorer: str) -> str:
    """What people call it."""
    if scorer == OVERALL:
        return "总分"
    return KNOWN[scorer].title if scorer in KNOWN else scorer


def kind(scorer: str) -> Kind:
    """How much it has to say; the overall score repeats what hard ones say."""
    return KNOWN[scorer].kind if scorer in KNOWN else Kind.INFO


def margin(scorer: str) -> float:
    """The difference up to which two scores are as good as equal."""
    return (
        KNOWN[scorer].margin if scorer in KNOWN else Scorer.__dataclass_fields__["margin"].default
    )


def fell(line: Line, scorer: str) -> bool:
    """Whether the second version lost more than the margin in this case."""
    difference = line.difference(scorer)
    return difference is not None and difference < -margin(scorer) - SLIGHT


def unscored(line: Line, scorers: Iterable[str]) -> Sequence[tuple[int, int, str, str]]:
    """Side, repeat, scorer and reason of whatever has no score, problems under no scorer."""
    found = []
    for side, rows in enumerate(line.sides):
        for row in rows:
            if row.problem:
                found.append((side, row.repeat, "", row.problem))
                continue
            silent = [(name, row.scores.get(name, Score(None, "没有这一项"))) for name in scorers]
            found += [
                (side, row.repeat, name, score.reason)
                for name, score in silent
                if score.value is None
            ]
    return found


def _by_case(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """The drafts by the prompts in use; those on another version's answers are told apart."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in sorted((row for row in rows if not row.base), key=lambda row: row.repeat):
        found[row.case] = (*found.get(row.case, ()), row)
    return found
