"""The parts of a report in any text: title, sections by role, points, shortcomings, measures.

Nothing is required of the text and nothing in it is changed: what is not understood is body
without a role (`BODY`, ""), and is left alone. A text is cut where something opens — a heading,
a label, the feedback —, and each stretch belongs to what opened it. Time grows with the length,
also for one line of megabytes.
"""

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
from drafter.document.parsing import prose, telling
from drafter.document.parsing.answers import abreast, by_aspect, numbered, unnamed, unnumbered
from drafter.document.parsing.enumeration import enumeration, lead, opens, points
from drafter.document.parsing.headings import headings
from drafter.document.parsing.joints import unclosed
from drafter.document.parsing.openings import Opening, openings
from drafter.document.parsing.plain import plain
from drafter.document.parsing.running import LACK, PLAN, is_meant
from drafter.document.parsing.series import SourceLine, decorated
from drafter.document.parsing.tables import ParsedRow, rows
from drafter.document.parsing.unmarked import KnownPoint, unmarked
from drafter.document.parsing.vocabulary import LABELS, Vocabulary, lists
from drafter.text import HAN, Span

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
_BESIDES = re.compile("除了?(?:上述|以上|前述)[^，。；]{0,12}外")  # 除上述改进外，计划……
_SHORT = 40  # characters: titles, salutations and signatures are not longer
_CEREMONY = 80  # characters of a closing
_AFTER = " \t\r\n\u3000。：:"  # between a heading and its text
_LAST = 6  # lines at the end that can be closing and signature
_FIRST = 6  # lines at the beginning that can be titles and greetings
_DATED = re.compile(
    r"(?:[〇○零一二三四五六七八九\d]{4}\s*[年./-]\s*[〇○零一二三四五六七八九十\d]{1,3}\s*(?:[月./-]\s*(?:[〇○零一二三四五六七八九十\d]{1,3}\s*日?)?)?)[)）]?$"
)
_THANKS = re.compile(
    r"(?:\d{1,2}[.、])?\s*(?:(?:最后|再次|衷心)[，,]?(?:我?[要想]?)?(?:再次|衷心)?)?(?:感谢|谢谢)"
    r"|(?:最后[，,]?)?(?:[^。！？；，\d]{0,8}拜[^，。；]{0,3}年[，,])?(?:衷心|预)?祝(?:愿|福)?[^。，]{0,12}(?:大家|各位|领导|同事|同志|单位|公司|学校|医院|我们)"
    r"|(?:最后|借此机会|在此)?[，,]?(?:向|对)[^。！？；\d]{2,50}(?:表示|致以|道一?声)[^。！？；]{0,10}(?:感谢|谢意|谢)[。！]?$"
)
_HELLO = re.compile(  # not 四是作用发挥得不好。
    rf"(?!第?[{HAN}]{{1,2}}[是、，])[^。；！？\d]{{0,14}}(?<![不较很更做得良])好[！。]"
)
_REPORTED = re.compile(  # 我是…, 下面由我汇报：
    r"\d|我(?:是|叫|任|于|在|来自|代表|将|把|就|向|受)|本人|[二三]〇|汇报|报告|述职|述责|述廉|总结|工作|如下|下面|现将|现在|情况|[：:]"
)
_CALLED_SO = re.compile(
    r"我叫[^，。；：]{2,4}[，,。][^。；：\n]{0,40}。?"
)  # 我叫李梅，在三小教数学。
_ADDRESSED = re.compile(  # 县纪委常委会：
    r"[^，。；！？\d]{0,16}(?:党委|纪委|常委会?|党组|委员会|董事会|考核组|组织部|领导|同志|同事|代表|委员|老师|评委|股东|乡亲)们?[：:]"
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})*[ \u3000]+[\u4e00-\u9fff]")  # 5 写在最后
_LISTED = re.compile(r"(?:[-•●◆■*][ \t]*\S[^\n]*\n\s*)+[-•●◆■*][ \t]*\S[^\n]*")
_PART = re.compile(  # 审判执行工作: the name of a part, no office and no unit
    r"[^，。；：！？、\s\d（）()—]{2,8}(?:工作|情况|方面|管理|建设|回顾|成绩|业绩|学习|自律)"
)
_APPENDED = re.compile("(?:附件?|抄送|抄报)[：:]")
_CALLED = re.compile(r"[^。；\d]{2,20}[！!]")  # 新的一年，加油！
_FAREWELL = 90  # characters of a last paragraph that only takes leave
_LEAVE = re.compile(
    r"(?:感谢|谢谢)[^。！？；\d]{0,24}(?:[。！，]|$)"
    r"|(?:敬?请|恳请|欢迎|希望|接受)[^。！？；\d]{0,16}(?:批评|指正|评议|审议|打分|监督|帮助|意见|建议)[^。！？；，\d]{0,4}[。！]$"
)
_NAME = 4  # characters of a name
_LIKELY = -1.0  # the logarithm of how likely a sentence tells a shortcoming
_HANDED_OVER = re.compile(
    r"(?:[^。！？；\d]{0,16}(?:报告|汇报|述职|总结|发言|检查|话|情况)(?:[^。！？；，\d]{0,4}[完毕此了束])?[，。！]?)?"
    r"(?:[^，。]{0,3}不(?:当|妥|足)(?:[^，。]{0,6}[，,]|之处))?(?:敬?请|恳请|欢迎|希望)[^。！？；，\d]{0,14}"
    r"(?:批评|指正|审议|审查|评议|评判|打分|监督|帮助|考[察核]|检查|提出[^。！？\d]{0,8}意见|指教|评价|批准|[一这][一]?票|多提[^。！？；，\d]{0,8}(?:意见|建议))[^。！？；，\d]{0,4}[。！]?"
)
_SUBTITLE = re.compile(  # ——在民主生活会上的发言, 及2024年工作安排
    rf"—.{{0,{_SHORT - 1}}}|[及暨](?:(?:19|20)\d\d年|下)[^，。；：！？]{{2,{_SHORT}}}"
)
_WELCOME = 120  # characters of a greeting with what belongs to it
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-—–~至]+(?:19|20)?\d\d)?(?:学?年度?)")
_ASKING = re.compile(
    "[，。](?:敬?请|恳请|欢迎)[^。！？；，\\d]{0,10}(?:评议|审议|批评|指正|打分|监督)[^。！？；，\\d]{0,4}[。！]$"
)
_TOLD = re.compile("如下|下面")  # 现将情况报告如下： is no salutation
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
    lines = _greeted(tuple(_lines(text)))
    words = Vocabulary.of(genre)
    front = _unheaded(_front(lines, genre, words), lines, words)
    back = _beyond_table(_back(lines, front, genre, words), lines[len(front) :], words)
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
        found = by_aspect(self.text[start:end], start) or numbered(self.points)
        if not found and re.fullmatch("[^\n]+[：:]", self.text[start:end]):
            return ()  # above a table
        if is_remark and len(found) == 1 and not re.search("[。；，\n]", self.text[start:end]):
            return ()  # （一）联系少, and below it 问题：…
        if not found and not (is_remark and not _LISTED.fullmatch(self.text, start, end)):
            are_measures = self.opening.role == Role.MEASURE
            if are_measures and _AIM.search(self.text, self.opening.start, self.opening.end):
                start = min(end, start + 1 + self.text[start:end].find("\n"))
            found = unnumbered(self.text[start:end], start, told, are_measures=are_measures)
            until = next(
                (n for n, x in enumerate(found) if n and prose.addresses(x.text)), len(found)
            )
            found = found[:until]  # 老师们，… and what stands behind it is for those who listen
            if are_measures and len(found) > 1:
                last = found[-1].text
                is_other = Vocabulary.is_honest(last) or _CALLED.fullmatch(last)
                found = found[:-1] if is_other else found
        return self._placed(found)

    @property
    def is_besides(self) -> bool:
        """A section on the work to come that says itself that it answers no shortcoming."""
        is_plan = self.opening.role == Role.MEASURE and self.opening.is_heading
        return is_plan and _BESIDES.match(self.text, self.body[0]) is not None

    def whole(self, ordinal: int) -> tuple[Point, ...]:
        """All that is told here as one point."""
        start, end = self.body
        if begun := _BEGUN.match(self.text, start, end):
            start = begun.end()
        text = self.text[start:end]
        if not text:
            return ()
        return self._placed((Point(ordinal, "", lead(text), text, (start, end)),))

    def _placed(self, found: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(
            replace(point, paragraph=_paragraph(self.starts, point.span[0])) for point in found
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
    following = [*(region.opening.role for region in regions), ""][1:]
    turns = list(zip([r.opening.role for r in regions], following, strict=True))
    listed: tuple[Point, ...] = ()  # the shortcomings that are answered next
    is_in_turn = turns.count((Role.MEASURE, Role.SHORTCOMING)) > 0
    apart = [*(region.opening.is_heading for region in regions), True][1:]
    for region, after, is_apart in zip(regions, following, apart, strict=True):
        if is_in_turn and region.is_besides:
            continue
        is_beside = region.opening.joint is not None or region.opening.is_whole
        if region.opening.role == Role.SHORTCOMING:
            is_section = region.opening.is_heading and is_apart
            is_remark = after == Role.SHORTCOMING and not (region.opening.is_sentence or is_section)
            told = region.answers(len(shortcomings), is_remark=is_remark)
            are_lines = all(each.marker for each in told) and _are_lines(told)
            is_one = len(told) == 1 or are_lines or not is_beside
            listed = region.listed
            shortcomings += listed or (told if is_one else region.whole(len(shortcomings) + 1))
        elif region.opening.role == Role.MEASURE and (
            is_beside or (is_in_turn and not region.opening.is_heading)
        ):
            is_each = len(listed) == len(region.listed)
            measures += (is_each and region.listed) or region.whole(len(measures) + 1)
        elif region.opening.role == Role.MEASURE:
            measures += region.answers(len(measures), is_remark=after == Role.MEASURE)
    if all(
        r.opening.is_whole
        for r in regions
        if r.opening.role == Role.SHORTCOMING and r.body[0] < r.body[1]
    ):
        return tuple(shortcomings), tuple(measures)
    return abreast(unnamed(tuple(shortcomings)), tuple(measures))


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


def _greeted(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, a greeting near the first of them parted from what follows it: 大家好！我是…"""
    found: list[SourceLine] = []
    for at, line in enumerate(lines):
        hello = _HELLO.match(line.text) if at < _FIRST else None
        if (
            not hello
            or _is_welcome(line.text)
            or hello.end() == len(line.text)
            or _is_talk(line.text[hello.end() :])
        ):
            found.append(line)
            continue
        (start, end), rest = line.span, line.text[hello.end() :].lstrip()
        found.append(SourceLine(hello[0], (start, start + len(hello[0]))))
        found.append(SourceLine(rest, (end - len(rest), end)))
    return tuple(found)


def _is_talk(told: str) -> bool:
    """Behind a greeting, or nothing: 外面下着雨，难得大家来得这么齐。"""
    return len(told) <= _SHORT and not _REPORTED.search(told)


def _greets(told: str, above: list[Paragraph]) -> bool:
    """A greeting, with who greets: 大家好！我叫李梅，在三小教数学。"""
    hello = _HELLO.match(told)
    if hello and _is_talk(told[hello.end() :]):
        return True
    is_more = bool(above) and (_is_welcome(told) or _CALLED_SO.fullmatch(told) is not None)
    return is_more or lists().greeting.fullmatch(told) is not None


def _is_welcome(told: str) -> bool:
    """A greeting that asks to be judged, and says nothing of the work: 大家好！…请评议。"""
    bare = _YEARS.sub("", told)
    is_plain = len(told) <= _WELCOME and not re.search(r"\d|[：:]|任职?[，。]|我[是叫]", bare)
    return is_plain and _HELLO.match(told) is not None and _ASKING.search(told) is not None


def _front(lines: tuple[SourceLine, ...], genre: Genre, words: Vocabulary) -> list[Paragraph]:
    """Titles, the salutation and a greeting, up to the first line that is something else."""
    found: list[Paragraph] = []
    until = min((at for at in decorated(lines) if at), default=_FIRST)
    for index, line in enumerate(lines[: min(until, _FIRST)]):
        if _greets(line.text, found):
            found.append(Paragraph(ParagraphKind.SALUTATION, line.span, line.text))
            continue
        if found and (_SUBTITLE.fullmatch(line.text) or _is_form(line.text)):
            found.append(Paragraph(ParagraphKind.TITLE, line.span, line.text))
            continue
        is_text = len(line.text) > _SHORT or re.search("[。；！？]|[，,]$", line.text)
        signed = lists().signer.match(line.text.strip("【[").replace("】", "：").replace("]", "："))
        is_named = bool(found) and _ADDRESSED.fullmatch(line.text) is not None
        is_greeted = bool(found) and found[-1].kind is ParagraphKind.SALUTATION
        if _DECIMAL.match(line.text):
            break  # 1 岗位职责
        if (
            is_text
            or is_greeted
            or (not (signed or is_named) and _is_told(line, words, is_first=index == 0))
        ):
            break
        if _TOLD.search(line.text) and not signed:
            break
        if line.text.endswith(genre.phrases.salutations):
            found.append(Paragraph(ParagraphKind.SALUTATION, line.span, line.text))
            continue
        found.append(Paragraph(ParagraphKind.TITLE, line.span, line.text))
    return found


def _is_form(told: str) -> bool:
    """Blanks of a form, filled in on one line: 姓名：李梅    职务：所长."""
    fields = re.split("[ \\t\u3000]{2,}", told)
    return len(fields) > 1 and all(lists().signer.match(each) for each in fields)


def _unheaded(
    front: list[Paragraph], lines: tuple[SourceLine, ...], words: Vocabulary
) -> list[Paragraph]:
    """Without a last line that is the first of the names of parts, where none has a number."""
    last = front[-1] if len(front) > 1 else None
    if not last or last.kind is not ParagraphKind.TITLE or not _PART.fullmatch(last.text):
        return front
    _, chosen = headings(lines[len(front) - 1 :], words)
    first = chosen.get(last.span[0])
    return front[:-1] if first and first.is_series else front


def _back(
    lines: tuple[SourceLine, ...], front: list[Paragraph], genre: Genre, words: Vocabulary
) -> list[Paragraph]:
    """Closing and signature: the short lines after the last one that is something else.

    A line without end mark may as well be an unnumbered point, so there has to be a closing,
    a date or a signer among them.
    """
    closings = (*genre.phrases.closings, *lists().closings)
    found: list[Paragraph] = []
    is_signed = False
    for line in reversed(lines[max(len(front) + 1, len(lines) - _LAST) :]):
        is_appended = bool(_APPENDED.match(line.text))
        is_thanks = bool(_THANKS.match(line.text)) and len(line.text) <= _CEREMONY
        is_thanks = is_thanks or _takes_leave(line.text)
        is_closing = is_thanks or (line.text.startswith(closings) and len(line.text) <= _CEREMONY)
        is_closing = is_closing or _ends_in(closings, line.text) or _asks(line.text)
        is_signer = bool(lists().signer.match(line.text)) or _is_author(line.text, front)
        if not is_closing and (len(line.text) > _SHORT or re.search(r"[。；！？，]", line.text)):
            break
        if not (is_signer or is_thanks or is_appended) and _is_told(line, words):
            break
        is_dated = bool(_DATED.search(line.text))
        is_closed = any(each.kind is ParagraphKind.CLOSING for each in found)
        if is_closed and not (is_closing or is_signer):
            break  # a date above the closing is that of a table, a short line a last point
        if not is_dated and _DECIMAL.match(line.text):
            break
        is_signed = is_signed or is_closing or is_signer or is_dated or is_appended
        kind = ParagraphKind.CLOSING if is_closing else ParagraphKind.SIGNATURE
        found.append(Paragraph(kind, line.span, line.text))
    return found[::-1] if is_signed else []


def _beyond_table(
    back: list[Paragraph], lines: tuple[SourceLine, ...], words: Vocabulary
) -> list[Paragraph]:
    """Nothing where a table goes on to the end: its last cells may be short or a date."""
    is_said = any(
        each.kind is ParagraphKind.CLOSING or lists().signer.match(each.text) for each in back
    )
    if not back or is_said:
        return back
    _, taken = rows(lines, words)
    return [] if len(lines) - 1 in taken else back


def _is_author(told: str, front: list[Paragraph]) -> bool:
    """The name below the title once more."""
    name = told.rsplit(maxsplit=1)[-1]
    return 1 < len(name) <= _NAME and any(
        (len(each.text) > len(name) and each.text.endswith(name)) or each.text == name
        for each in front
        if each.kind is ParagraphKind.TITLE
    )


def _asks(told: str) -> bool:
    """A short sentence that hands the report over: 专此报告，请予审议。 我的话说完了，请打分！"""
    return len(told) <= _SHORT and _HANDED_OVER.fullmatch(told) is not None


def _takes_leave(told: str) -> bool:
    """A last paragraph without figures that thanks or asks to be judged: 总之，…感谢大家。"""
    is_short = len(told) <= _FAREWELL and not re.search(r"\d|[：:\n]", told)
    return is_short and opens(told) is None and _LEAVE.search(told) is not None


def _ends_in(closings: tuple[str, ...], told: str) -> bool:
    """A few sentences without figures, the last of them a closing: 问题由我负责。请各位审议。"""
    if len(told) > _CEREMONY or re.search(r"\d", told):
        return False
    said = [each for each in re.split("(?<=[。！])", told) if each]
    return len(said) > 1 and said[-1].startswith(closings)


def _is_told(line: SourceLine, words: Vocabulary, *, is_first: bool = False) -> bool:
    """A heading, a label, an enumerated point or the feedback: never a title or signature."""
    if points(line.text) or words.opens_feedback(line.text):
        return True
    if is_first and not line.text.endswith(("：", ":")):
        return False
    return bool(openings((line,), words))
