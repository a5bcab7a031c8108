"""Whether every shortcoming has its own measure, and one that can be checked."""

from drafter import pairing as pairings
from drafter.document import Report, Role, Span
from drafter.pairing import Pairing, State
from drafter.reading import pairing
from drafter.text import han_number
from evals.faults import found
from evals.outcome import Outcome
from evals.scorers import Kind, Score, Scorer

VAGUE = ("vague-measure", "restated-problem")
LACKING = {"看不出怎么落实": (VAGUE, 0.5), "有的方面没照应到": (("partial-measure",), 0.25)}
MOST = 99  # points that have a name


def score(outcome: Outcome) -> Score:
    """The mean over the pairs: 0 without an answer, less than 1 with a vague or partial one.

    A measure that is left open for its author is not judged.
    """
    report = outcome.report
    if not report.shortcomings and not report.measures and not outcome.facts.of(Role.SHORTCOMING):
        return Score(None, "要点和报告里都没有不足")
    if not report.shortcomings or not report.measures:
        return Score(0.0, "没有写不足" if not report.shortcomings else "没有写措施")
    if _is_open(report):
        return Score(None, "要点里没有不足，报告留了待补")
    read = pairing(report)
    if read is None:
        return Score(None, f"条数太多，超过{pairings.MOST}条，没有逐条对照")
    known = [at for at in range(len(read.pairs)) if not _is_left(report, read, at)]
    if not known:
        return Score(None, "措施都留了待补")
    judged = {at: _judged(outcome, read, at) for at in known}
    extra = max(0, len(report.measures) - len(report.shortcomings))
    reasons = [f"{_named(at)}：{why}" for at, (_, why) in judged.items() if why]
    reasons += [f"多出{extra}条措施"] if extra else []
    worth = [value for value, _ in judged.values()] + [0.0] * extra
    parts = {
        "answered": sum(value > 0 for value in worth) / len(worth),
        "concrete": _concrete(outcome),
    }
    return Score(sum(worth) / len(worth), "；".join(reasons), parts)


def _is_open(report: Report) -> bool:
    """Nothing was given to admit: what stands there is left for a person to fill in."""
    return all(point.text.startswith("〔待补") for point in report.shortcomings)


def _is_left(report: Report, read: Pairing, at: int) -> bool:
    """Nobody gave a measure, and the report says so: the author is to fill it in."""
    place = read.pairs[at].measure
    return place is not None and report.measures[place].text.startswith("〔待补")


def _judged(outcome: Outcome, read: Pairing, at: int) -> tuple[float, str]:
    """What the measure of a shortcoming is worth, and why not 1."""
    pair = read.pairs[at]
    if pair.measure is None:
        return 0.0, "没有措施"
    if pair.state is State.UNRELATED:
        return 0.0, "措施看不出针对这条不足"
    spans = {rule: _spans(outcome, rules) for rule, (rules, _) in LACKING.items()}
    place = outcome.report.measures[pair.measure].span
    lacking = [why for why in LACKING if place in spans[why]]
    return 1 - sum(LACKING[why][1] for why in lacking), "、".join(lacking)


def _spans(outcome: Outcome, rules: tuple[str, ...]) -> set[Span]:
    return {finding.span for finding in found(outcome, rules)}


def _concrete(outcome: Outcome) -> float:
    measures = outcome.report.measures
    return 1 - len(_spans(outcome, VAGUE)) / len(measures)


def _named(at: int) -> str:
    return f"不足{han_number(at + 1)}" if at < MOST else f"不足{at + 1}"


PAIRED = Scorer(
    "paired",
    "不足与措施对应",
    Kind.HARD,
    "每条不足都有自己的措施，并且看得出怎么落实；没有对应的算0，空泛或只把不足反过来说的扣一半，漏了不足里所讲方面的扣四分之一",
    score,
    parts={"answered": "有措施的不足", "concrete": "看得出怎么落实的"},
)
