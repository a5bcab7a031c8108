"""An old report to its facts: sentence by sentence, in its own words, with their places.

Preamble, headings, leads and set phrases are no facts — unless they hold a figure, name, quote,
mask or date that no fact has: then they are facts too, in their own words. So nothing a reader
could miss is left out, whatever was or was not recognised.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter import grounding, reading, rules, structure
from drafter.document import Fact, Facts, Kind, Report, Role, Section, Span
from drafter.drafting.own_words import own_words
from drafter.drafting.phrases import topics as topic
from drafter.genre import Genre
from drafter.grounding.assertions import assertions
from drafter.rewriting import around
from drafter.rewriting.cleaning import cleaned, relabelled
from drafter.rewriting.old import Old, OldPoint
from drafter.rewriting.splitting import announces, parts, told
from drafter.structure.vocabulary import Vocabulary
from drafter.text import length, strip_end

HEADINGS = ("uneven-headings", "duplicate-heading", "missing-section")
LEADS = ("uneven-leads", "missing-lead", "broken-enumeration", "wrong-enumerator-mark")
MOVED = 6  # characters of another section's keywords that move a sentence there
_ASPECT = re.compile("([\u4e00-\u9fff]{2,6})(?:方面|上)[，：]")
HEADING = 24  # characters of a heading that rather is a sentence
_LABELLED = (Kind.SHORTCOMINGS, Kind.MEASURES, Kind.FEEDBACK)
_PAIRED = (Role.SHORTCOMING, Role.MEASURE)
_ANSWERS = {Kind.SHORTCOMINGS: Role.SHORTCOMING, Kind.MEASURES: Role.MEASURE}


def take(text: str, genre: Genre, *, source: str = "") -> Old:
    """What `text` holds.

    Args:
        text: an old report, as it was written.
        genre: the kind of report.
        source: the file it was read from.
    """
    before = cleaned(text, genre)
    report = structure.parse(before, genre, source=source)
    if not report.shortcomings or not report.measures:
        report = structure.parse(relabelled(before), genre, source=source)
    return _Taking(report).old()


@dataclass
class _Taking:
    """Takes the facts of one report."""

    report: Report
    items: list[Fact] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)  # sentences: text, role
    framing: list[tuple[str, str]] = field(default_factory=list)  # headings and leads not kept
    known: dict[str, str] = field(default_factory=dict)  # words: the fact that has them

    def old(self) -> Old:
        report, genre = self.report, self.report.genre
        preamble = around.preamble_of(report, genre)
        headings = self._headings()
        leads = {span: lead for s in report.sections for span, lead in self._leads(s)}
        for sentence in reading.sentences(report):
            is_greeting = around.greets(report.paragraphs[sentence.paragraph].text)
            if (
                is_greeting
                or self._is_kept(sentence, preamble)
                or sentence.span[0] in leads
                or self._is_label(sentence)
            ):
                continue
            role = _ANSWERS.get(sentence.kind) or (
                Role.FEEDBACK if sentence.kind is Kind.FEEDBACK else sentence.role
            )
            self._sentence(sentence.text, sentence.span, role, sentence.kind)
        for section in report.sections:
            self._heading(section, is_kept=bool(headings))
        kept_leads = self._sound_leads()
        self.framing += [
            (lead, s.role)
            for s in report.sections
            for _, lead in self._leads(s)
            if s.role not in kept_leads
        ]
        self._rescue([preamble, *headings, *(lead for row in kept_leads.values() for lead in row)])
        return self._made(preamble, headings, kept_leads)

    def _sentence(self, text: str, span: Span, role: str, kind: Kind) -> None:
        genre = self.report.genre
        is_opening = kind is Kind.PREAMBLE and self._is_opening(text)
        words = () if is_opening else told(text, genre)
        if not words:
            self.dropped.append((text, role))
        if role not in (*genre.roles, *Role):
            role = ""
        if role in _PAIRED:
            words = tuple(_unlabelled(each, genre) for each in words)
        if role in _PAIRED and not self._is_numbered(span):
            words = tuple(part for each in words for part in parts(each))
        for each in words:
            self._add(each, span, placed(each, role, genre))

    def _is_numbered(self, span: Span) -> bool:
        points = (*self.report.shortcomings, *self.report.measures)
        return any(p.marker and p.span[0] <= span[0] < p.span[1] for p in points)

    def _is_kept(self, sentence: reading.Sentence, preamble: str) -> bool:
        """Of the preamble that stays, with or without its slogans."""
        if not preamble or sentence.paragraph != around.opening_of(self.report):
            return False
        return sentence.text in preamble or self._is_opening(sentence.text)

    def _is_label(self, sentence: reading.Sentence) -> bool:
        """A label on a line of its own: 存在的问题."""
        words = own_words(sentence.text)
        return sentence.kind in _LABELLED and Vocabulary.of(self.report.genre).knows(words)

    def _heading(self, section: Section, *, is_kept: bool) -> None:
        """A heading that is not kept; one that says the work itself is told."""
        line = self.report.text[slice(*section.heading_span)]
        is_told = not section.text and (line.endswith("。") or length(line) > HEADING)
        if is_told and section.role not in set(Role):
            self._sentence(line, section.heading_span, section.role, Kind.BODY)
        elif not is_kept:
            self.framing.append((section.heading, section.role))

    def _is_opening(self, text: str) -> bool:
        """The sentence that every preamble has: the year, who led, 本人."""
        spec = self.report.genre.preamble
        return any(word in text for word in spec.leadership) and any(
            word in text for word in spec.person
        )

    def _add(self, text: str, span: Span, role: str) -> None:
        if text in self.known and not grounding.masks(text):
            return  # said twice
        id = f"F{len(self.items) + 1}"
        line = self.report.text.count("\n", 0, span[0]) + 1
        self.items.append(Fact(id, text, role, source=f"{self.report.source}:{line}"))
        self.spans[id] = span
        self.known[text] = id

    def _rescue(self, kept: Iterable[str]) -> None:
        """What a dropped stretch says and nothing kept does becomes a fact."""
        around_it = [p.text for p in self.report.paragraphs if p.kind in _KEPT]
        year = around.year_of(self.report)
        for text, role in dict.fromkeys([*self.dropped, *self.framing]):
            at = max(self.report.text.find(strip_end(text)), 0)
            fits = role if role in (*self.report.genre.roles, *Role) else ""
            for words in told(text, self.report.genre) or (own_words(text),):
                held = [fact.text for fact in self.items] + [*kept, *around_it]
                if words and unsaid(words, held, self.report.genre, year):
                    self._add(words, (at, at + len(text)), fits)

    def _leads(self, section: Section) -> list[tuple[int, str]]:
        """Where each point's lead starts, and the lead."""
        return [(p.span[1] - len(p.text), p.lead) for p in section.points if p.lead]

    def _headings(self) -> tuple[str, ...]:
        """The author's own where they are all there and match each other."""
        report = self.report
        found = [s.heading for s in report.sections if s.role in report.genre.roles]
        roles = tuple(s.role for s in report.sections if s.role in report.genre.roles)
        flaws = [f for f in rules.check(report, only=HEADINGS) if "反馈" not in f.message]
        is_sound = roles == report.genre.roles and not flaws and all("，" in h for h in found)
        return tuple(found) if is_sound else ()

    def _sound_leads(self) -> dict[str, tuple[str, ...]]:
        """By section: the author's own leads, where every point has one and they match."""
        report = self.report
        flaws = rules.check(report, only=LEADS)
        found = {}
        for section in report.sections:
            spec = next((s for s in report.genre.sections if s.role == section.role), None)
            start, end = section.span
            is_wrong = any(start <= flaw.span[0] < end for flaw in flaws)
            if spec and spec.lead and section.points and not is_wrong:
                found[section.role] = tuple(point.lead for point in section.points)
        return found

    def _made(
        self, preamble: str, headings: tuple[str, ...], leads: dict[str, tuple[str, ...]]
    ) -> Old:
        report = self.report
        role = around.role_of(report)
        facts = Facts(
            tuple(self.items),
            genre=report.genre.id,
            year=around.year_of(report),
            role=role,
            unit=around.unit_of(role),
            audience=around.audience_of(report),
        )
        return Old(
            report=report,
            facts=facts,
            spans=self.spans,
            front=around.front_of(report),
            back=around.back_of(report),
            preamble=preamble,
            points={s.role: self._points(s, leads.get(s.role, ())) for s in report.sections},
            headings=headings,
            feedback=tuple(fact.id for fact in self.items if fact.role == Role.FEEDBACK),
            shortcomings=self._answers(Role.SHORTCOMING),
            measures=self._answers(Role.MEASURE),
            left_out=self._left_out(),
        )

    def _points(self, section: Section, leads: tuple[str, ...]) -> tuple[OldPoint, ...]:
        """The section's points with the facts that stood in them and stay there."""
        own = [
            tuple(
                fact.id
                for fact in self.items
                if fact.role == section.role
                and point.span[0] <= self.spans[fact.id][0] < point.span[1]
            )
            for point in section.points
        ]
        leads = leads or ("",) * len(own)
        return tuple(OldPoint(lead, ids) for lead, ids in zip(leads, own, strict=True) if ids)

    def _answers(self, role: Role) -> tuple[tuple[str, ...], ...]:
        """Facts of one admission or measure together; those of none each alone."""
        points = self.report.shortcomings if role is Role.SHORTCOMING else self.report.measures
        told_at = {s.span[0]: s.text for s in reading.sentences(self.report)}
        rows: dict[tuple[int, str], list[str]] = {}
        for fact in self.items:
            if fact.role != role:
                continue
            at = self.spans[fact.id][0]
            inside = [i for i, p in enumerate(points) if p.span[0] <= at < p.span[1]]
            is_part = not self._is_numbered(self.spans[fact.id]) and "；" in told_at.get(at, "")
            key = (inside[0] if inside else -at - 1, fact.id if is_part else "")
            rows.setdefault(key, []).append(fact.id)
        return tuple(tuple(row) for row in rows.values())

    def _left_out(self) -> tuple[str, ...]:
        return tuple(text for text, _ in self.dropped if own_words(text) not in self.known)


