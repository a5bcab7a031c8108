"""Words that bound a number from either side: 近, 约, 不少于, 以上. Pure."""

import re

# what bounds a numeral from the front; the longest first
_BEFORE = (
    ("不少于", "above"),
    ("不低于", "above"),
    ("不下于", "above"),
    ("不超过", "below"),
    ("不高于", "below"),
    ("不下", "above"),
    ("至少", "above"),
    ("最少", "above"),
    ("超过", "above"),
    ("超出", "above"),
    ("多于", "above"),
    ("高于", "above"),
    ("大于", "above"),
    ("突破", "above"),
    ("将近", "below"),
    ("接近", "below"),
    ("不到", "below"),
    ("不足", "below"),
    ("低于", "below"),
    ("少于", "below"),
    ("小于", "below"),
    ("至多", "below"),
    ("最多", "below"),
    ("不超", "below"),
    ("大约", "about"),
    ("大概", "about"),
    ("约莫", "about"),
    ("逾", "above"),
    ("超", "above"),
    ("近", "below"),
    ("约", "about"),
)
_PART_OF_WORD = re.compile(
    r"[签预节制合公履违集契相简条邀续特]约$|[附最临靠就亲贴相拉走新邻远]近$|[赶反高]超$"
)
_TAIL = re.compile(
    r"(?P<above>以上|之多|开外|有余)|(?P<below>以下|以内|之内)|(?P<about>左右|上下)|不等"
)
_RECENT = frozenset(("年", "天", "周", "月", "季度"))


def front(plain: str, start: int, unit: str) -> tuple[str, int]:
    """What stands before a numeral and bounds it, and where that starts.

    >>> front("新增近40户", 3, "户"), front("签约40户", 2, "户")
    (('below', 2), ('', 2))
    """
    before = plain[max(0, start - 6) : start]
    word, approx = next((pair for pair in _BEFORE if before.endswith(pair[0])), ("", ""))
    if word:
        if _PART_OF_WORD.search(before) or (word == "近" and unit in _RECENT):
            return "", start
        return approx, start - len(word)
    if before.endswith(("过", "上")) and plain[start : start + 1] in tuple("百千万亿"):
        return "above", start - 1
    return "", start


def back(plain: str, stop: int) -> tuple[str, int]:
    """What stands behind a unit and bounds it, and where that ends.

    >>> back("40户以上", 3)
    ('above', 5)
    """
    tail = _TAIL.match(plain, stop)
    return (tail.lastgroup or "", tail.end()) if tail else ("", stop)
