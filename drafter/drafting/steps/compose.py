"""Plan, frames and proposals to a report: the facts' own words, each in its frame. Pure."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from string import Template

from drafter import grounding, pairing, parts, structure
from drafter.document import (
    Evidence,
    Fact,
    Facts,
    Origin,
    Plan,
    PlannedPoint,
    PlannedSection,
    Report,
)
from drafter.drafting.author import field_of, leadership
from drafter.drafting.material import Material, Sentence
from drafter.drafting.own_words import feedback, named, own_words, shortcoming, unlabelled
from drafter.drafting.phrases import topics as topic
from drafter.drafting.phrases.stock import Stock
from drafter.drafting.steps.frame import Frame
from drafter.genre import Genre, SectionSpec
from drafter.text import han_number, length, strip_end

# of the sentences of a point, in turn: all alike would drone
SHAPES = ("aims closes", "stances aims closes", "stances aims closes", "stances closes")
FULL = "stances aims closes closes"
MODEST = 56  # characters of a sentence up to which it takes a second close
OPENED = 2  # facts from which a point is opened by a sentence of its own
RICH = 45  # characters of a fact up to which it is framed on both sides
ROOM = 6  # characters that marks take in a framed sentence
CROWD = 6  # facts in one paragraph of a section without points
NEAR_FIELDS = 2  # fields whose remedies are compared
TERSE = 30  # characters up to which an admission is expanded


def compose(plan: Plan, facts: Facts, genre: Genre, material: Material) -> Report:
    """The report that a plan and its material make, with the evidence for every sentence."""
    return _Composer(plan, facts, genre, material).report()


class _Composer:
    """Writes paragraph after paragraph, noting which facts stand behind each sentence."""

    def __init__(self, plan: Plan, facts: Facts, genre: Genre, material: Material) -> None:
        self._plan, self._facts, self._genre, self._material = plan, facts, genre, material
        self._stock = Stock(facts, material.banned)
        self._stock.reserve(fact.text for fact in facts)
        self._field = field_of(facts)
        for frame in material.frames.values():
            self._stock.reserve([frame.aim, frame.close])
        for told in material.given.values():
            self._stock.reserve(sentence.text for sentence in told)
        self._lines: list[tuple[Sentence, ...]] = []

    def report(self) -> Report:
        self._say(self._genre.title_for(self._facts.year))
        self._preamble()
        for number, section in enumerate(self._plan.sections, 1):
            self._section(number, section)
        self._feedback()
        self._shortcomings()
        self._measures()
        return self._parsed()

    def _parsed(self) -> Report:
        text, evidence = "", []
        for line in self._lines:
            for sentence in line:
                span = (len(text), len(text) + len(sentence.text))
                evidence.append(Evidence(span, sentence.facts, sentence.origin, sentence.part))
                text += sentence.text
            text += "\n"
        return structure.parse(
            text, self._genre, facts=self._facts, plan=self._plan, evidence=evidence
        )

    def _say(self, *parts: str | Sentence) -> None:
        """One paragraph."""
        line = tuple(Sentence(part) if isinstance(part, str) else part for part in parts)
        self._lines.append(tuple(sentence for sentence in line if sentence.text))

    def _part(self, name: str, make: Callable[[], Iterable[Sentence]]) -> list[Sentence]:
        """A part as it is given, else as it is made now."""
        given = self._material.given.get(name)
        told = make() if given is None else given
        return [replace(sentence, part=name) for sentence in told]

    def _preamble(self) -> None:
        self._say(*self._part(parts.PREAMBLE, self._opened))

    def _opened(self) -> Iterable[Sentence]:
        facts = self._facts
        form = Template(self._stock.form(self._genre.preamble.templates))
        yield Sentence(
            form.substitute(
                year=facts.year or "〔待补：报告年度〕",
                leadership=leadership(facts.audience),
                self=f"本人作为{facts.role}，" if facts.role else "本人",
            )
        )

    def _section(self, number: int, section: PlannedSection) -> None:
        spec = self._genre.section(section.role)
        self._say(f"{han_number(number)}、{section.heading}")
        points = section.points
        if not points:
            self._say(self._stock.take(spec.opening, ""), f"{spec.empty}。")
            return
        if len(points) == 1:
            self._unnumbered(points[0], spec)
            return
        bodies = [
            [
                Sentence(f"{han_number(at)}是{point.lead}。"),
                *self._part(parts.point(point.facts), partial(self._point, point, spec)),
            ]
            for at, point in enumerate(points, 1)
        ]
        if spec.enumeration == "inline":
            self._say(*(sentence for body in bodies for sentence in body))
        else:
            for body in bodies:
                self._say(*body)

    def _unnumbered(self, point: PlannedPoint, spec: SectionSpec) -> None:
        """A section without points: its opening, then paragraphs of a readable length."""

        def make() -> Iterable[Sentence]:
            opening = Sentence(self._stock.take(spec.opening, ""))
            return [opening, *self._point(point, spec, opened=not self._material.rich)]

        opening, *sentences = self._part(parts.point(point.facts), make) or [Sentence("")]
        if opening.origin is Origin.PERSON:
            self._say(opening, *sentences)
            return
        for at in range(0, max(len(sentences), 1), CROWD):
            self._say(*([] if at else [opening]), *sentences[at : at + CROWD])

    def _point(
        self, point: PlannedPoint, spec: SectionSpec, *, opened: bool = False
    ) -> Iterable[Sentence]:
        """The facts of a point, as the model wrote them or each in its frame."""
        written = self._material.whole.get(point.facts, ())
        yield from written
        told = {id for sentence in written for id in sentence.facts}
        rest = [self._facts[id] for id in point.facts if id not in told]
        short = any(self._material.shapes.get(fact.id, FULL) != FULL for fact in rest)
        is_plain = short or any(fact.id in self._material.plain for fact in rest[:1])
        if len(rest) >= OPENED and not opened and not is_plain:
            opened = True
            text = " ".join(fact.text for fact in rest)
            yield Sentence(self._stock.phrase("openings", text, spec.role, self._field))
        for at, fact in enumerate(rest, 0 if opened else 1):
            turn = FULL if self._material.rich else SHAPES[at % len(SHAPES)]
            yield self._framed(fact, spec.role, self._material.shapes.get(fact.id, turn))

    def _framed(self, fact: Fact, role: str, shape: str) -> Sentence:
        """思路，着力点，事实，用意: as much as the shape asks and the fact has room for."""
        words = own_words(fact.text)
        if length(words) > self._genre.limits.sentence_warning:
            words = words.replace("；", "。")
        if fact.id in self._material.lean:
            return Sentence(f"{words}。", (fact.id,), Origin.WRITTEN_IN)
        if fact.id in self._material.plain:
            return Sentence(f"{words}。", (fact.id,), Origin.FACT)
        frame = self._material.frames.get(fact.id, Frame())
        room = self._genre.limits.sentence_warning - length(words) - ROOM
        modest = room - (self._genre.limits.sentence_warning - MODEST)
        before: list[str] = []
        after: list[str] = []
        for kind in shape.split():
            if (kind == "aims" and length(words) > RICH) or (after and modest < 0):
                continue
            own = {"aims": frame.aim, "closes": "" if after else frame.close}.get(kind, "")
            part = own or self._stock.phrase(kind, words, role, self._field)
            if part and length(part) <= room:
                room, modest = room - length(part), modest - length(part)
                (after if kind == "closes" else before).append(part)
        return Sentence(f"{'，'.join([*before, words, *after])}。", (fact.id,), Origin.FACT)

    def _feedback(self) -> None:
        self._say(*self._part(parts.feedback(self._plan.feedback), self._answered))

    def _answered(self) -> Iterable[Sentence]:
        spec, facts = self._genre.feedback, [self._facts[id] for id in self._plan.feedback]
        year = str(self._facts.year - 1) if self._facts.year else "〔待补：上一〕"
        opening = Template(spec.opening).substitute(year=year)
        if not facts:
            return [Sentence(f"{opening}问题，{spec.empty}。")]
        first, *others = facts
        said = feedback(first.text, self._genre, self._facts.year)
        issue = f"“{strip_end(said.lead)}”" if said.lead else ""
        frame = self._stock.take(spec.frames, said.rest)
        head = "，".join(filter(None, [f"{opening}{issue}问题", frame]))
        closes = [self._stock.take(spec.closes, fact.text) for fact in facts]
        tail = "，".join(filter(None, [strip_end(said.rest), closes[0]]))
        long = length(head) + length(tail) >= self._genre.limits.sentence_warning
        told = (
            [f"{head}。", f"{tail}。"]
            if long and frame and tail
            else ["，".join(filter(None, [head, tail])) + "。"]
        )
        return [
            *(Sentence(each, (first.id,), Origin.FACT) for each in told),
            *(self._closed(fact, close) for fact, close in zip(others, closes[1:], strict=True)),
        ]

    @staticmethod
    def _closed(fact: Fact, close: str) -> Sentence:
        text = "，".join(filter(None, [own_words(fact.text), close]))
        return Sentence(f"{text}。", (fact.id,), Origin.FACT)

    def _shortcomings(self) -> None:
        spec = self._genre.shortcomings
        rows = [
            self._part(parts.shortcoming(ids), partial(self._admission, ids))
            for ids in self._plan.shortcomings
        ]
        self._answers(spec.label, rows or [[Sentence(f"{spec.empty}。")]])

    def _admission(self, ids: Sequence[str]) -> list[Sentence]:
        spec = self._genre.shortcomings
        if not ids:
            return [Sentence(f"{spec.empty}。")]
        text = self._facts[ids[0]].text
        said = shortcoming(text, self._genre)
        told = [strip_end(part) for part in (said.lead, said.rest) if part]
        is_whole = grounding.coverage(text, told).state == "full"  # in one of its sentences
        sentence = ("。" if is_whole else "，").join(told)
        found = [Sentence(f"{sentence}。", (ids[0],), Origin.FACT)]
        found += [
            Sentence(f"{own_words(self._facts[id].text)}。", (id,), Origin.FACT) for id in ids[1:]
        ]
        if length(said.rest) <= TERSE:
            more = self._stock.take(spec.expansions, text)
            found += [Sentence(f"{more}。")] if more else []
        return found

    def _measures(self) -> None:
        spec = self._genre.measures
        rows = [
            self._part(parts.measure(self._admitted(at), ids), partial(self._measure, at, ids))
            for at, ids in enumerate(self._plan.measures)
        ]
        self._answers(spec.label, rows or [[Sentence("〔待补：与不足逐条对应的改进措施〕。")]])

    def _measure(self, at: int, ids: Sequence[str]) -> list[Sentence]:
        """The given measures under the name of their shortcoming; a proposal where none fits."""
        spec = self._genre.measures
        admitted = self._admitted(at)
        text = self._facts[admitted[0]].text if admitted else ""
        said = shortcoming(text, self._genre)
        about = named(said) if said.lead else ""
        apart = at in self._plan.unrelated
        found = []
        if text and (apart or not ids):
            told = self._proposal(at, named(said), text)
            found.append(Sentence(f"{told}。", (), Origin.PROPOSED))
        for order, id in enumerate(ids):
            words = own_words(unlabelled(self._facts[id].text, spec.keywords))
            is_plain = id in self._material.plain
            is_named = about and not apart and not order and not is_plain
            frame = self._stock.form(spec.frames) if is_named else ""
            before = Template(frame).substitute(topic=about)
            close = "" if is_plain else self._stock.take(spec.closes, words)
            told = "，".join(filter(None, [before, words, close]))
            found.append(Sentence(f"{told}。", (id,), Origin.FACT))
        return found

    def _admitted(self, at: int) -> tuple[str, ...]:
        return self._plan.shortcomings[at] if at < len(self._plan.shortcomings) else ()

    def _proposal(self, at: int, about: str, text: str) -> str:
        remedy = self._material.proposals.get(at) or self._remedy(about, text)
        form = self._stock.form(self._genre.measures.proposals)
        told = Template(form).substitute(topic=about, remedy=remedy)
        return told.replace("，，", "，")  # where the stock has no remedy left

    def _remedy(self, about: str, text: str) -> str:
        """What can be done, from the stock of the fields the shortcoming names: the nearest."""
        weights = topic.weigh(about) or topic.weigh(text)
        own = [topic.named(self._field)] if self._field else []
        fields = dict.fromkeys([*own, *(found for found, _ in weights[:NEAR_FIELDS])])
        stock = [each for field in fields for each in field.remedies]
        stock = stock or list(topic.named("general-duty").remedies)
        likeness = {each: pairing.pair([text], [each]).pairs[0].score for each in stock}
        ranked = sorted(stock, key=lambda each: -likeness[each])
        return next(filter(None, (self._stock.take([each], "") for each in ranked)), ranked[0])

    def _answers(self, label: str, rows: Sequence[Collection[Sentence]]) -> None:
        """一是…二是… under a label, in one paragraph; a single one is not numbered."""
        told: list[str | Sentence] = [f"{label}："]
        for at, row in enumerate(rows, 1):
            told += [f"{han_number(at)}是"] if len(rows) > 1 else []
            told += row
        self._say(*told)
