"""Sheets of facts to reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafter import readers
from drafter.batch.job import JobFlaw, Made, Setting, Tally
from drafter.chain.chain import Chain
from drafter.checking.reporters import reporter
from drafter.checking.results import Inspection, Results
from drafter.concurrency import apart
from drafter.document import Facts, Finding, Report, Severity
from drafter.drafting import Draft, draft
from drafter.redline import drafted
from drafter.rules import Concern, concerning
from drafter.text import length

FINDINGS = ".findings.json"
MOST = 20  # errors of one document that are told one by one
UNHEARD = "模型写的话一句也没用上，全文由要点原话写成"


@dataclass(frozen=True, slots=True)
class DraftJob:
    """`drafter draft` for many sheets."""

    genre: str = ""
    year: int | None = None
    formats: tuple[str, ...] = (".docx",)
    length: int | None = None
    bare: bool = False  # Word files carry no facts
    comments: bool = False  # and have comments

    @property
    def name(self) -> str:
        return "draft"

    @property
    def settings(self) -> Mapping[str, Setting]:
        return {
            "文种": self.genre,
            "年度": self.year,
            "格式": sorted(self.formats),
            "字数": self.length,
            "不带要点": self.bare or None,  # as in folders from before there was a choice
            "批注": self.comments or None,
        }

    @property
    def suffixes(self) -> tuple[str, ...]:
        return tuple(suffix for reader in readers.readers() for suffix in reader.suffixes)

    @property
    def endings(self) -> tuple[str, ...]:
        return (*self.formats, FINDINGS)

    def read(self, data: bytes, name: str) -> Facts:
        """The sheet in a file."""
        suffix = name[name.rfind(".") :].lower()
        facts = readers.facts_from(data, name, suffix)
        adapted = readers.adapted(facts, genre=self.genre, year=self.year)
        return replace(adapted, length=self.length or adapted.length)

    async def work(self, document: Facts, chain: Chain | None) -> Made:
        """Its report, with what a checker says of it."""
        made = await draft(document, chain)
        ways = {"is_bare": self.bare, "is_commented": self.comments}
        files = await apart(render, made.report, made.findings, self.formats, **ways)
        notes = (*(made.report.facts.notes if made.report.facts else ()), *heard(made, chain))
        counted = tally(made.report, made.findings, kept_of(made), "；".join(notes))
        return Made(files, replace(counted, joined=len(made.joined), refused=made.refused))


def heard(made: Draft, chain: Chain | None) -> tuple[str, ...]:
    """What a person should know of a model's part: that nothing of it is in the text, why not."""
    if chain is None:
        return ()
    spend = chain.spend
    is_silent = spend.calls + spend.cached and not made.accepted
    return (*((UNHEARD,) if is_silent else ()), *spend.troubles)


def kept_of(made: Draft) -> int:
    """How many facts the text tells."""
    omission = concerning(Concern.OMISSION)
    missing = {id for f in made.findings if f.rule in omission for id in f.facts}
    return len(made.report.facts or ()) - len(missing)


def render(
    report: Report, findings: tuple[Finding, ...], formats: Sequence[str], **ways: bool
) -> dict[str, bytes]:
    """The files of a report: one for each format, in these `ways`, and the findings."""
    files = {suffix: drafted.rendered(report, suffix, **ways) for suffix in formats}
    inspected = Results((Inspection("", report.text, findings),), is_single=True)
    return {**files, FINDINGS: reporter(".json").render(inspected)}


def tally(report: Report, findings: Sequence[Finding], kept: int, note: str) -> Tally:
    """What a report came to."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    flaws = [JobFlaw(f.rule, f.line, f.text, f.message, f.suggestion) for f in errors[:MOST]]
    return Tally(
        facts=len(report.facts or ()),
        kept=kept,
        length=length(report.text),
        errors=len(errors),
        warnings=sum(f.severity is Severity.WARNING for f in findings),
        suggestions=sum(f.severity is Severity.SUGGESTION for f in findings),
        flaws=tuple(flaws),
        note=note,
    )
