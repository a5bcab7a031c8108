"""Shortcomings and measures that no number, label or heading of their own marks.

They are looked for where a report has none that are marked so, and below a heading that names both
or tells plans among what falls short. `running` tells what each sentence is; where it is not sure,
nothing is found.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.document import Role
from drafter.document.parsing import running
from drafter.document.parsing.enumeration import markers, opens
from drafter.document.parsing.openings import Opening
from drafter.document.parsing.prose import lead_in
from drafter.document.parsing.running import (
    LACK,
    MORE_LACK,
    MORE_PLAN,
    OTHER,
    PLAN,
    Sentence,
)
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import LABELS, Vocabulary

_MOST = 400  # lines that are read
_SURE = 0.6  # the least share of a state by which a point begins
_HALF = 0.5  # share of the shortcomings of a part that are answered there
_ROLES = {LACK: Role.SHORTCOMING, PLAN: Role.MEASURE}
_GROUPS = {LACK: (LACK, MORE_LACK), PLAN: (PLAN, MORE_PLAN)}


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines below a heading, or above all of them."""

    opening: Opening | None
    start: int  # behind the heading
    end: int
    heading: str  # what it names

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def unmarked(
    text: str, lines: Sequence[SourceLine], opened: list[Opening], words: Vocabulary
) -> Iterator[list[Opening]]:
    """What may be opened instead: all with the points that only their sentences show."""
    if not lines or len(lines) > _MOST:
        return
    parts = _parts(lines, opened, words)
    if not any(_is_marked(each, words) for each in opened):
        yield _throughout(text, lines, opened, parts, words)
        return
    for part in parts:
        if part.heading in ("lack", "both") and _may_turn(text, lines, opened, part):
            yield _inside(text, lines, opened, part)


def _parts(
    lines: Sequence[SourceLine], opened: Sequence[Opening], words: Vocabulary
) -> list[_Part]:
    heads = [each for each in opened if each.is_heading]
    first, last = lines[0].span[0], lines[-1].span[1]
    ends = [*(each.start for each in heads), last + 1]
    parts = [_Part(None, first, ends[0], "other")] if ends[0] > first else []
    for each, end in zip(heads, ends[1:], strict=True):
        role = each.role if _names(each, words) else ""
        parts.append(_Part(each, each.end, end, running.heading_kind(each.title, role, words)))
    return parts


def _names(heading: Opening, words: Vocabulary) -> bool:
    """A heading's own words say that it opens the answers, not what stands below it."""
    if heading.role not in LABELS:
        return True
    title = heading.title
    is_named = words.role(title, after=Role.SHORTCOMING) == heading.role
    is_named = is_named or running.names_both(title, words)
    return is_named or (heading.role == Role.SHORTCOMING and words.may_lack(title))


def _is_marked(each: Opening, words: Vocabulary) -> bool:
    """Shortcomings are opened by a heading, a label, a name or a sign."""
    if each.role != Role.SHORTCOMING:
        return False
    if each.is_heading:
        return _names(each, words)
    return bool(each.title or each.joint or each.is_whole or each.end > each.start)


def _may_turn(
    text: str, lines: Sequence[SourceLine], opened: Sequence[Opening], part: _Part
) -> bool:
    """Plans may be told among the shortcomings, and the rules found none."""
    if any(part.holds(each.start) and each.role == Role.MEASURE for each in opened):
        return part.heading == "both"
    told = [line for line in lines if part.holds(line.span[0])]
    sentences = [
        text[start:end] for line in told for start, end in running.parts(text, line.span)
    ]
    return any(map(running.is_meant, sentences))


def _inside(
    text: str, lines: Sequence[SourceLine], opened: list[Opening], part: _Part
) -> list[Opening]:
    """The points of one part, where its shortcomings are answered in it."""
    told = list(_sentences(text, lines, part))
    states = _states(told)
    lacks, plans = states.count(LACK), states.count(PLAN)
    if not lacks or plans < max(1, lacks * _HALF) or not _take_turns(told, states):
        return opened
    made = list(_openings(text, told, states, part))
    kept = [each for each in opened if not part.holds(each.start)]
    return sorted([*kept, *made], key=lambda each: each.start)


def _take_turns(told: Sequence[Sentence], states: Sequence[str]) -> bool:
    """Plans stand between the shortcomings, not all behind them."""
    order = [state for state in states if state in (LACK, PLAN)]
    return (PLAN, LACK) in itertools.pairwise(order) or order == [LACK, PLAN]


def _throughout(
    text: str,
    lines: Sequence[SourceLine],
    opened: list[Opening],
    parts: Sequence[_Part],
    words: Vocabulary,
) -> list[Opening]:
    """The points of all parts but those that name plans or last year's feedback."""
    free = [each for each in parts if each.heading not in ("plan", "feedback")]
    told = [list(_sentences(text, lines, part)) for part in free]
    states = _states([each for inside in told for each in inside])
    if LACK not in states:
        return opened
    made: list[Opening] = []
    for part, inside in zip(free, told, strict=True):
        own, states = states[: len(inside)], states[len(inside) :]
        if any(state != OTHER for state in own):
            made += _openings(text, inside, own, part)
    kept = [
        _unnamed(each, words) if each.is_heading else each
        for each in opened
        if each.is_heading
        or each.role not in (Role.SHORTCOMING, Role.MEASURE)
        or not any(part.holds(each.start) for part in free)
    ]
    return sorted([*kept, *made], key=lambda each: each.start)


def _unnamed(heading: Opening, words: Vocabulary) -> Opening:
    return heading if _names(heading, words) else replace(heading, role="")


def _sentences(text: str, lines: Sequence[SourceLine], part: _Part) -> Iterator[Sentence]:
    is_first = True
    for line in lines:
        begin = max(line.span[0], part.start)
        if not (part.holds(begin) and begin < line.span[1]):
            continue
        if running.names_field(line.text):
            is_first = True
            continue
        span = (begin, min(line.span[1], part.end))
        for each in running.sentences_of(text, span, part.heading, is_first=is_first):
            yield each
            is_first = False


def _states(told: Sequence[Sentence]) -> list[str]:
    """The state of each sentence; of points whose beginning is not sure, none."""
    own = running.weighed(told)
    found, point = [], OTHER
    for state, share in zip(
        running.best_way(told, own), running.shares(told, own), strict=True
    ):
        if state in _GROUPS:
            is_sure = sum(share[each] for each in _GROUPS[state]) >= _SURE
            point = state if is_sure else OTHER
            found.append(point)
        else:
            found.append(state if point != OTHER and state in _GROUPS[point] else OTHER)
    return found


def _openings(
    text: str, told: Sequence[Sentence], states: Sequence[str], part: _Part
) -> Iterator[Opening]:
    """Where each point begins, and where something else goes on."""
    role = part.opening.role if part.opening and part.opening.role not in LABELS else ""
    before = OTHER if part.opening is None or part.opening.role not in LABELS else ""
    for each, state in zip(told, states, strict=True):
        start, end = each.span
        if state in _ROLES:
            yield Opening(_ROLES[state], start, _begin(text, start, end), is_whole=True)
        elif state == OTHER and before != OTHER:
            yield Opening(role, start, start)
        before = state


def _begin(text: str, start: int, end: int) -> int:
    """Where a point begins behind its number and the words that only lead to it."""
    first = opens(text[start:end])
    at = start + first.span[1] if first else start
    while begun := lead_in(text[at:end]):
        at += begun
    return at
