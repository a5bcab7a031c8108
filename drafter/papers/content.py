"""What a report tells, in pieces that stand alone: a shorter paper takes or leaves whole ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter import grounding
from drafter.document import Facts, ParagraphKind, Point, Report, Section, answering, views
from drafter.drafting import author
from drafter.drafting.own_words import own_words
from drafter.errors import BadInput
from drafter.rewriting import metadata
from drafter.text import OPEN, PROPOSES, clauses, length, sentences, strip_end

LEAD = 16  # characters up to which an admission's first sentence is its name
INTEGRITY = "integrity"
LONGEST_NAME = 4  # characters
ALL, OTHERS = "主要工作", "其他工作"
MANY = 8  # sentences of a finished report at least
RUN = 1.5  # of them in a paragraph, on the average
SHARE = 0.6  # of a finished report's sentences that end with a mark
FEWEST = 2  # statements below which there is nothing to choose from
_BOUND = re.compile(  # what cannot stand without what is told before it
    r"其中|但|而|却|且|并|还|也|又|所以|因此|因而|由此|为此|导致|造成|致使|使(?!用)|从而|以及|该|此|这|其|上述|前述|"
    r"同比|环比|比上年|较上年|比年初|较年初|占|均|分别|剩余|其余|另有|另外|包括|即|同时|特别是|尤其|目前|后来|之后|随后"
)
_LIMIT = re.compile(  # what takes something back, or says how far it goes
    r"尚|仍|还有|未(?=完成|投用|通过|销号|整改|办结|到位|达|兑现|开工|验收|落实|解决|启用)|在建|仅|只有|只占|除.{1,12}外|不含|不包括|"
    r"截至|暂|部分"
)
_OPENING = re.compile(r"(?:报告|汇报|述职|总结)[^，。]{0,6}(?:如下|报告|一下)|如下(?:报告|汇报)")
_CELL = re.compile(r"[^，。；：！？]{1,6}|[\d.,*%％‰（）()万亿元人-]+")  # of a table
_BULLET = re.compile(r"^\s*[-•·▪◆]\s*")
_BOLD = re.compile(r"^\*\*([\u4e00-\u9fff]{2,12})\*\*(?=[：:])")  # a label; elsewhere masks
_TABLE = re.compile(r"[见如]下表|[见如]附[件表]|下表")
_DUTIES = re.compile(r"履行([^，。；“”]{2,24}?)(?:的)?职责")
_ENDS = ("。", "！", "？", "〕", "”")
OF_AUTHOR = re.compile(r"本人|我(?![国省市县区镇乡村局院校所厂司行站队部们])|自己")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the report tells that is true by itself, its figures with their limits."""

    text: str  # without its end mark
    at: int  # its place in reading order
    sentence: int  # statements of one sentence of the report have the same

    @property
    def is_open(self) -> bool:
        """Whether its author still has to say it."""
        return OPEN in self.text


@dataclass(frozen=True, slots=True)
class Theme:
    """A point of a section: its lead phrase, "" where it has none, and what it tells."""

    lead: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A numbered section."""

    role: str  # "" where it is none of the genre's
    name: str
    heading: str
    themes: tuple[Theme, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that it tells, in order."""
        return tuple(each for theme in self.themes for each in theme.statements)


@dataclass(frozen=True, slots=True)
class Answered:
    """A shortcoming and the measure against it, whole and in short."""

    shortcoming: str
    measure: str  # "" where the report has none
    brief: str  # the shortcoming's name, where it has one
    step: str  # of the measure, its first sentence

    @property
    def is_open(self) -> bool:
        """Whether its measure still has to be found."""
        return not self.measure or OPEN in self.measure


