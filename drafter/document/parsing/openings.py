"""Where the parts of a report open: headings, labels on their own or in a line, feedback.

Each line is read for what it is built like and for what it says. A numbered line among the
shortcomings is a point of theirs, whatever words it has, unless it names another part.
"""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from drafter.document import Role
from drafter.document.parsing.enumeration import Marker, markers
from drafter.document.parsing.vocabulary import APART, Vocabulary
from drafter.text import HAN, Span

# The kinds of numbers, widest first; marks of Markdown and brackets are read over.
_HEADING = re.compile(
    r"(?P<marked>#{1,6}\s*|[【\[{｛]|\*\*(?=[^*]+\*\*))?\s*"
    rf"(?:(?P<part>[{HAN}]{{1,3}}[、.．]|(?:[IVX]{{1,4}}[.、．]|[Ⅰ-Ⅻ][、.．]?)(?=\D)|第[{HAN}]{{1,3}}(?:部分|章|、|，))"
    rf"|(?P<paren>[（(][{HAN}]{{1,3}}[）)]、?)"
    r"|(?P<arabic>\d{1,2}(?:[、．]|\.(?:(?!\d)|(?=20\d\d年))|(?=[ \u3000]+[\u4e00-\u9fff]))))?"
    r"\s*[【\[]?(?P<title>.*?)\s*(?:\*\*)?[】\]}｝]?[。：:]?"
)
# A heading and its text in one paragraph: 一、讲政治，把方向。深入学习……
_RUN_IN = re.compile(
    rf"(?P<part>[{HAN}]{{1,3}}、|第[{HAN}]{{1,3}}[，、])(?P<title>[^。；！？：:\n]{{2,40}})(?=[。：:]\s*\S)"
)
_LEVELS = ("part", "paren", "arabic")
_BARE = len(_LEVELS)  # the level of a heading without a number
_LABELS = frozenset(Role)
_LONGEST = 50  # characters of a heading
_INSIDE = re.compile(r"[。；！？】]|[：:].*[：:，]")  # marks that a heading has not
_SHORT = 30  # characters of a heading with a colon inside: 一、述学：学思用贯通
_NAMED = 20  # characters of a name in brackets
_ROOF = re.compile(rf"第[{HAN}]{{1,3}}(?:部分|章|篇)")
# （1）履职情况。化解……: where the name is that of a part
_RUN_IN_NAME = re.compile(
    rf"(?:(?P<paren>[（(][{HAN}]{{1,3}}[）)]、?)|(?P<arabic>[（(]?\d{{1,2}}[）)、．.])(?!\d))"
    r"(?P<title>[^。；！？：:，\n]{2,20})(?=[。：:]\s*\S)"
)
_BRACKETED = re.compile(r"(?P<marked>【)(?P<title>[^】]{1,20})】(?=\s*\S)")
# 德：…, 教学方面：…: a name and its text in one paragraph, where several are told so.
_TOLD_IN = re.compile(r"(?P<title>[德能勤绩廉学]|[^，。；：:]{2,10})[：:](?=\s*\S)")
_SEVERAL = 3
_READ = 4_000  # characters below a heading that are read for what it is about
_BRIEF = 10  # characters of a short line between paragraphs
_FURTHER = re.compile(r"针对|对于?|整改|问题|反馈")  # how a paragraph on feedback goes on
_NUMBER = 6  # characters of an enumerator
_LISTED = 3  # numbered sentences without text below, from which they are a list
_EXPANDED = 3  # genre sections told as sub-headings of one heading make those the sections


@dataclass(frozen=True, slots=True)
class SourceLine:
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
    is_marked: bool = False  # in bold, in brackets, with # or with a colon
    is_stopped: bool = False  # a line that ends as a sentence does


