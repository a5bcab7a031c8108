"""Two runs before the judge: the drafts of one case and one repeat, pair by pair."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from drafter.chain.chain import Chain
from drafter.concurrency import together
from drafter.document import Report, parsing
from drafter.document import genre as genres
from evals.case import Case
from evals.judge.pair import REPEATS, Ruling, judge
from evals.labelled import Share
from evals.row import CaseResult
from evals.scorers import ScorerKind
from evals.stats import Paired

NAME, TITLE = "judge", "模型裁判"
MARGIN = 0.1  # of the difference of two shares that add up to 1: 55 % against 45 %
OnPair = Callable[[int, int], None]  # done, in all


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the judge said of two drafts of one case."""

    case: str
    repeat: int
    ruling: Ruling  # a is the draft as it was, b as it would be


async def judge_rows(
    before: Iterable[CaseResult],
    after: Iterable[CaseResult],
    cases: Sequence[Case],
    chain: Chain,
    *,
    repeats: int = REPEATS,
    on_pair: OnPair = lambda *_: None,
) -> tuple[Ruled, ...]:
    """Every draft against its counterpart; a row that has none is left out.

    Raises:
        Stopped: the budget is spent; every answer so far is stored.
    """
    known = {case.name: case for case in cases if case.facts is not None}
    others = {(row.case, row.repeat): row for row in after if not row.problem}
    pairs = [
        (row, others[row.case, row.repeat])
        for row in before
        if not row.problem and row.case in known and (row.case, row.repeat) in others
    ]
    done = 0

    async def one(row: CaseResult, other: CaseResult) -> Ruled:
        nonlocal done
        a, b = (_report(each, known[row.case]) for each in (row, other))
        ruling = await judge(a, b, chain, repeats=repeats)
        done += 1
        on_pair(done, len(pairs))
        return Ruled(row.case, row.repeat, ruling)

    async with together(one(*pair) for pair in pairs) as ruled:
        return tuple([await each for each in ruled])


def scores(ruled: Sequence[Ruled], *, is_fit: bool) -> tuple[str, ScorerKind, float, Paired]:
    """The judge as one scorer more, for `stats.compare`; unless fit, for information only."""
    cases = sorted({each.case for each in ruled})
    b = [[each.ruling.score.value for each in ruled if each.case == case] for case in cases]
    a = [[None if value is None else 1 - value for value in row] for row in b]
    return NAME, ScorerKind.SOFT if is_fit else ScorerKind.INFO, MARGIN, Paired(cases, a, b)


def beside(ruled: Sequence[Ruled]) -> str:
    """What has to be shown beside the judge's score, in one line."""
    judged = [each.ruling for each in ruled if each.ruling.choices]
    if not judged:
        problem = next((each.ruling.problem for each in ruled), "没有可比的文稿")
        return f"{TITLE}一对也没有评出来：{problem}"
    flips = Share(sum(it.flips.hits for it in judged), sum(it.flips.of for it in judged))
    apart = fmean(it.disagreement for it in judged)
    line = f"{TITLE}评了 {len(judged)}/{len(ruled)} 对：换位改口 {flips}，评判不一平均 {apart:.0%}"
    problem = next((each.ruling.problem for each in ruled if each.ruling.problem), "")
    return f"{line}；有没评出来的：{problem}" if problem else line


def _report(row: CaseResult, case: Case) -> Report:
    if case.facts is None:
        raise ValueError(case.problem)
    return parsing.parse(row.text, genres.load(case.facts.genre), facts=case.facts)
