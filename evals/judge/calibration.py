"""How far a judge can be trusted: what it makes of pairs whose better text is known."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from drafter import files
from drafter.chain import prompts
from drafter.chain.chain import Chain
from drafter.concurrency import together
from drafter.document import Report
from drafter.errors import ModelFailed
from evals import mutants
from evals.intervals import wilson
from evals.judge import trials
from evals.judge.pair import PROMPT, REPEATS, Preference, Ruling, judge
from evals.judge.trials import Trial
from evals.labelled import Share
from evals.panel import agreement
from evals.panel.data import choices

FOLDER = "judges"  # in the cache folder
PLANTED, TWINS, LABELLED, READ = 30, 10, 12, 40  # pairs that a calibration asks about
LEAST_PLANTED, LEAST_TWINS, LEAST_READ = 20, 8, 30  # judged ones from which a judge can pass
BAR = 0.2  # of misses, flips, preferences among twins, answers that cannot be used
OnTrial = Callable[[int, int], None]  # done, in all


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model made of known pairs, with one version of the prompt."""

    model: str
    prompt: str  # its ref
    digest: str
    caught: dict[str, Share]  # by class of planted defect: pairs in which the clean text won
    agreed: Share  # labelled pairs in which the one won that the labels say is better
    read: Share  # pairs of reports in which the one won that most readers would rather sign
    decisive: Share  # looks at two copies of one text in which one of them was preferred
    flipped: Share  # looks whose choice changed with the order, over all pairs that differ
    judged: Share  # looks that brought a choice, over all pairs

    @property
    def planted(self) -> Share:
        """All classes of defect together."""
        return _sum(self.caught.values())


async def calibrate(  # noqa: PLR0913 - how many of each kind
    chain: Chain,
    *,
    planted: int = PLANTED,
    twins: int = TWINS,
    labelled: int = LABELLED,
    read: int = READ,
    repeats: int = REPEATS,
    on_trial: OnTrial = lambda *_: None,
) -> Calibration:
    """Ask the judge about pairs whose better text is known.

    Raises:
        ModelFailed: it did not judge a single pair.
        Stopped: the budget is spent; every answer so far is stored.
    """
    clean = _clean()
    rows = (
        tuple(trials.planted(clean, planted)),
        tuple(trials.twins(clean, twins)),
        tuple(trials.labelled(labelled)),
        tuple(trials.read(read)),
    )
    judged = await _judged([trial for row in rows for trial in row], chain, repeats, on_trial)
    rulings = iter(judged)
    of_planted, of_twins, of_labelled, of_read = ([(t, next(rulings)) for t in row] for row in rows)
    if judged and not any(ruling.choices for ruling in judged):
        raise ModelFailed(f"模型 {chain.model.name} 一对也没有评出来", hint=judged[0].problem)
    prompt = prompts.active(PROMPT)
    differing = [ruling for _, ruling in (*of_planted, *of_labelled, *of_read)]
    return Calibration(
        model=chain.model.name,
        prompt=prompt.ref,
        digest=prompt.digest,
        caught=_by_name(of_planted),
        agreed=_sum(_by_name(of_labelled).values()),
        read=_sum(_by_name(of_read).values()),
        decisive=_sum(_decisive(ruling) for _, ruling in of_twins),
        flipped=_sum(ruling.flips for ruling in differing),
        judged=_sum(ruling.judged for ruling in judged),
    )


def fit(calibration: Calibration | None) -> str:
    """Why this judge may not decide anything, in one line; empty when it may."""
    if calibration is None:
        return "这个模型配这版提示词没有校准过，不能当裁判：先运行 python -m evals judge"
    it, planted = calibration, calibration.planted
    unread = Share(it.judged.of - it.judged.hits, it.judged.of)
    missed = Share(planted.of - planted.hits, planted.of)
    faults = [
        _over("有答案用不上的", unread),
        _over("埋入的缺陷没看出来的", missed),
        _over("两份文稿一换位就改口的", it.flipped),
        _over("两份相同还要分高下的", it.decisive),
        _few("埋入缺陷的", planted, LEAST_PLANTED),
        _few("两份相同的", it.decisive, LEAST_TWINS),
        _few("读者选过的", it.read, LEAST_READ) or _apart(it.read),
    ]
    found = "，".join(filter(None, faults))
    return f"模型 {it.model} 配提示词 {it.prompt} 不能当裁判：{found}" if found else ""


