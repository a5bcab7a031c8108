"""One reading of the whole draft by a strong model: edits only, each under the gates.

An edit is kept only when its sentence still tells all its facts and no check gets worse.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter import rules
from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Facts, Finding, Origin, Plan, Report
from drafter.drafting.author import office
from drafter.drafting.gate import refusal, untold
from drafter.drafting.material import DraftSentence, Material, Refused
from drafter.drafting.phrases import duties, leads
from drafter.drafting.steps.compose import compose
from drafter.drafting.steps.revise import worse
from drafter.drafting.steps.write import told_facts
from drafter.errors import BadAnswer
from drafter.text import han_number, length, strip_end, typeset

MOST = 12  # edits
OURS = (Origin.MODEL, Origin.PROPOSED, Origin.FACT)
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "text": {"type": "string"},
                    "why": {"type": "string"},
                },
                "required": ["id", "text", "why"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["edits"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Version:
    """A report and what it was made from."""

    report: Report
    plan: Plan
    material: Material
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Polished:
    """The version reached, and the edits that may not stand."""

    version: Version
    kept: int = 0
    refused: Refused = ()


async def polish(version: Version, chain: Askable, *, remarks: str = "") -> Polished:
    """The draft with what of a model's edits may stand.

    Args:
        version: the draft so far.
        chain: the model to ask.
        remarks: what else is wanted, such as a length.
    """
    facts = version.report.facts
    if facts is None:
        return Polished(version)
    places = _places(version)
    values = {
        "office": office(facts),
        "facts": "\n".join(f"{fact.id}. {fact.text}" for fact in told_facts(version.plan, facts)),
        "report": _shown(version, places),
        "remarks": remarks,
    }

    def parse(answer: str) -> list[tuple[str, str]]:
        return [
            (str(each["id"]).strip("[]【】 "), typeset(str(each["text"]).strip()))
            for each in json.loads(answer)["edits"]
        ]

    try:
        reply = await chain.ask(
            prompts.active("polish"), values, parse=parse, step="polish", schema=_SCHEMA
        )
    except BadAnswer:
        return Polished(version)
    found = Polished(version)
    edits = [(places[id], text) for id, text in reply.value[:MOST] if id in places]
    for together in _grouped(edits):
        found = _edited(found, together, facts)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """What an edit may change: a sentence of a part, a lead or a heading."""

    kind: str  # sentence, lead, heading, thread
    part: str = ""
    text: str = ""
    at: tuple[int, int] = (0, 0)  # section and point of a lead


Edit = tuple[_Place, str]


def _grouped(edits: Sequence[Edit]) -> list[list[Edit]]:
    """What stands or falls together: a sentence that goes, with what takes in its matter."""
    merged = {place.part for place, text in edits if place.part and not text}
    groups: dict[object, list[Edit]] = {}
    for at, (place, text) in enumerate(edits):
        groups.setdefault(place.part if place.part in merged else at, []).append((place, text))
    return list(groups.values())


def _places(version: Version) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    number = 0
    for evidence in version.report.evidence:
        if evidence.part and evidence.origin in OURS:
            number += 1
            text = version.report.text[slice(*evidence.span)]
            found[f"S{number}"] = _Place("sentence", evidence.part, text)
    for section, planned in enumerate(version.plan.sections):
        found[f"H{section + 1}"] = _Place("heading", "", planned.heading, (section, 0))
        for at, point in enumerate(planned.points):
            if point.lead:
                found[f"L{section + 1}.{at + 1}"] = _Place("lead", "", point.lead, (section, at))
    return found


def _shown(version: Version, places: Mapping[str, _Place]) -> str:
    """The report with the number of everything that may be edited."""
    report = version.report
    names = {(place.kind, place.text): id for id, place in places.items()}
    leads_by_text = {
        f"{han_number(place.at[1] + 1)}是{place.text}。": id
        for id, place in places.items()
        if place.kind == "lead"
    }
    headings = {
        f"{han_number(place.at[0] + 1)}、{place.text}": id
        for id, place in places.items()
        if place.kind == "heading"
    }
    shown, at = "", 0
    for evidence in report.evidence:
        start, end = evidence.span
        text = report.text[start:end]
        id = names.get(("sentence", text)) if evidence.part else None
        id = id or leads_by_text.get(text) or headings.get(text)
        cited = " ".join(evidence.facts)
        mark = f"[{id}{' ' + cited if cited else ''}]" if id else ""
        shown += report.text[at:start] + mark + text
        at = end
    return (shown + report.text[at:]).rstrip()


def _edited(so_far: Polished, together: Sequence[Edit], facts: Facts) -> Polished:
    """The version with one more change, or its edits among those refused."""
    version = so_far.version
    plan, material, reason = version.plan, version.material, ""
    if len(together) == 1 and together[0][0].kind != "sentence":
        reason, plan = _retitled(version, *together[0], facts)
    else:
        given, reason = _with_sentences(version, together, facts)
        material = replace(material, given=given)
    if not reason:
        report = compose(plan, facts, version.report.genre, material)
        findings = rules.check(report)
        more = worse(version.findings, findings)
        if not more:
            made = Version(report, plan, material, findings)
            return replace(so_far, version=made, kept=so_far.kept + len(together))
        reason = f"{'、'.join(more)} 会增多"
    told = tuple((text, reason) for _, text in together if text) or (("", reason),)
    return replace(so_far, refused=(*so_far.refused, *told))


def _retitled(version: Version, place: _Place, text: str, facts: Facts) -> tuple[str, Plan]:
    """Why a lead or heading may not stand, and else the plan with it."""
    plan, told = version.plan, strip_end(text)
    sections = list(plan.sections)
    number, at = place.at
    section = sections[number]
    points = list(section.points)
    if place.kind == "lead":
        told = told.removeprefix(f"{han_number(at + 1)}是")
        behind = [facts[id] for id in points[at].facts]
        reason = refusal(told, behind, facts, version.report.genre, kind="lead")
        texts = [fact.text for fact in behind]
        office = duties.office(facts)
        before = leads.covers(points[at].lead, texts, office)
        stray = len(leads.covers(told, texts, office)) > len(before)
        reason = reason or ("罩住的要点比原来少" if stray else "")
        points[at] = replace(points[at], lead=told)
        sections[number] = replace(section, points=tuple(points))
        return reason, replace(plan, sections=tuple(sections))
    told = told.removeprefix(f"{han_number(number + 1)}、")
    behind = [facts[id] for point in points for id in point.facts]
    reason = refusal(told, behind, facts, version.report.genre, kind="heading")
    sections[number] = replace(section, heading=told)
    return reason, replace(plan, sections=tuple(sections))


def _with_sentences(
    version: Version, together: Sequence[Edit], facts: Facts
) -> tuple[Mapping[str, tuple[DraftSentence, ...]], str]:
    """The parts with other sentences in the place of some, and why that may not be."""
    part = together[0][0].part
    row = list(_row(version, part))
    changed: list[DraftSentence | None] = list(row)
    for place, text in together:
        at = next((i for i, each in enumerate(row) if each.text == place.text), None)
        if at is None:
            return version.material.given, "原句已经改过"
        changed[at] = replace(row[at], text=text, origin=_origin(row[at])) if text else None
    kept = [each for each in changed if each is not None]
    if any(text == "" for _, text in together) and kept:
        _inherit(kept, row, changed)
    reasons = (_why_not(place, text, row, kept, facts, version) for place, text in together)
    return {**version.material.given, part: tuple(kept)}, next(filter(None, reasons), "")


def _inherit(
    kept: list[DraftSentence], row: Sequence[DraftSentence], changed: Sequence[DraftSentence | None]
) -> None:
    """Facts that a sentence cited which goes are those of the first one that was changed."""
    gone = {id for old, new in zip(row, changed, strict=True) if new is None for id in old.facts}
    for at, heir in enumerate(kept):
        if heir not in row:
            cited = dict.fromkeys(id for each in row for id in each.facts)
            facts = tuple(id for id in cited if id in {*heir.facts, *gone})
            kept[at] = replace(heir, facts=facts)
            return


def _origin(old: DraftSentence) -> Origin:
    return Origin.PROPOSED if old.origin is Origin.PROPOSED else Origin.MODEL


def _why_not(
    place: _Place,
    text: str,
    row: Sequence[DraftSentence],
    changed: Sequence[DraftSentence],
    facts: Facts,
    version: Version,
) -> str:
    if not changed:
        return "这一处会成空的"
    old = next(each for each in row if each.text == place.text)
    ids = dict.fromkeys(id for each in row for id in each.facts)
    behind = [facts[id] for id in ids]
    kind = "measure" if old.origin is Origin.PROPOSED else "sentence"
    cited = behind if kind == "sentence" else list(facts)
    reason = refusal(text, cited, facts, version.report.genre, kind=kind) if text else ""
    if reason:
        return reason
    lost = untold(behind, [each.text for each in changed])
    known = {fact.id for fact, _ in untold(behind, [each.text for each in row])}
    gone = [fact.id for fact, _ in lost if fact.id not in known]
    if gone:
        return f"丢了 {'、'.join(gone)}"
    return "" if length(text) or not old.facts or len(row) > 1 else "丢了整句"


def _row(version: Version, part: str) -> tuple[DraftSentence, ...]:
    """The sentences of a part as they stand."""
    given = version.material.given.get(part)
    if given is not None:
        return given
    report = version.report
    return tuple(
        DraftSentence(report.text[slice(*each.span)], each.facts, each.origin)
        for each in report.evidence
        if each.part == part
    )
