"""A kind of report (文种) as data: what its parts are, how they read, what its checks allow.

`genres/<id>.toml` holds everything; this module only gives the tables names and types. A file may
name another as its `base` and hold only what is different: tables are merged, sections by their
role, all other lists are replaced. Lengths are in characters without blanks, shares are of the
whole text.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from string import Template
from typing import Any

from drafter import resources
from drafter.errors import BadInput, UnknownName
from drafter.schema import build

DEFAULT = "shuzhi"  # the genre of what does not say its own
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?=\s*年)"
    r"(?!\s*年(?:[^，。；]{0,16}(?:参加工作|入职|毕业|出生|入党|入伍|从教|从警|从医|考[入进]|至今)"
    r"|\d{1,2}月\d{1,2}日[^。；]{0,12}(?:成为|加入|入党|入职|报到|转正|上任)"
    r"|\d{1,2}月[到调][^，。；]{2,16}任|(?:\d{1,2}月)?(?:起|开始|以来)[^，。；]{0,10}任))"
)
_ANSWERS = ("feedback", "shortcoming", "measure")


@dataclass(frozen=True, slots=True)
class Lead:
    """The phrase that opens a point: how many characters each clause of it has."""

    lengths: tuple[tuple[int, int], ...]  # (least, most) of each clause
    separators: str  # what stands between the clauses, in order: "，" or "、，"


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A numbered section the genre asks for."""

    role: str
    name: str
    headings: tuple[str, ...]  # to choose from; all of one measure across sections
    enumeration: str  # inline, paragraph or none
    share: float  # of the report's text, measured on the seed
    groups: tuple[str, ...]  # words in a sheet's group headings that mean this section
    keywords: tuple[str, ...]  # words in a fact that speak for this section
    points: int = 3  # how many points where there are facts enough
    lead: Lead | None = None
    must: tuple[tuple[str, ...], ...] = ()  # each: one of these has to be there
    data_ratio: float = 0.0  # least share of sentences that carry a figure
    empty: str = ""  # what to write where no fact is given
    alone: tuple[str, ...] = ()  # whole headings that mean it
    part_of: str = ""  # a section some of whose facts belong here: those with one of `keywords`
    but: str = ""  # a regular expression: of these, facts that stay there


@dataclass(frozen=True, slots=True)
class Heading:
    """How the headings of all sections are built."""

    head: int  # characters before the comma
    tail: tuple[int, int]  # and after it


@dataclass(frozen=True, slots=True)
class Preamble:
    """The first paragraph."""

    leadership: tuple[str, ...]  # words of which one has to be there
    person: tuple[str, ...]  # first person singular
    max_sentences: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """Last year's feedback and what was done about it."""

    label: str  # opens its paragraph
    opening: str  # string.Template over year (the year before)
    groups: tuple[str, ...]
    keywords: tuple[str, ...]
    empty: str
    alone: tuple[str, ...] = ()  # whole headings that mean this place; part of one they do not


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """个人存在的不足."""

    label: str
    labels: tuple[str, ...]  # other wordings of it in the headings of a sheet
    groups: tuple[str, ...]
    keywords: tuple[str, ...]
    points: int
    lead_tails: tuple[str, ...]  # how a lead phrase ends: 不够, 不强 …
    lead_max: int
    scenes: tuple[str, ...]  # words that show a scene or an example
    empty: str
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """改进措施, each answering the shortcoming of the same ordinal."""

    label: str
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    keywords: tuple[str, ...]
    soft: tuple[str, ...]  # verbs that intensify and commit to nothing
    concrete: tuple[str, ...]  # words of owner, deadline, mechanism, document, platform
    empty: str  # what to write where neither a shortcoming nor a measure is given
    acts: tuple[str, ...] = ()  # verbs of deeds that can be seen to be done
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a draft, in the order in which parts stand: what it tells, and in what shape."""

    tells: tuple[str, ...]  # roles of sections, or the one of feedback, shortcomings or measures
    heading: str = ""  # behind its number; "": the plan's own heading, or the genre's label
    enumeration: str = ""  # inline, paragraph (一是), numbered (（一）); "": the section's own
    has_leads: bool = True  # a phrase opens each of its points
    who: str = ""  # "leads" or "alone": only for such authors
    is_demanded: bool = True  # without a fact it is open; else it is left out
    empty: str = ""  # what is written where no fact is given; "": the section's own


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is asked of a post where the sheet does not tell it."""

    role: str
    who: str
    text: str
    words: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    empty: bool = False
    unless: str = ""  # a regular expression: posts it is not asked of


