"""Which part of the report each fact belongs to: one way through the whole sheet, weighed at once.

People write in runs: study, work, the team, honesty, what was criticised last year and what was
done about it, what falls short, what is meant. So the place of a line is what its words sound like,
what its heading says, and where its neighbours are. What each of these is worth is learned from
labelled sheets (`data/order.tsv`, made by `training/placing.py`); of all ways through the sheet,
the one that is worth most is taken.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from drafter.document import Fact, Facts, Role
from drafter.document.genre import Genre, SectionSpec
from drafter.drafting import own_words
from drafter.drafting.owning_up import is_admission
from drafter.drafting.phrases import topics as topic
from drafter.drafting.steps.bound import (
    FEW,
    HONESTY,
    counts_criticism,
    is_honesty,
    is_investment,
    no_answers,
    no_plans,
    tells_criticism,
)
from drafter.likeness import KINDS, PLACES, likeness
from drafter.readers import placement
from drafter.schema import table
from drafter.softmax import Weights, weigh, weights_in
from drafter.text import clauses, length, strip_end

SECTIONS = PLACES[:4]
PARTY = SECTIONS[0]  # where work of the party is told
OWN_ANSWERS = (Role.SHORTCOMING, Role.MEASURE)
NEVER = -1e3  # what a place is worth that a line's label rules out
FAR = -6.0  # the least that a line is like a place, in logarithms
FIELD, MOST_FIELD = 0.12, 10.0  # for characters of a section's keywords, up to so many
SUBJECT, MOST_SUBJECT = 0.05, 30.0  # and for the weight of a subject
SHORT = 24  # characters up to which a bullet may be a bare shortcoming: 调查研究不够
HALF = math.log(0.5)  # of its share, from which half a heading names a section
OPENS = 10  # characters with which a speaker opens a subject
OPENED = 2  # parts that are opened so, from which what follows is held to belong to them
LONG_HEADING = 12  # characters from which a heading is a sentence: 去年反馈的几条要不要写
SHEET = 6  # lines from which a sheet begins and ends as sheets do
NAMED = 2  # parts that a sheet names, from which the unnamed one is the work
CLOSE = 1.0  # by which a line's words may speak less for a section that has no other line
SURE = 5.0  # by which a line's own words speak for its place against every other
RETURNS = 0.25  # of the sure lines that come back to a place, from which a sheet has no order
TIED = ("under", "row")  # lines that their heading or number holds together in any sheet
_LINE = re.compile(r":(\d+)$")
_DATED = re.compile(r"(?:^|(?<=[，；]))(?P<year>(?:19|20)\d\d)年度?[，,]?(?=.{4})")
_NUMBERED = re.compile(r"\d")
_COUNTER = re.compile(  # of a heading, or words of programs in it: 五 上年的意见, last_year_issues
    r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．\s]\s*|[A-Za-z_]+"
)
_OPENING = re.compile(
    r"([\u4e00-\u9fff]{1,10}?)(?:(?:这块|那块|方面|上)?[嘛呢啊]|这块|那块|方面|[，,：:\s])"
)
Cues = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CueTables:
    """The tables of `data/cues.toml`."""

    line: dict[str, str]
    opening: dict[str, str]
    failing: dict[str, str]


def place(facts: Facts, genre: Genre) -> dict[str, str]:
    """The role of every fact, by id."""
    known = [fact for fact in facts if fact.role in ("", *PLACES)]
    way = best_way(known, facts.year, genre)
    found = dict(zip((fact.id for fact in known), way, strict=True))
    return {fact.id: within(fact, found.get(fact.id, fact.role), genre) for fact in facts}


def place_alone(id: str, facts: Facts, genre: Genre) -> str:
    """The role of a fact that came to the sheet later: by its own words, wherever it stands."""
    return place(replace(facts, items=(facts[id],)), genre)[id]


def within(fact: Fact, role: str, genre: Genre) -> str:
    """The role of a fact, or of the section that this genre takes out of that one."""
    for spec in genre.sections:
        is_of = bool(role) and spec.part_of == role
        if is_of and _is_told(fact, spec):
            return spec.role
    return role


def _is_told(fact: Fact, spec: SectionSpec) -> bool:
    """Whether a fact belongs to a section that is taken out of another."""
    if spec.but and re.search(spec.but, fact.text):
        return False
    return any(word in fact.text for word in spec.keywords)


def best_way(facts: Sequence[Fact], year: int | None, genre: Genre) -> list[str]:
    """The part of each fact on the way through the sheet that is worth most."""
    parts = frozenset(fact.role for fact in facts) - {""}
    forms = _tables().line
    plans = [any(forms[n].search(fact.text) for n in ("future", "planned")) for fact in facts]
    never = frozenset() if tells_criticism(facts) else frozenset({Role.FEEDBACK})
    deeds = no_plans(facts, plans, year)
    own = [
        [each if place in may else NEVER for place, each in zip(PLACES, _worth(told), strict=True)]
        for fact, told in zip(facts, cues(facts, year, genre), strict=True)
        for may in (_allowed(fact, genre, parts=parts, is_plan=fact.id not in deeds) - never,)
    ]
    if not own:
        return []
    is_ordered = _returns(own) < RETURNS
    is_sheet = is_ordered and len(facts) >= SHEET
    steps = [_row(f"after {each}") if is_ordered else _NOTHING for each in PLACES]
    every = range(len(PLACES))
    begun = _row("start") if is_sheet else _NOTHING
    worth = [start + each for start, each in zip(begun, own[0], strict=True)]
    back: list[list[int]] = []
    for move, here in zip(list(moves(facts))[1:], own[1:], strict=True):
        stay = _row(f"stay {move}") if is_ordered or move in TIED else _NOTHING
        ways = [
            [worth[a] + steps[a][b] + (stay[b] if a == b else 0.0) for a in every] for b in every
        ]
        back.append([max(every, key=ways[b].__getitem__) for b in every])
        worth = [ways[b][back[-1][b]] + here[b] for b in every]
    ended = _row("end") if is_sheet else _NOTHING
    ends = [each + end for each, end in zip(worth, ended, strict=True)]
    way = [max(every, key=ends.__getitem__)]
    for row in reversed(back):
        way.append(row[way[-1]])
    found = [PLACES[at] for at in reversed(way)]
    is_free = len(facts) >= SHEET and not any(fact.role in SECTIONS for fact in facts)
    return _filled(found, own) if is_free else found


def _filled(way: list[str], own: Sequence[Sequence[float]]) -> list[str]:
    """With lines in the sections that have none, where their own words speak as well for these.

    Whoever reports on four parts, and names none of them, has something to tell of each.
    """
    filled = list(way)
    for at, section in enumerate(PLACES[: len(SECTIONS)]):
        if section in way:
            continue
        for line, place in enumerate(way):
            is_close = own[line][at] >= own[line][PLACES.index(place)] - CLOSE
            if place in SECTIONS and is_close:
                filled[line] = section
    return filled


def _returns(own: Sequence[Sequence[float]]) -> float:
    """Share of the lines, of those sure by themselves, that come back to a place they had left.

    A sheet in which they do is in no order, and its lines say nothing of their neighbours.
    """
    ranked = [sorted(range(len(PLACES)), key=each.__getitem__)[::-1] for each in own]
    sure = [
        first
        for (first, second, *_), each in zip(ranked, own, strict=True)
        if each[first] - each[second] >= SURE
    ]
    runs = [place for place, _ in itertools.groupby(sure)]
    return (len(runs) - len(set(runs))) / max(1, len(sure))


def _allowed(fact: Fact, genre: Genre, *, parts: Collection[str], is_plan: bool) -> frozenset[str]:
    """Where a line may stand by what it says and by its label."""
    if HONESTY in genre.roles and is_honesty(fact):
        return frozenset({HONESTY})
    return _may_be(fact, genre, parts=parts) - (set() if is_plan else {Role.MEASURE})


def _may_be(fact: Fact, genre: Genre, *, parts: Collection[str]) -> frozenset[str]:
    """Where a line may stand by its label, on a sheet whose labels name these parts.

    What its author put somewhere stays there. A criticism is told with last year's, plans go on
    from what falls short, and a heading that names two parts (党建) leaves the matter to its lines.
    Under last year's feedback stands what came of it, or, where little else is labelled, anything.
    """
    if placement.names_answers(fact.group, genre) and fact.role in ("", *Role):
        return frozenset(Role)
    if (several := _joined(fact.group, genre)) and fact.role not in set(Role):
        return several | {Role.FEEDBACK}
    is_long = len(_COUNTER.sub("", fact.group)) > LONG_HEADING
    is_vague = len(parts) <= NAMED or is_long
    if not fact.role or (fact.role == Role.FEEDBACK and is_vague):
        return _unlabelled(fact, genre)
    if fact.role == Role.FEEDBACK:
        said, sounds = own_words.feedback(fact.text, genre), likeness(fact.text)
        told = max(PLACES, key=sounds.__getitem__)
        is_labelled = fact.text.startswith(genre.shortcomings.keywords)
        answer = likeness(said.rest) if said.lead and said.rest and not is_labelled else None
        is_whole = answer is not None and max(answer, key=answer.__getitem__) not in OWN_ANSWERS
        return frozenset({fact.role, *(set() if is_whole else {told} & set(OWN_ANSWERS))})
    if fact.role in OWN_ANSWERS:
        has_plans = Role.MEASURE in parts  # a failing beside them stays one
        more = {Role.MEASURE} if fact.role == Role.SHORTCOMING and not has_plans else set()
        return frozenset({fact.role, Role.FEEDBACK, *more})
    sounds = likeness(fact.group, is_heading=True) if fact.group else {}
    is_clear = max(sounds, key=sounds.__getitem__, default=fact.role) == fact.role
    return frozenset({fact.role, Role.FEEDBACK} if is_clear else {*SECTIONS, Role.FEEDBACK})


def _unlabelled(fact: Fact, genre: Genre) -> frozenset[str]:
    """Where a line may stand that no label places: what it owns up to falls short."""
    if not fact.role and counts_criticism(fact.text):
        return frozenset({Role.FEEDBACK})
    is_told = own_words.names_feedback(fact.text, genre)
    if not fact.role and is_admission(fact.text) and not is_told:
        return frozenset({Role.SHORTCOMING})
    is_kind = not fact.role and own_words.praises(fact.text)
    never: set[str] = {Role.FEEDBACK} if is_kind else set()
    if own_words.is_denied(fact.text) or _tables().line["clean"].search(fact.text):
        never.add(Role.SHORTCOMING)
    if not fact.role and not is_told:
        never |= no_answers(fact.text)
        never |= {*SECTIONS} - {_main(genre)} if is_investment(fact.text) else set()
    return frozenset(PLACES) - never


@lru_cache(maxsize=1024)
def _joined(group: str, genre: Genre) -> frozenset[str]:
    """The sections whose names a heading joins, if they are several: 党建+队伍."""
    told = {_section_of(half, genre) for half in placement.halves(group, genre)} - {""}
    return frozenset(told) if len(told) > 1 else frozenset()


def _section_of(name: str, genre: Genre) -> str:
    """The section that a name sounds like, or else the one that it is known to name."""
    sounds = likeness(name, is_heading=True)
    heard = next((place for place in SECTIONS if sounds[place] > HALF), "")
    known = placement.heading_role(name, genre) if placement.names_place(name, genre) else ""
    return heard or (known if known in SECTIONS else "")


def moves(facts: Sequence[Fact]) -> Iterator[str]:
    """What parts each line from the one before: a heading, an empty line, nothing."""
    group, line = "", 0
    for fact in facts:
        found = _LINE.search(fact.source)
        here = int(found[1]) if found else line + 1
        is_below = bool(fact.under) and fact.group == group  # what answers another stands apart
        if _tables().opening["next"].search(fact.text) or is_below:
            yield "row"
        elif fact.group != group:
            yield "heading"
        elif here > line + 1:
            yield "gap"
        else:
            yield "under" if group else "next"
        group, line = fact.group, here


def cues(facts: Sequence[Fact], year: int | None, genre: Genre) -> Iterator[Cues]:
    """What speaks for the place of each line, by name."""
    before: Fact | None = None
    trailing, rest, opened = _trailing(facts), _of_rest(facts, genre), _opened(facts, genre)
    issue = ""  # that the lines above criticise, and nothing was said of yet
    for fact in facts:
        told = {"each": 1.0, **_sounds(_undated(fact.text, year)), **_of_words(fact.text, genre)}
        told |= _of_heading(fact, genre, is_new=before is None or before.group != fact.group)
        told["trails"] = float(fact.id in trailing)
        if held := opened.get(fact.id):
            told[f"since {held}"] = 1.0
            told["enrolled"] *= held != PARTY  # new members are its own, where it was opened
        told["rest"] = float(fact.group in rest and not fact.role)
        said = own_words.feedback(fact.text, genre, year)
        is_named = own_words.names_feedback(fact.text, genre)
        told["names"] = float(is_named)
        told["names, answers"] = float(is_named and bool(said.lead and said.rest))
        if fact.role and is_named and not said.rest:  # under 不足 it is one, while nothing is done
            told[f"holds {fact.role}"] = 1.0
        is_answer = bool(told["later"]) or bool(_pairs(issue) & _pairs(fact.text))
        told["answers"] = float(bool(issue) and not fact.role and not is_named and is_answer)
        if is_named:
            issue = "" if said.rest else said.lead
        elif not told["answers"]:
            issue = ""
        yield {name: value for name, value in told.items() if value}
        before = fact


def _opened(facts: Sequence[Fact], genre: Genre) -> Mapping[str, str]:
    """The parts that lines without a heading stand in, where whoever speaks opens several.

    队伍，招了3人 holds for what is said after it, until another part is opened or a heading comes.
    """
    found: dict[str, str] = {}
    held, opens = "", []
    groups = ["", *(fact.group for fact in facts), ""]
    for fact, before, following in zip(facts, groups, groups[2:], strict=False):
        is_headed = bool(fact.group) and fact.group in (before, following)
        begun = _OPENING.match(fact.text)
        word = fact.group or (begun[1] if begun else "")
        if is_headed:
            held = ""
        elif word and placement.names_place(word, genre):
            role = _section_of(word, genre) or fact.role or placement.heading_role(word, genre)
            is_part = likeness(word, is_heading=True).get(role, FAR) > HALF  # 安全 is a topic
            is_part = is_part or placement.jotted_role(word, genre) == role
            opens += [role] if is_part else []
            held = role if is_part or role == held else ""
        if held and not fact.group:
            found[fact.id] = held
    runs = [each for each, _ in itertools.groupby(opens)]
    return found if len(runs) >= OPENED and len(runs) == len(set(runs)) else {}


def _of_rest(facts: Sequence[Fact], genre: Genre) -> frozenset[str]:
    """The headings that tell the work itself, on a sheet that names other parts and not this one.

    A heading that nothing names is another part's where its lines sound like that: 老师们. One line
    that begins with 安全： names no part.
    """
    lines = Counter((fact.role, fact.group) for fact in facts if fact.role)
    named, main = {role for role, _ in lines}, _main(genre)
    is_main_named = any(role == main and count > 1 for (role, _), count in lines.items())
    if len(named.intersection(genre.roles)) < NAMED or is_main_named:
        return frozenset()
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.group and not fact.role and not placement.names_answers(fact.group, genre):
            groups.setdefault(fact.group, []).append(fact)

    def is_main(own: Sequence[Fact]) -> bool:
        told = {p: math.fsum(math.exp(likeness(fact.text)[p]) for fact in own) for p in SECTIONS}
        return max(told, key=told.__getitem__) == main

    return frozenset(group for group, own in groups.items() if len(own) < FEW or is_main(own))


def _trailing(facts: Sequence[Fact]) -> set[str]:
    """The few lines below the last plan of a sheet, where none of them tells what was done."""
    forms = _tables().line
    plans = [
        at
        for at, fact in enumerate(facts)
        if fact.role == Role.MEASURE
        or forms["future"].search(fact.text)
        or forms["planned"].search(fact.text)
    ]
    rest = facts[plans[-1] + 1 :] if plans else ()
    told = any(
        fact.role or any(forms[name].search(fact.text) for name in ("done", "past", "honest"))
        for fact in rest
    )
    return set() if told or len(rest) > FEW else {fact.id for fact in rest}


def _main(genre: Genre) -> str:
    """The part that tells the work itself."""
    return max(genre.sections, key=lambda spec: spec.data_ratio).role


def _undated(text: str, year: int | None) -> str:
    """The text without the report's year and those before it: only a later one says more.

    >>> _undated("2024年，本人牵头争取资金1100万元", 2024), _undated("2025年建成2处", 2024)
    ('本人牵头争取资金1100万元', '2025年建成2处')
    """
    if not year:
        return text
    return _DATED.sub(lambda found: "" if int(found["year"]) <= year else found[0], text)


def _sounds(text: str) -> dict[str, float]:
    told = likeness(text)
    whole = math.log(math.fsum(math.exp(told[each]) for each in PLACES))
    return {f"like {each}": max(FAR, told[each] - whole) for each in PLACES}


def _of_heading(fact: Fact, genre: Genre, *, is_new: bool) -> dict[str, float]:
    """What a heading says of the lines under it, and how a speaker opens a subject."""
    told: dict[str, float] = {}
    if fact.role and not _joined(fact.group, genre):
        told[f"{'opens' if is_new else 'under'} {fact.role}"] = 1.0
    if fact.group:
        sounds = likeness(fact.group, is_heading=True)
        told |= {f"headed {each}": math.exp(sounds[each]) for each in KINDS}
    if opening := _OPENING.match(fact.text):
        sounds = likeness(opening[1], is_heading=True)
        told |= {f"begins {each}": math.exp(sounds[each]) for each in KINDS}
    return told


def _of_words(text: str, genre: Genre) -> dict[str, float]:
    """What words, subjects and the form of a line say."""
    told = {f"words {spec.role}": _weight(text, spec) for spec in genre.sections}
    told |= {name: float(bool(form.search(text))) for name, form in _tables().line.items()}
    told |= {name: float(bool(form.search(text))) for name, form in _tables().opening.items()}
    told["admits"] = float(_admits(text, genre))
    told["unmet"] = float(bool(own_words.unmet(text)) and not own_words.is_deed(text))
    told["spared"] = float(own_words.spares(text))
    for name, words in (
        ("labelled feedback", genre.feedback.keywords),
        ("labelled shortcoming", genre.shortcomings.keywords),
        ("labelled measure", genre.measures.keywords),
    ):
        told[name] = float(text.startswith(words) if name[9] != "f" else _holds(text, words))
    return told


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _admits(text: str, genre: Genre) -> bool:
    """Whether the bullet opens with an admission: 思想解放步子不大，……."""
    first = strip_end(next((text[start:end] for start, end in clauses(text)), ""))
    if length(first) > SHORT or _NUMBERED.search(first):
        return False
    if first.endswith(genre.shortcomings.lead_tails):
        return True
    forms = _tables()
    return bool(forms.failing["ends"].search(first)) and not forms.line["mended"].search(first)


def _weight(text: str, spec: SectionSpec) -> float:
    """What the words of a section and the subjects that stand in it are worth."""
    words = sum(len(word) for word in spec.keywords if word in text)
    weighed = topic.weigh(text, spec.role)
    fields = max(words, weighed[0][1] if weighed else 0)
    subjects = [match.weight for match in topic.matches(text) if spec.role in match.topic.roles]
    return FIELD * min(MOST_FIELD, fields) + SUBJECT * min(MOST_SUBJECT, max(subjects, default=0.0))


def _pairs(text: str) -> set[str]:
    """Every two neighbouring Chinese characters."""
    return set(re.findall("(?=([\u4e00-\u9fff]{2}))", text))


def _worth(told: Cues) -> list[float]:
    """What the cues of a line are worth for each state."""
    return weigh(told, _order(), len(PLACES))


def _row(name: str) -> Sequence[float]:
    return _order().get(name, _NOTHING)


_NOTHING = (0.0,) * len(PLACES)


@cache
def _order() -> Weights:
    """What each cue and each move is worth for each state."""
    return weights_in("order.tsv")


@dataclass(frozen=True, slots=True)
class _Compiled:
    line: dict[str, re.Pattern[str]]
    opening: dict[str, re.Pattern[str]]
    failing: dict[str, re.Pattern[str]]


@cache
def _tables() -> _Compiled:
    """The patterns, compiled once."""
    told = table(CueTables, "cues")

    def compiled(rows: dict[str, str]) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(form) for name, form in rows.items()}

    return _Compiled(compiled(told.line), compiled(told.opening), compiled(told.failing))
