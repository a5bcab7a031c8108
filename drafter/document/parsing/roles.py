"""Which part a heading opens where its words do not tell: by what stands below and around it."""

import re
from bisect import bisect_left
from dataclasses import replace

from drafter.document import Role
from drafter.document.parsing import telling
from drafter.document.parsing.enumeration import points
from drafter.document.parsing.series import BARE, HeadingLine, SourceLine
from drafter.document.parsing.vocabulary import APART, LABELS, Vocabulary

_READ = 4_000  # characters below a heading that are read for what it is about
_YEAR = re.compile(r"20\d\d(?=年)")
_DONE = re.compile("情况|成效|成绩|回顾|总结|完成|以来|整改")
_LAST_YEAR = re.compile("去年|上一?年|上届|上次|往年")
_SEVERAL = 3  # headings
_NOTHING = re.compile(  # 目前没有遇上特别困难的问题，…
    "[^，。；！？]{0,20}(?:没有?|暂无|未|无)(?:遇[上到]|发现|碰[上到]|存在|出现|有)?[^，。；！？不]{0,8}(?:问题|困难|不足|短板|障碍)[，。；]"
)
_CAUSES = re.compile("原因|根源|成因|根子")
_ASPECTS = 2  # that are told one below the other
_BRIEF = 80  # characters of a body that only says so


def hinted(
    chosen: dict[int, HeadingLine], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, HeadingLine]:
    """With shortcomings and measures that only what stands below shows."""
    told: dict[int, HeadingLine] = {}
    bodies = _bodies(chosen, lines)
    after = before = ""
    coming = _coming(chosen, lines)
    lacking = [start for start, each in chosen.items() if each.role == Role.SHORTCOMING]
    for start, each in sorted(chosen.items()):
        role = Role.MEASURE if start == coming else each.role
        is_last_year = _LAST_YEAR.search(each.title) and role not in LABELS
        if is_last_year and words.opens_feedback(bodies[start].partition("\n")[0]):
            role = Role.FEEDBACK
        is_open = each.level < BARE or not role
        if role not in LABELS and told and words.intends(each.title):
            role = Role.MEASURE
        if role not in LABELS and role != APART and is_open:
            body = bodies[start]
            role = (words.hints(each.title, body, after) if body else "") or role
            if not role and after == Role.SHORTCOMING and _answers(body, before):
                role = Role.MEASURE
        if role == Role.SHORTCOMING and len(lacking) > 1 and _denies(bodies[start]):
            role = ""
        told[start] = replace(each, role=role)
        after, before = role, bodies[start]
    return _by_content(_before_causes(told, bodies), bodies, lines, words)


def _before_causes(
    chosen: dict[int, HeadingLine], bodies: dict[int, str]
) -> dict[int, HeadingLine]:
    """With aspects as shortcomings where their causes follow and no name tells shortcomings.

    思想方面, 工作方面, 作风方面 and 原因分析 are all that an examination of oneself may have.
    """
    causes = [start for start, x in chosen.items() if x.role == APART and _CAUSES.search(x.title)]
    if not causes or any(each.role == Role.SHORTCOMING for each in chosen.values()):
        return chosen
    before = [s for s, x in chosen.items() if s < min(causes) and x.role not in LABELS]
    lacking = [s for s in before if telling.told(bodies[s]) == Role.SHORTCOMING]
    if len(lacking) < _ASPECTS or 2 * len(lacking) <= len(before):
        return chosen
    if all(chosen[start].title.endswith("方面") for start in lacking):  # so is what looks like them
        lacking = [start for start in before if chosen[start].title.endswith("方面")]
    return chosen | {start: replace(chosen[start], role=Role.SHORTCOMING) for start in lacking}


def _denies(body: str) -> bool:
    """All that stands below a heading that names what is lacking is that there is nothing."""
    return len(body) <= _BRIEF and _NOTHING.match(body) is not None


def _bodies(chosen: dict[int, HeadingLine], lines: tuple[SourceLine, ...]) -> dict[int, str]:
    """The beginning of what stands below each heading, by where the heading starts."""
    starts = [line.span[0] for line in lines]
    ends = [*sorted(chosen), len(lines) and lines[-1].span[1] + 1][1:]
    bodies = {}
    for (start, each), end in zip(sorted(chosen.items()), ends, strict=True):
        first, last = bisect_left(starts, each.span[1]), bisect_left(starts, end)
        bodies[start] = "\n".join(line.text for line in lines[first:last])[:_READ]
    return bodies


def _coming(chosen: dict[int, HeadingLine], lines: tuple[SourceLine, ...]) -> int:
    """Where a heading names a year that no line before it has: what will be done in it; else -1."""
    dated = {start: found[0] for start, x in chosen.items() if (found := _YEAR.search(x.title))}
    if len(dated) != 1 or len(chosen) < _SEVERAL:
        return -1
    (place, year), *_ = dated.items()
    before = {
        found[0] for line in lines if line.span[0] < place for found in _YEAR.finditer(line.text)
    }
    is_plain = not chosen[place].role and not _DONE.search(chosen[place].title)
    return place if is_plain and place > min(chosen) and all(each < year for each in before) else -1


def _answers(body: str, lacks: str) -> bool:
    """As many points as shortcomings above, none of which says what is lacking or was done."""
    told = _items(body)
    is_other = any(
        Vocabulary.falls_short(each) or Vocabulary.is_honest(each) or "了" in each for each in told
    )
    return len(told) == len(_items(lacks)) > 1 and not is_other


def _by_content(
    chosen: dict[int, HeadingLine],
    bodies: dict[int, str],
    lines: tuple[SourceLine, ...],
    words: Vocabulary,
) -> dict[int, HeadingLine]:
    """With shortcomings and measures that no name tells, by what stands below: 欠大家的账.

    What a label names somewhere (个人存在的不足：一是…) is told there, and by no section besides.
    """
    named = {each.role for each in chosen.values()}
    found, counted = dict(chosen), set[tuple[int, int]]()
    for start, each in sorted(chosen.items()):
        number = (each.level, each.ordinal)
        is_again = each.ordinal > 0 and number in counted  # of a second list, below a label
        counted.add(number)
        if each.role or is_again or start == min(chosen) or Vocabulary.is_mixed(each.title):
            continue
        role = telling.told(bodies[start])
        if role and role not in named and not _is_labelled(role, lines, words):
            found[start] = replace(each, role=Role(role))
    return found


def _is_labelled(role: str, lines: tuple[SourceLine, ...], words: Vocabulary) -> bool:
    """Whether a line begins with a label of this part."""
    told = (label for line in lines for label in words.labels(line.text))
    return any(each.start == 0 and each.is_certain and each.role == role for each in told)


def _items(body: str) -> list[str]:
    """The points of a body: what it numbers, else its lines."""
    told = [point.text for point in points(body)]
    return told if len(told) > 1 else body.split("\n")


def between(chosen: dict[int, HeadingLine], roles: tuple[str, ...]) -> dict[int, HeadingLine]:
    """With the one section that nothing names known by its place among all the others."""
    heads = [
        (start, each)
        for start, each in sorted(chosen.items())
        if each.level < BARE and each.role not in (*LABELS, APART)
    ]
    unnamed = [at for at, (_, each) in enumerate(heads) if not each.role]
    if len(unnamed) != 1 or len(heads) != len(roles):
        return chosen
    if any(each.role not in ("", role) for (_, each), role in zip(heads, roles, strict=True)):
        return chosen
    start, each = heads[unnamed[0]]
    return {**chosen, start: replace(each, role=roles[unnamed[0]])}
