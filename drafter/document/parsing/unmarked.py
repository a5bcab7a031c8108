"""Shortcomings and measures that no number, label or heading of their own marks.

They are looked for where a report has none that are marked so, and below a heading that names both
or tells plans among what falls short. `running` tells what each sentence is; where it is not sure,
nothing is found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.document import Role
from drafter.document.parsing import running, telling
from drafter.document.parsing.causes import asks_why, tells_why
from drafter.document.parsing.deeds import states_fault, tells_deed, tells_only_deed, thanks
from drafter.document.parsing.enumeration import opens
from drafter.document.parsing.fellows import GROUPS, among_fellows
from drafter.document.parsing.in_one_sentence import each_answered
from drafter.document.parsing.opening import Opening
from drafter.document.parsing.prose import (
    LEANS,
    addresses,
    announced,
    announces,
    announces_plans,
    lead_in,
    only_announces,
    owns_up,
    vows,
)
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
from drafter.text import Span

_LONGEST = 20_000  # characters of a text that is read so: far more than reports have
_MOST = 60  # parts of one
_SURE = 0.5  # the least share of a state by which a point begins
_NAMED_SURE = 0.3  # the same where the sentence says itself what it tells
_NAMED_ALONE = 0.8  # the same where nothing else speaks for the way
# By how much the way through a text has to be likelier than what is known, in logarithms: in all,
# and for each sentence; and where no shortcoming is known.
_GAIN, _EACH, _GAIN_ALONE = 9.5, 0.5, 6.0
_COUNTED = 2  # numbered shortcomings, from which their numbers are believed
_FIELDS = 3  # parts of work
_NEVER = -1e3
# 没有多拿过一双手套, 没有请过事假, 服务没有最好，只有更好: falls short of nothing
_UNTAKEN = re.compile(
    "没有?[^，。；]{0,6}[拿占收吃要]过|没有?[^，。；不]{0,6}(?:请过?[^，。；]{0,3}假|迟到|早退|旷工|缺勤|缺席)"
    "|没有(?:最[好高强优佳]|终点|止境|休止符|完成时|旁观者|局外人|捷径)"
)
_WHEN = re.compile(
    "(?:20\\d\\d年|明年|来年|下一?步|今后|新的?一年|接下来)[，,](?:我们?|本人)?[要将]?"
)
_ONE_MORE = re.compile("至于|此外|另外")  # behind numbered ones, without a number
_NAMED = re.compile("就?是[，,：:]?")  # 头一笔，是……
_ROLES = {LACK: Role.SHORTCOMING, PLAN: Role.MEASURE}


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """A point that numbers, labels and names show."""

    span: Span
    state: str  # LACK or PLAN
    number: int = 0  # where it has one


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
    text: str,
    lines: Sequence[SourceLine],
    opened: list[Opening],
    known: Sequence[KnownPoint],
    words: Vocabulary,
) -> list[Opening]:
    """What is opened, with the points that only their sentences show.

    Args:
        text: the report's.
        lines: all between front and back.
        opened: what numbers, labels and names open in them.
        known: the points that stand there so; they are left where they are nearly as likely.
        words: of the genre.
    """
    if not lines or lines[-1].span[1] - lines[0].span[0] > _LONGEST:
        return opened
    if sum(each.is_heading for each in opened) > _MOST:
        return opened
    parts = _parts(lines, opened, words)
    marked = [each for each in opened if _is_marked(each, words)]
    if not marked or _are_unanswered(opened) or _are_scattered(marked, parts):
        return _throughout(text, lines, opened, known, parts, words)
    for part in parts:
        if part.heading in ("lack", "both") and _may_be_more(text, lines, opened, part):
            opened = _inside(text, lines, opened, known, part)
    return opened


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


def _are_unanswered(opened: Sequence[Opening]) -> bool:
    """不足的是，… stands behind work, and nothing but a heading names what will be done."""
    is_beside = any(each.role == Role.MEASURE and not each.is_heading for each in opened)
    is_apart = any(each.role == Role.SHORTCOMING and each.is_heading for each in opened)
    return not is_beside and not is_apart


def _are_scattered(marked: Sequence[Opening], parts: Sequence[_Part]) -> bool:
    """Few of several parts of work have a label inside, so that others may tell theirs without."""
    work = [part for part in parts if part.opening and part.heading == "other"]
    held = [part for part in work if any(part.holds(each.start) for each in marked)]
    is_inside = all(not x.is_heading and any(p.holds(x.start) for p in work) for x in marked)
    # In the last part alone stands what follows it without a heading of its own.
    is_early = len(held) > 1 or (bool(held) and held[-1] is not work[-1])
    return is_inside and is_early and len(work) >= _FIELDS and 2 * len(held) <= len(work)


def _may_be_more(
    text: str, lines: Sequence[SourceLine], opened: Sequence[Opening], part: _Part
) -> bool:
    """Plans may be told among the shortcomings, or several of these below the name of a field."""
    plans = [x for x in opened if part.holds(x.start) and x.role == Role.MEASURE]
    if any(x.is_whole or (x.joint.is_sure if x.joint else x.end > x.start) for x in plans):
        return False  # 措施：
    if plans:
        return part.heading == "both" or any(_turns_back(text, lines, x.start) for x in plans)
    told = [line for line in lines if part.holds(line.span[0])]
    sentences = [text[start:end] for line in told for start, end in running.parts(text, line.span)]
    is_field = any(running.names_field(line.text) for line in told)
    return is_field or any(map(running.is_meant, sentences))


def _turns_back(text: str, lines: Sequence[SourceLine], place: int) -> bool:
    """Behind a plan that begins inside a paragraph, the paragraph tells what falls short."""
    line = next((x for x in lines if x.span[0] < place < x.span[1]), None)
    if line is None:
        return False
    behind = [text[a:b] for a, b in running.parts(text, (place, line.span[1]))][1:]
    return any(
        running.names(each) == LACK or (Vocabulary.falls_short(each) and not running.is_meant(each))
        for each in behind
    )


def _inside(
    text: str,
    lines: Sequence[SourceLine],
    opened: list[Opening],
    known: Sequence[KnownPoint],
    part: _Part,
) -> list[Opening]:
    """The points of one part."""
    told = list(_sentences(text, lines, part))
    states = _states(told, known)
    if not states:
        return opened
    if part.opening and Vocabulary.reflects(part.opening.title):
        states = _lacking_alone(told, states)
    made = [*_openings(text, told, states, part), *_fields(lines, part)]
    kept = [each for each in opened if not part.holds(each.start)]
    return sorted([*kept, *made], key=lambda each: each.start)


def _throughout(
    text: str,
    lines: Sequence[SourceLine],
    opened: list[Opening],
    known: Sequence[KnownPoint],
    parts: Sequence[_Part],
    words: Vocabulary,
) -> list[Opening]:
    """The points of all parts but those that name plans or last year's feedback."""
    free = [each for each in parts if each.heading not in ("plan", "feedback")]
    told = [list(_sentences(text, lines, part)) for part in free]
    states = _states([each for inside in told for each in inside], known)
    if LACK not in states:
        return opened
    made: list[Opening] = []
    for part, inside in zip(free, told, strict=True):
        own, states = states[: len(inside)], states[len(inside) :]
        if any(state != OTHER for state in own):
            made += [*_openings(text, inside, own, part), *_fields(lines, part)]
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