def openings(lines: tuple[SourceLine, ...], words: Vocabulary) -> list[Opening]:
    """Everything that opens a part, in order."""
    candidates = _with_text(_roofed(_candidates(lines, words), lines), lines)
    candidates = _hashed(candidates, lines)
    if not any(each.role not in _LABELS for each in candidates.values()):
        also = _told_in(lines, words) | _colon_named(lines)
        also |= _bare_named(candidates, lines, words)
        candidates = dict(sorted((also | candidates).items()))
    chosen = _chosen(list(candidates.values()), words.genre.roles)
    chosen = _between(_hinted(chosen, lines, words), words.genre.roles)
    last = max((start for start, each in chosen.items() if each.role not in _LABELS), default=-1)
    read = _Read(words, last)
    for line in lines:
        start = line.span[0]
        candidate = chosen.get(start, candidates.get(start))
        if candidate and (opening := _headed(candidate, read, is_heading=start in chosen)):
            read.add(opening)
            read.is_bare = not opening.is_heading and opening.end == line.span[1]
            rest = _behind(line, opening.end)
            if opening.role in _LABELS and rest.text:
                read.line(rest)
        elif words.opens_feedback(_unnumbered(line.text)):
            read.add(Opening(Role.FEEDBACK, start, start))
            read.is_bare = False
        else:
            if read.leaves_feedback(line.text):
                read.add(Opening(read.section, start, start))
            read.line(line)
    placed = _placed(read.made, lines, words)
    return [replace(each, role="") if each.role == APART else each for each in placed]


@dataclass
class _Read:
    """What was opened up to a line, and the reading of the next one."""

    words: Vocabulary
    last: int  # where the last heading of a section stands that is neither
    made: list[Opening] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    ordinal: int = 0  # of the last heading
    section: str = ""  # the role of the last heading that opens no answers
    is_bare: bool = False  # the last line was a label and nothing else
    series: Marker | None = None  # the last point of the shortcomings
    is_passing: bool = False  # shortcomings are told in the last sentences of a paragraph
    is_counted: bool = False  # the measures below it have begun to count by themselves

    def add(self, opening: Opening) -> None:
        self.made.append(opening)
        self.roles.add(opening.role)
        if opening.is_heading:
            self.ordinal = opening.ordinal
            self.section = "" if opening.role in _LABELS else opening.role
        if opening.role != Role.MEASURE or opening.is_heading:
            self.series = None if opening.is_heading else self.series
        self.is_counted = False

    @property
    def role(self) -> str:
        """Of what was opened last."""
        return self.made[-1].role if self.made else ""

    @property
    def is_answering(self) -> bool:
        return self.role in _LABELS

    @property
    def headed(self) -> bool:
        """What was opened last has a heading."""
        return bool(self.made) and self.made[-1].is_heading

    def leaves_feedback(self, text: str) -> bool:
        """Behind a paragraph on feedback, one that is about something else."""
        is_paragraph = self.role == Role.FEEDBACK and not self.made[-1].title
        return is_paragraph and not _FURTHER.match(text) and _unnumbered(text) == text

    def line(self, line: SourceLine) -> None:
        """Read what the labels, turns and enumerators in a line open."""
        text, start = line.text, line.span[0]
        self.is_bare = False
        if self.is_passing and self.role == Role.SHORTCOMING:
            self.add(Opening(self.section, start, start))
        elif self.is_answering and self.words.sums_up(text) and not self.headed:
            self.add(Opening("", start, start))
        self.is_passing = False
        for place, event in self._events(text):
            match event:
                case Marker():
                    self._point(event, start)
                case Opening():
                    self._label(event, text, start)
                case _:
                    self._turn(start, place)
        if not text.endswith(("：", ":")):
            return
        self.is_bare = self.is_answering and self.made[-1].end == line.span[1]

    def _events(self, text: str) -> list[tuple[int, Marker | Opening | None]]:
        """Markers, labels and turns of a line, by place."""
        told: list[tuple[int, Marker | Opening | None]] = []
        labels = list(self.words.labels(text))
        for label in labels:
            role = str(label.role) if label.is_certain else f"?{label.role}"
            role = f"!{role}" if label.is_retort else role
            told.append((label.start, Opening(role, label.start, label.end)))
        inside = {place for label in labels for place in range(label.start, label.end)}
        told += [(each.span[0], each) for each in markers(text) if each.span[0] not in inside]
        told += [(place, None) for place in self.words.turns(text)]
        if not self.is_answering and not labels and Role.SHORTCOMING not in self.roles:
            told += [
                (place, Opening("?admitted", place, place)) for place in self.words.admissions(text)
            ]
        if not told or told[0][0] > 0:
            told += [(0, Opening("?admitted", 0, 0))] if self._may_admit(text) else []
        order = {Opening: 0, Marker: 1, type(None): 2}
        return sorted(told, key=lambda each: (each[0], order[type(each[1])]))

    def _may_admit(self, text: str) -> bool:
        return not self.is_answering and self.words.admits(text)

    def _point(self, marker: Marker, start: int) -> None:
        """The next shortcoming, or a measure's own number."""
        if self.role == Role.SHORTCOMING:
            if self.series is None or self.series.family == marker.family:
                self.series = marker
        elif self.role == Role.MEASURE and self.series and marker.family == self.series.family:
            if marker.ordinal == 1:
                self.is_counted = True
            elif not self.is_counted and marker.ordinal == self.series.ordinal + 1:
                place = start + marker.span[0]
                self.add(Opening(Role.SHORTCOMING, place, place))
                self.series = marker

    def _label(self, event: Opening, text: str, start: int) -> None:
        """A label, where it is sure or stands in a likely place."""
        is_answer = Role.SHORTCOMING in self.roles
        is_retort, name = event.role.startswith("!"), event.role.lstrip("!")
        is_certain, name = not name.startswith("?"), name.lstrip("?")
        is_late = start > self.last
        if name == "admitted":
            if is_late:
                self.is_passing = event.start > 0
                self.add(Opening(Role.SHORTCOMING, start + event.start, start + event.start))
            return
        role = Role(name)
        if self.role == Role.FEEDBACK and not is_answer and role == Role.MEASURE:
            return
        if is_retort and not is_certain and not is_answer:
            return
        if self.role == role and not self._is_own(event, text):
            return
        if is_certain or (is_late and (role != Role.MEASURE or is_answer)):
            rest = text[event.end : event.end + _NUMBER].lstrip()
            is_alone = bool(rest) and not any(marker.span[0] == 0 for marker in markers(rest))
            places = (start + event.start, start + event.end)
            self.add(Opening(role, *places, is_alone=is_alone))

    @staticmethod
    def _is_own(event: Opening, text: str) -> bool:
        """A label of the part that is open already says something new only at a line's start."""
        return event.start == 0 and not any(m.span[0] == 0 for m in markers(text[:_NUMBER]))

    def _turn(self, start: int, place: int) -> None:
        """A sentence that says what is meant to be done, behind the shortcomings."""
        is_late = start > self.last and place == 0 and Role.MEASURE not in self.roles
        is_planned = is_late and Role.SHORTCOMING in self.roles and self.role != Role.FEEDBACK
        if self.role != Role.SHORTCOMING and not is_planned:
            return
        if self.made[-1].end >= start + place and self.made[-1].start != start + place:
            return  # the label itself
        if self.role == Role.SHORTCOMING and self.made[-1].start == start + place:
            return
        self.add(Opening(Role.MEASURE, start + place, start + place, is_alone=True))


