"""Facts to a plan by a strong model: asked once with the whole sheet, verified by code.

The plan decides how good the report is. Code sees to it that every fact stands exactly once,
that what the sheet places stays there, and that each lead is about each of its facts; what is
wrong goes back with the reason, and what is wrong twice is mended from the data.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.chain import prompts
from drafter.chain.askable import Askable
from drafter.document import Fact, Facts, Plan, PlannedPoint, PlannedSection, Role
from drafter.document.genre import Genre
from drafter.drafting.author import leads_staff, office
from drafter.drafting.gate import refusal
from drafter.drafting.phrases import duties, headings, leads
from drafter.drafting.phrases.duties import Office
from drafter.drafting.questions import Query
from drafter.drafting.steps.plan import apart
from drafter.drafting.steps.plan import plan as plan_from_data
from drafter.errors import BadAnswer
from drafter.text import length, strip_end, typeset

FEW = 4  # facts up to which a section has one point, whose lead is its heading
FEW_UNDER = 2  # facts from which one, a result of the whole, may stand under no word of the lead
LEAD = (5, 24)  # characters of a lead
HEADING = (8, 26)
UNEVEN = 4  # characters by which headings may differ
THREAD = (10, 70)
SUPPORT = 5  # facts that have to bear the thread, or half of a short sheet
NAMES = {Role.FEEDBACK: "反馈", Role.SHORTCOMING: "不足", Role.MEASURE: "措施"}
_FIGURE = re.compile(r"[\d*＊“《]")
_STRINGS = {"type": "array", "items": {"type": "string"}}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


_STRING = {"type": "string"}


@dataclass(frozen=True, slots=True)
class Outlined:
    """A plan, what a model asks the author, and what of its answer could not stand."""

    plan: Plan
    queries: tuple[Query, ...] = ()
    log: tuple[str, ...] = ()
    is_of_model: bool = False
    leads: tuple[str, ...] = ()  # of a model, where the rest is made from data


@dataclass(frozen=True, slots=True)
class _Group:
    section: str
    lead: str
    facts: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of the lead, and the facts under each


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the model said, as values."""

    groups: tuple[_Group, ...]
    headings: Mapping[str, str]
    feedback: tuple[str, ...]
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    thread: str
    left_out: Mapping[str, str]
    queries: tuple[Query, ...]

    @property
    def placed(self) -> list[tuple[str, str]]:
        """Every fact that is told, with the role it is told in."""
        rows = [(id, group.section) for group in self.groups for id in group.facts]
        rows += [(id, Role.FEEDBACK) for id in self.feedback]
        for shortcoming, measures in self.pairs:
            rows += [(id, Role.SHORTCOMING) for id in shortcoming]
            rows += [(id, Role.MEASURE) for id in measures]
        return rows


async def outline(
    facts: Facts, genre: Genre, chain: Askable, *, dropped: Mapping[str, str] | None = None
) -> Outlined:
    """The plan that a model makes of the whole sheet, verified.

    Args:
        facts: the sheet.
        genre: the kind of report.
        chain: the model to ask.
        dropped: facts that are left out already, with the reason.
    """
    dropped = dropped or {}
    kept = replace(facts, items=tuple(fact for fact in facts if fact.id not in dropped))
    answer: _Answer | None = None
    wrong: list[str] = []
    for repeat in range(2):
        remarks = _remarks(answer, wrong)
        came = await _ask(kept, genre, chain, remarks, repeat)
        if came is None:
            break
        answer = came
        wrong = list(_wrong(answer, kept, genre))
        if not wrong:
            break
    if answer is None:
        return Outlined(plan_from_data(facts, genre, dropped=dropped), log=("提纲改由程序排",))
    plan = _mended(answer, facts, genre, dropped)
    return Outlined(
        plan, answer.queries, tuple(f"提纲：{each}" for each in wrong), is_of_model=True
    )


def _remarks(answer: _Answer | None, wrong: Sequence[str]) -> str:
    if answer is None:
        return ""
    told = json.dumps(_told(answer), ensure_ascii=False)
    listed = "\n".join(f"- {each}" for each in wrong)
    return f"你上次排的提纲：\n{told}\n这些地方不对，其余的留着，重新输出整个提纲：\n{listed}"


