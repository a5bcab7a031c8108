"""What sentences tell by their fellows: counted with them, announced, as many as they answer.

A sentence by itself may be read either way. Whoever counts goes on counting, whoever announces
plans tells them next, and whoever tells shortcomings and measures one below the other tells as
many of each.
"""

import itertools
import re
from collections.abc import Mapping, Sequence

from drafter.document.parsing import running
from drafter.document.parsing.enumeration import markers
from drafter.document.parsing.prose import announced, announces_plans, is_besides, only_announces
from drafter.document.parsing.running import LACK, MORE_LACK, MORE_PLAN, OTHER, PLAN, Sentence
from drafter.text import Span

GROUPS = {LACK: (LACK, MORE_LACK), PLAN: (PLAN, MORE_PLAN)}
_COUNTED = 2  # points that count, from which the next is one of them
_NUMBER = 16  # characters in which a sentence is numbered: 2023年，一要……
_ONE_OF = re.compile("(?:还有|再有|另有?|最后)?一[件个条点桩样]就?是")
_BESIDES_THEM = re.compile(  # 明年也要请人鉴定, behind what is broken
    "(?:明年|来年|今后|以后|下一?步|接下来|新的?一年|[新下][一的]?个?学[年期]|年后|开春)[^，。；\\d]{0,4}[也还](?:[要得会想将]|打算|准备|计划)"
)
_TURNS = 2  # shortcomings of a line that are each answered at once, from which the next are
_PAST = re.compile("了|过(?![程去高多])")
_ONE_MORE = re.compile(
    "(?:还有|再有|另有|最后)一[件条点笔桩样](?![^，。；：]{0,6}(?:好|喜)事)[^，。；：\\d]{0,8}[：:，,]"
)
_MAY_BE = 0.3  # the least share of a state by which a point begins where its fellow has one


def among_fellows(
    told: Sequence[Sentence], states: Sequence[str], shares: Sequence[Mapping[str, float]]
) -> list[str]:
    """The state of each sentence, settled by those around it.

    Args:
        told: the sentences of all parts.
        states: what each tells by itself.
        shares: how likely each state of each is.
    """
    found = _one_more(told, _in_turn(told, _besides(told, states, shares)), shares)
    found = _counted_on(told, _each_matter(told, found))
    found = _led(told, _abreast(told, _announced(told, found)))
    heads = [at for at, each in enumerate(told) if at and each.move == "head"]
    for start, end in itertools.pairwise((0, *heads, len(told))):
        part = slice(start, end)
        found[part] = _evened(told[part], _answering(told[part], found[part]), shares[part])
    return found


def _besides(
    told: Sequence[Sentence], states: Sequence[str], shares: Sequence[Mapping[str, float]]
) -> list[str]:
    """With one plan where a sentence turns to a further one: 围墙裂了缝，明年也要请人鉴定。

    Not in a line that tells what falls short, where it is the answer.
    """
    found = list(states)
    for start, end in _lines(told):
        lacks = found[start:end].count(LACK)
        for at in range(start, end - 1):
            is_alone = lacks == found[at : at + 2].count(LACK)
            if is_alone and _turns_to_more(told, at) and shares[at + 1][PLAN] >= _MAY_BE:
                found[at : at + 2] = [PLAN, MORE_PLAN]
    return found


def _turns_to_more(told: Sequence[Sentence], at: int) -> bool:
    """A sentence turns, behind its first part, to a plan beside the others: …，明年也要……"""
    is_part = told[at].text[-1] in "，," and at + 1 < len(told)
    return is_part and _BESIDES_THEM.match(told[at + 1].text) is not None


