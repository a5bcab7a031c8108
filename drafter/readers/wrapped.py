"""Lines that go on in the line below: broken in the middle, or counted there; or not. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.figures import figures
from drafter.readers import nested
from drafter.readers.headings import counts
from drafter.readers.lines import Line
from drafter.text import strip_end

LEAST_TOLD = 4  # characters of a line that says something, and heads no list
LEAST = 2  # numbered items that end as sentences do, in a sheet where all of them should
_NUMBERED = frozenset(("number", "bracket", "circle"))
_END = re.compile(r"[。；！？;!?][”）)]?\Z")
_FIGURE = re.compile(r"\d")  # without one a numbered line may be a heading
_ONLY_COUNT = re.compile(  # 得有19批吧, 一共46家
    r"(?:(?:全年|前后|里里外外)?(?:一共|总共|合计|加起来|统共|拢共|大概|大约|差不多|约摸?|得有|怕有|足有|少说|估计)+(?:也|是|有)*)"
    r"\s*(?:[\d,.]+|[一二两三四五六七八九十百千几]+)[多余来]?[万亿千百]?[多余]?[\u4e00-\u9fff]{1,3}?(?:吧|左右|上下|的样子|呢|了)*[。！]?"
)
_OF_IT = re.compile(r"(?:其中|里头|里面)(?!：|:$)[^：:]{2,}")  # 其中2人调离
_CLAUSE = re.compile("[，。；！？,;!?]")
_OPEN = re.compile(r"[：:，、,]\Z")
SHORT = 28  # characters of a line that no margin has ended
_WORDS = re.compile(r"[\u4e00-\u9fff].*?[\u4e00-\u9fff].*?[\u4e00-\u9fff]")
_SPACED = re.compile(r"(?<=\d)[ ](?=[\u4e00-\u9fff])")  # 350 户
_COUNTED = re.compile(r"\d[\d,.]*[余多]?[百千万亿]*[\u4e00-\u9fff]{1,3}$")  # 打井5眼
# 2.5公里水渠修通, and no count alone that ends what stands above it
_HEADED = re.compile(r"\d[\d,.]*[余多]?(?:[百千万亿]*[\u4e00-\u9fff]|[A-Z])[\u4e00-\u9fff]{3}")
# what its own figure, or the other half of a pair, has to follow
_CALLS = re.compile(
    r"(?:共计?|合计|总计|达到?|[为到约近超逾过至以的和与及或同并在对向把将从由]|[\d，、：])$"
)
# what comes of a deed, or is a part of it, without a word on whose it is
_RESULT = re.compile(
    "[\u4e00-\u9fff]{0,8}率|其中|同比|环比|[比较占共总含达并且及等使让还也均都最剩]|累计|合计|惠及|受益|方便|辐射"
    "|带动|覆盖|涉及|服务|参[加训会]|解决|发现|查出|收集|收到|征求|提出|形成|挽回|追回|节约|减少|增加|新增"
    "|提高|提升|降低|下降|满意|确保|分别|平均|[人户]均|.{1,6}[：:]"
)


def rejoined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each numbered one with what it goes on in.

    Where all numbered items end as sentences do, a line that does not goes on below it, up to
    the end of its sentence. One that ends with a figure and what it counts may be whole, and one
    without figures may be a heading: the lines below them stand by themselves.

    >>> from drafter.readers.lines import line
    >>> rows = ["1.修渠4公里，灌田达到", "2.6万亩。", "2.建站3座。", "3.办班6期。"]
    >>> [each.text for each in rejoined(line(row, "a") for row in rows)]
    ['修渠4公里，灌田达到2.6万亩。', '建站3座。', '办班6期。']
    """
    rows = list(lines)
    numbered = [n for n, row in enumerate(rows) if row.marker in _NUMBERED and not row.level]
    told = [n for n in numbered if _FIGURE.search(rows[n].text)]
    is_ended = len(told) >= LEAST and all(_END.search(rows[_last(rows, n)].text) for n in told)
    at = 0
    while at < len(rows):
        end = _last(rows, at) if is_ended and _is_broken(rows[at]) else at
        yield replace(rows[at], text="".join(row.text for row in rows[at : end + 1]))
        at = end + 1


