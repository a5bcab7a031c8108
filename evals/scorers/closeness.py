"""How near it comes to the seed document in build and style, without taking its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby

from drafter import genre as genres
from drafter.document import Kind, Point, Report
from drafter.reading import sentences
from drafter.text import grams, length
from evals.faults import several
from evals.outcome import Outcome, seed
from evals.scorers import Kind as Weight
from evals.scorers import Score, Scorer
from evals.style import overlap, style

RUN = 8  # Han in a row from which words are taken over
WORST = 0.2  # share of characters taken over from which nothing is left
ALIKE = 0.7  # how much of their small words two halves of the seed have in common
SLACK = 1  # characters by which a clause of a lead may differ
_HAN = re.compile(rf"[\u4e00-\u9fff]{{{RUN},}}")
_MARK = re.compile("[，、]")
_BUILD = frozenset(Kind) - {Kind.TITLE, Kind.SALUTATION, Kind.CLOSING, Kind.SIGNATURE, Kind.BLANK}
NAMES = {
    "order": "各部分次序",
    "modes": "分点方式",
    "points": "点数",
    "leads": "点题句句式",
    "headings": "标题句式",
    "particles": "虚词习惯",
}


def score(outcome: Outcome) -> Score:
    """The mean of what is alike in build and style, less what was copied."""
    model = seed()
    if outcome.report.text.strip() == model.report.text.strip():
        return Score(None, "这就是范文")
    own, other = style(outcome.report), style(model.report)
    if own is None or other is None:
        return Score(None, "没有正文")
    parts = _built(outcome.report, model.report)
    parts["particles"] = min(1.0, overlap(own.particles, other.particles) / ALIKE)
    copied = list(_copied(outcome))
    share = sum(map(len, copied)) / own.characters
    kept = max(0.0, 1 - share / WORST)
    lost = [NAMES[name] for name, value in parts.items() if value < 1]
    reasons = [f"与范文不同：{'、'.join(lost)}"] if lost else []
    reasons += [f"照抄范文：{several(copied)}"] if copied else []
    value = sum(parts.values()) / len(parts) * kept
    return Score(value, "；".join(reasons), parts | {"own-words": kept})


def _built(report: Report, model: Report) -> dict[str, float]:
    """How the parts follow each other, and how each is divided."""
    own = {section.role: section for section in report.sections}
    shared = [(own.get(each.role), each) for each in model.sections]
    rows = [(one.points if one else (), other.points) for one, other in shared if other.points]
    answers = [(report.shortcomings, model.shortcomings), (report.measures, model.measures)]
    heads = [each.heading for each in report.sections]
    return {
        "order": SequenceMatcher(None, _order(report), _order(model), autojunk=False).ratio(),
        "modes": _mean(
            one is not None and one.enumeration == two.enumeration for one, two in shared
        ),
        "points": _mean(min(len(a), len(b)) / max(len(a), len(b)) for a, b in rows + answers),
        "leads": _mean(value for a, b in rows for value in _leads(a, b)),
        "headings": _mean(_is_like(each, _headings()) for each in heads),
    }


def _order(report: Report) -> list[tuple[Kind, str]]:
    """What the paragraphs are and where they stand, runs told once."""
    return [
        each for each, _ in groupby((p.kind, p.role) for p in report.paragraphs if p.kind in _BUILD)
    ]


def _leads(points: Sequence[Point], model: Sequence[Point]) -> Iterator[bool]:
    """For each point whether its lead is built like one of the model's; nothing without leads."""
    wanted = {_shape(point.lead) for point in model if point.lead}
    if wanted:
        yield from (bool(p.lead) and _is_like(p.lead, wanted) for p in points)


def _is_like(phrase: str, wanted: Iterable[tuple[str, tuple[int, ...]]]) -> bool:
    """The same marks, and clauses as long as in one of the wanted ones or in between."""
    marks, lengths = _shape(phrase)
    rows = [sizes for own, sizes in wanted if own == marks]
    return bool(rows) and all(
        min(sizes) - SLACK <= size <= max(sizes) + SLACK
        for size, sizes in zip(lengths, zip(*rows, strict=True), strict=True)
    )


def _shape(phrase: str) -> tuple[str, tuple[int, ...]]:
    """The marks of a phrase and the lengths of its clauses.

    >>> _shape("抓项目、兴产业，县域经济量质齐升")
    ('、，', (3, 3, 8))
    """
    return "".join(_MARK.findall(phrase)), tuple(length(each) for each in _MARK.split(phrase))


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told) if told else 0.0


@cache
def _headings() -> frozenset[tuple[str, tuple[int, ...]]]:
    return frozenset(_shape(section.heading) for section in seed().report.sections)


@cache
def _words() -> frozenset[str]:
    """Every run of the seed document's words."""
    return _runs([_prose(seed().report)])


@cache
def _stock(id: str) -> frozenset[str]:
    """Every run of a genre's own wordings, which are nobody's."""
    genre = genres.load(id)
    told = [*genre.phrases.fixed, *genre.phrases.formulas]
    told += [each for spec in genre.sections for each in spec.headings]
    return _runs(told)


def _prose(report: Report) -> str:
    """Headings and sentences, without the numbers before them."""
    told = [section.heading for section in report.sections]
    return "\n".join([*told, *(sentence.text for sentence in sentences(report))])


def _runs(texts: Iterable[str]) -> frozenset[str]:
    found = (han for text in texts for han in _HAN.findall(text))
    return frozenset().union(*(grams(han, RUN) for han in found))


def _copied(outcome: Outcome) -> Iterator[str]:
    """The words that stand in the seed document and neither in the facts nor in the genre."""
    allowed = _runs(fact.text for fact in outcome.facts) | _stock(outcome.report.genre.id)
    taken = _words() - allowed
    for han in _HAN.findall(_prose(outcome.report)):
        start = end = 0
        for at in range(len(han) - RUN + 1):
            if han[at : at + RUN] not in taken:
                continue
            if at > end:
                yield from [han[start:end]] if end else []
                start = at
            start, end = (at if not end else start), at + RUN
        yield from [han[start:end]] if end else []


CLOSENESS = Scorer(
    "closeness",
    "贴近范文",
    Weight.SOFT,
    "与范文相比：各部分次序、分点方式、点数、点题句和标题句式、虚词习惯，取平均；只比结构和文风，照抄范文的话（连续8个汉字以上，要点和固定提法除外）按篇幅扣，抄到两成就是0；范文自己不评",
    score,
    parts=NAMES,
)
