"""How much of a fact a text still tells: figures are a hard key, words a soft one. Pure."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.figures import Figure, both_readings, units
from drafter.grounding.matching import RATE, same_amount
from drafter.grounding.terms import terms
from drafter.text import numerals, tight
from drafter.text import sentences as sentences_of
from drafter.text.weights import idf

FULL = 0.42  # of a fact's words, weighted by how much they tell, beside its figures
DOUBT = 0.20
FULL_BARE = 0.50  # the same for a fact without figures
DOUBT_BARE = 0.30
SUPPORTED = 0.42  # of `best`'s score
LONGEST = 8  # sentences of a fact that are looked for in a row
_ENOUGH = 4096  # texts remembered


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether sentences tell a fact, and what of it is lost."""

    state: str  # full, partial (a figure is gone), doubt, missing
    sentences: tuple[int, ...]  # where it is told
    lost: tuple[str, ...]  # figures and masks that are gone
    score: float  # 0..1


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as coverage sees it."""

    claims: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    chars: frozenset[str]
    folded: str
    heads: tuple[frozenset[str], ...]  # what each figure counts, by its last characters
    size: int  # its sentences
    weight: float  # what all its characters tell


@lru_cache(maxsize=_ENOUGH)
def _read(text: str) -> _Reading:
    text = tight(text)
    folded = numerals.fold(text)
    claims, figures = both_readings(folded, text)
    bare = list(folded)
    for figure in claims:
        for i in range(*figure.span):
            bare[i] = " "
    chars = frozenset(c for c in bare if idf(c) and c not in _FILLER)
    heads = tuple(head for head in _heads(folded, claims) if head)
    size = sum(1 for _ in sentences_of(text))
    return _Reading(claims, figures, chars, folded, heads, size, math.fsum(map(idf, chars)))


def _heads(folded: str, claims: Sequence[Figure]) -> Iterator[frozenset[str]]:
    """The characters next to each figure that name what is counted: 室 and 生 of 卫生室14个."""
    low = 0
    for i, figure in enumerate(claims):
        high = claims[i + 1].span[0] if i + 1 < len(claims) else len(folded)
        before = re.split(r"[，。；：、]", folded[low : figure.span[0]])[-1]
        after = re.split(r"[，。；：、]", folded[figure.span[1] : high])[0]
        low = figure.span[1]
        words = _COMMON.sub("", before + after)
        yield frozenset(c for c in words if c not in _MEASURED)


_MEASURED = frozenset(  # and how it moved: what is counted is told by the other words
    "率量数额度比例值金元个多少增减降升压缩并成达超过到从由比上去年余为低高剩还仍其"
)


_FILLER = frozenset("的了在和与及等个是为并对把被将也又就都而其这那之所于以")


def coverage(fact: str, sentences: Sequence[str]) -> Coverage:
    """Where `sentences` tell `fact`, and what of it they lost.

    >>> coverage("新建学校6所", ["新建改扩建学校6所。", "坚持党的领导。"])
    Coverage(state='full', sentences=(0,), lost=(), score=1.0)
    >>> coverage("化解信访积案9件", ["做好信访工作，化解积案。"]).lost
    ('9件',)
    """
    return next(coverages([fact], sentences))


def coverages(facts: Iterable[str], sentences: Sequence[str]) -> Iterator[Coverage]:
    """`coverage` of each fact, the sentences read once for all of them."""
    text = _Sentences(sentences)
    for fact in facts:
        yield _found(_read(fact), text)


class _Sentences:
    """The sentences of a text, made ready to be asked where a fact may stand."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.read = [_read(sentence) for sentence in sentences]
        self._chars: dict[str, list[int]] = defaultdict(list)
        self._amounts: dict[tuple[int, int], list[tuple[int, Figure]]] = defaultdict(list)
        self._worth: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
        self._open: list[tuple[int, Figure]] = []  # what more than its own value may be meant by
        self._other: list[tuple[int, Figure]] = []  # dates, masks, vague amounts
        self._ranged: list[tuple[int, Figure]] = []  # 50至60户, which is 五六十户 too
        for at, reading in enumerate(self.read):
            for char in reading.chars:
                self._chars[char].append(at)
            for figure in reading.figures:
                if figure.day or figure.value is None:
                    self._other.append((at, figure))
                else:
                    self._amounts[figure.value.as_integer_ratio()].append((at, figure))
                    self._ranged += [(at, figure)] if figure.ends else []
                    for key in _worths(figure):
                        self._worth[key].append(at)
                    self._open += [(at, figure)] if figure.approx == "above" else []

    def shares(self, known: _Reading) -> list[float]:
        """How much of a fact's words each sentence tells, next to exactly."""
        if not known.weight:
            return [1.0] * len(self.read)
        found = [0.0] * len(self.read)
        for char in known.chars:
            share = idf(char) / known.weight
            for at in self._chars.get(char, ()):
                found[at] += share
        return found

    def keeping(self, figure: Figure, known: _Reading) -> set[int]:
        """The sentences that hold a figure of a fact."""
        if figure.day or figure.value is None:
            rows = [*self._other, *(self._ranged if figure.ends else ())]
        else:
            rows = [*self._amounts.get(figure.value.as_integer_ratio(), ()), *self._open]
        held = {at for at, other in rows if same_amount(figure, other)}
        held.update(at for key in _worths(figure) for at in self._worth.get(key, ()))
        return held | {
            at for at, sentence in enumerate(self.read) if _worded(figure, known, sentence)
        }


