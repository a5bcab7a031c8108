"""Which sentences of running text tell shortcomings and measures: one way through all of them.

Whoever tells them without numbers and labels still tells them in an order: what falls short, why,
what will be done about it, the next. So what a sentence tells is what its words sound like, what
ties it to the one before, where it stands, and what is told around it. What each of these is worth
is learned (`data/running.tsv`, made by `training/running.py`); of all ways through the text, the
one that is worth most is taken.
"""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.document import Role
from drafter.document.parsing import telling
from drafter.document.parsing.prose import EXAMPLE, LEANS, TIE, is_besides
from drafter.document.parsing.vocabulary import LACKING, Vocabulary
from drafter.likeness import NONE, likeness
from drafter.softmax import Weights, weigh, weights_in
from drafter.text import HAN, Span, sentences

STATES = ("other", "lack", "more lack", "plan", "more plan")
OTHER, LACK, MORE_LACK, PLAN, MORE_PLAN = STATES
MOVES = ("head", "line", "tied", "leans", "next")
FAR = -6.0  # the least that a sentence sounds like a kind, in logarithms
_NEVER = -1e3
_SHORT = 16  # characters of a sentence that tells little
# A sentence ends at a mark, and where it turns to what is meant.
_CUT = re.compile(
    r"[；;]|[，,](?=(?:对此|为此)?[，,]?(?:我|本人)?(?:以后|今后|打算|准备|明年|来年|下一?步"
    r"|新的一年|接下来|未来)(?!的?(?:问题|不))[^。！？；，,]{4})"
)
_VOWS = re.compile(  # 这一项涉及部门多，我将主动汇报, behind a shortcoming that 这 leans on
    "(?<=......)[，,](?=(?:我们?|本人)(?:将|会|要|打算|准备)[^。！？；，,]{4})"
)
_MATTER = re.compile("(?P<lead>关于|针对|至于|对于)(?P<of>[^，。；]{1,16})[，,]")
_WHEN = re.compile(
    "(?:我|本人)?(?:下一?年|明年|来年|今后|以后|下一?步|接下来|新的?一年|新年里?|对此|为此)[，,]"
)
_RETORT = re.compile("(?:除|针对|对照|对于?|围绕|结合)[^，。；]{0,16}[，,]")
_ENUMERATOR = re.compile(
    rf"\s*(?:\d{{1,2}}\.\d{{1,2}}[ \u3000]+|[{HAN}]{{1,2}}[、是]+"
    rf"|[（(]?[{HAN}\d]{{1,2}}[）).．、]+(?!\d)|[①-⑩]|第[{HAN}](?:[件条点个]事?)?[，是])\s*"
)
_NAMES_LACK = re.compile(
    r"(?:在[^，。；：\d]{2,12}[上面中]，)?[^，。；：\d]{0,12}(?:不足|短处|欠缺|短板|毛病|欠账|尾巴|问题|遗憾|缺憾|检讨|惭愧|亏欠|愧|"
    r"[不没][^，。；：\d]{0,4}[好够足到透细严实了]的?)[^，。；：\d]{0,4}(?:是|在|[，：])"
)
_NAMES_PLAN = re.compile(  # 另有一个心愿也写在这里：
    r"[^，。；：\d]{0,14}(?:心愿|打算|想法|设想|计划|盘算|念头|新事|办法)[^，。；：\d]{0,8}(?:是|[，：])"
)
_DONE = re.compile(r"完成|全年|实现|取得|新增|累计|达到|共|获")
_CLEAN = re.compile(r"(?:没有?|未|无)[^，。；不]{0,10}(?:礼|违|插手|谋|事故|投诉|差错|宴请|私)")
_FIGURE = re.compile(r"\d")
_CLAUSE_END = re.compile("[，,。；;：:]")
_I = re.compile("我|自己|本人")
_AHEAD = re.compile(
    "打算|准备(?!金|工作|充分)|年后|开春(?:以?后)?|[我也]想[把要请让先从在]|还想(?![到起着])|往后|从[^，。]{1,6}起|争取|以后|今后|下一?步|接下来|[新下][一的]?个?学[年期]|新的?一年|来年"
    "|^凡是?(?:要|需|有)?[^，。；]{2,20}[，,][^。；]{0,30}(?:一律|必须|提前|都要|先)"
)
_OWNS = re.compile(
    "检讨|过意不去|惭愧|脸红|遗憾|亏欠|对不[起住]|愧疚|内疚|自责|没办好|没做好|没干好"
)
_PAST = re.compile("了|过(?![程去高多])|已经?|全年|今年|去年|[上下]半年")
_ADDRESSES = re.compile(
    "(?:各位|同志们|[^，。；：]{1,6}们[，,：]|大家)|[^，。]{0,6}(?:感谢|谢谢)|回头看|回顾"
)
SCENE = 2.0  # what beginning a shortcoming with such a sentence costs
_LEAD = 20  # characters of a sentence that only names what is told behind it
_FIELD = re.compile(
    "(?:带头[^。；！？]*|[^。；！？]*(?:方面|[上里中]|情况)(?:存在的?(?:问题|不足))?)[：:]?"
)
_TITLE = 40  # characters of a numbered line that only names a field
Cues = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text, or what stands between two ；of one."""

    text: str
    span: Span
    move: str  # how it stands to the one before
    is_last: bool = False  # of its line
    heading: str = ""  # what its heading names: lack, plan, both, feedback, other; "" untold


def parts(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a line, parted at ； and where they turn to what is meant.

    >>> told = "夜班没人管；账乱，打算重新登记一遍。"
    >>> [told[start:end] for start, end in parts(told, (0, len(told)))]
    ['夜班没人管；', '账乱，', '打算重新登记一遍。']
    """
    for start, end in sentences(text, *span):
        is_lead = _RETORT.match(text, start, end)  # 除了这几件，明年还要……
        begin = is_lead.end() if is_lead else start
        begin = max(begin, start + len(text[start:end]) - len(unnumbered(text[start:end])))
        begin = lead.end() if (lead := _WHEN.match(text, begin, end)) else begin
        turns = _VOWS.finditer(text, begin, end) if LEANS.match(text, start, end) else ()
        cuts = [x.end() for x in (*_CUT.finditer(text, begin, end), *turns) if x.end() < end]
        if lead:  # 为此，将……，明年……: meant from its beginning
            cuts = [cut for cut in cuts if text[cut - 1] in "；;"]
        yield from itertools.pairwise((start, *sorted(cuts), end))


