"""What the facts say for and against a report, worked out once for each report."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from string import Template

from drafter.document import Fact, Flaw, Kind, Report, Severity, Span
from drafter.grounding import Coverage, Unsupported, coverage, support
from drafter.reading import once, opening, sentences

FIGURES = ("figure", "unit", "mask", "date", "derived", "approx")
TERMS = ("quote", "title", "level", "rank", "leader", "name")
_OPEN = re.compile(r"〔待补[^〔〕\n]*〕")
_APART = (Kind.TITLE, Kind.SALUTATION, Kind.SIGNATURE)  # who and when, not what was done


@dataclass(frozen=True, slots=True)
class Unbacked:
    """A claim of the report that no fact carries."""

    found: Unsupported
    facts: tuple[str, ...]

    def flaw(self, report: Report, suggestion: str) -> Flaw:
        """The flaw it is, an error where it is certain."""
        severity = Severity.ERROR if self.found.certain else Severity.WARNING
        start, end = self.found.span
        span = (max(start, 0), min(end, len(report.text)))
        return Flaw(span, self.found.message, suggestion, self.facts, severity)


def unsupported(report: Report, kinds: Collection[str]) -> list[Unbacked]:
    """The claims of these kinds that no fact carries; none where no facts are known."""
    return [each for each in _unsupported(report) if each.found.kind in kinds]


@once
def _unsupported(report: Report) -> tuple[Unbacked, ...]:
    if not report.facts:
        return ()
    facts = report.facts.items
    phrases = report.genre.phrases
    allowed = {*phrases.fixed, *phrases.formulas, *phrases.closings}
    if report.year:
        # The genre itself opens the answer to feedback with the year before.
        allowed.add(Template(report.genre.feedback.opening).safe_substitute(year=report.year - 1))
    found = support(
        _claims(report), [fact.text for fact in facts], allowed=allowed, year=report.year
    )
    return tuple(Unbacked(each, tuple(facts[i].id for i in each.facts)) for each in found)


def _claims(report: Report) -> str:
    """The text with titles, signatures and open placeholders blanked, every place kept."""
    spans = [paragraph.span for kind in _APART for paragraph in report.of(kind)]
    spans += [found.span() for found in _OPEN.finditer(report.text)]
    parts, last = [], 0
    for start, end in sorted(spans):
        parts += [report.text[last:start], " " * (end - max(start, last))]
        last = max(last, end)
    return "".join([*parts, report.text[last:]])


@once
def covered(report: Report) -> tuple[tuple[Fact, Coverage], ...]:
    """What became of each fact that was not dropped by the user."""
    if not report.facts:
        return ()
    told = _told(report)
    dropped = {id for id, _ in report.plan.dropped} if report.plan else set()
    texts = [text for text, _ in told]
    return tuple(
        (fact, coverage(fact.text, texts)) for fact in report.facts if fact.id not in dropped
    )


@once
def _told(report: Report) -> tuple[tuple[str, Span], ...]:
    """Where facts can be told: sentences and headings."""
    told = [(sentence.text, sentence.span) for sentence in sentences(report)]
    told += [(section.heading, section.heading_span) for section in report.sections]
    return tuple(told)


def telling(report: Report, found: Coverage) -> str:
    """The sentences that tell a fact."""
    told = _told(report)
    return "\n".join(told[index][0] for index in found.sentences)


def place(report: Report, fact: Fact, found: Coverage) -> Span:
    """Where to look: the sentence that tells a fact, or the section it belongs to."""
    told = _told(report)
    if found.sentences:
        return told[found.sentences[0]][1]
    headings = [section.heading_span for section in report.sections if section.role == fact.role]
    return headings[0] if fact.role and headings else opening(report)
