"""What a fact is about, and the genre's stock of phrases about it.

One file a topic in `topics/`. A phrase frames a fact and never adds one: it says where the
work is aimed, so it holds no figure, name, level, rank or claim of success.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.genre import build


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work and how the genre speaks of it. Lengths are in Han characters."""

    id: str
    name: str  # "教育"
    roles: tuple[str, ...]  # sections it can stand in
    keywords: tuple[str, ...]  # words in a fact that speak for it
    stances: tuple[str, ...]  # first clause before a fact, 7-16: 把教育摆在优先发展的位置
    aims: tuple[str, ...]  # second clause before a fact, 7-16: 聚焦学位供给这一群众关切
    closes: tuple[str, ...]  # clause after a fact, 8-18: 推动优质教育资源向基层延伸
    openings: tuple[str, ...]  # whole sentence before the facts of a point, 24-48
    remedies: tuple[str, ...]  # what can be done about a shortcoming here, 10-26
    leads: tuple[str, ...] = ()  # inline lead "6，6": 强化理论武装，增强动力之源
    objects: tuple[str, ...] = ()  # 3 characters, verb and object: 抓项目
    tails: tuple[str, ...] = ()  # 9-10 characters after two objects: 产业发展根基不断夯实


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
