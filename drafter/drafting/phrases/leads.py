"""Lead phrases and headings: parallel by count, about their own facts, never one twice."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.document import Facts
from drafter.drafting.phrases import topics as topic
from drafter.drafting.phrases.topics import Topic
from drafter.genre import Lead, SectionSpec
from drafter.idf import idf

PAIRED = 2  # three-character phrases before the tail
CLOSE = 0.7  # of the best fit: fitting as well, as far as shared characters tell
GENERAL = "general"  # general-<role>: the stock for facts of no known topic


class Leads:
    """Chooses phrases for one sheet: the best fit first, by the sheet's own chance among equals."""

    def __init__(self, facts: Facts) -> None:
        self._chance = random.Random(fingerprint(facts))
        self._used: set[str] = set()

    def lead(self, spec: SectionSpec, topics: Sequence[str], text: str) -> str:
        """A lead for facts on `topics`, in the section's pattern; "" where it has none."""
        if spec.lead is None:
            return ""
        stock = [topic.named(id) for id in [*topics[:PAIRED], f"{GENERAL}-{spec.role}"]]
        if len(spec.lead.lengths) == PAIRED:
            return self._pick([[lead for each in stock for lead in each.leads]], text)
        return self._paired(spec.lead, stock, text)

    def choose(self, phrases: Sequence[str], text: str) -> str:
        """The phrase that speaks most of `text`, by chance where none does."""
        return self._take(phrases, text)

    def _paired(self, form: Lead, stock: list[Topic], text: str) -> str:
        """抓项目、兴产业，……: objects of the two weightiest topics, a tail of the first."""
        own, general = stock[0].objects, stock[-1].objects
        first = self._pick([own, general], text)
        both = [*stock[1].objects, *own] if len(stock) > PAIRED else own
        other = [[each for each in row if each[0] != first[0]] for row in (both, general)]
        second = self._pick(other, text)
        tail = self._pick([stock[0].tails, stock[-1].tails], text)
        return "".join([first, form.separators[0], second, form.separators[1], tail])

    def _pick(self, rows: Sequence[Sequence[str]], text: str) -> str:
        """From the first row that has a free phrase; one again when a long sheet has used all."""
        free = (found for row in rows if (found := self._take(row, text)))
        return next(free, "") or self._chance.choice([phrase for row in rows for phrase in row])

    def _take(self, phrases: Iterable[str], text: str) -> str:
        free = [phrase for phrase in phrases if phrase not in self._used]
        if not free:
            return ""
        fits = {phrase: fit(phrase, text) for phrase in free}
        best = max(fits.values())
        chosen = self._chance.choice([each for each in free if fits[each] >= CLOSE * best])
        self._used.add(chosen)
        return chosen


def fit(phrase: str, text: str) -> float:
    """How much of what is rare in `phrase` stands in `text` too, 0 to 1."""
    weights = {char: idf(char) for char in phrase}
    return sum(weight for char, weight in weights.items() if char in text) / sum(weights.values())


def fingerprint(facts: Facts) -> str:
    """What tells one sheet from another, whatever its file is called."""
    sheet = replace(facts, notes=(), items=tuple(replace(fact, source="") for fact in facts))
    return hashlib.sha256(repr(sheet).encode()).hexdigest()