def _told(answer: _Answer) -> dict[str, Any]:
    return {
        "groups": [
            {
                "section": each.section,
                "lead": each.lead,
                "facts": each.facts,
                "words": [{"word": word, "facts": ids} for word, ids in each.words],
            }
            for each in answer.groups
        ],
        "headings": dict(answer.headings),
        "feedback": answer.feedback,
        "pairs": [{"shortcoming": a, "measures": b} for a, b in answer.pairs],
        "thread": answer.thread,
        "not_facts": [{"fact": id, "why": why} for id, why in answer.left_out.items()],
        "questions": [{"facts": each.facts, "ask": each.text} for each in answer.queries],
    }


async def _ask(
    facts: Facts, genre: Genre, chain: Askable, remarks: str, repeat: int
) -> _Answer | None:
    names = {spec.role: spec.name for spec in genre.sections}
    schema = _object(
        groups=_array(
            section=_STRING,
            facts=_STRINGS,
            lead=_STRING,
            words=_array(word=_STRING, facts=_STRINGS),
        ),
        headings=_object(**dict.fromkeys(genre.headed, _STRING)),
        feedback=_STRINGS,
        pairs=_array(shortcoming=_STRINGS, measures=_STRINGS),
        thread=_STRING,
        not_facts=_array(fact=_STRING, why=_STRING),
        questions=_array(facts=_STRINGS, ask=_STRING),
    )

    def parse(answer: str) -> _Answer:
        return _understood(json.loads(answer), genre)

    values = {
        "office": office(facts),
        "sections": "；".join(f"{role}＝{name}" for role, name in names.items()),
        "facts": "\n".join(_line(fact, names) for fact in facts),
        "remarks": remarks,
    }
    try:
        reply = await chain.ask(
            prompts.active("outline"),
            values,
            parse=parse,
            step="plan",
            schema=schema,
            repeat=repeat,
        )
    except BadAnswer:
        return None
    return reply.value


def _line(fact: Fact, names: Mapping[str, str]) -> str:
    where = names.get(fact.role) or NAMES.get(Role(fact.role), "") if fact.role else fact.group
    return f"{fact.id}. {fact.text}" + (f"〔{where}〕" if where else "")


def _understood(told: dict[str, Any], genre: Genre) -> _Answer:
    def ids(row: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(str, row)))

    known = {spec.name: spec.role for spec in genre.sections} | {r: r for r in genre.roles}
    groups = tuple(
        _Group(
            known[str(each["section"])],
            strip_end(typeset(str(each["lead"]))),
            ids(each["facts"]),
            tuple((str(row["word"]), ids(row["facts"])) for row in each.get("words", ())),
        )
        for each in told["groups"]
        if each["facts"]
    )
    return _Answer(
        groups,
        {role: strip_end(typeset(str(told["headings"].get(role, "")))) for role in genre.headed},
        ids(told["feedback"]),
        tuple((ids(each["shortcoming"]), ids(each["measures"])) for each in told["pairs"]),
        strip_end(typeset(str(told["thread"]))),
        {str(each["fact"]): str(each["why"]) for each in told.get("not_facts", ())},
        tuple(Query(ids(each["facts"]), str(each["ask"])) for each in told.get("questions", ())),
    )


def _wrong(answer: _Answer, facts: Facts, genre: Genre) -> Iterator[str]:
    """What is wrong with a plan, each with what would be right."""
    yield from _misplaced(answer, facts, genre)
    yield from _miscounted(answer)
    texts = {fact.id: fact.text for fact in facts}
    for group in answer.groups:
        known = [facts[id] for id in group.facts if id in texts]
        if _is_led(group, answer) and known:
            yield from misled(group.lead, known, facts, genre)
            yield from _unborne(group, known, duties.office(facts))
    yield from misheaded(answer.headings, _by_section(answer, facts, genre), facts, genre)
    if why := _thread_reason(answer, facts, genre):
        yield why


def _misplaced(answer: _Answer, facts: Facts, genre: Genre) -> Iterator[str]:
    counts = Counter(id for id, _ in answer.placed)
    known = {fact.id: fact for fact in facts}
    names = {spec.role: spec.name for spec in genre.sections} | dict(NAMES)
    yield from (f"没有编号为 {id} 的要点" for id in counts if id not in known)
    yield from (f"{id} 放了 {count} 处，只能放一处" for id, count in counts.items() if count > 1)
    for id, fact in known.items():
        is_out = id in answer.left_out and _may_be_left_out(fact)
        if id in answer.left_out and not is_out:
            yield f"{id}“{fact.text[:20]}”是事实，不能列入 not_facts"
        if not counts[id] and not is_out:
            yield f"{id} 没有放进提纲"
    for id, role in answer.placed:
        placed = known.get(id)
        if placed is not None and placed.role not in ("", role):
            own, other = names.get(placed.role, placed.role), names.get(role, role)
            yield f"{id} 标的是〔{own}〕，不能放进{other}"