def are_fellows(one: str, other: str) -> bool:
    """Two sentences each name the matter that they are about in the same way.

    >>> are_fellows("关于账目，每周核对。", "关于夜班，加派两人。")
    True
    """
    first, second = _MATTER.match(one), _MATTER.match(other)
    if not first or not second:
        return False
    return first["lead"] == second["lead"] and first["of"] != second["of"]


def heading_kind(title: str, role: str, words: Vocabulary) -> str:
    """What a heading names for the sentences below it."""
    if role == Role.FEEDBACK:
        return "feedback"
    if names_both(title, words):
        return "both"
    named = {str(Role.SHORTCOMING): "lack", str(Role.MEASURE): "plan"}
    return named.get(str(role), "other")


def names_both(title: str, words: Vocabulary) -> bool:
    """A heading names what falls short and what will be done about it: 差距和改进."""
    found = re.split("[、，和与及暨]|以及|还有|并", title)
    if len(found) == 1 or not words.may_lack(title):
        return False
    told = {words.role(each, after=Role.SHORTCOMING) for each in found if each}
    return {Role.SHORTCOMING, Role.MEASURE} <= told


def names_field(line: str) -> bool:
    """A line that only names the field of what stands below: （一）在严守纪律方面."""
    title = unnumbered(line)
    return len(line) <= _TITLE and title != line and _FIELD.fullmatch(title) is not None


def sentences_of(text: str, line: Span, heading: str, *, is_first: bool) -> Iterator[Sentence]:
    """The sentences of a line below a heading."""
    told = [(a, b) for a, b in parts(text, line) if text[a:b].strip()]
    for at, (start, end) in enumerate(told):
        words = text[start:end].strip()
        move = "line" if not at and not EXAMPLE.match(words) else _move(words)
        move = "head" if is_first and not at else move
        yield Sentence(words, (start, end), move, at == len(told) - 1, heading)


def _move(words: str) -> str:
    """How a sentence is tied to the one before it in its line."""
    if TIE.match(words):
        return "tied"
    return "leans" if LEANS.match(words) else "next"


