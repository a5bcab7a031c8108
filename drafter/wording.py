"""What a shortcoming or a measure is about: its telling characters and the concepts it names.

The words are data (`data/pairing.toml`). Stock words tell nothing; formulas that fit any report
name a concept at most; everything else counts by its characters and by its concepts.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.idf import idf

LONGEST = 12  # characters of the longest word looked up
COMMON = 4.0  # below this a character tells nothing; the rest counts from here
CONCEPT = 9.0  # a concept tells as much as two or three characters
SHARE = 0.15  # of its characters a text must keep without formulas to say something of its own
LEAST = 4  # and so many telling characters at least


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text is about, weighted."""

    features: dict[str, float]  # a character, or the name of a concept, and how much it tells
    own: int  # telling characters outside stock words and formulas
    visible: int  # all its characters

    @property
    def is_hollow(self) -> bool:
        """Nothing is left but stock words and formulas."""
        return self.own < max(LEAST, SHARE * self.visible)


def gist(text: str) -> Gist:
    """What is told by `text`.

    >>> gist("进一步转变工作作风，以钉钉子精神推动各项工作落地见效。").is_hollow
    True
    >>> gist("建设城市运行管理平台。").is_hollow
    False
    >>> "数字化" in gist("运用大数据不够").features
    True
    """
    lexicon = _lexicon()
    concepts: dict[str, float] = {}
    for name in lexicon.named(text):
        concepts[name] = CONCEPT
    rest = lexicon.silent.sub("\n", text)
    chars = {char: weight - COMMON for char in set(rest) if (weight := idf(char)) > COMMON}
    own = sum(char in chars for char in rest)
    return Gist({**chars, **concepts}, own, sum(char.isalnum() for char in text))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of `data/pairing.toml`, ready to look up."""

    silent: re.Pattern[str]  # stock words and formulas, longest first
    concepts: dict[str, tuple[str, ...]]  # word -> the concepts it speaks of

    def named(self, text: str) -> Iterator[str]:
        """The concepts of every word in `text`."""
        for start in range(len(text)):
            for end in range(start + 1, min(start + LONGEST, len(text)) + 1):
                yield from self.concepts.get(text[start:end], ())


@cache
def _lexicon() -> _Lexicon:
    """The words, read once."""
    table = tomllib.loads(resources.folder("data").joinpath("pairing.toml").read_text("utf-8"))
    concepts: dict[str, tuple[str, ...]] = {}
    for group in (table["hollow"], table["concepts"]):
        for name, words in group.items():
            for word in words.split():
                concepts[word] = (*concepts.get(word, ()), name)
    silent = [word for words in table["hollow"].values() for word in words.split()]
    silent += table["stock"].split()
    silent.sort(key=len, reverse=True)
    return _Lexicon(re.compile("|".join(map(re.escape, silent))), concepts)


def intensified(shortcoming: str, measure: str) -> bool:
    """The measure's own words are nearly all the shortcoming's: it only wants more of the same."""
    before, after = gist(shortcoming).features, gist(measure).features
    lead = _lexicon().silent.sub("\n", measure.split("，", maxsplit=1)[0])
    chars = [char for char in lead if char in after]
    return bool(chars) and sum(char in before for char in chars) >= 0.75 * len(chars)