def _behind(line: SourceLine, start: int) -> SourceLine:
    """What is left of a line from `start` on."""
    rest = line.text[start - line.span[0] :]
    skipped = len(rest) - len(rest.lstrip("。：: \t"))
    return SourceLine(rest[skipped:], (start + skipped, line.span[1]))


def _candidates(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, _Candidate]:
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
    named = sum(bool(each.role) for each in run_in.values())
    is_series = not is_usual and 2 * named >= len(run_in)
    told = {s: x for s, x in run_in.items() if x.role in _LABELS or is_series or x.level == _BARE}
    return dict(sorted((whole | told).items()))


def _with_text(
    candidates: dict[int, _Candidate], lines: tuple[SourceLine, ...]
) -> dict[int, _Candidate]:
    """Without the numbered lines that are sentences one below the other, and no headings."""
    follows = {one.span[0]: other for one, other in itertools.pairwise(lines)}
    sentences = _listed(candidates, lines)
    for level in range(_BARE):
        told = [(start, each) for start, each in candidates.items() if each.level == level]
        bare = [
            start
            for start, each in told
            if each.role not in _LABELS and each.is_stopped and not _is_followed(start, follows)
        ]
        if (len(bare) >= _LISTED and 2 * len(bare) >= len(told)) or len(bare) == len(told):
            sentences |= set(bare)
    return {start: each for start, each in candidates.items() if start not in sentences}


