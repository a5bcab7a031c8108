"""What may be wrong with a report: one rule, one file, named for the flaw.

A rule looks at a `Report` and yields its flaws. Its docstring is at once its documentation,
what `drafter explain` prints, and its test: every 反例 has the flaw and no 正例 has. Examples
are parted by blank lines. Lines before one give what a text alone cannot: 要点： a fact,
年度： the year, 依据： the origins of a draft's sentences, 重复： how often the text is written,
定稿： that it is to be handed in, 上年： a line of last year's report.
"""

import re
import sys
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from drafter import registry
from drafter.document import Finding, Flaw, Report, Severity
from drafter.errors import UnknownName


class Level(StrEnum):
    """What a rule rests on."""

    STANDARD = "国标"  # a national standard
    REGULATION = "规定"  # a regulation or notice
    PRACTICE = "实务"  # how the genre is usually written; never an error
    PROJECT = "项目"  # a promise of this project


class Concern(StrEnum):
    """What a flaw takes from a report: who asks for rules, asks for those of a concern."""

    FIGURES = "figures"  # every figure is a fact's own, and told of the same matter
    TERMS = "terms"  # so is all else that a fact carries: names, quotes, honours, ranks
    STATUS = "status"  # and up or down, done or not, as the fact has it
    OMISSION = "omission"  # every fact is told, figures and masks and all
    LEAK = "leak"  # a masked report gives nobody away
    PAIRS = "pairs"  # each shortcoming has its measure
    MEASURES = "measures"  # a measure is something that can be done
    ADMISSION = "admission"  # a shortcoming is the author's own, with its scene
    FEEDBACK = "feedback"  # it is said what was criticised
    FEEDBACK_YEAR = "feedback-year"  # and in which year
    YEAR = "year"  # it is said which year the report is of
    CHECKABLE = "checkable"  # figures can be compared and do not contradict each other
    DATES = "dates"  # so can dates, and terms are of their year
    INTEGRITY = "integrity"  # what a report on integrity has to speak of
    PARTS = "parts"  # everything that the genre demands is there, in its order
    FORM = "form"  # enumerators, headings, no marks meant for a machine
    PARALLEL = "parallel"  # headings and leads of one series are alike
    COMPOSITION = "composition"  # length, proportion, one thread
    REPETITION = "repetition"  # things are said once
    FILLER = "filler"  # and say something
    SLOGANS = "slogans"  # in words that are not anybody's
    VOICE = "voice"  # one person's, in the register of the genre
    SENTENCES = "sentences"  # none is too long to be read
    LANGUAGE = "language"  # grammar, spelling, quotation marks
    MARKS = "marks"  # punctuation, digits, blanks
    READY = "ready"  # nothing is left that was to be filled in or taken out


class Mender(StrEnum):
    """A command that puts right what a rule finds, in a text that is otherwise understood."""

    FIX = "drafter check --fix"
    REWRITE = "drafter rewrite"


@dataclass(frozen=True, slots=True)
class Rule:
    """A deterministic test of a report, named for the flaw it finds."""

    name: str  # for programs: kebab-case
    title: str  # for people: two to eight characters
    severity: Severity
    level: Level
    concern: Concern
    check: Callable[[Report], Iterable[Flaw]]
    doc: str
    mended_by: tuple[Mender, ...] = ()

    def run(self, report: Report) -> list[Flaw]:
        """Every flaw of this kind, in the order of the text."""
        found = list(self.check(report))
        if len(found) > 1:
            found.sort(key=lambda flaw: (flaw.span, flaw.message))
        return found

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.doc.partition("\n")[0]

    def examples(self, label: str) -> tuple[str, ...]:
        """The examples under 反例 or 正例."""
        found = re.search(rf"^{label}：\n(.*?)(?=^\S|\Z)", self.doc, re.MULTILINE | re.DOTALL)
        blocks = re.split(r"\n\s*\n", found[1].rstrip()) if found else []
        return tuple(textwrap.dedent(block).strip() for block in blocks if block.strip())


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """What a user chose, by name or title: rules that are off, and severities of their own."""

    off: Collection[str] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)


def rule(
    name: str,
    title: str,
    severity: Severity,
    level: Level,
    concern: Concern,
    *,
    mended_by: tuple[Mender, ...] = (),
) -> Callable[[Callable[[Report], Iterable[Flaw]]], Rule]:
    """Make the decorated function the check of a rule, its docstring the documentation."""

    def made(check: Callable[[Report], Iterable[Flaw]]) -> Rule:
        doc = textwrap.dedent("    " + (check.__doc__ or "")).strip()
        return Rule(name, title, severity, level, concern, check, doc, mended_by)

    return made


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, by name."""
    return tuple(sorted(registry.collect(sys.modules[__name__], Rule), key=lambda rule: rule.name))


@cache
def concerning(*concerns: Concern) -> frozenset[str]:
    """The names of the rules whose flaws are of one of these concerns."""
    return frozenset(rule.name for rule in all_rules() if rule.concern in concerns)


@cache
def mended_by(mender: Mender) -> frozenset[str]:
    """The names of the rules whose flaws this command can put right."""
    return frozenset(rule.name for rule in all_rules() if mender in rule.mended_by)


def check(
    report: Report, *, only: Collection[str] | None = None, settings: RuleChoice | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong with a report, in the order of the text.

    Args:
        report: drafted or read; without facts, rules that need them are silent.
        only: names or titles of the rules to run; all by default.
        settings: rules that are off, and other severities.

    Raises:
        UnknownName: `only` or `settings` names no rule.
    """
    choice = _named(settings or RuleChoice())
    asked = _known().keys() if only is None else {explain(name).name for name in only}
    newlines = [found.start() for found in re.finditer("\n", report.text)]
    found = [
        _signed(each, flaw, report, choice, bisect_left(newlines, flaw.span[0]) + 1)
        for each in all_rules()
        if each.name in asked and each.name not in choice.off
        for flaw in each.run(report)
    ]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.severity.rank)))


def explain(name: str) -> Rule:
    """The rule with this name or this title.

    Raises:
        UnknownName: there is none.
    """
    known = _known()
    if name not in known:
        raise UnknownName.among("规则", name, known, hint="用 drafter rules 看全部")
    return known[name]


def title(name: str) -> str:
    """What people read for the name of a rule; the name itself where it is an older version's."""
    known = _known()
    return known[name].title if name in known else name


@cache
def _known() -> dict[str, Rule]:
    """Every rule by its name and by its title."""
    return {key: each for each in all_rules() for key in (each.name, each.title)}


def _named(choice: RuleChoice) -> RuleChoice:
    """The same choice with every rule by its name."""
    severities = {explain(name).name: severity for name, severity in choice.severities.items()}
    return RuleChoice({explain(name).name for name in choice.off}, severities)


def _signed(each: Rule, flaw: Flaw, report: Report, choice: RuleChoice, line: int) -> Finding:
    start, end = flaw.span
    return Finding(
        rule=each.name,
        severity=choice.severities.get(each.name) or flaw.severity or each.severity,
        span=flaw.span,
        line=line,
        text=report.text[start:end],
        message=flaw.message,
        suggestion=flaw.suggestion,
        facts=flaw.facts,
    )
