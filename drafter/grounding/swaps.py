"""Two figures of one fact, each where the other belongs: 资金11所，学校8600万元. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from drafter.figures import Figure
from drafter.grounding.index import Context, FactFigure, FactIndex, FigureMention, alike, telling

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