def _is_followed(start: int, follows: dict[int, SourceLine]) -> bool:
    """Text stands below a line, not the next number nor the short name of the next list."""
    below = follows.get(start)
    if below is None or _unnumbered(below.text) != below.text:
        return False
    beyond = follows.get(below.span[0])
    is_name = len(below.text) <= _NAMED and not re.search("[，。；！？：:]", below.text)
    return not (is_name and beyond and _unnumbered(beyond.text) != beyond.text)


def _listed(candidates: dict[int, _Candidate], lines: tuple[SourceLine, ...]) -> set[int]:
    """Short members of a list whose other members are long: no headings, nothing stands below."""
    found = set[int]()
    together: list[SourceLine] = []
    last: Marker | None = None
    for line in [*lines, None]:
        first = next(markers(line.text[:_NUMBER]), None) if line else None
        is_number = first is not None and first.span[0] == 0 and first.family in ("arabic", "paren")
        if first and is_number and last and first.family == last.family:
            is_next = first.ordinal == last.ordinal + 1
        else:
            is_next = False
        if not is_next:
            starts = {each.span[0] for each in together}
            told = starts & candidates.keys()
            if len(starts) >= _LISTED and len(told) < len(starts):
                found |= {start for start in told if candidates[start].role not in _LABELS}
            together = []
        last = first if is_number else None
        if line and is_number:
            together.append(line)
    return found


def _candidate(line: SourceLine, words: Vocabulary, after: str) -> _Candidate | None:
    """A line as a heading, or its beginning up to the first mark."""
    read = _HEADING.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if read and not _is_title(read, line.text):
        read = None
    if not read:
        read = _RUN_IN.match(line.text) or _run_in_name(line.text, words)
        read = read or _BRACKETED.match(line.text)
    if not read:
        return None
    start, end = line.span
    is_run_in = read.re is not _HEADING
    given = read.groupdict()
    level = next((i for i, name in enumerate(_LEVELS) if given.get(name)), _BARE)
    title = read["title"]
    is_colon = not is_run_in and line.text.endswith(("：", ":"))
    is_marked = bool(given.get("marked")) or is_colon
    is_named = bool(given.get("marked")) and len(title) <= _NAMED
    if level == _BARE and not (is_named or words.knows(title) or words.names_section(line.text)):
        return None
    bare = line.text[:_LONGEST].lstrip("#*【[ ")
    ordinal = next((marker.ordinal for marker in markers(bare)), 0)
    if not ordinal and given.get("arabic"):
        ordinal = int(re.sub(r"\D", "", given["arabic"]))
    span = (start, start + read.end()) if is_run_in else (start, end)
    role = words.role(title, after=after)
    if line.text[0] in "{｛" and role not in _LABELS:
        return None  # it parts what stands below a heading
    if is_run_in and role not in _LABELS:
        role = words.hints(title, line.text[read.end() :], after) or role
    is_stopped = not is_run_in and line.text.endswith("。")
    return _Candidate(level, ordinal, title, role, span, is_marked, is_stopped)


def _run_in_name(text: str, words: Vocabulary) -> re.Match[str] | None:
    """The name of a part and its text in one numbered paragraph."""
    read = _RUN_IN_NAME.match(text)
    if not read or not (words.knows(read["title"]) or words.names_section(read["title"])):
        return None
    return read


def _bare_named(
    candidates: dict[int, _Candidate], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, _Candidate]:
    """Short lines between paragraphs, where one of their kind names a part."""
    if not any(each.level == _BARE and each.role for each in candidates.values()):
        return {}
    found: dict[int, _Candidate] = {}
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        is_short = len(line.text) <= _BRIEF and not re.search(r"[，。；：！？、:\d]", line.text)
        is_between = before.text[-1] in "。：:！；" and after.text[-1] in "。；！"
        if is_short and is_between and _unnumbered(line.text) == line.text:
            role = words.role(line.text)
            found[line.span[0]] = _Candidate(_BARE, 0, line.text, role, line.span)
    return found


