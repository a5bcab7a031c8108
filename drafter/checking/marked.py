"""What was found in a Word file, marked in the file itself: comments, and tracked changes."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from drafter import readers
from drafter.checking.autofix import fixed
from drafter.checking.checker import Inspector
from drafter.checking.results import Inspection
from drafter.document import Finding
from drafter.document.genre import Genre
from drafter.redline import Marks, opened, redline
from drafter.redline.comments import Commented, WordRemark, commented
from drafter.rules import title


@dataclass(frozen=True, slots=True)
class Marked:
    """A Word file, and what was marked in it."""

    data: bytes
    inspection: Inspection
    changes: int = 0  # paragraphs that were put right
    comments: int = 0
    known: int = 0  # comments that stood there already
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How many marks there are, for people."""
        known = f"（另有 {self.known} 条原来就有）" if self.known else ""
        changes = f"，修订 {self.changes} 处" if self.changes else ""
        return f"问题 {len(self.inspection.findings)} 个：批注 {self.comments} 条{known}{changes}"


def marked(path: Path, judge: Inspector, *, fixes: bool, comments: bool, author: str) -> Marked:
    """The file at `path` with what is mechanical put right, and a comment for each finding.

    Raises:
        BadInput: it cannot be read, or no such marks can be set in it.
    """
    data, name = readers.content(path)
    notes: tuple[str, ...] = ()
    changes = 0
    if fixes:
        data, changes, notes = _redlined(data, name, judge.genre, author)
    read = readers.report_from(data, name, path.suffix)
    found = judge.judge(read.text, str(path))
    found = replace(found, notes=read.notes, paragraphs=read.paragraphs)
    if not comments:
        return Marked(data, found, changes, notes=notes)
    made = _commented(data, name, found, author)
    if made.placeless:
        notes = (*notes, f"有 {made.placeless} 条批注没有正文可以标")
    return Marked(made.data, found, changes, made.made, made.known, notes)


def _redlined(
    data: bytes, name: str, genre: Genre, author: str
) -> tuple[bytes, int, tuple[str, ...]]:
    """What is mechanical put right as tracked changes: the file, how many, what else is to say."""
    word = opened(data, name)
    text, changes = fixed(word.text, genre)
    if not changes:
        return data, 0, ()
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return redline(word, text, genre, Marks(author, now)), len(changes), tuple(word.notes)


def _commented(data: bytes, name: str, found: Inspection, author: str) -> Commented:
    remarks = [WordRemark(each.span, _lines(each)) for each in found.findings]
    return commented(data, name, remarks, author)


def _lines(finding: Finding) -> tuple[str, ...]:
    """Severity, rule and reason; the suggestion; the facts that it is about."""
    lines = [f"{finding.severity.word} {title(finding.rule)}：{finding.message}"]
    lines += [f"改法：{finding.suggestion}"] if finding.suggestion else []
    lines += [f"要点：{'、'.join(finding.facts)}"] if finding.facts else []
    return tuple(lines)