def _worths(figure: Figure) -> Iterator[tuple[str, tuple[int, int]]]:
    """What an amount is in one unit, so that the same in another is found: 2.5公里 is 2500米."""
    if figure.value is None or figure.day or figure.approx:
        return
    if figure.unit == "翻番":  # as growth: 翻一番 is 增长1倍, and 增长100%
        yield "share", (100 * (figure.value - 1)).as_integer_ratio()
    elif measure := units.worth(figure.value, figure.unit):
        yield measure[0], measure[1].as_integer_ratio()


_SLACK = 1e-9  # by which `_Sentences.shares` may be off


def _found(known: _Reading, text: _Sentences) -> Coverage:
    """The best of the places where a fact may stand, the first of those that are as good.

    What a place is worth at the most costs little to know: only one that may be better than
    the best so far is looked at.
    """
    keeping = [text.keeping(figure, known) for figure in known.claims]
    shares = text.shares(known)
    best_try = Coverage("missing", (), tuple(f.text for f in known.claims), 0.0)
    rank = (-1, 0.0)
    for place in (*((i,) for i in range(len(shares))), *_runs(known, keeping, len(shares))):
        lost = [at for at, held in enumerate(keeping) if held.isdisjoint(place)]
        words = sum(shares[i] for i in place) + _SLACK
        state, score = _worth(len(keeping), len(lost), words)
        if (_STATES.index(state), score - 0.01 * len(place)) <= rank:
            continue
        gone = tuple(known.claims[at].text for at in lost)
        found = _told(known, [text.read[i] for i in place], place, gone)
        now = (_STATES.index(found.state), found.score - 0.01 * len(place))
        if now > rank:
            best_try, rank = found, now
    return best_try


_STATES = ("missing", "partial", "doubt", "full")


def _runs(
    known: _Reading, keeping: Sequence[Collection[int]], size: int
) -> Iterator[tuple[int, ...]]:
    """Neighbours that share out the fact's figures: 引进3个。到位4.2亿元。

    Two of them, or as many as the fact has sentences itself.
    """
    if len(known.claims) < 2:  # noqa: PLR2004 - one figure cannot be shared out
        return
    has = set().union(*keeping)
    for run in sorted({2, min(max(known.size, 2), LONGEST)}):
        for i in range(size - run + 1):
            if i in has and i + run - 1 in has:
                yield tuple(range(i, i + run))


_NONE = re.compile("未发生|未出现|没有发生|无一|均无")
_NOUN = 2  # signs that name what there is none of
_FIRST = re.compile("首[次个家批例创届台条座所]|率先")


