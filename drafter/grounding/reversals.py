"""Up told as down, done as under way, from A to B as from B to A, two figures exchanged. Pure."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, takewhile

from drafter.figures import Figure
from drafter.grounding.explanation import FigureVerdict
from drafter.grounding.index import (
    Context,
    FactFigure,
    FactIndex,
    FigureMention,
    alike,
    mask_key,
    telling,
)

_UP = "增升涨扩提攀↑"
_DOWN = "降减跌缩落压滑↓▼"
_MINUS = re.compile(r"[\u4e00-\u9fff]为?(?:[-−]|(?<!正)负)\Z")  # 正负 is a margin
_PLUS = re.compile(r"[\u4e00-\u9fff]为?\+\Z")
_NEAR = 8  # characters in front of a figure that say which way it went
_DONE = re.compile("建成|竣工|投用|完工|投入使用|通车|完成")
_OPEN = re.compile("正在|在建|开工|拟|计划|筹建|加快|推进中")
_FROM = re.compile(r"[从由][^，。；！？\n]{0,6}\Z")
_TO = re.compile(r"[^，。；！？、：\n]{0,5}(?:到|至|为|成|达)\Z")
_SAME_MASK = 0.3  # of likeness, from which two masks stand for the same


def masked(scene: FigureMention, facts: FactIndex) -> FigureVerdict | None:
    """The same for a mask, which is known by its words alone."""
    key = mask_key(scene.found[scene.at])
    fits = [(alike(scene.context, m.context), m) for m in facts.masked if mask_key(m.figure) == key]
    best = max((likeness for likeness, _ in fits), default=0.0)
    if best < _SAME_MASK:
        return None
    return opposed(scene, [mark for likeness, mark in fits if likeness == best])


def direction(before: str) -> int:
    """1 up, -1 down, 0 not said, by the last such sign before a figure.

    >>> direction("同比增长"), direction("压减到"), direction("共有"), direction("增速-")
    (1, -1, 0, -1)
    >>> direction("误差正负"), direction("涨幅正负")
    (0, 1)
    """
    if _MINUS.search(before):
        return -1
    if _PLUS.search(before):
        return 1
    for char in reversed(before[-_NEAR:]):
        if char in _UP:
            return 1
        if char in _DOWN:
            return -1
    return 0


def opposed(scene: FigureMention, carriers: Sequence[FactFigure]) -> FigureVerdict | None:
    """Growth told as a fall, work under way told as done, or the other way round."""
    figure, fact = scene.found[scene.at], carriers[0].fact
    said, known = direction(scene.before), {direction(mark.before) for mark in carriers}
    if figure.kind != "ordinal" and said and known - {0} == {-said}:
        own = max(carriers, key=lambda mark: alike(scene.context, mark.context))
        if direction(own.before):
            message = f"“{figure.text}”的增减方向与事实相反"
            return FigureVerdict(figure.span, figure.text, "status", message, (own.fact,))
    now, was = _state(scene.before), {_state(mark.before) for mark in carriers}
    if now and was == {-now}:
        wrong = "事实里还没有完成" if now > 0 else "事实里已经完成"
        message = f"“{figure.text}”的进度与事实不符：{wrong}"
        return FigureVerdict(figure.span, figure.text, "status", message, (fact,))
    return None


def _state(before: str) -> int:
    """1 done, -1 under way, 0 neither or both."""
    return bool(_DONE.search(before)) - bool(_OPEN.search(before))


def stepped(
    scene: FigureMention, carriers: Sequence[FactFigure], facts: FactIndex
) -> FigureVerdict | None:
    """由13.7％降到10.9％ has an order, and its verb has one too."""
    end = scene.found[scene.at]
    start = scene.found[scene.at - 1] if scene.at else None
    way = start and _way(scene.folded, start, end)
    if not start or way is None or start.value is None or end.value is None:
        return None
    step = (start.value, end.value)
    known = [found for i in {mark.fact: 0 for mark in carriers} for found in _known(i, facts)]
    ways = {way for figures, way in known if figures == step}
    said = f"{start.text}到{end.text}"
    span, fact = (start.span[0], end.span[1]), carriers[0].fact
    if not ways and any(figures == step[::-1] for figures, _ in known):
        message = f"“{said}”的先后与事实相反"
        return FigureVerdict(end.span, end.text, "swap", message, (fact,))
    rises = (step[1] > step[0]) - (step[1] < step[0])
    if way and way == -rises and way not in ways:
        message = f"“{said}”与增减的说法矛盾"
        return FigureVerdict(span, said, "status", message, (fact,))
    return None


def _known(fact: int, facts: FactIndex) -> Iterator[tuple[tuple[Fraction, Fraction], int]]:
    """The steps a fact tells: from, to, and which way it says they go."""
    marks = [mark.figure for mark in facts.of(fact)]
    for start, end in pairwise(marks):
        way = _way(facts.folded[fact], start, end)
        if way is not None and start.value is not None and end.value is not None:
            yield (start.value, end.value), way


def _way(folded: str, start: Figure, end: Figure) -> int | None:
    """Which way a step from one figure to the next goes, 0 when it does not say; None: no step."""
    between = folded[start.span[1] : end.span[0]]
    if "ordinal" in (start.kind, end.kind) or start.unit != end.unit or not _TO.match(between):
        return None
    way = direction(between)
    is_step = way or _FROM.search(folded[max(0, start.span[0] - _NEAR) : start.span[0]])
    return way if is_step else None


_MARGIN = 0.5  # by which the exchange has to fit better, both figures taken together
_ADJOINING = 0.5  # what the words that touch a figure weigh beside all of its clause
_TOUCHING = 2  # characters that touch it
_FAR = 3  # figures of one sentence that are looked at before and behind
_STOPS = frozenset("。；！？\n;")


def exchanged(
    scene: FigureMention, carriers: Sequence[FactFigure], facts: FactIndex
) -> FactFigure | None:
    """The figure in whose place this one stands, while that one stands in its place."""
    around = (scene.before, scene.after)
    if any((mark.before, mark.after) == around for mark in carriers):
        return None
    fits = [fit(around, mark) for mark in carriers]
    own, most = carriers[fits.index(max(fits))], max(fits)
    for rival in facts.of(own.fact):
        gain = 0.0 if _is_same(rival.figure, own.figure) else fit(around, rival) - most
        if gain > 0 and any(
            gain + _gain(other, rival, own) > _MARGIN
            for other in _others(scene)
            if _is_same(other.found[other.at], rival.figure)
        ):
            return rival
    return None


def fit(around: tuple[str, str], mark: FactFigure) -> float:
    """How well a figure of a fact fits between these words, 0..1.5."""
    before, after = around
    touch = max(_common(before[::-1], mark.before[::-1]), _common(after, mark.after))
    likeness = alike(_context(before + after), _context(mark.before + mark.after))
    return likeness + _ADJOINING * min(touch, _TOUCHING) / _TOUCHING


def _gain(other: FigureMention, rival: FactFigure, own: FactFigure) -> float:
    """How much better the other figure would stand for `own` than for itself; below 0, no swap."""
    around = (other.before, other.after)
    gain = fit(around, own) - fit(around, rival)
    return gain if gain > 0 else -_MARGIN - 1.5


def _others(scene: FigureMention) -> Iterator[FigureMention]:
    """The figures about this one in its sentence."""
    for at in range(max(0, scene.at - _FAR), min(len(scene.found), scene.at + _FAR + 1)):
        low, high = sorted((scene.found[at].span, scene.found[scene.at].span))
        if at != scene.at and _STOPS.isdisjoint(scene.folded[low[1] : high[0]]):
            yield FigureMention(scene.folded, scene.found, at)


def _is_same(one: Figure, other: Figure) -> bool:
    return (one.value, one.unit, one.kind) == (other.value, other.unit, other.kind)


def _common(one: str, other: str) -> int:
    """How many Han characters two texts begin with together."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] >= "\u4e00", pairs))


@lru_cache(maxsize=4096)
def _context(words: str) -> Context:
    return Context({char: telling(char) for char in words if telling(char)})
