"""What a shortcoming or a measure is about: its telling characters and the concepts it names.

The words are data (`data/pairing.toml`). Stock words tell nothing; formulas that fit any report
name a concept at most; everything else counts by its characters and by its concepts.
"""

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from drafter import resources
from drafter.text import clauses
from drafter.text.weights import idf

LONGEST = 1_000  # characters of a point that are read; the longest met has under 200
COMMON = 4.5  # a character tells what its idf exceeds this by: 1 (工) to 7 (殡)
CONCEPT = 8.0  # a word of a concept tells as much as three characters
OFTEN = 3  # words of a concept beyond this many say nothing more
OWN = 0.38  # share of its characters a text must keep without formulas to say something itself
PREACHED = 0.6  # share of a measure's clauses that are slogans, from which all of it is
CURBED = 0.5  # share of a measure's clauses that curb, from which all of it does
SAME = 0.7  # share of a first clause's characters taken over, from which it restates
_COUNTED = "[个名家次场项户所条年月期万亿人处天批轮％%]"
_MADE = re.compile(  # how often, or something that is there afterwards: 建立后备人才库
    r"每[半两]?个?[年月周日天季学]|(?:建立|组建|设立|搭建|编制|编写|制定|出台|印发|开设|举办|建成|上线|订立|列出)[^，。；]{1,14}"
    r"(?:库|台账|清单|名册|名录|档案|平台|系统|办法|方案|细则|计划|专班|小组|窗口|热线|制度|课程|教材|基地|中心|联盟|点)"
)
_FIGURE = re.compile(rf"[0-9０-９《]|[*＊]{_COUNTED}|[一二三四五六七八九十百千两几]+{_COUNTED}")

_LATIN = re.compile("(?<![A-Za-z])[A-Za-z]{2,12}(?![A-Za-z])")  # BIM, DRG: the name of one thing


@dataclass(frozen=True)
class Gist:
    """What a text is about, weighted."""

    text: str
    rest: str  # its characters, stock words and formulas each replaced by a line break
    named: dict[str, float]  # how many words speak of each concept
    concepts: frozenset[str]
    chars: frozenset[str]
    features: dict[str, float]  # each character or concept and how much it tells
    plain: dict[str, float]  # every character, stock words included, and its idf
    norm: float  # length of `plain` as a vector

    def closeness(self, other: "Gist") -> float:
        """Cosine of the plain characters, 0..1. Blind to wording, so it sees what lists miss."""
        both = sum([w * w for char, w in self.plain.items() if char in other.plain])
        return both / (self.norm * other.norm) if both else 0.0

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of work it surely speaks of: more than one word, and no mere means."""
        means = _lexicon().means
        return frozenset(name for name, n in self.named.items() if n > 1 and name not in means)

    @cached_property
    def has_field(self) -> bool:
        """At least one word speaks of one field of work alone."""
        means = _lexicon().means
        return any(n >= 1 and name not in means for name, n in self.named.items())

    @cached_property
    def is_hollow(self) -> bool:
        """Nothing is left but stock words and formulas, or most of it is slogans."""
        own = sum(char in self.chars for char in self.rest)
        poor = own < OWN * sum(char.isalnum() for char in self.text)
        said = self._slogans
        return poor or (bool(said) and sum(said) >= PREACHED * len(said))

    @cached_property
    def opens_with_slogan(self) -> bool:
        """Its first clause is a slogan, and it names nothing that can be checked."""
        return self._slogans[:1] == (True,)

    @cached_property
    def _slogans(self) -> tuple[bool, ...]:
        """Which of its clauses are slogans; none where something can be checked."""
        words = _lexicon()
        if _FIGURE.search(self.text) or any(word in self.text for word in words.concrete):
            return ()
        parts = (self.text[slice(*span)] for span in clauses(self.text))
        return tuple(
            part.startswith(words.slogan_starts) or part.endswith(words.slogan_ends)
            for part in parts
        )

    @cached_property
    def themes(self) -> frozenset[str]:
        """The concepts in it that formulas can answer."""
        return self.concepts & _lexicon().themes

    @cached_property
    def curbs(self) -> bool:
        """It keeps people in line rather than building, giving or teaching."""
        words = _lexicon()
        parts = [self.text[slice(*span)] for span in clauses(self.text)]
        curbing = [p for p in parts if p.startswith(words.starts) or p.endswith(words.ends)]
        return bool(parts) and len(curbing) >= CURBED * len(parts)

    @cached_property
    def calls_for_curbing(self) -> bool:
        """It speaks of misconduct, danger or lax control."""
        return any(word in self.text for word in _lexicon().calls)


@lru_cache(maxsize=256)  # several rules ask about the same points
def gist(text: str) -> Gist:
    """What a text is about, weighted.

    >>> gist("进一步转变工作作风，以钉钉子精神推动各项工作落地见效。").is_hollow
    True
    >>> gist("永葆公仆本色，奋力谱写兴县新篇章。").is_hollow
    True
    >>> gist("建设城市运行管理平台。").is_hollow
    False
    >>> "数字化" in gist("运用大数据不够").concepts
    True
    >>> gist("从严查处虚假宣传，严防无照经营。").curbs
    True
    """
    lexicon = _lexicon()
    text = text[:LONGEST]
    named = lexicon.named(text)
    concepts = frozenset(named)
    rest = lexicon.silent.cut(text)
    weights = {char: w - COMMON for char in sorted(set(rest)) if (w := idf(char)) > COMMON}
    chars = frozenset(weights)
    weights |= {name: CONCEPT * math.sqrt(min(named[name], OFTEN)) for name in sorted(concepts)}
    weights |= {name.upper(): CONCEPT for name in sorted(set(_LATIN.findall(text)))}
    plain = {char: weight for char in sorted(set(text)) if (weight := idf(char))}
    return Gist(text, rest, named, concepts, chars, weights, plain, math.hypot(*plain.values()))


def restates(shortcoming: str, measure: str) -> bool:
    """The measure begins with the shortcoming's own words and then names nothing checkable.

    >>> restates("创新意识不强。办法不多。", "增强创新意识，努力打开新局面。")
    True
    >>> restates("创新意识不强。办法不多。", "增强创新意识，年内开办三期训练营。")
    False
    """
    lexicon = _lexicon()
    first = next((measure[slice(*span)] for span in clauses(measure)), "")
    own = [char for char in lexicon.stock.cut(first) if char.isalnum()]
    taken = [char for char in own if char in shortcoming]
    if not own or len(taken) < SAME * len(own) or _MADE.search(measure) or _FIGURE.search(measure):
        return False
    return not any(word in measure for word in lexicon.concrete)


def shares(one: Gist, other: Gist) -> bool:
    """Whether `shared` has anything to say."""
    return bool(one.concepts & other.concepts) or bool(shared(one, other))


def shared(one: Gist, other: Gist) -> tuple[str, ...]:
    """What both speak of, in their own words: runs of both, then a word of each for one thing.

    The name of a concept stands in neither text, and a single character says nothing.

    >>> shared(gist("群众停车难。"), gist("新建停车场。"))
    ('停车',)
    >>> shared(gist("群众看病难。"), gist("组织名医坐诊。"))
    ('看病难—名医',)
    """
    runs: list[str] = []
    common = {*one.rest} & {*other.rest}
    for start, char in enumerate(one.rest):
        if char not in common:
            continue
        end = start + 2
        while end <= len(one.rest) and one.rest[start:end] in other.rest:
            end += 1
        run = one.rest[start : end - 1]
        if len(run) > 1 and run.isalnum() and not any(run in known for known in runs):
            runs.append(run)
    told: list[str] = []
    for name in sorted(one.concepts & other.concepts):
        here, there = (_lexicon().words_for(each.text, name) for each in (one, other))
        both = [word for word in here if word in there]
        if not any(run in word or word in run for run in runs for word in (here[0], there[0])):
            told.append(both[0] if both else f"{here[0]}—{there[0]}")
    return (*runs, *dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of `data/pairing.toml`, ready to look up."""

    stock: "_Words"
    silent: "_Words"  # stock words and formulas
    speaking: "_Words"  # the words of all concepts
    concepts: dict[str, tuple[str, ...]]  # word -> the concepts it speaks of
    means: frozenset[str]  # concepts that are no fields
    themes: frozenset[str]  # concepts that formulas can speak of
    concrete: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    calls: tuple[str, ...]
    slogan_starts: tuple[str, ...]
    slogan_ends: tuple[str, ...]

    def named(self, text: str) -> dict[str, float]:
        """How many words in `text` speak of each concept.

        A word that several concepts share counts for each in part: 投诉 tells less than 殡葬.
        """
        found: defaultdict[str, float] = defaultdict(float)
        for _, word in self.speaking.found(text):
            names = self.concepts[word]
            for name in names:
                found[name] += 1 / len(names)
        return dict(found)

    def words_for(self, text: str, name: str) -> list[str]:
        """The words of one concept that stand in `text`, in its order."""
        told = (word for _, word in self.speaking.found(text))
        return list(dict.fromkeys(word for word in told if name in self.concepts[word]))


