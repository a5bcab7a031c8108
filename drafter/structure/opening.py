"""Where the parts of a report open: headings, labels on their own or in a line, feedback."""

import re
from dataclasses import dataclass, replace

from drafter.document import Role, Span
from drafter.structure.enumeration import markers
from drafter.structure.vocabulary import Vocabulary
from drafter.text import HAN

# The kinds of numbers, widest first; marks of Markdown and brackets are read over.
_HEADING = re.compile(
    r"(?:#{1,6}\s*|[【\[]|\*\*(?=[一二三四五六七八九十（(第]))?\s*"
    rf"(?:(?P<part>[{HAN}]{{1,3}}[、.．]|第[{HAN}]{{1,3}}(?:部分|章|、|，))"
    rf"|(?P<paren>[（(][{HAN}]{{1,3}}[）)]、?)"
    r"|(?P<arabic>\d{1,2}(?:[、．]|\.(?!\d))))?"
    r"\s*(?P<title>.*?)\s*(?:\*\*)?[】\]]?[。：:]?"
)
_LEVELS = ("part", "paren", "arabic")
_LONGEST = 50  # characters of a heading
_INSIDE = re.compile(r"[。；！？：:]")  # marks that a heading has not
_EXPANDED = 3  # genre sections told as sub-headings of one heading make those the sections


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a part begins; its text follows `end`."""

    role: str
    start: int
    end: int  # of the heading or label
    ordinal: int = 0
    title: str = ""
    is_heading: bool = False  # opens a section


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that is built like a heading."""

    level: int  # index into _LEVELS; their number for a line without a number
    ordinal: int
    title: str
    role: str
    line: Line


def openings(lines: tuple[Line, ...], words: Vocabulary) -> list[Opening]:
    """Everything that opens a part, in order."""
    candidates = _candidates(lines, words)
    chosen = _chosen(list(candidates.values()), words.genre.roles)
    made: list[Opening] = []
    for line in lines:
        candidate = candidates.get(line.span[0])
        if candidate and (opening := _headed(candidate, made, chosen)):
            made.append(opening)
        elif words.opens_feedback(line.text) and not _is_numbered(line):
            made.append(Opening(Role.FEEDBACK, line.span[0], line.span[0]))
        else:
            start = line.span[0]
            labels = words.labels(line.text)
            made.extend(Opening(x.role, start + x.start, start + x.end) for x in labels)
    return _placed(made, words.genre.roles)


def _candidates(lines: tuple[Line, ...], words: Vocabulary) -> dict[int, _Candidate]:
    """The lines that are built like headings, by where they start."""
    found: dict[int, _Candidate] = {}
    role = ""
    for line in lines:
        read = len(line.text) <= _LONGEST and _HEADING.fullmatch(line.text)
        if not read or not read["title"] or _INSIDE.search(read["title"]):
            continue
        level = next((i for i, name in enumerate(_LEVELS) if read[name]), len(_LEVELS))
        if level == len(_LEVELS) and not words.knows(read["title"]):
            continue
        role = words.role(read["title"], after=role)
        ordinal = next((marker.ordinal for marker in markers(line.text.lstrip("#*【[ "))), 0)
        found[line.span[0]] = _Candidate(level, ordinal, read["title"], role, line)
    return found


def _chosen(candidates: list[_Candidate], roles: tuple[str, ...]) -> set[int]:
    """Where the lines start that open sections: those of the widest level that is in use."""
    level = _section_level(candidates)
    chosen = {each.line.span[0] for each in candidates if each.level in (level, len(_LEVELS))}
    below: list[_Candidate] = []
    for each in [*candidates, None]:
        if each and each.level > level:
            below.append(each)
            continue
        told = [sub for sub in below if sub.level == level + 1 and sub.role in roles]
        if len({sub.role for sub in told}) >= _EXPANDED:
            chosen |= {sub.line.span[0] for sub in told}
        below = []
    return chosen


def _section_level(candidates: list[_Candidate]) -> int:
    for level in range(len(_LEVELS)):
        at_level = [each for each in candidates if each.level == level]
        if any(each.role for each in at_level) or len(at_level) > 1:
            return level
    return len(_LEVELS)


def _headed(candidate: _Candidate, made: list[Opening], chosen: set[int]) -> Opening | None:
    """The opening a candidate makes, unless it numbers a point among the answers."""
    start, end = candidate.line.span
    is_label = candidate.role in set(Role)
    is_heading = start in chosen
    if not is_label:
        if not is_heading:
            return None
        last = max((each.ordinal for each in made if each.is_heading), default=0)
        if made and made[-1].role in set(Role) and candidate.ordinal != last + 1:
            return None
    return Opening(
        role=candidate.role,
        start=start,
        end=end,
        ordinal=candidate.ordinal,
        title=candidate.title,
        is_heading=is_heading and (candidate.level < len(_LEVELS) or not is_label),
    )


def _placed(made: list[Opening], roles: tuple[str, ...]) -> list[Opening]:
    """With roles by position for headings whose words did not tell, where the count fits."""
    told = [each for each in made if each.is_heading and each.role not in set(Role)]
    if len(told) != len(roles):
        return made
    names = [each.role for each in told]
    better = {}
    for role, each in zip(roles, told, strict=True):
        is_open = not each.role or names.count(each.role) > 1
        if is_open and role not in names:
            better[each.start] = replace(each, role=role)
    return [better.get(each.start, each) for each in made]


def _is_numbered(line: Line) -> bool:
    first = next(markers(line.text), None)
    return first is not None and first.span[0] == 0