def refusal(model: str, folder: Path) -> str:
    """The same for a model with the prompt in use, from what was kept; nobody is asked."""
    return fit(load_calibration(model, prompts.active(PROMPT).digest, folder))


def save_calibration(calibration: Calibration, folder: Path) -> None:
    """Keep it in the cache folder.

    Raises:
        BadInput: nothing can be written there.
    """
    path = _path(calibration.model, calibration.digest, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(calibration), ensure_ascii=False, indent=2)
    files.write(text.encode(), path)


def load_calibration(model: str, digest: str, folder: Path) -> Calibration | None:
    """What was kept for this model and the prompt of this digest; None when nothing readable."""
    try:
        table = json.loads(_path(model, digest, folder).read_text("utf-8"))
        found = _read(table)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    return found if (found.model, found.digest) == (model, digest) else None


@cache
def _clean() -> tuple[Report, ...]:
    """The clean reports, the shortest first: a question costs as much as both texts are long."""
    return tuple(sorted(mutants.clean_reports(), key=lambda report: len(report.text)))


async def _judged(
    asked: Sequence[Trial], chain: Chain, repeats: int, on_trial: OnTrial
) -> list[Ruling]:
    """A ruling on every trial, in order; the better text is b."""
    done = 0

    async def one(trial: Trial) -> Ruling:
        nonlocal done
        ruling = await judge(trial.worse, trial.better, chain, repeats=repeats)
        done += 1
        on_trial(done, len(asked))
        return ruling

    async with together(one(trial) for trial in asked) as rulings:
        return [await ruling for ruling in rulings]


def _by_name(rulings: Iterable[tuple[Trial, Ruling]]) -> dict[str, Share]:
    """In how many pairs of each name the better text won, of those that were judged."""
    found: dict[str, Share] = {}
    for trial, ruling in rulings:
        if (value := ruling.score.value) is not None:
            won = Share(int(value > 1 / 2), 1)
            found[trial.name] = _sum([found.get(trial.name, Share(0, 0)), won])
    return found


def _decisive(ruling: Ruling) -> Share:
    """Both orders of twins are one question: the first answers for both."""
    firsts = [look.choices[0] for look in ruling.looks if look.choices]
    return Share(sum(first is not Preference.TIE for first in firsts), len(firsts))


def _sum(shares: Iterable[Share]) -> Share:
    rows = tuple(shares)
    return Share(sum(row.hits for row in rows), sum(row.of for row in rows))


def _over(what: str, share: Share) -> str:
    """What is wrong when a share is above the bar."""
    return (
        f"{what} {share.hits}/{share.of}（至多 {BAR:.0%}）" if share.hits > BAR * share.of else ""
    )


def _few(what: str, share: Share, least: int) -> str:
    return f"{what}只评了 {share.of} 次（至少 {least}）" if share.of < least else ""


def _apart(read: Share) -> str:
    """What is wrong when a judge agrees with readers less than they do with one another."""
    same, both = agreement(choices())
    low, _ = wilson(same, both)
    if read.value >= low:
        return ""
    return f"与读者选得一样的 {read.hits}/{read.of}（读者之间 {same}/{both}，至少要 {low:.0%}）"


def _path(model: str, digest: str, folder: Path) -> Path:
    """A name of a model may hold any character."""
    key = hashlib.sha256(f"{model}\0{digest}".encode()).hexdigest()[:16]
    return folder / FOLDER / f"{key}.json"


def _read(table: dict[str, Any]) -> Calibration:
    shares = {name: Share(**share) for name, share in table.pop("caught").items()}
    for name in ("agreed", "read", "decisive", "flipped", "judged"):
        table[name] = Share(**table[name])
    return Calibration(caught=shares, **table)
