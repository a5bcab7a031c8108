"""Parallel headings and what the year was about, from what the facts of the sections say."""

import zlib
from collections import Counter
from collections.abc import Sequence

from drafter.drafting.phrases import duties, leads, topics
from drafter.drafting.phrases.duties import Matter, Office
from drafter.drafting.phrases.leads import PLAIN
from drafter.text import grams

DRIVES = ("统筹推进", "扎实推进", "着力抓好")  # how an opening leads to what it strings together
MOST_NOUNS, FIRST_NOUNS = 6, 4  # of which it strings all, or else the first
SIZE = 6  # characters of a duty in a heading, as what other sections do has
HEADS = (  # families of parallel headings: what each section begins with
    {"politics": "讲政治", "duty": "勤履职", "team": "强队伍", "integrity": "守廉洁"},
    {"politics": "重政治", "duty": "重履职", "team": "重队伍", "integrity": "重廉洁"},
    {"politics": "讲政治", "duty": "善履职", "team": "带队伍", "integrity": "崇廉洁"},
    {"politics": "强政治", "duty": "抓履职", "team": "建队伍", "integrity": "守纪律"},
)
ALONE = "强作风"  # instead of a team that one does not have
OWN = (  # political work of somebody who leads nobody
    *("加强思想建设", "坚持思想引领", "注重理论学习", "推进思想建设"),
    *("抓好思想建设", "强化理论学习"),
)


def headings(
    sections: Sequence[tuple[str, Sequence[Sequence[str]]]],
    *,
    has_staff: bool = True,
    office: Office | None = None,
) -> tuple[str, ...]:
    """Parallel headings, one for each section, whose second half names what its facts are about.

    Args:
        sections: the role of each and the texts of its facts, point by point.
        has_staff: whether the author leads anybody.
        office: whose duties the work serves, if known.
    """
    told = "\n".join(text for _, rows in sections for row in rows for text in row)
    number = zlib.crc32(told.encode())
    number, form = divmod(number, len(HEADS))
    heads = [_head(role, form, has_staff=has_staff) for role, _ in sections]
    named = [_duties(rows, duties.in_section(role, office)) for role, rows in sections]
    if any(len(found) > leads.PAIR for found in named):  # a heading that names two of four misleads
        plain = [
            [name for name in _plain(role, has_staff=has_staff) if not _repeats(name, head)]
            for head, (role, _) in zip(heads, sections, strict=True)
        ]
        turns = [number // len(names) ** at for at, names in enumerate(plain)]
        tails = [names[turn % len(names)] for names, turn in zip(plain, turns, strict=True)]
    else:
        tails = [_about(role, rows, form, office) for role, rows in sections]
    return tuple(f"{head}，{tail}" for head, tail in zip(heads, tails, strict=True))


def _repeats(name: str, head: str) -> bool:
    """Whether a plain name says the verb or a word of its head again: 守纪律，坚守廉政纪律.

    >>> _repeats("抓好主责主业", "抓履职"), _repeats("坚守廉政纪律", "守纪律")
    (True, True)
    >>> _repeats("落实廉政要求", "守纪律")
    False
    """
    return bool({*name[: duties.VERB]} & {*head} or grams(name, 2) & grams(head, 2))


def _plain(role: str, *, has_staff: bool) -> tuple[str, ...]:
    return OWN if role == "politics" and not has_staff else PLAIN.get(role, PLAIN["duty"])


def _duties(groups: Sequence[Sequence[str]], office: Office | None) -> set[Matter]:
    """What a section is for, all of it."""
    texts = [text for row in groups for text in row]
    return {duty for text in texts for duty in duties.served([text], office)} if office else set()


def _head(role: str, form: int, *, has_staff: bool) -> str:
    """How a heading begins; who leads nobody has no team to lead."""
    if role == "team" and not has_staff:
        return ALONE
    return HEADS[form].get(role, HEADS[form]["duty"])


def _about(
    role: str, rows: Sequence[Sequence[str]], form: int, office: Office | None = None
) -> str:
    """Two things that a section is about: what its first two points are for, or mainly about.

    Where the facts have one only, the section's own plain name stands first.
    """
    whose = duties.in_section(role, office)
    told = _by_weight(rows, whose) if whose else _subjects(rows, role)
    names = PLAIN.get(role, PLAIN["duty"])
    plain = [name for name in (names[form], names[form - 1]) if name not in told]
    return "、".join([*plain[: int(len(told) < leads.PAIR)], *told])


def _by_weight(groups: Sequence[Sequence[str]], office: Office) -> list[str]:
    """The duties that the first two groups are for; of a single group those of most facts."""
    rows = [[d for text in texts for d in duties.served([text], office)] for texts in groups]
    firsts = [duty for row in rows for duty, _ in Counter(row).most_common(1)]
    others = [duty for duty, _ in Counter(d for row in rows for d in row).most_common()]
    named = list(dict.fromkeys([*firsts, *others]))[: leads.PAIR]
    texts = [text for row in groups for text in row]
    told = [[t for t in texts if each in duties.served([t], office)] for each in named]
    return duties.worded(named, told, size=SIZE)


def _subjects(groups: Sequence[Sequence[str]], role: str) -> list[str]:
    """The main subjects of the first two groups; of a single group the two that are told most."""
    found = [leads.likely(row, role) for row in groups]
    firsts = [Counter(row[0].subject for row in point).most_common(1) for point in found]
    others = [Counter(m.subject for row in point for m in row).most_common() for point in found]
    told = list(dict.fromkeys(subject for row in [*firsts, *others] for subject, _ in row))
    own = {subject for topic in topics.load() if role in topic.roles for subject in topic.subjects}
    told.sort(key=lambda subject: subject not in own)
    return leads.phrases(told[: leads.PAIR])


def _strung(nouns: Sequence[str]) -> str:
    """What the year was about, all of it where that is possible."""
    drive = DRIVES[zlib.crc32("".join(nouns).encode()) % len(DRIVES)]
    if len(nouns) > MOST_NOUNS:
        return f"{drive}{'、'.join(nouns[:FIRST_NOUNS])}等各项工作"
    return f"{drive}{leads.listed(nouns)}各项工作"


def thread(
    groups: Sequence[Sequence[str]],
    role: str,
    office: Office | None = None,
    *,
    first: Sequence[str] = (),
) -> str:
    """What the year was about, for the preamble; "" for none.

    Duties of a post are strung together, all that its points tell: 统筹推进产业发展和村镇建设….

    Args:
        groups: the facts of the section that tells the work, point by point.
        role: the section's.
        office: whose duties the work serves, if known.
        first: what else the author answers for, named in front: 党的建设 of a party secretary.

    >>> thread([["粮食播种面积3.8万亩"], ["修了3条通村公路"]], "duty")
    '抓好粮食生产，建设农村公路'
    """
    if office and role == duties.MAIN:
        own = duties.nouns([texts for texts in groups if not leads.is_whole(texts)], office)
        each = [*first, *own]
        return _strung(each) if own and len(each) > 1 else ""
    found = [
        [m for text in texts for m in topics.matches(text, role)[:1] if role in m.topic.roles]
        for texts in groups
    ]
    mains = [Counter(match.subject for match in row).most_common(1) for row in found]
    told = list(dict.fromkeys(subject for row in mains for subject, _ in row))[: leads.FEW]
    return "，".join(leads.phrases(told)) if len(told) > 1 else ""
