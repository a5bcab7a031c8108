"""Whether leads and headings say what stands under them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import fmean

from drafter.document import Fact, Point, Report
from drafter.document.fact_check import told_facts
from drafter.document.views import sentences
from drafter.drafting.phrases import duties, topics
from drafter.drafting.phrases import leads as phrases
from drafter.drafting.phrases.duties import Office
from drafter.grounding.clauses import clauses, share
from drafter.rules import Concern
from drafter.text import Span
from drafter.text.weights import idf
from evals.faults import found, left, several
from evals.outcome import Outcome
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight

ECHO = 0.75  # of a lead's words that its only fact has: the fact is told twice
FIELD = 8.0  # what a shared field is worth beside shared characters, in idf
OBJECTS = 2  # pieces that a lead has room for: more are leftovers put together, or a slogan
BAGGY = 0.4
GENERAL = 0.4  # what a heading is worth that any office could have, where another names its facts


def score(outcome: Outcome) -> Score:
    """The mean over leads of the facts that each covers; headings count a third."""
    report = outcome.report
    if not report.sections:
        return Score(None, "没有分部分")
    rows = [
        (point, _facts(report, point.span))
        for section in report.sections
        for point in section.points
        if point.lead
    ]
    office = duties.office(outcome.facts)
    judged = [(point.lead, *_judged(point, facts, office)) for point, facts in rows if facts]
    apart = _apart([(point.lead, facts) for point, facts in rows if facts], office)
    headings = [
        (section.heading, _headed(section.heading, _facts(report, section.span), office))
        for section in report.sections
        if _facts(report, section.span)
    ]
    uneven = found(outcome, Concern.PARALLEL)
    parts = {"headings": fmean(value for _, value in headings) if headings else 1.0}
    if judged:
        parts["leads"] = fmean(value for _, value, _ in judged)
        parts["own"] = apart
    parts["even"] = left(uneven)
    led = (parts["leads"] + parts["own"]) / 2 if judged else parts["headings"]
    value = parts["headings"] / 3 + led * 2 / 3
    reason = "；".join(_reasons(judged, headings)) or "有的要点更合别的点题句"
    return Score(value * parts["even"], reason, parts)


def _judged(point: Point, facts: Sequence[Fact], office: Office | None) -> tuple[float, str]:
    """How much of its facts a lead covers, and what is wrong with it."""
    texts = [fact.text for fact in facts]
    if len(re.split("[，、]", point.lead)) > OBJECTS:
        return BAGGY, "话太多：几截拼成一句"
    missed = phrases.covers(point.lead, texts, office)
    if missed:
        return 1 - len(missed) / len(texts), f"罩不住{several(texts[at] for at in missed)}"
    if len(facts) == 1 and _echoes(point.lead, texts[0]):
        return 0.5, "只是重复下面唯一的一条"
    return 1.0, ""


def _apart(rows: Sequence[tuple[str, Sequence[Fact]]], office: Office | None) -> float:
    """How far facts are told under the lead that says most of them, among all leads."""
    worth = []
    for own, facts in rows:
        for fact in facts:
            here = _says(own, fact.text, office)
            best = max(_says(lead, fact.text, office) for lead, _ in rows)
            worth.append(here / best if best else 0.5)
    return fmean(worth) if worth else 1.0


@lru_cache(maxsize=8192)
def _says(lead: str, fact: str, office: Office | None) -> float:
    """How much of a fact a lead speaks of: characters by what they tell, its field or duty."""
    shared = sum(idf(char) for char in sorted(set(lead) & set(fact)))
    known = {topic.id for topic, _ in topics.weigh(fact)[:2]}
    named = {topic.id for topic, _ in topics.weigh(lead)}
    is_served = office is not None and duties.names(lead, fact, office)
    return shared + FIELD * (bool(known & named) or is_served)


def _echoes(lead: str, fact: str) -> bool:
    parts = clauses(lead)
    return bool(parts) and all(
        max(share(each, known) for known in clauses(fact)) >= ECHO for each in parts
    )


def _headed(heading: str, facts: Sequence[Fact], office: Office | None) -> float:
    """1 where a heading names some of its facts."""
    texts = [fact.text for fact in facts]
    return 1.0 if len(phrases.covers(heading, texts, office)) < len(texts) else GENERAL


def _facts(report: Report, span: Span) -> list[Fact]:
    by_id: dict[str, Fact] = {}
    for sentence, facts in zip(sentences(report), told_facts(report), strict=True):
        if span[0] <= sentence.span[0] < span[1]:
            by_id |= {fact.id: fact for fact in facts}
    return list(by_id.values())


def _reasons(
    judged: Sequence[tuple[str, float, str]], headings: Sequence[tuple[str, float]]
) -> Iterator[str]:
    yield from (f"点题句“{lead}”{why}" for lead, _, why in judged if why)
    general = [heading for heading, value in headings if value < 1]
    if general:
        yield f"标题没有说到下面的事：{several(general)}"


LEADS = Scorer(
    "leads",
    "标题点题句相称",
    Weight.SOFT,
    "点题句罩住下面要点的份额、要点是否在各点题句里最合适的一句之下，共占三分之二，只有一条又照着重复的算一半；标题说到本部分的事占三分之一，谁家都能用的算四成；不整齐的再按处扣",
    score,
    parts={"leads": "点题句", "own": "在最合适的点题句下", "headings": "标题", "even": "句式整齐"},
    criterion="order",
)
