"""Facts to a plan from data: every fact in one place, with its like, under a plain lead."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from drafter import pairing
from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection, Role
from drafter.document.genre import Genre
from drafter.drafting import author
from drafter.drafting.phrases import duties, headings, leads
from drafter.drafting.phrases.duties import Office
from drafter.drafting.phrases.grouping import group
from drafter.drafting.steps.place import place

FEW = 1  # facts up to which a section is one point under its heading
MANY = 4  # facts of a point, where a section has many
MOST_POINTS = 6
POINTS = 4  # of what every post reports: more, of a line each, read as a list
SHORT = 2  # facts of a point that is a line
RUN = 4  # facts up to which a section of what every post reports is one run
POLITICS = "politics"  # the study of what the party's leader says comes first
INTEGRITY = "integrity"  # what somebody kept to himself comes before what he saw to in others
PARTY = "党的建设"  # what a party secretary answers for before all else
_LEADING = re.compile(
    r"^(?!.*宣[讲传]).*(?:习近平|新时代中国特色社会主义思想|总书记|党的(?:十九|二十)[大届])"
)
_OWN = re.compile(
    r"本人|自己|[家亲]属|家人|配偶|子女|老家"
    r"|(?:没有?|从未|未|不)(?:收|替|给|占|干预|过问|插手|打招呼|打过|违规|批条|接受|大操大办|利用|在企业|参与|违反|经商|领取|虚报|谋)"
)

_FIRST = {POLITICS: _LEADING, INTEGRITY: _OWN}  # what comes first in a section


def plan(facts: Facts, genre: Genre, *, dropped: Mapping[str, str] | None = None) -> Plan:
    """Where every fact goes.

    Args:
        facts: the sheet.
        genre: the kind of report.
        dropped: facts to leave out, with the reason.

    Returns:
        A plan in which each fact of the sheet stands exactly once.
    """
    dropped = dropped or {}
    kept = [fact for fact in facts if fact.id not in dropped]
    roles = place(replace(facts, items=tuple(kept)), genre)
    by_role = {
        role: [fact for fact in kept if roles[fact.id] == role] for role in [*genre.roles, *Role]
    }
    shortcomings = [(fact.id,) for fact in by_role[Role.SHORTCOMING]]
    measures, unrelated = _answer(by_role[Role.SHORTCOMING], by_role[Role.MEASURE])
    office = duties.office(facts)
    rows = {spec.role: _grouped(by_role[spec.role], spec.role, office) for spec in genre.sections}
    named = headings.headings(
        [(role, [[fact.text for fact in row] for row in rows[role]]) for role in genre.roles],
        has_staff=author.leads_staff(facts),
        office=office,
    )
    sections = tuple(
        _section(spec.role, heading, rows[spec.role], office, facts)
        for spec, heading in zip(genre.sections, named, strict=True)
    )
    return Plan(
        sections=sections,
        feedback=tuple(fact.id for fact in by_role[Role.FEEDBACK]),
        shortcomings=tuple(shortcomings) or ((),) * bool(measures),
        measures=tuple(measures),
        unrelated=tuple(unrelated),
        dropped=tuple((fact.id, dropped[fact.id]) for fact in facts if fact.id in dropped),
        thread=thread_of(sections, facts, genre),
    )


def thread_of(sections: Sequence[PlannedSection], facts: Facts, genre: Genre) -> str:
    """What the year was about: the main subjects of the section that tells the work.

    All of them where that is possible: an opening that names some of the heads below misleads.
    """
    main = max(genre.sections, key=lambda spec: spec.data_ratio).role
    points = next(section.points for section in sections if section.role == main)
    rows = [[facts[id].text for id in point.facts] for point in points]
    is_told = any(section.role == POLITICS and section.points for section in sections)
    first = (PARTY,) if is_told and author.leads_party(facts) else ()
    return headings.thread(rows, main, duties.office(facts), first=first)


def _grouped(facts: list[Fact], role: str, office: Office | None) -> list[list[Fact]]:
    """The facts of a section in groups; few of them in one, in order all the same."""
    usual = MOST_POINTS if role == duties.MAIN else POINTS
    most = 1 if len(facts) <= FEW else max(usual, -(-len(facts) // MANY))
    rows = group(facts, role, most, office) if facts else []
    first = _FIRST.get(role)
    if first is None:
        return rows
    told = [sorted(row, key=lambda fact: not first.search(fact.text)) for row in rows]
    return sorted(told, key=lambda row: not first.search(row[0].text))


def _section(
    role: str, heading: str, rows: list[list[Fact]], office: Office | None, facts: Facts
) -> PlannedSection:
    texts = [[fact.text for fact in row] for row in rows]
    found = leads.in_series(texts, role, office) if len(rows) > 1 else ("",) * len(rows)
    made = [said(lead, role, office, author.staff(facts)) for lead in found]
    if role != duties.MAIN and rows:
        is_fit = all(hold(leads.fits, found, texts, role, office))
        if _is_run(texts, found, facts, is_fit=is_fit):
            rows, made = [[fact for row in rows for fact in row]], [""]
        elif are_lines(texts, role, office):
            made = [""] * len(rows)  # a wrong lead costs a line more than having none
    points = (
        PlannedPoint(tuple(fact.id for fact in row), lead)
        for row, lead in zip(rows, made, strict=True)
    )
    return PlannedSection(role, heading, tuple(points))


def are_lines(texts: Sequence[Sequence[str]], role: str, office: Office | None) -> bool:
    """Whether the points of a section are short, and the lead of one of them would be a guess."""
    found = leads.in_series(texts, role, office)
    return is_short(texts) and not all(hold(leads.fits, found, texts, role, office))


def is_short(texts: Sequence[Sequence[str]]) -> bool:
    """Whether points are lines that read well without leads."""
    return all(len(row) <= SHORT for row in texts)


def said(lead: str, role: str, office: Office | None, staff: str) -> str:
    """A lead of the tables as the trade says it, of the people whom the author leads."""
    return duties.in_own_words(lead, role, office).replace(author.STAFF, staff)


def hold(
    test: Callable[[str, Sequence[str], Office | None], bool],
    found: Sequence[str],
    texts: Sequence[Sequence[str]],
    role: str,
    office: Office | None,
) -> list[bool]:
    """Whether each lead of a section passes a test (`leads.is_sure`, `leads.fits`) on its point."""
    return [
        test(lead, row, duties.serving(row, role, office))
        for lead, row in zip(found, texts, strict=True)
    ]


def _is_run(
    texts: Sequence[Sequence[str]], found: Sequence[str], facts: Facts, *, is_fit: bool
) -> bool:
    """Whether a short section is told in one run, without points.

    Readers like points whose leads fit best, and a run better than a lead that promises what does
    not follow. Leads that all say over again what follows say nothing, and those of somebody who
    leads nobody sound too grand.
    """
    if sum(map(len, texts)) > RUN:
        return False
    is_said = all(leads.echoes(lead, row[0]) for row, lead in zip(texts, found, strict=True))
    return not is_fit or is_said or not author.leads_staff(facts)


def _answer(
    shortcomings: list[Fact], measures: list[Fact]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """A row of measures for each shortcoming, and which rows are not visibly about theirs.

    A measure that its author put under a shortcoming answers that one. The others go where they
    fit best, among the shortcomings that are left. One that fits nowhere keeps its own ordinal, or
    joins the last row: it is the user's, so it stays.
    """
    if not shortcomings:
        return ([tuple(fact.id for fact in measures)] if measures else []), []
    given = {
        short.id: tuple(fact.id for fact in measures if fact.under == short.id)
        for short in shortcomings
    }
    if any(given.values()):
        return _beside(given, shortcomings, measures)
    matched = pairing.pair([f.text for f in shortcomings], [f.text for f in measures])
    rows: list[list[str]] = [[] for _ in shortcomings]
    order = (
        matched.assignment if matched.swapped or len(measures) != len(rows) else range(len(rows))
    )
    taken: Counter[int] = Counter()
    for row, chosen in zip(rows, order, strict=True):
        if chosen is not None:
            row.append(measures[chosen].id)
            taken[chosen] += 1
    for index, fact in enumerate(measures):
        if not taken[index]:
            column = [line[index] for line in matched.matrix]
            rows[column.index(max(column))].append(fact.id)
    texts = {fact.id: fact.text for fact in measures}
    told = [
        (short.text, [texts[id] for id in row])
        for short, row in zip(shortcomings, rows, strict=True)
    ]
    return [tuple(row) for row in rows], apart(told)


def _beside(
    given: Mapping[str, tuple[str, ...]], shortcomings: list[Fact], measures: list[Fact]
) -> tuple[list[tuple[str, ...]], list[int]]:
    """The rows of measures, and the unrelated ones, where authors say what some of them answer."""
    settled = {id for row in given.values() for id in row}
    rest = [fact for fact in measures if fact.id not in settled]
    left = [short for short in shortcomings if not given[short.id]] or shortcomings
    rows, strange = _answer(left, rest)
    found = {short.id: row for short, row in zip(left, rows, strict=True)} if rest else {}
    unrelated = {left[at].id for at in strange} - {id for id, row in given.items() if row}
    return (
        [(*given[short.id], *found.get(short.id, ())) for short in shortcomings],
        [at for at, short in enumerate(shortcomings) if short.id in unrelated],
    )


def apart(told: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    """The pairs, by place, whose measures are all visibly about something else."""
    return [
        at
        for at, (shortcoming, measures) in enumerate(told)
        if measures and all(_is_apart(shortcoming, measure) for measure in measures)
    ]


def _is_apart(shortcoming: str, measure: str) -> bool:
    return pairing.related(shortcoming, measure) is pairing.Fit.UNRELATED
