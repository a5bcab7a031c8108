"""What the facts say for and against a report, worked out once for each report.

Grounding is imported only where facts are known: its patterns take 30 ms to compile, which
a check without facts need not pay.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from drafter.document import Fact, Facts, Flaw, ParagraphKind, Report, Severity
from drafter.document.once import once
from drafter.document.views import opening, sentences
from drafter.text import OPEN_PLACE, Span

if TYPE_CHECKING:
    from drafter.grounding.shifts import Shift

FIGURES = ("figure", "unit", "bound", "mask", "date", "derived", "approx")
TURNED = ("status",)
TERMS = ("quote", "title", "level", "rank", "leader", "name")
_MASKED = re.compile("[*＊XＸ×]")
_APART = (
    ParagraphKind.TITLE,
    ParagraphKind.SALUTATION,
    ParagraphKind.SIGNATURE,
)  # who and when, not what was done


@dataclass(frozen=True, slots=True)
class UnsupportedClaim:
    """A claim of the report that no fact carries."""

    kind: str
    span: Span
    message: str
    facts: tuple[str, ...]  # ids of the nearest
    certain: bool

    def flaw(self, suggestion: str) -> Flaw:
        """The flaw it is, an error where it is certain."""
        severity = Severity.ERROR if self.certain else Severity.WARNING
        return Flaw(self.span, self.message, suggestion, self.facts, severity)


@dataclass(frozen=True, slots=True)
class FactStatus:
    """What became of a fact."""

    fact: Fact
    state: str  # full, partial, doubt, missing
    lost: tuple[str, ...]  # its figures that are gone
    text: str  # the sentences that tell it
    span: Span  # where to look: the first of them, or the section it belongs to
    places: tuple[int, ...] = ()  # of these sentences among the report's; headings come after


def unsupported_claims(report: Report, kinds: Collection[str]) -> list[UnsupportedClaim]:
    """The claims of these kinds that no fact carries; none where no facts are known."""
    return [each for each in _unsupported(report) if each.kind in kinds]


@once
def fact_statuses(report: Report) -> tuple[FactStatus, ...]:
    """What became of each fact that was not dropped by the user.

    A sentence that only asks for something tells nothing, whatever it names.
    """
    if not report.facts:
        return ()
    from drafter.grounding import coverages

    places = [(sentence.text, sentence.span) for sentence in sentences(report)]
    places += [(section.heading, section.heading_span) for section in report.sections]
    texts = [text if OPEN_PLACE.sub("", text).strip("。；，") else "" for text, _ in places]
    kept = _told(report, report.facts)
    made = []
    for fact, found in zip(kept, coverages([fact.text for fact in kept], texts), strict=True):
        said = [places[index] for index in found.sentences]
        span = said[0][1] if said else _home(report, fact)
        text = "\n".join(text for text, _ in said)
        made.append(FactStatus(fact, found.state, found.lost, text, span, found.sentences))
    return tuple(made)


@once
def told_facts(report: Report) -> tuple[tuple[Fact, ...], ...]:
    """For each sentence, in the order of `views.sentences`, the facts that it tells."""
    rows: list[list[Fact]] = [[] for _ in sentences(report)]
    for each in fact_statuses(report):
        for at in each.places if each.state != "missing" else ():
            if at < len(rows):
                rows[at].append(each.fact)
    return tuple(map(tuple, rows))


@once
def shifted(report: Report) -> tuple[tuple["Shift", ...], ...]:
    """For each sentence where it changes what its facts say; spans are in the sentence."""
    from drafter.grounding.shifts import shifts

    return tuple(
        tuple(shifts(each.text, [fact.text for fact in facts])) if facts else ()
        for each, facts in zip(sentences(report), told_facts(report), strict=True)
    )


def masks(text: str) -> tuple[str, ...]:
    """The masks of `text` with the unit behind each.

    >>> masks("引资**亿元，***批次")
    ('**亿元', '***批次')
    """
    if not _MASKED.search(text):
        return ()
    from drafter import figures

    return figures.masks(text)


def is_mask(figure: str) -> bool:
    """A mask stands in it: 第**位."""
    return any(char in figure for char in "*＊×")


@once
def _unsupported(report: Report) -> tuple[UnsupportedClaim, ...]:
    if not report.facts:
        return ()
    from drafter.grounding import support

    facts = _told(report, report.facts)
    phrases = report.genre.phrases
    allowed = {*phrases.fixed, *phrases.formulas, *phrases.closings}
    if report.year:
        # The genre itself opens the answer to feedback with the year before.
        allowed.add(Template(report.genre.feedback.opening).safe_substitute(year=report.year - 1))
    sheet = report.facts
    # Who the author is may be said as well as what was done.
    texts = [*(fact.text for fact in facts), sheet.role, sheet.unit, sheet.audience, sheet.title]
    texts += sheet.beside
    text = _claims(report)
    found = list(support(text, texts, allowed=allowed, year=report.year))
    if report.names:
        from drafter.grounding.names import unknown

        taken = [each.span for each in found]
        found += unknown(text, report.names, texts, allowed=allowed, taken=taken)
    return tuple(
        UnsupportedClaim(
            each.kind,
            each.span,
            each.message,
            tuple(facts[i].id for i in each.facts if i < len(facts)),
            each.certain,
        )
        for each in found
    )


def _told(report: Report, facts: Facts) -> tuple[Fact, ...]:
    """The facts without those that are left out: what those say is not for this text."""
    gone = {id for id, _ in report.plan.dropped} if report.plan else set()
    return tuple(fact for fact in facts if fact.id not in gone)


def _claims(report: Report) -> str:
    """The text with titles, signatures and open placeholders blanked, every place kept."""
    spans = [paragraph.span for kind in _APART for paragraph in report.of(kind)]
    spans += [found.span() for found in OPEN_PLACE.finditer(report.text)]
    parts, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            parts += [report.text[last:start], " " * (end - start)]
            last = end
    return "".join([*parts, report.text[last:]])


def _home(report: Report, fact: Fact) -> Span:
    """The heading of the section a fact belongs to, or the report's beginning."""
    headings = [section.heading_span for section in report.sections if section.role == fact.role]
    return headings[0] if fact.role and headings else opening(report)
