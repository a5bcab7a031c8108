"""Scores as a table on a terminal: wide characters aligned, nothing cut."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

from evals.results import Compared, Run
from evals.row import CaseResult
from evals.scorers import Scorer
from evals.stats import Contrast
from evals.wording import VERDICTS


def table(run: Run, scorers: Iterable[Scorer]) -> str:
    """Cases down, scorers across; repeats averaged; "—" where nothing was scored."""
    columns = [("overall", "总评"), *((each.name, each.title) for each in scorers)]
    rows = [["案例", *(title for _, title in columns)]]
    cases = sorted({row.case for row in run.scored})
    for case in cases:
        own = [row for row in run.scored if row.case == case]
        rows.append([case, *(_shown(_mean(own, name)) for name, _ in columns)])
    if len(cases) > 1:
        rows.append(["平均", *(_shown(_mean(list(run.scored), name)) for name, _ in columns)])
    failed = [f"没有评分 {row.case}：{row.problem}" for row in run.rows if row.problem]
    return "\n".join([*_aligned(rows), *failed])


def contrasts(result: Compared, scorers: Iterable[Scorer]) -> str:
    """A line for each scorer: both means, the difference, its interval, the verdict."""
    titles = {"overall": "总评", "judge": "模型裁判", **{each.name: each.title for each in scorers}}
    rows = [["评分项", "旧版", "新版", "差", "区间", "p", "结论"]]
    rows += [
        [titles.get(row.scorer, row.scorer), *figures(row, result)] for row in result.whole.rows
    ]
    return "\n".join(_aligned(rows))


def figures(row: Contrast, result: Compared) -> tuple[str, ...]:
    """Both means, the difference, its interval, p, the verdict; "—" for what there is not.

    The means are of the cases that the difference is of: those with both scores.
    """
    before, after = (
        _shown(_mean([each for each in run.scored if each.case not in row.left_out], row.scorer))
        for run in (result.a, result.b)
    )
    if row.difference is None:
        return before, after, "—", "—", "—", f"没有评分（{_missing(row.scorer, result)}）"
    between = f"{row.interval.low:+.3f} 到 {row.interval.high:+.3f}" if row.interval else "—"
    chance = f"{row.p:.3f}" if row.p is not None else "—"
    note = "（只供参考）" if row.kind == "info" else ""
    return before, after, f"{row.difference:+.3f}", between, chance, VERDICTS[row.verdict] + note


def _missing(scorer: str, result: Compared) -> str:
    """Why a scorer has no mean to compare: what is most often said of each version, once."""
    told = {"旧版": _unscored(scorer, result.a), "新版": _unscored(scorer, result.b)}
    lacking = {name: why for name, why in told.items() if why}
    if not lacking:
        return "没有一份文稿两版都有得分"
    if len(lacking) == len(told) and len(set(told.values())) == 1:
        return told["旧版"]
    return "；".join(f"{name}：{why}" for name, why in lacking.items())


def _unscored(scorer: str, run: Run) -> str:
    """What is most often said for why a run has no score of this kind, "" where it has one."""
    if _mean(list(run.scored), scorer) is not None:
        return ""
    scores = [row.scores.get(scorer) for row in run.scored]
    why = Counter((score.reason or "没有说明") if score else "没有评过这一项" for score in scores)
    return why.most_common(1)[0][0] if why else "一份也没有写成"


def _mean(rows: Sequence[CaseResult], scorer: str) -> float | None:
    """The mean over cases of the mean over repeats."""
    by_case: dict[str, list[float]] = {}
    for row in rows:
        score = row.scores.get(scorer)
        if score and score.value is not None:
            by_case.setdefault(row.case, []).append(score.value)
    return fmean(map(fmean, by_case.values())) if by_case else None


def _shown(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns that a text takes.

    >>> _width("案例 a")
    6
    """
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
