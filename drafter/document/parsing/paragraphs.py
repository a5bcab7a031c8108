"""Paragraphs in which answers stand without numbers, and the parts of a sentence of several."""

import itertools
import re
from collections.abc import Iterator

from drafter.document.parsing import prose
from drafter.document.parsing.causes import tells_why
from drafter.document.parsing.enumeration import SIGN
from drafter.text import Span, sentences

LINE = re.compile(r"[^\r\n]+")
_PICTURES = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+[ \t\u3000]*")  # 👉, ✅
STOPPED = re.compile(r"[。！？；!?;：:]$")
TITLE = 26  # characters of a line that only names the point told below it
SEVERAL = 2  # parts that are more than one
_REMARKS = 60  # characters of the sentences above a list
_LISTS = re.compile(  # 主要是, 具体来看，
    "(?:比较|最|较为)?(?:主要|具体|集中|突出|明显|归纳|概括|总的|简单|细)(?:起来|的)?(?:来?[看说讲]|表现|体现|反映)?(?:是|有|在|为|如下)?[，,：:]?"
)
_LISTED = re.compile("[；;].")
_OF_ALL = re.compile("(?:对|对于)?(?:这些|以上|上述)(?:问题|不足|差距|方面)|对此")
_PART = 5  # characters of a part between two ；
_ADMITTED = re.compile(
    r"[^。；\n]{0,60}?(?:不足|问题|差距|距离|短板|弱项|缺点|薄弱环节)(?:之处)?(?:[，,：:。]|主要)+(?:主要)?"
    r"(?:(?:一个)?是|有(?![时些的待关])|表现在|表现为|体现在|集中在|比?如(?!果|何|下|此)|例如)"
    r"(?:(?:以下|这)?[两几三四五六七](?:个(?:方面|问题)?|[点条项处样])[：:，,])?[：:，,]?"
    r"|[^。；，：:\n]{0,26}(?:地方|之处|事情?|时候)[：:](?=.)"
    r"|[^。；，：:\n]{0,18}(?:存在|有|还|也|不少|以下|主要|集中)[^。；，：:\n]{0,10}(?:不足|问题|差距|短板|弱项)[：:](?=.)"
    r"|[^。；，：:\n]{0,12}(?:地方|之处)(?:主要)?(?:就?是|在于)(?=.)"
    r"|(?:主要|最大|突出)?的?(?:不足|欠缺|遗憾|缺憾|短板)(?:之处)?(?:主要)?(?:就?是|在于|，)(?=.)"
    r"|主要(?:是|有|表现[在为])[：:，,](?=.)"
)
_ANNOUNCED = re.compile(  # 下一步，重点抓好以下几个方面。
    r"[^。！？\d]{0,50}(?:以下|如下|下列|下面|[几两三四五六]个?(?:方面|问题)|[几两三四五六](?:件事|点|条))[^。！？；\d]{0,12}[。：:]"
)
_ONE_MORE = re.compile(
    "(?:[一二三四五六]|再一|又一|另一|还有一|最后一)(?:个|点|条|方面)(?:问题|不足|就)?是"
)
_STILL_ONE = re.compile(r"还有(?![\d一二两三四五六七八九十几些个的不没许很更人时，])(?=.{6})")


_CELL = 14  # characters of a table's cell that stands on a line of its own
_CELLS = 4  # of the smallest table: two titles over a row
_BARE = re.compile(r"[\d,]+(?:\.\d+)?[%％]?")
_CAPTION = re.compile(
    r"附?表\d{0,2}[一二三四五六七八九十]?[：: \u3000]|.{2,10}(?:情况|统计|明细)表$"
)


