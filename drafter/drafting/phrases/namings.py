"""Words that prove which duty a fact serves, each row of them under what it calls such facts.

One file a post in `namings/`, with the ids of `duties/`: under each duty (`## 推进村镇建设`) a row
for each naming has what it calls the facts (治理超限超载), the words that prove it and the words
that rule it out. Words are told apart by spaces; `检查&食堂` stands for both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise

from drafter import resources

FOLDER = "namings"
DUTY = "## "
BOTH = "&"
SHARED = "shared"  # what every post does beside its trade
SECTIONS = ("politics", "team", "integrity")  # that every post has, and that have no trade
_ENOUGH = 4096  # texts remembered
_REFUSED = re.compile("^(?:本人|自己|我)?(?:从|均|都)?(?:没有?|未|不|从不|从未|无)")
_REFUSES = re.compile("[没未不无拒严禁]|廉洁|自律|家人|亲属|配偶|子女")

_Words = tuple[str, ...]  # that stand in a text together


@dataclass(frozen=True, slots=True)
class Naming:
    """What some facts of a duty are called, and the words that they are known by."""

    name: str
    duty: str  # the lead of the duty that such facts serve
    words: tuple[_Words, ...]  # any of them proves it
    unless: tuple[_Words, ...]  # any of them rules it out

    def holds(self, text: str) -> bool:
        """Whether words of a text prove it, and none rules it out."""
        return _any_stands(self.words, text) and not _any_stands(self.unless, text)

    @property
    def is_refusal(self) -> bool:
        """Whether it is about what somebody did not do or did not take."""
        return bool(_REFUSES.search(self.name + "".join(map("".join, self.words))))


_Table = Mapping[str, tuple[Naming, ...]]  # by characters that the words of each begin with


@lru_cache(maxsize=_ENOUGH)
def duties(text: str, post: str) -> frozenset[str]:
    """The duties, by their leads, that words of a fact prove, of the post's own before the others.

    What somebody did not do proves nothing that says what was done.

    Args:
        text: the fact.
        post: the id of a post, or of a section that every post has.

    >>> duties("查处超限超载货车412台次", "transport")
    frozenset({'严格交通综合执法'})
    """
    is_refused = bool(_REFUSED.search(text))
    for table in _tables(post):
        found = frozenset(
            each.duty
            for each in _near(text, table)
            if each.holds(text) and (each.is_refusal or not is_refused)
        )
        if found:
            return found
    return frozenset()


def _near(text: str, table: _Table) -> Iterator[Naming]:
    """The namings of a table of which a word may stand in a text."""
    begun = dict.fromkeys(chain(map("".join, pairwise(text)), text))
    return chain.from_iterable(table.get(each, ()) for each in begun)


def _any_stands(words: Iterable[_Words], text: str) -> bool:
    return any(all(map(text.__contains__, each)) for each in words)


@cache
def _tables(post: str) -> tuple[_Table, ...]:
    """Where to look for what words of a post's facts prove, in turn."""
    every = load()
    own = every.get(post, ())
    return tuple(map(_table, (own,) if post in SECTIONS else (own, every[SHARED])))


def _table(rows: Iterable[Naming]) -> _Table:
    found: defaultdict[str, list[Naming]] = defaultdict(list)
    for row in rows:
        for begun in dict.fromkeys(max(each, key=len)[:2] for each in row.words):
            found[begun].append(row)
    return {begun: tuple(each) for begun, each in found.items()}


@cache
def load() -> dict[str, tuple[Naming, ...]]:
    """All namings by the ids of the posts, and of the sections that every post has."""
    files = (each for each in resources.folder(FOLDER).iterdir() if each.name.endswith(".tsv"))
    return {
        each.name.removesuffix(".tsv"): tuple(_read(each.read_text("utf-8")))
        for each in sorted(files, key=lambda each: each.name)
    }


def _read(text: str) -> Iterator[Naming]:
    duty = ""
    for row in text.splitlines():
        if row.startswith(DUTY):
            duty = row.removeprefix(DUTY)
        else:
            name, words, unless = (*row.split("\t"), "")[:3]
            yield Naming(name, duty, _parted(words), _parted(unless))


def _parted(words: str) -> tuple[_Words, ...]:
    return tuple(tuple(each.split(BOTH)) for each in words.split())
