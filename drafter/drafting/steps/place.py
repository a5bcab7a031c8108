"""Which part of the report a fact belongs to, when its sheet does not say."""

import re

from drafter.document import Fact, Facts, Role
from drafter.drafting.phrases import topics as topic
from drafter.genre import Genre, SectionSpec
from drafter.text import clauses, length, strip_end

OTHER_GROUP = 4  # characters of keywords that a heading of the user's own is worth to the main part
SHORT = 24  # characters up to which a bullet may be a bare shortcoming: 调查研究不够
FUTURE = re.compile(r"^(?:下一步|下步|今后|明年|接下来|下一阶段|拟|计划|打算)")
NUMBERED = re.compile(r"\d")


def place(facts: Facts, genre: Genre) -> dict[str, str]:
    """The role of every fact, by id: the sheet's own word, else what the fact speaks of."""
    return {fact.id: fact.role or _role(fact, genre) for fact in facts}


def _role(fact: Fact, genre: Genre) -> str:
    text = fact.text
    if any(word in text for word in genre.feedback.keywords):
        return Role.FEEDBACK
    if any(text.startswith(word) for word in genre.shortcomings.keywords) or _admits(text, genre):
        return Role.SHORTCOMING
    if FUTURE.search(text) or any(text.startswith(word) for word in genre.measures.keywords):
        return Role.MEASURE
    return _section(fact, genre)


def _admits(text: str, genre: Genre) -> bool:
    """Whether the bullet opens with an admission: 思想解放步子不大，……."""
    first = next((text[start:end] for start, end in clauses(text)), "")
    return (
        length(first) <= SHORT
        and not NUMBERED.search(first)
        and strip_end(first).endswith(genre.shortcomings.lead_tails)
    )


def _section(fact: Fact, genre: Genre) -> str:
    """The section whose words the fact uses most; the one with figures where none is."""
    main = max(genre.sections, key=lambda spec: spec.data_ratio)
    weights = {spec.role: _weight(fact.text, spec) for spec in genre.sections}
    weights[main.role] += OTHER_GROUP if fact.group else 1
    return max(weights, key=lambda role: weights[role])


def _weight(text: str, spec: SectionSpec) -> int:
    told = sum(len(word) for word in spec.keywords if word in text)
    topics = topic.weigh(text, spec.role)
    return max(told, topics[0][1] if topics else 0)
