"""What several rules need to know of a report, worked out once for each report."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from drafter import text
from drafter.document import Paragraph, ParagraphKind, Point, Report, Role
from drafter.document.forms import form
from drafter.document.genre import Genre
from drafter.document.once import once
from drafter.document.parsing.criticism import QUESTIONED, SAID_OF_US
from drafter.document.posts import Authority, command_in, command_of
from drafter.schema import table
from drafter.text import OPEN_PLACE, Span, any_of

_PROSE = (
    ParagraphKind.PREAMBLE,
    ParagraphKind.BODY,
    ParagraphKind.FEEDBACK,
    ParagraphKind.SHORTCOMINGS,
    ParagraphKind.MEASURES,
)
# Or a mask that stands for one; a year is none. It begins with a set, which is found fastest.
FIGURE = re.compile(
    r"[\d*＊×ＸX百](?:(?<=[*＊])|(?<=\d)(?<!\d\d)(?!(?<=1)9\d\d年|(?<=2)0\d\d年)"
    r"|(?<=[×Ｘ])[×Ｘ]|(?<=X)X|(?<=百)分之)"
)
LETTERS = re.compile(  # that stand for a name: CC幼儿园, but not AAA级, PPP项目 or QQ群
    r"([A-WYZ])(?<![A-Za-z0-9].)\1{1,3}(?=[\u4e00-\u9fff])(?!级|类|制|项目|模式|轮|车)"
    r"(?!(?<=QQ)(?:聊|群|号|邮|空间|交流|消息|联系|在线|好友|视频|音乐|办公|工作))"
)
_SAID = re.compile(r"\w(?!\w*[】\]）)]?[：:]?\s*\Z)")  # more than marks and a name: 问题：
_SENTENCE = re.compile(r"\w[”’》）)]*[。！？]")  # one that ends
_ANSWERS = (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES)
_MASK = re.compile("[*＊×ＸX]+")
_MASKED = 3  # masks from which a report is meant to be masked
_QUOTED = re.compile(
    r"“[^“”〞\n]*[”〞]|《[^《》\n]*》|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’"
    r"|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|＂[^＂\n]{1,60}＂"
)
_ISSUE = re.compile(
    r"[^。！？；\n]{0,40}?(?:(?:19|20)\d\d年度?|上一?年度?|去年|往年|年度|述职评议|民主测评)[^，。；\n]{0,12}?"
    r"(?<![^向给对为]我)(?:反馈|指出|点评)[^。！？\n]*"
    r"|(?:(?:19|20)\d\d年度?|上一?年度?|去年|往年)[^，。；\n]{0,12}?(?:[会组]|测评|评议|述[职廉责]|考核|座谈|谈[话心])[^。；\n]{0,10}?"
    rf"(?:提(?:[了出到过得]|(?=“))|反映|批评|说|写[道了着]|(?:提醒|建议|希望|要求)(?:我|本人)|{QUESTIONED})[^。！？\n]*"
    r"|[^。！？；\n]{0,10}?(?:(?:19|20)\d\d年度?|上一?年度?|去年)[^，。；\n]{0,12}?(?:生活会|巡[察视]|考核|述职)"
    r"[^，。；\n]{0,8}?(?:查摆|检视|认领|认下|列出|列了)[^。！？\n]*?(?:整改|解决|改正|纠正|改[了好完到])[^。！？\n]*"
    # 2022年评估定级时，专家组反馈我馆……
    rf"|[^。！？；\n]{{0,10}}?{SAID_OF_US}[^。！？\n]*"
)
_MENTION = re.compile(
    "反馈|点评|指出|提[了出到过得“]|反映|批评|说|写[道了着]|查摆|检视|认领|认下|列出|列了|(?:提醒|建议|希望|要求)(?:我|本人)"
    f"|发现|查出|查到|{QUESTIONED}"
)
_PLACE = re.compile(  # what only names a stretch of time or a part: no sentence
    r"(?:\d{1,2}月份?|第[一二三四]季度|[上下]半年)[：:]?|\d{1,2}(?:\.\d{1,2}){1,3}[^。；，！？]{1,20}"
)


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence of the report's prose; an enumerator or label before it is not part of it."""

    text: str
    span: Span
    kind: ParagraphKind
    role: str
    paragraph: int


@once
def enumerated(report: Report) -> tuple[Point, ...]:
    """Every numbered point of sections, shortcomings and measures, in the order of the text."""
    told = [point for section in report.sections for point in section.points]
    told += [*report.shortcomings, *report.measures]
    return tuple(sorted({p.span: p for p in told if p.marker}.values(), key=lambda p: p.span))


