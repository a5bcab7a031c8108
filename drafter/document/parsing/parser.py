"""The parts of a report in any text: title, sections by role, points, shortcomings, measures.

Nothing is required of the text and nothing in it is changed: what is not understood is body
without a role (`BODY`, ""), and is left alone. A text is cut where something opens — a heading,
a label, the feedback —, and each stretch belongs to what opened it. Time grows with the length,
also for one line of megabytes.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from drafter.document import (
    Evidence,
    Facts,
    Paragraph,
    ParagraphKind,
    Plan,
    Point,
    Report,
    Role,
    Section,
)
from drafter.document.genre import Genre
from drafter.document.parsing import in_one_sentence, prose, telling
from drafter.document.parsing.answers import (
    abreast,
    as_many,
    by_aspect,
    each_sentence,
    numbered,
    unnamed,
    unnumbered,
    without_blanks,
    without_lessons,
)
from drafter.document.parsing.ceremony import back_of, beyond_table, ceremonial, front_of, unheaded
from drafter.document.parsing.enumeration import SIGN, enumeration, lead, points
from drafter.document.parsing.joints import unclosed
from drafter.document.parsing.opening import Opening
from drafter.document.parsing.openings import openings
from drafter.document.parsing.plain import plain
from drafter.document.parsing.running import LACK, PLAN, is_meant
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.tables import ParsedRow, rows
from drafter.document.parsing.unmarked import KnownPoint, unmarked
from drafter.document.parsing.vocabulary import LABELS, Vocabulary
from drafter.text import HAN, Span, sentences

# A line; also what stands behind tabs, where it begins with a number as a line does.
_LINE = re.compile(
    rf"(?:[^\r\n\t]++|\t(?![\t \u3000]*(?:\d{{1,2}}[、.．]|[{HAN}]{{1,3}}、|（[{HAN}]{{1,3}}）)))++"
)
_BEGUN = re.compile(
    "(?:下一?[步年]|今后|接下来|明年|来年|以后|未来|对此|为此)[，,：:]|除[^，。；]{2,14}外[，,]"
)  # of a measure
_AIM = re.compile(  # 明年工作的总要求是：稳收储、强安全, above the measures
    "(?:总的?|总体|工作|指导|基本|主要|奋斗)(?:要求|思路|目标|基调|思想|原则)(?:就?是|为)?[：:，,]$"
)
_AFTER = " \t\r\n\u3000。：:"  # between a heading and its text
_LISTED = re.compile(r"(?:[-•●◆■*][ \t]*\S[^\n]*\n\s*)+[-•●◆■*][ \t]*\S[^\n]*")
_CALLED = re.compile(r"[^。；\d]{2,20}[！!]")  # 新的一年，加油！
_REMARK = 60  # characters of one that only says that plans follow
_LIKELY = -1.0  # the logarithm of how likely a sentence tells a shortcoming
_KINDS = {
    Role.FEEDBACK: ParagraphKind.FEEDBACK,
    Role.SHORTCOMING: ParagraphKind.SHORTCOMINGS,
    Role.MEASURE: ParagraphKind.MEASURES,
}
_ANSWERS = (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES)


def parse(
    text: str,
    genre: Genre,
    *,
    facts: Facts | None = None,
    plan: Plan | None = None,
    evidence: Iterable[Evidence] = (),
    source: str = "",
) -> Report:
    """The report that `text` is, byte for byte, with what was recognised in it.

    Args:
        text: any text; line ends as they come.
        genre: says how headings, labels, closings and salutations are worded.
        facts: what the report was written from, where known.
        plan: where a draft's facts went.
        evidence: a draft's sentences and the facts behind them.
        source: the file it was read from.
    """
    smoothed = plain(text)
    read = _read(smoothed.text if smoothed else text, genre)
    return replace(
        smoothed.restored(read) if smoothed else read,
        facts=facts,
        plan=plan,
        evidence=tuple(evidence),
        source=source,
    )


def _read(text: str, genre: Genre) -> Report:
    """The report that a smooth text is."""
    lines = ceremonial(tuple(_lines(text)), genre)
    words = Vocabulary.of(genre)
    front = unheaded(front_of(lines, genre, words), lines, words)
    back = beyond_table(back_of(lines, front, genre, words), lines[len(front) :], words)
    middle = lines[len(front) : len(lines) - len(back)]
    told, taken = rows(middle, words)
    opened = openings(tuple(x for n, x in enumerate(middle) if n not in taken), words)
    opened = _around_tables(opened, taken, middle, words)
    until = lines[-len(back)].span[0] if back else len(text)
    starts = [line.span[0] for line in lines]
    regions = _regions(text, opened, until, starts)
    shortcomings, measures = _answers(regions)
    known = [KnownPoint(x.span, LACK, x.ordinal * bool(x.marker)) for x in shortcomings]
    known += [KnownPoint(x.span, PLAN) for x in measures]
    known.sort(key=lambda each: each.span)
    better = opened if taken else unmarked(text, middle, opened, known, words)
    if better is not opened:
        opened, regions = better, _regions(text, better, until, starts)
        shortcomings, measures = _answers(regions)
    shortcomings, measures = _with_table(told, shortcomings, measures, starts)
    points_told = (*shortcomings, *measures)
    paragraphs = (
        *front,
        *_loosened(list(_paragraphs(middle, opened, taken)), points_told, opened),
        *back,
    )
    return Report(
        genre=genre,
        text=text,
        paragraphs=paragraphs,
        sections=tuple(region.section() for region in regions if region.opening.is_heading),
        shortcomings=shortcomings,
        measures=measures,
    )


@dataclass(frozen=True)
class _Region:
    """A stretch of text and what opened it."""

    text: str
    opening: Opening
    until: int
    starts: list[int]  # of all paragraphs

    @cached_property
    def body(self) -> Span:
        """Without the blanks around it."""
        told = self.text[self.opening.end : self.until]
        if self.opening.joint:
            told = unclosed(told)
        start = self.opening.end + len(told) - len(told.lstrip(_AFTER))
        return start, max(start, self.opening.end + len(told.rstrip()))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The numbered points."""
        start, end = self.body
        return points(self.text[start:end], start)

    @property
    def listed(self) -> tuple[Point, ...]:
        """The points of an entry that is nothing but these: 问题：①……②……"""
        told = self._placed(self.points)
        is_whole = self.opening.is_whole and len(told) > 1 and told[0].span[0] == self.body[0]
        is_counted = [each.ordinal for each in told] == list(range(1, len(told) + 1))
        return told if is_whole and is_counted else ()

    @property
    def is_beside(self) -> bool:
        """It stands beside what it answers or is answered by."""
        return self.opening.joint is not None or self.opening.is_whole

    def listed_before(self, following: "_Region | None") -> tuple[Point, ...]:
        """The points of such an entry, or what ；parts in it where as many measures follow."""
        own = self.clauses
        return self.listed or (own if following and len(own) == len(following.clauses) else ())

    @property
    def clauses(self) -> tuple[Point, ...]:
        """What stands between ；of an entry that is one sentence: 问题：……；……"""
        start, end = self.body
        told = self.text[start:end]
        if not self.opening.is_whole or self.points or re.search(r"\n|。.", told):
            return ()
        cuts = [start + found.end() for found in re.finditer("[；;](?=.)", told)]
        return self.pointed(itertools.pairwise((start, *cuts, end))) if cuts else ()

    def section(self) -> Section:
        opening, (start, end) = self.opening, self.body
        found = self._placed(self.points)
        return Section(
            role=opening.role,
            ordinal=opening.ordinal,
            heading=opening.title,
            span=(opening.start, max(end, opening.end)),
            heading_span=(opening.start, opening.end),
            text=self.text[start:end],
            points=found,
            enumeration=enumeration(found),
        )

    def answers(self, told: int, *, is_remark: bool) -> tuple[Point, ...]:
        """The shortcomings or measures told here; `told` came before.

        A remark before the next label of the same kind tells none.
        """
        start, end = self.body
        found = by_aspect(self.text[start:end], start) or without_blanks(numbered(self.points))
        if not found and re.fullmatch("[^\n]+[：:]", self.text[start:end]):
            return ()  # above a table
        said = self.text[start:end].rstrip("。")
        if is_remark and len(found) == 1 and not re.search("[。；，\n]", said):
            return ()  # （一）联系少, and below it 问题：…
        if not found and not (is_remark and not _LISTED.fullmatch(self.text, start, end)):
            are_measures = self.opening.role == Role.MEASURE
            if are_measures and _AIM.search(self.text, self.opening.start, self.opening.end):
                start = min(end, start + 1 + self.text[start:end].find("\n"))
            found = unnumbered(self.text[start:end], start, told, are_measures=are_measures)
            found = without_blanks(found)
            until = next(
                (n for n, x in enumerate(found) if n and prose.addresses(x.text)), len(found)
            )
            found = found[:until]  # 老师们，… and what stands behind it is for those who listen
            if are_measures and len(found) > 1:
                last = found[-1].text
                is_other = (
                    Vocabulary.is_honest(last) or _CALLED.fullmatch(last) or _looks_back(last)
                )
                found = found[:-1] if is_other else found
        elif found and self.opening.role == Role.MEASURE:
            return (*self._placed(found), *self._below(found[-1].span[1], len(found)))
        if self.opening.role == Role.SHORTCOMING and Vocabulary.reflects(self.opening.title):
            found = without_lessons(found)  # 反思与收获
        return self._placed(found)

    def _below(self, since: int, told: int) -> Iterator[Point]:
        """Plans of the lines below numbered ones that say they are besides: 此外，我还想……"""
        for line in _lines(self.text[since : self.body[1]]):
            start, end = (since + place for place in line.span)
            if since == start or not (prose.is_besides(line.text) and is_meant(line.text)):
                continue
            several = in_one_sentence.besides(self.text, start, (start, end))
            begun = start + prose.lead_in(line.text)
            for count, point in enumerate(self.pointed(several or [(begun, end)]), told + 1):
                yield replace(point, ordinal=count)

    def is_said_before(self, following: "_Region | None") -> bool:
        """More is told here in passing than that what the next heading opens will follow."""
        (start, end), is_passing = self.body, not (self.opening.title or self.opening.is_heading)
        is_apart = following is not None and following.opening.is_heading
        return is_passing and is_apart and end - start > _REMARK and self.text[end - 1] not in "：:"

    def whole(self, ordinal: int) -> tuple[Point, ...]:
        """All that is told here as one point."""
        start, end = self.body
        if begun := _BEGUN.match(self.text, start, end):
            start = begun.end()
        text = self.text[start:end]
        if not text:
            return ()
        return self._placed((Point(ordinal, "", lead(text), text, (start, end)),))

    def several(self) -> tuple[Point, ...]:
        """Plans beside the answers, where one sentence tells several."""
        return self.pointed(in_one_sentence.besides(self.text, self.opening.start, self.body))

    def pointed(self, spans: Iterable[Span]) -> tuple[Point, ...]:
        """Points without a number."""
        told = ((count, span, self.text[slice(*span)]) for count, span in enumerate(spans, 1))
        return self._placed(Point(count, "", lead(text), text, span) for count, span, text in told)

    def _placed(self, found: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(
            replace(_unsigned(point), paragraph=_paragraph(self.starts, point.span[0]))
            for point in found
        )


def _looks_back(told: str) -> bool:
    """A last paragraph ends with a vow and plans nothing before it: 两年来，…。我会继续努力。"""
    *before, last = (told[start:end].strip() for start, end in sentences(told))
    return bool(before) and prose.vows(last) and not any(map(is_meant, before))


def _unsigned(point: Point) -> Point:
    """A point without the sign of a list that it begins with: - 夜班人手少。"""
    sign = None if point.marker else SIGN.match(point.text)
    if sign is None:
        return point
    text = point.text[sign.end() :]
    return replace(
        point, lead=lead(text), text=text, span=(point.span[1] - len(text), point.span[1])
    )


def _regions(text: str, opened: list[Opening], until: int, starts: list[int]) -> list[_Region]:
    ends = [*(opening.start for opening in opened), until][1:]
    return [_Region(text, each, end, starts) for each, end in zip(opened, ends, strict=True)]


def _paragraph(starts: list[int], place: int) -> int:
    return max(bisect_right(starts, place) - 1, 0)


def _answers(regions: list[_Region]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """All shortcomings and measures; where they take turns, each measure is one."""
    shortcomings: list[Point] = []
    measures: list[Point] = []
    roles = [*(region.opening.role for region in regions), ""]
    listed: tuple[Point, ...] = ()  # the shortcomings that are answered next
    is_in_turn = (Role.MEASURE, Role.SHORTCOMING) in itertools.pairwise(roles)
    before: Opening | None = None
    for region, following in itertools.zip_longest(regions, regions[1:]):
        opening = region.opening
        after = "" if following is None or following.opening.is_within else following.opening.role
        after = "" if after and region.is_said_before(following) else after
        # 明年重点做三件事：, and below it 一是……
        is_below = before is not None and before.is_heading and before.role == opening.role
        is_below = is_below or opening.is_within
        before = opening
        is_each = region.is_beside or (is_in_turn and not (opening.is_heading or is_below))
        if opening.role == Role.SHORTCOMING:
            listed = region.listed_before(following)
            shortcomings += listed or _lacks(region, following, len(shortcomings))
        elif opening.role == Role.MEASURE and is_each:
            own = region.listed or region.clauses
            is_answer = len(listed) == len(own)
            several = (is_answer and own) or region.several()
            measures += several or region.whole(len(measures) + 1)
        elif opening.role == Role.MEASURE:
            found = region.answers(len(measures), is_remark=after == Role.MEASURE)
            # Beside answers to each shortcoming, what a heading opens tells further plans.
            is_further = is_in_turn and opening.is_heading
            measures += each_sentence(found) if is_further else found
    if all(
        r.opening.is_whole
        for r in regions
        if r.opening.role == Role.SHORTCOMING and r.body[0] < r.body[1]
    ):
        return tuple(shortcomings), as_many(tuple(measures), len(shortcomings))
    return abreast(unnamed(tuple(shortcomings)), tuple(measures))


def _lacks(region: _Region, following: _Region | None, told: int) -> tuple[Point, ...]:
    """The shortcomings of a stretch; `told` came before."""
    is_apart = following is None or following.opening.is_heading
    is_section = region.opening.is_heading and is_apart
    is_followed = following is not None and following.opening.role == Role.SHORTCOMING
    is_followed = is_followed and not (following and following.opening.is_within)
    is_remark = is_followed and not (region.opening.is_sentence or is_section)
    found = region.answers(told, is_remark=is_remark)
    are_lines = all(each.marker for each in found) and _are_lines(found)
    is_one = len(found) == 1 or are_lines or not region.is_beside
    return found if is_one else region.whole(told + 1)


def _are_lines(told: tuple[Point, ...]) -> bool:
    return len({each.paragraph for each in told}) == len(told)


def _around_tables(
    opened: list[Opening],
    taken: frozenset[int],
    lines: tuple[SourceLine, ...],
    words: Vocabulary,
) -> list[Opening]:
    """What is opened, cut before each table and going on behind it."""
    made = list(opened)
    places = [opening.start for opening in opened]
    for index in sorted(taken):
        start = lines[index].span[0]
        if index - 1 not in taken:
            made.append(Opening("", start, start))
        behind = lines[index + 1].span[0] if index + 1 < len(lines) else -1
        under = bisect_right(places, start) - 1
        if index + 1 not in taken and behind >= 0 and behind not in places and under >= 0:
            made.append(_below_table(lines[index + 1], opened[under].role, words))
    return sorted(made, key=lambda opening: opening.start)


def _below_table(line: SourceLine, role: str, words: Vocabulary) -> Opening:
    """What goes on below a table: more than what it tells says by itself which part it is of."""
    start = line.span[0]
    more = prose.besides_table(line.text)
    if more and role in LABELS:
        told = _told_besides(line.text[more:], words)
        return Opening(told, start, start + more if told else start)
    is_meant = words.looks_ahead(line.text) and not words.falls_short(line.text)
    is_answer = role == Role.SHORTCOMING and is_meant
    return Opening(Role.MEASURE if is_answer else role, start, start)


def _told_besides(told: str, words: Vocabulary) -> str:
    """Whether a sentence tells a shortcoming or a measure; "" where it is not sure."""
    if words.falls_short(told):
        return Role.SHORTCOMING
    if is_meant(told):
        return Role.MEASURE
    lack, plan, _ = telling.shares(told)
    return Role.SHORTCOMING if lack > max(plan, _LIKELY) else ""


def _with_table(
    told: tuple[ParsedRow, ...],
    shortcomings: tuple[Point, ...],
    measures: tuple[Point, ...],
    starts: list[int],
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """With the rows of tables among the points."""
    for row in told:
        if row.lack.text:
            shortcomings = (*shortcomings, _cell(row.lack, len(shortcomings) + 1, starts))
        if row.plan.text:
            measures = (*measures, _cell(row.plan, len(measures) + 1, starts))
    return _in_order(shortcomings), _in_order(measures)


def _in_order(told: tuple[Point, ...]) -> tuple[Point, ...]:
    """By place, counted anew where nothing is numbered."""
    ordered = sorted(told, key=lambda point: point.span)
    if any(point.marker for point in ordered):
        return tuple(ordered)
    return tuple(replace(point, ordinal=count) for count, point in enumerate(ordered, 1))


def _cell(cell: SourceLine, ordinal: int, starts: list[int]) -> Point:
    place = _paragraph(starts, cell.span[0])
    return Point(ordinal, "", lead(cell.text), cell.text, cell.span, place)


def _lines(text: str) -> Iterator[SourceLine]:
    """Every line with something in it."""
    for found in _LINE.finditer(text):
        if line := found[0].strip():
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield SourceLine(line, (start, start + len(line)))


def _paragraphs(
    lines: tuple[SourceLine, ...], opened: list[Opening], taken: frozenset[int]
) -> Iterator[Paragraph]:
    """The lines between front and back, each with the kind of what it stands under."""
    starts = [opening.start for opening in opened]
    for index, line in enumerate(lines):
        under = bisect_right(starts, line.span[0]) - 1
        if index in taken:
            yield Paragraph(ParagraphKind.SHORTCOMINGS, line.span, line.text, Role.SHORTCOMING)
            continue
        if under < 0:
            is_first = index == 0 or bool(opened and opened[0].is_heading)
            yield Paragraph(
                ParagraphKind.PREAMBLE if is_first else ParagraphKind.BODY, line.span, line.text
            )
            continue
        opening = opened[under]
        is_heading = opening.is_heading and line.span == (opening.start, opening.end)
        role = Role(opening.role) if opening.role in set(Role) else None
        kind = ParagraphKind.HEADING if is_heading else _KINDS[role] if role else ParagraphKind.BODY
        yield Paragraph(kind, line.span, line.text, opening.role)


def _loosened(
    paragraphs: list[Paragraph], told: tuple[Point, ...], opened: list[Opening]
) -> Iterator[Paragraph]:
    """Paragraphs below the last point of their part are not of it: body without a role."""
    ends = sorted(point.span[1] for point in told)
    begins = sorted(point.span[0] for point in told)
    starts = [opening.start for opening in opened]
    for each in paragraphs:
        begin, end = each.span
        under = bisect_right(starts, begin) - 1
        since = starts[under] if under >= 0 else 0
        has_point = bisect_right(begins, end) - bisect_right(ends, begin) > 0
        is_behind = bisect_right(ends, begin) - bisect_right(ends, since) > 0
        until = starts[under + 1] if under + 1 < len(starts) else paragraphs[-1].span[1]
        is_last = bisect_left(begins, until) - bisect_left(begins, end) == 0
        is_opened = bisect_right(starts, end) - 1 > under or begin == since or not is_last
        if each.kind in _ANSWERS and is_behind and not has_point and not is_opened:
            yield replace(each, kind=ParagraphKind.BODY, role="")
        else:
            yield each