@dataclass(frozen=True, slots=True)
class CeremonyWordings:
    """What stands around the facts, in several sober wordings."""

    titled: str  # a regular expression: how a title of the sheet's own has to read
    openings: tuple[str, ...]
    whole: tuple[str, ...]
    part: tuple[str, ...]
    answered: tuple[str, ...]
    ends: tuple[str, ...]
    closings: tuple[str, ...]
    spoken: tuple[str, ...]  # closings to a hall
    hall: str
    signer: str  # stands before the name under the report
    person: str = "本人"
    greets: bool = True  # it addresses whoever hears it
    is_of_work: bool = True  # it begins with who was led, what was done, what was answered
    alone_openings: tuple[str, ...] = ()  # all that who leads nobody begins with; () the same
    alone_person: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wordings of the genre that need no fact behind them."""

    fixed: tuple[str, ...]  # set phrases, quoted or not: allowed without a fact
    formulas: tuple[str, ...]  # longer formulas masked before names and levels are read
    quoted: tuple[str, ...]  # must stand in “ ” when used
    empty: tuple[str, ...]  # verbs and adverbs of empty talk
    slogans: tuple[str, ...]  # achievements nobody measured
    colloquial: tuple[str, ...]  # not of this register
    redundant: tuple[tuple[str, str], ...]  # (wording, better)
    relative_time: tuple[str, ...]
    universal: tuple[str, ...]  # problems everybody has
    excuses: tuple[str, ...]  # praise or blame-shifting in a shortcoming
    comparatives: tuple[str, ...]  # universal and comparative claims
    closings: tuple[str, ...]  # 特此报告 …
    salutations: tuple[str, ...]  # how a line that greets the audience may end


@dataclass(frozen=True, slots=True)
class PolicyTerm:
    """A term and the years in which it may be written as current."""

    term: str
    first: int = 0
    last: int = 9999
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where soft bands end, most of them measured on one report: see the genre's file."""

    sentence_warning: int
    sentence_error: int
    list_items: int
    opener_run: int  # the same opener this often in a row
    opener_total: int  # or this often in all
    repeat: int  # characters of an n-gram that may not come again
    self_per_1000: float
    section_floor: float  # of the section's target share
    answer_share: tuple[float, float]  # shortcomings and measures together
    length: tuple[int, int]  # characters of the whole report
    empty_per_100: float
    minutes_rate: int  # characters read aloud in a minute
    frame_share: float  # of a section's sentences that may stand without a fact


