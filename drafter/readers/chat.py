"""A chat as it is saved to a file: its times and speakers are no words of the facts they stand by.

Who speaks stands below the time, in a line of its own, or both stand in front of what was said.
"""

import re
from collections.abc import Callable

LEAST = 2  # stamps that make a chat
_DAY = (
    r"(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?\s*"
    r"(?:(?:星期|周)[一二三四五六日天]\s*)?"
)
_TIME = r"(?:凌晨|早上|上午|中午|下午|晚上)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_STAMP = re.compile(_DAY + _TIME)
_NAME = re.compile(r"[^，。；：！？、,;:!?\d（）()\s]{1,12}(?:\s*[（(][^（）()\d]{1,14}[）)])?")
_WHEN = rf"[\[【（(]?(?:{_DAY})?{_TIME}[\]】）)]?"
_WHO = r"[^，。；：！？、,;:!?\d（）()\[\]【】\s]{1,8}"
_SAID = re.compile(  # 谢书记 19:05：修路3条; [19:05] 谢书记: 修路3条
    rf"\s*(?:(?P<who>{_WHO})\s*{_WHEN}|{_WHEN}\s*(?P<whoever>{_WHO}))\s*[：:]\s*(?!\d\d\s*$)(?P<said>\S.*)"
)


def joined(rows: list[str], is_place: Callable[[str], bool]) -> list[str]:
    """The same rows with the names behind the times they stand below, where all times have one.

    Args:
        rows: of a file.
        is_place: whether a line is the heading of a part, and so no name.

    >>> joined(["12月8日 8:12", "周桂花", "修路3条", "12月8日 8:15", "孟媛", "好"], lambda _: False)
    ['12月8日 8:12 周桂花', '', '修路3条', '12月8日 8:15 孟媛', '', '好']
    """
    stamps = [n for n, row in enumerate(rows[:-1]) if _STAMP.fullmatch(row.strip())]
    names = [rows[n + 1].strip() for n in stamps]
    if len(stamps) < LEAST or not all(map(_NAME.fullmatch, names)) or any(map(is_place, names)):
        return rows
    told = list(rows)
    for number, name in zip(stamps, names, strict=True):
        told[number], told[number + 1] = f"{rows[number].strip()} {name}", ""
    return told


def said(rows: list[str]) -> list[str]:
    """The same rows without who said them when, where the same person has both in front of several.

    >>> said(["谢书记 19:05：修路3条", "谢书记 19:06：建校2所", "彭 19:08：好的", "还有桥"])
    ['修路3条', '建校2所', '好的', '还有桥']
    >>> said(["[8:30] 老魏: 修路3条", "[8:31] 老魏: 建校2所"]), said(["例会 8:30：点名"])
    (['修路3条', '建校2所'], ['例会 8:30：点名'])
    """
    found = [_SAID.fullmatch(row) for row in rows]
    speakers = [each["who"] or each["whoever"] for each in found if each]
    if len(speakers) == len(set(speakers)):
        return rows
    return [each["said"] if each else row for row, each in zip(rows, found, strict=True)]
