"""The nouns: facts go in, a plan places them, a report comes out, findings judge it.

Everything here is frozen. A `Report` is its text plus what was recognised in it; whether
it was drafted or read from a file makes no difference to a rule, a scorer or an exporter.
Every span is `(start, end)` in characters of `Report.text`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from drafter.document.genre import Genre
from drafter.text import Name, Span

_NAMES = (re.compile("报告"), re.compile("总结|讲稿"))  # what a title calls itself
_TITLED = re.compile(r"(?<!\d)20\d\d(?!\d|[.．/-]\d)")  # 2019上半年工作总结


class Severity(StrEnum):
    """How much a finding weighs; only an error stands in the way of handing in."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        """0 for an error, 2 for a suggestion: sorts the weightiest first."""
        return _RANKS[self]

    @property
    def word(self) -> str:
        """What people read, the same word everywhere."""
        return _WORDS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.SUGGESTION: "建议"}


class Role(StrEnum):
    """Places outside the numbered sections; a section's role is named by its genre."""

    FEEDBACK = "feedback"
    SHORTCOMING = "shortcoming"
    MEASURE = "measure"


class ParagraphKind(StrEnum):
    """What a paragraph is for."""

    TITLE = "title"
    SALUTATION = "salutation"
    PREAMBLE = "preamble"
    HEADING = "heading"
    BODY = "body"
    FEEDBACK = "feedback"
    SHORTCOMINGS = "shortcomings"
    MEASURES = "measures"
    CLOSING = "closing"
    SIGNATURE = "signature"
    BLANK = "blank"


class Origin(StrEnum):
    """Where a sentence of a draft comes from."""

    FACT = "fact"  # joined from the facts' own words
    MODEL = "model"  # written by the model, and passed every gate
    FRAME = "frame"  # the ceremony and the plan: title, preamble, headings, leads, closing
    PROPOSED = "proposed"  # a measure nobody gave, written by the model
    OPEN = "open"  # 〔待补：…〕: what only the author knows; a measure that takes a failing back
    PERSON = "person"  # written by hand, and kept as it is


@dataclass(frozen=True, slots=True)
class Fact:
    """One bullet of the user's, in the user's words."""

    id: str  # "F1"
    text: str  # masks as they were written
    role: str = ""  # a section's role or a `Role`; "" leaves it to the plan
    group: str = ""  # the heading it stood under, as written
    source: str = ""  # where it was read: "facts.md:12", "facts.xlsx!B4"
    evidence: str = ""  # what the user offers as proof
    under: str = ""  # the id of the fact that it is nested under


