"""How the numbers of a text count on: which of them certainly skip or repeat. Pure and linear."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.document.parsing.enumeration import Marker, markers
from drafter.text import HAN, han_number

_BEFORE = re.compile(r"(?:[\s#>*+\-【\[•●◆■·]|&[a-z]{2,8};)*")  # a number that begins its line
_SIGN = re.compile(r"[#>*+\-【\[•●◆■·]")
# 1.2工作总结, with no blank behind it too; 1.2万元 and 1.5% are figures
_DOTTED = re.compile(
    r"(?P<chapter>\d{1,2})[.．](?P<step>\d{1,2})(?:[.、．]?(?=[\s\u3000])|(?=[\u4e00-\u9fff])(?![万亿元个倍米年月日]))"
)
_BARE = re.compile(r"[^\n。；，！？]{2,20}")  # a line that heads what stands below it
_SPOKEN = frozenset(("shi", "qi", "di", "turn", "also"))  # 首先，… 第二，… 三是…
# What a number counts, instead of numbering: 3个, 三季度
_COUNTED = r"(?!\d|[.．]\d|[个项名次年月日天件条人户所家处类级季线产大万亿%％])"
_FAR = 2_000  # characters in which a number that no series holds is looked for
_MOST_SKIPPED = 3
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Counting:
    """Where numbers stand, by how they count on."""

    broken: frozenset[int]  # skipping or repeating, and none like it in between
    followed: frozenset[int]  # a one that a two follows


@dataclass(slots=True)
class _Series:
    """A list that is still open: what stands before its numbers, and the last of them."""

    family: str
    level: str
    last: int
    place: int
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class _Number:
    family: str
    level: str
    ordinal: int
    place: int
    line: int  # where it begins
    is_headed: bool  # by a short line right above


@lru_cache(maxsize=8)
def counting(text: str) -> Counting:
    r"""How all numbers of `text` count on, lists within lists apart.

    >>> sorted(counting("一是学。二是干。四是管。").broken)
    [8]
    >>> counting("1.学。\n（1）读。\n（2）写。\n2.干。\n3管。\n4.查。").broken
    frozenset()
    """
    open_series: list[_Series] = []
    broken, followed, placed = set[int](), set[int](), set[int]()
    for number in _numbers(text):
        at = _continued(open_series, number)
        if at is not None:
            placed.add(number.place)
            if number.ordinal == 2:  # noqa: PLR2004 the first that follows another
                followed.add(open_series[at].start)
        elif number.ordinal == 1:
            placed.add(number.place)
            if _is_told_twice(open_series, number):
                broken.add(number.place)
            at = _begun(open_series, number)
        else:
            at = _nearest(open_series, number)
            if at is None and any(each.last == number.ordinal - 1 for each in open_series):
                continue  # one more of a list that has other signs: ①②③, then 四是
            if _is_out_of_turn(text, number, None if at is None else open_series[at], placed):
                broken.add(number.place)
            at = _begun(open_series, number) if at is None else at
        del open_series[at + 1 :]
        open_series[at].last, open_series[at].place = number.ordinal, number.place
        open_series[at].line = number.line
    return Counting(frozenset(broken), frozenset(followed))


def _continued(series: list[_Series], number: _Number) -> int | None:
    """Which open list it is the next of: the innermost; 首先， may go on with 第二，."""
    awaited = [
        at for at in reversed(range(len(series))) if series[at].last == number.ordinal - 1 > 0
    ]
    own = [at for at in awaited if series[at].family == number.family]
    if own:
        return own[0]
    if number.family not in _SPOKEN or any(each.family == number.family for each in series):
        return None
    return next((at for at in awaited if series[at].family in _SPOKEN), None)


def _is_told_twice(series: list[_Series], number: _Number) -> bool:
    """A one right behind a one of the same list."""
    last = series[-1] if series else None
    if last is None or number.is_headed or (last.family, last.last) != (number.family, 1):
        return False
    return last.level == number.level or last.line == number.line


def _begun(series: list[_Series], number: _Number) -> int:
    """A new list: in the place of the last one like it, or within what is open."""
    alike = (
        at
        for at, each in enumerate(series)
        if each.family == number.family and each.level == number.level
    )
    at = next(alike, len(series))
    del series[at:]
    place, line = number.place, number.line
    series.append(_Series(number.family, number.level, number.ordinal, place, place, line))
    return at


def _nearest(series: list[_Series], number: _Number) -> int | None:
    """The innermost open list of its kind."""
    alike = (at for at in reversed(range(len(series))) if series[at].family == number.family)
    return next(alike, None)


def _is_out_of_turn(text: str, number: _Number, series: _Series | None, placed: set[int]) -> bool:
    """It repeats the last number, or skips few that stand nowhere in between.

    Going back or far ahead it is of another list, or counts something else.
    """
    last, since = (series.last, series.place + 1) if series else (0, 0)
    if number.ordinal == last:
        return True
    skipped = number.ordinal - last - 1
    if not 0 < skipped <= _MOST_SKIPPED:
        return False
    # 3提高 with no point, （三、: put down in other signs
    loosely = _loosely(number.ordinal - 1)
    start = max(since, number.place - _FAR)
    return all(found.start() in placed for found in loosely.finditer(text, start, number.place))


@lru_cache(maxsize=64)
def _loosely(ordinal: int) -> re.Pattern[str]:
    """A number as a writer may have put it down, where one can open a point."""
    circled = _CIRCLED[ordinal - 1] if ordinal <= len(_CIRCLED) else "$^"
    signs = rf"(?:{ordinal}|(?<![{HAN}]){han_number(ordinal)}|{circled})(?![{HAN}])"
    return re.compile(rf"(?:^|(?<=[\n\s。；;！!？?：:#*]))[（(【\[第其]?{signs}{_COUNTED}")


def _numbers(text: str) -> Iterator[_Number]:
    """Every number, with what stands before it on its line."""
    start, is_headed = 0, False
    for line in text.splitlines(keepends=True):
        if not (bare := line.strip()):
            start += len(line)
            continue
        before = _BEFORE.match(line)
        head = before.end() if before else 0
        sign = _SIGN.search(line, 0, head)
        found = list(_in_line(line, head))
        for family, marker in found:
            opens = marker.span[0] == head
            level = (sign[0] if sign else "line") if opens else "within"
            place = start + marker.span[0]
            yield _Number(family, level, marker.ordinal, place, start, is_headed and opens)
        is_headed = not found and _BARE.fullmatch(bare) is not None
        start += len(line)


def _in_line(line: str, head: int) -> Iterator[tuple[str, Marker]]:
    """The numbers of one line, and of what family they are."""
    behind = head
    if dotted := _DOTTED.match(line, head):
        behind = dotted.end()
        step = Marker(int(dotted["step"]), "dotted", dotted[0], dotted.span())
        yield f"dotted {dotted['chapter']}", step
    for marker in markers(line[behind:]):
        low, high = marker.span
        if marker.family == "dotted" or marker.text.startswith("最后"):
            continue
        yield (
            marker.family,
            replace(marker, span=(low + behind, high + behind)) if behind else marker,
        )
