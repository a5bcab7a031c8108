"""Scores by case: what every format tells of a run, or of two side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from evals.judge import rows as judged
from evals.reports.reporter import Result
from evals.results import Run
from evals.row import CaseResult
from evals.scorers import Score, Scorer, ScorerKind, all_scorers

OVERALL = "overall"
VERSIONS = ("旧版", "新版")
MARGIN = 0.02  # of a score that no scorer stands for
SLIGHT = 1e-9  # differences up to this one are the machine's rounding


@dataclass(frozen=True, slots=True)
class ScoreCell:
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
    def reasons(self) -> dict[str, tuple[int, ...]]:
        """What was lost or why nothing was scored, each with the repeats of which it is said."""
        found: dict[str, tuple[int, ...]] = {}
        for repeat, score in self.scores:
            if score.reason:
                found[score.reason] = (*found.get(score.reason, ()), repeat)
        return found

    @property
    def parts(self) -> dict[str, float]:
        """What the scores were made of, over the repeats."""
        names = dict.fromkeys(name for _, score in self.scores for name in score.parts)
        return {
            name: fmean(score.parts[name] for _, score in self.scores if name in score.parts)
            for name in names
        }


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One case: its drafts in each version, the first repeat first."""

    case: str
    sides: tuple[tuple[CaseResult, ...], ...]

    def cells(self, scorer: str) -> tuple[ScoreCell, ...]:
        """What a scorer says of each version."""
        return tuple(
            ScoreCell(
                tuple((row.repeat, row.scores[scorer]) for row in rows if scorer in row.scores)
            )
            for rows in self.sides
        )

    def difference(self, scorer: str) -> float | None:
        """The second version's mean less the first's; None: one of them has none."""
        means = [cell.mean for cell in self.cells(scorer)]
        if len(means) != 2 or means[0] is None or means[1] is None:  # noqa: PLR2004 - a and b
            return None
        return round(means[1] - means[0], 12)

    @property
    def shown(self) -> tuple[CaseResult | None, ...]:
        """The draft of each version whose text is shown: of one repeat, where all have one."""
        drafted = [{row.repeat: row for row in rows if not row.problem} for rows in self.sides]
        shared = set.intersection(*(set(rows) for rows in drafted))
        if shared:
            return tuple(rows[min(shared)] for rows in drafted)
        return tuple(rows[min(rows)] if rows else None for rows in drafted)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The facts of the case, as the drafts were given them."""
        by_id: dict[str, str] = {}
        for row in self.shown:
            by_id = {**dict(row.facts), **by_id} if row else by_id
        return tuple(by_id.items())

    @property
    def problems(self) -> tuple[str, ...]:
        """Why drafts are missing, each said once."""
        rows = [row for side in self.sides for row in side]
        return tuple(dict.fromkeys(row.problem for row in rows if row.problem))


@dataclass(frozen=True)
class ScoreSheet:
    """All cases of a run, or of two."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, result: Result) -> "ScoreSheet":
        """The sheet of one version, or of the two that are compared."""
        return cls((result,) if isinstance(result, Run) else (result.a, result.b))

    @cached_property
    def lines(self) -> tuple[SheetRow, ...]:
        """Every case that either version was asked for, in the order of their names."""
        sides = [_by_case(run.rows) for run in self.runs]
        names = sorted({case for side in sides for case in side})
        return tuple(SheetRow(case, tuple(side.get(case, ()) for side in sides)) for case in names)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Every scorer that was asked: the overall score first, then as scorers are ordered."""
        said = {name for run in self.runs for row in run.scored for name in row.scores}
        known = [name for name in (OVERALL, *KNOWN) if name in said]
        return (*known, *sorted(said.difference(known)))

    @cached_property
    def scorers(self) -> tuple[str, ...]:
        """Those that gave at least one score."""
        return tuple(
            name
            for name in self.asked
            if any(cell.values for line in self.lines for cell in line.cells(name))
        )

    def mean(self, side: int, scorer: str) -> float | None:
        """Of a version over its cases, each counted once."""
        means = [line.cells(scorer)[side].mean for line in self.lines]
        scored = [mean for mean in means if mean is not None]
        return fmean(scored) if scored else None

    def is_worse(self, line: SheetRow) -> bool:
        """Whether a score that counts fell by more than its margin."""
        return any(fell(line, name) for name in self.scorers if kind(name) is not ScorerKind.INFO)

    @property
    def repeats(self) -> int:
        """The most drafts that a case has in one version."""
        return max((len(side) for line in self.lines for side in line.sides), default=0)


@dataclass(frozen=True, slots=True)
class Gap:
    """What has no score for one reason."""

    scorer: str  # "": there is no draft
    reason: str
    cases: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]  # version and repeat; (): all

    def places(self, sheet: ScoreSheet) -> str:
        """Where, as briefly as can be said."""
        where = [case + _some(at, len(sheet.runs)) for case, at in self.cases]
        if len(where) == len(sheet.lines) > 1 and not any(at for _, at in self.cases):
            return "所有案例"
        return "、".join(where)


TITLES = {OVERALL: "总分", judged.NAME: judged.TITLE, "": "没有成稿"}  # what is no scorer
KNOWN: Mapping[str, Scorer] = {scorer.name: scorer for scorer in all_scorers()}


def title(scorer: str) -> str:
    """What people call a scorer."""
    return KNOWN[scorer].title if scorer in KNOWN else TITLES.get(scorer, scorer)


def part(scorer: str, name: str) -> str:
    """What people call a part of its score."""
    return KNOWN[scorer].parts.get(name, name) if scorer in KNOWN else name


def kind(scorer: str) -> ScorerKind:
    """How much weight a scorer has; the overall score repeats what hard ones say."""
    return KNOWN[scorer].kind if scorer in KNOWN else ScorerKind.INFO


def margin(scorer: str) -> float:
    """The difference up to which two scores are as good as equal."""
    return KNOWN[scorer].margin if scorer in KNOWN else MARGIN


def fell(line: SheetRow, scorer: str) -> bool:
    """Whether the second version lost more than the margin in this case."""
    difference = line.difference(scorer)
    return difference is not None and difference < -margin(scorer) - SLIGHT


def unscored(sheet: ScoreSheet) -> Sequence[Gap]:
    """Whatever has no score, by scorer and reason; drafts that were not made come first."""
    found: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    for line in sheet.lines:
        for side, rows in enumerate(line.sides):
            for row in rows:
                for scorer, reason in _silent(row, sheet.asked):
                    places = found.setdefault((scorer, reason), {})
                    places.setdefault(line.case, []).append((side, row.repeat))
    drafts = {line.case: [row for side in line.sides for row in side] for line in sheet.lines}
    gaps = []
    for (scorer, reason), cases in found.items():
        could = {case: sum(not (scorer and row.problem) for row in drafts[case]) for case in cases}
        spread = ((case, () if len(at) == could[case] else tuple(at)) for case, at in cases.items())
        gaps.append(Gap(scorer, reason, tuple(spread)))
    return sorted(gaps, key=lambda gap: gap.scorer != "")


def _silent(row: CaseResult, scorers: Iterable[str]) -> list[tuple[str, str]]:
    """Which scorers gave a draft no score, and why."""
    if row.problem:
        return [("", row.problem)]
    scored = [(name, row.scores.get(name, Score(None, "没有问到"))) for name in scorers]
    return [(name, score.reason) for name, score in scored if score.value is None]


def _some(at: Sequence[tuple[int, int]], versions: int) -> str:
    if not at:
        return ""
    names = VERSIONS if versions > 1 else ("",)
    return "（" + "，".join(f"{names[side]}第 {repeat + 1} 次" for side, repeat in at) + "）"


def _by_case(rows: Iterable[CaseResult]) -> dict[str, tuple[CaseResult, ...]]:
    """The drafts by the prompts in use; those on another version's answers are told apart."""
    found: dict[str, tuple[CaseResult, ...]] = {}
    for row in sorted((row for row in rows if not row.base), key=lambda row: row.repeat):
        found[row.case] = (*found.get(row.case, ()), row)
    return found
