"""How near it comes to the seed document in what makes it good, without taking its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby

from drafter.document import ParagraphKind, Point, Report
from drafter.document import genre as genres
from drafter.document.fact_check import fact_statuses, told_facts
from drafter.document.views import sentences
from drafter.text import OPEN_PLACE, grams, length
from evals.faults import like, several
from evals.outcome import Outcome, seed
from evals.scorers import Score, Scorer
from evals.scorers import ScorerKind as Weight
from evals.style import overlap, style

RUN = 8  # Han in a row from which words are taken over
WORST = 0.2  # share of characters taken over from which nothing is left
SLACK = 2  # characters by which a clause of a lead may differ
_HAN = re.compile(rf"[\u4e00-\u9fff]{{{RUN},}}")
_MARK = re.compile("[，、]")
_BUILD = frozenset(ParagraphKind) - {
    ParagraphKind.TITLE,
    ParagraphKind.SALUTATION,
    ParagraphKind.CLOSING,
    ParagraphKind.SIGNATURE,
    ParagraphKind.BLANK,
}
NAMES = {
    "order": "各部分次序",
    "proportion": "各部分篇幅",
    "merging": "一句写几条要点",
    "density": "与要点的长短之比",
    "leads": "点题句",
    "headings": "标题句式",
    "answers": "不足与措施",
}


def score(outcome: Outcome) -> Score:
    """The mean of what is alike, less what was copied."""
    model = seed()
    if outcome.report.text.strip() == model.report.text.strip():
        return Score(None, "这就是范文")
    own = style(outcome.report)
    if own is None or not outcome.facts:
        return Score(None, "没有正文" if own is None else "没有要点可对照")
    parts = _built(outcome, model)
    copied = list(_copied(outcome))
    share = sum(map(len, copied)) / own.characters
    kept = max(0.0, 1 - share / WORST)
    lost = [NAMES[name] for name, value in parts.items() if value < 1]
    reasons = [f"与范文不同：{'、'.join(lost)}"] if lost else []
    reasons += [f"照抄范文：{several(copied)}"] if copied else []
    value = sum(parts.values()) / len(parts) * kept
    return Score(value, "；".join(reasons), parts | {"own-words": kept})


def _built(outcome: Outcome, model: Outcome) -> dict[str, float]:
    """How the parts follow each other, what room they take, how facts are told in them."""
    report, other = outcome.report, model.report
    own = {section.role: section for section in report.sections}
    rows = [
        (mine.points if mine else (), each.points)
        for each in other.sections
        if each.points
        for mine in [own.get(each.role)]
    ]
    leads = [value for a, b in rows for value in _leads(a, b)]
    mine, its = _shares(report), _shares(other)
    return {
        "order": SequenceMatcher(None, _order(report), _order(other), autojunk=False).ratio(),
        "proportion": overlap(mine, its) if mine else 0.0,
        "merging": like(_facts_a_sentence(outcome), _facts_a_sentence(model)),
        "density": like(_times(outcome), _times(model)),
        "leads": _mean(leads) if leads else 1.0,
        "headings": _mean(_is_like(each.heading, _headings()) for each in report.sections),
        "answers": float(len(report.shortcomings) == len(report.measures) > 0),
    }


def _shares(report: Report) -> dict[str, int]:
    """Characters of every part, by its role."""
    found: dict[str, int] = {}
    for each in report.paragraphs:
        if each.kind in _BUILD and each.kind is not ParagraphKind.HEADING:
            name = each.role or str(each.kind)
            found[name] = found.get(name, 0) + length(each.text)
    return found


def _facts_a_sentence(outcome: Outcome) -> float:
    rows = [
        facts
        for each, facts in zip(sentences(outcome.report), told_facts(outcome.report), strict=True)
        if each.kind is ParagraphKind.BODY and facts
    ]
    return sum(map(len, rows)) / len(rows) if rows else 0.0


def _times(outcome: Outcome) -> float:
    """Characters of the text for one of the facts'."""
    return length(outcome.report.text) / sum(
        length(each.fact.text) for each in fact_statuses(outcome.report)
    )


def _order(report: Report) -> list[tuple[ParagraphKind, str]]:
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
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


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
    wordings = [*genre.phrases.fixed, *genre.phrases.formulas]
    wordings += [each for spec in genre.sections for each in spec.headings]
    return _runs(wordings)


def _prose(report: Report) -> str:
    """Headings and sentences, without the numbers before them."""
    lines = [section.heading for section in report.sections]
    lines += [sentence.text for sentence in sentences(report)]
    return OPEN_PLACE.sub("\n", "\n".join(lines))


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
    Weight.INFO,
    "与范文相比：各部分次序和篇幅、一句写几条要点、与要点的长短之比、点题句和标题句式、不足与措施齐不齐，取平均；照抄范文的话（连续8个汉字以上，要点和固定提法除外）按篇幅扣，抄到两成就是0；范文自己不评",
    score,
    parts=NAMES,
)