_KEPT = (Kind.TITLE, Kind.SALUTATION, Kind.CLOSING, Kind.SIGNATURE)


def placed(text: str, role: str, genre: Genre) -> str:
    """The section a sentence belongs to: its own, unless its words speak plainly for another.

    >>> from drafter import genre
    >>> placed("严格执行中央八项规定，从未插手工程项目", "duty", genre.load("shuzhi"))
    'integrity'
    >>> placed("新建学校6所，新增学位900个", "duty", genre.load("shuzhi"))
    'duty'
    """
    if role not in genre.roles:
        return role or _announced(text, genre)
    own = genre.section(role)
    weights = {
        spec.role: sum(len(word) for word in spec.keywords if word in text)
        for spec in genre.sections
    }
    best = max(weights, key=lambda each: weights[each])
    topics = topic.weigh(text, own.role)
    stays = weights[role] or (topics[0][1] if topics else 0)
    return best if best != role and weights[best] >= max(MOVED, 2 * stays) else role


def _announced(text: str, genre: Genre) -> str:
    """The section that a sentence names before it tells: 廉洁方面，……."""
    found = _ASPECT.match(text)
    named = (s.role for s in genre.sections if found and found[1] in s.groups)
    return next(named, "")


def _unlabelled(text: str, genre: Genre) -> str:
    """An answer without the label before it."""
    spec = (genre.shortcomings, genre.measures)
    labels = sorted((word for each in spec for word in (*each.labels, *each.groups)), key=len)
    named = next((w for w in reversed(labels) if text.startswith((f"{w}：", f"{w}:"))), "")
    return text[len(named) + 1 :] if named else text


def unsaid(text: str, held: Iterable[str], genre: Genre, year: int | None = None) -> bool:
    """Whether `text` says a figure, name, quote, mask or date that `held` does not."""
    words = list(held)
    allowed = (*genre.phrases.fixed, *genre.phrases.formulas)
    if grounding.support(text, words, allowed=allowed, year=year):
        return True
    if announces(text):
        return False
    return bool(assertions(text, words))