@dataclass(frozen=True, slots=True)
class Content:
    """A report as material for others."""

    report: Report
    title: str
    year: int | None
    post: str
    unit: str
    name: str
    salutation: str
    opening: tuple[str, ...]  # sentences of the preamble, the one that only announces left out
    parts: tuple[PaperPart, ...]
    feedback: tuple[str, ...]
    pairs: tuple[Answered, ...]
    closing: str
    signature: tuple[str, ...]
    has_table: bool = False  # whose rows are no statements

    @property
    def kind(self) -> str:
        """What the report is about: 述职述廉 or 述职."""
        is_clean = "廉" in self.title or any(part.role == INTEGRITY for part in self.parts)
        return "述职述廉" if is_clean else "述职"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that the numbered sections tell, in order."""
        return tuple(each for part in self.parts for each in part.statements)


def content(report: Report) -> Content:
    """The report's parts, its sentences in pieces that stand alone.

    Raises:
        BadInput: it has no parts to choose from.
    """
    facts = report.facts or Facts(())
    role = facts.role or metadata.role_of(report)
    parts = tuple(_parts(report))
    if sum(len(part.statements) for part in parts) < FEWEST:
        raise BadInput(
            "看不出这是一份报告：没有读到成句的内容", hint="给一份写好的述职报告，或者一份要点"
        )
    names = [line.text for line in report.titles[1]]
    closing, signature = _end(report)
    opening = tuple(_opening(report, is_all=bool(report.of(ParagraphKind.BODY))))
    post = author.post(facts) or role or _post(names, opening)
    return Content(
        report=report,
        title="".join(line.text.strip() for line in report.titles[0]),
        year=report.year or metadata.year_of(report),
        post=post,
        unit=facts.unit or metadata.unit_of(post),
        name=facts.name or _name(names),
        salutation=_salutation(report),
        opening=opening,
        parts=parts,
        feedback=tuple(_said(report, ParagraphKind.FEEDBACK)),
        pairs=tuple(_pairs(report)),
        closing=closing,
        signature=signature,
        has_table=any(p.kind is ParagraphKind.BODY and _is_row(p.text) for p in report.paragraphs),
    )


def pieces(sentence: str) -> list[str]:
    """A sentence cut at its semicolons, as far as each piece is true without the others.

    What limits a piece, points back at it or is listed after a colon stays with it.

    >>> pieces("新建学校6所；其中2所未投用；拆除危房127栋。")
    ['新建学校6所；其中2所未投用', '拆除危房127栋']
    >>> pieces("办成三件事：修路12公里；架桥3座。")
    ['办成三件事：修路12公里；架桥3座']
    """
    bare = strip_end(sentence)
    if "：" in bare.partition("；")[0]:
        return [bare]
    found: list[str] = []
    for each in bare.split("；"):
        is_bound = found and (_BOUND.match(each) or _LIMIT.search(each) or not closes(found[-1]))
        if is_bound:
            found[-1] += f"；{each}"
        elif each.strip():
            found.append(each.strip())
    return found


def closes(text: str) -> bool:
    """Whether every quotation and bracket that opens is closed."""
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "（）", "〔〕", "()"))


def _parts(report: Report) -> Iterator[PaperPart]:
    """The numbered sections, then what stands in none of them."""
    count, seen = 0, set[str]()
    rest = [(n, each) for n, each in enumerate(views.sentences(report)) if _is_prose(report, each)]
    for section in report.sections:
        first, last = section.span
        inside = [row for row in rest if first <= row[1].span[0] < last]
        rest = [row for row in rest if row not in inside]
        themes = _themes(report, section, inside, count)
        if not themes:
            continue
        count += sum(len(theme.statements) for theme in themes)
        is_known = section.role in report.genre.roles and section.role not in seen
        seen.add(section.role)
        name = report.genre.section(section.role).name if is_known else section.heading
        role = section.role if section.role in report.genre.roles else ""
        yield PaperPart(role, name, section.heading, themes)
    if not count and not rest:  # a report of one paragraph that opens and tells all
        every = enumerate(views.sentences(report))
        rest = [row for row in every if row[1].kind is ParagraphKind.PREAMBLE][1:]
    if themes := _themes(report, None, rest, count):
        name = OTHERS if count else ALL
        yield PaperPart("", name, name, themes)


def _is_prose(report: Report, sentence: views.ProseSentence) -> bool:
    """Whether it is told in the body, in words: no row of a table, nothing that points at one."""
    is_row = _is_row(report.paragraphs[sentence.paragraph].text)
    return sentence.kind is ParagraphKind.BODY and not is_row and not _TABLE.search(sentence.text)


def _is_row(line: str) -> bool:
    """Whether a line is of a table: cells behind tabs, or one alone."""
    return "\t" in line.strip() or bool(_CELL.fullmatch(line.strip()))


def _themes(
    report: Report,
    section: Section | None,
    numbered: Sequence[tuple[int, views.ProseSentence]],
    at: int,
) -> tuple[Theme, ...]:
    """The points of a section with what they tell; a paragraph each where there are none."""
    rows: dict[int, list[Statement]] = {}
    for number, sentence in numbered:
        point = _point_of(section, sentence.span[0]) if section else sentence.paragraph
        if section and point >= 0 and _is_lead(section.points[point], sentence.text):
            continue
        row = rows.setdefault(point, [])
        for piece in _whole(pieces(_bare(sentence.text)), report):
            if row and _BOUND.match(piece):
                before = row.pop()
                row.append(Statement(f"{before.text}。{piece}", before.at, number))
            else:
                row.append(Statement(piece, at, number))
                at += 1
    return tuple(
        Theme(section.points[point].lead if section and point >= 0 else "", tuple(row))
        for point, row in sorted(rows.items())
        if row
    )


def _whole(row: list[str], report: Report) -> list[str]:
    """The pieces of a sentence, those that tell one fact of the sheet together again."""
    texts = [fact.text for fact in report.facts or () if "；" in fact.text or ";" in fact.text]
    for text in texts if len(row) > 1 else ():
        behind = grounding.coverage(text, row).sentences
        if len(behind) > 1:
            first, last = min(behind), max(behind)
            row = [*row[:first], "；".join(row[first : last + 1]), *row[last + 1 :]]
    return row


def _point_of(section: Section, place: int) -> int:
    """Which point of a section holds a place; -1 where none does."""
    return next((n for n, p in enumerate(section.points) if p.span[0] <= place < p.span[1]), -1)


def _is_lead(point: Point, text: str) -> bool:
    return bool(point.lead) and strip_end(text) == strip_end(point.lead)


def _opening(report: Report, *, is_all: bool) -> Iterator[str]:
    """The preamble's sentences without the clause that only announces the report."""
    preamble = list(_said(report, ParagraphKind.PREAMBLE))
    for text in preamble if is_all else preamble[:1]:
        kept = [text[slice(*span)] for span in clauses(text)]
        kept = [each for each in kept if not _OPENING.search(each)]
        if len(kept) == sum(1 for _ in clauses(text)):
            yield text
        elif kept:
            yield "，".join(kept)