def cues(told: Sequence[Sentence]) -> Iterator[Cues]:
    """What speaks for the state of each sentence, by name."""
    before: Sentence | None = None
    is_numbered = False  # its line, up to here
    for each, after in zip(told, [*told[1:], None], strict=False):
        words = unnumbered(each.text)
        is_begun = len(words) < len(each.text)
        is_numbered = is_begun or (is_numbered and each.move not in ("head", "line"))
        signs = [*_signs(words, each), *_around(each, before, after)]
        signs += [("numbered", is_begun), ("under a number", is_numbered and not is_begun)]
        yield {
            "each": 1.0,
            f"heads {each.heading}": 1.0,
            f"move {each.move}": 1.0,
            **_sounds(words),
            **{name: 1.0 for name, is_so in signs if is_so},
        }
        before = each


def unnumbered(text: str) -> str:
    """A sentence without its number."""
    found = _ENUMERATOR.match(text)
    return text[found.end() :] if found else text


def _around(
    each: Sentence, before: Sentence | None, after: Sentence | None
) -> Iterator[tuple[str, bool]]:
    """What the neighbours say."""
    is_lead = before is not None and len(unnumbered(before.text)) <= _LEAD
    yield "below a lead", is_lead and each.move not in ("head", "line")
    yield "before plan", after is not None and is_meant(after.text)
    yield "behind lack", before is not None and Vocabulary.falls_short(before.text)


def _sounds(words: str) -> dict[str, float]:
    """How likely a sentence tells each, by two tables, and the logarithms of these shares."""
    lack, plan, neither = telling.shares(words) if words else (FAR, FAR, 0.0)
    like = likeness(words)
    known = {name: like[name] for name in ("shortcoming", "measure", "feedback", NONE)}
    known["deed"] = max(like[each] for each in like if each not in known)
    told = {f"like {name}": each for name, each in known.items()}
    told |= {"tells lack": lack, "tells plan": plan, "tells neither": neither}
    shares = {f"{name}, share": math.exp(each) for name, each in told.items()}
    return {name: max(FAR, each) for name, each in told.items()} | shares


def is_meant(words: str) -> bool:
    """A sentence may say what is meant to be done."""
    return _AHEAD.search(words) is not None or Vocabulary.looks_ahead(words)


def names(words: str) -> str:
    """What a sentence itself says that it tells: LACK, PLAN, or OTHER where it does not say.

    >>> names("要检讨的是，故事偏老"), names("另有一个心愿：明年办一个读书角"), names("故事偏老")
    ('lack', 'plan', 'other')
    """
    if _NAMES_PLAN.match(words) and is_meant(words):
        return PLAN
    is_lack = _OWNS.search(words) or _NAMES_LACK.match(words)
    return LACK if is_lack and not is_meant(words) else OTHER


def _signs(words: str, each: Sentence) -> Iterator[tuple[str, bool]]:
    first = _CLAUSE_END.split(words, maxsplit=1)[0]
    yield "short", len(words) <= _SHORT
    yield "last", each.is_last
    yield "alone", each.is_last and each.move in ("head", "line")
    yield "figure", bool(_FIGURE.search(words))
    yield "lacking", Vocabulary.falls_short(words)
    yield "opens lacking", LACKING.search(first) is not None and len(first) <= _SHORT
    yield "ahead", is_meant(words)
    yield "owns", bool(_OWNS.search(words))
    yield "names lack", bool(_NAMES_LACK.match(words))
    yield "names plan", bool(_NAMES_PLAN.match(words))
    yield "done", bool(_DONE.search(words))
    yield "clean", bool(_CLEAN.search(words))
    yield "mine", bool(_I.search(words))
    yield "ties", bool(TIE.match(words))
    yield "leaning", bool(LEANS.match(words))
    yield "besides", is_besides(words)
    yield "colon", words.endswith(("：", ":"))
    yield "past", bool(_PAST.search(words))
    yield "past alone", bool(_PAST.search(words)) and not is_meant(words)
    yield "addresses", bool(_ADDRESSES.match(words))


def best_way(told: Sequence[Sentence], own: Sequence[Sequence[float]]) -> list[str]:
    """The state of each sentence on the way through all that is worth most.

    Args:
        told: the sentences.
        own: what each state is worth for each, by `weighed`.
    """
    if not own:
        return []
    every = range(len(STATES))
    way = [_begun(own[0])]
    back: list[list[int]] = []
    for each, here in zip(told[1:], own[1:], strict=True):
        steps = _steps(each.move)
        ways = [[way[-1][a] + steps[a][b] for a in every] for b in every]
        back.append([max(every, key=ways[b].__getitem__) for b in every])
        way.append([ways[b][back[-1][b]] + here[b] for b in every])
    found = [max(every, key=way[-1].__getitem__)]
    for row in reversed(back):
        found.append(row[found[-1]])
    return [STATES[at] for at in reversed(found)]


