"""What several rules need to know of a report, worked out once for each report."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from drafter import pairing as pairings
from drafter import text
from drafter.document import Paragraph, ParagraphKind, Point, Report, Role, Severity
from drafter.document.genre import Genre
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.document.posts import Authority, command_in, command_of
from drafter.schema import table
from drafter.text import OPEN_PLACE, Span, any_of

T = TypeVar("T")

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
LETTERS = re.compile(  # that stand for a name: CC幼儿园, but not AAA级 or PPP项目
    r"([A-WYZ])(?<![A-Za-z0-9].)\1{1,3}(?=[\u4e00-\u9fff])(?!级|类|制|项目|模式|轮|车)"
)
_SAID = re.compile(r"\w(?!\w*[】\]）)]?[：:]?\s*\Z)")  # more than marks and a name: 问题：
_SENTENCE = re.compile(r"\w[”’》）)]*[。！？]")  # one that ends
_ANSWERS = (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES)
_MASK = re.compile("[*＊×ＸX]+")
_MASKED = 3  # masks from which a report is meant to be masked
_OWN = 2  # sections of the genre, from which a report is one of it whatever its title
_MOST = 40  # shortcomings or measures that are compared with each other
_FAR = 1_000  # characters of each
_QUOTED = re.compile(
    r"“[^“”〞\n]*[”〞]|《[^《》\n]*》|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’"
    r"|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|＂[^＂\n]{1,60}＂"
)
_ANNOUNCED = re.compile(  # what a text says that it is
    r"[^。！？；，\n]{0,40}(?:如下|由[^。；，\n]{1,20}(?:组成|构成))|(?:我|本人)的[^。！？；，\n]{0,6}(?:报告|总结|汇报|材料)"
    r"|(?:进行|作)(?:工作)?(?:述职|汇报|总结)|写?这[份篇](?:述职|工作|年终|个人)*(?:报告|总结|汇报|材料)|以上(?:为|是)[^。！？；，\n]{0,20}"
)
_ISSUE = re.compile(
    r"[^。！？；\n]{0,40}?(?:(?:19|20)\d\d年度?|上一?年度?|去年|往年|年度|述职评议|民主测评)[^，。；\n]{0,12}?"
    r"(?:反馈|指出|点评)[^。！？\n]*"
    r"|(?:(?:19|20)\d\d年度?|上一?年度?|去年|往年)[^，。；\n]{0,12}?(?:[会组]|测评|评议|述职|考核|座谈)[^。；\n]{0,10}?"
    r"(?:提[了出到过]|反映|批评|说)[^。！？\n]*"
    r"|[^。！？；\n]{0,10}?(?:(?:19|20)\d\d年度?|上一?年度?|去年)[^，。；\n]{0,12}?(?:生活会|巡[察视]|考核|述职)"
    r"[^，。；\n]{0,8}?(?:查摆|检视)[^。！？\n]*?(?:整改|解决|改正|纠正)[^。！？\n]*"
)
_MENTION = re.compile("反馈|点评|指出|提[了出到过]|反映|批评|说|查摆|检视")
_PLACE = re.compile(  # what only names a stretch of time or a part: no sentence
    r"(?:\d{1,2}月份?|第[一二三四]季度|[上下]半年)[：:]?|\d{1,2}(?:\.\d{1,2}){1,3}[^。；，！？]{1,20}"
)


def once(work: Callable[[Report], T]) -> Callable[[Report], T]:
    """`work`, done at most once for each report and kept in it, as `cached_property` does."""
    key = f"{work.__module__}.{work.__name__}"

    def kept(report: Report) -> T:
        cache = vars(report)
        if key not in cache:
            cache[key] = work(report)
        return cache[key]  # type: ignore[no-any-return]

    kept.__doc__ = work.__doc__
    return kept


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


@once
def pairing(report: Report) -> pairings.Pairing | None:
    """Which measure answers which shortcoming; none where either is missing.

    Comparing all with all grows with the square, so only as many are read as people write.
    """
    told, measures = report.shortcomings, report.measures
    if not told or not measures or max(len(told), len(measures)) > _MOST:
        return None
    rows, columns = (
        [OPEN_PLACE.sub("", each.text[:_FAR]) for each in part] for part in (told, measures)
    )
    if inside := _turns_inside(report):
        return _in_turn(rows, columns, inside)
    turns = _turns(told, measures)
    if turns and (len(turns) < len(told) or _share_a_line(told, measures, turns)):
        return _in_turn(rows, columns, turns)
    if len(told) <= len(measures) and _take_turns(told, measures):  # what is more is told behind
        found = pairings.pair(rows, columns[: len(rows)])
        more = tuple(range(len(rows), len(columns)))
        return replace(_beside(found), orphans=(*found.orphans, *more))
    return _by_aspect(pairings.pair(rows, columns), report)


def _beside(found: pairings.Pairing) -> pairings.Pairing:
    """Each measure stands behind its shortcoming: a single other one is no better.

    Only where measures have visibly changed places does the author seem to have mixed them up.
    """
    if found.swapped:
        return found
    return replace(found, pairs=tuple(replace(each, better=None) for each in found.pairs))


def _by_aspect(found: pairings.Pairing, report: Report) -> pairings.Pairing:
    """With what answers the aspect that a shortcoming is told of, where aspects are answered.

    As many measures as aspects, and whatever shortcoming has one has that of its aspect.
    """
    aspects = [
        point.span[0]
        for section in report.sections
        if section.role == Role.SHORTCOMING
        for point in section.points
    ]
    if not 1 < len(aspects) == len(report.measures) < len(report.shortcomings):
        return found
    own = [bisect_right(aspects, each.span[0]) - 1 for each in report.shortcomings]
    told = [(own[at], to) for at, to in enumerate(found.assignment) if to is not None]
    if min(own) < 0 or any(one != other for one, other in told):
        return found
    return replace(
        found,
        pairs=tuple(
            replace(each, better=own[each.shortcoming]) if each.measure is None else each
            for each in found.pairs
        ),
    )


def _turns_inside(report: Report) -> dict[int, int]:
    """The measures that stand behind shortcomings in their own section; others have another."""
    told, measures = report.shortcomings, report.measures
    starts = [section.span[0] for section in report.sections]
    first = bisect_right(starts, told[0].span[0])
    end = starts[first] if 0 < first < len(starts) else -1
    inside = tuple(each for each in measures if told[0].span[0] <= each.span[0] < end)
    is_apart = all(each.span[0] < end for each in told) and len(inside) < len(measures)
    return _turns(told, inside) if is_apart and inside == measures[: len(inside)] else {}


def _take_turns(told: tuple[Point, ...], measures: tuple[Point, ...]) -> bool:
    """Each shortcoming has its measure behind it, in a table or line by line."""
    beside = [each for pair in zip(told, measures, strict=False) for each in pair]
    return all(one.span < other.span for one, other in itertools.pairwise(beside))


def _turns(told: tuple[Point, ...], measures: tuple[Point, ...]) -> dict[int, int]:
    """Each measure by the shortcoming that it stands behind, where no two stand behind one."""
    starts = [point.span[0] for point in told]
    if any(one > other for one, other in itertools.pairwise(starts)):
        return {}
    found = {bisect_left(starts, each.span[0]) - 1: at for at, each in enumerate(measures)}
    behind_all = [each for each in measures if each.span[0] > starts[-1]]
    if len(found) < len(measures) and len(behind_all) == len(measures) - len(found) + 1:
        found[len(told) - 1] = measures.index(behind_all[0])  # others close the part
    else:
        behind_all = []
    is_told = len(found) + max(0, len(behind_all) - 1) == len(measures)
    return found if is_told and len(found) > 1 and min(found) >= 0 else {}


def _share_a_line(
    told: tuple[Point, ...], measures: tuple[Point, ...], turns: dict[int, int]
) -> bool:
    """All is told in one paragraph, each measure behind its shortcoming."""
    near = [told[at].paragraph == measures[to].paragraph for at, to in turns.items()]
    return 2 * sum(near) > len(near) and len({each.paragraph for each in told}) == 1


def _in_turn(rows: list[str], columns: list[str], turns: dict[int, int]) -> pairings.Pairing:
    """Shortcomings with the measure behind each, and those without."""
    held = sorted(turns)
    found = pairings.pair([rows[at] for at in held], [columns[turns[at]] for at in held])
    pairs = {held[each.shortcoming]: each for each in found.pairs}
    blank = pairings.Pair(0, None, pairings.Fit.UNRELATED, 0.0, None)
    places = [turns[at] for at in held]
    elsewhere = _told_elsewhere(rows, columns, turns)
    return replace(
        found,
        pairs=tuple(
            replace(
                pairs.get(at, blank),
                shortcoming=at,
                measure=turns.get(at),
                better=elsewhere.get(at),
            )
            for at in range(len(rows))
        ),
        orphans=tuple(at for at in range(len(columns)) if at not in places),
        assignment=tuple(turns.get(at) for at in range(len(rows))),
        matrix=tuple(
            tuple(
                found.matrix[held.index(at)][places.index(to)]
                if at in turns and to in places
                else 0.0
                for to in range(len(columns))
            )
            for at in range(len(rows))
        ),
    )


def _told_elsewhere(rows: list[str], columns: list[str], turns: dict[int, int]) -> dict[int, int]:
    """What visibly answers the shortcomings that have no measure behind them."""
    left = [at for at in range(len(rows)) if at not in turns]
    free = [at for at in range(len(columns)) if at not in turns.values()]
    if not left or not free:
        return {}
    found = pairings.pair([rows[at] for at in left], [columns[at] for at in free])
    return {
        left[at]: free[to]
        for at, to in enumerate(found.assignment)
        if to is not None and found.matrix[at][to] >= pairings.SURE
    }


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
class Form:
    """A kind of report that is met, and what may be asked of it: `data/forms.toml`."""

    name: str
    titles: str  # words in a title, parted by blanks
    demands: str = ""  # sections without which it is none
    wants: str = ""  # sections that usually are there
    answers: str = ""  # how it weighs that shortcomings or measures are missing; "" not at all
    year: str = ""  # the same for the year it is about
    is_paired: bool = False  # each shortcoming has its own measure
    has_feedback: bool = False  # it answers last year's criticism
    has_integrity: bool = False  # it speaks of the author's own honesty
    is_critical: bool = False  # it tells of shortcomings alone, work done need not be in it
    is_personal: bool = False  # one person tells what he himself did

    def word_in(self, told: str) -> str:
        """The first of its words that stands in a title, "" where none does."""
        return next((word for word in self.titles.split() if word in told), "")

    def asks(self, role: str) -> bool:
        """It demands a section with this role, or usually has one."""
        return role in (*self.demands.split(), *self.wants.split())

    @property
    def severity(self) -> Severity | None:
        """What a missing answer weighs; None where it is not asked for."""
        return Severity(self.answers) if self.answers else None

    @property
    def dated(self) -> Severity | None:
        """What it weighs that the year is nowhere; None where it is not asked for."""
        return Severity(self.year) if self.year else None


@dataclass(frozen=True, slots=True)
class _Forms:
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """`data/wordings.toml`: words parted by blanks."""

    colloquial: str
    ordinary: str
    integrity: dict[str, str] = field(default_factory=dict)


@cache
def forms() -> tuple[Form, ...]:
    """The kinds of report there are, read once."""
    return table(_Forms, "forms").forms


@cache
def wordings() -> Wordings:
    """The wordings of all genres, read once."""
    return table(Wordings, "wordings")


@once
def form(report: Report) -> Form:
    """What kind of report it is: as it is to be taken, as it calls itself, or what the genre is."""
    if report.form:
        return next(each for each in forms() if each.name == report.form)
    for told in (_named, _announced):
        words = told(report)
        found = next((each for each in forms() if words and each.word_in(words)), None)
        if found:
            return found
    return _unnamed(report)


def why_form(report: Report) -> str:
    """Why a report was taken for its kind, in Chinese."""
    if report.form:
        return "按 --genre"
    if word := form(report).word_in(_titled(report)):
        return f"标题里有“{word}”"
    if word := form(report).word_in(_announced(report)):
        return f"正文说是“{word}”"
    if form(report).is_critical:
        return "通篇只写问题"
    return "标题没有说是什么报告"


def _titled(report: Report) -> str:
    told = "".join(paragraph.text for paragraph in report.of(ParagraphKind.TITLE))
    return re.sub(r"\s", "", told)  # 述 职 报 告


def _named(report: Report) -> str:
    """The title, of the text or of its facts."""
    return _titled(report) or (report.facts.title if report.facts is not None else "")


def _announced(report: Report) -> str:
    """Where the text says what it is: 现将履职情况报告如下, 我的述职报告由四个部分组成."""
    told = [
        each.text
        for each in (*report.of(ParagraphKind.PREAMBLE), *report.of(ParagraphKind.CLOSING))
    ]
    return " ".join(found[0] for text in told for found in _ANNOUNCED.finditer(text))


def _unnamed(report: Report) -> Form:
    """Of a text that does not say what it is: one of faults alone, or what the genre is.

    A title that names no kind is of a kind that is not known: nothing is demanded of it.
    """
    if not _named(report) and report.sections and report.facts is None:
        roles = [section.role for section in report.sections]
        is_strange = not {*roles} & {*report.genre.roles}
        if report.sections[0].ordinal > 1:  # 四、不足 alone is cut from another report
            return forms()[-1] if is_strange else kind_of(report.genre)
        if is_strange and roles.count(Role.SHORTCOMING) >= max(1, roles.count("")):
            return next(each for each in forms() if each.is_critical)
        if is_strange and len(roles) > _OWN:
            return forms()[-1]
    if _titled(report) and report.facts is None:
        own = {section.role for section in report.sections} & set(report.genre.roles)
        if len(own) < _OWN:
            return forms()[-1]
    return kind_of(report.genre)


def kind_of(genre: Genre) -> Form:
    """The kind of report that a genre drafts.

    >>> from drafter.document import genre
    >>> [kind_of(genre.load(id)).name for id in ("shuze", "zongjie")]
    ['述责述廉报告', '总结']
    """
    return next((each for each in forms() if each.word_in(genre.name)), forms()[-1])


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
    """What is said of last year's criticism: paragraphs of their own, or sentences elsewhere."""
    told = [ReportStretch(each.text, each.span) for each in report.of(ParagraphKind.FEEDBACK)]
    told += [
        ReportStretch(section.heading, section.heading_span)
        for section in report.sections
        if section.role == Role.FEEDBACK and not told
    ]
    if told:
        return tuple(told)
    return tuple(
        ReportStretch(each.text, each.span)
        for each in sentences(report)
        if _MENTION.search(each.text) and _ISSUE.match(each.text)
    )


@once
def unread(report: Report) -> tuple[ReportStretch, ...]:
    """What was not understood: it stands in no part that has a role, and is to be left alone."""
    return tuple(
        ReportStretch(each.text, each.span)
        for each in report.paragraphs
        if each.kind is ParagraphKind.BODY and not each.role
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


@once
def pairs_up(report: Report) -> bool:
    """Each measure answers a shortcoming: not where the next year's work is told instead."""
    plans = [s.heading for s in report.sections if s.role == Role.MEASURE]
    return form(report).is_paired and not any(Vocabulary.intends(each) for each in plans)


@once
def is_paired(report: Report) -> bool:
    """Shortcomings and measures are numbered, as many as each other, and meant as pairs."""
    told, measures = report.shortcomings, report.measures
    is_numbered = all(point.marker for point in (*told, *measures))
    return is_numbered and pairs_up(report)
