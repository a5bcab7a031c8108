"""What an inspection found: of one file, of all that were inspected at once."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from drafter.checking.remarks import Critique
from drafter.document import Finding, Severity
from drafter.readers.encoding import Shift


@dataclass(frozen=True)
class Inspection:
    """One file and what was found in it."""

    path: str  # as people are shown it
    text: str = ""
    findings: tuple[Finding, ...] = ()
    suppressed: int = 0  # findings that the settings keep silent about
    problem: str = ""  # why it could not be read; then there is no text
    skipped: int = 0  # lines of the file that stand before the text
    critique: Critique | None = None  # a model's opinion, where it was asked for
    notes: tuple[str, ...] = ()  # what of the file was not read
    form: str = ""  # the kind of report that it was taken for
    why_form: str = ""  # and why
    paragraphs: tuple[int, ...] = ()  # of a Word file: where each begins that holds something
    soft: tuple[int, ...] = ()  # lines of the text that begin within a line of the file, from 1
    shifts: tuple[Shift, ...] = ()  # where its lines have fewer signs than those of the file
    file: str = ""  # the path as the system knows it, where it was read from one

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity.value: counted[severity] for severity in Severity}

    def column(self, finding: Finding) -> int:
        """Where in its line of the file a finding starts, from 1."""
        start, end = self._starts[self._number(finding) - 1], finding.span[0]
        places, gone = self._gone
        before = gone[bisect_right(places, end)] - gone[bisect_left(places, start)]
        return end - start + before + 1

    @cached_property
    def _gone(self) -> tuple[list[int], list[int]]:
        """Where in the text signs of the file are missing, and how many before each place."""
        starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        told = (each for each in self.shifts if each.line <= len(starts))
        missing = sorted((starts[each.line - 1] + each.column, each.size) for each in told)
        places, sizes = [place for place, _ in missing], [size for _, size in missing]
        return places, [0, *accumulate(sizes)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the file starts in the text."""
        ends = enumerate(re.finditer("\n", self.text), 2)
        return [0, *(found.end() for number, found in ends if number not in self.soft)]

    def _number(self, finding: Finding) -> int:
        """On which line of the file, of those that hold the text, a finding starts, from 1."""
        return finding.line - bisect_right(self.soft, finding.line)

    def line(self, finding: Finding) -> int:
        """On which line of the file a finding starts, from 1."""
        return self._number(finding) + self.skipped

    def paragraph(self, finding: Finding) -> int:
        """In which paragraph of a Word file it starts, as Word counts them; 0 of other files.

        Headings, the title and every paragraph in a table count, empty paragraphs do not, and a
        line break inside a paragraph begins none: as 字数统计 counts 段落数 up to there.
        """
        return bisect_right(self.paragraphs, finding.span[0])

    def place(self, finding: Finding) -> str:
        """Where a finding starts, for somebody who looks for it: 第12段 in Word, else line 12."""
        number = self.paragraph(finding)
        return f"第{number}段" if number else f"第{self.line(finding)}行"


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was inspected at once."""

    inspections: tuple[Inspection, ...]
    fail_on: Severity = Severity.ERROR
    is_single: bool = False  # one file was asked for, not a folder or a list

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity in all files."""
        return {s.value: sum(each.counts[s] for each in self.inspections) for s in Severity}

    @property
    def suppressed(self) -> int:
        """How many findings the settings keep silent about."""
        return sum(each.suppressed for each in self.inspections)

    @property
    def problems(self) -> tuple[Inspection, ...]:
        """The files that could not be read."""
        return tuple(each for each in self.inspections if each.problem)

    def fails(self, inspection: Inspection) -> bool:
        """Whether a file has a finding that weighs enough."""
        return any(f.severity.rank <= self.fail_on.rank for f in inspection.findings)

    @property
    def has_failed(self) -> bool:
        """Whether any file could not be checked."""
        return any(map(self.fails, self.inspections))