@dataclass(frozen=True)
class Genre:
    """One kind of report."""

    id: str
    name: str
    title: str  # string.Template over year
    heading: Heading
    preamble: Preamble
    sections: tuple[SectionSpec, ...]
    feedback: Feedback
    shortcomings: Shortcomings
    measures: Measures
    phrases: Phrases
    limits: Limits
    parts: tuple[Part, ...]
    ceremony: CeremonyWordings
    policy: tuple[PolicyTerm, ...] = ()
    demands: tuple[Demand, ...] = ()

    def __post_init__(self) -> None:
        """Every place of a fact is told by exactly one part, whoever the author is."""
        for who in ("leads", "alone"):
            placed = sorted(role for part in self.parts_of(who) for role in part.tells)
            if placed != sorted([*self.roles, *_ANSWERS]):
                raise BadInput(f"{self.name}的 parts 应当把每一处各写一次", hint="、".join(placed))

    @property
    def headed(self) -> tuple[str, ...]:
        """The roles of sections whose headings are the plan's to make."""
        unnamed = {role for part in self.parts if not part.heading for role in part.tells}
        return tuple(role for role in self.roles if role in unnamed)

    def parts_of(self, who: str) -> tuple[Part, ...]:
        """The parts of a draft by an author who "leads" somebody, or is "alone"."""
        return tuple(part for part in self.parts if part.who in ("", who))

    def section(self, role: str) -> SectionSpec:
        """The section with this role."""
        return self._by_role[role]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The sections' roles, in order."""
        return tuple(spec.role for spec in self.sections)

    @cached_property
    def _by_role(self) -> dict[str, SectionSpec]:
        return {spec.role: spec for spec in self.sections}

    def title_for(self, year: int | None) -> str:
        """The report's title, e.g. 2022年度述职述廉报告."""
        return Template(self.title).substitute(year=year or "〔待补：报告年度〕")

    @staticmethod
    def year_in(text: str) -> int | None:
        """The first year named in `text` that is not when somebody began.

        >>> Genre.year_in("2022年，在市委的坚强领导下")
        2022
        >>> Genre.year_in("本人2011年6月参加工作至今，2022年任科长。")
        2022
        >>> Genre.year_in("在2016年12月25日，我光荣地成为预备党员。")
        >>> Genre.year_in("我是护士长，2015年起任现职。")
        """
        found = _YEAR.search(text)
        return int(found[1]) if found else None


def names() -> tuple[str, ...]:
    """The ids of all genres that ship with the package."""
    entries = resources.folder("genres").iterdir()
    return tuple(sorted(e.name[:-5] for e in entries if e.name.endswith(".toml")))


def called() -> tuple[str, ...]:
    """What people call each genre, the default first: of its file only the name is read.

    >>> called()[:2]
    ('述职述廉', '党建述职')
    """
    ids = (DEFAULT, *(id for id in names() if id != DEFAULT))
    found = (re.search('^name = "(.+)"', _text(id), re.MULTILINE) for id in ids)
    return tuple(_shortened(each[1]) for each in found if each)


@cache
def load(id: str) -> Genre:
    """The genre `id`.

    Raises:
        UnknownName: no such genre.
        BadInput: its file lacks a key, has one too many or a value of the wrong type.
    """
    if id not in names():
        raise UnknownName.among("文种", id, names())
    return build(Genre, {"id": id, **_table(id)}, f"genres/{id}")


@cache
def named(name: str) -> str:
    """The id of a genre that may be named in Chinese, in full or shortened; "" where none is.

    >>> [named(name) for name in ("述责述廉报告", "述责述廉", "个人对照检查", "shuzhi", "通知")]
    ['shuze', 'shuze', 'duizhao', 'shuzhi', '']
    """
    if name in names():
        return name
    for id in names():
        full = load(id).name
        if name in (full, _shortened(full)):
            return id
    return ""


def _shortened(name: str) -> str:
    return name.removesuffix("报告").removesuffix("材料")


def resolve(name: str) -> str:
    """The id of the genre that somebody names; the default one where he names none.

    Raises:
        UnknownName: no such genre.
    """
    id = named(name or DEFAULT)
    if not id:
        raise UnknownName.among("文种", name, [load(each).name for each in names()])
    return id


def _text(id: str) -> str:
    return resources.folder("genres").joinpath(f"{id}.toml").read_text("utf-8")


def _table(id: str) -> dict[str, Any]:
    """The table of a genre, merged into that of its base."""
    own = tomllib.loads(_text(id))
    base = own.pop("base", "")
    return _merged(_table(base), own) if base else own


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    made = {**base}
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            made[key] = _merged(base[key], value)
        elif key == "sections":
            made[key] = _sections(base[key], value)
        else:
            made[key] = value
    return made


def _sections(base: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections of the base with what is different about them, new ones behind."""
    changes = {each["role"]: each for each in own}
    known = {each["role"] for each in base}
    kept = [{**each, **changes.get(each["role"], {})} for each in base]
    return kept + [each for each in own if each["role"] not in known]
