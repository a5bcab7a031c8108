"""What facts are about: fields of work, and the subjects of each as a lead names them.

One file a topic in `topics/`. A subject is a noun that can stand in a lead, the verb that goes
with it, and the words of a fact that prove it; it claims no result.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter import resources
from drafter.schema import build

_ENOUGH = 4096  # texts remembered
FIRST = 1.5  # what a word in the first clause weighs beside one further on
KEYED = 8  # characters of keywords from which more of them say nothing more
SURE = 0.5  # of the best match, from which a text may be about another subject
LIKELY = 0.3  # the same, for a subject of the field that most of its neighbours are of
MAIN = 0.34  # of all texts, from which a field is what they are about
_MARKS = re.compile("[，。；：,;]")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that facts of a field are about."""

    verb: str  # 抓好
    noun: str  # 粮食生产
    words: tuple[str, ...]  # of a fact, that prove it

    @property
    def phrase(self) -> str:
        """The subject as it stands in a lead."""
        return self.verb + self.noun


@dataclass(frozen=True, slots=True)
class Area:
    """What several fields are part of: the economy, people's livelihood, safety."""

    id: str
    rank: int  # development first, then livelihood, then safety
    lead: str  # covers any fact of the area; "" where nothing would
    words: tuple[str, ...]  # of a lead, that mean all of it


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work."""

    id: str
    name: str  # "教育"
    rank: int  # where it stands in its area
    area: str
    lead: str  # covers any fact of the field: 做好农业生产工作
    roles: tuple[str, ...]  # sections it can stand in
    keywords: tuple[str, ...]  # words in a fact that speak for it
    subjects: tuple[Subject, ...]

    @property
    def order(self) -> tuple[int, int]:
        """Where the field stands in a report."""
        return areas()[self.area].rank, self.rank


@dataclass(frozen=True, slots=True)
class Match:
    """A subject that a text is about."""

    topic: Topic
    subject: Subject
    weight: float  # how sure: by the characters of its words that stand in the text


@cache
def load() -> tuple[Topic, ...]:
    """All topics, in the order of their ids."""
    found = []
    for entry in sorted(resources.folder("topics").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            id = entry.name[:-5]
            table = tomllib.loads(entry.read_text("utf-8"))
            found.append(build(Topic, {"id": id, **table}, f"topics/{id}"))
    return tuple(found)


@cache
def areas() -> Mapping[str, Area]:
    """All areas by their ids."""
    text = resources.text("areas.toml")
    return {row["id"]: build(Area, row, "areas") for row in tomllib.loads(text)["areas"]}


def named(id: str) -> Topic:
    """The topic `id`."""
    return next(topic for topic in load() if topic.id == id)


@lru_cache(maxsize=_ENOUGH)
def weigh(text: str, role: str = "") -> tuple[tuple[Topic, int], ...]:
    """Topics that `text` speaks of, the weightiest first; weight is characters of keywords found.

    Args:
        text: a fact, or several joined.
        role: only topics that can stand in this section; "" for any.
    """
    found = [
        (topic, sum(len(word) for word in topic.keywords if word in text))
        for topic in load()
        if not role or role in topic.roles
    ]
    return tuple(sorted((row for row in found if row[1]), key=lambda row: -row[1]))


@lru_cache(maxsize=_ENOUGH)
def matches(text: str, role: str = "") -> tuple[Match, ...]:
    """The subjects that `text` is about, the surest first.

    Those of a field that can stand in the section come before all others. A word counts only
    where no longer one holds it: 集中学习 has no 中学.

    >>> [found.subject.noun for found in matches("粮食播种面积3.8万亩，总产1.52万吨", "duty")][:1]
    ['粮食生产']
    """
    owners = _owners()
    mark = _MARKS.search(text)
    first = mark.start() if mark else len(text)
    weights: dict[tuple[Topic, Subject], float] = defaultdict(float)
    longest: Counter[tuple[Topic, Subject]] = Counter()
    for at, word in _words_in(text):
        for owner in owners[word]:
            weights[owner] += 2 * len(word) * (FIRST if at < first else 1)
            longest[owner] = max(longest[owner], len(word))
    keyed = {topic: min(weight, KEYED) for topic, weight in weigh(text)} if weights else {}
    found = [
        Match(topic, subject, weight + longest[topic, subject] + keyed.get(topic, 0))
        for (topic, subject), weight in weights.items()
    ]
    found.sort(key=lambda m: (role not in m.topic.roles, -m.weight, m.topic.order))
    return tuple(found)


def subjects(text: str) -> Iterator[tuple[Topic, Subject]]:
    """The subjects of `matches`, one for each word that speaks for it: a tenth of the time.

    >>> {subject.noun for _, subject in subjects("粮食播种面积3.8万亩，总产1.52万吨")}
    {'粮食生产'}
    """
    owners = _owners()
    return (owner for _, word in _words_in(text) for owner in owners[word])


def assigned(texts: Sequence[str], role: str) -> tuple[Match | None, ...]:
    """The subject of each text, of those it may be about the one that more of them share.

    A fact that could stand in two fields stands in the one that the sheet speaks of more; None
    where no word is known.
    """
    found = [matches(text, role) for text in texts]
    main = main_fields(texts, role)
    rows = [_likely(row, role, main) for row in found]
    fields = Counter(topic for row in rows for topic in {match.topic for match in row})
    subjects = Counter(subject for row in rows for subject in {match.subject for match in row})
    return tuple(
        max(row, key=lambda m: (fields[m.topic], subjects[m.subject], m.weight), default=None)
        for row in rows
    )


def main_fields(texts: Sequence[str], role: str) -> set[Topic]:
    """The fields that a good part of the texts is surely about."""
    firsts = [row[0].topic for text in texts if (row := matches(text, role))]
    counts = Counter(firsts)
    return {topic for topic, count in counts.items() if count > 1 and count >= MAIN * len(texts)}


def _likely(found: Sequence[Match], role: str, main: set[Topic]) -> list[Match]:
    """The matches that come into question: of fields of the section, if any."""
    row = [match for match in found if role in match.topic.roles] or list(found)
    return [
        match
        for match in row
        if match.weight >= row[0].weight * (LIKELY if match.topic in main else SURE)
    ]


def _words_in(text: str) -> Iterator[tuple[int, str]]:
    """The words of subjects in a text by where they start, the longest where several do.

    As a pattern would find them, without trying thousands of words at each place.
    """
    owners, sizes = _owners(), _sizes()
    at = 0
    while at < len(text):
        for size in sizes.get(text[at], ()):
            if (word := text[at : at + size]) in owners:
                yield at, word
                at += size
                break
        else:
            at += 1


@cache
def _sizes() -> Mapping[str, tuple[int, ...]]:
    """How long the words are that begin with a character, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in _owners():
        found[word[0]].add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@cache
def _owners() -> Mapping[str, tuple[tuple[Topic, Subject], ...]]:
    """Whose each word of a subject is."""
    owners: dict[str, tuple[tuple[Topic, Subject], ...]] = {}
    for topic in load():
        for subject in topic.subjects:
            for word in subject.words:
                owners[word] = (*owners.get(word, ()), (topic, subject))
    return owners
