"""Two reports side by side, whole or section by section, so that nothing is cut off unseen."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document import Report
from drafter.document.fact_check import fact_statuses

WHOLE, OPENING, REST = "全文", "开头", "标题以外的部分"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The same part of two reports, and the facts that belong in it."""

    title: str
    a: str
    b: str
    facts: tuple[str, ...]


def whole(a: Report, b: Report) -> ReportPart:
    """Both reports in full, with every fact."""
    facts = a.facts or b.facts or ()
    return ReportPart(WHOLE, a.text, b.text, tuple(fact.text for fact in facts))


def sections(a: Report, b: Report) -> tuple[ReportPart, ...]:
    """One part for each section, matched by its role, and for what stands before and after.

    A section that one of them lacks is empty there. None where one has no sections at all.
    """
    if not (a.sections and b.sections):
        return ()
    one, other = _Pieces(a), _Pieces(b)
    titles = dict.fromkeys([*one.texts, *other.texts])
    return tuple(
        ReportPart(
            title,
            one.texts.get(title, ""),
            other.texts.get(title, ""),
            tuple(dict.fromkeys([*one.facts.get(title, ()), *other.facts.get(title, ())])),
        )
        for title in titles
    )


class _Pieces:
    """A report in pieces that together are all of it, each with the facts it tells."""

    def __init__(self, report: Report) -> None:
        self.texts: dict[str, str] = {}
        self.facts: dict[str, list[str]] = {}
        places = list(_places(report))
        for title, start, end in places:
            if piece := report.text[start:end].strip():
                self.texts[title] = "\n".join(filter(None, [self.texts.get(title), piece]))
        for fact in fact_statuses(report):
            at = fact.span[0]
            title = next((t for t, start, end in places if start <= at < end), REST)
            self.facts.setdefault(title, []).append(fact.fact.text)


def _places(report: Report) -> Iterator[tuple[str, int, int]]:
    """Titles and spans, end to end; what no section holds goes by where it stands."""
    names = {spec.role: spec.name for spec in report.genre.sections}
    at, between = 0, OPENING
    for section in report.sections:
        start, end = section.span
        yield between, at, start
        yield names.get(section.role, f"第{section.ordinal}部分"), start, end
        at, between = end, REST
    yield between, at, len(report.text)
