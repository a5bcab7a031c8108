"""Facts to sentences without a model: their own words, raised, merged where they belong together.

Nothing is added: no framing, no effect, no cause. Facts keep their order; up to four share a
sentence. What a fact leaves unsaid stays unsaid, or is 〔待补：…〕.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from drafter import grounding
from drafter.document import Fact, Origin
from drafter.document.genre import Genre
from drafter.drafting.material import DraftSentence
from drafter.drafting.own_words import (
    LeadAndRest,
    feedback,
    names_failing,
    own_words,
    shortcoming,
    unlabelled,
)
from drafter.drafting.register import raised
from drafter.drafting.told_twice import HANGS, HEAD, folded
from drafter.text import length

MOST = 4  # facts of a sentence
CHANGE, TURN = 0.4, 1.5  # what a change of matter within a sentence costs, of a sentence more
SMALL = 30  # characters of two facts between which a change costs less: a list of small things
PARTED = 0.8  # what parting two facts about one matter costs
ROOM = 10  # characters that a merged sentence stays below the genre's limit
LONG = 60  # characters from which a fact stands alone
BRIEF = 30  # characters of an admission up to which its name and its scene are one sentence

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_QUIET = re.compile(  # words that two facts about different things have in common
    "开展|召开|组织|完成|举办|建设|建成|新建|修建|改造|工作|全年|其中|问题|情况|制度|机制|培训|"
    "研究|检查|整改|整治|处理|处置|解决|化解|落实|推进|实施|参加|增长|下降|提高|减少|增加|以上|"
    "同比|本人|干部|群众|人员|单位|项目|活动|会议|覆盖|达到|建立|制定|引进|发放|投入|报告|重点|"
    "[的了在和与及等是为对把被将未无均由共第一二两三四五六七八九十个名人次家件场项处条户]"
)
_INNER = re.compile(r"[。！？]|；")
_SELF = re.compile(r"本人(?![的家])")
_OTHERS = re.compile(
    r"家属|亲属|配偶|子女|家人|家中|班子|干部|党员|民警|职工|纪委|支部|企业|单位|同志|老师|教师"
)
_ABSTAINED = re.compile(  # who is silent about who did not, says it of himself
    r"(?:从未|未|没有?|不)(?:曾)?(?:收受?|拿|替|给|为亲|为家|插手|干预|过问|违规|打过?招呼|批条|接受|参与经营|利用|"
    r"在企业|大操大办|向企业|单独会见|经商|占用?公)"
)
_COUNT = re.compile(r"[\d*＊]")
_TIMED = re.compile(
    r"年|月|日|季度|汛期|期间|目前|截至|正在|计划|拟|在建|每|今|昨|明|至今|以来|春|夏|秋|冬"
)
_ACT = re.compile(  # official verbs that 全年 may stand before
    r"开展|召开|组织|完成|举办|建成|新建|修建|改造|检查|排查|查处|侦破|引进|招聘|培训|调解|化解|整改|"
    r"发放|走访|更换|安装|拆除|办理|受理|接待|资助|处理|处分|学习|研究"
)
_BOUND = re.compile(f"^(?:{HANGS})")
_LATER = re.compile(r"^(?:后来|之后|于是|为此|所以)，?")  # the sentence says that it answers
_SOURCE = re.compile(
    r"巡察|巡视|审计|督[察查]|检查|专项|反馈|指出|信访|(?:测评|评议|考核|生活会)[^，。；：]{0,4}提"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """Facts as they stand in one sentence."""

    text: str  # without its end mark
    facts: tuple[Fact, ...]
    is_whole: bool  # takes nothing more


def join(
    facts: Sequence[Fact], *, genre: Genre, opens_with_year: bool = False
) -> tuple[DraftSentence, ...]:
    """The facts of one point, in their order, as sentences of one to four facts.

    Args:
        facts: what the point tells.
        genre: how long a sentence may be.
        opens_with_year: 全年 may open the point, where its first fact counts a deed and names no
            time; for one point of a report at most.

    A figure that is noted twice, with something more each time, is told once.

    >>> from drafter.document import genre
    >>> told = ["修了3条通村公路，一共12.6公里", "人居环境整治拆危旧房127栋，清运垃圾860吨"]
    >>> for each in join([Fact("F1", told[0]), Fact("F2", told[1])], genre=genre.load("shuzhi")):
    ...     print(each.text, each.facts)
    修建通村公路3条，共12.6公里；人居环境整治拆除危旧房127栋，清运垃圾860吨。 ('F1', 'F2')
    """
    limit = genre.limits.sentence_warning
    singles = _folded([_single(fact, limit) for fact in facts], limit)
    rows = list(_merged(singles, limit))
    if opens_with_year and rows and _may_open(rows[0].text):
        rows[0] = _Told(f"全年{rows[0].text}", rows[0].facts, rows[0].is_whole)
    if rows and _ABSTAINED.match(rows[0].text):
        rows[0] = _Told(f"本人{rows[0].text}", rows[0].facts, rows[0].is_whole)
    return tuple(_sentence(row) for row in rows)


def admission(facts: Sequence[Fact], *, genre: Genre) -> tuple[DraftSentence, ...]:
    """A shortcoming as it was jotted down: its name, then scene and behaviour; no cause.

    >>> from drafter.document import genre
    >>> noted = Fact("F1", "不足：招商办法不多，跑企业少，落地的多是小项目")
    >>> admission([noted], genre=genre.load("shuzhi"))[0].text
    '招商办法不多，走访企业少，落地的多为小项目。'
    """
    rows = [DraftSentence(_admitted(fact, genre), (fact.id,), Origin.FACT) for fact in facts[:1]]
    rows += [
        DraftSentence(_ended(_words(fact, genre.shortcomings.keywords)), (fact.id,), Origin.FACT)
        for fact in facts[1:]
    ]
    return tuple(rows)


def given_measure(facts: Sequence[Fact], *, genre: Genre) -> tuple[DraftSentence, ...]:
    """Measures that the author gives: raised, never framed."""
    return tuple(
        DraftSentence(_ended(_words(fact, genre.measures.keywords)), (fact.id,), Origin.FACT)
        for fact in facts
    )


def answered(facts: Sequence[Fact], *, genre: Genre, year: int | None) -> tuple[DraftSentence, ...]:
    """What last year's feedback was, in its own words, and what was done about it.

    Args:
        facts: notes on the feedback, each with its remedy or followed by it.
        genre: how the passage opens.
        year: the year reported on; the feedback is of the year before.

    >>> from drafter.document import genre
    >>> noted = Fact("F1", "2023年度考核反馈“班子沟通不够”：开民主生活会2次")
    >>> answered([noted], genre=genre.load("shuzhi"), year=2024)[0].text
    '针对2023年度考核反馈的“班子沟通不够”问题，召开民主生活会2次。'
    """
    opening = genre.feedback.opening.replace("${year}", str(year - 1) if year else "上")
    rows: list[DraftSentence] = []
    issue, left = "", list(facts)
    named_by: tuple[str, ...] = ()
    is_dated = False  # a criticism was told with the year that its own words give
    while left:
        fact = left.pop(0)
        said = feedback(fact.text, genre, year)
        gives_year = bool(said.lead and year and str(year - 1) in fact.text)
        says_year = not rows or (gives_year and not is_dated)
        is_dated = is_dated or gives_year
        if said.lead and not said.rest and left and not feedback(left[0].text, genre, year).lead:
            issue, named_by = _called(said, opening, is_first=says_year), (*named_by, fact.id)
            continue
        if rows and not issue and not said.lead:  # more of what was done: as any facts
            more = [fact, *_run(left, genre, year)]
            rows += join(more, genre=genre)
            left = left[len(more) - 1 :]
            continue
        told = _remedy(fact, said, issue, opening if says_year else "")
        told = told if length(told) <= genre.limits.sentence_warning else told.replace("；", "。")
        rows.append(DraftSentence(_ended(told), (*named_by, fact.id), Origin.FACT))
        issue, named_by = "", ()
    return tuple(rows)


def _run(facts: Sequence[Fact], genre: Genre, year: int | None) -> list[Fact]:
    """The next facts that name no issue."""
    return list(takewhile(lambda fact: not feedback(fact.text, genre, year).lead, facts))


def _remedy(fact: Fact, said: LeadAndRest, issue: str, opening: str) -> str:
    """One note on the feedback, under the issue that it or the note before it names."""
    rest = _LATER.sub("", raised(own_words(said.rest))) if said.rest else ""
    if issue:
        return f"{issue}，{rest}"
    if said.lead:
        called = _called(said, opening or "针对", is_first=True)
        return f"{called}，{rest}" if rest else f"{called}，〔待补：整改情况〕"
    known = raised(own_words(fact.text))
    if not opening or (said.rest == own_words(fact.text) and _SOURCE.search(known[:LONG])):
        return known
    return f"{opening}问题，{rest}"


def _called(said: LeadAndRest, opening: str, *, is_first: bool) -> str:
    """How the passage names an issue; the year is said with the first."""
    return f"{opening if is_first else '针对'}“{said.lead}”问题"


def _admitted(fact: Fact, genre: Genre) -> str:
    whole = _words(fact, genre.shortcomings.keywords)
    said = shortcoming(fact.text, genre)
    lead, rest = raised(said.lead), raised(own_words(said.rest)) if said.rest else ""
    if not lead or not rest or not names_failing(lead) or _BOUND.search(rest):
        return _ended(whole)
    if grounding.coverage(whole, [lead, rest]).state != "full":  # too little in either alone
        return _ended(whole)
    mark = "，" if length(lead) + length(rest) <= BRIEF else "。"
    return f"{lead}{mark}{_ended(rest)}"


def _words(fact: Fact, labels: Sequence[str]) -> str:
    return raised(own_words(unlabelled(fact.text, labels)))


def _single(fact: Fact, limit: int) -> _Told:
    text = raised(own_words(fact.text))
    if length(text) > limit:
        text = text.replace("；", "。")
    return _Told(text, (fact,), bool(_INNER.search(text)) or length(text) >= LONG)


def _folded(singles: Sequence[_Told], limit: int) -> list[_Told]:
    """The facts, those that open with the same deed and figure as one before told with it."""
    found: list[_Told] = []
    for each in singles:
        ways = ((at, folded(before.text, each.text)) for at, before in enumerate(found))
        at, text = next(((at, text) for at, text in ways if text), (0, ""))
        if text and length(text) <= limit:
            found[at] = _Told(text, (*found[at].facts, *each.facts), length(text) >= LONG)
        else:
            found.append(each)
    return found


def _merged(singles: Sequence[_Told], limit: int) -> Iterator[_Told]:
    """The facts in sentences: as few as have room for them, parted where the matter changes."""
    best: list[tuple[float, int]] = [(0.0, 0)]  # the least cost up to each fact, and where from
    for end in range(1, len(singles) + 1):
        best.append(
            min(
                (best[start][0] + _cost(singles[start:end]) + _seam(singles, start), start)
                for start in range(max(0, end - MOST), end)
                if end - start == 1 or _fits(singles[start:end], limit)
            )
        )
    bounds = [len(singles)]
    while bounds[-1]:
        bounds.append(best[bounds[-1]][1])
    for start, end in pairwise(reversed(bounds)):
        yield _row(singles[start:end])


def _fits(row: Sequence[_Told], limit: int) -> bool:
    """Whether a sentence has room for some facts, none of which takes nothing more."""
    size = sum(length(told.text) + 1 for told in row)
    return size <= limit - ROOM and not any(told.is_whole for told in row)


def _cost(row: Sequence[_Told]) -> float:
    """What a sentence of some facts costs: itself, and each change of matter within."""
    return 1 + sum(_change(a.text, b.text) for a, b in pairwise(row))


def _change(before: str, after: str) -> float:
    """What it costs to go from a fact to the next: a semicolon joins what is of a kind."""
    if _about(before, after):
        return 0.0
    return CHANGE if max(length(before), length(after)) <= SMALL else TURN


def _seam(singles: Sequence[_Told], start: int) -> float:
    """What it costs to part facts there: more between two about one matter."""
    return PARTED * (start > 0 and _about(singles[start - 1].text, singles[start].text))


def _row(row: Sequence[_Told]) -> _Told:
    text = row[0].text
    for before, each in pairwise(row):
        text += _mark(before.text, each.text) + _without_head(text, each.text)
    return _Told(text, tuple(fact for told in row for fact in told.facts), row[-1].is_whole)


def _mark(before: str, after: str) -> str:
    """A comma within one matter, where neither fact has one of its own."""
    plain = not re.search("[，：]", before + after)
    return "，" if plain and _about(before, after) else "；"


def _without_head(before: str, text: str) -> str:
    """The text without a head that the sentence has said: 全年, 全市, 本人."""
    head = HEAD.match(text)
    if head and re.match(re.escape(head[0]), before) and len(text) > head.end() + 1:
        return text[head.end() :]
    own = _SELF.match(text)
    if own and _SELF.match(before) and not _OTHERS.search(before):
        return text[own.end() :].lstrip("，")
    return text


def _about(one: str, other: str) -> bool:
    """Whether two facts share a word that says what they are about."""
    return bool(_telling(one) & _telling(other))


def _telling(text: str) -> frozenset[str]:
    runs = _HAN.findall(_QUIET.sub(" ", text))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _may_open(text: str) -> bool:
    first = re.split("[，；。]", text)[0]
    return bool(_ACT.match(first) and _COUNT.search(first)) and not _TIMED.search(text)


def _sentence(row: _Told) -> DraftSentence:
    return DraftSentence(_ended(row.text), tuple(fact.id for fact in row.facts), Origin.FACT)


def _ended(text: str) -> str:
    return text if text.endswith(("。", "？", "！")) else f"{text}。"
