"""Measures and admissions that an old report lacks: places left open for its author.

Nothing is put in his mouth. Where a model is asked it proposes a measure, with 〔待补：…〕 for
what would be a promise.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from drafter.chain.chain import Chain
from drafter.document import (
    Fact,
    Origin,
    ParagraphKind,
    Plan,
    Point,
    Report,
    Role,
    Severity,
    part_ids,
)
from drafter.document.answering import is_paired, pairing
from drafter.document.forms import form
from drafter.document.views import answer_labels
from drafter.drafting.steps.answer import answer
from drafter.drafting.steps.propose import open_measure
from drafter.rewriting.editing import TextEdit
from drafter.rewriting.original import Old
from drafter.text import HAN, han_number

_NUMERAL = re.compile(rf"[{HAN}]+|\d+")
_PART = re.compile(rf"[{HAN}]{{1,3}}、")
_LAST = (ParagraphKind.CLOSING, ParagraphKind.SIGNATURE)
Row = tuple[str, tuple[str, ...]]
Answer = Callable[[Point], Row]


def unanswered(report: Report) -> tuple[Point, ...]:
    """The shortcomings without a measure, where the kind of report asks for one each."""
    told, measures = report.shortcomings, report.measures
    if not told or form(report).severity is None:
        return ()
    if not measures:
        return told
    found = pairing(report) if is_paired(report) and len(measures) < len(told) else None
    lacking = [pair.shortcoming for pair in found.pairs if pair.measure is None] if found else []
    return tuple(told[at] for at in sorted(lacking))


async def proposed(old: Old, points: Sequence[Point], chain: Chain | None) -> dict[str, Row]:
    """A measure for each of the shortcomings, by the text of its point: proposed, else open.

    A small model is not asked: what it makes up costs the author more than an open place.
    """
    rows = {point.text: _open(point, old) for point in points}
    if chain is None or not chain.model.profile.whole:
        return rows
    ids = {point.text: _facts_of(point, old) for point in points}
    asked = [row for row in ids.values() if row]
    plan = Plan((), shortcomings=tuple(asked), measures=((),) * len(asked))
    made = await answer(plan, old.facts, old.report.genre, chain)
    for text, short in ids.items():
        given = made.given.get(part_ids.measure(short, ()))
        if given and any(each.origin is Origin.PROPOSED for each in given):
            rows[text] = ("".join(each.text for each in given), short)
    return rows


def _facts_of(point: Point, old: Old) -> tuple[str, ...]:
    start, end = point.span
    return tuple(id for id, each in old.told.items() if start <= each.span[0] < end)


def _open(point: Point, old: Old) -> Row:
    told = open_measure([Fact("", point.text)], genre=old.report.genre)
    return "".join(each.text for each in told), ()


def completed(old: Old, answers: dict[str, Row]) -> Iterator[TextEdit]:
    """The edits that put in what is lacking."""
    report = old.report
    kind = form(report)
    if answers and report.measures:
        yield _appended(report, list(answers.values()))
    elif answers:
        yield _labelled(report, list(answers.values()))
    elif kind.severity is Severity.ERROR and not report.shortcomings and not report.measures:
        yield _both(report)


def _appended(report: Report, rows: Sequence[Row]) -> TextEdit:
    """Behind the last measure, numbered on."""
    last = max(report.measures, key=lambda point: point.span)
    count = len(report.measures)
    is_line = report.text.count("\n", report.measures[0].span[0], last.span[0]) >= count - 1 > 0
    break_ = "\n" if is_line else ""
    told = [
        (f"{break_}{_numbered(last.marker, count + at)}{text}", ids)
        for at, (text, ids) in enumerate(rows, 1)
    ]
    end = last.span[0] + len(report.text[slice(*last.span)].rstrip())
    stop = "" if report.text[:end].endswith(("。", "！", "？")) else "。"
    return TextEdit((end, end), ((stop + told[0][0], told[0][1]), *told[1:]), Origin.OPEN)


def _numbered(marker: str, ordinal: int) -> str:
    def number(found: re.Match[str]) -> str:
        return str(ordinal) if found[0].isdigit() else han_number(ordinal)

    return _NUMERAL.sub(number, marker, count=1)


def _labelled(report: Report, rows: Sequence[Row]) -> TextEdit:
    """A paragraph of their own behind the shortcomings."""
    end = max(
        (p.span[1] for p in report.paragraphs if p.kind is ParagraphKind.SHORTCOMINGS),
        default=report.shortcomings[-1].span[1],
    )
    told = [
        (f"{han_number(at)}是{text}" if len(rows) > 1 else text, ids)
        for at, (text, ids) in enumerate(rows, 1)
    ]
    inside = [s for s in report.sections if s.span[0] < end]
    number = _number_behind(report) if inside == list(report.sections) else ""
    is_own = not number or report.sections[-1].role == Role.SHORTCOMING
    first = f"\n{number if is_own else ''}{answer_labels(report)[1]}：{told[0][0]}"
    return TextEdit((end, end), ((first, told[0][1]), *told[1:]), Origin.OPEN)


def _number_behind(report: Report, steps: int = 1) -> str:
    """The number of a part behind the last, where the author numbers his parts: 五、."""
    last = report.sections[-1] if report.sections else None
    if last is None or not last.ordinal:
        return ""
    written = report.text[slice(*last.heading_span)].lstrip()
    return f"{han_number(last.ordinal + steps)}、" if _PART.match(written) else ""


def _both(report: Report) -> TextEdit:
    """Both parts left open, before closing and signature."""
    genre = report.genre
    told = [p for p in report.paragraphs if p.kind not in _LAST]
    end = told[-1].span[1] if told else len(report.text)
    behind = "" if report.text[end : end + 1] in ("", "\n", "\r") else "\n"  # a closing in its line
    shortcomings, measures = answer_labels(report)
    rows = (
        (f"\n{_number_behind(report)}{shortcomings}：{genre.shortcomings.empty}。", ()),
        (f"\n{_number_behind(report, 2)}{measures}：{genre.measures.empty}。{behind}", ()),
    )
    return TextEdit((end, end), rows, Origin.OPEN)
