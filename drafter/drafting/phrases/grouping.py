"""Facts of one section in groups that one duty holds together, and their order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.document import Fact
from drafter.drafting.phrases import dividing, duties, topics
from drafter.drafting.phrases.duties import Office
from drafter.text import grams
from drafter.text.weights import idf

BEST = 4  # facts of a group
SUMS = 3  # of money, from which a group is about it
WHOLE = 6  # of those that are more, the facts of a group
NAMED = 3  # subjects that a lead can name one by one
FIELDS = 4  # fields that it can name
SIZE = 0.5  # what a fact too many or too few costs, squared
FIELD = 1.5  # what a field more in a group costs
AREA = 5.0  # what an area more costs: roads and theft have no lead in common
SUBJECT = 1.0  # what a subject more than a lead can name one by one costs
CROWD = 20.0  # what a field more than a lead can name costs
SEAM = 0.8  # what parting a field costs
NEAR = 6.0  # idf of two characters from which sharing them says something
_LONELY = {1: 40.0, 2: 4.0}  # what a group of one and of two costs
_GOES_ON = re.compile(
    r"^(?:其中|共|一共|涉及|满意|平均|按时|每|合同|金额|计划|剩|还有|户均|听众|排名|到年底|总)"
)
WHOLE_YEAR = re.compile(
    r"^(?:全年|今年|本年|一年来)?(?:工作)?(?:的?主线|的?总体(?:思路|情况)|总的(?:来[说看]|情况))"
)


_SUM = re.compile(r"[\d*＊]\s*(亿|万)元?")
_SUBJECT = re.compile("[\\u4e00-\\u9fff]{2}")  # two characters that begin a fact
_SIZES = {"亿": 0, "万": 1}


_Key = tuple[topics.Topic | None, str]  # a field and a subject of it; none for strays


STRAY: _Key = (None, "")


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Facts about one subject of one field, which stand together."""

    topic: topics.Topic | None
    noun: str
    facts: tuple[Fact, ...]


def group(
    facts: Sequence[Fact], role: str, most: int, office: Office | None = None
) -> list[list[Fact]]:
    """The facts in groups, what is assessed first in front, like with like within.

    Facts under headings of the user's own stay together where there are several, unless each
    heading has more than a point can tell.

    Args:
        facts: of one section.
        role: the section's.
        most: groups, as far as the user's own headings allow it.
        office: whose duties the work serves, if known.
    """
    if not facts:
        return []
    whole, told_under = _with_nested(facts)
    return [
        [fact for each in row for fact in told_under[each.id]]
        for row in _apart(whole, role, most, office)
    ]


def _with_nested(facts: Sequence[Fact]) -> tuple[list[Fact], dict[str, list[Fact]]]:
    """The facts that stand by themselves, each with the words of those nested under it; and these.

    What goes on about a point is told behind it, whatever else it sounds like: 建成物流园1个 over
    带动就业600人. A point with more under it than a group can hold is a list of its own.
    """
    under: dict[str, list[Fact]] = {}
    for fact in facts:
        home = next(
            (row for row in under.values() if fact.under in {each.id for each in row}), None
        )
        if home and len(home) < WHOLE:
            home.append(fact)
        else:
            under[fact.id] = [fact]
    whole = [replace(row[0], text="，".join(each.text for each in row)) for row in under.values()]
    return whole, under


def _apart(facts: Sequence[Fact], role: str, most: int, office: Office | None) -> list[list[Fact]]:
    """Facts that stand by themselves in groups."""
    whose = duties.in_section(role, office)
    headings = list(dict.fromkeys(fact.group for fact in facts))
    is_wide = whose and role == duties.MAIN and len(facts) > WHOLE * len(headings)
    if len(headings) > 1 and all(headings) and most > 1 and not is_wide:
        rows = [[fact for fact in facts if fact.group == name] for name in headings]
    else:
        rows = [list(facts)]
    if whose and most > 1:
        return [part for row in rows for part in _by_duty(row, role, whose, most)]
    shares = [_share(row, facts, most) for row in rows]
    return [
        part for row, share in zip(rows, shares, strict=True) for part in _grouped(row, role, share)
    ]


