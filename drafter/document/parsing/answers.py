"""The single shortcomings and measures in a stretch of text: numbered, by line or in prose."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from drafter.document import Point
from drafter.document.parsing import prose
from drafter.document.parsing.causes import asks_why, tells_why
from drafter.document.parsing.deeds import tells_deed
from drafter.document.parsing.enumeration import SIGN, lead, points
from drafter.document.parsing.paragraphs import (
    LINE,
    SEVERAL,
    STOPPED,
    TITLE,
    paragraphs,
    parts_of,
    unadmitted,
)
from drafter.document.parsing.running import opens_lacking
from drafter.document.parsing.vocabulary import LACKING
from drafter.text import HAN, Span, sentences

_BLANKS = re.compile(  # each line a label, or a number alone
    r"(?:\s*(?:\d[\d.．]{0,4}[ \t]*)?[^，。；：:\s]{1,8}[：:][ \t]*(?:\n|\Z)"
    rf"|\s*[{HAN}]{{1,3}}、[ \t]*(?:\n|\Z))+"
)
_FIRST = ("首先", "先")  # of several, where the others have no number
_TURNS = ("其次", "再次", "最后", "第")
_IN_TURN = ("首先", "其次", "再次", "最后", "然后")
_ONE_BELOW = re.compile(  # （看一眼台下）还有一笔，
    r"\n[ \t\u3000]*(?:（[^（）\n]{1,12}）)?(?:还有|再有|另有|最后)"
    r"一[件条点笔个样桩][，,](?=[^\n]{6})"
)
_INLINE = re.compile("[第头]|[一二三四五六七八九十]、?[是要]")
_BESIDES = re.compile(
    "(?<=[；。])(?:(?:另外|此外|除此之?外|除了?这些(?:之?外)?)，|同时，(?=(?:我|本人)们?[会将要还])"
    "|(?:另外|此外)(?=(?:我|本人|自己)))(?=.{6})"
)
# 如果时间允许，还想学…: one more behind the last of those told in turn
_WISHED = re.compile(f"(?<=[；。]){prose.WISH.pattern}")
# 在严守政治纪律方面: the shortcomings are numbered below it.
_ASPECT = re.compile(
    r"[^。；\n]{0,40}?(?:方面|上|情况)(?:存在的?(?:问题|不足))?[。：:]?[ \t\r]*"
    r"(?:\n|(?=一是|1[.．、]))"
)
_SAID_OF = re.compile(
    r"[^。；：:\n]{2,44}方面(?:存在的?(?:问题|不足))?[。：:](?:存在的?)?(?:主要(?!是))?(?:(?:问题|不足|差距)[：:])?"
    r"(?=[^\s一1①（])"
)
_SAID_FIRST = re.compile(r"[ \t\u3000]*在?[^。；：，\n]{2,40}?方面[。：:，,](?=.)[ \u3000]*")
_PHRASE = re.compile(r"[^，,；;。\n]+")
_AHEAD = re.compile(r"[^，。；]{0,10}(?:还?想|打算|准备|计划|争取|力争|明年|来年|今后|下一?步)")
_CONNECTED = re.compile("(?:另外|此外|同时|再者|再有|还有)[，,]|再就是[，,]?")
_PROMISED = re.compile(  # 新的一年，我想这样去改。
    r"[^。！？\d]{0,30}(?:这样|这么|如此|以下|如下|[几两三四五]点|[几两三四五]件事)[^。！？；\d]{0,6}[。：:]"
)
_SUMMED_UP = re.compile("总之|总而言之|综上|总的来[说看]")
_SET_APART = re.compile(  # 除上述改进外，
    "除了?(?:[做抓]好)?(?:上述|以上|前述)[^，。；\n]{0,12}外[，,]"
)
_BEGINNING = re.compile(  # 下一步，我将…: what a measure begins with that is none
    r"(?:(?:针对|对照|经过|通过|鉴于|面对|认识到|看到|正视|结合|基于)[^，。；\n]{1,26}[，,])?(?:在?(?:下一?步|今后|接下来|明年|来年|新的一年|新学年|新学期|以后|对此|为此|未来)(?:的?(?:工作|学习|生活|日常|和|与|、)*(?:中|里)?)?(?:[，,：:]|(?=我|本人|将|还?要(?![求闻]))))?"
    r"(?:先?从[^，。；\d]{1,10}[改做抓干补]起[，,])?"
    r"(?:[^，。；：！？\d]{2,10}，(?=我将|我要|我会|本人将))?(?:我|本人)?(?:们)?(?:将|还?要|打算)?"
)


# （1）【不足】材料浪费大。: says once more what its part says
_NAME = re.compile(
    r"[【\[（(]?(?:存在的?|主要)?(?:不足|问题|短板|差距|弱项)(?:之处|表现)?"
    r"(?:[】\]）)][：:]?|[：:])[ \u3000]*"
)


def unnamed(found: tuple[Point, ...]) -> tuple[Point, ...]:
    r"""Shortcomings without a name that stands before each of them.

    >>> [p.text for p in unnamed(points("1.不足：学得少。\n2.不足：管得松。"))]
    ['学得少。', '管得松。']
    """
    names = [_NAME.match(point.text) for point in found]
    return tuple(
        replace(point, text=(text := point.text[name.end() :]), lead=lead(text)) if name else point
        for point, name in zip(found, names, strict=True)
    )


def numbered(given: tuple[Point, ...]) -> tuple[Point, ...]:
    r"""Numbered points that say something; of those that only name a field, those below them.

    >>> [p.text for p in numbered(points("（一）在纪律方面\n一是学得少。\n二是管得松。"))]
    ['学得少。', '管得松。']
    """
    given = tuple(
        point
        for point, after in itertools.zip_longest(given, given[1:])
        if point.text and not _names_list(point, after)
    )
    if len(given) == 1 and given[0].marker.startswith(_FIRST) and "\n" in given[0].text:
        return ()  # 首先，… with the others below it in paragraphs without a number
    found = tuple(x for point in given for x in _besides(point, is_last=point is given[-1]))
    if found and found[0].ordinal > 1 and found[0].marker.startswith(_TURNS):
        return ()  # 其次是 without a first that is numbered too
    is_prose = any(_tells_several(point) for point in found)
    below = [_below(point, is_prose=is_prose) for point in found]
    fields = [_SAID_OF.match(point.text) for point in found]
    if all(inner or field for inner, field in zip(below, fields, strict=True)):
        found = tuple(_behind(point, field) for point, field in zip(found, fields, strict=True))
    if not any(below):
        return _each_lack(found) if all(fields) else found
    told = [each for point, inner in zip(found, below, strict=True) for each in (inner or (point,))]
    return tuple(replace(point, ordinal=count) for count, point in enumerate(told, 1))


def _names_list(point: Point, after: Point | None) -> bool:
    """No more than the name of a list that begins to count anew below it: 1、工作方面."""
    is_name = len(point.text) <= TITLE and not re.search("[，。；：\n]", point.text)
    return is_name and after is not None and after.ordinal == 1


def without_blanks(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without the labels of a form that nobody filled in: 1.3 改善：, and nothing behind it."""
    return tuple(point for point in found if not _BLANKS.fullmatch(point.text))


