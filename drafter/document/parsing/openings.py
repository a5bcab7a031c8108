"""Where the parts of a report open: headings, labels on their own or in a line, feedback.

Each line is read for what it is built like and for what it says. A numbered line among the
shortcomings is a point of theirs, whatever words it has, unless it names another part.
"""

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from drafter.document import Role
from drafter.document.parsing.causes import asks_why
from drafter.document.parsing.deeds import answers_difficulty, meets_difficulty
from drafter.document.parsing.enumeration import SIGN, Marker, markers, opens, unnumbered
from drafter.document.parsing.fields import Field, fields
from drafter.document.parsing.headings import NUMBER, headings
from drafter.document.parsing.introductions import Introduction, introductions
from drafter.document.parsing.joints import Joint, Joints
from drafter.document.parsing.markdown import depth
from drafter.document.parsing.opening import Opening, alike, placed, settled
from drafter.document.parsing.prose import addresses, is_besides, lead_in, owned, turn
from drafter.document.parsing.running import is_meant
from drafter.document.parsing.series import BARE, HeadingLine, SourceLine
from drafter.document.parsing.vocabulary import APART, LABELS, Label, Vocabulary
from drafter.text import overlap

_FURTHER = re.compile(r"针对|对于?|整改|问题|反馈")  # how a paragraph on feedback goes on
_CLAUSE = re.compile("[，,。；;：:]")
_TORN = ("shi", "di", "paren", "round")  # numbers that open no section by themselves
_SHOWN = re.compile(  # 问题表现：, below the name of a point: more of it
    r"[【\[（(]?(?:问题|具体|主要|突出|存在)?的?表现(?:形式)?[】\]）)]?[：:】\]）)]"
)
_GAP = 2  # characters between a label and what it opens
_NAME = 30  # characters of a numbered line that only names a point
_OF_ONE = re.compile(  # 针对走访少的问题：…, among the measures: one of them
    r"(?:针对|围绕|对照|对于|关于)(?!以上|上述|前述|这|存在|自身|自己|个人|查摆|检视)[^，。；：:]{2,30}[：:](?=\S)"
)
_TALKS_ON = re.compile(
    "(?:接下来|下面)[，,]?(?:请允许)?(?:我|本人)?(?:再|来|想|就|简单|重点)*(?:谈|说|讲|聊|汇报|介绍|回顾)"
)
_PLAN_NAMED = re.compile("整改|改进|措施|对策")  # 措施一：, 整改问题一：


LineEvent: TypeAlias = tuple[int, "Joint | Marker | Opening | None"]  # and where it stands


def openings(lines: tuple[SourceLine, ...], words: Vocabulary) -> list[Opening]:
    """Everything that opens a part, in order."""
    candidates, chosen = headings(lines, words)
    answers = (*LABELS, APART)
    last = max((start for start, each in chosen.items() if each.role not in answers), default=-1)
    parts = [start for start, each in chosen.items() if each.role == Role.SHORTCOMING]
    read = _Read(words, last, min(parts, default=-1), Joints(lines, words))
    introduced = introductions(lines, words)
    named = fields(lines, words)
    if _is_torn(lines, words):
        read.add(Opening(Role.SHORTCOMING, lines[0].span[0], lines[0].span[0]))
    for line in lines:
        start = line.span[0]
        candidate = None if read.shows(line.text) else chosen.get(start, candidates.get(start))
        read.leave(line)
        opening = _headed(candidate, read, is_heading=start in chosen) if candidate else None
        if opening := opening or read.within(line):
            read.head(opening, line)
        elif start in named:
            read.entry(named[start], start)
        elif words.opens_feedback(line.text) and not read.tells_feedback:
            read.add(Opening(Role.FEEDBACK, start, start))
            read.is_bare = False
        else:
            if read.leaves_feedback(line.text):
                read.add(Opening(read.section, start, start))
            read.introduced(line, introduced.get(start, ()))
            read.is_fresh = False
        read.count(line)
    told = placed(alike(settled(read.made), lines), lines, words)
    return [replace(each, role="") if each.role == APART else each for each in told]