def value(told: Sequence[Sentence], own: Sequence[Sequence[float]], way: Sequence[str]) -> float:
    """What a way through the text is worth."""
    places = [STATES.index(state) for state in way]
    steps = [
        _steps(each.move)[a][b] for each, a, b in zip(told[1:], places, places[1:], strict=False)
    ]
    return math.fsum([*(row[at] for row, at in zip(own, places, strict=True)), *steps])


def allowed(told: Sequence[Sentence], states: Sequence[str]) -> list[str]:
    """States that may follow each other: what goes on with nothing begins."""
    found: list[str] = []
    before = OTHER
    for each, state in zip(told, states, strict=True):
        is_more = may_follow(STATES.index(before), STATES.index(state), each.move)
        before = state if is_more else {MORE_LACK: LACK, MORE_PLAN: PLAN}[state]
        found.append(before)
    return found


def shares(told: Sequence[Sentence], own: Sequence[Sequence[float]]) -> list[dict[str, float]]:
    """How likely each state of each sentence is, over all ways through the text."""
    if not own:
        return []
    every = range(len(STATES))
    ahead = [_begun(own[0])]
    for each, here in zip(told[1:], own[1:], strict=True):
        steps = _steps(each.move)
        ahead.append([here[b] + _summed(ahead[-1][a] + steps[a][b] for a in every) for b in every])
    behind = [[0.0] * len(STATES)]
    for each, here in zip(told[:0:-1], own[:0:-1], strict=True):
        steps, after = _steps(each.move), behind[-1]
        behind.append([_summed(steps[a][b] + here[b] + after[b] for b in every) for a in every])
    whole = _summed(ahead[-1])
    return [
        {s: math.exp(one + other - whole) for s, one, other in zip(STATES, a, b, strict=True)}
        for a, b in zip(ahead, reversed(behind), strict=True)
    ]


def _summed(values: Iterable[float]) -> float:
    """The logarithm of the sum."""
    told = list(values)
    most = max(told)
    return most + math.log(math.fsum(math.exp(each - most) for each in told))


def _begun(own: Sequence[float]) -> list[float]:
    is_more = [state in (MORE_LACK, MORE_PLAN) for state in STATES]
    return [_NEVER if more else each for more, each in zip(is_more, own, strict=True)]


def _steps(move: str) -> list[list[float]]:
    """What it is worth to go from each state to each."""
    rows = [_row(f"{move} after {state}") for state in STATES]
    return [
        [each if may_follow(a, b, move) else _NEVER for b, each in enumerate(row)]
        for a, row in enumerate(rows)
    ]


def may_follow(before: int, state: int, move: str) -> bool:
    """More is told only of what was told before, and of nothing above a heading."""
    if STATES[state] == MORE_LACK:
        return move != "head" and STATES[before] in (LACK, MORE_LACK)
    if STATES[state] == MORE_PLAN:
        return move != "head" and STATES[before] in (PLAN, MORE_PLAN)
    return True


def weighed(told: Sequence[Sentence]) -> list[list[float]]:
    """What each state is worth for each sentence by itself, less where it is a scene."""
    rows = [_worth(each) for each in cues(told)]
    for before, each, row in zip(told, told[1:], rows[1:], strict=False):
        if _is_scene(before, each):
            row[STATES.index(LACK)] -= SCENE
    return rows


def _is_scene(before: Sentence, each: Sentence) -> bool:
    """A sentence shows what the one before has named: 主动性不足。习惯坐在办公室等企业上门."""
    words = unnumbered(each.text)
    is_named = len(unnumbered(before.text)) <= _LEAD and Vocabulary.falls_short(before.text)
    is_tied = each.move not in ("head", "line") and words == each.text
    is_naming = opens_lacking(words) or names(words) != OTHER
    return is_named and is_tied and not is_naming


def opens_lacking(words: str) -> bool:
    """A sentence says first what is lacking.

    >>> opens_lacking("路子太窄，只有两家。"), opens_lacking("走访了两家，路子太窄。")
    (True, False)
    """
    return LACKING.search(_CLAUSE_END.split(words, maxsplit=1)[0]) is not None


def _worth(told: Cues) -> list[float]:
    return weigh(told, _weights(), len(STATES))


def _row(name: str) -> Sequence[float]:
    return _weights().get(name, _NOTHING)


_NOTHING = (0.0,) * len(STATES)


@cache
def _weights() -> Weights:
    return weights_in("running.tsv")
