"""What a class of defect has to offer, and what several of them need."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from drafter.document import Report
from drafter.rules import Concern
from drafter.text import Span

FAMILIES = ("figures", "masks", "terms", "facts", "pairs", "structure", "form")
HARD = ("figures", "masks", "structure")  # where at least 95 % have to be caught
FIGURE = re.compile(
    r"(?<![\d.第A-Za-z＋+〔])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[多余]?[万亿]?)"
    r"(?P<unit>(?!平均)(?:个百分点|百分点|平方米|平方公里|公里|万元|[\u4e00-\u9fff％%]))"
)
DATE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月")
QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")


@dataclass(frozen=True, slots=True)
class Defect:
    """A class of defect: how it is planted, and the concern of the rules that may catch it."""

    name: str
    family: str
    concerns: tuple[Concern, ...]
    plant: Callable[[Report, Random], Iterator[str]]  # texts, each with one such defect


@dataclass(frozen=True, slots=True)
class FigureSite:
    """A figure of a sentence that rests on facts."""

    span: Span
    number: str
    unit: str  # with its scale
    facts: tuple[str, ...]

    @property
    def number_span(self) -> Span:
        """Without the unit."""
        return self.span[0], self.span[0] + len(self.number)


def figures(report: Report) -> list[FigureSite]:
    """The figures that facts stand behind; dates and what is quoted left out."""
    found = []
    for evidence in report.evidence:
        if not evidence.facts:
            continue
        start, end = evidence.span
        sentence = report.text[start:end]
        for pattern in (QUOTED, DATE):
            sentence = pattern.sub(lambda hit: "\0" * len(hit[0]), sentence)
        for hit in FIGURE.finditer(sentence):
            span = (start + hit.start(), start + hit.end())
            unit = hit["scale"] + hit["unit"]
            found.append(FigureSite(span, hit["number"], unit, evidence.facts))
    return found


def put(text: str, span: Span, words: str) -> str:
    """`text` with `words` in place of what stood at `span`.

    >>> put("新建学校6所", (4, 5), "9")
    '新建学校9所'
    """
    return text[: span[0]] + words + text[span[1] :]


def swapped(text: str, first: Span, second: Span) -> str:
    """`text` with two stretches in each other's place.

    >>> swapped("甲3所乙5家", (1, 2), (4, 5))
    '甲5所乙3家'
    """
    (a, b), (c, d) = sorted((first, second))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def mixed(items: list[int] | range, chance: Random) -> list[int]:
    """Indices in a random order."""
    return chance.sample(list(items), len(items))
