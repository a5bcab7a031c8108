"""Sentences that many people's reports share: 千篇一律. In time that grows with the text only."""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from drafter.document import genre as genres
from drafter.text import alternation, grams, sentences

LEAST = 12  # Han characters of a sentence that says something
SHINGLE = 4  # Han characters
KEYS = 6  # of a sentence: two that are 0.8 alike share half with a chance of 0.98
ALIKE = 0.7  # shared shingles of all, from which two sentences are the same one
TRIED = 16  # sentences of one key that another may be compared with
BITS = 22  # of the table that counts keys: 4 MB
SHOWN = 1000  # sentences
EXAMPLES = 5  # reports named with each
_OTHER = re.compile(r"〔[^〕]*〕|[^\u4e00-\u9fff]+")  # open places, figures, punctuation
_HALF = 0xFFFFFFFF

Documents = Callable[[], Iterable[tuple[str, str]]]  # whose, and the text; gone through twice


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence and the reports in which it stands, word for word or nearly."""

    text: str
    owners: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    text: str
    bare: str  # its shingles are made anew where they are wanted: they take 8 KB
    last: int = -1
    owners: int = 0
    examples: tuple[str, ...] = ()

    def add(self, number: int, owner: str) -> None:
        if number != self.last:
            self.last, self.owners = number, self.owners + 1
            self.examples = (*self.examples, owner)[:EXAMPLES]


def shared(documents: Documents) -> list[Shared]:
    """Sentences of two reports or more, those of the most first.

    What the genre itself prescribes does not count. Figures do not tell sentences apart.
    """
    known = _known_keys(documents)
    groups: list[_Group] = []
    places: dict[int, list[int]] = defaultdict(list)
    for number, (owner, text) in enumerate(documents()):
        for sentence, bare in _told(text):
            keys = _keys(bare)
            if sum(known[key >> (32 - BITS)] > 1 for key in keys) * 2 < len(keys):
                continue  # not even half of it stands anywhere else
            group = _nearest(bare, keys, groups, places)
            if group is None:
                group = _Group(sentence, bare)
                for key in keys:
                    places[key].append(len(groups))
                groups.append(group)
            group.add(number, owner)
    common = [group for group in groups if group.owners > 1]
    chosen = heapq.nsmallest(SHOWN, common, key=lambda group: (-group.owners, group.text))
    return [Shared(group.text, group.owners, group.examples) for group in chosen]


def _known_keys(documents: Documents) -> bytearray:
    """How many reports have a key, up to two: most sentences are nowhere else, and need no room."""
    counts = bytearray(1 << BITS)
    for _, text in documents():
        own = {key >> (32 - BITS) for _, bare in _told(text) for key in _keys(bare)}
        for key in own:
            counts[key] = min(2, counts[key] + 1)
    return counts


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Every sentence that says something of its own, and its bare words."""
    for start, end in sentences(text):
        sentence = text[start:end].strip()
        bare = _OTHER.sub("", _fixed().sub("", sentence))
        if len(bare) >= LEAST:
            yield sentence, bare


@cache
def _fixed() -> re.Pattern[str]:
    """What genres prescribe word for word."""
    known = [genres.load(name).phrases for name in genres.names()]
    phrases = {phrase for each in known for phrase in (*each.fixed, *each.formulas)}
    return re.compile(alternation(phrases))


def _keys(bare: str) -> list[int]:
    """The least of the numbers that its shingles are mixed into: a sample that depends on them."""
    data = bare.encode("utf-16-le")
    width = 2 * SHINGLE
    numbers = {
        (int.from_bytes(data[at : at + width], "little") * 0x9E3779B97F4A7C15 >> 40) & _HALF
        for at in range(0, len(data) - width + 1, 2)
    }
    return heapq.nsmallest(KEYS, numbers)


def _nearest(
    bare: str, keys: Sequence[int], groups: list[_Group], places: dict[int, list[int]]
) -> _Group | None:
    """The group that a sentence belongs to."""
    counts = Counter(place for key in keys for place in places.get(key, ())[:TRIED])
    likely = [place for place, count in counts.most_common() if 2 * count >= len(keys)]
    own = grams(bare, SHINGLE) if likely else frozenset()
    for place in likely:
        other = grams(groups[place].bare, SHINGLE)
        if len(own & other) >= ALIKE * len(own | other):
            return groups[place]
    return None
