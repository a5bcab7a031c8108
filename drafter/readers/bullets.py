"""Lines to bullets: groups are carried down, continued lines joined, the rest reported."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.readers import nested, placement, tableunits, wrapped
from drafter.readers.announced import part_below
from drafter.readers.headings import counts, tells_deed
from drafter.readers.lines import (
    CELL,
    HEADING_LENGTH,
    HEADS,
    SENTENCE,
    SIGNS,
    TICKED,
    UNTICKED,
    Line,
    bracketed,
    introduces,
    is_title,
    line,
)
from drafter.readers.sheet import Bullet, section_role
from drafter.readers.table import GROUP_LEVEL
from drafter.text import shorten, strip_end

SHOWN = 13  # characters of a line shown in a note
FAILED = SIGNS["❌"]
LATE = 2  # lines that may stand above a title
_STYLED = 6  # of a heading of a document, above the names of sheets and of parts of a table
_COUNTS_PARTS = "han"  # the mark of the parts of a report: 三、
_BARE = re.compile("[\u4e00-\u9fff]{1,4}")  # a name of a part, typed alone
_SEVERAL = 2  # names of parts that stand alone, from which what stands so is one
_NO_DEED = (Role.SHORTCOMING, Role.MEASURE, Role.FEEDBACK)  # where what is not done is told
NOTED = 60  # characters of a line that is not read, in the note on it
_WORD = re.compile(r"[^\W_]")
_COUNTER = re.compile(  # 1 会多; A. 会多，砍掉9个, for A. 会多 alone is an answer to be ticked
    r"(?P<number>\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff“])"
    r"|(?P<letter>[A-H])[.．、)）][ \u3000]*(?=[\u4e00-\u9fff“][^\n]*[，。；：—→\d])"
)
_PART = re.compile(r"(?P<number>\d{1,2})(?P<blank>[ \u3000]*)(?P<name>[\u4e00-\u9fff][^\d]*)")
TITLE_LENGTH = 20  # characters of a title of a part that a comma may part
_PARTS = 3  # headings that count on, from which numbers without a mark make some
_ROW = re.compile(
    r"([^\s：:，。；]{1,10})[：:]\s*((?:1[、.．)）]|[（(]1[)）]|①)\s*\S.*)", re.DOTALL
)


@dataclass(slots=True)
class Gathered:
    """What was found in the lines so far."""

    genre: Genre
    bullets: list[Bullet] = field(default_factory=list)
    title: str = ""
    notes: list[str] = field(default_factory=list)
    groups: list[Line] = field(default_factory=list)  # open headings, the innermost last
    labels: set[str] = field(default_factory=set)  # where headings stand that say more themselves
    is_headed: bool = False  # the last line was a heading, under which nothing stands yet
    parent: Line | None = None  # whose nested points are told in the last bullet
    row: tuple[str, str] = ("", "")  # 不足：1、… goes on in 2、…: the place and the mark
    above: list[Line] = field(default_factory=list)  # points, the innermost last, one under another
    line: str = ""  # in which the last bullet ends

    @property
    def is_new(self) -> bool:
        """Nothing was found yet."""
        return not (self.title or self.groups or self.bullets)

    @property
    def group(self) -> str:
        """The innermost heading that names a place, or else the innermost."""
        names = [line.text.rstrip("：: ") for line in reversed(self.groups)]
        placing = [name for name in names if placement.heading_role(name, self.genre)]
        return next(iter(placing or names), "")

    def enter(self, heading: Line) -> None:
        """Open a heading and close those it ends."""
        if heading.level:
            keep = [g for g in self.groups if g.level and g.level < heading.level]
        else:
            # What a table calls its parts ends with the table.
            keep = [group for group in self.groups if group.level != GROUP_LEVEL]
            for index, group in enumerate(keep):
                if not group.level and _same_rank(group, heading):
                    keep = keep[:index]
                    break
        self.groups, self.is_headed, self.above = [*keep, heading], True, []

    def head(self, this: Line, following: Line | None) -> bool:
        """Open a heading; whether it also says something, as 不足：下乡少 over a list of more."""
        label, own = _labelled(this, self.genre)
        self.enter(replace(label, text=bracketed(label.text) or label.text))
        if own:
            self.take(own)
            self.labels.add(label.source)
            return True
        self.tell(this)
        self.notes += self.told_of(this, following)
        return False

    def leave(self, this: Line) -> None:
        """Close the labels of a form above a table with heads, unless nothing stands under them."""
        if this.marker == HEADS and not self.is_headed:
            self.groups = [group for group in self.groups if group.level != this.level]

    def speaks_of_others(self, this: Line) -> bool:
        """Whether a line only tells the unit of figures, or which part stands below: it is opened.

        Such a part begins there whatever the line itself stands under, and ends where the parts
        that it stands among count on.
        """
        if name := part_below(this.text, self.genre):
            is_counted = any(group.marker == _COUNTS_PARTS for group in self.groups)
            marker = _COUNTS_PARTS if is_counted else ""
            self.groups = [group for group in self.groups if group.level]
            self.enter(replace(this, text=name, marker=marker, group="", indent=0))
            self.notes.append(_assumed(this))
            return True
        if is_unit := bool(tableunits.stated(this.text)):
            self.notes.append(f"{this.source} 是数的单位，没有接到数后面：{this.text}")
        return is_unit

    def tell(self, heading: Line) -> None:
        """The heading just opened as a fact under those around it, where it says what was done."""
        is_styled = 0 < heading.level <= _STYLED
        if not is_styled or placement.names_place(heading.text, self.genre):
            return
        if tells_deed(heading.text):
            *outer, own = self.groups
            self.groups = outer
            self.bullets.append(Bullet(heading.text, heading.source, self.group))
            self.groups.append(own)
        elif counts(heading.text):
            self.notes.append(_assumed(heading))

    def told_of(self, heading: Line, following: Line | None) -> list[str]:
        """What the author should know of a line that was just taken for a heading."""
        if _is_said(heading, following, self.genre):
            return [f"{heading.source} 没有作要点：{shorten(heading.text, SHOWN)}"]
        if not _is_assumed(heading, self.genre):
            return []
        is_told = following is not None and self.carried(following, self.group)
        return [] if is_told else [_assumed(heading)]

    def take(self, this: Line) -> None:
        """A bullet, or what its mark or its row says is not done."""
        if this.marker == "sign" and this.group == UNTICKED:
            self.add_open(this)
        elif this.undone:
            self.add_undone(this)
        else:
            self.add(this)

    def add(self, this: Line) -> None:
        """A bullet; it closes a heading that was itself a bullet of its kind, or only a label."""
        if not this.marker and self.groups and self.groups[-1].source in self.labels:
            self.groups.pop()  # what is no more of the list beside it
        for index, heading in enumerate(self.groups):
            is_bullet = bool(heading.marker) and not heading.level  # ## 2. stays over 1.
            if is_bullet and heading.marker == this.marker and this.indent <= heading.indent:
                self.groups = self.groups[:index]
                break
        self.is_headed = False
        group = self._of_cell(this) or self._of_row(this) or self.group
        text = self._with_parent(this, group)
        if text:
            self.above = [point for point in self.above if point.indent < this.indent]
            under = self.above[-1].source if self.above and this.marker else ""
            self.above.append(this)
            told = Bullet(text, this.source, group, this.section, this.evidence, under)
            self.bullets.append(told)
        self.line = this.text

    def _with_parent(self, this: Line, group: str) -> str:
        """What a bullet says with the one it is nested under; "" where it goes on from its like.

        整治河道 over 干流2条 and 支流3条 is one fact: 整治河道：干流2条；支流3条.
        """
        whole = self.carried(this, group)
        parent = self.groups[-1] if whole and whole.endswith(f"：{this.text}") else None
        begun, self.parent = self.parent, parent
        if not whole:
            return this.text
        last = self.bullets[-1] if self.bullets else None
        if last is None or parent is None or begun is not parent or last.text.endswith(("）", ")")):
            return whole
        self.bullets[-1] = replace(last, text=f"{strip_end(last.text)}；{this.text}")
        return ""

    def carried(self, this: Line, group: str) -> str:
        """A deed together with the point that it is nested under; "" where it needs none."""
        parent = self.groups[-1] if self.groups else this
        is_deed = placement.heading_role(group, self.genre) not in set(Role)
        if not is_deed or not _is_parent(parent, this):
            return ""
        is_place = placement.names_place(parent.text, self.genre)
        return "" if is_place else nested.carried(parent.text, this.text)

    def add_open(self, this: Line) -> None:
        """A task that is not ticked: left out and named, unless all is still to be done there."""
        if placement.heading_role(self.group, self.genre) == Role.MEASURE:
            self.add(replace(this, group=""))
        else:
            self.notes.append(f"没有勾的没有作要点：{this.source} {shorten(this.text, SHOWN)}")

    def add_undone(self, this: Line) -> None:
        """A row that says it was not done: left out and named, unless it is told as no deed."""
        own = section_role(this.section, self.genre)
        role = own or placement.heading_role(self._of_cell(this) or self.group, self.genre)
        if role in _NO_DEED:
            self.add(this)
        else:
            shown = shorten(this.text, SHOWN)
            self.notes.append(f"写着“{this.undone}”的没有作要点：{this.source} {shown}")

    def _of_cell(self, this: Line) -> str:
        """What its own row says about it, where that or nothing around the table names a place."""
        if placement.heading_role(this.group, self.genre):
            return this.group
        return "" if placement.heading_role(self.group, self.genre) else this.group

    def _of_row(self, this: Line) -> str:
        """The place of a numbered line that goes on with a row begun behind a label."""
        if begun := _ROW.fullmatch(this.text):
            first = line(begun[2], "").marker
            is_row = first and placement.prefix_role(begun[1], self.genre) in set(Role)
            self.row = (begun[1], first) if is_row else ("", "")
            return ""
        if not this.marker or this.marker != self.row[1]:
            self.row = ("", "")
        return self.row[0]

    def extend(self, this: Line, *, is_apart: bool) -> None:
        """More of the last bullet: a paragraph of its own, or a line that may begin a clause.

        At the margin it may as well be a fact that lacks its mark: one that tells another thing is
        read as such, and one that is joined is named.
        """
        is_flush = not (is_apart or this.indent)
        if is_flush and wrapped.are_apart(self.line, this.text):
            self.take(replace(this, marker=self.above[-1].marker if self.above else ""))
            return
        last = self.bullets[-1]
        is_clause = wrapped.begins_clause(self.line, this.text, is_flush=is_flush)
        is_plain = _WORD.match(this.text) and _WORD.match(last.text[-1:])
        mark = ("；" if is_apart else "，" if is_clause else "") if is_plain else ""
        if is_flush and mark:
            self.notes.append(f"{this.source} 接在上一条后面：{shorten(this.text, SHOWN)}")
        self.bullets[-1] = replace(last, text=last.text + mark + this.text)
        self.line = this.text


def gather(lines: Iterable[Line], genre: Genre, *, bare: bool) -> Gathered:
    """The bullets of a sheet.

    A heading is a line its format marks as one, a line that only introduces the next
    (`lines.introduces`), or one that only names a place of the genre (不足, 改进措施：). A first
    heading of level 1 before anything else is the title, and so is a first bare line that says so.

    Args:
        lines: without front matter.
        genre: whose words name the places.
        bare: whether a line without a marker is a fact (text, Word) or goes on from the bullet
            above it (Markdown), where one that follows nothing is reported and left out.
    """
    found = Gathered(genre)
    lines = _signed(_titled(_parted(_numbered(list(lines)), genre), genre))
    apart = _apart(lines, genre) | _subjects(lines, genre) if bare else frozenset()
    is_open = False  # whether the next line may go on from the last bullet
    for this, following in _with_following(lines):
        if this.is_empty:
            found.leave(this)
            is_open = False
            continue
        is_bullet = bool(this.marker) or bare
        if (found.is_new and _is_title(this, genre, bare=bare)) or _is_late_title(this, found):
            found.title = this.text
        elif found.speaks_of_others(this):
            is_bullet = False
        elif this.source in apart or _is_heading(this, following, genre, _open_marks(found)):
            is_bullet = found.head(this, following)
        elif is_bullet:
            found.take(this)
        elif found.bullets and (is_open or this.indent):
            found.extend(this, is_apart=not is_open)
            is_bullet = True
        else:
            found.notes.append(f"{this.source} 不是要点，没有读入：{shorten(this.text, NOTED)}")
        is_open = is_bullet
    return found


def _numbered(rows: list[Line]) -> list[Line]:
    """The lines, those of a list without numbers that only a blank parts from them, or letters.

    >>> [each.text for each in _numbered([line("1 会多", ""), line("2 车旧", "")])]
    ['会多', '车旧']
    >>> told = ("A. 会多，砍掉9个", "B. 车旧，换了6辆")
    >>> [each.text for each in _numbered([line(each, "") for each in told])]
    ['会多，砍掉9个', '车旧，换了6辆']
    >>> [each.text for each in _numbered([line("1 所学校", ""), line("3 所医院", "")])]
    ['1 所学校', '3 所医院']
    """
    found = [_COUNTER.match(row.text) if not (row.marker or row.level) else None for row in rows]
    counts = [
        int(each["number"] or ord(each["letter"]) - ord("A") + 1) if each else 0 for each in found
    ]
    told, at = list(rows), 0
    while at < len(rows):
        end = at
        while end < len(rows) and counts[end] == end - at + 1:
            end += 1
        if end - at > 1:
            for number in range(at, end):
                text = _COUNTER.sub("", rows[number].text)
                told[number] = replace(rows[number], text=text, marker="number")
        at = max(end, at + 1)
    return told


def _parted(rows: list[Line], genre: Genre) -> list[Line]:
    """The lines, those that number the parts of a sheet without a mark as its parts: 2 监管安全.

    Such headings count on from 1 through the whole sheet, each over lines of its own, and several
    of them name a part; one that nothing parts from its number (6廉) has to name one.
    """
    found: dict[int, str] = {}
    named = last = 0
    for at, row in enumerate(rows):
        part = _PART.fullmatch(row.text) if not (row.marker or row.level) else None
        if part is None or int(part["number"]) != len(found) + 1 or SENTENCE.search(row.text):
            continue
        name = part["name"].strip()
        is_named = placement.names_place(name.rstrip("：:"), genre)
        is_short = bool(part["blank"]) and len(name) <= HEADING_LENGTH
        is_over = not found or any(not each.is_empty for each in rows[last + 1 : at])
        if is_over and (is_named or is_short):
            found[at], last, named = name, at, named + is_named
    if len(found) < _PARTS or named < _SEVERAL or 2 * named < len(found):
        return rows
    return [
        replace(row, text=found[at], marker=_COUNTS_PARTS, is_part=True) if at in found else row
        for at, row in enumerate(rows)
    ]


def _titled(rows: list[Line], genre: Genre) -> list[Line]:
    """The lines, titles that are counted 一、二、三、 as headings though a comma parts them.

    聚焦主业，服务大局 is one where all that is so counted is short and counts nothing, stands over
    something else, and where several name parts.
    """
    told = [row for row in rows if not row.is_empty]
    found = {
        at: row for at, row in enumerate(told) if row.marker == _COUNTS_PARTS and not row.level
    }
    is_over = all(
        at + 1 < len(told) and told[at + 1].marker != _COUNTS_PARTS and _is_title_like(row)
        for at, row in found.items()
    )
    named = sum(bool(placement.heading_role(row.text, genre)) for row in found.values())
    if len(found) < _PARTS or not is_over or named < _SEVERAL:
        return rows
    places = {row.source for row in found.values()}
    return [replace(row, is_part=True) if row.source in places else row for row in rows]


def _is_title_like(row: Line) -> bool:
    """Whether a line is short, counts nothing and ends no sentence."""
    is_short = len(row.text) <= TITLE_LENGTH and not row.text.endswith(("。", "；"))
    return is_short and not any(map(str.isdigit, row.text))


def _signed(rows: list[Line]) -> list[Line]:
    """The lines with what their signs say of them.

    Crosses part what failed from the rest. An empty box is a bullet like any other, unless others
    are ticked; a tick says nothing more than that.
    """
    signs = {row.group for row in rows if row.text and row.marker == "sign"}
    is_parted, is_ticked = FAILED in signs, {TICKED, UNTICKED} <= signs
    kept = set(SIGNS.values()) - {TICKED, UNTICKED} if is_parted else set()
    kept |= {UNTICKED} if is_ticked else set()
    return [
        replace(row, group="") if row.marker == "sign" and row.group not in kept else row
        for row in rows
    ]


def _is_title(this: Line, genre: Genre, *, bare: bool) -> bool:
    is_named = this.level > 0 and not this.marker and "述职" in this.text  # of any level of Word
    marked = (this.level == 1 or is_named) and not placement.names_place(this.text, genre)
    return marked or (bare and is_title(this))


def _is_late_title(this: Line, found: Gathered) -> bool:
    """Whether a title stands below a line or two: 草稿（第三稿）."""
    is_early = not (found.title or found.groups) and 0 < len(found.bullets) <= LATE
    return is_early and "述职" in this.text and is_title(this)


def _apart(rows: list[Line], genre: Genre) -> frozenset[str]:
    """Where headings stand that nothing but their place makes some: 营运, as 安全 and 廉 stand.

    A few characters under an empty line and over several lines, said once, in a sheet where most
    that stands so names a part. Where no line is empty, as in a PDF, they stand over a sentence.
    """
    told = Counter(row.text for row in rows)
    is_loose, end = any(row.is_empty for row in rows), Line("", "")
    alone = [
        row
        for above, row, *below in zip(
            [end, *rows], rows, [*rows[1:], end], [*rows[2:], end, end], strict=False
        )
        if (above.is_empty or not is_loose)
        and not (row.marker or row.level)
        and _BARE.fullmatch(row.text)
        and told[row.text] == 1
        and _has_more(below, is_loose=is_loose)
    ]
    named = sum(placement.names_place(row.text, genre) for row in alone)
    is_so = named >= _SEVERAL and 2 * named > len(alone)
    return frozenset(row.source for row in alone) if is_so else frozenset()


def _subjects(rows: list[Line], genre: Genre) -> frozenset[str]:
    """Where lines stand that name a subject and head what is told below: 队伍建设.

    Several of them one below the other are a list of subjects, one over the name of another part,
    or over nothing, is what its author has to say, and one among failings or plans says what they
    are about.
    """
    told = [row for row in rows if not row.is_empty]
    names = [_names_subject(row) for row in told]
    heads, role = set(), ""
    for at, (row, below) in enumerate(pairwise(told)):
        if _is_part(row, genre):
            role = placement.heading_role(row.text, genre)
        is_listed = names[at + 1] or (at > 0 and names[at - 1])
        is_over = row.marker != below.marker if row.marker else role not in set(Role)
        if names[at] and not is_listed and is_over and not _is_part(below, genre):
            heads.add(row.source)
    return frozenset(heads)


def _names_subject(row: Line) -> bool:
    return not row.level and row.marker != CELL and placement.names_subject(row.text)


def _is_part(row: Line, genre: Genre) -> bool:
    return bool(row.level) or row.is_part or placement.names_place(row.text, genre)


def _has_more(below: Sequence[Line], *, is_loose: bool) -> bool:
    """Whether the two lines below a short one are what a heading would stand over."""
    if is_loose:
        return not any(each.is_empty or _BARE.fullmatch(each.text) for each in below)
    return below[0].marker == CELL or SENTENCE.search(below[0].text) is not None


def _open_marks(found: Gathered) -> set[str]:
    """The marks of the open headings that are lines of a list; a table's own name has none."""
    return {each.marker for each in found.groups if not each.level}


