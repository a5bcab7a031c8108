"""What facts are about: fields of work, and the subjects of each as a lead names them.

One file a topic in `topics/`. A subject is a noun that can stand in a lead, the verb that goes
with it, and the words of a fact that prove it; it claims nothing.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter import resources
from drafter.genre import build

_ENOUGH = 4096  # texts remembered


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that facts of a field are about."""

    verb: str  # 抓
    noun: str  # 粮食生产
    words: tuple[str, ...]  # of a fact, that prove it


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work."""

    id: str
    name: str  # "教育"
    rank: int  # where it stands in a report: development first, then livelihood, then safety
    lead: str  # covers any fact of the field: 做好农业生产工作
    roles: tuple[str, ...]  # sections it can stand in
    keywords: tuple[str, ...]  # words in a fact that speak for it
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A subject that a text is about."""

    topic: Topic
    subject: Subject
    weight: int  # how sure: by the characters of its words that stand in the text


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


def named(id: str) -> Topic:
    """The topic `id`."""
    return next(topic for topic in load() if topic.id == id)


def weigh(text: str, role: str = "") -> list[tuple[Topic, int]]:
    """Topics that `text` speaks of, the weightiest first; weight is characters of keywords found.

    Args:
        text: a fact, or several joined.
        role: only topics that can stand in this section; "" for any.
    """
    weights: Counter[Topic] = Counter()
    for topic in load():
        if not role or role in topic.roles:
            weights[topic] = sum(len(word) for word in topic.keywords if word in text)
    return [(topic, weight) for topic, weight in weights.most_common() if weight]


@lru_cache(maxsize=_ENOUGH)
def matches(text: str, role: str = "") -> tuple[Match, ...]:
    """The subjects that `text` is about, the surest first.

    Those of a field that can stand in the section come before all others.

    >>> [found.subject.noun for found in matches("粮食播种面积3.8万亩，总产1.52万吨", "duty")][:1]
    ['粮食生产']
    """
    found = []
    for topic in load():
        keyed = sum(len(word) for word in topic.keywords if word in text)
        for subject in topic.subjects:
            weight = sum(len(word) for word in subject.words if word in text)
            if weight:
                longest = max(len(word) for word in subject.words if word in text)
                found.append((role in topic.roles, 2 * weight + keyed + longest, topic, subject))
    found.sort(key=lambda each: (-each[0], -each[1], each[2].rank))
    return tuple(Match(topic, subject, weight) for _, weight, topic, subject in found)
