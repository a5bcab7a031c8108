"""Names that stand before their text again and again: 不满意之一：…, 怎么改：…, below each other.

Whoever writes a form without lines uses the same names for each of its entries. Which of them tell
shortcomings and which measures is said by their words or, where these say nothing, by what stands
behind them.
"""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass

from drafter.document import Role
from drafter.document.parsing import telling
from drafter.document.parsing.enumeration import SIGN, opens
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import APART, LABELS, Vocabulary
from drafter.text import HAN, Span

_FIELD = re.compile(
    rf"(?:{SIGN.pattern})?"
    r"[【\[（(]?(?P<name>[^，。；：:、】\s\d]{1,10}?)"
    rf"(?P<ordinal>之?(?:[{HAN}]{{1,3}}|\d{{1,2}}))?[】\]）)]?[：:][ \u3000]*(?=\S)"
)
_NUMBERED = re.compile("(?:整改|改进)?(?:问题|措施|不足|差距|短板|对策)")  # are numbers of points
_LEAST = 2
_READ = 120  # characters of an entry


@dataclass(frozen=True, slots=True)
class Field:
    """What a line opens; "" goes back to the part around it."""

    role: str
    length: int = 0  # characters of the name
    is_whole: bool = True  # the entry is one point


def fields(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, Field]:
    """What each such name opens, by where its line starts.

    Only where shortcomings and measures both have a name, and in this order.
    """
    if len(lines) < _LEAST:
        return {}
    told: dict[str, list[tuple[SourceLine, int]]] = defaultdict(list)
    for line in lines:
        if found := _FIELD.match(line.text):
            told[found["name"]].append((line, found.end()))
    several = {name: each for name, each in told.items() if len(each) >= _LEAST}
    if len(several) == 1:
        (name, entries), *_ = several.items()
        return _alone(entries, _role(name, entries, words), lines, words)
    counted = {
        name
        for name, each in several.items()
        if _NUMBERED.fullmatch(name) and any(_is_numbered(line) for line, _ in each)
    }
    if len(several) < _LEAST or (counted and not _are_answered(counted, several, words)):
        return {}
    roles = _opposite({name: _role(name, each, words) for name, each in several.items()}, words)
    told_roles = [role for role in roles.values() if role != APART]
    if told_roles[:2] != [Role.SHORTCOMING, Role.MEASURE]:
        return {}
    first = next(each for name, each in several.items() if roles[name] == Role.SHORTCOMING)
    if _are_titled({line.span for line, _ in first}, lines):
        return {}
    return {
        line.span[0]: Field(roles[name], length)
        for name, each in several.items()
        for line, length in each
        if roles[name]
    }


def _are_answered(
    counted: set[str], several: dict[str, list[tuple[SourceLine, int]]], words: Vocabulary
) -> bool:
    """Numbered names (问题之一：…) are answered by one without a number (办法：…)."""
    plain = {name: each for name, each in several.items() if name not in counted}
    return any(_role(name, each, words) == Role.MEASURE for name, each in plain.items())


def _is_numbered(line: SourceLine) -> bool:
    found = _FIELD.match(line.text)
    return found is not None and found["ordinal"] is not None


def _alone(
    entries: list[tuple[SourceLine, int]],
    role: str,
    lines: tuple[SourceLine, ...],
    words: Vocabulary,
) -> dict[int, Field]:
    """What a single such name opens, and the lines behind it that have none.

    补的办法：… answers the line before it; 不足：… ends where the next point is numbered.
    """
    spans = {line.span for line, _ in entries}
    before = [one for one, other in itertools.pairwise(lines) if other.span in spans]
    behind = [other for one, other in itertools.pairwise(lines) if one.span in spans]
    if any(each.span in spans for each in before):
        return {}
    lacking = sum(words.falls_short(each.text) for each in before)
    if role == Role.SHORTCOMING:
        left = [each for each in behind if opens(each.text)]
        is_left = len(left) >= _LEAST and 2 * lacking < len(before)
        ends = {each.span[0]: Field("") for each in left}
        opened = {line.span[0]: Field(role, at, is_whole=False) for line, at in entries}
        return opened | ends if is_left else {}
    if _are_titled({each.span for each in before}, lines):
        return {}  # what stands above the measures only shows what a numbered name says
    is_answer = role == Role.MEASURE and all(opens(each.text) is None for each in before)
    if not is_answer or 2 * lacking < len(before):
        return {}
    following = {each.span for each in before}
    opened = {line.span[0]: Field(role, length) for line, length in entries}
    lacks = {each.span[0]: Field(Role.SHORTCOMING) for each in before}
    ends = {each.span[0]: Field("") for each in behind if each.span not in following}
    return opened | ends | lacks


def _are_titled(entries: set[Span], lines: tuple[SourceLine, ...]) -> bool:
    """Above most of them stands the name of a point, so that they only tell more of it: 表现：…"""
    above = [one.text for one, other in itertools.pairwise(lines) if other.span in entries]
    told = sum(opens(each) is not None and not _FIELD.match(each) for each in above)
    return 2 * told > len(entries)


def _role(name: str, entries: list[tuple[SourceLine, int]], words: Vocabulary) -> str:
    """By its words, else by what stands behind it; causes where neither tells."""
    role = words.role(name, after=Role.SHORTCOMING)
    if role in (*LABELS, APART):
        return role
    bodies = "\n".join(line.text[length : length + _READ] for line, length in entries)
    return telling.told(bodies) or APART


def _opposite(roles: dict[str, str], words: Vocabulary) -> dict[str, str]:
    """With the first of two names as the shortcomings where the other tells measures.

    Not where it names the causes.
    """
    first, *_ = roles
    if words.role(first, after=Role.SHORTCOMING) == APART:
        return roles
    is_alone = len(roles) == _LEAST and set(roles.values()) == {APART, Role.MEASURE}
    return {**roles, first: Role.SHORTCOMING} if is_alone and roles[first] == APART else roles
