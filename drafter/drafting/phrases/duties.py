"""What a post is for: its duties, each known by examples of what people jot down about it.

One file a post in `duties/`, and one for what every post does beside its trade. Which duty a fact
serves is told by likeness to the examples: how much likelier its characters, pairs of characters
and fields of work are among them than among the examples of all posts (naive Bayes as log ratios,
smoothed towards all).
"""

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import chain, combinations
from operator import add

from drafter import resources
from drafter.document import Facts
from drafter.drafting.phrases import namings, topics
from drafter.schema import build

BACKGROUND = "background.json"
MAIN = "duty"  # the section that tells what a post is for
SHARED = "shared"  # safety, petitions, aid …: what every post does beside its trade
BESIDE = 1.0  # of likeness, what such a duty costs: the post's own comes first
BORNE = 1.0  # of likeness, what words that name a duty add
OWN = 2.0  # where every post has them and each fact is of one or the other
COUPLED = 4.0  # of likeness, what naming a second duty costs
FAMILY = 1.8  # what each duty more under one lead costs that is wider than a duty
EVERY = 1.0  # and where every post has them
LOOSE = 0.4  # what each place more in the list of families costs: the closest stand first
SURE = 1.0  # likeness to a duty above the next, from which a fact serves that one for sure
CLEAR = 4.0  # likeness from which a clause is surely of a duty
PLAIN = 2.5  # likeness to a duty from which a fact is visibly of it, whatever else it tells
BOTH = 2  # duties of the clauses of a fact that is of two
BELOW = 4.0  # by which a fact may be less like a duty of a clause than like its own
DIM = 1.5  # likeness below which a fact is of nothing in particular
EITHER = 1.5  # likeness above the next, below which a fact is of both where its clauses are
CLAUSE = 5  # characters of a clause that may be of a duty by itself
LIKE = 0.3  # mean likeness from which facts tell the post that the sheet does not name
TELLING = 8  # facts from which they do in any case
APART = 1.5  # by which fewer have to tell it better than any other
VERB = 2  # characters of a verb
NAMED = 2  # duties that a lead names
FEW = 5  # groups up to which an opening tells both duties of a group
_ENOUGH = 4096  # texts remembered
_SMOOTH = 2000.0  # features of all posts that are added to those of a duty
_FIGURE = re.compile(r"[\d.,％%*＊]+")
_CLAUSES = re.compile("[，；。]")
_PARTS = re.compile("[，；。、]")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a point can be about: one duty of a post, or several that belong together."""

    lead: str  # 推进村镇建设: covers any fact of it
    also: tuple[str, ...]  # other words for the lead
    noun: str = ""  # 村镇建设: four characters, for an opening that strings matters together
    narrow: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    # wordings that say less: the pattern that each fact has, and one that none may have

    @property
    def leads(self) -> tuple[str, ...]:
        """The wordings that hold over whatever facts are of it, the finest first."""
        return (self.lead, *self.also)

    @property
    def all_leads(self) -> tuple[str, ...]:
        """Whatever it may be called, over some facts or over any."""
        return (*self.leads, *self.narrow)

    def narrowed(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The wordings that name no more than these facts tell, and no less, where there are any.

        Each clause that counts something has to be about it: 讲授党课 does not stand over
        支部学习20次，讲党课4次.

        >>> both = Matter(lead="组织安全宣传培训", also=(), narrow={"组织宣传": ("宣传", "培训")})
        >>> both.narrowed(["宣传进企业"]), both.narrowed(["宣传进企业", "培训安全员"])
        (('组织宣传',), ())
        """
        return tuple(
            wording
            for wording, (every, *none) in self.narrow.items()
            if texts
            and all(re.search(every, counted) for text in texts for counted in _counted(text))
            and not any(re.search(other, text) for other in none for text in texts)
        )

    def wordings(self, texts: Sequence[str]) -> tuple[str, ...]:
        """All wordings that hold over these facts: those that say least beside them first."""
        return (*self.narrowed(texts), *self.leads)


def _counted(text: str) -> list[str]:
    """The clauses of a fact that count something; the whole where none or one does."""
    found = [each for each in _PARTS.split(text) if _FIGURE.search(each)]
    return found if len(found) > 1 else [text]


@dataclass(frozen=True, kw_only=True)
class Family(Matter):
    """Duties that are told together where one of them has too little to tell."""

    duties: tuple[str, ...]  # their leads