def _fields(lines: Sequence[SourceLine], part: _Part) -> Iterator[Opening]:
    """Lines that only name a field belong to no point."""
    for line in lines:
        if part.holds(line.span[0]) and running.names_field(line.text):
            yield Opening("", line.span[0], line.span[0])


def _states(told: Sequence[Sentence], known: Sequence[KnownPoint]) -> list[str]:
    """The state of each sentence; none at all where what is known is nearly as likely.

    Points whose beginning is not sure are left out.
    """
    own = _numbered(told, running.weighed(told), known)
    way = running.best_way(told, own)
    placed = [_known(each, known) for each in told]
    before = running.allowed(told, placed)
    gain = running.value(told, own, way) - running.value(told, own, before)
    shares = running.shares(told, own)
    is_placed = LACK in placed
    least = max(_GAIN, _EACH * len(told)) if is_placed else _GAIN_ALONE
    if not told or (gain < least and not (is_placed and _adds_named(told, placed, way, shares))):
        return []
    found: list[str] = []
    point, is_listed = OTHER, False
    for each, likeliest, share in zip(told, way, shares, strict=True):
        named = running.names(each.text) if each.move in ("head", "line", "tied") else OTHER
        is_named = named != OTHER and sum(share[group] for group in GROUPS[named]) >= _NAMED_SURE
        state = named if is_named and likeliest in (OTHER, named) else likeliest
        if state in GROUPS:
            is_sure = is_named or sum(share[group] for group in GROUPS[state]) >= _SURE
            is_sure = is_sure and not (addresses(each.text) or vows(each.text))
            if state == PLAN and (each.move == "head" or not found or found[-1] == OTHER):
                is_sure = is_sure and (is_listed or running.is_meant(each.text))
            point = state if is_sure else OTHER
            found.append(point)
        else:
            found.append(state if point != OTHER and state in GROUPS[point] else OTHER)
        is_listed = not each.is_last and announces_plans(each.text)
    found = [
        LACK if state == MORE_LACK and was == LACK and _is_own(each) else state
        for each, was, state in zip(told, placed, found, strict=True)
    ]
    found = _unclosed(told, among_fellows(told, found, shares))
    found = _without_deeds(told, found)
    if not is_placed and not _says_what_lacks(told, found):
        return []
    return [] if _loses(told, placed, found) else _unremarked(told, found)


