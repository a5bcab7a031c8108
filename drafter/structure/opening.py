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
# A heading and its text in one paragraph: 一、讲政治，把方向。深入学习……
_RUN_IN = re.compile(
    rf"(?P<part>[{HAN}]{{1,3}}、)(?P<title>[^。；！？：:\n]{{2,40}})(?=[。：:]\s*\S)"
)
_LEVELS = ("part", "paren", "arabic")
_LABELS = frozenset(Role)
_LONGEST = 50  # characters of a heading
_INSIDE = re.compile(r"[。；！？：:]")  # marks that a heading has not
_NUMBER = 6  # characters of an enumerator
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
    is_alone: bool = False  # a label with one unnumbered answer behind it on its line


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that is built like a heading."""

    level: int  # index into _LEVELS; their number for a line without a number
    ordinal: int
    title: str
    role: str
    span: Span


def openings(lines: tuple[Line, ...], words: Vocabulary) -> list[Opening]:
    """Everything that opens a part, in order."""
    candidates = _candidates(lines, words)
    chosen = _chosen(list(candidates.values()), words.genre.roles)
    last = max((start for start, each in chosen.items() if each.role not in _LABELS), default=-1)
    read = _Read()
    for line in lines:
        start = line.span[0]
        candidate = chosen.get(start, candidates.get(start))
        if candidate and (opening := _headed(candidate, read, is_heading=start in chosen)):
            read.add(opening)
            read.is_bare = not opening.is_heading and opening.end == line.span[1]
        elif words.opens_feedback(line.text) and not _number(line):
            read.add(Opening(Role.FEEDBACK, start, start))
        else:
            if read.returns(_number(line)):
                read.add(Opening(Role.SHORTCOMING, start, start))
            read.is_bare = False
            _labelled(line, words, read, is_late=start > last)
    return _placed(read.made, words.genre.roles)


class _Read:
    """What was opened up to a line."""

    def __init__(self) -> None:
        self.made: list[Opening] = []
        self.roles: set[str] = set()
        self.ordinal = 0  # of the last heading
        self.alone = 0  # measures told one by one
        self.is_bare = False  # the last line was a label and nothing else

    def add(self, opening: Opening) -> None:
        self.made.append(opening)
        self.roles.add(opening.role)
        if opening.is_heading:
            self.ordinal = opening.ordinal
        self.alone += opening.role == Role.MEASURE and opening.is_alone

    @property
    def is_answering(self) -> bool:
        return bool(self.made) and self.made[-1].role in _LABELS

    def returns(self, ordinal: int) -> bool:
        """The next shortcoming, after a measure that was told right below the one before."""
        latest = [each.role for each in self.made[-2:]]
        is_below = latest == [Role.SHORTCOMING, Role.MEASURE] and self.made[-1].is_alone
        return is_below and ordinal == self.alone + 1


def _labelled(line: Line, words: Vocabulary, read: _Read, *, is_late: bool) -> None:
    """Read what the labels in a line open; a doubtful one only behind the last section."""
    for label in words.labels(line.text):
        is_answer = Role.SHORTCOMING in read.roles
        role = Role.MEASURE if label.is_retort and is_answer else label.role
        if label.is_certain or (is_late and (role != Role.MEASURE or is_answer)):
            start = line.span[0]
            rest = line.text[label.end : label.end + _NUMBER].lstrip()
            read.is_bare = not rest
            is_alone = bool(rest) and not any(marker.span[0] == 0 for marker in markers(rest))
            read.add(Opening(role, start + label.start, start + label.end, is_alone=is_alone))


def _candidates(lines: tuple[Line, ...], words: Vocabulary) -> dict[int, _Candidate]:
    """The lines, and beginnings of lines, that are built like headings, by where they start."""
    whole: dict[int, _Candidate] = {}
    run_in: dict[int, _Candidate] = {}
    role = ""
    for line in lines:
        candidate = _candidate(line, words, role)
        if candidate:
            role = candidate.role
            (whole if candidate.span == line.span else run_in)[line.span[0]] = candidate
    # Where sections have lines of their own, 一、抓项目。新建… is a point of one.
    is_usual = any(each.level == 0 for each in whole.values())
    told = {s: x for s, x in run_in.items() if x.role in _LABELS or (x.role and not is_usual)}
    return dict(sorted((whole | told).items()))


def _candidate(line: Line, words: Vocabulary, after: str) -> _Candidate | None:
    """A line as a heading, or its beginning up to the first mark."""
    read = _HEADING.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if not read or not read["title"] or _INSIDE.search(read["title"]):
        read = _RUN_IN.match(line.text)
    if not read:
        return None
    start, end = line.span
    is_run_in = read.re is _RUN_IN
    given = read.groupdict()
    level = next((i for i, name in enumerate(_LEVELS) if given.get(name)), len(_LEVELS))
    title = read["title"]
    if level == len(_LEVELS) and not words.knows(title):
        return None
    ordinal = next((marker.ordinal for marker in markers(line.text[:_LONGEST].lstrip("#*【[ "))), 0)
    span = (start, start + read.end()) if is_run_in else (start, end)
    return _Candidate(level, ordinal, title, words.role(title, after=after), span)


def _chosen(candidates: list[_Candidate], roles: tuple[str, ...]) -> dict[int, _Candidate]:
    """The lines that open sections, by where they start: those of the widest level in use.

    Where one of them holds the genre's own sections as sub-headings, those are the sections
    and it is only their roof.
    """
    level = _section_level(candidates)
    chosen: dict[int, _Candidate] = {}
    roof, below = None, list[_Candidate]()
    for each in [*candidates, None]:
        if each and each.level not in (level, len(_LEVELS)):
            below.append(each)
            continue
        told = [sub for sub in below if sub.level == level + 1 and sub.role in roles]
        if roof and len({sub.role for sub in told}) >= _EXPANDED:
            chosen[roof.span[0]] = replace(roof, role="")
            chosen |= {sub.span[0]: sub for sub in told}
        if each:
            chosen[each.span[0]] = each
        roof, below = each, []
    return chosen


def _section_level(candidates: list[_Candidate]) -> int:
    for level in range(len(_LEVELS)):
        at_level = [each for each in candidates if each.level == level]
        if any(each.role for each in at_level) or len(at_level) > 1:
            return level
    return len(_LEVELS)


def _headed(candidate: _Candidate, read: _Read, *, is_heading: bool) -> Opening | None:
    """The opening a candidate makes, unless it numbers a point among the answers."""
    is_label = candidate.role in _LABELS
    is_point = read.is_answering and (read.is_bare or candidate.ordinal != read.ordinal + 1)
    if not is_label and (not is_heading or is_point):
        return None
    start, end = candidate.span
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
    told = [each for each in made if each.is_heading and each.role not in _LABELS]
    if len(told) != len(roles):
        return made
    names = [each.role for each in told]
    better = {}
    for role, each in zip(roles, told, strict=True):
        is_open = not each.role or names.count(each.role) > 1
        if is_open and role not in names:
            better[each.start] = replace(each, role=role)
    return [better.get(each.start, each) for each in made]


def _number(line: Line) -> int:
    """The ordinal a line begins with, 0 for none."""
    first = next(markers(line.text[:_NUMBER]), None)
    return first.ordinal if first and first.span[0] == 0 else 0
