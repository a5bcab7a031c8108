"""Criticism told in a row: answered name by name (会多——砍掉9个), or one behind the other.

Or each in the heading over its answer: 去年：会多.
"""

import re
from collections.abc import Sequence

from drafter.document import Role
from drafter.likeness import likeness

_LISTED = re.compile(
    r"(?=[^：:。；]{0,20}(?:测评|评议|考核|反馈|去年|上一?年|上次|上回|生活会|巡[察视]|审计|督[查察]|职代会|群众|职工|家长|患者|代表|委员))"
    r"[^：:。；]{0,20}(?:提|指出|反馈|反映|点|列|查出)(?:了|出|到|的|我们?)*(?:[\d一二两三四五六七八九十]+[条个点项])?"
    r"(?:意见|问题|不足|建议)?(?:有|是)?[：:](?P<names>[^。；：:]+)[。]?"
)
_SAYS = "(?:说|嫌|反映|指出|批评|提)"
_OF_PAST = re.compile(
    rf"[^，。；：“\d]{{0,6}}(?:去年|上一?年|上次|上回)[^，。；：“\d]{{0,10}}{_SAYS}"
)
_ONE_MORE = re.compile(  # 再一个说谈心少, 还有人嫌车旧
    r"(?:(?:再|另|还有)一?个|另外|再就是|还有|再有|[还也又]|第[二三四五六][个条点]?|[二三四五六][个条])[，,]?(?:就是|是|也|还|又)*"
    rf"(?:有人|有的|有职工|有群众|有家长|大家|群众|职工|家长|人)?{_SAYS}(?!了|过)"
)
_HEADING = re.compile(  # 去年：案款发得慢
    r"(?:去年|上一?年度?|上次|上回)[^，。；：“\d]{0,10}[：:]\s*(?P<name>[^，。；：“”\d]{2,16})"
)
_OF_A_CHAT = re.compile(r"\d{1,2}[:：]\d{2}")  # who speaks, and when
_NAME = range(2, 13)  # characters of what is criticised
_BEHIND = re.compile(r"\s*(?:[—–-]{1,2}|[：:]|→|[，,])\s*(?P<done>\S.*)", re.DOTALL)


def answers(texts: Sequence[str]) -> dict[int, str]:
    """The texts of lines that name criticism in a row or answer it, by their numbers.

    An answer stands right below, behind the name of what it answers, which is quoted then.
    Criticism that nothing below takes up stays what it was.

    >>> answers(["修路3条", "去年测评提了2条：会多、车旧", "会多——砍掉9个", "车旧：换了6辆"])
    {1: '去年测评提了2条：会多、车旧', 2: '“会多”：砍掉9个', 3: '“车旧”：换了6辆'}
    >>> answers(["去年测评提了2条：会多、车旧"]), answers(["提出：修路、建校", "修路，3条"])
    ({}, {})
    """
    found: dict[int, str] = {}
    for at, text in enumerate(texts):
        listed = _LISTED.fullmatch(text.strip())
        names = listed["names"].split("、") if listed else []
        if len(names) < 2 or any(len(name) not in _NAME for name in names):  # noqa: PLR2004
            continue
        told: dict[int, str] = {}
        for below, answer in enumerate(texts[at + 1 :], at + 1):
            name = next((each for each in names if answer.strip().startswith(each)), "")
            done = _BEHIND.fullmatch(answer.strip().removeprefix(name)) if name else None
            if done is None:
                break
            told[below] = f"“{name}”：{done['done']}"
        found |= {at: text, **told} if told else {}
    return found


def further(texts: Sequence[str]) -> list[int]:
    """The numbers of lines that tell one criticism more of those that the lines above tell of.

    Whatever else is told between ends the row, but for the lines of a chat that say who speaks.

    >>> further(["去年说会多，砍9个", "老魏 20:14", "再一个说车旧，换6辆", "修路3条", "还说好"])
    [2]
    """
    found: list[int] = []
    is_open = False
    for at, text in enumerate(texts):
        told = text.strip()
        if is_open and _ONE_MORE.match(told):
            found.append(at)
        elif not _OF_A_CHAT.search(told):
            is_open = bool(_OF_PAST.match(told.lstrip("哦噢对，, ")))
    return found


def under_criticism(texts: Sequence[str], groups: Sequence[str]) -> dict[int, str]:
    """The first texts under headings that are a criticism each, which is quoted, by their numbers.

    >>> under_criticism(["砍掉9个", "并了3个", "3公里"], ["去年：会太多"] * 2 + ["去年：修路"])
    {0: '“会太多”：砍掉9个'}
    """
    found: dict[int, str] = {}
    for at, (text, group) in enumerate(zip(texts, groups, strict=True)):
        named = _HEADING.fullmatch(group.strip())
        is_first = at == 0 or groups[at - 1] != group
        if not (named and is_first) or named["name"] in text:
            continue
        sounds = likeness(named["name"])
        if max(sounds, key=sounds.__getitem__) == Role.SHORTCOMING:
            found[at] = f"“{named['name']}”：{text}"
    return found