@dataclass(frozen=True, kw_only=True)
class Duty(Matter):
    """One thing that a post answers for."""

    facts: str  # examples, a line each

    @property
    def examples(self) -> tuple[str, ...]:
        """What is known of it: facts, and the wordings of the lead."""
        return (*self.facts.split("\n"), *self.leads)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each feature stands in the examples."""
        return Counter(chain.from_iterable(map(features, self.examples)))

    @cached_property
    def size(self) -> int:
        """How many features its examples have together."""
        return self.counts.total()


@dataclass(frozen=True)
class Office:
    """A kind of post and its duties, in the order in which a report tells them.

    What every post reports of political work, its team and integrity is one of its own each.
    """

    id: str
    duties: tuple[Duty, ...]
    posts: str = ""  # pattern of unit and post; none where it is a section that every post has
    families: tuple[Family, ...] = ()  # the closest first
    own_words: dict[str, str] = field(default_factory=dict, hash=False)  # its own leads
    shared: int = 0  # how many of the duties, the last, are not of this post alone

    @property
    def own(self) -> tuple[Duty, ...]:
        """The duties that are this post's alone."""
        return self.duties[: len(self.duties) - self.shared]

    @cached_property
    def kin(self) -> tuple[tuple[Family, frozenset[int], float], ...]:
        """Each family with the places of its duties and what it costs to name it."""
        places = {duty.lead: at for at, duty in enumerate(self.duties)}
        return tuple(
            (
                family,
                frozenset(places[lead] for lead in family.duties),
                (FAMILY if self.posts else EVERY) * (len(family.duties) - 1) + LOOSE * at,
            )
            for at, family in enumerate(self.families)
        )

    def told(self, texts: Sequence[str], matters: Sequence[Matter]) -> list[list[str]]:
        """Of some facts, those of each matter: each goes to the one that it sounds like most."""
        places = {duty.lead: at for at, duty in enumerate(self.duties)}
        held = [
            [places[lead] for lead in (each.duties if isinstance(each, Family) else (each.lead,))]
            for each in matters
        ]
        rows: list[list[str]] = [[] for _ in matters]
        for text in texts if matters else ():
            row = self.weigh(text)
            likest = [max(row[at] for at in each) for each in held]
            rows[likest.index(max(likest))].append(text)
        return rows

    def weigh(self, text: str) -> tuple[float, ...]:
        """How much a fact sounds like each duty: above 0 more than like any other work."""
        return _weigh(self.id, text)

    def fits(self, texts: Sequence[str]) -> float:
        """How well its own duties explain some facts: the mean of what each fact fits best."""
        own = len(self.own)
        return sum(max(self.weigh(text)[:own]) for text in texts) / max(1, len(texts))