def _hinted(
    chosen: dict[int, _Candidate], lines: tuple[SourceLine, ...], words: Vocabulary
) -> dict[int, _Candidate]:
    """With shortcomings and measures that only what stands below shows."""
    told: dict[int, _Candidate] = {}
    starts = [line.span[0] for line in lines]
    after = ""
    ends = [*sorted(chosen), len(lines) and lines[-1].span[1] + 1][1:]
    for (start, each), end in zip(sorted(chosen.items()), ends, strict=True):
        role = each.role
        is_open = each.level < _BARE or not role
        if role not in _LABELS and told and words.intends(each.title):
            role = Role.MEASURE
        if role not in _LABELS and role != APART and is_open:
            first, last = bisect_left(starts, each.span[1]), bisect_left(starts, end)
            body = "\n".join(line.text for line in lines[first:last])[:_READ]
            role = (words.hints(each.title, body, after) if body else "") or role
        told[start] = replace(each, role=role)
        after = role
    return told


def _between(chosen: dict[int, _Candidate], roles: tuple[str, ...]) -> dict[int, _Candidate]:
    """With the one section that nothing names known by its place among all the others."""
    heads = [
        (start, each)
        for start, each in sorted(chosen.items())
        if each.level < _BARE and each.role not in (*_LABELS, APART)
    ]
    unnamed = [at for at, (_, each) in enumerate(heads) if not each.role]
    if len(unnamed) != 1 or len(heads) != len(roles):
        return chosen
    if any(each.role not in ("", role) for (_, each), role in zip(heads, roles, strict=True)):
        return chosen
    start, each = heads[unnamed[0]]
    return {**chosen, start: replace(each, role=roles[unnamed[0]])}


def _is_title(read: re.Match[str], text: str) -> bool:
    """What stands behind the number is built like a title."""
    title = read["title"]
    if not title or _INSIDE.search(title):
        return False
    has_colon = "：" in title or ":" in title
    return not has_colon or (read["part"] is not None and len(text) <= _SHORT and text[-1] != "。")


def _told_in(lines: tuple[SourceLine, ...], words: Vocabulary) -> dict[int, _Candidate]:
    """Names of sections that stand before their text, where several do."""
    found: dict[int, _Candidate] = {}
    for line in lines:
        read = _TOLD_IN.match(line.text)
        if not read or not (len(read["title"]) == 1 or words.names_section(f"{read['title']}：")):
            continue
        role = words.role(read["title"])
        if role and role not in _LABELS:
            start = line.span[0]
            span = (start, start + read.end())
            found[start] = _Candidate(_BARE, 0, read["title"], role, span, is_marked=True)
    return found if len(found) >= _SEVERAL else {}


def _colon_named(lines: tuple[SourceLine, ...]) -> dict[int, _Candidate]:
    """Short lines that end with a colon, where several do: 学了什么：."""
    found = {
        line.span[0]: _Candidate(_BARE, 0, line.text[:-1], "", line.span, is_marked=True)
        for line in lines
        if line.text.endswith(("：", ":"))
        and len(line.text) <= _NAMED
        and not re.search("[，。；、]|如下|以下|下表", line.text)
        and _unnumbered(line.text) == line.text
    }
    return found if len(found) >= _SEVERAL else {}


def _roofed(
    candidates: dict[int, _Candidate], lines: tuple[SourceLine, ...]
) -> dict[int, _Candidate]:
    """With 一、 one level below 第一部分, where there are such parts."""
    roofs = {line.span[0] for line in lines if _ROOF.match(line.text.lstrip("#*【[ "))}
    if len(roofs & candidates.keys()) < 2:  # noqa: PLR2004 one part is none
        return candidates
    return {
        start: replace(each, level=1) if each.level == 0 and start not in roofs else each
        for start, each in candidates.items()
    }


def _hashed(
    candidates: dict[int, _Candidate], lines: tuple[SourceLine, ...]
) -> dict[int, _Candidate]:
    """Where lines have #, these are the headings, widest first; numbers are those of points."""
    depths = {line.span[0]: len(line.text) - len(line.text.lstrip("#")) for line in lines}
    used = sorted({depth for depth in depths.values() if depth})
    widest = next((d for d in used if list(depths.values()).count(d) > 1), 0)
    if not widest:
        return candidates
    return {
        start: replace(each, level=min(max(depths[start] - widest, 0), _BARE - 1))
        for start, each in candidates.items()
        if depths[start]
    }


