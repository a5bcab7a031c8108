"""Headings that say more than what they stand over: 整治河道4条. Pure."""

import re
from collections.abc import Iterator

from drafter.readers.cells import is_unit

_COUNT = re.compile(r"(?<![\d.第])\d[\d,.]*[余多]?(?P<unit>[百千万亿]*[\u4e00-\u9fff%％]{1,4})")
_TIME = frozenset("年月日号时分")
_LISTED = re.compile(
    "(?:工作|任务|事项?|情况|成绩|成效|亮点|做法|方面|举措|措施|问题|不足|要点|内容)$"
)
_LISTING = re.compile(
    r"\d+[件项个大条点类](?:大|实|好|小|重点|主要|民生|方面)*(?:事(?!故)|工作|任务|方面|问题|举措|措施|亮点|做法)"
)
_DEED = re.compile("[\u4e00-\u9fff]{2}$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def counts(heading: str) -> bool:
    """Whether a heading counts something, be it what it stands over.

    >>> counts("重点工作5项"), counts("2023年第3季度"), counts("抓项目")
    (True, False, False)
    """
    return any(True for _ in _counted(heading))


def tells_deed(heading: str) -> bool:
    """Whether a heading counts what was done, not the points that it stands over.

    >>> tells_deed("整治河道4条，共18.5公里"), tells_deed("获奖情况（3项）"), tells_deed("办3件事")
    (True, False, False)
    """
    told = _LISTING.sub("", _BRACKETED.sub("", heading))
    before = [told[: found.start()] for found in _counted(told)]
    return bool(before) and _DEED.search(before[0]) is not None and not _LISTED.search(before[0])


def _counted(heading: str) -> Iterator[re.Match[str]]:
    """The counts of a heading, dates left out."""
    for found in _COUNT.finditer(heading):
        unit = found["unit"]
        is_named = any(is_unit(unit[:size]) for size in range(1, len(unit) + 1))
        if is_named and unit[0] not in _TIME:
            yield found