def paragraphs(text: str) -> Iterator[Span]:
    r"""Lines; one that only names what the next tells belongs to it, a lead is none.

    The cells of a table that follows, a line each, are none either.

    >>> told = "每月下乡4次。\n附表：走访\n村名\n户数\n东村\n36"
    >>> [told[slice(*span)] for span in paragraphs(told)]
    ['每月下乡4次。']
    """
    lines = [
        (
            found.start() + len(found[0]) - len(found[0].lstrip()),
            found.end() - len(found[0]) + len(found[0].rstrip()),
        )
        for found in LINE.finditer(text)
        if found[0].strip()
    ]
    lines = _without_cells(text, lines)
    leading = [text[end - 1] in "：:" for _, end in lines]
    at = 1 if len(lines) > 1 and _leads_in(text[slice(*lines[0])], leading) else 0
    while at < len(lines):
        start, end = lines[at]
        pictured = _PICTURES.match(text, start, end)
        start = pictured.end() if pictured else start
        is_title = end - start <= TITLE and (leading[at] or not STOPPED.search(text[start:end]))
        below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
        if is_title and STOPPED.search(below) and not SIGN.match(below):
            at += 1
            end = lines[at][1]
        while at + 1 < len(lines) and prose.EXAMPLE.match(text, *lines[at + 1]):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _without_cells(text: str, lines: list[Span]) -> list[Span]:
    """The lines without stretches of short ones among which bare figures stand: 村名, 户数, 36."""
    kept = lines[:1]
    rest = [(span, text[slice(*span)]) for span in lines[1:]]
    for is_short, run in itertools.groupby(rest, key=lambda each: _may_be_cell(each[1])):
        several = list(run)
        figures = [line for _, line in several if _BARE.fullmatch(line)]
        is_counted = figures == [str(n) for n in range(1, len(figures) + 1)]
        if not is_short or len(several) < _CELLS or is_counted:
            kept += [span for span, _ in several]
        elif len(kept) > 1 and _CAPTION.match(text[slice(*kept[-1])]):
            kept.pop()
    return kept


def _may_be_cell(line: str) -> bool:
    return len(line) <= _CELL and not (STOPPED.search(line) or _CAPTION.match(line))


def _leads_in(first: str, leading: list[bool]) -> bool:
    """突出“三个聚焦”： or 还有不少差距。 above all points, not 学习方面： above one."""
    if leading[0] and sum(leading) == 1:
        return True
    is_remark = prose.REMARK.fullmatch(first) or _ANNOUNCED.fullmatch(first)
    return bool(is_remark) or prose.only_announces(first)


def unadmitted(text: str, span: Span) -> Span:
    """Without the words that only say that something is lacking: 还存在一些问题，主要是."""
    begun = _ADMITTED.match(text[slice(*span)])
    return (span[0] + begun.end(), span[1]) if begun and span[0] + begun.end() < span[1] else span


def list_begins(text: str, start: int, end: int) -> int:
    """Where the list begins that a sentence announces: 主要是：…, 从以下几个方面去改：…; else 0."""
    begun = _LISTS.match(text, start, end) or _ANNOUNCED.match(text, start, end)
    return begun.end() if begun else 0


def parts_of(text: str, span: Span) -> Iterator[Span]:
    """A paragraph of one sentence, or the one that lists what it tells, cut at each ；.

    What is told besides (此外，…) behind the list is a part of its own.
    """
    listing, besides = _listing(text, span)
    told = text[slice(*listing)]
    parts = list(re.finditer(r"[^；;]+[；;]?", told))
    is_one = re.search(r"[。！？].", told) is None
    if len(parts) < SEVERAL or not is_one or any(len(found[0]) < _PART for found in parts):
        yield span
        return
    for found in parts:
        words = found[0].rstrip("；; ")
        skipped = len(words) - len(words.lstrip())
        begun = _ONE_MORE.match(words, skipped) or _STILL_ONE.match(words, skipped)
        skipped = begun.end() if begun else skipped
        yield listing[0] + found.start() + skipped, listing[0] + found.start() + len(words)
    yield from besides


def _listing(text: str, span: Span) -> tuple[Span, list[Span]]:
    """The sentence of a paragraph that lists what it tells, and those that tell one more besides.

    …做得不好。主要是…；…；…。究其原因，… Before it stands no more than a remark, behind it no
    more than the causes, what is said of all (这些问题，我有责任), and what is told besides.
    """
    told = list(sentences(text, *span))
    listing = [each for each in told if _LISTED.search(text, *each)]
    if len(told) == 1 or not listing:
        return span, []
    start, end = listing[0]
    begun = list_begins(text, start, end)
    before = text[span[0] : start]
    behind = [each for each in told if each[0] >= end]
    is_lead = bool(begun) and len(before) <= _REMARKS and not re.search(r"\d", before)
    is_remark = not before or prose.only_announces(before) or is_lead
    besides = [each for each in behind if prose.is_besides(text[slice(*each)])]
    wishes = [(each, prose.WISH.match(text, *each)) for each in besides]
    rest = [text[slice(*each)] for each in behind if each not in besides]
    if not is_remark or not all(tells_why(each) or _OF_ALL.match(each) for each in rest):
        return span, []
    return (begun or start, end), [
        (wish.end() if wish else at, until) for (at, until), wish in wishes
    ]
