"""The scores that the prompts in use are held to: on recorded answers, so that nobody pays."""

import asyncio
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

from drafter import files as atomic
from drafter.chain.prompts import Prompt
from drafter.errors import BadInput
from drafter.models import replay
from evals import case as cases
from evals import run as runs
from evals import scorers, variant
from evals.results import Run
from evals.scorers import Scorer, ScorerKind

FOLDER = Path(str(files("evals")))
FILE = FOLDER / "baseline.json"
SLACK = 0.001  # what rounding may take
Scores = dict[str, dict[str, float]]  # by case and scorer


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was reached, by which prompts, on which answers."""

    recording: str  # in the folder of evals
    model: str
    prompts: dict[str, str]  # digest by ref
    scores: Scores  # hard and soft ones


def read() -> Baseline:
    """The committed baseline.

    Raises:
        BadInput: there is none, or it is damaged.
    """
    try:
        return Baseline(**json.loads(FILE.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(
            f"读不了基线 {FILE.name}：{error}", hint="用 drafter eval gate --update 重新记"
        ) from error


def find(recording: str) -> None:
    """Nothing, where there is such a recording.

    Raises:
        Unreadable: there is none, or it is damaged.
    """
    replay.load(FOLDER / recording)


def measure(recording: str) -> Run:
    """What the prompts in use reach on recorded answers.

    Raises:
        Unreadable: there is no such recording.
        ModelFailed: it lacks the answers to what is asked today.
    """
    model = replay.load(FOLDER / recording)
    return asyncio.run(runs.played_back(runs.Work(variant.active(), cases.choose()), model))


def asked(recording: str) -> tuple[Prompt, ...]:
    """The prompts in use whose answers are in a recording: those that its scores are of."""
    lines = (FOLDER / recording).read_text("utf-8").splitlines()[1:]
    refs = {json.loads(line)["request"]["prompt"] for line in lines if line.strip()}
    return tuple(prompt for prompt in variant.active().prompts if prompt.ref in refs)


def keep(run: Run, recording: str) -> None:
    """Make this run the baseline.

    Raises:
        BadInput: a case of it was not scored, or the file cannot be written.
    """
    if failed := [row for row in run.rows if row.problem]:
        raise BadInput(
            f"{failed[0].case} 没有评分：{failed[0].problem}", hint="每个案例都有分才能记作基线"
        )
    tree = {
        "recording": recording,
        "model": run.model,
        "prompts": run.prompts,
        "scores": scores(run),
    }
    atomic.write((json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode(), FILE)


def scores(run: Run) -> Scores:
    """What counts of a run: by case and scorer."""
    counted = [each.name for each in scorers.all_scorers() if each.kind is not ScorerKind.INFO]
    return {
        row.case: {
            name: round(value, 4)
            for name in counted
            if (value := row.scores[name].value) is not None
        }
        for row in run.scored
    }


def fallen(baseline: Baseline, run: Run) -> list[str]:
    """In Chinese, a line each: what is lower than it was, or can no longer be compared."""
    problems = [f"{row.case} 没有评分：{row.problem}" for row in run.rows if row.problem]
    now, known = scores(run), {row.case for row in run.rows}
    problems += [f"{case} 不在案例里了" for case in baseline.scores if case not in known]
    for each in scorers.all_scorers():
        problems += _gone(each, baseline.scores, run)
        pairs = _pairs(each.name, baseline.scores, now)
        if each.kind is ScorerKind.HARD:
            problems += [
                f"{case} 的{each.title}由 {before:.3f} 降到 {after:.3f}"
                for case, before, after in pairs
                if after < before - SLACK
            ]
        elif pairs and _mean(pairs, 2) < _mean(pairs, 1) - SLACK:
            before, after = _mean(pairs, 1), _mean(pairs, 2)
            problems.append(f"{each.title}平均由 {before:.3f} 降到 {after:.3f}")
    return problems


def risen(baseline: Baseline, run: Run) -> bool:
    """Whether something is better than it was, or new."""
    return not fallen(baseline, run) and scores(run) != baseline.scores


def _gone(scorer: Scorer, before: Scores, run: Run) -> list[str]:
    """A score that was and is not: that is no zero, but neither may it pass in silence."""
    return [
        f"{row.case} 的{scorer.title}不再有分：{row.scores[scorer.name].reason}"
        for row in run.scored
        if scorer.name in before.get(row.case, {}) and row.scores[scorer.name].value is None
    ]


def _pairs(scorer: str, before: Scores, after: Scores) -> list[tuple[str, float, float]]:
    """Case, score before, score now."""
    return [
        (case, row[scorer], after[case][scorer])
        for case, row in before.items()
        if scorer in row and scorer in after.get(case, {})
    ]


def _mean(pairs: list[Any], at: int) -> float:
    return fmean(pair[at] for pair in pairs)
