"""Whether what belongs together stands together, in the section where it belongs."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from statistics import fmean

from drafter.document import Fact, ParagraphKind, Report
from drafter.document.fact_check import fact_statuses, told_facts
from drafter.document.views import sentences
from drafter.drafting.phrases import duties, topics
from drafter.drafting.phrases.duties import Office
from drafter.text import grams
from evals.faults import several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

_Likeness = Callable[[str, str], float]
LEAST = 4  # facts in points, below which grouping says nothing


def score(outcome: Outcome) -> Score:
    """Facts in their own section, and nearer to their own point than to the others."""
    report = outcome.report
    groups = _groups(report)
    placed_facts = [(role, fact) for role, row in groups for fact in row]
    placed = [fact.role == role for role, fact in placed_facts if fact.role]
    strays = [fact.text for role, fact in placed_facts if fact.role and fact.role != role]
    parts: dict[str, float] = {}
    lost: list[str] = []
    if placed:
        parts["sections"] = fmean(placed)
    points = [row for _, row in groups if row]
    if sum(map(len, points)) >= LEAST and len(points) > 1:
        like = partial(_likeness, office=duties.office(outcome.facts))
        homes = {fact.text: _at_home(fact, row, points, like) for row in points for fact in row}
        parts["points"] = fmean(homes.values())
        lost = [text for text, value in homes.items() if value < 1 / 2]
    if not parts:
        return Score(None, "写到的要点太少，看不出分组")
    reasons = [f"放错部分：{several(strays)}"] if strays else []
    reasons += [f"与别的点更相近：{several(lost)}"] if lost else []
    return Score(fmean(parts.values()), "；".join(reasons) or "各点之间分得不开", parts)


def _groups(report: Report) -> list[tuple[str, list[Fact]]]:
    """The facts of each point, or of a section without points."""
    rows: list[tuple[str, list[Fact]]] = []
    roles = {"", *(section.role for section in report.sections)}
    spans = []
    for section in report.sections:
        marked = [point.span for point in section.points if point.marker]
        spans += [(section.role, span) for span in marked or [section.span]]
    # An answer that is told in part only may share no more than words with what was done.
    part = {each.fact.id for each in fact_statuses(report) if each.state != "full"}
    points = [
        (each.span[0], [fact for fact in facts if fact.role in roles or fact.id not in part])
        for each, facts in zip(sentences(report), told_facts(report), strict=True)
        if each.kind is ParagraphKind.BODY
    ]
    seen: set[str] = set()
    for role, (start, end) in spans:
        row = []
        for at, facts in points:
            if start <= at < end:
                row += [fact for fact in facts if fact.id not in seen]
                seen |= {fact.id for fact in facts}
        rows.append((role, row))
    return rows


def _at_home(
    fact: Fact, own: Sequence[Fact], points: Sequence[Sequence[Fact]], like: _Likeness
) -> float:
    """1 where a fact is near to its own point and to no other, 0 the other way round."""
    here = _near(fact, [each for each in own if each is not fact], like)
    there = max((_near(fact, row, like) for row in points if row is not own), default=0.0)
    return here / (here + there) if here + there else 0.5


def _near(fact: Fact, others: Sequence[Fact], like: _Likeness) -> float:
    """The mean likeness to the others: shared fields or duties and shared pairs of characters."""
    if not others:
        return 0.0
    return fmean(like(fact.text, each.text) for each in others)


def _likeness(one: str, other: str, office: Office | None) -> float:
    fields = _fields(one, office) & _fields(other, office)
    shared = len(_pairs(one) & _pairs(other))
    return (1.0 if fields else 0.0) + min(1.0, shared / 3)


@lru_cache(maxsize=4096)
def _fields(text: str, office: Office | None) -> frozenset[str]:
    served = duties.served([text], office)[:1] if office else []
    known = {topic.id for topic, _ in topics.weigh(text)[:2]}
    return frozenset(known | {duty.lead for duty in served})


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return grams(text, 2)


GROUPING = Scorer(
    "grouping",
    "归类分组",
    Weight.INFO,
    "要点标了部分的是否写在那个部分；每条要点与同一点里的其他要点是否比与别的点更相近",
    score,
    parts={"sections": "归在该归的部分", "points": "同类相聚"},
    criterion="order",
)
