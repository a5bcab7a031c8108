"""Half-width, straight, doubled or unpaired punctuation in Chinese text."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import ends_entity

FULL = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
# It begins with a set, which is found fastest.
MARK = re.compile(
    r"[〝〞\"',;:!?.()，。；：、！？](?:(?<=[〝〞])"
    r"|(?=[，。；：、！？])(?:(?<=[，。；：、])[，。；：、]+|(?<=[！？])[！？]{2,})"
    r"|(?<=[\"',;:!?.()])(?:(?<=\")(?:[^\"\n]{1,60}\")?|(?<=')(?:[^'\n]{1,60}')?|(?<=[,;:!?.()])))"
)
NUMBERED = re.compile(r"(?:^|\n)[ \t\u3000]*[一二三四五六七八九十]{1,3}\Z")
FAR = 8  # characters before a mark in which a number at a line's start stands
CURLY = {"〝": "“", "〞": "”"}
QUOTE = re.compile("[“”〝〞]")
PAIRED = re.compile("[^“”〝〞]*(?:[“〝][^“”〝〞]*[”〞][^“”〝〞]*)*")
CLOSED = re.compile("”[。！？]?\\Z")
SHARE = frozenset("%％‰")  # no number goes on behind one
ENDING, OPENING = SHARE | frozenset("”》）"), frozenset("“《")
STRAIGHT = "\"'"
BLANKS = " \u3000"


@rule(
    "half-width-mark",
    "标点不规范",
    Severity.ERROR,
    Level.STANDARD,
    Concern.MARKS,
    mended_by=(Mender.FIX, Mender.REWRITE),
)
def check(report: Report) -> Iterator[Flaw]:
    """中文里用全角标点，引号用弯引号并成对，标点不重叠（GB/T 15834）。

    反例：
        认真贯彻落实,扎实推进工作.

        开展"走基层"活动。

        完成任务。。

        办结率达到98.6%.修建村道4公里。

        打造“一站式服务平台。

        成绩是有一点 , 但差距更大。

        坚决把“两个维护〞落实到各项工作中。

    正例：
        认真贯彻落实，扎实推进“一站式”服务，完成投资1,280.5万元，GDP增长8.2％。

        县委书记在调研时提出三点要求：
        “第一，抓项目不能松劲。
        “第二，抓民生不能打折。
        “第三，抓作风不能放松。”
    """
    for found in MARK.finditer(report.text):
        mark = found[0]
        if mark in CURLY:
            yield Flaw(found.span(), f"“{mark}”不是规范的引号", f"改为{CURLY[mark]}")
            continue
        if not _is_wrong(report.text, found.start(), mark):
            continue
        if mark[0] in STRAIGHT:
            advice = f"改为“{mark[1:-1]}”" if len(mark) > 1 else "改为“”"
            yield Flaw(found.span(), "用了直引号", advice)
        elif len(mark) > 1:
            yield Flaw(found.span(), f"“{mark}”标点重叠", f"改为“{mark[-1]}”")
        else:
            severity = Severity.WARNING if mark in "()" else None
            message, advice = f"“{mark}”是半角标点", f"改为“{FULL[mark]}”"
            yield Flaw(found.span(), message, advice, severity=severity)
    yield from _half_quoted(report)


def _half_quoted(report: Report) -> Iterator[Flaw]:
    """Quotation marks without a partner, the last paragraph first.

    Of what is quoted over several paragraphs each begins with a mark and the last one ends with
    its partner.
    """
    goes_on = False  # whether the paragraph below is more of what is quoted
    for paragraph in reversed(report.paragraphs):
        text = paragraph.text.strip()
        place = _unpaired(paragraph.text)
        is_open = place is not None and paragraph.text[place] == "“"
        if place is not None and not (is_open and goes_on):
            start = paragraph.span[0] + place
            yield Flaw((start, start + 1), "引号不成对", "补上另一半引号")
        is_more = goes_on if is_open else place is None and CLOSED.search(text) is not None
        goes_on = text.startswith("“") and is_more


def _is_wrong(text: str, place: int, mark: str) -> bool:
    """A half-width mark is wrong beside a Chinese character, unless it belongs to a figure."""
    if len(mark) > 1:
        return mark[0] not in STRAIGHT or any(_is_han(char) for char in mark)
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark == ".":
        is_number = NUMBERED.search(text, max(0, place - FAR), place)
        return not is_number and _is_stop(before, after)  # 五. 工作感悟: another rule's business
    if before in BLANKS and after in BLANKS:  # 成绩有一点 , 但差距更大
        left, right = text[max(0, place - FAR) : place], text[place + 1 : place + FAR]
        return mark in FULL and _is_han(left.rstrip()[-1:]) and _is_han(right.lstrip()[:1])
    if mark == ";" and ends_entity(text, place):
        return False
    if mark in ",;":
        return _ends(before) or _is_han(after)
    return _is_han(before) or (mark in "(\"'" and _is_han(after))


def _is_stop(before: str, after: str) -> bool:
    """Whether a point ends a sentence: behind a share always, else where Chinese surrounds it."""
    if before in SHARE:
        return after != "."
    return _ends(before) and (_is_han(after) or after in OPENING or not after.strip())


def _ends(char: str) -> bool:
    """Whether a mark behind this character ends something."""
    return _is_han(char) or char in ENDING


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _unpaired(text: str) -> int | None:
    """Where a quotation mark has no partner."""
    if PAIRED.fullmatch(text):
        return None
    opened: int | None = None
    for found in QUOTE.finditer(text):
        is_opening = found[0] in "“〝"
        if is_opening == (opened is not None):
            return opened if opened is not None else found.start()
        opened = found.start() if is_opening else None
    return opened