@cache
def load() -> dict[str, Office]:
    """All posts by their ids."""
    found = {}
    for entry in sorted(resources.folder("duties").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml") and entry.name != f"{SHARED}.toml":
            id = entry.name[:-5]
            table = tomllib.loads(entry.read_text("utf-8"))
            found[id] = build(Office, {"id": id, **table}, f"duties/{id}")
    return {id: _with_shared(each) if each.posts else each for id, each in found.items()}


@cache
def shared() -> Office:
    """What every post does beside its trade."""
    table = tomllib.loads((resources.folder("duties") / f"{SHARED}.toml").read_text("utf-8"))
    return build(Office, {"id": SHARED, **table}, f"duties/{SHARED}")


def _with_shared(office: Office) -> Office:
    """A post with what every post does beside its trade, but for what it has duties of its own."""
    own = _background().own.get(office.id, ())  # a new table is read before it is counted
    left = tuple(duty for duty in shared().duties if duty.lead not in own)
    leads = {duty.lead for duty in left}
    families = tuple(
        replace(family, duties=tuple(each for each in family.duties if each in leads))
        for family in shared().families
        if len(leads.intersection(family.duties)) > 1
    )
    return replace(
        office,
        duties=(*office.duties, *left),
        families=(*office.families, *families),
        shared=len(left),
    )


def office(facts: Facts) -> Office | None:
    """The kind of post whose duties the facts of a sheet serve.

    Of the kinds that unit and post name, else of all, it is the one that explains the facts best;
    None where none does, or where neither names one and the facts are too few to tell.
    """
    return _office(f"{facts.unit} {facts.role}".strip(), tuple(fact.text for fact in facts))


def in_section(role: str, office: Office | None) -> Office | None:
    """Whose duties the facts of a section serve: the post's own, or those that every post has."""
    return office if role == MAIN else load().get(role)


def serving(texts: Sequence[str], role: str, office: Office | None) -> Office | None:
    """Whose duties a group of facts serves: the section's, or what every post has beside these.

    Whoever puts all that he did under one heading has study of the party there too, which is no
    duty of a post.

    >>> post = load()["finance"]
    >>> serving(["中心组学习12次"], MAIN, post).id, serving(["完成政府采购5亿元"], MAIN, post).id
    ('politics', 'finance')
    """
    whose = in_section(role, office)
    if whose is None or not whose.posts:
        return whose
    found = {beside(text, whose) for text in texts}
    return load()[found.pop()] if len(found) == 1 and "" not in found else whose


def beside(text: str, office: Office) -> str:
    """The section of every post that a fact is surely of, and of no duty of this post; else ""."""
    if max(office.weigh(text)) > DIM:
        return ""
    likest = max(sections(), key=lambda each: max(each.weigh(text)))
    return likest.id if max(likest.weigh(text)) > CLEAR else ""


@lru_cache(maxsize=_ENOUGH)
def _office(post: str, texts: tuple[str, ...]) -> Office | None:
    posts = [each for each in load().values() if each.posts]
    named = [each for each in posts if re.search(each.posts, post)]
    found, *others = sorted(named or posts, key=lambda each: each.fits(texts), reverse=True)
    if named:
        return found
    fits, next_fits = (each.fits(texts) for each in (found, *others[:1]))
    is_clear = len(texts) >= TELLING or fits - next_fits >= APART
    return found if fits >= LIKE and is_clear else None


@lru_cache(maxsize=_ENOUGH)
def features(text: str) -> frozenset[str]:
    """The characters of a fact, their pairs, and the fields and subjects that its words prove."""
    found: set[str] = set()
    for run in _MARKS.sub(" ", _FIGURE.sub(" ", text)).split():
        found.update(run, map(add, run, run[1:]))
    for topic, subject in topics.subjects(text):
        found.update((f"#{topic.id}", f"={subject.noun}"))
    return frozenset(found)


def count_background() -> Counter[str]:
    """How often each feature stands in the examples of all posts, what they share counted once."""
    duties = dict.fromkeys(duty for office in load().values() for duty in office.duties)
    return Counter(
        feature for duty in duties for text in duty.examples for feature in features(text)
    )


@dataclass(frozen=True, slots=True)
class _Background:
    """What `training/background.py` counted."""

    counts: Mapping[str, int]  # of the features that are common
    features: int  # of how many
    own: Mapping[str, Collection[str]]  # by post, the shared duties that it has among its own


@cache
def _background() -> _Background:
    told = json.loads((resources.folder("duties") / BACKGROUND).read_text("utf-8"))
    return _Background(**told)


def forget() -> None:
    """Read the tables again when they are next asked for."""
    for kept in (load, shared, _background, _office, _weigh):
        kept.cache_clear()


@lru_cache(maxsize=_ENOUGH)
def _weigh(id: str, text: str) -> tuple[float, ...]:
    every, size = _background().counts, _background().features
    own = features(text)
    office = load()[id]
    beside = len(office.own)
    called = namings.duties(text, id)
    scores = []
    for at, duty in enumerate(office.duties):
        held = duty.size + _SMOOTH
        score = 0.0
        for feature in own:
            share = (every.get(feature, 0) + 0.5) / size
            score += math.log((duty.counts[feature] + _SMOOTH * share) / held / share)
        score = score / math.sqrt(len(own) or 1) + BORNE * (duty.lead in called)
        scores.append(score - BESIDE * (at >= beside))
    return tuple(scores)


def served(texts: Sequence[str], office: Office, others: Collection[str] = ()) -> list[Matter]:
    """The matter that some facts serve, or the two, in order: those the facts sound like most.

    None where no fact sounds like any. In a section that every post has, what takes in a duty
    that facts of other points (`others`) serve is left: 抓好理论学习 and 加强理论学习教育 would
    not tell two points apart.

    >>> [duty.lead for duty in served(["修路3条", "架桥1座"], load()["township"])]
    ['推进村镇建设']
    """
    rows = [office.weigh(text) for text in texts]
    if not any(score > 0 for row in rows for score in row):
        return []
    every = range(len(office.duties))
    own = {row.index(max(row)) for row in rows}
    tried: list[tuple[float, list[Matter]]] = []
    for size in range(1, NAMED + 1):
        for chosen in combinations(every, size):
            is_own = not office.posts and {*chosen} == own
            value = likeness(rows, chosen) - (OWN if is_own else COUPLED) * (size - 1)
            tried.append((value, [office.duties[at] for at in chosen]))
    weights = () if office.posts else map(office.weigh, others)
    held = Counter(row.index(max(row)) for row in weights)
    for family, places, cost in office.kin:
        if any(held[duty] > 1 for duty in places - own):
            continue
        is_own = not office.posts and len(own) > 1 and own <= places
        least = EVERY * (len(own) - 1) if is_own else cost
        tried.append((likeness(rows, places) - least, [family]))
    return max(tried, key=lambda each: each[0])[1]


def nouns(groups: Sequence[Sequence[str]], office: Office) -> list[str]:
    """What groups of facts are about, four characters each, in order and none twice.

    >>> nouns([["修路3条", "架桥1座"], ["信访积案化解7件"]], load()["township"])
    ['村镇建设', '社会治理']
    """
    most = 1 if len(groups) > FEW else NAMED
    told = [matter.noun for texts in groups for matter in served(texts, office)[:most]]
    return list(dict.fromkeys(filter(None, told)))


def widened(text: str, office: Office, others: Collection[str] = ()) -> list[Matter]:
    """What takes in the two duties that a fact is most like, where it may serve either.

    Where a clause of it is of the one and another of the other, and nothing takes in both, both.

    Args:
        text: the fact.
        office: whose duties it may serve.
        others: facts of other points. What takes in one of theirs too would not tell them apart.
    """
    row = office.weigh(text)
    best, second = sorted(range(len(row)), key=row.__getitem__, reverse=True)[:2]
    clauses = [office.weigh(each) for each in _CLAUSES.split(text) if len(each) >= CLAUSE]
    told = {row.index(max(row)) for row in clauses if max(row) >= CLEAR}
    is_both = {best, second} <= told
    taken = {weights.index(max(weights)) for weights in map(office.weigh, others)}
    if row[best] <= 0:
        return []
    least = min((row[at] for at in told), default=0.0)
    if not office.posts and len(told) == BOTH and least > max(PLAIN, row[best] - BELOW):
        for family, places, _ in office.kin:  # each clause speaks for itself, however long
            if told <= places and not places & taken:
                return [family]
    has_own_words = not is_both and office.duties[best].narrowed([text])
    if has_own_words or row[best] - row[second] >= (EITHER if is_both else SURE):
        return []
    is_any = is_both or row[best] < DIM
    for family, places, _ in office.kin:
        if {best, second} <= places and (is_any or not places & taken):
            return [family]
    return [office.duties[at] for at in sorted((best, second))] if is_both else []


def in_own_words(lead: str, role: str, office: Office | None) -> str:
    """A lead of a section that every post has, as the trade says it.

    >>> in_own_words("充实人员力量，关爱干部职工", "team", load()["police"])
    '充实人员力量，落实从优待警'
    """
    whose = in_section(role, office)
    if office is None or whose is None or whose is office:
        return lead
    said = {
        wording: office.own_words[duty.lead]
        for duty in whose.duties
        if duty.lead in office.own_words
        for wording in duty.all_leads
    }
    return "，".join(said.get(part, part) for part in lead.split("，"))


def wider(served: Sequence[Matter], office: Office, others: Collection[str] = ()) -> list[str]:
    """The lead of the closest that takes in a duty and others, where no other fact is of those.

    Args:
        served: the duty that a fact serves.
        office: whose.
        others: facts of other points.
    """
    leads = {matter.lead for matter in served}
    taken = {weights.index(max(weights)) for weights in map(office.weigh, others)}
    found = ((family, places) for family, places, _ in office.kin if leads <= {*family.duties})
    closest = next(found, None)
    return [closest[0].lead] if closest and not closest[1] & taken else []


def likeness(rows: Sequence[Sequence[float]], duties: Collection[int]) -> float:
    """How much facts sound like some duties: the sum of what each is most like of them."""
    return sum(max(row[duty] for duty in duties) for row in rows)


def sections() -> list[Office]:
    """What every post reports of: political work, its team, integrity."""
    return [each for each in load().values() if not each.posts]


def names(lead: str, text: str, office: Office) -> bool:
    """Whether a lead names the duty that a fact serves, in any of its wordings."""
    own = served([text], office)
    wider = [family for family in office.families if any(d.lead in family.duties for d in own)]
    return any(each in lead for matter in (*own, *wider) for each in matter.wordings([text]))


def named_in(lead: str, office: Office) -> list[int]:
    """The duties, by place, that a lead names or that belong to a family that it names."""
    said = set(lead.split("，"))
    own = {at for at, duty in enumerate(office.duties) if said.intersection(duty.all_leads)}
    kin = (places for family, places, _ in office.kin if said.intersection(family.all_leads))
    return sorted(own.union(*kin))


def worded(
    duties: Sequence[Matter],
    told: Sequence[Sequence[str]] = (),
    turn: int = 0,
    *,
    size: int = 0,
) -> list[str]:
    """A wording for each duty, no verb twice as far as that goes.

    Args:
        duties: in order.
        told: the facts of each; a wording that names no more than they tell comes first.
        turn: 0 for the finest wording of the first, 1 for its next, and so on.
        size: characters that it should have, as near as may be; 0 for any.
    """
    found: list[str] = []
    for duty, texts in zip(duties, told or [()] * len(duties), strict=True):
        narrow, every = duty.narrowed(texts), duty.wordings(texts)
        own = [*every[turn % len(every) :], *every]
        if size:
            own.sort(key=lambda each: (each not in narrow, abs(len(each) - size)))
        verbs = {each[:VERB] for each in found}
        found.append(next((each for each in own if each[:VERB] not in verbs), own[0]))
    return found
