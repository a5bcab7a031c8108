"""A line of a draft as HTML: its sentences with their facts, its findings, what changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from drafter.document import Origin, Severity
from drafter.exporters.html import ORIGINS
from drafter.exporters.page import linked
from drafter.rules import title
from drafter.text import Span, overlap
from evals.row import CaseResult, ScoredFinding


@dataclass(frozen=True, slots=True)
class PlaceMarker:
    """How the places of one draft are told apart from those of all others on the page."""

    row: CaseResult
    facts: Mapping[str, str]  # the word that links a fact, by its id
    side: str  # begins the words that link findings
    tag: str  # "del" or "ins", around what changed

    def line(self, line: Span, changed: Sequence[Span]) -> str:
        """The text of a line, every sentence linked to its facts and to the findings in it."""
        sentences = sorted(
            (each for each in self.row.sentences if overlap(each.span, line)),
            key=lambda each: each.span,
        )
        out, at = [], line[0]
        for sentence in sentences:
            start, end = max(sentence.span[0], at), min(sentence.span[1], line[1])
            if start >= end:
                continue
            out.append(self._loose((at, start), changed))
            ids = [self.facts[id] for id in sentence.facts if id in self.facts]
            ids += self._findings((start, end))
            note = f"<sup>{escape(' '.join(sentence.facts))}</sup>" if sentence.facts else ""
            out.append(
                f'<span class="sentence {escape(sentence.origin)}" {linked(ids)}'
                f' title="{escape(_origin(sentence.origin))}">'
                f"{self._pieces((start, end), changed)}{note}</span>"
            )
            at = end
        out.append(self._loose((at, line[1]), changed))
        return "".join(out)

    def notes(self, line: Span, after: int) -> str:
        """The findings that begin in a line, or between it and the end of the one before."""
        found = [
            f'<li class="{each.severity}" {linked([self._id(number)])}>'
            f"<em>{escape(title(each.rule))}</em>{escape(each.message)}</li>"
            for number, each in enumerate(self.row.findings)
            if after <= each.span[0] < line[1]
        ]
        return f'<ul class="notes">{"".join(found)}</ul>' if found else ""

    def _loose(self, span: Span, changed: Sequence[Span]) -> str:
        """Text that rests on nothing: still linked to the findings in it."""
        if span[0] >= span[1]:
            return ""
        ids = self._findings(span)
        pieces = self._pieces(span, changed)
        return f"<span {linked(ids)}>{pieces}</span>" if ids else pieces

    def _findings(self, span: Span) -> list[str]:
        found = enumerate(self.row.findings)
        return [self._id(number) for number, each in found if overlap(each.span, span)]

    def _id(self, number: int) -> str:
        return f"{self.side}-{number}"

    def _pieces(self, span: Span, changed: Sequence[Span]) -> str:
        """Cut where findings and changes begin and end."""
        start, end = span
        over = [each for each in self.row.findings if overlap(each.span, span)]
        edges = [edge for each in (*(found.span for found in over), *changed) for edge in each]
        cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
        return "".join(self._piece((low, high), over, changed) for low, high in pairwise(cuts))

    def _piece(self, piece: Span, over: Sequence[ScoredFinding], changed: Sequence[Span]) -> str:
        shown = escape(self.row.text[slice(*piece)])
        if any(overlap(each, piece) for each in changed):
            shown = f"<{self.tag}>{shown}</{self.tag}>"
        severities = {each.severity for each in over if overlap(each.span, piece)}
        worst = next((severity for severity in Severity if severity in severities), None)
        return f'<mark class="{worst}">{shown}</mark>' if worst else shown


def _origin(origin: str) -> str:
    return ORIGINS[Origin(origin)] if origin in list(Origin) else origin