def counted_below(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each with what the one below it only counts, or says of a part of it.

    So chats and memos are typed. What is marked as a point of its own, or stands below a gap or a
    line that gives its figure already, is none.

    >>> from drafter.readers.lines import line
    >>> rows = ["带队去了夜校", "得有19趟吧", "查处4人", "其中1人调离", "修路3条", "一共46家"]
    >>> [each.text for each in counted_below(line(row, "a") for row in rows)]
    ['带队去了夜校，得有19趟吧', '查处4人，其中1人调离', '修路3条', '一共46家']
    """
    last: Line | None = None
    for this in lines:
        if last is not None and _goes_on(last, this):
            last = replace(last, text=f"{strip_end(last.text)}，{this.text}")
            continue
        if last is not None:
            yield last
        last = this
    if last is not None:
        yield last


def _goes_on(last: Line, this: Line) -> bool:
    if this.marker or this.level or last.level or last.is_empty or len(last.text) < LEAST_TOLD:
        return False
    if last.text.endswith(("：", ":")):
        return False
    is_counted = bool(_FIGURE.search(_CLAUSE.split(strip_end(last.text))[-1]))
    told = _OF_IT if is_counted else _ONLY_COUNT
    return told.fullmatch(this.text.strip()) is not None


def _is_broken(this: Line) -> bool:
    text = this.text
    if this.marker not in _NUMBERED or this.level or not _FIGURE.search(text):
        return False
    if _END.search(text) or _OPEN.search(text):
        return False
    return not any(each.span[1] == len(text) and each.unit for each in figures(text))


def _last(rows: list[Line], at: int) -> int:
    """The line that ends the sentence begun in this one; this one where none does."""
    for number in range(at + 1, len(rows)):
        if rows[number].marker or rows[number].level or rows[number].is_empty:
            break
        if _END.search(rows[number].text):
            return number
    return at


def are_apart(above: str, below: str) -> bool:
    """Whether a line below a bullet, with no mark of its own, tells another thing.

    Each counts for itself, the one above is whole, and the one below opens with a deed or with what
    it is about: what only says how many that helped, or what was found, belongs to the one above.

    >>> are_apart("修了机耕道7.4公里", "86户危旧房改造到位"), are_apart("修桥2座", "方便群众300人")
    (True, False)
    >>> are_apart("组织干部86名深入", "12个村蹲点调研"), are_apart("补种林地，共计", "1.6万亩成活")
    (False, False)
    """
    first = _CLAUSE.split(below)[0]
    is_told = _tells(_last_clause(above)) and _tells(first) and _WORDS.search(first) is not None
    return is_told and _is_whole(above) and not _RESULT.match(below) and not _is_effect(below)


def begins_clause(above: str, below: str, *, is_flush: bool) -> bool:
    """Whether what stands below begins a clause: under 打井5眼, or where each has its own count.

    Args:
        above: a line.
        below: the next one.
        is_flush: whether that stands at the margin, where a sentence may go on but seldom does.

    >>> begins_clause("1.8万亩林地完成补种", "2.5公里水渠修通", is_flush=False)
    True
    >>> begins_clause("完成林地补种", "1.8万亩", is_flush=True)
    False
    >>> begins_clause("补种2次，共计", "1.8万亩林地成活", is_flush=True)
    False
    """
    if not _is_whole(above):
        return False
    if _COUNTED.search(above) or (_HEADED.match(below) and counts(above)):
        return True
    return is_flush and _WORDS.search(below) is not None and _tells(_last_clause(above))


def _is_whole(text: str) -> bool:
    """Whether nothing of a line has to stand in the next one."""
    is_short = len(text) < SHORT and not _CALLS.search(text)
    return is_short and not _is_effect(text[-nested.VERB :])


def _is_effect(text: str) -> bool:
    """Whether a line opens with a verb that is no deed: 推动2家企业上市."""
    return text[: nested.VERB] in nested.VERBS - nested.DEEDS


def _tells(clause: str) -> bool:
    is_counted = counts(_SPACED.sub("", clause)) or _HEADED.match(clause) is not None
    return is_counted or "*" in clause


def _last_clause(text: str) -> str:
    return _CLAUSE.split(strip_end(text))[-1]
