"""Facts in groups that one duty holds together, or two that are told together."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from drafter.drafting.phrases.duties import COUPLED, NAMED, Office, likeness

TRIPLED = 6.0  # what each duty more costs: a lead names two
SMALL = {1: 2.5, 2: 1.0}  # what groups of so few facts cost in the main section, there only
SIZE = 6  # facts up to which a group costs nothing
LONGEST = 11  # facts from which a group is cut in any case
LONG = 0.3  # what each fact more costs, squared
TRIED = 9  # duties of which all choices are tried: each more doubles the time


def divide(texts: Sequence[str], office: Office, most: int) -> list[list[int]]:
    """Facts, by place, in groups of one duty or of two that are told together.

    Each fact goes to the duty that it sounds like most, unless that would leave it alone and
    another fits nearly as well. All choices of duties are tried; the best by likeness less what
    groups too small or too large cost is taken. Strays come last, but for the first of all duties.

    Args:
        texts: the facts.
        office: whose duties they serve.
        most: groups.

    >>> from drafter.drafting.phrases.duties import load
    >>> told = ["修路3条", "架桥1座", "信访积案化解7件", "调解纠纷33起"]
    >>> divide(told, load()["township"], 5)
    [[0, 1], [2, 3]]
    """
    rows = [office.weigh(text) for text in texts]
    known = [row for row in rows if max(row) > 0] or rows
    firsts = _likeliest(rows, {row.index(max(row)) for row in known})
    tried = [
        _divided(rows, chosen, office, most)
        for size in range(1, len(firsts) + 1)
        for chosen in combinations(firsts, size)
    ]
    groups = max(tried, key=lambda each: each[0], default=(0.0, []))[1]
    own = [row.index(max(row)) for row in rows]
    if not office.posts:  # what every post has comes in its order, however little it is
        return sorted(groups, key=lambda group: min(own[at] for at in group))
    return sorted(groups, key=lambda group: len(group) == 1 and own[group[0]] > 0)


def _likeliest(rows: Sequence[Sequence[float]], duties: Collection[int]) -> list[int]:
    """The duties, at most as many as can be tried in all ways: those that explain most first."""
    chosen: list[int] = []
    left = sorted(duties)
    while left and len(chosen) < TRIED:
        best = max(left, key=lambda duty: likeness(rows, [*chosen, duty]))
        chosen.append(best)
        left.remove(best)
    return sorted(chosen)


def _divided(
    rows: Sequence[Sequence[float]], duties: Sequence[int], office: Office, most: int
) -> tuple[float, list[list[int]]]:
    """What a choice of duties is worth, and the facts of each group, the duties in order."""
    chosen = [max(duties, key=row.__getitem__) for row in rows]
    held = [duty for duty in duties if duty in chosen]
    cost, groups = min(
        (_cost(joined, cost, chosen, office, most) for joined, cost in _partitions(held, office)),
        key=lambda each: each[0],
    )
    return likeness(rows, duties) - cost, groups


def _partitions(duties: Sequence[int], office: Office) -> Iterator[tuple[list[list[int]], float]]:
    """All ways to tell each of some duties alone or with others of a family, and their cost."""
    if not duties:
        yield [], 0.0
        return
    first, *others = duties
    mates = {frozenset[int](): 0.0}
    for _, places, cost in reversed(office.kin):
        if first in places and (found := places.intersection(others)):
            mates[found] = cost
    for kin, own in mates.items():
        for left, cost in _partitions([duty for duty in others if duty not in kin], office):
            yield [sorted((first, *kin)), *left], own + cost


def _cost(
    joined: Sequence[Sequence[int]],
    cost: float,
    chosen: Sequence[int],
    office: Office,
    most: int,
) -> tuple[float, list[list[int]]]:
    """What groups cost, beside what they are named, where too small or too large; the groups."""
    small = SMALL if office.posts else {}
    groups = [[at for at, duty in enumerate(chosen) if duty in duties] for duties in joined]
    held = [1] * len(groups)  # matters that each group tells
    own = len(office.own)
    most += any(min(duties) >= own for duties in joined)  # what is not its trade has a point
    while len(groups) > most:
        at = min(range(len(groups)), key=lambda n: len(groups[n]))
        beside = min(
            (n for n in (at - 1, at + 1) if 0 <= n < len(groups)),
            key=lambda n: (held[n], len(groups[n])),
        )
        first, second = sorted((at, beside))
        groups[first : second + 1] = [groups[first] + groups[second]]
        held[first : second + 1] = [held[first] + held[second]]
        cost += COUPLED if held[first] == NAMED else TRIPLED
    sizes = [len(group) for group in groups]
    cost += sum(
        small.get(size, 0.0) + LONG * max(0, min(size, LONGEST) - SIZE) ** 2 for size in sizes
    )
    return cost, groups