def _said(report: Report, kind: ParagraphKind) -> Iterator[str]:
    """The sentences of one kind, the report's own label left out."""
    labels = (report.genre.feedback.label,)
    for each in views.sentences(report):
        if each.kind is kind and OPEN not in each.text:
            text = each.text
            for label in labels:
                text = text.removeprefix(label).lstrip("：:")
            if text.strip():
                yield _bare(text)


def _bare(text: str) -> str:
    """A sentence without its numbering, bullet or bold type."""
    return own_words(_BOLD.sub(r"\1", _BULLET.sub("", text)))


def _pairs(report: Report) -> Iterator[Answered]:
    measures = list(report.measures)
    admitted = {
        number: point.text
        for number, point in enumerate(report.shortcomings)
        if not strip_end(point.text).startswith(OPEN)
    }
    order = {a: b for a, b in _order(report).items() if a in admitted}
    for number, text in admitted.items():
        yield _answered(text, measures[order[number]].text if number in order else "")
    for number, point in enumerate(measures):
        if number not in order.values() and not strip_end(point.text).startswith(OPEN):
            yield _answered("", point.text)


def _order(report: Report) -> dict[int, int]:
    """Which measure answers each shortcoming: by their numbers, else by what they say."""
    told, meant = len(report.shortcomings), len(report.measures)
    found = None if told == meant else answering.pairing(report)
    if found is None:
        return {number: number for number in range(min(told, meant))}
    return {row.shortcoming: row.measure for row in found.pairs if row.measure is not None}


def _answered(shortcoming: str, measure: str) -> Answered:
    admitted, answer = (strip_end(_BULLET.sub("", each)) for each in (shortcoming, measure))
    first = _first(admitted)
    brief = first if 0 < length(first) <= LEAD else admitted
    return Answered(admitted, answer, brief, _step(answer))


def _step(answer: str) -> str:
    """What a measure says first; of a proposed one what is done, without how, which is open."""
    if OPEN not in (first := _first(answer)):
        return first
    deed = answer[: answer.index(OPEN)].rpartition("，")[0]
    return deed if deed.startswith(PROPOSES) else answer


def _first(text: str) -> str:
    """The first sentence, without its end mark."""
    return next((strip_end(text[slice(*span)]) for span in sentences(text)), "")


def _salutation(report: Report) -> str:
    """Whom the report addresses, without a greeting behind it."""
    line = "".join(p.text for p in report.of(ParagraphKind.SALUTATION)[:1]).strip()
    return f"{re.split('[：:]', line)[0]}：" if line else ""


def _end(report: Report) -> tuple[str, tuple[str, ...]]:
    """The closing, and the lines of the signature."""
    closings = [p.text.strip() for p in report.of(ParagraphKind.CLOSING)]
    return (closings or [""])[0], tuple(p.text.strip() for p in report.of(ParagraphKind.SIGNATURE))


def _name(bylines: Sequence[str]) -> str:
    """The author's name under the title."""
    last = bylines[-1].split()[-1] if bylines and bylines[-1].split() else ""
    return last if 1 < len(last) <= LONGEST_NAME and OPEN[0] not in last else ""


def _post(bylines: Sequence[str], opening: Sequence[str]) -> str:
    """The author's post: before the name under the title, else as the opening has it."""
    for line in bylines:
        first, *rest = line.split()
        if rest and OPEN[0] not in first:
            return first
    found = _DUTIES.search("".join(opening))
    return found[1] if found else ""


def looks_finished(report: Report) -> bool:
    """Whether a text is a finished report rather than a sheet of facts.

    A report has paragraphs of several sentences that end; a sheet has a line for each fact.
    """
    prose = views.sentences(report)
    paragraphs = len({each.paragraph for each in prose})
    ended = sum(each.text.endswith(_ENDS) for each in prose)
    return len(prose) >= MANY and ended >= SHARE * len(prose) and len(prose) >= RUN * paragraphs