def _may_be_left_out(fact: Fact) -> bool:
    """A line that the sheet itself places, or that has figures or quotes, is a fact."""
    return not fact.role and not _FIGURE.search(fact.text)


def _miscounted(answer: _Answer) -> Iterator[str]:
    for shortcoming, measures in answer.pairs:
        if not shortcoming and measures:
            yield f"{'、'.join(measures)} 没有对应的不足，放到它最接近的那条不足下"


def _is_led(group: _Group, answer: _Answer) -> bool:
    """Whether a group is told under a lead: alone in its section it stands under the heading."""
    return sum(each.section == group.section for each in answer.groups) > 1


def misled(lead: str, told: Sequence[Fact], facts: Facts, genre: Genre) -> Iterator[str]:
    """What is wrong with a lead over these facts."""
    ids = "、".join(fact.id for fact in told)
    if not LEAD[0] <= length(lead) <= LEAD[1]:
        yield f"{ids} 的领句“{lead}”应为8至20字"
        return
    reason = refusal(lead, told, facts, genre, kind="lead")
    if reason:
        yield f"{ids} 的领句“{lead}”：{reason}"
        return


def _unborne(group: _Group, told: Sequence[Fact], office: Office | None) -> Iterator[str]:
    """Facts that no word of the lead takes in, and a lead that seems to be about none of them.

    What a lead says in general words cannot be judged by code: this is asked about once, and then
    believed.
    """
    if len(leads.covers(group.lead, [fact.text for fact in told], office)) == len(told) > 1:
        ids = "、".join(group.facts)
        yield f"领句“{group.lead}”看不出说的是 {ids}：用这些事实里的词，或行业里管这些事的说法"
    under = {id for word, ids in group.words if word in group.lead for id in ids}
    left = [id for id in group.facts if id not in under]
    if len(left) > (len(group.facts) > FEW_UNDER):
        yield f"领句“{group.lead}”没有哪个词罩住 {'、'.join(left)}：换领句，或把它移到别的组"


def _by_section(answer: _Answer, facts: Facts, genre: Genre) -> dict[str, list[Fact]]:
    known = {fact.id for fact in facts}
    return {
        role: [
            facts[id]
            for group in answer.groups
            if group.section == role
            for id in group.facts
            if id in known
        ]
        for role in genre.roles
    }


def misheaded(
    headings: Mapping[str, str], told: Mapping[str, Sequence[Fact]], facts: Facts, genre: Genre
) -> Iterator[str]:
    """What is wrong with the headings, by role, over the facts of their sections."""
    lengths = [length(headings[role]) for role in genre.headed]
    if lengths and max(lengths) - min(lengths) > UNEVEN:
        yield "四个标题字数相差太多：" + "、".join(headings.values())
    for role, heading in headings.items():
        if not HEADING[0] <= length(heading) <= HEADING[1]:
            yield f"标题“{heading}”应为13至20字"
            continue
        reason = refusal(heading, told[role], facts, genre, kind="heading")
        if reason:
            yield f"标题“{heading}”：{reason}"


def _thread_reason(answer: _Answer, facts: Facts, genre: Genre) -> str:
    told = _by_section(answer, facts, genre)
    main = [fact for role in _main(genre) for fact in told[role]]
    return misthreaded(answer.thread, main, facts, genre)