@dataclass(frozen=True, slots=True)
class Facts:
    """A sheet of facts and what is known about its author."""

    items: tuple[Fact, ...]
    genre: str = "shuzhi"
    year: int | None = None  # the year reported on
    role: str = ""  # the author's office: "县教育局局长"
    unit: str = ""  # "县教育局"
    audience: str = ""  # who leads and hears it: "县委、县政府"
    title: str = ""
    notes: tuple[str, ...] = ()  # what the reader had to assume, for the user to see
    name: str = ""  # the author's
    length: int | None = None  # characters the report should have
    date: str = ""  # under the signature, as written
    staff: bool | None = None  # whether the author leads anybody; None: the office tells
    beside: tuple[str, ...] = ()  # that the sheet says too: no report has to, any report may
    wording: int = 0  # of the ceremony another one, where earlier drafts have the first

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, id: str) -> Fact:
        return self._by_id()[id]

    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.items}

    def of(self, role: str) -> tuple[Fact, ...]:
        """The facts whose own group or prefix places them at `role`."""
        return tuple(fact for fact in self.items if fact.role == role)


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """Facts told together, and the lead phrase that opens them."""

    facts: tuple[str, ...]
    lead: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """The points of one section, in order."""

    role: str
    heading: str
    points: tuple[PlannedPoint, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where every fact goes. `measures[i]` answers `shortcomings[i]`; empty means: propose one."""

    sections: tuple[PlannedSection, ...]
    feedback: tuple[str, ...] = ()
    shortcomings: tuple[tuple[str, ...], ...] = ()
    measures: tuple[tuple[str, ...], ...] = ()
    unrelated: tuple[
        int, ...
    ] = ()  # pairs whose given measure is not visibly about its shortcoming
    dropped: tuple[tuple[str, str], ...] = ()  # (fact id, the reason)
    thread: str = ""  # a clause for the preamble: what this year was about

    @property
    def placed(self) -> tuple[str, ...]:
        """Every fact id in the plan, in reading order, dropped ones last."""
        rows = [point.facts for section in self.sections for point in section.points]
        pairs = [self.feedback, *self.shortcomings, *self.measures]
        return tuple(id for row in [*rows, *pairs] for id in row) + tuple(
            id for id, _ in self.dropped
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the report's text."""

    kind: ParagraphKind
    span: Span
    text: str
    role: str = ""  # the section it stands in
    is_rest: bool = False  # it goes on with the line above, which only the paper ended


@dataclass(frozen=True, slots=True)
class Point:
    """一是…: what an enumerator opens, up to the next one."""

    ordinal: int  # 1 for 一是
    marker: str  # "一是", "（一）", "1."
    lead: str  # the phrase up to the first 。 when it reads as a lead, else ""
    text: str  # lead and body, without the marker
    span: Span  # with the marker
    paragraph: int = 0  # index into Report.paragraphs


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: heading, paragraphs, points."""

    role: str  # "" when no role of the genre fits
    ordinal: int  # 1 for 一、
    heading: str  # without its number
    span: Span  # heading and body
    heading_span: Span
    text: str  # the body
    points: tuple[Point, ...] = ()
    enumeration: str = "none"  # inline, paragraph or none


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the report and the facts that stand behind it."""

    span: Span
    facts: tuple[str, ...]
    origin: Origin
    part: str = ""  # of the plan: see `parts`
    offer: str = ""  # what a model would write here; it is not in the text


@dataclass(frozen=True)
class Report:
    """A report's text, its parts, and — where known — its facts."""

    genre: Genre
    text: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    shortcomings: tuple[Point, ...] = ()
    measures: tuple[Point, ...] = ()
    facts: Facts | None = None
    plan: Plan | None = None
    evidence: tuple[Evidence, ...] = ()
    source: str = ""  # the file it was read from
    names: tuple[Name, ...] = ()  # what a tagger found, where one was asked
    is_final: bool = False  # to be handed in as it stands: nothing may be open or masked
    previous: "Report | None" = None  # last year's, where it is to be compared
    form: str = ""  # the name of the kind of report it is to be taken for; "" where it tells itself

    def of(self, kind: ParagraphKind) -> tuple[Paragraph, ...]:
        """The paragraphs of one kind, in order."""
        return tuple([paragraph for paragraph in self.paragraphs if paragraph.kind is kind])

    @cached_property
    def titles(self) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """The lines of the title, and those below it that say whose report it is.

        A title may break into several lines: it ends with the first that names a report.
        """
        found = self.of(ParagraphKind.TITLE)
        ends = [
            number
            for name in _NAMES
            for number, line in enumerate(found, 1)
            if name.search(line.text)
        ]
        end = ends[0] if ends else len(found)
        return found[:end], found[end:]

    @cached_property
    def kinds(self) -> dict[int, ParagraphKind]:
        """What each line is for, by where it starts; behind a greeting, what follows it."""
        found: dict[int, ParagraphKind] = {}
        first = end = 0
        for each in self.paragraphs:
            start = each.span[0]
            if not found or "\n" in self.text[end:start]:
                first = start
                found[first] = each.kind
            elif found[first] is ParagraphKind.SALUTATION:
                found[first] = each.kind
            end = each.span[1]
        return found

    @cached_property
    def year(self) -> int | None:
        """The year reported on: of the facts, of the preamble's first date or of the title."""
        if self.facts is not None and self.facts.year:
            return self.facts.year
        titles = self.of(ParagraphKind.TITLE)[:1]
        dated = (*self.of(ParagraphKind.PREAMBLE), *titles)
        said = self.genre.year_in("\n".join(paragraph.text for paragraph in dated))
        titled = [year for each in titles for year in _TITLED.findall(each.text)]
        return said or (int(titled[0]) if len(set(titled)) == 1 else None)

    def line(self, span: Span) -> int:
        """The line (from 1) on which `span` starts."""
        return self.text.count("\n", 0, span[0]) + 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found: where, what is wrong, what to write instead."""

    span: Span
    message: str
    suggestion: str = ""
    facts: tuple[str, ...] = ()  # the facts it is about
    severity: Severity | None = None  # where this flaw weighs other than its rule


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw signed by its rule."""

    rule: str
    severity: Severity
    span: Span
    line: int
    text: str  # the text at the span
    message: str
    suggestion: str = ""
    facts: tuple[str, ...] = field(default=())
