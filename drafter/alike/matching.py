"""Runs of signs that two texts share: every shingle sorted once, in memory linear in the texts.

A shingle that stands in two texts is part of a run. The run begins where the signs before it
differ and ends where the signs behind it do, so beginnings and ends on one diagonal, in order,
are the runs: nothing is extended step by step, and a copy of a whole report costs one run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.alike.folding import Folded

TRIED = 8  # places of one shingle in one text: of a line that stands there more often, the first
AT_ONCE = 1_000_000  # pairs of places held in memory
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that no sign is multiplied away
_APART = 0x110000  # above every sign: what stands between two texts is like nothing else


@dataclass(frozen=True, slots=True)
class RunMatch:
    """A run, in signs."""

    mine: int  # the number of the text
    other: int
    at: int
    other_at: int
    size: int
    own: int  # signs of it that are the texts' own


def matches(texts: Sequence[Folded], least: int, count: int) -> Iterator[RunMatch]:
    """Runs of at least `least` own signs that one of the first `count` texts shares with another.

    Each two texts once; of runs that lie within one another, the longest.
    """
    if sum(len(each.signs) >= least for each in texts) > 1:
        table = _Table(texts, least)
        for number in range(min(count, len(texts) - 1)):
            yield from table.of(number)


class _Table:
    """All texts behind one another, and their shingles in order."""

    def __init__(self, texts: Sequence[Folded], least: int) -> None:
        import numpy as np  # 0.1 s, paid where texts are compared

        self._np, self._size = np, least
        self._signs = _joined(np, texts)
        self._starts = np.cumsum([1, *(len(each.signs) + 1 for each in texts)])
        own = np.frombuffer(b"\0" + b"".join(each.own + b"\0" for each in texts), np.uint8)
        self._weights = np.concatenate([[0], np.cumsum(own, dtype=np.int64)])
        hashes = self._hashes()
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        order, group, part = self._usable(order, hashes)
        self._order = order
        self._where = np.full(len(self._signs) + 1, -1, np.int32)
        self._where[order] = np.arange(len(order), dtype=np.int32)
        self._part_ends, self._group_ends = _ends(np, part), _ends(np, group)

    def of(self, number: int) -> Iterator[RunMatch]:
        """The runs of one text with all behind it."""
        np = self._np
        places = np.arange(self._starts[number], self._starts[number + 1] - 1)
        at = self._where[places]
        places, at = places[at >= 0], at[at >= 0]
        first, count = self._part_ends[at], (self._group_ends - self._part_ends)[at]
        places, first, count = places[count > 0], first[count > 0], count[count > 0]
        begun, ended = [], []
        for share in np.split(np.arange(len(places)), _cuts(np, count)):
            here = np.repeat(places[share], count[share])
            steps = np.arange(len(here)) - np.repeat(
                np.cumsum(count[share]) - count[share], count[share]
            )
            there = self._order[np.repeat(first[share], count[share]) + steps].astype(np.int64)
            begun.append(self._chosen(here, there, -1, -1))
            ended.append(self._chosen(here, there, 1, self._size))
        if begun:
            starts, ends = (_by_diagonal(np, each) for each in (begun, ended))
            yield from self._told(number, starts, ends[0] - starts[0] + self._size)

    def _chosen(self, here: Any, there: Any, step: int, sign: int) -> Any:
        """The pairs from which a run does not go on by `step`."""
        goes_on = (
            (self._signs[here + sign] == self._signs[there + sign])
            & (self._where[here + step] >= 0)
            & (self._where[there + step] >= 0)
        )
        return self._np.stack([here[~goes_on], there[~goes_on]])

    def _told(self, number: int, starts: Any, sizes: Any) -> Iterator[RunMatch]:
        """The runs that have enough of their own, without what is not at their ends."""
        np, weights = self._np, self._weights
        here, there = starts
        own = np.minimum(*(weights[place + sizes] - weights[place] for place in (here, there)))
        here, there, sizes, own = (each[own >= self._size] for each in (here, there, sizes, own))
        first = np.searchsorted(weights, weights[here] + 1) - 1
        last = np.searchsorted(weights, weights[here + sizes])
        there, here, sizes = there + first - here, first, last - first
        others = np.searchsorted(self._starts, there, side="right") - 1
        furthest, before = 0, -1
        for at in np.lexsort((-sizes, here, others)):
            end = int(here[at] + sizes[at])
            furthest = furthest if others[at] == before else 0
            before = others[at]
            if end > furthest:
                furthest = end
                other = int(before)
                yield RunMatch(
                    number,
                    other,
                    int(here[at] - self._starts[number]),
                    int(there[at] - self._starts[other]),
                    int(sizes[at]),
                    int(own[at]),
                )

    def _hashes(self) -> Any:
        """A number for each shingle, alike for shingles that are."""
        np = self._np
        count = max(0, len(self._signs) - self._size + 1)
        hashes = np.zeros(count, np.uint64)
        for step in range(self._size):
            hashes *= np.uint64(_FACTOR)
            hashes += self._signs[step : step + count]
            hashes ^= hashes >> np.uint64(29)  # else low bits would depend on few signs
        return hashes

    def _usable(self, order: Any, hashes: Any) -> tuple[Any, Any, Any]:
        """The shingles of two texts or more in order; by number, and by number and text."""
        for _ in range(2):  # what is left out first may leave a text alone
            order = self._shared(order, hashes)
        return order, *self._grouped(order, hashes)

    def _shared(self, order: Any, hashes: Any) -> Any:
        """Without shingles of one text only, and without the many places of one in one text."""
        np = self._np
        group, part = self._grouped(order, hashes)
        rank = np.arange(len(order)) - _firsts(np, part)
        in_all, in_one = (_ends(np, each) - _firsts(np, each) for each in (group, part))
        return order[(rank < TRIED) & (in_all > in_one)]

    def _grouped(self, order: Any, hashes: Any) -> tuple[Any, Any]:
        np = self._np
        group = _runs(np, hashes[order])
        texts = np.searchsorted(self._starts, order, side="right").astype(np.int64)
        return group, _runs(np, group * (len(self._starts) + 1) + texts)


def _joined(np: Any, texts: Sequence[Folded]) -> Any:
    parts = [np.array([_APART], np.uint32)]
    for number, each in enumerate(texts, 1):
        parts.append(np.frombuffer(each.signs.encode("utf-32-le"), np.uint32))
        parts.append(np.array([_APART + number], np.uint32))
    return np.concatenate(parts)


def _runs(np: Any, values: Any) -> Any:
    """For each of sorted values the number of the run of equal ones that it is in."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.concatenate([[0], np.cumsum(values[1:] != values[:-1])])


def _firsts(np: Any, runs: Any) -> Any:
    """Where the run of each begins."""
    return np.searchsorted(runs, runs)


def _ends(np: Any, runs: Any) -> Any:
    """Where the run of each ends."""
    return np.searchsorted(runs, runs, side="right")


def _cuts(np: Any, count: Any) -> Any:
    """Where to part a row so that each share has about so many pairs."""
    share = np.cumsum(count) // AT_ONCE
    return np.flatnonzero(share[1:] != share[:-1]) + 1


def _by_diagonal(np: Any, pairs: Any) -> Any:
    """Pairs of places by their distance, then in the order of the text."""
    here, there = np.concatenate(pairs, axis=1)
    order = np.lexsort((here, there - here))
    return np.stack([here[order], there[order]])
