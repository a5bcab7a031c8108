"""Changes to an old report where it stands: nothing is moved, so nothing changes its sense."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.document import Evidence, Origin, Report, parsing
from drafter.rewriting.original import Old
from drafter.text import Span, overlap


@dataclass(frozen=True, slots=True)
class TextEdit:
    """New words for a stretch of the text; an empty stretch is where something is put in."""

    span: Span
    rows: tuple[tuple[str, tuple[str, ...]], ...]  # sentences, and the facts behind each
    origin: Origin

    @property
    def text(self) -> str:
        """The new text, all its parts together."""
        return "".join(text for text, _ in self.rows)


def edited(old: Old, edits: Iterable[TextEdit]) -> Report:
    """The report with the edits made, and what stands behind each of its sentences."""
    report = old.report
    text, at = "", 0
    evidence: list[Evidence] = []
    moves: list[tuple[int, int]] = [(0, 0)]
    done: list[Span] = []
    for edit in sorted(edits, key=lambda each: each.span):
        start, end = edit.span
        text += report.text[at:start]
        for row, ids in edit.rows:
            evidence.append(Evidence((len(text), len(text) + len(row)), ids, edit.origin))
            text += row
        at = end
        moves.append((end, len(text) - end))
        done.append(edit.span)
    text += report.text[at:]
    evidence += _kept(old, done, moves)
    return parsing.parse(
        text,
        report.genre,
        facts=old.facts,
        evidence=sorted(evidence, key=lambda each: each.span),
        source=report.source,
    )


def _kept(old: Old, done: list[Span], moves: list[tuple[int, int]]) -> Iterator[Evidence]:
    """The sentences that no edit touches, where they now stand."""
    places = [place for place, _ in moves]
    for id, sentence in old.told.items():
        start, end = sentence.span
        if any(overlap((start, end), each) for each in done):
            continue
        shift = moves[bisect_right(places, start) - 1][1]
        yield Evidence((start + shift, end + shift), (id,), Origin.PERSON)