def misthreaded(thread: str, told: Sequence[Fact], facts: Facts, genre: Genre) -> str:
    """What is wrong with a thread over the facts of the main section; "" when nothing is."""
    if not THREAD[0] <= length(thread) <= THREAD[1]:
        return f"thread“{thread}”应为25至50字"
    reason = refusal(thread, list(facts), facts, genre, kind="thread")
    if reason:
        return f"thread“{thread}”：{reason}"
    texts = [fact.text for fact in told]
    borne = len(texts) - len(leads.covers(thread, texts, duties.office(facts)))
    if borne < min(SUPPORT, (len(texts) + 1) // 2):
        return f"thread“{thread}”只有 {borne} 条履职事实撑得住"
    return ""


def _main(genre: Genre) -> set[str]:
    return {max(genre.sections, key=lambda spec: spec.data_ratio).role}


def _mended(answer: _Answer, facts: Facts, genre: Genre, dropped: Mapping[str, str]) -> Plan:
    """The model's plan, what is still wrong with it put right from the data."""
    known = {fact.id: fact for fact in facts if fact.id not in dropped}
    out = {
        id: why
        for id, why in answer.left_out.items()
        if id in known and _may_be_left_out(known[id])
    }
    seen: set[str] = set(out)

    def once(ids: Sequence[str], *roles: str) -> tuple[str, ...]:
        fit = [
            id for id in ids if id in known and id not in seen and known[id].role in ("", *roles)
        ]
        seen.update(fit)
        return tuple(dict.fromkeys(fit))

    pairs = [(once(a, Role.SHORTCOMING), once(b, Role.MEASURE)) for a, b in answer.pairs]
    feedback = once(answer.feedback, Role.FEEDBACK)
    groups = [replace(each, facts=once(each.facts, each.section)) for each in answer.groups]
    left = [fact for id, fact in known.items() if id not in seen]
    gone = {**dropped, **out, **{id: "" for id in seen if id not in dropped}}
    rest = plan_from_data(facts, genre, dropped=gone) if left else None
    if rest:
        groups, feedback, pairs = _joined(groups, feedback, pairs, rest)
    sections = tuple(
        _section(spec.role, [g for g in groups if g.section == spec.role and g.facts], answer)
        for spec in genre.sections
    )
    plan = Plan(
        sections=_titled(sections, answer, facts, genre),
        feedback=feedback,
        shortcomings=tuple(a for a, _ in pairs),
        measures=tuple(b for _, b in pairs),
        unrelated=tuple(
            apart(
                [
                    ("".join(known[id].text for id in a), [known[id].text for id in b] if a else [])
                    for a, b in pairs
                ]
            )
        ),
        dropped=tuple(dropped.items()) + tuple((id, f"不是要点：{why}") for id, why in out.items()),
        thread="" if _thread_reason(answer, facts, genre) else answer.thread,
    )
    return _led(plan, facts, genre)


def _joined(
    groups: list[_Group],
    feedback: tuple[str, ...],
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]],
    rest: Plan,
) -> tuple[list[_Group], tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """What the model forgot, put where the data put it: with the last group of its section."""
    for section in rest.sections:
        ids = tuple(id for point in section.points for id in point.facts)
        mine = [at for at, each in enumerate(groups) if each.section == section.role]
        if ids and mine:
            last = groups[mine[-1]]
            groups[mine[-1]] = replace(last, facts=(*last.facts, *ids))
        elif ids:
            groups.append(_Group(section.role, "", ids))
    pairs = [(a, b) for a, b in pairs if a or b]
    pairs += list(zip(rest.shortcomings, rest.measures, strict=True))
    return groups, (*feedback, *rest.feedback), pairs


def _section(role: str, groups: Sequence[_Group], answer: _Answer) -> PlannedSection:
    points = tuple(PlannedPoint(each.facts, each.lead) for each in groups)
    return PlannedSection(role, answer.headings.get(role, ""), points)


def _titled(
    sections: tuple[PlannedSection, ...], answer: _Answer, facts: Facts, genre: Genre
) -> tuple[PlannedSection, ...]:
    """All four headings of the model's, or all four from the data: they have to be parallel."""
    wrong = list(misheaded(answer.headings, _by_section(answer, facts, genre), facts, genre))
    if genre.headed and not wrong:
        return sections
    rows = [
        (each.role, [[facts[id].text for id in point.facts] for point in each.points])
        for each in sections
    ]
    made = headings.headings(rows, has_staff=leads_staff(facts), office=duties.office(facts))
    return tuple(
        replace(each, heading=heading) for each, heading in zip(sections, made, strict=True)
    )


def _led(plan: Plan, facts: Facts, genre: Genre) -> Plan:
    """The plan with a lead from the data for every point whose own may not stand."""
    office = duties.office(facts)
    sections = []
    for section in plan.sections:
        several = len(section.points) > 1
        points = []
        for point in section.points:
            told = [facts[id] for id in point.facts]
            wrong = several and next(misled(point.lead, told, facts, genre), "")
            texts = [fact.text for fact in told]
            lead = (
                leads.lead(texts, section.role, (), office)
                if wrong
                else point.lead
                if several
                else ""
            )
            points.append(replace(point, lead=lead))
        sections.append(replace(section, points=tuple(points)))
    return replace(plan, sections=tuple(sections))
