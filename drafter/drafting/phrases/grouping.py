"""Facts of one section in groups that one duty holds together, and their order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.document import Fact
from drafter.drafting.phrases import topics
from drafter.idf import idf
from drafter.text import grams

BEST = 4  # facts of a group
LONGEST = 6
SPREAD = 0.01  # what a step in rank costs beside a fact too many or too few, squared
MIXED = 1.5  # what a field more in a group costs
NEAR = 6.0  # idf of two characters from which sharing them says something
ALONE = 90.0  # what a group of one costs
UNKNOWN = 999  # rank of what no word knows: last
LAST = 90
SURE = 0.5  # of the best match, from which another field may have the fact


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact, its field's rank, and which of the field's subjects it is about."""

    fact: Fact
    rank: int
    place: int


def group(facts: Sequence[Fact], role: str, most: int) -> list[list[Fact]]:
    """The facts in groups, what is assessed first in front, like with like within.

    Facts under headings of the user's own stay together where there are several.

    Args:
        facts: of one section.
        role: the section's.
        most: groups.
    """
    if not facts:
        return []
    headings = list(dict.fromkeys(fact.group for fact in facts))
    if len(headings) > 1 and all(fact.group for fact in facts):
        rows = [[fact for fact in facts if fact.group == name] for name in headings]
        return [part for row in rows for part in _grouped(row, role, most)]
    return _grouped(facts, role, most)


def _grouped(facts: Sequence[Fact], role: str, most: int) -> list[list[Fact]]:
    fields = [part for field in _by_field(facts, role) for part in _cut(field)]
    count = min(most, len(fields), max(1, round(len(facts) / BEST)))
    wanted = len(facts) / count
    fewer = [_parted(fields, each, wanted) for each in (count, count - 1) if each]
    _, bounds = min(fewer)
    return [[each.fact for field in fields[a:b] for each in field] for a, b in pairwise(bounds)]


def _parted(
    fields: Sequence[Sequence[_Placed]], count: int, wanted: float
) -> tuple[float, tuple[int, ...]]:
    """Where neighbouring fields are parted into `count` groups at the least cost, and that."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for groups in range(1, count + 1):
        for end in range(groups, len(fields) + 1):
            best[groups, end] = min(
                (before + _cost(fields[start:end], wanted), (*bounds, end))
                for start in range(groups - 1, end)
                for before, bounds in [best.get((groups - 1, start), (float("inf"), (0,)))]
            )
    return best[count, len(fields)]


def _by_field(facts: Sequence[Fact], role: str) -> list[list[_Placed]]:
    """Facts by field, the fields by rank, within a field by subject; strangers with their like.

    A fact that could stand in two fields stands in the one that the sheet speaks of more.
    """
    found = {fact.id: topics.matches(fact.text, role) for fact in facts}
    counts = Counter(id for row in found.values() for id in {match.topic.id for match in row})
    rows: dict[str, list[_Placed]] = {}
    strangers = []
    for fact in facts:
        row = [match for match in found[fact.id] if role in match.topic.roles]
        row = row or list(found[fact.id])
        if not row:
            strangers.append(fact)
            continue
        sure = [match for match in row if match.weight >= SURE * row[0].weight]
        best = max(sure, key=lambda match: (counts[match.topic.id], match.weight))
        place = best.topic.subjects.index(best.subject)
        rows.setdefault(best.topic.id, []).append(_Placed(fact, best.topic.rank, place))
    for fact in strangers:
        id = _nearest(fact, {id: [each.fact for each in row] for id, row in rows.items()})
        rank = rows[id][0].rank if id else UNKNOWN
        rows.setdefault(id, []).append(_Placed(fact, rank, UNKNOWN))
    ordered = sorted(rows.values(), key=lambda row: row[0].rank)
    return [sorted(row, key=lambda each: each.place) for row in ordered]


def _nearest(stranger: Fact, rows: dict[str, list[Fact]]) -> str:
    """The field whose facts share the rarest pair of characters with a stranger; "" for none."""
    own = grams(stranger.text, 2)
    scores = {
        id: max(sum(map(_weight, own & grams(fact.text, 2))) for fact in row)
        for id, row in rows.items()
        if id
    }
    best = max(scores, key=scores.__getitem__, default="")
    return best if best and scores[best] >= NEAR else ""


def _weight(pair: str) -> float:
    return min(map(idf, pair))


def _cut(field: list[_Placed]) -> list[list[_Placed]]:
    """A field with too many facts for one group, cut evenly between its subjects."""
    parts = -(-len(field) // LONGEST)
    if parts == 1:
        return [field]
    size = len(field) / parts
    bounds = [0]
    for part in range(1, parts):
        wanted = part * size
        seams = [
            at for at in range(bounds[-1] + 1, len(field)) if field[at].place != field[at - 1].place
        ] or [round(wanted)]
        bounds.append(min(seams, key=lambda at: abs(at - wanted)))
    bounds = sorted({*bounds, len(field)})
    return [field[a:b] for a, b in pairwise(bounds)]


def _cost(fields: Sequence[Sequence[_Placed]], wanted: float) -> float:
    """How far a group of these fields is from a good one: too large or small, mixed, alone."""
    size = sum(map(len, fields))
    ranks = [min(field[0].rank, LAST) for field in fields]
    mixed = MIXED * (len(fields) - 1) + SPREAD * (max(ranks) - min(ranks)) ** 2
    return (size - wanted) ** 2 + mixed + ALONE * (size == 1)
