"""Passages of an old report that its own words cannot mend, by a model, each under the gate.

A passage is what one point or paragraph tells. It is asked for only where it still has a flaw
and tells nothing but what was done: a sentence about what is lacking, unfinished or meant to be
done is never given to a model.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.chain.chain import Chain
from drafter.document import (
    Finding,
    Origin,
    ParagraphKind,
    Plan,
    PlannedPoint,
    PlannedSection,
    Report,
    part_ids,
)
from drafter.drafting.material import DraftSentence
from drafter.drafting.steps.merge import merge_point
from drafter.drafting.steps.write import write_section
from drafter.models import OnText
from drafter.rewriting.editing import TextEdit
from drafter.rewriting.gain import worth
from drafter.rewriting.original import ACHIEVED, Old
from drafter.text import overlap

# What may be a failing, a plan or unfinished work, though it stands among the work done.
_UNSETTLED = re.compile(
    r"尚未|还未|未能|没能|没有解决|未解决|仍|有待|不足|不够|不到位|滞后|差距|短板|薄弱|困难|问题(?!线索)|"
    r"下一步|下步|今后|将|拟|计划|打算|力争|正在|推进中|预计|明年|来年|？"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring sentences of one point or paragraph."""

    ids: tuple[str, ...]
    role: str
    heading: str


def units(old: Old, made: Report, findings: Iterable[Finding], *, jotted: bool) -> Iterator[Unit]:
    """The passages with a flaw that a model may be asked to mend.

    Args:
        old: the report and its sentences.
        made: as it is now, with what stands behind each sentence.
        findings: of `made`.
        jotted: the report is talk throughout, so that every passage may gain.
    """
    spans = [finding.span for finding in worth(findings)]
    flawed = {
        id
        for each in made.evidence
        if any(overlap(span, each.span) for span in spans)
        for id in each.facts
    }
    for ids in _runs(old):
        sentences = [old.told[id] for id in ids]
        is_settled = not any(_UNSETTLED.search(each.text) for each in sentences)
        if (
            (jotted or flawed & set(ids))
            and is_settled
            and all(each.kind is ParagraphKind.BODY for each in sentences)
        ):
            yield Unit(ids, sentences[0].role, _heading(old, sentences[0].span[0]))


def _runs(old: Old) -> Iterator[tuple[str, ...]]:
    """The facts of each point or paragraph among the work done, without its lead."""
    points = [point for section in old.report.sections for point in section.points]
    row: list[str] = []
    key: tuple[int, int] | None = None
    for id, sentence in old.told.items():
        start = sentence.span[0]
        inside = max((p.span[0] for p in points if p.span[0] <= start < p.span[1]), default=-1)
        mine = (sentence.paragraph, inside)
        is_lead = any(p.lead and start == p.span[1] - len(p.text) for p in points)
        is_told = old.place(id) == ACHIEVED and not is_lead
        if row and (mine != key or not is_told):
            yield tuple(row)
            row = []
        if is_told:
            row.append(id)
        key = mine
    if row:
        yield tuple(row)


def _heading(old: Old, start: int) -> str:
    return next((s.heading for s in old.report.sections if s.span[0] <= start < s.span[1]), "")


async def written(old: Old, unit: Unit, chain: Chain, on_text: OnText | None) -> TextEdit | None:
    """The passage as a model tells it; None where nothing of it may stand."""
    rows = await _asked(old, unit, chain, on_text)
    if not any(each.origin is Origin.MODEL for each in rows):
        return None
    start, end = old.told[unit.ids[0]].span[0], old.told[unit.ids[-1]].span[1]
    return TextEdit((start, end), tuple((each.text, each.facts) for each in rows), Origin.MODEL)


async def _asked(
    old: Old, unit: Unit, chain: Chain, on_text: OnText | None
) -> tuple[DraftSentence, ...]:
    genre = old.report.genre
    if chain.model.profile.taught:
        return ()  # what a small model rewords, the author has to put right again
    if not chain.model.profile.whole:
        behind = [old.facts[id] for id in unit.ids]
        rows, _ = await merge_point(behind, old.facts, genre, chain, on_text=on_text)
        return rows
    section = PlannedSection(unit.role, unit.heading, (PlannedPoint(unit.ids),))
    plan = Plan((section,))
    made = await write_section(section, plan, old.facts, genre, chain, on_text=on_text)
    return made.given.get(part_ids.point(unit.ids), ())
