"""The stock of phrases at one report's disposal: the best fit first, none twice."""

import random
from collections.abc import Collection, Iterable, Sequence

from drafter.document import Facts
from drafter.drafting.gate import ALIKE
from drafter.drafting.phrases import topics as topic
from drafter.drafting.phrases.leads import GENERAL, fingerprint, fit
from drafter.drafting.phrases.topics import Topic
from drafter.text import grams

ECHO = 4  # characters in one run that a phrase may not share with the fact beside it


class Stock:
    """Phrases by kind and topic."""

    def __init__(self, facts: Facts, banned: Collection[str] = ()) -> None:
        self._chance = random.Random(fingerprint(facts))
        self._used: set[str] = set()  # runs of ALIKE characters
        self._forms: dict[tuple[str, ...], list[str]] = {}
        self.reserve(banned)
        self._banned = frozenset(self._used)

    def reserve(self, phrases: Iterable[str]) -> None:
        """Keep these, and what sounds like them, from being chosen."""
        for phrase in phrases:
            self._used |= grams(phrase, ALIKE)

    def phrase(self, kind: str, text: str, role: str, near: str = "") -> str:
        """A phrase of `kind` for a fact that reads `text`; "" when the stock is used up.

        Args:
            kind: a field of Topic: "stances", "aims", "closes", "openings", "remedies".
            text: what it is to stand beside.
            role: the section, for the general stock.
            near: a topic's id to fall back on before the general stock: that of the neighbours.
        """
        return next(
            (
                found
                for each in _topics(text, role, near)
                if (found := self.take(getattr(each, kind), text))
            ),
            "",
        )

    def form(self, forms: Sequence[str]) -> str:
        """One of these templates: by chance, and the same one again only when all were used."""
        rest = self._forms.setdefault(tuple(forms), [])
        if not rest:
            rest += self._chance.sample(forms, len(forms))
            rest.sort(key=lambda form: -len(grams(form, ALIKE) & self._banned))
        return rest.pop()

    def take(self, phrases: Iterable[str], text: str) -> str:
        """The free phrase that speaks most of `text` without repeating it."""
        free = [phrase for phrase in phrases if self._is_free(phrase, text)]
        if not free:
            return ""
        self._chance.shuffle(free)
        best = max(free, key=lambda phrase: round(fit(phrase, text), 1))
        self.reserve([best])
        return best

    def _is_free(self, phrase: str, text: str) -> bool:
        return not grams(phrase, ALIKE) & self._used and not any(
            run in text for run in grams(phrase, ECHO)
        )


def _topics(text: str, role: str, near: str) -> list[Topic]:
    """The fields the fact speaks of, its author's own and the general one, in this order."""
    ids = [found.id for found, _ in topic.weigh(text, role)]
    ids += [near] if near else []
    ids.append(f"{GENERAL}-{role}")
    return [topic.named(id) for id in dict.fromkeys(ids)]