def _share(row: Sequence[Fact], facts: Sequence[Fact], most: int) -> int:
    return max(1, round(most * len(row) / len(facts)))


def _by_duty(facts: Sequence[Fact], role: str, office: Office, most: int) -> list[list[Fact]]:
    """The facts by what the post is for, those of one subject side by side within a group."""
    whole = [fact for fact in facts if WHOLE_YEAR.search(fact.text)]
    rest = [fact for fact in facts if fact not in whole]
    strange = {fact.id: duties.beside(fact.text, office) if office.posts else "" for fact in rest}
    each = [fact for fact in rest if not strange[fact.id]]
    found = dividing.divide([fact.text for fact in each], office, most)
    rows = [_sums_first(_beside([each[at] for at in row], role)) for row in found]
    rows = [whole, *rows] if whole else rows
    for name in dict.fromkeys(filter(None, strange.values())):
        rows.append([fact for fact in rest if strange[fact.id] == name])
    return [part for row in rows for part in _evenly(row, len(facts) / most)]


def _sums_first(facts: list[Fact]) -> list[Fact]:
    """The facts of a group that is about money, the largest sums in front: 亿元, 万元, then others.

    What has no sum and is about one that has stays behind it.

    >>> told = ("税收12亿元", "税收占比68%", "基金收入8亿元", "争取资金900万元")
    >>> [fact.text for fact in _sums_first([Fact(text, text) for text in told])]
    ['税收12亿元', '税收占比68%', '基金收入8亿元', '争取资金900万元']
    >>> told = ("节约财务费用1140万元", "营收14亿元", "利润1.5亿元", "负债率58%")
    >>> [fact.text for fact in _sums_first([Fact(text, text) for text in told])]
    ['营收14亿元', '利润1.5亿元', '节约财务费用1140万元', '负债率58%']
    """
    found = [_SUM.search(fact.text) for fact in facts]
    if sum(map(bool, found)) < max(SUMS, len(facts) / 2):
        return facts
    sized: list[tuple[int, list[Fact]]] = []
    for fact, sum_ in zip(facts, found, strict=True):
        about = _SUBJECT.match(fact.text)
        if not sum_ and about and (row := _of(about[0], sized)):
            row.append(fact)
        else:
            sized.append((_SIZES[sum_[1]] if sum_ else len(_SIZES), [fact]))
    return [fact for _, row in sorted(sized, key=lambda each: each[0]) for fact in row]


def _of(subject: str, sized: Sequence[tuple[int, list[Fact]]]) -> list[Fact] | None:
    """The facts of the sum that a subject names."""
    return next((row for _, row in sized if row[0].text.startswith(subject)), None)


def _evenly(row: list[Fact], wanted: float) -> list[list[Fact]]:
    """A group with too many facts for one point, in parts of the wanted size."""
    parts = 1 if len(row) <= dividing.LONGEST else round(len(row) / max(WHOLE, wanted)) or 1
    bounds = [round(part * len(row) / parts) for part in range(parts + 1)]
    return [row[a:b] for a, b in pairwise(bounds)]


def _beside(facts: Sequence[Fact], role: str) -> list[Fact]:
    """The facts in their order, each moved up to the first that is about the same."""
    matches = topics.assigned([fact.text for fact in facts], role)
    subjects = [match.subject if match else None for match in matches]
    own = [subject or at for at, subject in enumerate(subjects)]
    return [facts[at] for at in sorted(range(len(own)), key=lambda at: own.index(own[at]))]


def _grouped(facts: Sequence[Fact], role: str, most: int) -> list[list[Fact]]:
    wanted = max(BEST, len(facts) / most)
    clusters = [part for cluster in _clusters(facts, role) for part in _cut(cluster, wanted)]
    by_size = sorted(clusters, key=lambda each: (_field_place(each, clusters), -len(each.facts)))
    parted = [(_parted(row, min(most, len(row)), wanted), row) for row in (clusters, by_size)]
    (_, bounds), row = min(parted, key=lambda each: each[0][0])
    return [_told(row[a:b]) for a, b in pairwise(bounds)]