def _is_torn(lines: tuple[SourceLine, ...], words: Vocabulary) -> bool:
    """A text begins in the middle of its shortcomings: 四是……不好。 and 五是…… come first."""
    first = opens(lines[0].text) if lines else None
    if not first or first.ordinal == 1 or first.family not in _TORN:
        return False
    listed = itertools.takewhile(
        lambda line: (each := opens(line.text)) and each.family == first.family, lines
    )
    told = [words.falls_short(line.text[first.span[1] :]) for line in listed]
    return 2 * sum(told) > len(told)


@dataclass
class _Read:
    """What was opened up to a line, and the reading of the next one."""

    words: Vocabulary
    last: int  # where the last heading of a section stands that is neither
    part: int  # where the shortcomings have their heading, -1 where they have none
    joints: Joints
    made: list[Opening] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    ordinal: int = 0  # of the last heading
    section: str = ""  # the role of the last heading that opens no answers
    is_bare: bool = False  # the last line was a label and nothing else
    counted: Marker | None = None  # the last line with a number, but for those on feedback
    series: Marker | None = None  # the last point of the shortcomings
    is_passing: bool = False  # shortcomings are told in the last sentences of a paragraph
    is_passed: bool = False  # the same in a paragraph before
    is_fresh: bool = False  # the last line was a heading
    is_counted: bool = False  # the measures below it have begun to count by themselves
    is_explaining: bool = False  # the last line told the causes of what stands above it
    joint: Joint | None = None  # the last one, where measures stand beside the shortcomings
    sign: str = ""  # of the list in whose lines these stand
    is_titled: bool = False  # the last line was the name of a shortcoming and nothing else
    turned: str = ""  # the sign of a line that turned to what is meant
    hashed: list[tuple[int, str]] = field(default_factory=list)  # the open headings with #

    def add(self, opening: Opening) -> None:
        self.made.append(opening)
        self.roles.add(opening.role)
        if opening.is_heading:
            self.joint = None
            self.ordinal = opening.ordinal
            self.section = "" if opening.role in LABELS else opening.role
        if opening.role != Role.MEASURE or opening.is_heading:
            self.series = None if opening.is_heading else self.series
        self.is_counted = self.is_titled = False

    def leave(self, line: SourceLine) -> None:
        """Leave the headings with # that end above a line: those with as many as it, or more."""
        while (deep := depth(line.text)) and self.hashed and self.hashed[-1][0] >= deep:
            self.hashed.pop()

    def within(self, line: SourceLine) -> Opening | None:
        """What a heading opens that stands below that of a part: more of it, or what is good."""
        if not depth(line.text):
            return None
        around = self.hashed[-1][1] if self.hashed else ""
        role = "" if self.words.praises(line.text) else around
        title, (start, end) = line.text.lstrip("# "), line.span
        if role in LABELS and (opens(title) or self.words.falls_short(title)):
            end -= len(title)  # it is the name of a point: ### 1. 随访不勤
        return Opening(role, start, end, is_within=True)

    def head(self, opening: Opening, line: SourceLine) -> None:
        """Open what a heading opens, and read what stands behind it in its line."""
        self.add(opening)
        self.is_fresh = opening.end == line.span[1]
        self.is_bare = self.is_fresh and not opening.is_heading
        if deep := depth(line.text):
            self.hashed.append((deep, opening.role))
        rest = _behind(line, opening.end)
        if opening.role in LABELS and rest.text:
            self.line(rest)

    @property
    def role(self) -> str:
        """Of what was opened last."""
        return self.made[-1].role if self.made else ""

    @property
    def is_answering(self) -> bool:
        return self.role in LABELS

    @property
    def headed(self) -> bool:
        """What was opened last has a heading."""
        return bool(self.made) and self.made[-1].is_heading

    @property
    def tells_feedback(self) -> bool:
        """A section on feedback is open."""
        return self.role == Role.FEEDBACK and self.headed

    def leaves_feedback(self, text: str) -> bool:
        """Behind a paragraph on feedback, one that is about something else."""
        if self.role != Role.FEEDBACK or self.headed:
            return False
        counted, last = opens(text), self.counted
        if counted is None:
            return not self.made[-1].title and _FURTHER.match(text) is None
        # 4．去年考核指出……, and below it 5．队伍建设。
        is_fellow = last is not None and (counted.family, counted.ordinal) == (
            last.family,
            last.ordinal + 1,
        )
        return is_fellow and not _FURTHER.search(_CLAUSE.split(text, maxsplit=1)[0])

    def count(self, line: SourceLine) -> None:
        """Keep the number of a line, of one on feedback only where it opens that."""
        is_more = self.role == Role.FEEDBACK and self.made[-1].start < line.span[0]
        if self.made and self.made[-1].is_heading and self.made[-1].start == line.span[0]:
            self.counted = None
        elif not is_more and (own := opens(line.text)):
            self.counted = own

    def shows(self, text: str) -> bool:
        """A line tells more of the shortcoming that the line above it names."""
        return self.is_titled and _SHOWN.match(text) is not None

    def entry(self, told: Field, start: int) -> None:
        """Open what a name that stands again and again tells."""
        is_whole = told.is_whole and told.role in LABELS
        role = told.role or self.section
        self.add(Opening(role, start, start + told.length, is_whole=is_whole))

    def introduced(self, line: SourceLine, told: tuple[Introduction, ...]) -> None:
        """Read a line, what it introduces opened in its place."""
        told = () if self._answers_one(line.text) else told
        joints = list(self.joints.of(line)) if told and Role.SHORTCOMING in self.roles else []
        for each in told:
            if any(overlap(each.span, joint.span) for joint in joints):
                continue  # 学习不深（改进：
            if each.span[0] > line.span[0]:
                until = each.span[0] - line.span[0]
                self.line(SourceLine(line.text[:until], (line.span[0], each.span[0])))
                line = SourceLine(line.text[until:], (each.span[0], line.span[1]))
            if self.takes(each):
                self.add(
                    Opening(each.role, *each.span, title=line.text[: each.span[1] - each.span[0]])
                )
                self.is_bare = each.span == line.span
                line = _behind(line, each.span[1])
        self.line(line)

    def _is_behind(self, place: int) -> bool:
        """Shortcomings can be told here: behind all other parts and their own heading, if any."""
        return self.part < 0 or place > max(self.part, self.last)

    def takes(self, told: Introduction) -> bool:
        """An introduced part is another than the open one, and stands where it can stand."""
        role = told.role
        is_late = self._is_behind(told.span[0])
        is_answer = Role.SHORTCOMING in self.roles
        if not told.is_named and role == Role.SHORTCOMING and (self.part >= 0 or self.is_answering):
            return False
        if not told.is_named and role == Role.MEASURE and self.role != Role.SHORTCOMING:
            return False
        is_lead = self.is_fresh and self.role == role  # the first line below the heading
        if self.role == Role.FEEDBACK or (self.role == role and not is_lead):
            return False
        if not (is_late or is_lead):
            return False
        return role == Role.SHORTCOMING or is_answer

    def line(self, line: SourceLine) -> None:
        """Read what the labels, turns and enumerators in a line open."""
        text, start = line.text, line.span[0]
        self.is_bare = False
        self._leave_turned(line)
        self._leave_causes(text, start)
        if self.is_passing and self.role == Role.SHORTCOMING:
            self.add(Opening(self.section, start, start))
        elif self.is_answering and self.words.sums_up(text) and not self.headed:
            self.add(Opening("", start, start))
        self.is_passed = self.is_passed or self.is_passing
        self.is_passing = False
        if self._adds_pair(line):
            return
        told = self._events(line)
        self._leave_beside(line, told)
        for place, event in told:
            self._event(event, place, line)
        is_told = self.role == Role.SHORTCOMING and self.made[-1].start < start
        if is_told and unnumbered(text) == text and self.words.promises(text):
            self.add(Opening(Role.MEASURE, start, line.span[1]))
        is_name = opens(text) is not None and len(text) <= _NAME and text[-1].isalnum()
        self.is_titled = is_name and self.role == Role.SHORTCOMING
        if not text.endswith(("：", ":")):
            return
        self.is_bare = self.is_answering and self.made[-1].end == line.span[1]

    def _leave_turned(self, line: SourceLine) -> None:
        """Below a line of a list that ended with what is meant: the next one tells what lacks."""
        sign = SIGN.match(line.text)
        is_next = sign is not None and sign[0] == self.turned and self.role == Role.MEASURE
        if is_next and not self.headed and not is_meant(line.text[: len(line.text) // 2]):
            place = line.span[0]
            self.add(Opening(Role.SHORTCOMING, place, place, is_sentence=True))
        self.turned = ""

    def _leave_causes(self, text: str, start: int) -> None:
        """A paragraph on the causes among the shortcomings, or the next shortcoming behind it."""
        if self.role == Role.SHORTCOMING and not self.is_fresh and asks_why(text):
            self.add(Opening(APART, start, start))
            self.is_explaining = True
        elif self.is_explaining:
            self.is_explaining = False
            is_more = self.role == APART and self.series is None
            if is_more and self.words.falls_short(text) and not is_meant(text):
                self.add(Opening(Role.SHORTCOMING, start, start))

    def _event(self, event: Joint | Marker | Opening | None, place: int, line: SourceLine) -> None:
        start = line.span[0]
        match event:
            case Joint():
                sign = SIGN.match(line.text)
                self.sign = sign[0] if sign else ""
                self._join(event, start + place)
            case Marker():
                self._point(event, start)
            case Opening():
                self._label(event, line.text, start)
            case _:
                self._turn(start, place, line.text)

    def _events(self, line: SourceLine) -> list[LineEvent]:
        """Joints, markers, labels and turns of a line, by place."""
        text, start = line.text, line.span[0]
        told: list[LineEvent] = []
        found = list(markers(text))
        named = {each.span for each in found if each.family == "named"}  # 问题一：
        labels = [
            label
            for label in self.words.labels(text)
            if not (label.start == 0 and self.shows(text))
            and not any(one <= label.start and label.end <= other for one, other in named)
        ]
        if self._may_join(labels):
            joints = list(self.joints.of(line))
            labels = [x for x in labels if not _is_parted(x, joints, start)]
            told += [
                (place - start, joint)
                for joint in joints
                for place in (joint.start, joint.span[0])
                if place >= start
            ]
        for label in labels:
            role = str(label.role) if label.is_certain else f"?{label.role}"
            role = f"!{role}" if label.is_retort else role
            told.append((label.start, Opening(role, label.start, label.end)))
        inside = {place for label in labels for place in range(label.start, label.end)}
        told += [(each.span[0], each) for each in found if each.span[0] not in inside]
        told += [(place, None) for place in self.words.turns(text)]
        is_new = Role.SHORTCOMING not in self.roles or (self.part < 0 and self.is_passed)
        if not self.is_answering and not labels and is_new:
            told += [
                (place, Opening("?admitted", place, place)) for place in self._admissions(text)
            ]
        if not told or told[0][0] > 0:
            is_lead = "。" not in text and any(
                x.role == Role.MEASURE and x.is_certain and x.end == len(text) for x in labels
            )  # 不足也看得见，…作如下安排：
            is_told = self._may_admit(text) and not is_lead
            told += [(0, Opening("?admitted", 0, 0))] if is_told else []
        order = {Joint: 0, Opening: 1, Marker: 2, type(None): 3}
        return sorted(told, key=lambda each: (each[0], order[type(each[1])]))

    def _may_join(self, labels: list[Label]) -> bool:
        """Shortcomings are told when a line begins, or are opened in it."""
        if labels and labels[0].start == 0 and labels[0].role == Role.MEASURE and not self.joint:
            return False
        is_told = self.role == Role.SHORTCOMING or self.joint is not None
        is_told = is_told or (self.role == APART and not self.headed)  # 结语 is none of the causes
        return is_told or any(label.role == Role.SHORTCOMING for label in labels)

    def _join(self, joint: Joint, place: int) -> None:
        """Behind a shortcoming its measure, behind that the next shortcoming."""
        if place == joint.span[0] and self.role in (Role.SHORTCOMING, APART):
            self.joint = joint
            self.add(Opening(Role.MEASURE, *joint.span, joint=joint))
        elif place == joint.start and self.joint and self.role in (Role.MEASURE, ""):
            self.add(Opening(Role.SHORTCOMING, place, place, joint=self.joint))

    def _leave_beside(self, line: SourceLine, told: list[LineEvent]) -> None:
        """Below a measure that stood beside its shortcoming: the next one, or something else."""
        is_told = any(place == 0 and isinstance(each, (Joint, Opening)) for place, each in told)
        is_other = is_told or self.role not in (Role.MEASURE, "")
        if not self.joint or is_other or self._is_labelled(line):
            return
        first = opens(line.text)
        is_next = first is not None and self._goes_on(first)
        sign = SIGN.match(line.text)
        is_next = is_next or (sign is not None and sign[0] == self.sign)
        is_meant = not is_next and is_besides(line.text) and self.words.looks_ahead(line.text)
        is_told = self.words.falls_short(line.text) and not addresses(line.text)
        is_lack = self.role == Role.MEASURE and is_told and not is_meant
        if is_next or is_lack or self.role == Role.MEASURE:
            role = Role.SHORTCOMING if is_next or is_lack else Role.MEASURE if is_meant else ""
            self.add(Opening(role, line.span[0], line.span[0], joint=self.joint))

    def _is_labelled(self, line: SourceLine) -> bool:
        """A label of its own was opened just before what is left of a line: 改进措施："""
        label = self.made[-1]
        is_own = label.start < label.end and not label.joint
        return is_own and 0 <= line.span[0] - label.end <= _GAP

    def _adds_pair(self, line: SourceLine) -> bool:
        """Open one more pair where a word alone parts each: 另外，我脾气急，……，今后注意改。"""
        text, start = line.text, line.span[0]
        may_turn = self.joint is not None and not self.joint.is_sure and is_besides(text)
        turned = turn(text, (0, len(text))) if may_turn else None
        lack = text[: turned[0]] if turned else ""
        if not turned or not self.words.falls_short(lack) or self.words.looks_ahead(lack):
            return False
        self.add(Opening(Role.SHORTCOMING, start, start + lead_in(text), joint=self.joint))
        self.add(Opening(Role.MEASURE, start + turned[0], start + turned[1], joint=self.joint))
        return True

    def _admissions(self, text: str) -> list[int]:
        """Where a paragraph turns to what is lacking, or has owned up and tells nothing else."""
        told = list(self.words.admissions(text, is_only=self.part < 0))
        return told if told or self.part >= 0 else list(owned(text))

    def _may_admit(self, text: str) -> bool:
        is_met = meets_difficulty(re.split("[。！？]", text, maxsplit=1)[0])
        return not self.is_answering and self.words.admits(text) and not is_met

    def _point(self, marker: Marker, start: int) -> None:
        """The next shortcoming, or a measure's own number."""
        if marker.family == "named" and self._takes_turns(marker):
            other = Role.MEASURE if self.role == Role.SHORTCOMING else Role.SHORTCOMING
            self.add(Opening(other, start + marker.span[0], start + marker.span[1]))
        elif self.role == APART and self.series and self._goes_on(marker):
            place = start + marker.span[0]
            self.add(Opening(Role.SHORTCOMING, place, place))  # the next one, behind 原因：
            self.series = marker
        elif self.role == Role.SHORTCOMING:
            self._count(marker, start)
        elif self.role == Role.MEASURE and self.series and marker.family == self.series.family:
            if marker.ordinal == 1:
                self.is_counted = True
            elif not self.is_counted and self._goes_on(marker):
                place = start + marker.span[0]
                self.add(Opening(Role.SHORTCOMING, place, place))
                self.series = marker

    def _count(self, marker: Marker, start: int) -> None:
        """A number among the shortcomings; one below a line of a list begins anew."""
        if self.made[-1].is_sentence and marker.span[0] == 0:
            self.add(Opening(Role.SHORTCOMING, start, start))
        if self.series is None or self.series.family == marker.family:
            self.series = marker

    def _goes_on(self, marker: Marker) -> bool:
        """The next number of the shortcomings' own series."""
        known = self.series
        return (
            known is not None
            and marker.family == known.family
            and marker.ordinal == known.ordinal + 1
        )

    def _takes_turns(self, marker: Marker) -> bool:
        """措施1： among the shortcomings, 不足2： among the measures."""
        is_plan = _PLAN_NAMED.match(marker.text) is not None
        return self.role == (Role.SHORTCOMING if is_plan else Role.MEASURE)

    def _label(self, event: Opening, text: str, start: int) -> None:
        """A label, where it is sure or stands in a likely place."""
        is_answer = Role.SHORTCOMING in self.roles
        is_retort, name = event.role.startswith("!"), event.role.lstrip("!")
        is_certain, name = not name.startswith("?"), name.lstrip("?")
        is_below = event.start == 0 and self.role in (Role.SHORTCOMING, APART)
        is_late = start > self.last or is_below
        if name in ("admitted", APART):
            self._aside(name, event, start)
            return
        role = Role(name)
        if self.role == Role.FEEDBACK and not is_answer and role == Role.MEASURE:
            return
        if event.start == 0 and self._answers_one(text):
            return
        if role == Role.SHORTCOMING and meets_difficulty(text[event.start : event.end]):
            return
        if is_retort and not is_certain and not is_answer:
            return
        if self.role == role and not self._is_own(event, text):
            return
        if is_certain or (is_late and (role != Role.MEASURE or is_answer)):
            title = "" if is_retort else text[event.start : event.end]
            self.add(Opening(role, start + event.start, start + event.end, title=title))

    def _answers_one(self, text: str) -> bool:
        """One of the measures, which names first what it answers."""
        return self.role == Role.MEASURE and _OF_ONE.match(text) is not None

    def _aside(self, name: str, event: Opening, start: int) -> None:
        """A sentence that admits something is lacking, or the causes between two points."""
        begin = start + event.start
        is_brief = event.end - event.start <= NUMBER
        if name == "admitted" and self._is_behind(start):
            self.is_passing = event.start > 0
            self.add(Opening(Role.SHORTCOMING, begin, begin))
        elif name == APART and self.role == Role.SHORTCOMING and (event.start == 0 or is_brief):
            self.add(Opening(APART, begin, start + event.end))

    @staticmethod
    def _is_own(event: Opening, text: str) -> bool:
        """A label of the part that is open already says something new only at a line's start."""
        return event.start == 0 and opens(text) is None

    def _turn(self, start: int, place: int, text: str) -> None:
        """A sentence that says what is meant to be done, behind the shortcomings."""
        is_late = start > self.last and place == 0 and Role.MEASURE not in self.roles
        is_planned = is_late and Role.SHORTCOMING in self.roles and self.role != Role.FEEDBACK
        if self.role != Role.SHORTCOMING and not is_planned:
            return
        if _TALKS_ON.match(text, place):
            return  # 接下来我谈谈对部门的感受。
        if answers_difficulty(re.split("[。！？]", text[place:], maxsplit=1)[0]):
            return
        if self.made[-1].end >= start + place and self.made[-1].start != start + place:
            return  # the label itself
        if self.role == Role.SHORTCOMING and self.made[-1].start == start + place:
            return
        if place and (sign := SIGN.match(text)):
            self.turned = sign[0]
        self.add(Opening(Role.MEASURE, start + place, start + place))


def _is_parted(label: Label, joints: list[Joint], start: int) -> bool:
    """A joint stands inside what looks like one label: 学习不深（改进："""
    return any(label.start < joint.span[0] - start < label.end for joint in joints)


def _behind(line: SourceLine, start: int) -> SourceLine:
    """What is left of a line from `start` on."""
    rest = line.text[start - line.span[0] :]
    skipped = len(rest) - len(rest.lstrip("。：: \t"))
    return SourceLine(rest[skipped:], (start + skipped, line.span[1]))


def _headed(candidate: HeadingLine, read: _Read, *, is_heading: bool) -> Opening | None:
    """The opening a candidate makes, unless it numbers a point among the answers."""
    is_label = candidate.role in LABELS
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
        is_heading=is_heading and (candidate.level < BARE or not is_label or candidate.is_series),
    )


def _is_point(candidate: HeadingLine, read: _Read, *, is_heading: bool) -> bool:
    """Among the answers, a numbered line goes on with their own series or begins it."""
    if candidate.is_series and (candidate.level < BARE or candidate.role not in ("", *LABELS)):
        return False  # it looks like the other headings
    if candidate.role in LABELS:
        # What names the open part once more below its heading is a point of it.
        is_same = candidate.role == read.role or _is_beside(candidate, read)
        return not is_heading and is_same and not read.is_bare
    if candidate.level == BARE:
        return not candidate.is_marked and candidate.role != APART
    is_next = candidate.ordinal == read.ordinal + 1
    known = read.series
    goes_on = known is not None and (
        candidate.ordinal == known.ordinal + 1
        and (known.family == "dun" or (known.family == "di" and candidate.is_stopped))
    )
    return not is_heading or read.is_bare or not is_next or (goes_on and candidate.level == 0)


def _is_beside(candidate: HeadingLine, read: _Read) -> bool:
    """The next shortcoming, behind one that had its measure beside it: 2.不足：…；措施：…"""
    is_next = read.series is None or candidate.ordinal == read.series.ordinal + 1
    return read.joint is not None and candidate.role == Role.SHORTCOMING and is_next
