"""What the facts say, read once and made ready to be asked. Pure."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from drafter.figures import Figure, both_readings, units
from drafter.text import numerals, tight
from drafter.text.weights import idf

_CUT = re.compile(r"[，,；;。！？\n、：:（）()]")
_STOP = re.compile(r"[，；。！？\n;]")
_ENDS = re.compile(r"[。！？\n]")
_REACH = 40  # signs; what is further away says nothing about a figure
_WIDE = 0.35  # the weight of the rest of the sentence in a figure's context
_MOST_OF_ONE = 40  # figures of one fact that are compared
_MOST_COMPARED = 400  # figures of one unit; more are met in no sheet
_SAME_NAME = (
    (re.compile("人民政府"), "政府"),
    (re.compile(r"第([一二三四五六七八九十]{1,2})(?:小学|完小)"), r"\1小"),
    (re.compile(r"第([一二三四五六七八九十]{1,2})(?:中学|高中|高级中学)"), r"\1中"),
    (re.compile(r"(?:股份)?有限(?:责任)?公司"), "公司"),
    (re.compile("中国共产党"), "中共"),
)
_NO_WORD = re.compile(r"[\s，。；：！？、“”‘’\"'「」『』《》〈〉（）()·,;:!?…-]+")


class Context(dict[str, float]):
    """The characters about a figure, and what each tells."""

    @cached_property
    def norm(self) -> float:
        """The length of the context as a vector."""
        return math.sqrt(sum(weight * weight for weight in self.values()))


@dataclass(frozen=True, slots=True)
class FactFigure:
    """A figure of a fact, and the characters it stands among."""

    fact: int
    figure: Figure
    context: Context
    before: str  # the words of its own clause in front of it
    after: str  # and behind it
    is_claim: bool = True  # and no numeral of a turn of phrase, such as 一 of 一共


class FactIndex:
    """The figures, masks, dates and words of some facts."""

    def __init__(self, facts: Sequence[str]) -> None:
        self.facts = tuple(facts)
        plain = [tight(fact) for fact in facts]
        self.folded = tuple(map(numerals.fold, plain))
        self.words = tuple(canonical(fold) for fold in self.folded)
        self.all_words = "\0".join(self.words)
        self.marks: list[FactFigure] = []
        for i, fold in enumerate(self.folded):
            claimed, found = both_readings(fold, plain[i])
            claims = {figure.span for figure in claimed}
            scenes = (FigureMention(fold, found, at) for at in range(len(found)))
            self.marks += [
                FactFigure(
                    i, s.found[s.at], s.context, s.before, s.after, s.found[s.at].span in claims
                )
                for s in scenes
            ]
        self._by_unit: dict[str, UnitIndex] = {}

    @cached_property
    def by_value(self) -> dict[Fraction, list[FactFigure]]:
        """Marks by what they are worth; one for those that a fact says again word for word."""
        rows: dict[Fraction, list[FactFigure]] = defaultdict(list)
        seen = set()
        for mark in self.marks:
            said = (mark.fact, mark.figure.text, mark.before, mark.after, *mark.context.items())
            if mark.figure.value is not None and said not in seen:
                rows[mark.figure.value].append(mark)
                seen.add(said)
        return rows

    @cached_property
    def values(self) -> dict[int, set[Fraction]]:
        """What the figures of each fact are worth."""
        rows: dict[int, set[Fraction]] = defaultdict(set)
        for mark in self.marks:
            if mark.figure.value is not None:
                rows[mark.fact].add(mark.figure.value)
        return rows

    @cached_property
    def _by_fact(self) -> dict[int, list[FactFigure]]:
        rows: dict[int, list[FactFigure]] = defaultdict(list)
        for mark in self.marks:
            rows[mark.fact].append(mark)
        return rows

    def of(self, fact: int) -> Sequence[FactFigure]:
        """The marks of one fact, in order."""
        return self._by_fact.get(fact, ())[:_MOST_OF_ONE]

    @cached_property
    def dates(self) -> list[FactFigure]:
        """The marks that are dates."""
        return [mark for mark in self.marks if mark.figure.day]

    @cached_property
    def masked(self) -> list[FactFigure]:
        """The marks that are masks."""
        return [mark for mark in self.marks if mark.figure.kind == "mask"]

    @cached_property
    def mask_counts(self) -> Counter[tuple[str, str]]:
        """How often each kind of mask stands in the facts."""
        return Counter(mask_key(mark.figure) for mark in self.masked)

    def comparable(self, unit: str) -> "UnitIndex":
        """Marks that are numbers of this unit or of one that can stand for it.

        A numeral that counts nothing and claims nothing is none: another cannot stand for it.
        """
        if unit not in self._by_unit:
            marks = [
                mark
                for mark in self.marks
                if mark.figure.value is not None
                and not mark.figure.day
                and (mark.figure.unit or mark.is_claim)
                and units.agree(unit, mark.figure.unit)
            ]
            self._by_unit[unit] = UnitIndex(marks[:_MOST_COMPARED])
        return self._by_unit[unit]

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for i, fold in enumerate(self.folded):
            for char in dict.fromkeys(fold):
                if idf(char):
                    rows[char].append(i)
        return rows

    def nearest(self, text: str, most: int = 1) -> tuple[int, ...]:
        """The facts that share most with `text`, none when nothing is shared."""
        scores: dict[int, float] = defaultdict(float)
        for char in dict.fromkeys(text):
            weight = idf(char)
            for i in self._postings.get(char, ()):
                scores[i] += weight
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]
        return tuple(i for i, score in ranked if score * 2 >= ranked[0][1])


@lru_cache(maxsize=256)
def fact_index(facts: tuple[str, ...]) -> FactIndex:
    """The ledger of these facts, built once."""
    return FactIndex(facts)


@lru_cache(maxsize=4096)
def canonical(folded: str) -> str:
    """Words without marks, names in their short form: 第三小学 is 三小.

    >>> canonical("“富硒”品牌，第三小学、市人民政府")
    '富硒品牌三小市政府'
    """
    for pattern, short in _SAME_NAME:
        folded = pattern.sub(short, folded)
    return _NO_WORD.sub("", folded)


def mask_key(figure: Figure) -> tuple[str, str]:
    """A mask's kind: its run and what it counts; classifiers are one kind."""
    scale = "".join(c for c in figure.text if c in "十百千万亿")
    return figure.word, scale + (
        figure.unit if units.is_hard(figure.unit) else "个" if figure.unit else ""
    )


