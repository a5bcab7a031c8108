"""Plan and material to a report: what is not given is joined from the facts' own words. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from drafter.document import (
    Evidence,
    Facts,
    Origin,
    Plan,
    PlannedPoint,
    PlannedSection,
    Report,
    Role,
    parsing,
    part_ids,
)
from drafter.document.genre import Genre, Part
from drafter.drafting import ceremony
from drafter.drafting.author import leads_staff
from drafter.drafting.material import DraftSentence, Material
from drafter.drafting.questions import demands
from drafter.drafting.steps.join import admission, answered, given_measure, join
from drafter.drafting.steps.propose import proposed_measure, supplement
from drafter.text import han_number, length

LONG = 220  # characters of numbered points from which each is a paragraph of its own


def compose(plan: Plan, facts: Facts, genre: Genre, material: Material) -> Report:
    """The report that a plan and its material make, with the evidence for every sentence."""
    return _Composer(plan, facts, genre, material).report()


class _Composer:
    """Writes paragraph after paragraph, noting which facts stand behind each sentence."""

    def __init__(self, plan: Plan, facts: Facts, genre: Genre, material: Material) -> None:
        self._plan, self._facts, self._genre, self._material = plan, facts, genre, material
        self._lines: list[tuple[DraftSentence, ...]] = []
        self._leads = leads_staff(facts)
        told = {
            section.role: [facts[id] for point in section.points for id in point.facts]
            for section in plan.sections
        }
        self._open: dict[str, list[str]] = {}
        for role, wanted in demands(facts, told):
            if not any(said in wanted for said in _leads(plan, role)):
                self._open.setdefault(role, []).append(wanted)

    def report(self) -> Report:
        self._say(ceremony.title(self._facts, self._genre))
        self._say(ceremony.name_line(self._facts))
        self._say(ceremony.salutation(self._facts, self._genre))
        self._say(*self._part(part_ids.PREAMBLE, self._opened))
        parts = self._genre.parts_of("leads" if self._leads else "alone")
        number = 0
        for part in filter(self._is_told, parts):
            number += self._has_number(part)
            self._tell(part, number)
        for line in ceremony.closing(self._facts, self._genre):
            self._say(line)
        return self._parsed()

    def _is_told(self, part: Part) -> bool:
        """Whether a part stands in the text: it is demanded, or there is something to tell."""
        plan = self._plan
        rows = {Role.FEEDBACK: plan.feedback, Role.SHORTCOMING: plan.shortcomings}
        rows[Role.MEASURE] = plan.measures
        told = {section.role: section.points for section in plan.sections} | rows
        return part.is_demanded or any(told.get(role) for role in part.tells)

    @staticmethod
    def _has_number(part: Part) -> bool:
        """What is told of last year and of oneself may stand under a label instead."""
        return bool(part.heading) or part.tells[0] not in set(Role)

    def _tell(self, part: Part, number: int) -> None:
        if part.heading:
            self._say(f"{han_number(number)}、{part.heading}")
        match part.tells[0]:
            case Role.FEEDBACK:
                self._feedback(part)
            case Role.SHORTCOMING:
                self._shortcomings(part)
            case Role.MEASURE:
                self._measures(part)
            case _:
                self._sections(number, part)

    def _parsed(self) -> Report:
        text, evidence = "", []
        for line in self._lines:
            for sentence in line:
                span = (len(text), len(text) + len(sentence.text))
                evidence.append(
                    Evidence(span, sentence.facts, sentence.origin, sentence.part, sentence.offer)
                )
                text += sentence.text
            text += "\n"
        return parsing.parse(
            text, self._genre, facts=self._facts, plan=self._plan, evidence=evidence
        )

    def _say(self, *row: str | DraftSentence) -> None:
        """One paragraph; nothing where it would be empty."""
        line = tuple(DraftSentence(part) if isinstance(part, str) else part for part in row)
        line = tuple(sentence for sentence in line if sentence.text)
        if line:
            self._lines.append(line)

    def _part(self, name: str, make: Callable[[], Iterable[DraftSentence]]) -> list[DraftSentence]:
        """A part as it is given, else as it is made now."""
        given = self._material.given.get(name)
        told = make() if given is None else given
        return [replace(self._spoken(sentence), part=name) for sentence in told]

    def _spoken(self, sentence: DraftSentence) -> DraftSentence:
        """A sentence in the person in which such an author speaks of himself."""
        words = self._genre.ceremony
        if self._leads or not words.alone_person or sentence.origin is Origin.FRAME:
            return sentence
        return replace(sentence, text=sentence.text.replace(words.person, words.alone_person))

    def _opened(self) -> Iterable[DraftSentence]:
        issue = [self._facts[id] for id in self._plan.feedback]
        yield DraftSentence(ceremony.preamble(self._facts, self._plan.thread, issue, self._genre))

    def _sections(self, number: int, part: Part) -> None:
        """The points of one section, or of several told as one."""
        known = {section.role: section for section in self._plan.sections}
        sections = [known[role] for role in part.tells if role in known]
        spec = self._genre.section(part.tells[0])
        if not part.heading:
            self._say(f"{han_number(number)}、{sections[0].heading}")
        points = [(section, point) for section in sections for point in section.points]
        if not points:
            empty = DraftSentence(f"{part.empty or spec.empty}。", origin=Origin.OPEN)
            self._say(*([each for role in part.tells for each in self._wanted(role)] or [empty]))
            return
        bodies = [
            [
                *(
                    [f"{lead}。"]
                    if (lead := _lead(section, point)) and part.has_leads and len(points) > 1
                    else []
                ),
                *self._part(part_ids.point(point.facts), partial(self._joined, point.facts)),
                *(self._wanted(section.role) if point is section.points[-1] else ()),
            ]
            for section, point in points
        ]
        told = {section.role for section, _ in points}
        untold = (role for role in part.tells if role not in told)
        bodies[-1] += [each for role in untold for each in self._wanted(role)]
        if len(points) > 1 and not points[0][1].lead and points[1][1].lead:
            self._say(*bodies.pop(0))  # what the whole was about stands before its points
        self._listed("", bodies, part.enumeration or spec.enumeration)

    def _wanted(self, role: str) -> list[DraftSentence]:
        """What is asked of the author for a section."""
        asked = self._open.get(role, ())
        return [DraftSentence(f"〔待补：{each}〕", origin=Origin.OPEN) for each in asked]

    def _listed(
        self,
        label: str,
        rows: Sequence[Sequence[str | DraftSentence]],
        enumeration: str,
    ) -> None:
        """一是…二是… or （一）…（二）…, in one paragraph or in many; a single one has no number."""
        is_alone = len(rows) == 1
        bodies = [
            _marked("" if is_alone else _mark(at, enumeration), row)
            for at, row in enumerate(rows, 1)
        ]
        told = (each if isinstance(each, str) else each.text for body in bodies for each in body)
        size = sum(map(length, told))
        is_apart = enumeration in ("paragraph", "numbered") or (not label and size > LONG)
        if not is_apart:
            bodies = [[each for body in bodies for each in body]]
        bodies[0] = [label, *bodies[0]]
        for body in bodies:
            self._say(*body)

    def _joined(self, ids: Sequence[str]) -> Iterable[DraftSentence]:
        return join([self._facts[id] for id in ids], genre=self._genre)

    def _feedback(self, part: Part) -> None:
        """Under a label or heading of its own, so that whoever looks for it finds it."""
        told = self._part(part_ids.feedback(self._plan.feedback), self._answered)
        self._say(_label(part, self._genre.feedback.label), *told)

    def _answered(self) -> Iterable[DraftSentence]:
        ids, year = self._plan.feedback, self._facts.year
        if not ids:
            return [DraftSentence(f"{self._genre.feedback.empty}。", origin=Origin.OPEN)]
        return answered([self._facts[id] for id in ids], genre=self._genre, year=year)

    def _shortcomings(self, part: Part) -> None:
        spec = self._genre.shortcomings
        rows = [
            self._part(part_ids.shortcoming(ids), partial(self._admission, ids))
            for ids in self._plan.shortcomings
        ]
        empty = DraftSentence(f"{spec.empty}。", origin=Origin.OPEN)
        self._answers(part, spec.label, rows or [[empty]])

    def _admission(self, ids: Sequence[str]) -> Iterable[DraftSentence]:
        if not ids:
            return [DraftSentence(f"{self._genre.shortcomings.empty}。", origin=Origin.OPEN)]
        return admission([self._facts[id] for id in ids], genre=self._genre)

    def _measures(self, part: Part) -> None:
        spec = self._genre.measures
        pairs = list(zip(self._plan.shortcomings, self._plan.measures, strict=True))
        rows = [
            self._part(part_ids.measure(short, ids), partial(self._measure, at, short, ids))
            for at, (short, ids) in enumerate(pairs)
        ]
        empty = DraftSentence(f"{spec.empty}。", origin=Origin.OPEN)
        self._answers(part, spec.label, rows or [[empty]])

    def _measure(
        self, at: int, short: Sequence[str], ids: Sequence[str]
    ) -> Iterable[DraftSentence]:
        """The given measures; where none is visibly about its shortcoming, one is left open too.

        The author's own stand first: behind an open place they read as forgotten there.
        """
        failing, given = [self._facts[id] for id in short], [self._facts[id] for id in ids]
        leads = leads_staff(self._facts)
        yield from given_measure(given, genre=self._genre)
        if not ids or at in self._plan.unrelated:
            yield from proposed_measure(failing, genre=self._genre, leads=leads)
        else:
            yield from supplement(failing, given, genre=self._genre, leads=leads)

    def _answers(self, part: Part, label: str, rows: Sequence[Sequence[DraftSentence]]) -> None:
        self._listed(_label(part, label), rows, part.enumeration)


def _leads(plan: Plan, role: str) -> list[str]:
    """What the leads of a section say it tells."""
    points = (
        point for section in plan.sections if section.role == role for point in section.points
    )
    return [said for point in points for said in point.lead.split("，") if said]


def _label(part: Part, label: str) -> str:
    """What opens a part that has no heading."""
    return "" if part.heading else f"{label}："


def _mark(ordinal: int, enumeration: str) -> str:
    return f"（{han_number(ordinal)}）" if enumeration == "numbered" else f"{han_number(ordinal)}是"


def _marked(mark: str, row: Sequence[str | DraftSentence]) -> list[str | DraftSentence]:
    """A row with its number, which belongs to the lead where there is one."""
    if row and isinstance(row[0], str):
        return [mark + row[0], *row[1:]]
    return [mark, *row]


def _lead(section: PlannedSection, point: PlannedPoint) -> str:
    """What opens a point; one that is alone in its section has what the heading names."""
    if point.lead or len(section.points) > 1:
        return point.lead
    return section.heading.partition("，")[2] or section.heading
