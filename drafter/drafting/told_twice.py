"""Two facts that open with the same deed and figure, as one that tells all of both. Pure.

People note a figure again to add to it: 修渠12.4公里，投资80万元 and 修渠12.4公里，灌溉900亩. Told
one after the other they read like two deeds.
"""

import re

from drafter.figures import Figure, figures

HEAD = re.compile(
    r"(?:(?:19|20)\d\d年|全年|今年|本年度|年内|全[国省市县区镇乡村局校院所警街系公司]{1,2}(?![面力部员程体覆]))，?"
)
_FIRST = re.compile(r"[^，；。：（]+")
_STOPPED = re.compile("[；。：！？]")
_SUBJECT = 2  # characters besides the figure that say what is counted
_RARE = 3  # digits of a figure that is hardly the number of two things
HANGS = (
    "但|而|却|且|并|还|也|又|所以|因此|导致|造成|以致|致使|使|从而|以及|因为"  # on what is before
)
_HANGING = re.compile(f"，(?:{HANGS}|均|都|分别)")
_PARTS = re.compile(r"，(?:其中|含|包括)")
_WITHIN_NUMBER = re.compile(r"[\d.,]$")
_NUMBER = re.compile(r"[\d.,]+")


def same_deed(one: str, other: str) -> bool:
    """Whether two facts may open with one deed: its words and figure alike, one perhaps longer.

    >>> same_deed("城区修渠12公里", "修渠12公里，灌溉900亩")
    True
    >>> same_deed("东片种树8亩", "西片种树8亩"), same_deed("120户危房改造", "1120户危房改造")
    (False, False)
    """
    first, second = sorted((_deed(one), _deed(other)), key=len)
    if not second.endswith(first) or _WITHIN_NUMBER.search(second.removesuffix(first)):
        return False
    return bool(_counts(first))


def folded(one: str, other: str) -> str:
    """Two facts as one, the deed that both open with told once; "" where that is not certain.

    A small number may count two things where the words differ, and stays with both.

    >>> folded("修渠12公里，投资80万元", "今年修渠12公里，灌溉900亩")
    '今年修渠12公里，投资80万元，灌溉900亩'
    >>> folded("收入32.5万元，其中租金9万元", "村里收入32.5万元，同比增长8%")
    '村里收入32.5万元，同比增长8%，其中租金9万元'
    >>> folded("修渠12.4公里，投资80万元", "修渠12.4公里，投资80万元，灌溉900亩")
    '修渠12.4公里，投资80万元，灌溉900亩'
    >>> folded("培训3次", "廉政培训3次，120人参加")
    ''
    """
    if _STOPPED.search(one + other) or not _is_one(one, other):
        return ""
    (first, said), (second, more) = _parted(one), _parted(other)
    rest = _joined(said, more)
    return max(first, second, key=len) + rest if rest or not said + more else ""


def _is_one(one: str, other: str) -> bool:
    """Whether it is certain that both tell of one deed."""
    figure = _counts(_deed(one))
    if not figure or not same_deed(one, other):
        return False
    is_rare = "." in figure.text or sum(map(str.isdigit, figure.text)) >= _RARE
    return is_rare or _deed(one) == _deed(other)


def _joined(said: str, more: str) -> str:
    """What two facts tell of their deed, what is part of it last; "" where they cannot be joined.

    A comparison behind a part would be read as that part's.
    """
    if more in said:
        return said
    if said and more.startswith(said):
        return more
    is_bound = _HANGING.match(more) or _PARTS.match(more) or _differ(said, more)
    is_bracketed = more.startswith("（")
    if said and (is_bound or (is_bracketed and (said[0] == "（" or more[-1] != "）"))):
        return ""
    return more + said if is_bracketed or _PARTS.search(said) else said + more


def _parted(text: str) -> tuple[str, str]:
    """A fact's first deed as it stands, and what is told of it."""
    found = _FIRST.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _deed(text: str) -> str:
    """What a fact tells first, without the time or place that heads it."""
    return HEAD.sub("", _parted(text)[0], count=1)


def _counts(deed: str) -> Figure | None:
    """The only figure of a deed, where it says what it counts."""
    found = [each for each in figures(deed) if each.kind != "date"]
    if len(found) != 1 or found[0].value is None:
        return None
    return found[0] if len(deed) - len(found[0].text) >= _SUBJECT else None


def _differ(said: str, more: str) -> bool:
    """Whether both tell one thing with two figures: 同比增长8% and 同比增长9%."""
    known = {_NUMBER.sub("", each): each for each in said.split("，") if each}
    return any(known.get(_NUMBER.sub("", each), each) != each for each in more.split("，"))
