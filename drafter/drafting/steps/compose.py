"""Plan and material to a report: what is not given is joined from the facts' own words. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from drafter.document import (
    Evidence,
    Facts,
    Origin,
    Plan,
    PlannedSection,
    Report,
    parsing,
    part_ids,
)
from drafter.document.genre import Genre, SectionSpec
from drafter.drafting import ceremony
from drafter.drafting.material import DraftSentence, Material
from drafter.drafting.questions import demands
from drafter.drafting.steps.join import admission, answered, given_measure, join, open_measure
from drafter.text import han_number


def compose(plan: Plan, facts: Facts, genre: Genre, material: Material) -> Report:
    """The report that a plan and its material make, with the evidence for every sentence."""
    return _Composer(plan, facts, genre, material).report()


class _Composer:
    """Writes paragraph after paragraph, noting which facts stand behind each sentence."""

    def __init__(self, plan: Plan, facts: Facts, genre: Genre, material: Material) -> None:
        self._plan, self._facts, self._genre, self._material = plan, facts, genre, material
        self._lines: list[tuple[DraftSentence, ...]] = []
        told = {
            section.role: [facts[id] for point in section.points for id in point.facts]
            for section in plan.sections
        }
        self._open: dict[str, list[str]] = {}
        for role, wanted in demands(facts, told):
            self._open.setdefault(role, []).append(wanted)

    def report(self) -> Report:
        self._say(ceremony.title(self._facts, self._genre))
        self._say(ceremony.name_line(self._facts))
        self._say(ceremony.salutation(self._facts))
        self._say(*self._part(part_ids.PREAMBLE, self._opened))
        for number, section in enumerate(self._plan.sections, 1):
            self._section(number, section)
        self._feedback()
        self._shortcomings()
        self._measures()
        for line in ceremony.closing(self._facts):
            self._say(line)
        return self._parsed()

    def _parsed(self) -> Report:
        text, evidence = "", []
        for line in self._lines:
            for sentence in line:
                span = (len(text), len(text) + len(sentence.text))
                evidence.append(Evidence(span, sentence.facts, sentence.origin, sentence.part))
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
        return [replace(sentence, part=name) for sentence in told]

    def _opened(self) -> Iterable[DraftSentence]:
        issue = [self._facts[id] for id in self._plan.feedback]
        yield DraftSentence(ceremony.preamble(self._facts, self._plan.thread, issue, self._genre))

    def _section(self, number: int, section: PlannedSection) -> None:
        spec = self._genre.section(section.role)
        self._say(f"{han_number(number)}、{section.heading}")
        wanted = [
            DraftSentence(f"〔待补：{each}〕", origin=Origin.OPEN)
            for each in self._open.get(section.role, ())
        ]
        points = section.points
        if not points:
            self._say(*(wanted or [DraftSentence(f"{spec.empty}。", origin=Origin.OPEN)]))
            return
        bodies: list[list[str | DraftSentence]] = [
            [
                *([f"{han_number(at)}是{point.lead}。"] if len(points) > 1 else []),
                *self._part(part_ids.point(point.facts), partial(self._joined, point.facts)),
            ]
            for at, point in enumerate(points, 1)
        ]
        if not self._is_inline(spec):
            for body in bodies[:-1]:
                self._say(*body)
            bodies = bodies[-1:]
        self._say(*(sentence for body in bodies for sentence in body), *wanted)

    @staticmethod
    def _is_inline(spec: SectionSpec) -> bool:
        """Whether the points of a section stand in one paragraph."""
        return spec.enumeration != "paragraph"

    def _joined(self, ids: Sequence[str]) -> Iterable[DraftSentence]:
        return join([self._facts[id] for id in ids], genre=self._genre)

    def _feedback(self) -> None:
        """Under a label of its own, so that whoever looks for it finds it."""
        spec = self._genre.feedback
        told = self._part(part_ids.feedback(self._plan.feedback), self._answered)
        self._say(f"{spec.label}：", *told)

    def _answered(self) -> Iterable[DraftSentence]:
        ids, year = self._plan.feedback, self._facts.year
        if not ids:
            return [DraftSentence(f"{self._genre.feedback.empty}。", origin=Origin.OPEN)]
        return answered([self._facts[id] for id in ids], genre=self._genre, year=year)

    def _shortcomings(self) -> None:
        spec = self._genre.shortcomings
        rows = [
            self._part(part_ids.shortcoming(ids), partial(self._admission, ids))
            for ids in self._plan.shortcomings
        ]
        self._answers(spec.label, rows or [[DraftSentence(f"{spec.empty}。", origin=Origin.OPEN)]])

    def _admission(self, ids: Sequence[str]) -> Iterable[DraftSentence]:
        if not ids:
            return [DraftSentence(f"{self._genre.shortcomings.empty}。", origin=Origin.OPEN)]
        return admission([self._facts[id] for id in ids], genre=self._genre)

    def _measures(self) -> None:
        spec = self._genre.measures
        pairs = list(zip(self._plan.shortcomings, self._plan.measures, strict=True))
        rows = [
            self._part(part_ids.measure(short, ids), partial(self._measure, at, short, ids))
            for at, (short, ids) in enumerate(pairs)
        ]
        self._answers(spec.label, rows or [[DraftSentence(f"{spec.empty}。", origin=Origin.OPEN)]])

    def _measure(
        self, at: int, short: Sequence[str], ids: Sequence[str]
    ) -> Iterable[DraftSentence]:
        """The given measures; where none is visibly about its shortcoming, one is left open too."""
        if not ids or at in self._plan.unrelated:
            yield from open_measure([self._facts[id] for id in short], genre=self._genre)
        yield from given_measure([self._facts[id] for id in ids], genre=self._genre)

    def _answers(self, label: str, rows: Sequence[Sequence[DraftSentence]]) -> None:
        """一是…二是… under a label, in one paragraph; a single one is not numbered."""
        told: list[str | DraftSentence] = [f"{label}："]
        for at, row in enumerate(rows, 1):
            told += [f"{han_number(at)}是"] if len(rows) > 1 else []
            told += row
        self._say(*told)