class _Words:
    """Words by how they begin, the longest first: quicker to build than one pattern."""

    def __init__(self, words: Iterable[str]) -> None:
        self.by_start: defaultdict[str, list[str]] = defaultdict(list)  # two characters, or one
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            self.by_start[word[:2]].append(word)

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place where words stand, and the longest of them."""
        for start, char in enumerate(text):
            words = self.by_start.get(text[start : start + 2], ())
            for word in words:
                if text.startswith(word, start):
                    yield start, word
                    break
            else:
                if char in self.by_start:
                    yield start, char

    def cut(self, text: str) -> str:
        """What is left of `text`, each word replaced by a line break."""
        left: list[str] = []
        last = 0
        for start, word in self.found(text):
            if start >= last:
                left += (text[last:start], "\n")
                last = start + len(word)
        return "".join((*left, text[last:]))


@cache
def _lexicon() -> _Lexicon:
    """The words, read once."""
    table = tomllib.loads(resources.text("pairing.toml"))
    concepts: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for group in (table["hollow"], table["concepts"]):
        for name, words in group.items():
            for word in dict.fromkeys(words.split()):
                concepts[word] += (name,)
    stock = table["stock"].split()
    hollow = " ".join((table["formulas"], *table["hollow"].values())).split()
    return _Lexicon(
        stock=_Words(stock),
        silent=_Words(stock + hollow),
        speaking=_Words(concepts),
        concepts=dict(concepts),
        means=frozenset(table["means"].split()),
        themes=frozenset(table["hollow"]),
        concrete=tuple(table["concrete"].split()),
        starts=tuple(table["curb_start"].split()),
        ends=tuple(table["curb_end"].split()),
        calls=tuple(table["curb_call"].split()),
        slogan_starts=tuple(table["slogan_start"].split()),
        slogan_ends=tuple(table["slogan_end"].split()),
    )