def _without_deeds(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """Without what tells of something done or learned, or thanks for it, and all that goes on."""
    found: list[str] = []
    is_deed = False
    for each, state in zip(told, states, strict=True):
        if state in _ROLES:
            is_deed = (tells_deed if state == LACK else tells_only_deed)(each.text)
            is_deed = is_deed or thanks(each.text)
        found.append(OTHER if is_deed else state)
    return found


def _lacking_alone(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """Below 反思与总结, with such shortcomings alone as say so: others tell what was learned."""
    found: list[str] = []
    for each, state in zip(told, states, strict=True):
        is_more = state == MORE_LACK and found[-1] in GROUPS[LACK]
        says_so = states_fault(each.text) and not only_announces(each.text)
        is_told = state not in GROUPS[LACK] or is_more
        found.append(state if is_told else LACK if says_so else OTHER)
    return found


def _says_what_lacks(told: Sequence[Sentence], states: Sequence[str]) -> bool:
    """One at least of what was found to fall short says so itself."""
    return any(
        state in GROUPS[LACK]
        and (Vocabulary.falls_short(each.text) or running.names(each.text) == LACK)
        for each, state in zip(told, states, strict=True)
    )


def _unclosed(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """Without a last line of a saying and a vow: 合作社是大伙儿的。新的一年，我们一定……"""
    is_closing = len(told) > 1 and vows(told[-1].text) and told[-2].move == "line"
    if not is_closing or Vocabulary.falls_short(told[-2].text) or re.search(r"\d", told[-2].text):
        return list(states)
    return [*states[:-2], OTHER, OTHER]


def _is_own(told: Sentence) -> bool:
    """A sentence that was known as a shortcoming says first what is lacking, so that it is one."""
    return told.move != "leans" and running.opens_lacking(told.text)


def _loses(told: Sequence[Sentence], placed: Sequence[str], found: Sequence[str]) -> bool:
    """What says that it falls short is given up, and none of what stands for it does: a story."""
    lost = [
        each.text
        for each, known, state in zip(told, placed, found, strict=True)
        if known == LACK and state not in GROUPS[LACK] and not only_announces(each.text)
    ]
    gained = [x.text for x, was, now in zip(told, placed, found, strict=True) if was != now == LACK]
    return any(map(Vocabulary.falls_short, lost)) and not any(map(Vocabulary.falls_short, gained))


def _adds_named(
    told: Sequence[Sentence],
    placed: Sequence[str],
    way: Sequence[str],
    shares: Sequence[Mapping[str, float]],
) -> bool:
    """All that is known stays, and further sentences say themselves that they fall short."""
    if any(known not in (OTHER, state) for known, state in zip(placed, way, strict=True)):
        return False
    further = [at for at, state in enumerate(way) if state == LACK != placed[at]]
    return bool(further) and all(
        running.names(told[at].text) == LACK and shares[at][LACK] >= _NAMED_ALONE for at in further
    )


def _unremarked(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """Without the first words, where they only say that there is something: 有几件事没有干好。"""
    first = next((at for at, state in enumerate(states) if state == LACK), len(told))
    lines = [at for at, each in enumerate(told) if each.move in ("head", "line")]
    after = next((at for at in lines if at > first), len(told))
    if first + 1 < after and told[first + 1].move == "tied" and states[first + 1] == LACK:
        after = first + 1  # 心里有几笔账。头一笔，是……
    is_alone = first in lines and set(states[first:after]) <= {LACK, MORE_LACK}
    words = "".join(each.text for each in told[first:after])
    is_remark = is_alone and after < len(told) and states[after] == LACK and announces(words)
    return [OTHER if is_remark and first <= at < after else s for at, s in enumerate(states)]


def _known(each: Sentence, known: Sequence[KnownPoint]) -> str:
    """The state that a sentence has by the points that are known."""
    start, end = each.span
    for point in known:
        begin, until = point.span
        if start <= begin < end:
            return point.state
        if begin < start < until:
            return GROUPS[point.state][1]
    return OTHER


def _numbered(
    told: Sequence[Sentence], own: list[list[float]], known: Sequence[KnownPoint]
) -> list[list[float]]:
    """What states are worth where lines are numbered: no second shortcoming begins in one.

    Where the known shortcomings are numbered, others begin nowhere.
    """
    may = _may_begin(told)
    begun = [
        next((p for p in known if p.state == LACK and x.span[0] <= p.span[0] < x.span[1]), None)
        for x in told
    ]
    numbers = [each.number for each in begun if each and each.number]
    is_counted = numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= _COUNTED
    if is_counted and 2 * len(numbers) > sum(each is not None for each in begun):
        may = [
            {LACK} if each else here if _ONE_MORE.match(x.text) else here - {LACK}
            for each, x, here in zip(begun, told, may, strict=True)
        ]
    return [
        [each if state in allowed else _NEVER
         for state, each in zip(running.STATES, row, strict=True)]
        for row, allowed in zip(own, may, strict=True)
    ]  # fmt: skip


def _may_begin(told: Sequence[Sentence]) -> list[set[str]]:
    """The states that each sentence may have by the numbers of lines."""
    firsts = [opens(each.text) if each.move in ("head", "line") else None for each in told]
    families = Counter(each.family for each in firsts if each)
    are_fields = sum(each.move == "head" for each in told) >= _COUNTED
    found: list[set[str]] = []
    is_numbered = is_why = is_remark = False
    for each, first in zip(told, firsts, strict=True):
        is_line = each.move in ("head", "line")
        is_why = asks_why(each.text) if is_line else is_why and not running.is_meant(each.text)
        is_remark, is_behind_remark = not each.is_last and only_announces(each.text), is_remark
        if is_why or tells_why(each.text) or is_remark:
            is_remark = is_remark and is_line
            found.append({OTHER} if is_remark else {*running.STATES} - {LACK})
            continue
        if _UNTAKEN.search(each.text) or (not each.is_last and announces_plans(each.text)):
            found.append({*running.STATES} - {LACK, MORE_LACK})
            continue
        if (owned := owns_up(each.text)) and not running.is_meant(each.text[owned:]):
            found.append({LACK})
            continue
        is_below = are_fields and (each.move, each.heading) == ("head", "lack")
        may = _behind_remark(each.text) if is_behind_remark else {*running.STATES}
        may = {LACK} if is_below else may  # below the name of a field
        if may != {LACK} and each.move in ("head", "line"):
            is_numbered = first is not None and families[first.family] >= _COUNTED
        elif may != {LACK} and is_numbered:
            may -= {LACK}
        found.append(may)
    return found


def _behind_remark(told: str) -> set[str]:
    """The states of a sentence behind 毛病不容回避。: no plan, but for one meant."""
    is_most = told.startswith("最") and lead_in(told) > 0  # 最突出的是……
    if is_most or _falls_short(told):
        return {LACK}
    return {*running.STATES} - (set() if running.is_meant(told) else {PLAN, MORE_PLAN})


def _falls_short(told: str) -> bool:
    """A sentence says what is lacking, or sounds most like one that does."""
    lack, plan, neither = telling.shares(told)
    return Vocabulary.falls_short(told) or (lack > max(plan, neither) and not LEANS.match(told))


def _openings(
    text: str, told: Sequence[Sentence], states: Sequence[str], part: _Part
) -> Iterator[Opening]:
    """Where each point begins, and where something else goes on."""
    role = part.opening.role if part.opening and part.opening.role not in LABELS else ""
    states, further = each_answered(text, told, states)
    before = OTHER if part.opening is None or part.opening.role not in LABELS else ""
    for each, state in zip(told, states, strict=True):
        start, end = each.span
        if state in _ROLES:
            begin = _plan_begins(text, start, end) if state == PLAN else _begin(text, start, end)
            yield Opening(_ROLES[state], start, begin, is_whole=True, is_sentence=True)
            for place in further.get(start, ()):
                yield Opening(Role.MEASURE, place, place, is_whole=True, is_sentence=True)
        elif state == OTHER and before != OTHER:
            yield Opening(role, start, start)
        before = state


def _plan_begins(text: str, start: int, end: int) -> int:
    """Where a plan begins, with what it says it is about: 至于科研，我会……"""
    if text.startswith("至于", start):
        return start
    told = announced(text[start:end])
    return start + told if told else _begin(text, start, end)


def _begin(text: str, start: int, end: int) -> int:
    """Where a point begins behind its number and the words that only lead to it."""
    when = _WHEN.match(text, start, end)
    begin = when.end() if when and opens(text[when.end() : end]) else start  # 2023年，一要……
    first = opens(text[begin:end])
    at = begin + first.span[1] if first else start
    if first and (named := _NAMED.match(text, at, end)):
        at = named.end()
    while begun := lead_in(text[at:end]):
        at += begun
    return at