def _field_place(cluster: _Cluster, clusters: Sequence[_Cluster]) -> int:
    return next(at for at, each in enumerate(clusters) if each.topic == cluster.topic)


def _told(clusters: Sequence[_Cluster]) -> list[Fact]:
    """The facts of a group, the field that has most of them first, strays last."""
    sizes: Counter[topics.Topic | None] = Counter()
    for each in clusters:
        sizes[each.topic] += len(each.facts)
    ordered = sorted(clusters, key=lambda each: (each.topic is None, -sizes[each.topic]))
    return [fact for each in ordered for fact in each.facts]


def _parted(
    clusters: Sequence[_Cluster], most: int, wanted: float
) -> tuple[float, tuple[int, ...]]:
    """Where neighbouring clusters are parted into up to `most` groups at the least cost."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, (0,))}
    for groups in range(1, most + 1):
        for end in range(groups, len(clusters) + 1):
            best[groups, end] = min(
                (
                    before + _cost(clusters[start:end], wanted) + _seam(clusters, start),
                    (*bounds, end),
                )
                for start in range(groups - 1, end)
                for before, bounds in [best.get((groups - 1, start), (float("inf"), (0,)))]
            )
    return min(best[groups, len(clusters)] for groups in range(1, most + 1))


def _cost(clusters: Sequence[_Cluster], wanted: float) -> float:
    """How far a group of these is from a good one: too large or small, mixed, alone."""
    size = sum(len(each.facts) for each in clusters)
    fields = {each.topic for each in clusters if each.topic}
    parts = {field.area for field in fields}
    crowd = max(0, len({each.noun for each in clusters}) - NAMED)
    mixed = FIELD * max(0, len(fields) - 1) + AREA * max(0, len(parts) - 1) + SUBJECT * crowd
    mixed += CROWD * max(0, len(fields) - FIELDS)
    return SIZE * (size - wanted) ** 2 + mixed + _LONELY.get(size, 0)


def _seam(clusters: Sequence[_Cluster], start: int) -> float:
    parted = start > 0 and clusters[start - 1].topic == clusters[start].topic
    return SEAM * parted


def _clusters(facts: Sequence[Fact], role: str) -> list[_Cluster]:
    """Facts by subject, the subjects in order; a fact that no word knows goes with its like."""
    texts = [fact.text for fact in facts]
    chosen = topics.assigned(texts, role)
    rows: dict[_Key, list[Fact]] = {}
    for fact, match in zip(facts, chosen, strict=True):
        if match:
            rows.setdefault((match.topic, match.subject.noun), []).append(fact)
    main = topics.main_fields(texts, role)
    own = max((key for key in rows if key[0] in main), key=lambda k: len(rows[k]), default=STRAY)
    for at, match in enumerate(chosen):
        if not match:
            rows.setdefault(_home(at, facts, rows, own), []).append(facts[at])
    ordered = sorted(rows.items(), key=lambda each: _place(each[0], main))
    return [_Cluster(topic, noun, tuple(row)) for (topic, noun), row in ordered]


def _place(key: _Key, main: set[topics.Topic]) -> tuple[bool, bool, tuple[int, int], int]:
    """Where a subject stands: the author's main field first, then by area and rank; strays last."""
    topic, noun = key
    if topic is None:
        return True, True, (0, 0), 0
    nouns = [subject.noun for subject in topic.subjects]
    return False, topic not in main, topic.order, nouns.index(noun)


def _home(at: int, facts: Sequence[Fact], rows: Mapping[_Key, list[Fact]], main: _Key) -> _Key:
    """Where a fact that no word knows goes.

    With its like, else with what it goes on about, else with the author's main field.
    """
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
    return next((key for key, row in rows.items() if goes_on and facts[at - 1] in row), main)


def _weight(pair: str) -> float:
    return min(map(idf, pair))


def _cut(cluster: _Cluster, wanted: float) -> list[_Cluster]:
    """A subject with too many facts for one group, cut evenly into groups of the wanted size."""
    return [replace(cluster, facts=tuple(part)) for part in _evenly([*cluster.facts], wanted)]