def _kept(figure: Figure, known: _Reading, reading: _Reading) -> bool:
    own = set(_worths(figure))
    same = any(
        same_amount(figure, other) or not own.isdisjoint(_worths(other))
        for other in reading.figures
    )
    return same or _worded(figure, known, reading)


def _worded(figure: Figure, known: _Reading, reading: _Reading) -> bool:
    """A text holds a figure of a fact as it is written, or in words that say as much."""
    if figure.text.startswith("第一") and _FIRST.search(reading.folded):
        return True  # 第一次 told as 首次
    if figure.value == 0 and _NONE.search(reading.folded):
        return True  # 零信访 told as 未发生信访
    if figure.word == "零" and figure.value == 0:
        noun = re.escape(known.folded[figure.span[1] :][:_NOUN])
        if re.search(rf"(?:无(?:一|任何)?|[没未][\u4e00-\u9fff]{{0,4}}){noun}", reading.folded):
            return True  # 零信访 told as 无信访
    return figure.text in reading.folded


def gone(fact: str, text: str) -> tuple[str, ...]:
    """The figures of a fact that a text does not hold, whatever they count there.

    >>> gone("修路3条，共12.6公里", "修建公路3条")
    ('12.6公里',)
    """
    return _lost(_read(fact), _read(text))


def _lost(known: _Reading, text: _Reading) -> tuple[str, ...]:
    return tuple(figure.text for figure in known.claims if not _kept(figure, known, text))


def likeness(fact: str, text: str) -> float:
    """The share of a fact's words, weighted by how much they tell, that a text holds."""
    return _recall(_read(fact), _read(text).chars)


def _told(
    known: _Reading, read: Sequence[_Reading], place: tuple[int, ...], lost: tuple[str, ...]
) -> Coverage:
    words = _recall(known, frozenset().union(*(r.chars for r in read)))
    state, score = _worth(len(known.claims), len(lost), words)
    if known.claims and not lost and not _same_things(known, read):
        return Coverage("partial" if words >= DOUBT_BARE else "missing", place, (), score)
    return Coverage(state, place if state != "missing" else (), lost, score)


def _worth(figures: int, lost: int, words: float) -> tuple[str, float]:
    """What a place makes of a fact, and how surely, where its figures count the same things.

    Args:
        figures: of the fact.
        lost: of them, those that are gone.
        words: the share of the fact's words that are there.
    """
    if not figures:
        state = "full" if words >= FULL_BARE else "doubt" if words >= DOUBT_BARE else "missing"
        return state, words
    if lost:
        state = "partial" if words >= DOUBT_BARE else "missing"
    else:
        state = "full" if words >= FULL else "doubt" if words >= DOUBT else "missing"
    return state, (1 - lost / figures + words) / 2


def _same_things(known: _Reading, read: Sequence[_Reading]) -> bool:
    """Each figure still counts what it counted: not 广场14个 for 卫生室14个."""
    if not all(any(head & r.chars for r in read) for head in known.heads):
        return False
    rates = set(RATE.findall(known.folded))
    rates_told = {rate for r in read for rate in RATE.findall(r.folded)}
    return not rates or not rates_told or any(set(a) & set(b) for a in rates for b in rates_told)


def _recall(known: _Reading, shown: frozenset[str]) -> float:
    """The share of what `known` tells that a text of these characters tells too."""
    shared = math.fsum(map(idf, known.chars & shown))  # exact sums: the order of a set is chance
    return shared / known.weight if known.weight else 1.0


def best(sentence: str, facts: Sequence[str]) -> tuple[int | None, float]:
    """The fact that stands behind a sentence, and how surely, 0..1.

    >>> best("建成学校6所，群众满意。", ["改造厕所5座", "新建学校6所"])[0]
    1
    """
    read = _read(sentence)
    known = [_read(fact) for fact in facts]
    scores = [_told(each, [read], (0,), _lost(each, read)).score for each in known]
    if not scores or max(scores) <= 0:
        return None, 0.0
    top = max(range(len(scores)), key=lambda i: scores[i])
    return top, scores[top]