def _in_turn(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With a shortcoming where something past stands between two plans of a line that takes turns.

    包装老土，客商看了一眼就放下了。 behind two shortcomings that were each answered at once.
    """
    found = list(states)
    for start, end in _lines(told):
        turns = 0
        for at in range(start + 1, end):
            turns += (found[at - 1], found[at]) == (LACK, PLAN)
            is_past = (
                found[at] in GROUPS[PLAN] and _is_past(told[at].text) and found[at - 1] == PLAN
            )
            if is_past and turns >= _TURNS and at + 1 < end and running.is_meant(told[at + 1].text):
                found[at : at + 2] = [LACK, PLAN]
    return found


def _is_past(told: str) -> bool:
    return _PAST.search(told) is not None and not running.is_meant(told)


def _one_more(
    told: Sequence[Sentence], states: Sequence[str], shares: Sequence[Mapping[str, float]]
) -> list[str]:
    """With a shortcoming and its plan in a line that adds one: 还有一件小事：…

    Behind two lines that each begin with a shortcoming and answer it.
    """
    found, lines = list(states), _lines(told)
    for before, last, (start, end) in zip(lines, lines[1:], lines[2:], strict=False):
        above = [found[slice(*each)] for each in (before, last)]
        is_like = all(each[0] == LACK and PLAN in each for each in above)
        is_more = _ONE_MORE.match(told[start].text) and {*found[start:end]} <= {OTHER, LACK}
        if is_like and is_more and end - start > 1 and shares[end - 1][PLAN] >= _MAY_BE:
            found[start], found[end - 1] = LACK, PLAN
    return found


def _each_matter(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With a plan for each matter that is named as the one before was: 关于账目，…。关于夜班，…"""
    found, plan = list(states), ""
    for at, (each, state) in enumerate(zip(told, states, strict=True)):
        is_more = state == MORE_PLAN and running.are_fellows(plan, each.text)
        found[at] = PLAN if is_more else state
        plan = each.text if found[at] == PLAN else plan
    return found


def _counted_on(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With one more point where a line counts on behind two of one kind: 一要…；二要…；三要…"""
    found = list(states)
    series: list[int] = []
    last: tuple[str, int] | None = None
    for at, each in enumerate(told):
        series = [] if each.move in ("head", "line") else series
        number = _number(each.text)
        if number is None:
            continue
        family, ordinal = number
        is_next = last is not None and last[0] == family and ordinal in (last[1] + 1, 0)
        series = series if is_next else []
        kinds = {found[place] for place in series}
        if len(series) >= (_COUNTED if ordinal else 1) and len(kinds) == 1:
            found[at] = kinds.pop() if kinds < {LACK, PLAN} else found[at]
        series, last = [*series, at], number
    return found


def _number(told: str) -> tuple[str, int] | None:
    """The kind of a sentence's number, and what it counts: 0 for 一件是, which each may have."""
    if _ONE_OF.match(told) or told[: announced(told)].endswith("是"):
        return "one", 0
    first = next(markers(told[:_NUMBER]), None)
    return (first.family, first.ordinal) if first else None


def _announced(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With a plan in each sentence behind one that only says that plans follow, in its line.

    明年，我想把力气用在下面这些地方。… What leans on the last or tells nothing meant is more of it.
    """
    found, is_listing = list(states), False
    for at, (each, state) in enumerate(zip(told, states, strict=True)):
        if each.move in ("head", "line"):
            is_listing = not each.is_last and announces_plans(each.text)
            is_listing = is_listing and PLAN in (state, *states[at + 1 : at + 2])
            found[at] = OTHER if is_listing else state
        elif is_listing:
            is_own = state == PLAN or (each.move != "leans" and running.is_meant(each.text))
            found[at] = PLAN if is_own or found[at - 1] == OTHER else MORE_PLAN
    return found


def _abreast(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With a shortcoming in each sentence of a paragraph, where the next has as many plans.

    Or one plan more, which answers none. Each further shortcoming has to say first what is
    lacking: …不够，…。…太慢，…
    """
    found = list(states)
    for (start, end), (other, until) in itertools.pairwise(_lines(told)):
        lacks = [at for at in range(start, end) if states[at] in GROUPS[LACK]]
        plans = [
            at for at in range(other, until) if states[at] == PLAN and not is_besides(told[at].text)
        ]
        further = [at for at in lacks if states[at] == MORE_LACK]
        is_each = all(
            told[at].move != "leans" and running.opens_lacking(told[at].text) for at in further
        )
        if len(lacks) in (len(plans), len(plans) - 1) and is_each:
            found[start:end] = [LACK if at in lacks else found[at] for at in range(start, end)]
    return found


def _lines(told: Sequence[Sentence]) -> list[Span]:
    """The places of the sentences of each line."""
    begins = [at for at, each in enumerate(told) if each.move in ("head", "line")]
    return list(itertools.pairwise((*begins, len(told))))


def _led(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """With each sentence of a paragraph that leads up to failings, and of the next, which answers.

    毛病也不少。…。…。 and below it 明年，我打算这样改。…。…。 tell as many, or one plan more.
    """
    found = list(states)
    for (start, end), (other, until) in itertools.pairwise(_lines(told)):
        first = next(
            (at for at in range(other, until) if not announces_plans(told[at].text)), until
        )
        lacks = [at for at in range(start + 1, end) if told[at].move != "leans"]
        plans = [at for at in range(first, until) if told[at].move != "leans"]
        beside = sum(is_besides(told[at].text) for at in plans)
        further = len(plans) - len(lacks)
        is_led = len(lacks) > 1 and only_announces(told[start].text)
        is_even = further in (0, 1, beside, beside + 1)
        meant = sum(found[at] in GROUPS[PLAN] for at in plans)
        is_meant = meant and (first > other or 2 * meant > len(plans))
        if not (is_led and is_even and is_meant and LACK in found[start:end]):
            continue
        for at in range(start, end):
            found[at] = LACK if at in lacks else MORE_LACK if at > start else OTHER
        for at in range(other, until):
            found[at] = PLAN if at in plans else MORE_PLAN if at > first else OTHER
    return found


def _answering(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """Without plans above the first shortcoming of a part on work: these are deeds, 每月通报."""
    first = states.index(LACK) if LACK in states else 0
    if not first or told[0].heading != "other":
        return list(states)
    return [OTHER if at < first else state for at, state in enumerate(states)]


def _evened(
    told: Sequence[Sentence], states: Sequence[str], shares: Sequence[Mapping[str, float]]
) -> list[str]:
    """With as many shortcomings as plans, or the other way, where sentences may well be either.

    Whoever tells both below one heading answers each.
    """
    found = list(states)
    lacks = found.count(LACK)
    plans = sum(
        each == PLAN and not (is_besides(told[at].text) or _turns_to_more(told, at))
        for at, each in enumerate(states)
    )
    state = LACK if lacks < plans else PLAN
    more, missing = GROUPS[state][1], abs(plans - lacks)
    likely = sorted(
        (at for at, each in enumerate(states)
         if each in (more, OTHER) and shares[at][state] >= _MAY_BE
         and not (state == PLAN and not _is_plan(told[at].text))),
        key=lambda at: -shares[at][state],
    )  # fmt: skip
    if min(lacks, plans) and len(likely) >= missing:
        for at in likely[:missing]:
            found[at] = state
    return found


def _is_plan(told: str) -> bool:
    """A sentence may tell a plan of its own."""
    return running.is_meant(told) and not announces_plans(told)