def without_lessons(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without sentences that only tell what was done or learned, before others that lack something.

    >>> told = points("一是熟悉了业务。政策研究不够。二是学会了记账。")
    >>> [point.text for point in without_lessons(told)]
    ['政策研究不够。']
    """
    kept: list[Point] = []
    for point in found:
        spans = _sentences(point.text, 0)
        first = next((s for s, e in spans if not tells_deed(point.text[s:e])), None)
        if first is not None:
            kept += [point] if first == 0 else _cut_at(point, [(first, len(point.text))])
    return tuple(kept)


def by_aspect(text: str, offset: int) -> tuple[Point, ...]:
    r"""What lines tell that each begin with the name of an aspect, where some number it.

    >>> told = by_aspect("在学习方面：一是不深；二是不细。\n在作风方面：办法少。", 0)
    >>> [(each.marker, each.text) for each in told]
    [('一是', '不深；'), ('二是', '不细。'), ('', '办法少。')]
    """
    lines = [(x.start(), x[0]) for x in LINE.finditer(text) if x[0].strip()]
    names = [_SAID_FIRST.match(line) for _, line in lines]
    if len(lines) < SEVERAL or not all(names):
        return ()
    told: list[Point] = []
    is_numbered = False
    for (start, line), name in zip(lines, names, strict=True):
        begin = name.end() if name else 0
        inside = points(line[begin:], offset + start + begin)
        if inside and inside[0].span[0] == offset + start + begin:
            is_numbered = True
            told += inside
            continue
        kept = line[begin:].strip() if line[begin - 1] in "。：:" else line.strip()
        kept = kept[prose.lead_in(kept) :]  # 主要是……
        first = offset + start + line.index(kept)
        told.append(Point(0, "", lead(kept), kept, (first, first + len(kept))))
    return _counted(told) if is_numbered else ()


def _besides(point: Point, *, is_last: bool) -> Iterator[Point]:
    """A point told in turn (其次，…), and what it tells besides: …；另外，… or 还有一笔，…

    Behind the last of them also what is wished besides: 还想……
    """
    besides = _ONE_BELOW.search(point.text) if _INLINE.match(point.marker) else None
    is_inline = point.marker.startswith(_IN_TURN) or _INLINE.match(point.marker)
    if not besides and is_inline and "\n" not in point.text:
        besides = _BESIDES.search(point.text)
        is_wish = is_last and point.marker.startswith(_IN_TURN)
        besides = besides or (_WISHED.search(point.text) if is_wish else None)
    if not besides:
        yield point
        return
    base = point.span[1] - len(point.text)
    first = point.text[: besides.start()].rstrip()
    yield replace(point, text=first, lead=lead(first), span=(point.span[0], base + len(first)))
    rest = point.text[besides.end() :]
    begin = base + besides.end()
    yield replace(point, marker="", text=rest, lead=lead(rest), span=(begin, point.span[1]))


def _behind(point: Point, field: re.Match[str] | None) -> Point:
    """A point without the name of the field that it is told of: 学习方面。读书少。"""
    if not field or LACKING.search(field[0].rstrip("。：:")):
        return point
    text = point.text[field.end() :]
    text = text[prose.lead_in(text) :]  # 主要是……
    return replace(point, text=text, lead=lead(text))


def _each_lack(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """With one more behind each of a field's whose later sentence says first what is lacking."""
    told: list[Point] = []
    for point in found:
        cuts = [
            start
            for start, end in sentences(point.text)
            if start and _is_one_more(point.text[start:end])
        ]
        first, *more = _cut_at(point, list(itertools.pairwise((0, *cuts, len(point.text)))))
        told.append(replace(first, ordinal=point.ordinal, span=(point.span[0], first.span[1])))
        told += [replace(each, marker="") for each in more]
    return tuple(told)


def _is_one_more(told: str) -> bool:
    return opens_lacking(told) and not (prose.LEANS.match(told) or tells_why(told))


def _tells_several(point: Point) -> bool:
    """Paragraphs without a number stand below the name of a field: each tells something."""
    title = _ASPECT.match(point.text)
    rest = point.text[title.end() :] if title and title[0].endswith("\n") else ""
    return "\n" in rest.strip() and not points(rest)


def _below(point: Point, *, is_prose: bool) -> tuple[Point, ...]:
    """The points below one that is no more than the name of a field."""
    title = _ASPECT.match(point.text)
    if not title:
        return _signed_below(point)
    rest = point.text[title.end() :]
    told = points(rest, point.span[1] - len(rest))
    return told or (unnumbered(rest, point.span[1] - len(rest), 0) if is_prose else ())


def _signed_below(point: Point) -> tuple[Point, ...]:
    """What a list with signs tells below a point that only names a matter: - 缺人, below 排班."""
    name, _, rest = point.text.partition("\n")
    lines = [line.strip() for line in rest.split("\n") if line.strip()]
    is_name = len(name) <= TITLE and not (STOPPED.search(name.strip()) or LACKING.search(name))
    if not is_name or not lines or not all(map(SIGN.match, lines)):
        return ()
    return unnumbered(rest, point.span[1] - len(rest), 0)


def unnumbered(
    text: str, offset: int, told: int, *, are_measures: bool = False
) -> tuple[Point, ...]:
    r"""A point for each paragraph or part between ；; `told` came before.

    >>> [p.text for p in unnumbered("学习不深\n党纪只读了一遍。\n调研不够\n只去了两次。", 0, 0)]
    ['学习不深\n党纪只读了一遍。', '调研不够\n只去了两次。']
    >>> [p.text for p in unnumbered("教师培训抓得不紧；学校设备老旧，没有白板。", 0, 0)]
    ['教师培训抓得不紧', '学校设备老旧，没有白板。']
    """
    spans = [
        part
        for span in _telling(text, are_measures=are_measures)
        if not _SUMMED_UP.match(text, span[0])
        for part in parts_of(text, unadmitted(text, span))
    ]
    if are_measures and spans and (apart := _SET_APART.match(text, *spans[0])):
        spans[0] = (apart.end(), spans[0][1])
    if are_measures and len(spans) == 1:
        base, until = spans[0]
        vowed = prose.each_vowed(text[base:until])
        spans = [(base + start, base + end) for start, end in vowed] or spans
    elif are_measures and spans:  # 下一步，我将
        first = text[slice(*spans[0])]
        is_retort = first.startswith(("针对", "对照"))
        spans[0] = (spans[0][0] + (0 if is_retort else _begun(first)), spans[0][1])
        spans[0] = (spans[0][0] + prose.announced(text[slice(*spans[0])]), spans[0][1])
    return tuple(
        Point(
            ordinal=told + count,
            marker="",
            lead=lead(text[start:end]),
            text=text[start:end],
            span=(start + offset, end + offset),
        )
        for count, (start, end) in enumerate(spans, 1)
    )


def _telling(text: str, *, are_measures: bool) -> Iterator[Span]:
    """The paragraphs; those of shortcomings without what somebody has learned: 最深的体会是，…"""
    for span in paragraphs(text):
        start, end = span if are_measures else prose.unreflected(text, span)
        if start < end:
            yield start, end


def each_sentence(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """The plans of one paragraph without a number, a sentence each.

    >>> plan = unnumbered("争取修路18公里。建好民宿30栋，年底开门。", 0, 0)
    >>> [point.text for point in each_sentence(plan)]
    ['争取修路18公里。', '建好民宿30栋，年底开门。']
    """
    if not _is_prose(found):
        return found
    first = found[0].ordinal
    parted = _cut_at(found[0], next(prose.plans(found[0].text)))
    return tuple(replace(each, ordinal=at) for at, each in enumerate(parted, first))


def as_many(measures: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """Measures told in one paragraph, a sentence each where these are as many as shortcomings.

    One more may stand beside them, if it says so: 另外，…

    >>> plan = unnumbered("每晚查岗两次，记进台账。请海事所来讲课。再就是换掉旧船。", 0, 0)
    >>> [point.text for point in as_many(plan, 3)]
    ['每晚查岗两次，记进台账。', '请海事所来讲课。', '换掉旧船。']
    """
    if count < SEVERAL or not _is_prose(measures):
        return measures
    ways = [_cut_at(measures[0], spans) for spans in prose.plans(measures[0].text)]
    besides = [prose.is_besides(_whole(measures, way[-1])) for way in ways]
    fitting = (x for x, more in zip(ways, besides, strict=True) if len(x) in (count, count + more))
    return next(fitting, measures)


def abreast(
    shortcomings: tuple[Point, ...], measures: tuple[Point, ...]
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Shortcomings and measures, a paragraph of prose among them cut where its sentences tell.

    A paragraph of shortcomings is cut into its sentences where each begins by saying what is
    lacking, or where they are as many as the measures. Measures in one paragraph are cut as
    often as there are shortcomings; two paragraphs, where each sentence shares words with the
    one in its place. Where nothing tells, nothing is cut.

    >>> lack = unnumbered("回顾一年，还有不少差距。清案不够坚决，剩11件。与同事谈心少。", 0, 0)
    >>> plan = unnumbered("下一步，我将逐件定清案时限，每季度与同事谈一次。", 0, 0)
    >>> [[point.text for point in points] for points in abreast(lack, plan)]
    [['清案不够坚决，剩11件。', '与同事谈心少。'], ['逐件定清案时限', '每季度与同事谈一次']]
    """
    if turned := _turned(shortcomings, measures):
        return turned
    shortcomings = _further(shortcomings)
    told = _admitted(shortcomings, len(measures))
    plans = measures
    if len(told) < SEVERAL and _is_prose(told) and _is_prose(measures):
        told, plans = _beside(told, measures)
    else:
        plans = _answering(measures, len(told))
    return (told, plans) if len(told) == len(plans) > 1 else _by_sentences(told, plans)


def _turned(
    told: tuple[Point, ...], measures: tuple[Point, ...]
) -> tuple[tuple[Point, ...], tuple[Point, ...]] | None:
    """A paragraph whose sentences each turn from what is lacking to what will be done."""
    if measures or not told or told[0].marker:
        return None
    text, base = told[0].text, told[0].span[1] - len(told[0].text)
    spans = next(prose.lacks(text))
    turns = [prose.turn(text, span) for span in spans]
    if sum(each is not None for each in turns) < SEVERAL:
        return None
    before = [(start, at[0] if at else end) for (start, end), at in zip(spans, turns, strict=True)]
    behind = [(at[1], end) for (_, end), at in zip(spans, turns, strict=True) if at]
    further = [each for each in told[1:] if _AHEAD.match(each.text)]
    kept = [each for each in told[1:] if each not in further]
    lacks = [_cut(told[0], text, base, each) for each in enumerate(before, 1)]
    plans = [_cut(told[0], text, base, each) for each in enumerate(behind, 1)]
    return _counted([*lacks, *kept]), _counted([*plans, *further])


def _further(told: tuple[Point, ...]) -> tuple[Point, ...]:
    """Paragraphs that tell several shortcomings, parted where they say so: 还有一点，…"""
    if len(told) < SEVERAL or any(each.marker for each in told):
        return told
    return _counted([x for each in told for x in _cut_at(each, prose.further(each.text))])


def _counted(found: list[Point]) -> tuple[Point, ...]:
    return tuple(replace(each, ordinal=at) for at, each in enumerate(found, 1))


def _by_sentences(
    told: tuple[Point, ...], plans: tuple[Point, ...]
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Running text parted into as many shortcomings as measures, one of these beside them."""
    ways = list(itertools.product(_ways(told, prose.lacks), _ways(plans, prose.plans)))
    for is_besides in (True, False):
        for lacks, answers in ways:
            if len(lacks) < SEVERAL or len(lacks) > len(answers):
                continue
            further = len(answers) - len(lacks)
            has_besides = prose.is_besides(_whole(plans, answers[-1]))
            if further == int(has_besides and is_besides) or (further == 1 and not is_besides):
                return lacks, answers
    clear = next((each for each in _ways(told, prose.lacks) if _is_clear(told, each)), told)
    return clear, plans


def _is_clear(told: tuple[Point, ...], parted: tuple[Point, ...]) -> bool:
    if not _is_prose(told):
        return False
    base = told[0].span[1] - len(told[0].text)
    spans = [(each.span[0] - base, each.span[1] - base) for each in parted]
    return prose.is_clear(told[0].text, spans)


def _ways(
    found: tuple[Point, ...], parts: Callable[[str], Iterator[list[Span]]]
) -> list[tuple[Point, ...]]:
    """How running text may be parted; several paragraphs stay as they are, or all are parted."""
    if any(each.marker for each in found):
        return [found]
    if len(found) == 1:
        return [_cut_at(found[0], spans) for spans in parts(found[0].text)]
    parted = [each for point in found for each in _cut_at(point, next(parts(point.text)))]
    return [found, tuple(replace(each, ordinal=at) for at, each in enumerate(parted, 1))]


def _whole(found: tuple[Point, ...], last: Point) -> str:
    """The sentence that a part is of, with the words that tie it to the one before."""
    for each in found:
        if each.span[0] <= last.span[0] < each.span[1]:
            base = each.span[1] - len(each.text)
            before = each.text[: max(0, last.span[0] - base)]
            at = max(before.rfind(mark) for mark in "。！？；\n") + 1
            return each.text[at:].strip()
    return last.text


def _is_prose(found: tuple[Point, ...]) -> bool:
    """One paragraph without a number."""
    return len(found) == 1 and not found[0].marker


def _admitted(found: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """Shortcomings told in one paragraph, sentence by sentence."""
    if not _is_prose(found):
        return found
    spans = _without_causes(found[0].text, _without_remark(found[0].text))
    spans = [(_led(found[0].text, start, end), end) for start, end in spans]
    firsts = [_PHRASE.search(found[0].text, *span) for span in spans]
    is_told = all(first and LACKING.search(first[0]) for first in firsts)
    if len(spans) < SEVERAL or not (is_told or len(spans) == count):
        return found
    return _cut_at(found[0], spans)


def _answering(found: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """Measures, cut as often as there are shortcomings: a paragraph, or lists below their names."""
    if count < SEVERAL or len(found) == count:
        return found
    below = [each for point in found for each in _listed_below(point)]
    if len(below) == count:
        return tuple(replace(each, ordinal=at) for at, each in enumerate(below, 1))
    if not _is_prose(found):
        return found
    start = _begun(found[0].text)
    for spans in (_sentences(found[0].text, start), _phrases(found[0].text, start)):
        if len(spans) == count:
            text = found[0].text
            bare = [(_connected(text, at), end) for at, end in spans]
            return _cut_at(found[0], [(at + _begun(text[at:end]), end) for at, end in bare])
    return found


def _listed_below(point: Point) -> tuple[Point, ...]:
    """What is numbered below a point that is no more than a name: （一）在学习上再用功."""
    name, _, rest = point.text.partition("\n")
    if STOPPED.search(name.strip()) or len(name) > TITLE:
        return ()
    return points(rest, point.span[1] - len(rest))


def _beside(
    told: tuple[Point, ...], measures: tuple[Point, ...]
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Two paragraphs, cut where they have as many sentences and the same words in each place."""
    lacks, plans = told[0].text, measures[0].text
    promised = _PROMISED.match(plans)
    answers = _sentences(plans, promised.end() if promised else _begun(plans))
    remarked = [(_connected(lacks, start), end) for start, end in _without_remark(lacks)]
    for spans in (remarked, _sentences(lacks, 0), _sentences(lacks, 0)[1:]):
        if len(spans) != len(answers) or len(spans) < SEVERAL:
            continue
        rows = [_pairs_of(lacks[slice(*span)]) for span in spans]
        columns = [_pairs_of(plans[slice(*span)]) for span in answers]
        if all(_is_nearest(row, columns, at) for at, row in enumerate(rows)):
            return _cut_at(told[0], spans), _cut_at(measures[0], answers)
    return told, measures


def _is_nearest(row: set[str], columns: list[set[str]], at: int) -> bool:
    """What stands in its place shares words with it, and no other shares more."""
    shared = [len(row & column) for column in columns]
    return 0 < shared[at] == max(shared)


def _pairs_of(text: str) -> set[str]:
    """Every two characters that stand together."""
    return {text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalpha()}


def _begun(text: str) -> int:
    found = _BEGINNING.match(text)
    return found.end() if found else 0


def _sentences(text: str, start: int) -> list[Span]:
    return [(one + start, other + start) for one, other in sentences(text[start:])]


def _phrases(text: str, start: int) -> list[Span]:
    return [found.span() for found in _PHRASE.finditer(text, start)]


def _connected(text: str, start: int) -> int:
    """Where a sentence begins behind the word that only ties it to the last."""
    found = _CONNECTED.match(text, start)
    return found.end() if found else start


def _led(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind all that only leads to what it tells: 最大的问题是……"""
    begun = _connected(text, start)
    while more := prose.lead_in(text[begun:end]):
        begun += more
    return begun


def _without_remark(text: str) -> list[Span]:
    """The sentences, without a first one that only says that something is lacking."""
    spans = _sentences(text, 0)
    is_remark = bool(spans) and prose.REMARK.fullmatch(text[slice(*spans[0])].strip())
    return spans[1:] if is_remark else spans


def _without_causes(text: str, spans: list[Span]) -> list[Span]:
    """Without last sentences that give the causes of all: 造成这些问题，…"""
    while len(spans) > SEVERAL and asks_why(text[slice(*spans[-1])].strip()):
        spans = spans[:-1]
    return spans


def _cut_at(point: Point, spans: list[Span]) -> tuple[Point, ...]:
    base = point.span[1] - len(point.text)
    return tuple(_cut(point, point.text, base, each) for each in enumerate(spans, 1))


def _cut(point: Point, text: str, base: int, counted: tuple[int, Span]) -> Point:
    ordinal, (start, end) = counted
    return replace(
        point,
        ordinal=ordinal,
        text=text[start:end],
        lead=lead(text[start:end]),
        span=(base + start, base + end),
    )
