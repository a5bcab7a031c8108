"""Facts of one section in groups that one duty holds together, and their order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.document import Fact
from drafter.drafting.phrases import topics
from drafter.drafting.phrases.topics import Match
from drafter.idf import idf
from drafter.text import grams

BEST = 4  # facts of a group
LONGEST = 6  # facts of one subject that stay in one group
NAMED = 3  # subjects that a lead can name one by one
SIZE = 0.5  # what a fact too many or too few costs, squared
FIELD = 1.5  # what a field more in a group costs
AREA = 5.0  # what an area more costs: roads and theft have no lead in common
SUBJECT = 1.0  # what a subject more than a lead can name costs, where fields are mixed
SEAM = 0.8  # what parting a field costs
ALONE = 40.0  # what a group of one costs
SMALL = 4.0  # what a group of two costs
NEAR = 6.0  # idf of two characters from which sharing them says something
SURE = 0.5  # of the best match, from which another field may have the fact
MAIN = 0.4  # of all facts, from which a field is what its author is there for: told first
_GOES_ON = re.compile(
    r"^(?:其中|共|一共|涉及|满意|平均|按时|每|合同|金额|计划|剩|还有|户均|听众|排名|到年底|总)"
)


_Key = tuple[topics.Topic | None, str]  # a field and a subject of it; none for strays


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Facts about one subject of one field, which stand together."""

    topic: topics.Topic | None
    noun: str
    facts: tuple[Fact, ...]


def group(facts: Sequence[Fact], role: str, most: int) -> list[list[Fact]]:
    """The facts in groups, what is assessed first in front, like with like within.

    Facts under headings of the user's own stay together where there are several.

    Args:
        facts: of one section.
        role: the section's.
        most: groups, as far as the user's own headings allow it.
    """
    if not facts:
        return []
    headings = list(dict.fromkeys(fact.group for fact in facts))
    if len(headings) > 1 and all(headings) and most > 1:
        rows = [[fact for fact in facts if fact.group == name] for name in headings]
        return [part for row in rows for part in _grouped(row, role, _share(row, facts, most))]
    return _grouped(facts, role, most)


def _share(row: Sequence[Fact], facts: Sequence[Fact], most: int) -> int:
    return max(1, round(most * len(row) / len(facts)))


def _grouped(facts: Sequence[Fact], role: str, most: int) -> list[list[Fact]]:
    clusters = [part for cluster in _clusters(facts, role) for part in _cut(cluster)]
    wanted = max(BEST, len(facts) / most)
    bounds = _parted(clusters, min(most, len(clusters)), wanted)
    return [[fact for each in clusters[a:b] for fact in each.facts] for a, b in pairwise(bounds)]


def _parted(clusters: Sequence[_Cluster], most: int, wanted: float) -> tuple[int, ...]:
    """Where neighbouring clusters are parted into up to `most` groups at the least cost."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for groups in range(1, most + 1):
        for end in range(groups, len(clusters) + 1):
            best[groups, end] = min(
                (before + _cost(clusters[start:end], wanted) + _seam(clusters, start), (*bounds, end))
                for start in range(groups - 1, end)
                for before, bounds in [best.get((groups - 1, start), (float("inf"), (0,)))]
            )
    return min(best[groups, len(clusters)] for groups in range(1, most + 1))[1]


def _cost(clusters: Sequence[_Cluster], wanted: float) -> float:
    """How far a group of these is from a good one: too large or small, mixed, alone."""
    size = sum(len(each.facts) for each in clusters)
    fields = {each.topic for each in clusters if each.topic}
    parts = {field.area for field in fields}
    crowd = max(0, len(clusters) - NAMED) if len(fields) > 1 else 0
    mixed = FIELD * max(0, len(fields) - 1) + AREA * max(0, len(parts) - 1) + SUBJECT * crowd
    return SIZE * (size - wanted) ** 2 + mixed + ALONE * (size == 1) + SMALL * (size == 2)


def _seam(clusters: Sequence[_Cluster], start: int) -> float:
    parted = start > 0 and clusters[start - 1].topic == clusters[start].topic
    return SEAM * parted


def _clusters(facts: Sequence[Fact], role: str) -> list[_Cluster]:
    """Facts by subject, the subjects in order; a fact that no word knows goes with its like."""
    chosen = assigned(facts, role)
    rows: dict[_Key, list[Fact]] = {}
    for fact in facts:
        if fact in chosen:
            match = chosen[fact]
            rows.setdefault((match.topic, match.subject.noun), []).append(fact)
    for at, fact in enumerate(facts):
        if fact not in chosen:
            rows.setdefault(_home(at, facts, rows), []).append(fact)
    counts = Counter(match.topic for match in chosen.values())
    main = {topic for topic, count in counts.items() if count >= MAIN * len(facts)}
    ordered = sorted(rows.items(), key=lambda each: _place(each[0], main))
    return [_Cluster(topic, noun, tuple(row)) for (topic, noun), row in ordered]


def _place(key: _Key, main: set[topics.Topic]) -> tuple[bool, bool, tuple[int, int], int]:
    """Where a subject stands: the author's main field first, then by area and rank; strays last."""
    topic, noun = key
    if topic is None:
        return True, True, (0, 0), 0
    nouns = [subject.noun for subject in topic.subjects]
    return False, topic not in main, topic.order, nouns.index(noun)


def assigned(facts: Sequence[Fact], role: str) -> dict[Fact, Match]:
    """The subject that each fact is about, of those it may be about, that more of them share.

    A fact that could stand in two fields stands in the one that the sheet speaks of more.
    """
    found = {fact: _sure(topics.matches(fact.text, role), role) for fact in facts}
    fields = Counter(t for row in found.values() for t in {match.topic for match in row})
    nouns = Counter(s for row in found.values() for s in {match.subject for match in row})
    return {
        fact: max(row, key=lambda m: (fields[m.topic], nouns[m.subject], m.weight))
        for fact, row in found.items()
        if row
    }


def _sure(found: Sequence[Match], role: str) -> list[Match]:
    """The matches that come into question: of fields of this section, if any."""
    row = [match for match in found if role in match.topic.roles] or list(found)
    return [match for match in row if match.weight >= SURE * row[0].weight]


def _home(at: int, facts: Sequence[Fact], rows: Mapping[_Key, list[Fact]]) -> _Key:
    """Where a fact that no word knows goes: with its like, else with what it goes on about."""
    own = grams(facts[at].text, 2)
    scores = {
        key: max(sum(map(_weight, own & grams(fact.text, 2))) for fact in row)
        for key, row in rows.items()
        if key[0]
    }
    best = max(scores, key=scores.__getitem__, default=None)
    if best and scores[best] >= NEAR:
        return best
    goes_on = at > 0 and _GOES_ON.search(facts[at].text)
    return next((key for key, row in rows.items() if goes_on and facts[at - 1] in row), (None, ""))


def _weight(pair: str) -> float:
    return min(map(idf, pair))


def _cut(cluster: _Cluster) -> list[_Cluster]:
    """A subject with too many facts for one group, cut evenly."""
    parts = -(-len(cluster.facts) // LONGEST)
    bounds = [round(part * len(cluster.facts) / parts) for part in range(parts + 1)]
    return [_Cluster(cluster.topic, cluster.noun, cluster.facts[a:b]) for a, b in pairwise(bounds)]
