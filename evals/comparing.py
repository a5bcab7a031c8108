"""Two runs -> what may be said of them; kept by its id, so that a report can be asked for later."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drafter import files
from drafter.drafting import STEPS, steps_asked
from drafter.errors import BadInput, UnknownName
from drafter.models import Profile
from evals import journal, scorers, stats
from evals.results import Compared, Run
from evals.row import CaseResult
from evals.scorers import ScorerKind
from evals.stats import Comparison, Paired
from evals.variant import Variant

PREFIX, JUDGE, OVERALL = "compare-", "judge", "overall"
PLAN = "plan"  # the step on which all others hang


@dataclass(frozen=True, slots=True)
class JudgedDrafts:
    """What a model said of the drafts, two by two: one scorer more."""

    kind: ScorerKind  # for information only, unless the model is fit to judge
    margin: float
    cases: tuple[str, ...]
    a: tuple[tuple[float | None, ...], ...]  # a case each, a repeat each
    b: tuple[tuple[float | None, ...], ...]
    beside: str  # in Chinese: what has to be shown beside its score


@dataclass(frozen=True, slots=True)
class RunPair:
    """Which runs were compared, on which rows of theirs."""

    a: str  # ids of the runs
    b: str
    base: str  # key of the variant whose answers the isolated rows of b were given
    cases: tuple[str, ...]
    repeats: int
    step: str = ""
    note: str = ""
    judged: JudgedDrafts | None = None

    @property
    def id(self) -> str:
        """The name of a comparison: the same for the same runs on the same cases."""
        key = json.dumps([self.a, self.b, self.cases, self.repeats])
        return f"{PREFIX}{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def compared(pair: RunPair, a: Run, b: Run) -> Compared:
    """The verdict on b against a, on the rows that the pair names.

    Raises:
        BadInput: one of them was made anew since, by another program or from other sheets.
    """
    a, b = _within(a, pair), _within(b, pair)
    _alike(a, b)
    apart = [row for row in b.rows if row.base and not row.problem]
    isolated = _comparison(a.scored, apart) if pair.step and apart else None
    return Compared(
        pair.id,
        a,
        b,
        _comparison(_whole(a), _whole(b), pair.judged),
        isolated,
        pair.step,
        "；".join(filter(None, [pair.note, pair.judged.beside if pair.judged else ""])),
    )


def keep(pair: RunPair, root: Path) -> None:
    """Write down what was compared."""
    files.write(json.dumps(asdict(pair), ensure_ascii=False).encode(), root / f"{pair.id}.json")


def recall(root: Path, id: str) -> Compared:
    """The comparison of this id, "latest" for the last one.

    Raises:
        UnknownName: there is none of this id.
        BadInput: nothing was compared yet, its files are damaged, or its runs no longer match.
    """
    known = kept(root)
    if id == "latest" and known:
        id = known[0]
    if id not in known:
        raise (
            UnknownName.among("比较结果", id, known)
            if known
            else BadInput("还没有比较过", hint="先运行 drafter eval compare")
        )
    pair = read(root, id)
    return compared(pair, journal.read(root, pair.a), journal.read(root, pair.b))


def read(root: Path, id: str) -> RunPair:
    """The comparison of this id.

    Raises:
        BadInput: its file is damaged.
    """
    path = root / f"{id}.json"
    try:
        tree = json.loads(path.read_text("utf-8"))
        judged = _judged(tree["judged"]) if tree.get("judged") else None
        return RunPair(**{**tree, "cases": tuple(tree["cases"]), "judged": judged})
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise BadInput(f"{path} 坏了", hint="重新运行 drafter eval compare") from error


def kept(root: Path) -> list[str]:
    """The ids of every comparison, the latest first."""
    return [path.stem for path in sorted(root.glob(f"{PREFIX}*.json"), key=_when, reverse=True)]


def isolation(a: Variant, b: Variant, profile: Profile) -> tuple[str, bool, str]:
    """The one changed step, whether asking it apart can differ from drafting whole, and why not.

    Args:
        a: as it was.
        b: as it would be.
        profile: what the model is good for.
    """
    changed = a.changed(b)
    if len(changed) != 1:
        names = "、".join(prompt.name for prompt in changed)
        return "", False, f"一次改了 {names}，分不开是哪一步的功过；一次只改一个才能单独比"
    step = STEPS[changed[0].name]
    if step not in steps_asked(profile):
        return step, False, "这个模型用不到这个提示词，两版只会一样"
    if step == PLAN:
        return step, False, "后面各步都跟着提纲变，全程比就是单独比"
    if not profile.whole:
        return step, False, "这一步的输入不经过别的提示词，全程比就是单独比"
    return step, True, ""


def _when(path: Path) -> float:
    return path.stat().st_mtime


def _alike(a: Run, b: Run) -> None:
    """Only the prompts may tell the two runs apart."""
    programs = {row.code for run in (a, b) for row in run.rows}
    sheets = {(row.case, row.case_digest) for run in (a, b) for row in run.rows}
    if len(programs) > 1 or len(sheets) > len({case for case, _ in sheets}):
        raise BadInput(
            f"{a.variant} 和 {b.variant} 比过之后，程序或案例变了",
            hint="重新运行 drafter eval compare，存过的回答不再付费",
        )


def _within(run: Run, pair: RunPair) -> Run:
    """The run with nothing but what is compared."""
    rows = tuple(
        row
        for row in run.rows
        if row.case in pair.cases and row.repeat < pair.repeats and row.base in ("", pair.base)
    )
    return Run(run.id, run.variant, run.prompts, run.model, rows)


def _judged(tree: dict[str, Any]) -> JudgedDrafts:
    sides = {side: tuple(tuple(row) for row in tree[side]) for side in ("a", "b")}
    return JudgedDrafts(
        **{**tree, **sides, "kind": ScorerKind(tree["kind"]), "cases": tuple(tree["cases"])}
    )


def _comparison(
    before: Sequence[CaseResult], after: Sequence[CaseResult], judged: JudgedDrafts | None = None
) -> Comparison:
    rows = [(OVERALL, ScorerKind.SOFT, 0.02)]
    rows += [(each.name, each.kind, each.margin) for each in scorers.all_scorers()]
    measured = [(name, kind, margin, _paired(name, before, after)) for name, kind, margin in rows]
    if judged:
        measured.append(
            (JUDGE, judged.kind, judged.margin, Paired(judged.cases, judged.a, judged.b))
        )
    return stats.compare(measured)


def _paired(scorer: str, before: Sequence[CaseResult], after: Sequence[CaseResult]) -> Paired:
    cases = sorted({row.case for row in [*before, *after]})
    made = {row.case for row in [*before, *after] if not row.problem}

    def scores(rows: Sequence[CaseResult]) -> list[list[float | None]]:
        return [
            [_value(row, scorer, is_lost=case in made) for row in rows if row.case == case]
            or [None]
            for case in cases
        ]

    return Paired(cases, scores(before), scores(after))


def _value(row: CaseResult, scorer: str, *, is_lost: bool) -> float | None:
    """A score; a document that one version could not finish, and the other could, is lost."""
    if row.problem:
        return 0.0 if is_lost and scorer == OVERALL else None
    score = row.scores.get(scorer)
    return score.value if score else None


def _whole(run: Run) -> list[CaseResult]:
    """The rows drafted by the prompts in use and nothing else, with those that failed."""
    return [row for row in run.rows if not row.base]