@once
def sentences(report: Report) -> tuple[ProseSentence, ...]:
    """The prose, sentence by sentence, cut before each enumerator too."""
    points = enumerated(report)
    starts = [point.span[0] for point in points]
    found = []
    for index, paragraph in enumerate(report.paragraphs):
        if paragraph.kind not in _PROSE:
            continue
        for part in _parts(report, paragraph):
            base, last = part.span
            inside = points[bisect_left(starts, base) : bisect_left(starts, last)]
            cuts = {point.span[0]: len(point.marker) for point in inside}
            for start, end in _pieces(report.text, (base, *cuts, last)):
                words = report.text[start + cuts.get(start, 0) : end].lstrip()
                begin, told = end - len(words), words.rstrip()
                is_label = end in cuts and words.endswith(("：", ":"))
                if is_label or not told or _PLACE.fullmatch(told):
                    continue
                span = (begin, begin + len(told))
                found.append(ProseSentence(told, span, part.kind, part.role, index))
    return tuple(found)


def _parts(report: Report, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, in parts where shortcomings and their measures share it.

    What stands between the two, a sign or 改进措施：, says nothing and is part of neither;
    a whole sentence there says something.
    """
    paragraph = _unheaded(report, paragraph)
    if paragraph.kind not in _ANSWERS:
        yield paragraph
        return
    told, starts = _answers(report)
    base, last = paragraph.span
    inside = told[bisect_left(starts, base) : bisect_left(starts, last)]
    if all(kind is paragraph.kind for _, kind, _ in inside):
        yield paragraph
        return
    at, before = base, None
    for (start, until), kind, role in inside:
        end = min(until, last)
        is_answered = (before, kind) == (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES)
        is_said = _SENTENCE if is_answered else _SAID
        if is_said.search(report.text, at, start):
            yield replace(paragraph, span=(at, start))
        yield replace(paragraph, span=(start, end), kind=kind, role=role)
        at, before = end, kind
    if _SAID.search(report.text, at, last):
        yield replace(paragraph, span=(at, last))


def _unheaded(report: Report, paragraph: Paragraph) -> Paragraph:
    """A paragraph without the heading that it begins with, where no mark parts the two."""
    end = _joined(report).get(paragraph.span[0], paragraph.span[0])
    return (
        replace(paragraph, span=(end, paragraph.span[1])) if end > paragraph.span[0] else paragraph
    )


@once
def _joined(report: Report) -> dict[int, int]:
    """Where the headings stand that their text follows without a mark."""
    return {
        start: end
        for start, end in (section.heading_span for section in report.sections)
        if report.text[end : end + 1].isalnum()
    }


@once
def _answers(report: Report) -> tuple[list[tuple[Span, ParagraphKind, str]], list[int]]:
    """Where all shortcomings and measures stand, and where each begins."""
    told = sorted(
        (point.span, kind, str(role))
        for points, kind, role in (
            (report.shortcomings, ParagraphKind.SHORTCOMINGS, Role.SHORTCOMING),
            (report.measures, ParagraphKind.MEASURES, Role.MEASURE),
        )
        for point in points
    )
    return told, [span[0] for span, _, _ in told]


def _pieces(whole: str, bounds: tuple[int, ...]) -> Iterator[Span]:
    """The spans of the sentences from the first bound to the last, ended by each."""
    for start, until in itertools.pairwise(bounds):
        yield from text.sentences(whole, start, until)


@once
def is_masked(report: Report) -> bool:
    """It has masks enough that it is meant not to show who it is about."""
    return sum(1 for _ in itertools.islice(_MASK.finditer(report.text), _MASKED)) == _MASKED


@once
def quotations(report: Report) -> tuple[Span, ...]:
    """What stands between quotation marks of any shape or 《 》, marks included."""
    return tuple(found.span() for found in _QUOTED.finditer(report.text))


def is_quoted(report: Report, place: int) -> bool:
    """The character at `place` stands in quotation marks."""
    spans = quotations(report)
    index = bisect_left(spans, (place + 1, 0)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


@once
def prose(report: Report) -> tuple[Span, ...]:
    """Where the sentences stand, headings, titles and signatures left out."""
    return tuple(sentence.span for sentence in sentences(report))


def is_open(point: Point) -> bool:
    """Whether something of a point waits for its author: nothing can be said of it yet."""
    return OPEN_PLACE.search(point.text) is not None


def first_of(words: tuple[str, ...], points: Iterable[Point]) -> Iterator[Span]:
    """Where each point first has one of `words`; points without are passed over."""
    pattern = any_of(words)
    for point in points:
        if found := pattern.search(point.text):
            start = point.span[1] - len(point.text) + found.start()
            yield start, start + len(found[0])


def within(report: Report, span: Span) -> tuple[ProseSentence, ...]:
    """The sentences that begin inside `span`."""
    told, starts = sentences(report), _starts(report)
    return told[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def holding(report: Report, pattern: re.Pattern[str]) -> Iterator[ProseSentence]:
    """The sentences in which `pattern` is found, searched for in the whole text at once."""
    told, starts, last = sentences(report), _starts(report), -1
    for found in pattern.finditer(report.text):
        at = bisect_right(starts, found.start()) - 1
        if at > last and found.start() < told[at].span[1]:
            last = at
            yield told[at]


@once
def _starts(report: Report) -> list[int]:
    return [sentence.span[0] for sentence in sentences(report)]


_OPENED = re.compile("(?:如下|下面)[：:。]?$")  # 根据……的规定，现将履职情况报告如下


def longest(sentence: ProseSentence, genre: Genre) -> int:
    """How many characters a sentence may have before it is to be parted.

    One that opens a report in fixed words has hardly a place where it can be.
    """
    is_opening = sentence.kind is ParagraphKind.PREAMBLE and (
        any_of(genre.preamble.leadership).search(sentence.text) or _OPENED.search(sentence.text)
    )
    return genre.limits.sentence_error if is_opening else genre.limits.sentence_warning


def extent(points: Iterable[Point]) -> Span:
    """From the first of some points to the last."""
    spans = [point.span for point in points]
    return min(spans)[0], max(spans)[1]


def opening(report: Report) -> Span:
    """Where a flaw of the whole report is shown: its first paragraph."""
    return report.paragraphs[0].span if report.paragraphs else (0, 0)


@dataclass(frozen=True, slots=True)
class Wordings:
    """`data/wordings.toml`: words parted by blanks."""

    colloquial: str
    ordinary: str
    integrity: dict[str, str] = field(default_factory=dict)


@cache
def wordings() -> Wordings:
    """The wordings of all genres, read once."""
    return table(Wordings, "wordings")


@once
def speaker(report: Report) -> Authority | None:
    """How much the author leads: by the sheet's header, else by what he says; None: untold."""
    facts = report.facts
    if facts is not None and facts.staff is False:
        return Authority.ALONE
    if facts is not None and facts.role:
        return command_of(facts.role)
    return command_in("\n".join(each.text for each in report.of(ParagraphKind.PREAMBLE)))


@dataclass(frozen=True, slots=True)
class ReportStretch:
    """A stretch of the report's text."""

    text: str
    span: Span


@once
def feedback(report: Report) -> tuple[ReportStretch, ...]:
    """What is said of last year's criticism: paragraphs of their own, and sentences elsewhere."""
    told = [ReportStretch(each.text, each.span) for each in report.of(ParagraphKind.FEEDBACK)]
    told += [
        ReportStretch(section.heading, section.heading_span)
        for section in report.sections
        if section.role == Role.FEEDBACK and not told
    ]
    besides = [
        ReportStretch(each.text, each.span)
        for each in _over_rows(report)
        if _MENTION.search(said := each.text.replace("\n", ""))
        and _ISSUE.match(said)
        and not (told and (each.kind in _ANSWERS or each.kind is ParagraphKind.FEEDBACK))
    ]
    return tuple(sorted([*told, *besides], key=lambda each: each.span))


def _over_rows(report: Report) -> Iterator[ProseSentence]:
    """The sentences, each whole where only the paper ended the rows that it stands in."""
    rows: list[ProseSentence] = []
    for each in sentences(report):
        if rows and not _goes_on(report, rows[-1], each):
            yield _whole(report, rows)
            rows = []
        rows.append(each)
    if rows:
        yield _whole(report, rows)


def _whole(report: Report, rows: list[ProseSentence]) -> ProseSentence:
    span = (rows[0].span[0], rows[-1].span[1])
    return replace(rows[0], text=report.text[slice(*span)], span=span)


def _goes_on(report: Report, one: ProseSentence, other: ProseSentence) -> bool:
    """A sentence of one row goes on with the next in the row below."""
    row = report.paragraphs[other.paragraph]
    is_first = row.is_rest and other.span[0] == row.span[0]
    is_below = is_first and other.paragraph == one.paragraph + 1
    return is_below and one.text.rstrip("”』」）)")[-1:] not in "。！？!?"


@once
def unread(report: Report) -> tuple[ReportStretch, ...]:
    """What was not understood: it stands in no part that has a role, and is to be left alone."""
    return tuple(
        ReportStretch(each.text, each.span)
        for each in report.paragraphs
        if each.kind is ParagraphKind.BODY
        and not each.role
        and any(map(str.isalnum, each.text))  # no rule across the page
    )


@once
def answer_labels(report: Report) -> tuple[str, str]:
    """What shortcomings and measures are headed by in such a report: a unit has none of its own."""
    told, measures = report.genre.shortcomings.label, report.genre.measures.label
    return (told if form(report).is_personal else told.removeprefix("个人")), measures


def first_clause(words: str) -> str:
    """A point's words up to the first mark.

    >>> first_clause("数字资源更新慢：电子书只更新了一次，读者有意见。")
    '数字资源更新慢'
    """
    return re.split("[，,。；;：:！？\n]", words, maxsplit=1)[0].strip()
