"""A chat as it is saved to a file: who speaks stands below the time, in a line of its own."""

import re
from collections.abc import Callable

LEAST = 2  # stamps that make a chat
_STAMP = re.compile(
    r"(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?\s*"
    r"(?:(?:星期|周)[一二三四五六日天]\s*)?(?:凌晨|早上|上午|中午|下午|晚上)?\s*"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
_NAME = re.compile(r"[^，。；：！？、,;:!?\d（）()\s]{1,12}(?:\s*[（(][^（）()\d]{1,14}[）)])?")


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