@dataclass(frozen=True)
class FigureMention:
    """Where one of the figures of a text stands."""

    folded: str
    found: Sequence[Figure]
    at: int  # which of them

    @cached_property
    def _clause(self) -> tuple[str, str]:
        """Its own clause before and after it, as far as the next figure."""
        (start, end), i = self.found[self.at].span, self.at
        low = max(start - _REACH, self.found[i - 1].span[1] if i else 0)
        high = end + _REACH
        if i + 1 < len(self.found):
            high = min(high, self.found[i + 1].span[0])
        before = _CUT.split(self.folded[low:start])[-1] or self.folded[low:start][-12:]
        return before, _CUT.split(self.folded[end:high], maxsplit=1)[0]

    @property
    def before(self) -> str:
        """The words of its clause in front of it."""
        return self._clause[0]

    @property
    def after(self) -> str:
        """The words of its clause behind it."""
        return self._clause[1]

    @cached_property
    def context(self) -> Context:
        """The weighted characters of its clause and, lighter, of its sentence."""
        start, end = self.found[self.at].span
        wide = _STOP.split(self.folded[max(0, start - _REACH) : start])[-1]
        wide += _STOP.split(self.folded[end : end + _REACH], maxsplit=1)[0]
        context = Context({c: _WIDE * _TELLS[c] for c in wide if _TELLS[c]})
        context |= {c: _TELLS[c] for part in self._clause for c in part if _TELLS[c]}
        if not context:  # 修路3条，一共5公里: what is counted stands in the clauses before
            told = _ENDS.split(self.folded[max(0, start - _REACH) : start])[-1]
            context |= {c: _WIDE * _TELLS[c] for c in told if _TELLS[c]}
        return context


class _Tells(dict[str, float]):
    """What a character tells about a figure, looked up once."""

    def __missing__(self, char: str) -> float:
        self[char] = idf(char) if char >= "\u4e00" and char not in _BESIDE else 0.0
        return self[char]


_BESIDE = "一的了在和与及等个共全年达到为新各约近余多超元万亿"  # beside any figure
_TELLS = _Tells()


def telling(char: str) -> float:
    """What a character tells about the figure it stands beside."""
    return _TELLS[char]


def alike(one: Context, other: Context) -> float:
    """The cosine of two contexts, 0..1."""
    dot = sum(weight * other[char] for char, weight in one.items() if char in other)
    return dot / (one.norm * other.norm) if dot else 0.0


class UnitIndex:
    """Marks of one unit, indexed by character so that a context meets all at once."""

    def __init__(self, marks: Sequence[FactFigure]) -> None:
        self.marks = marks
        self._norms = [mark.context.norm for mark in marks]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, mark in enumerate(marks):
            for char, weight in mark.context.items():
                self._postings[char].append((i, weight))

    def fits(self, context: Context) -> list[float]:
        """How alike each mark's context is to this one."""
        dots = [0.0] * len(self.marks)
        for char, weight in context.items():
            for i, other in self._postings.get(char, ()):
                dots[i] += weight * other
        return [
            d / (context.norm * n) if d else 0.0 for d, n in zip(dots, self._norms, strict=True)
        ]