def _chosen(candidates: list[_Candidate], roles: tuple[str, ...]) -> dict[int, _Candidate]:
    """The lines that open sections, by where they start: those of the widest level in use.

    Where one of them holds the genre's own sections as sub-headings, those are the sections
    and it is only their roof.
    """
    level = _section_level(candidates)
    chosen: dict[int, _Candidate] = {}
    roof, below = None, list[_Candidate]()
    for each in [*candidates, None]:
        if each and each.level not in (level, _BARE):
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
    """The widest number in use; names without one count before numbers of points."""
    is_named = sum(bool(each.role) for each in candidates if each.level == _BARE) > 1
    for level in range(1 if is_named else len(_LEVELS)):
        at_level = [each for each in candidates if each.level == level]
        if any(each.role for each in at_level) or len(at_level) > 1:
            return level
        if level == 0 and at_level and not at_level[0].is_stopped:
            return level  # 一、 on a line of its own, and the text ends before 二、
    return _BARE


def _headed(candidate: _Candidate, read: _Read, *, is_heading: bool) -> Opening | None:
    """The opening a candidate makes, unless it numbers a point among the answers."""
    is_label = candidate.role in _LABELS
    if read.is_answering and _is_point(candidate, read, is_heading=is_heading):
        return None
    if not is_label and not is_heading:
        return None
    start, end = candidate.span
    return Opening(
        role=candidate.role,
        start=start,
        end=end,
        ordinal=candidate.ordinal,
        title=candidate.title,
        is_heading=is_heading and (candidate.level < _BARE or not is_label),
    )


def _is_point(candidate: _Candidate, read: _Read, *, is_heading: bool) -> bool:
    """Among the answers, a numbered line goes on with their own series or begins it."""
    if candidate.role in _LABELS:
        # What names the open part once more below its heading is a point of it.
        return not is_heading and candidate.role == read.role and not read.is_bare
    if candidate.level == _BARE:
        return not candidate.is_marked and candidate.role != APART
    is_next = candidate.ordinal == read.ordinal + 1
    own = read.series.ordinal + 1 if read.series else 0
    goes_on = read.series is not None and candidate.ordinal == own and read.series.family == "dun"
    return not is_heading or read.is_bare or not is_next or (goes_on and candidate.level == 0)


def _placed(made: list[Opening], lines: tuple[SourceLine, ...], words: Vocabulary) -> list[Opening]:
    """With a role for headings whose words did not tell, by place and by what stands below.

    At least half of the headings have to stand where the genre has them, and no known one
    elsewhere; then the place is believed where the text below speaks of it.
    """
    told = [each for each in made if each.is_heading and each.role not in _LABELS]
    roles = words.genre.roles
    if len(told) != len(roles):
        return made
    named = [each.role for each in told]
    twice = [role for role in named if role and named.count(role) > 1]
    told_right = sum(own == usual for own, usual in zip(named, roles, strict=True))
    better: dict[int, Opening] = {}
    for each, usual in zip(told, roles, strict=True):
        if each.role == usual:
            continue
        if each.role == APART or (each.role and each.role not in twice) or usual in named:
            return made
        better[each.start] = replace(each, role=usual)
    if 2 * told_right < len(roles):
        return made
    if len(better) == 1:  # all others stand where they belong
        return [better.get(each.start, each) for each in made]
    until = [*(each.start for each in made), lines[-1].span[1]] if lines else []
    spoken = {
        start
        for start, each in better.items()
        if words.speaks_of(each.role, _below(each, lines, until))
    }
    return [better[each.start] if each.start in spoken else each for each in made]


def _below(opening: Opening, lines: tuple[SourceLine, ...], until: list[int]) -> str:
    """The lines between an opening and the next."""
    end = next((place for place in until if place > opening.start), opening.end)
    return "\n".join(line.text for line in lines if opening.end <= line.span[0] < end)


def _unnumbered(text: str) -> str:
    """A line without the enumerator it begins with."""
    first = next(markers(text[:_NUMBER]), None)
    return text[first.span[1] :].lstrip() if first and first.span[0] == 0 else text
