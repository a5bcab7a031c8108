"""Whether each part takes the room that it usually takes."""

from functools import cache

from drafter.document import ParagraphKind, Report
from drafter.text import length
from evals.faults import band
from evals.outcome import Outcome, seed
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

MOST = 2.0  # of the usual share; the least is the genre's own


def score(outcome: Outcome) -> Score:
    """The mean over the parts of how near each comes to its band."""
    report, genre = outcome.report, outcome.report.genre
    shares = _shares(report)
    if not shares:
        return Score(None, "没有正文")
    floor = genre.limits.section_floor
    usual = {spec.name: spec.share for spec in genre.sections} | {
        name: _usual()[name] for name in ("开头", "上年反馈")
    }
    bands = {name: (floor * share, MOST * share) for name, share in usual.items()}
    bands["不足和措施"] = genre.limits.answer_share
    parts = {name: band(shares[name], *limits) for name, limits in bands.items()}
    reasons = [
        f"{name}占{shares[name]:.0%}，一般{bands[name][0]:.0%}至{bands[name][1]:.0%}"
        for name, value in parts.items()
        if value < 1
    ]
    return Score(sum(parts.values()) / len(parts), "；".join(reasons), parts)


def _shares(report: Report) -> dict[str, float]:
    """The share of each part in the characters; nothing of an empty text."""
    whole = length("".join(p.text for p in report.paragraphs if p.kind is not ParagraphKind.TITLE))
    if not whole:
        return {}
    sizes = {
        "开头": _size(report, ParagraphKind.PREAMBLE),
        "上年反馈": _size(report, ParagraphKind.FEEDBACK),
        "不足和措施": _size(report, ParagraphKind.SHORTCOMINGS)
        + _size(report, ParagraphKind.MEASURES),
    }
    for spec in report.genre.sections:
        own = [section for section in report.sections if section.role == spec.role]
        sizes[spec.name] = sum(length(section.text) for section in own)
    return {name: size / whole for name, size in sizes.items()}


def _size(report: Report, kind: ParagraphKind) -> int:
    return sum(length(paragraph.text) for paragraph in report.of(kind))


@cache
def _usual() -> dict[str, float]:
    """The shares of the seed document."""
    return _shares(seed().report)


PROPORTION = Scorer(
    "proportion",
    "篇幅相称",
    Weight.INFO,
    "开头、各部分、上年反馈、不足和措施各占全文的比例是否在通常范围内（不足和措施按文种规定）；出了范围按偏离程度扣",
    score,
    criterion="order",
)