def stance(sentence: str, facts: Sequence[str]) -> str:
    """What a sentence is: supported by a fact, empty talk, or invented (no fact, and yet a claim).

    >>> stance("新建学校6所。", ["新建学校6所"]), stance("获评省级先进单位。", ["新建学校6所"])
    ('supported', 'invented')
    >>> stance("不断提升履职能力。", ["新建学校6所"])
    'empty'
    """
    if best(sentence, facts)[1] >= SUPPORTED:
        return "supported"
    read = _read(sentence)
    claims = read.claims or any(terms(read.folded))
    return "invented" if claims else "empty"


_COMMON = re.compile(
    r"[，。；：、！？\s“”‘’《》（）()\[\]…·,.;:!?\-]+|"
    r"完成|开展|组织|推进|推动|实施|加强|加快|强化|深化|落实|坚持|牵头|参与|参加|负责|带头|带领|积极|认真|深入|全面|"
    r"建成|新建|改造|建立|建设|成立|设立|制定|出台|印发|召开|举办|获得|荣获|获评|被评为|引进|争取|协调|解决|化解|办理|"
    r"处置|查处|实现|达到|增长|下降|提高|提升|降至|升至|增加|减少|累计|共计|全年|同比|其中|以上|以下|左右|比上年|"
    r"到位|新增|超额|顺利|成功|持续|不断|进一步|有效|切实|按照|根据|通过|围绕|针对|关于|以及|同时|并且|已经|正在|"
    r"[的了在和与及等是为并对把被将也又就都而其这那之所于以由从向到至使让给按]"
)
_LOCKED_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_QUOTED = re.compile(r"[“《「]([^“”《》「」]{1,40})[”》」]")


def kept(fact: str, text: str) -> tuple[str, ...]:
    """What of the terms of `fact` is not in `text` word for word.

    Terms are quotes, acronyms and what stands between figures and common verbs: a draft may
    phrase a fact freely, but 高考 may not become 高中阶段.

    >>> kept("高考本科上线320人，党组书记讲党课", "高中阶段本科上线320人，党的书记讲党课")
    ('高考', '党组')
    >>> kept("困难群众救助金56万元", "为困难群众发放救助金56万元")
    ()
    """
    said = numerals.fold(tight(text))
    quoted = _QUOTED.findall(numerals.fold(tight(fact)))
    gone: list[str] = []
    for term in locked(fact):
        gone += [] if term in said else [term] if term in quoted else _gone(term, said)
    return tuple(dict.fromkeys(gone))


def _gone(term: str, said: str) -> list[str]:
    """The stretches of `term` that are in no run of two or more shared with `said`."""
    if term[0] < "\u4e00":
        return [term]
    there = [False] * len(term)
    for i in range(len(term) - 1):
        if term[i : i + 2] in said:
            there[i] = there[i + 1] = True
    flags = "".join("1" if t else "0" for t in there)
    return [term[slice(*run.span())] for run in re.finditer("00+", flags)]


@lru_cache(maxsize=_ENOUGH)
def locked(fact: str) -> tuple[str, ...]:
    """The terms of a fact that carry its meaning.

    >>> locked("投入科研经费6200万元，牵头起草“双减”办法")
    ('双减', '投入科研经费', '起草', '办法')
    """
    folded = numerals.fold(tight(fact))
    bare = list(folded)
    for figure in _read(fact).claims:
        bare[slice(*figure.span)] = "，" * (figure.span[1] - figure.span[0])
    plain = "".join(bare)
    found = [*_QUOTED.findall(plain), *_LOCKED_LATIN.findall(plain)]
    plain = _LOCKED_LATIN.sub("，", _QUOTED.sub("，", plain))
    found += [chunk for chunk in _COMMON.split(plain) if len(chunk) > 1 and "*" not in chunk]
    return tuple(dict.fromkeys(found))