def _is_heading(this: Line, following: Line | None, genre: Genre, outer: Collection[str]) -> bool:
    named = this.marker != CELL and placement.names_place(this.text, genre)
    if this.level or this.is_part or named or this.marker == "question":
        return True
    ends = following and not this.marker and placement.names_place(following.text, genre)
    if ends and not this.text.endswith(("：", ":")):
        return False  # what names a place itself is introduced by nothing
    return introduces(this, following, outer)


def _labelled(this: Line, genre: Genre) -> tuple[Line, Line | None]:
    """A heading without what stands behind its label, and that; None where nothing does."""
    name, _, words = this.text.partition("：")
    is_label = placement.prefix_role(name, genre) in set(Role) and not this.level
    if not words.strip() or not is_label or placement.names_place(this.text, genre):
        return this, None
    return replace(this, text=name), replace(this, text=words.strip(), marker="")


def _assumed(heading: Line) -> str:
    return f"{heading.source} 当作小标题，没有作要点：{heading.text[:12]}"


def _is_assumed(heading: Line, genre: Genre) -> bool:
    """Whether nothing but its shortness speaks for a heading, so that its author should know."""
    told = (
        heading.level
        or heading.is_part
        or heading.text.endswith(("：", ":"))
        or bracketed(heading.text)
    )
    is_named = placement.heading_role(heading.text, genre) or placement.names_place(
        heading.text, genre
    )
    return not told and not is_named


def _is_said(heading: Line, following: Line | None, genre: Genre) -> bool:
    """Whether a line that introduces no more than another heading says something: 您按下面写，："""
    is_over = following is not None and placement.names_place(following.text, genre)
    return is_over and bool(SENTENCE.search(heading.text)) and not heading.level


def _with_following(rows: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each line with the next one that is not empty."""
    following: list[Line | None] = [None]
    for row in reversed(rows):
        following.append(following[-1] if row.is_empty else row)
    return zip(rows, reversed(following[:-1]), strict=True)


def _is_parent(heading: Line, this: Line) -> bool:
    """Whether an open heading is a point that others are nested under, and no part of a report."""
    return heading is not this and not heading.level and this.marker not in {"", CELL}


def _same_rank(group: Line, heading: Line) -> bool:
    return (group.marker, group.indent) == (heading.marker, heading.indent)
