"""Whether measures are about their shortcomings, can be checked, and promise nothing unsaid."""

import re
from statistics import fmean

from drafter.document import Role
from drafter.pairing import Fit, pair
from drafter.text import OPEN_PLACE
from evals.faults import several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer, ScorerKind

CHECKABLE = re.compile(
    r"\d|〔待补|[*＊]|每[周月季年半]|逐[人户村项件条]|台账|名册|清单|记录|通报|册|年底|年内|[一二三两]次|挂牌|签订|公示"
)
VAGUE = re.compile(
    r"进一步(?:加强|提高|增强|强化|加大)|切实(?:加强|提高|增强)|不断(?:加强|提高|增强|提升)|加大[^，。]{1,8}力度|狠抓落实|久久为功"
    r"|专门的?工作方案|阶段性?成果|整改成效|落到实处|见到实效|迈上新台阶|落实到具体"
)
WORTH = {Fit.OK: 1.0, Fit.UNRELATED: 0.0}
OPENED = 0.4  # a measure that is left open: honest, and still to be written
DOUBT = 0.7  # where nothing shows for certain


def score(outcome: Outcome) -> Score:
    """The mean over the shortcomings of how their measures answer them."""
    report = outcome.report
    if not report.shortcomings:
        is_given = bool(outcome.facts.of(Role.SHORTCOMING))
        return Score(0.0, "没有写不足和措施") if is_given else Score(None, "没有不足")
    given = [fact.text for fact in outcome.facts.of(Role.MEASURE)]
    rows, reasons = [], []
    for at, shortcoming in enumerate(report.shortcomings):
        measure = report.measures[at].text if at < len(report.measures) else ""
        value, why = _judged(shortcoming.text, measure, given)
        rows.append(value)
        reasons += [f"第{at + 1}条{why}"] if why else []
    extra = len(report.measures) - len(report.shortcomings)
    if extra > 0:
        rows += [0.5] * extra
        reasons.append(f"多出{extra}条措施")
    written = "\n".join(point.text for point in report.measures)
    gone = [each for each in given if not _is_of(written, each)]
    if gone:
        reasons.append(f"作者给的措施没有写：{several(gone)}")
    value = fmean(rows) * (1 - len(gone) / (len(given) + len(rows)))
    return Score(value, "；".join(reasons[:5]))


def _judged(shortcoming: str, measure: str, given: list[str]) -> tuple[float, str]:
    """What a measure is worth as an answer, and what is wrong with it."""
    if not measure:
        return 0.0, "没有措施"
    words = OPEN_PLACE.sub("", measure)
    if len(words) < len(measure) / 3 and measure.startswith("〔待补"):
        return OPENED, "措施留着待补"
    found = pair([shortcoming], [words])
    state, near = found.pairs[0].state, found.matrix[0][0]
    is_given = any(_is_of(words, each) for each in given)
    about = WORTH.get(state, DOUBT * min(1.0, 0.5 + near))
    if is_given and state is not Fit.UNRELATED:
        about = 1.0
    vague = VAGUE.findall(words) if not is_given else []
    checkable = 1.0 if CHECKABLE.search(measure) or is_given else 0.6
    value = about * checkable * 0.8 ** len(vague)
    if about == 0:
        return 0.0, "措施看不出针对这条不足"
    if vague:
        return value, f"空泛：{several(vague)}"
    if checkable < 1:
        return value, "看不出凭什么检查"
    return value, "" if about == 1 else "拿不准是不是针对这条不足"


def _is_of(measure: str, given: str) -> bool:
    """Whether a measure tells one that the author gave."""
    pairs = {given[at : at + 2] for at in range(len(given) - 1)}
    return bool(pairs) and sum(pair in measure for pair in pairs) >= 0.5 * len(pairs)


MEASURES = Scorer(
    "measures",
    "措施对得上、查得到",
    ScorerKind.SOFT,
    "每条不足的措施是否说的就是这一条（看不出的算七成，答非所问算0）、有没有可查的数、时间、记录；作者给的措施照认；空泛的话每处扣两成",
    score,
    criterion="answers",
)
