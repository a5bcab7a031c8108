"""What a single fact is called by its words: 治理超限超载, 办好热线诉求.

One file a post in `namings/`, with the ids of `duties/`: under each duty (`## 推进村镇建设`) a row
for each naming has the lead, the words that prove it, the words that rule it out, and `own` where
its words mean this of this post alone. Words are told apart by spaces; `检查&食堂` stands for both.
A naming is true of whatever fact has its words and claims no result. It tells which duty a fact
serves, and is offered as a lead behind those of the duty.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise

from drafter import resources

FOLDER = "namings"
DUTY = "## "
TOLD = 2  # tables whose duties are those of the post
BOTH = "&"
OWN = "own"
SHARED = "shared"  # what every post does beside its trade
SECTIONS = ("politics", "team", "integrity")  # whose namings hold in their section alone
_ENOUGH = 4096  # texts remembered
_REFUSED = re.compile("^(?:本人|自己|我)?(?:从|均|都)?(?:没有?|未|不|从不|从未|无)")
_REFUSES = re.compile("[没未不无拒严禁]|廉洁|自律|家人|亲属|配偶|子女")
_PARTS = re.compile("[，；。、]")
_COUNT = re.compile(r"[\d*＊]|[一二两三四五六七八九十百]+[个次名人件项场期家户条份]")
_OUTCOME = re.compile(
    "率|占比|比上年|比去年|同比|满意|[升降][到至]|提高|下降|增长|减少|由.*到|从.*到"
)

_Words = tuple[str, ...]  # that stand in a text together


@dataclass(frozen=True, slots=True)
class Naming:
    """A lead, and what the facts that it names are known by."""

    lead: str
    duty: str  # the lead of the duty that such facts serve
    words: tuple[_Words, ...]  # any of them proves it
    unless: tuple[_Words, ...]  # any of them rules it out
    is_own: bool

    def weight(self, text: str) -> int:
        """How many characters of a text prove it; 0 where none do."""
        return max((sum(map(len, each)) for each in self.words if _stand(each, text)), default=0)

    @property
    def is_refusal(self) -> bool:
        """Whether it is about what somebody did not do or did not take."""
        return bool(_REFUSES.search(self.lead + "".join(map("".join, self.words))))

    def is_ruled_out(self, text: str) -> bool:
        """Whether a text has words that mean something else."""
        return any(_stand(each, text) for each in self.unless)


_Table = Mapping[str, tuple[Naming, ...]]  # by characters that the words of each begin with


@lru_cache(maxsize=_ENOUGH)
def names(text: str, post: str) -> tuple[tuple[str, int], ...]:
    """What a fact is called in the report of a post, the surest first, with how sure each is.

    Each part that counts something done has to be called so: 学习18次，到楼栋讲了26场 is no 宣讲.
    What the post's own table says goes before what other posts call such a fact.

    Args:
        text: the fact.
        post: the id of a post, or of a section that every post has; "" where it is not known.

    >>> names("查处超限超载货车412台次", "transport")[0][0]
    '治理超限超载'
    """
    for table in _tables(post):
        if every := _found(text, table):
            told = [_found(each, table).keys() for each in _counted(text)]
            held = set(every).intersection(*told)
            rows = ((each.lead, every[each]) for each in held)
            return tuple(sorted(rows, key=lambda each: (-each[1], each[0])))
    return ()


@lru_cache(maxsize=_ENOUGH)
def duties(text: str, post: str) -> frozenset[str]:
    """The duties, by their leads, that a fact serves by what the post calls it."""
    found = next(filter(None, (_found(text, table) for table in _tables(post)[:TOLD])), {})
    return frozenset(each.duty for each in found)


def _found(text: str, table: _Table) -> dict[Naming, int]:
    """What a text may be called by a table, with how sure each is.

    What somebody did not do is called nothing that says what was done.
    """
    rows = ((each, each.weight(text)) for each in _near(text, table))
    return {
        each: sure
        for each, sure in rows
        if sure and not each.is_ruled_out(text) and (each.is_refusal or not _REFUSED.search(text))
    }


def _counted(text: str) -> list[str]:
    """The parts of a fact that count something done, where several do."""
    parts = [each for each in _PARTS.split(text) if _COUNT.search(each)]
    done = [each for each in parts if each is parts[0] or not _OUTCOME.search(each)]
    return done if len(done) > 1 else []


def _near(text: str, table: _Table) -> Iterator[Naming]:
    """The namings of a table of which a word may stand in a text."""
    begun = dict.fromkeys(chain(map("".join, pairwise(text)), text))
    return chain.from_iterable(table.get(each, ()) for each in begun)


def _stand(words: _Words, text: str) -> bool:
    return all(map(text.__contains__, words))


@cache
def _tables(post: str) -> tuple[_Table, ...]:
    """Where to look for what a post calls its facts, in turn."""
    every = load()
    own = _table(every.get(post, ()))
    if post in SECTIONS:
        return (own,)
    elsewhere = (
        row for id, rows in every.items() if id not in {post, SHARED, *SECTIONS} for row in rows
    )
    return own, _table(every[SHARED]), _table(row for row in elsewhere if not row.is_own)


def _table(rows: Iterator[Naming] | tuple[Naming, ...]) -> _Table:
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
            lead, words, unless, scope = (*row.split("\t"), "", "")[:4]
            yield Naming(lead, duty, _parted(words), _parted(unless), scope == OWN)


def _parted(words: str) -> tuple[_Words, ...]:
    return tuple(tuple(each.split(BOTH)) for each in words.split())
