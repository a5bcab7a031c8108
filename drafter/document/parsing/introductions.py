"""Lines that introduce shortcomings or measures in any words, read with what they introduce.

让我遗憾的是： above points that say what is lacking opens the shortcomings, 怎么改？我想了几条：
above points that say what will be done the measures. Where the words tell nothing, as in
我的想法是：, all of the points have to say so, and the place has to be a likely one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafter.document import Role
from drafter.document.parsing.enumeration import opens, points
from drafter.document.parsing.prose import EXAMPLE
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.text import Span

_MOST = 8  # lines that are read below an introduction
_NEAR = 160  # characters of each
_SURE = 2 / 3  # share of the points that have to say what the introduction says
# Up to a colon, to 的是，, or a short sentence that announces something.
_HEAD = re.compile(
    r"(?:[^。！？；：:，\n]{1,12}？)?[^。！？；：:\n]{2,45}?(?:[：:]|的是[，,])"
    r"|(?:20\d\d年)?[^。！？；：:\d\n]{2,40}(?:工作|努力|改进|整改|方面|的?事|[几两三四]点|措施|问题|不足|差距|短板|弱项|遗憾|缺点|用力)。"
)
_LATER = re.compile(r"(?<=。)(?:[^。！？；：:，\n]{1,12}？)?[^。！？；：:\n]{2,45}?[：:](?=.)")
_LACKING = re.compile(
    "不足|问题|差距|短板|弱项|缺点|毛病|欠账|遗憾|惭愧|愧疚|检讨|不好|没[^有，。]{0,3}(?:好|完|漂亮|到位|成)|暴露|不够|没做到|不如意|不满意|着急|不安"
)
_TELLING = re.compile("存在|有|还|也|看到|认识|感到|以下|如下|不少|许多|几[个点]")
_OWNED = re.compile("(?:检讨|自我批评)[^，。；：]{0,6}[：:]$")  # 要检讨两点：
_CAUSES = re.compile("原因|根源|成因|根子")
_RETORT = re.compile(
    "(?:针对|对照|围绕|结合|对于?)[^，。；：]{0,24}[，,][^，。；：]{0,24}(?:改|措施|努力|补)"
)
_AHEAD = re.compile(
    "将|打算|准备|今后|下一?步|下一?阶段|接下来|明年|来年|新的一年|20\\d\\d年|改|措施|办法|努力|决心|计划|我要|我想"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a line introduces, and where the introducing words stand."""

    role: Role
    span: Span
    is_named: bool  # the words say it too


def introductions(
    lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, tuple[Introduction, ...]]:
    """What introduces shortcomings or measures: a line, or its beginning, or a later sentence.

    By where the line starts.
    """
    found: dict[int, tuple[Introduction, ...]] = {}
    for at, line in enumerate(lines):
        if told := tuple(_introduced(lines, at, words)):
            found[line.span[0]] = told
    return found


def _introduced(
    lines: tuple[SourceLine, ...], at: int, words: Vocabulary
) -> Iterator[Introduction]:
    line = lines[at]
    numbered = opens(line.text)
    has_colon = "：" in line.text or ":" in line.text
    heads = [_HEAD.match(line.text), _LATER.search(line.text) if has_colon else None]
    for head, is_late in zip(heads, (False, True), strict=True):
        if not head or (numbered and not is_late) or EXAMPLE.match(head[0]):
            continue
        told = list(_told(lines, at, head.end()))
        named = _role(head[0], told, words)
        role = named or (None if _CAUSES.search(head[0]) else _unnamed(told, words))
        if role and (not is_late or role == Role.MEASURE):
            span = (line.span[0] + head.start(), line.span[0] + head.end())
            yield Introduction(role, span, is_named=named is not None)


def _role(head: str, told: list[str], words: Vocabulary) -> Role | None:
    """What both the introducing words and most of the points say."""
    if not told or _CAUSES.search(head):
        return None
    is_ahead = _AHEAD.search(head) is not None and _most(words.looks_ahead, told)
    if is_ahead and not _most(words.falls_short, told):
        return Role.MEASURE
    if _RETORT.match(head):
        return Role.MEASURE if is_ahead or not _most(words.falls_short, told) else None
    is_named = head[-1] != "。" or _TELLING.search(head) is not None  # not 科研是短板。
    if _OWNED.search(head):
        return Role.SHORTCOMING
    if is_named and _LACKING.search(head) and _most(words.falls_short, told):
        return Role.SHORTCOMING
    return Role.MEASURE if is_ahead else None


def _unnamed(told: list[str], words: Vocabulary) -> Role | None:
    """What several points all say, and none says the other."""
    lacking, meant = (
        [is_so(each) for each in told] for is_so in (words.falls_short, words.looks_ahead)
    )
    if len(told) > 1 and all(lacking) and not any(meant):
        return Role.SHORTCOMING
    return Role.MEASURE if len(told) > 1 and all(meant) and not any(lacking) else None


def _most(is_so: Callable[[str], bool], told: list[str]) -> bool:
    return sum(map(is_so, told)) >= _SURE * len(told)


def _told(lines: tuple[SourceLine, ...], at: int, end: int) -> Iterator[str]:
    """The points behind the introducing words, or in the lines below where nothing is behind."""
    rest = lines[at].text[end:].strip()
    if rest:
        numbered = [point.text for point in points(rest[: 4 * _NEAR])]
        yield from numbered if len(numbered) > 1 else re.split("；", rest[: 4 * _NEAR])
        return
    below = [line.text[:_NEAR] for line in lines[at + 1 : at + 1 + _MOST]]
    first = opens(below[0]) if below else None
    for text in below:
        marker = opens(text)
        if (marker and marker.family) != (first and first.family):
            return
        if text.endswith(("：", ":")):
            return
        yield text[marker.span[1] :] if marker else text
