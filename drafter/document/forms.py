"""What kind of report it is, and what may be asked of such a one: `data/forms.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from drafter.document import ParagraphKind, Report, Role, Severity
from drafter.document.genre import Genre
from drafter.document.once import once
from drafter.schema import table

_OWN = 2  # sections of the genre, from which a report is one of it whatever its title
_KEYED = re.compile(r"\*\*[^*]{1,10}(?:\*\*[：:]|[：:]\*\*)")
_ANNOUNCED = re.compile(  # what a text says that it is
    r"[^。！？；，\n]{0,40}(?:如下|由[^。；，\n]{1,20}(?:组成|构成))|(?:我|本人)的[^。！？；，\n]{0,6}(?:报告|总结|汇报|材料)"
    r"|[向给对][^。！？；，\n]{1,14}述[职责廉][^。！？；，\n]{0,6}"
    r"|(?:进行|作)(?:工作)?(?:述职|汇报|总结)|将[^。！？；，\n]{0,12}(?:总结|汇报)一下|(?:提出|进行)转正[^。！？；，\n]{0,4}|写?这[份篇](?:述职|工作|年终|个人)*(?:报告|总结|汇报|材料)|(?<!任职)试用期(?:期间|内|里|的这|已|即将|快|转眼|工作)|以上(?:为|是)[^。！？；，\n]{0,20}"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of report that is met, and what may be asked of it: `data/forms.toml`."""

    name: str
    titles: str  # words in a title, parted by blanks
    unless: str = ""  # words beside which those say nothing of a text that looks back
    demands: str = ""  # sections without which it is none
    wants: str = ""  # sections that usually are there
    answers: str = ""  # how it weighs that shortcomings or measures are missing; "" not at all
    year: str = ""  # the same for the year it is about
    is_paired: bool = False  # each shortcoming has its own measure
    has_feedback: bool = False  # it answers last year's criticism
    has_integrity: bool = False  # it speaks of the author's own honesty
    is_critical: bool = False  # it tells of shortcomings alone, work done need not be in it
    is_personal: bool = False  # one person tells what he himself did

    def word_in(self, told: str) -> str:
        """The first of its words that stands in a title, "" where none does."""
        return next((word for word in self.titles.split() if word in told), "")

    def names(self, told: str, report: Report) -> bool:
        """A title names this kind, and the report is none that such a title names besides."""
        looks_back = bool(report.sections or report.shortcomings)
        is_other = looks_back and any(word in told for word in self.unless.split())
        return bool(told and self.word_in(told)) and not is_other

    def asks(self, role: str) -> bool:
        """It demands a section with this role, or usually has one."""
        return role in (*self.demands.split(), *self.wants.split())

    @property
    def severity(self) -> Severity | None:
        """What a missing answer weighs; None where it is not asked for."""
        return Severity(self.answers) if self.answers else None

    @property
    def dated(self) -> Severity | None:
        """What it weighs that the year is nowhere; None where it is not asked for."""
        return Severity(self.year) if self.year else None


@dataclass(frozen=True, slots=True)
class _Forms:
    forms: tuple[Form, ...]


@cache
def forms() -> tuple[Form, ...]:
    """The kinds of report there are, read once."""
    return table(_Forms, "forms").forms


@once
def form(report: Report) -> Form:
    """What kind of report it is: as it is to be taken, as it calls itself, or what the genre is."""
    if report.form:
        return next(each for each in forms() if each.name == report.form)
    for told in (_named, _begun, _announced):
        words = told(report)
        found = next((each for each in forms() if each.names(words, report)), None)
        if found:
            return found
    return _unnamed(report)


def why_form(report: Report) -> str:
    """Why a report was taken for its kind, in Chinese."""
    if report.form:
        return "按 --genre"
    if word := form(report).word_in(_titled(report)):
        return f"标题里有“{word}”"
    if word := form(report).word_in(_begun(report)):
        return f"第一个标题里有“{word}”"
    if word := form(report).word_in(_announced(report)):
        return f"正文说是“{word}”"
    if form(report).is_critical:
        return "通篇只写问题"
    return "标题没有说是什么报告"


def _titled(report: Report, *, is_whole: bool = True) -> str:
    """The lines of the title; the whole has also those that say who reports: **部门**：工会."""
    lines = [paragraph.text for paragraph in report.of(ParagraphKind.TITLE)]
    told = "".join(line for line in lines if is_whole or not _KEYED.match(line))
    return re.sub(r"\s", "", told)  # 述 职 报 告


def _named(report: Report) -> str:
    """The title, of the text or of its facts."""
    return _titled(report) or (report.facts.title if report.facts is not None else "")


def _begun(report: Report) -> str:
    """The heading that a text without a title begins with: # 试用期总结, beside others with #."""
    first = report.paragraphs[0] if report.paragraphs else None
    is_heading = first is not None and first.kind is ParagraphKind.HEADING
    return report.sections[0].heading if is_heading and not report.sections[0].ordinal else ""


def _announced(report: Report) -> str:
    """Where the text says what it is: 现将履职情况报告如下, 我的述职报告由四个部分组成."""
    told = [
        each.text
        for each in (*report.of(ParagraphKind.PREAMBLE), *report.of(ParagraphKind.CLOSING))
    ]
    return " ".join(found[0] for text in told for found in _ANNOUNCED.finditer(text))


def _unnamed(report: Report) -> Form:
    """Of a text that does not say what it is: one of faults alone, or what the genre is.

    A title that names no kind is of a kind that is not known: nothing is demanded of it.
    """
    if not _titled(report, is_whole=False) and report.sections and report.facts is None:
        roles = [section.role for section in report.sections]
        is_strange = not {*roles} & {*report.genre.roles}
        if report.sections[0].ordinal > 1:  # 四、不足 alone is cut from another report
            return forms()[-1] if is_strange else kind_of(report.genre)
        if is_strange and roles.count(Role.SHORTCOMING) >= max(1, roles.count("")):
            return next(each for each in forms() if each.is_critical)
        if is_strange and len(roles) > _OWN:
            return forms()[-1]
    if _titled(report, is_whole=False) and report.facts is None:
        own = {section.role for section in report.sections} & set(report.genre.roles)
        if len(own) < _OWN:
            return forms()[-1]
    return kind_of(report.genre)


def kind_of(genre: Genre) -> Form:
    """The kind of report that a genre drafts.

    >>> from drafter.document import genre
    >>> [kind_of(genre.load(id)).name for id in ("shuze", "zongjie")]
    ['述责述廉报告', '总结']
    """
    return next((each for each in forms() if each.word_in(genre.name)), forms()[-1])
